/** Positions in CGCS2000 (EPSG:4490), longitude before latitude, as GeoJSON writes them. */
export type Position = [number, number]
export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }

export type GeometryKind = 'point' | 'line' | 'polygon'

/** What each kind of field may hold. */
export const GEOMETRY_TYPES: Record<GeometryKind, readonly Geometry['type'][]> = {
  point: ['Point'],
  line: ['LineString', 'MultiLineString'],
  polygon: ['Polygon', 'MultiPolygon'],
}

/** The national territory with its waters; a position outside is a swapped pair or another coordinate system. */
const BOUNDS = { west: 73, east: 136, south: 3, north: 54 }
const MOST_POSITIONS = 20_000

/** Why a value is no geometry of this kind in CGCS2000; undefined when it is one. */
export function geometryFault(kind: GeometryKind, value: unknown): string | undefined {
  const g = value as { type?: unknown; coordinates?: unknown; crs?: unknown }
  if (!GEOMETRY_TYPES[kind].includes(g.type as Geometry['type']))
    return `应为 GeoJSON ${GEOMETRY_TYPES[kind].join(' 或 ')}，现为 ${String(g.type)}`
  if (g.crs !== undefined) return '不应带坐标系声明：坐标一律为 CGCS2000（EPSG:4490）经纬度'
  const parts = partsOf(g as Geometry)
  if (!parts) return '坐标的层次不对，请按 GeoJSON 的写法给出'
  let count = 0
  for (const part of parts) {
    for (const position of part) {
      const fault = positionFault(position)
      if (fault) return fault
    }
    count += part.length
  }
  if (count > MOST_POSITIONS) return `有 ${count} 个坐标点，超过 ${MOST_POSITIONS} 个，请先简化`
  if (kind === 'line' && parts.some(part => part.length < 2)) return '一条线至少要有两个点'
  if (kind !== 'polygon') return undefined
  for (const ring of parts) {
    if (ring.length < 4) return '一个环至少要有四个点（首尾相同）'
    const [first, last] = [ring[0]!, ring.at(-1)!]
    if (first[0] !== last[0] || first[1] !== last[1]) return '环没有闭合：第一个点和最后一个点必须相同'
    if (crossesItself(ring)) return '边界自相交，请检查折点的次序'
  }
  return undefined
}

/** All its points, lines or rings, one level deep; undefined where the nesting is wrong. */
function partsOf(g: Geometry): Position[][] | undefined {
  const c: unknown = g.coordinates
  const isPosition = (p: unknown): boolean => Array.isArray(p) && typeof p[0] === 'number'
  const isPart = (p: unknown): p is Position[] => Array.isArray(p) && p.length > 0 && p.every(isPosition)
  const isParts = (p: unknown): p is Position[][] => Array.isArray(p) && p.length > 0 && p.every(isPart)
  if (g.type === 'Point') return isPosition(c) ? [[c as Position]] : undefined
  if (g.type === 'LineString') return isPart(c) ? [c] : undefined
  if (g.type === 'MultiPolygon') return Array.isArray(c) && c.length > 0 && c.every(isParts) ? c.flat() : undefined
  return isParts(c) ? c : undefined
}

function positionFault(position: Position): string | undefined {
  if (position.length !== 2 || !position.every(Number.isFinite)) return '每个坐标应为 [经度, 纬度] 两个数'
  const [x, y] = position
  const inside = (lon: number, lat: number): boolean =>
    lon >= BOUNDS.west && lon <= BOUNDS.east && lat >= BOUNDS.south && lat <= BOUNDS.north
  if (inside(x, y)) return undefined
  if (inside(y, x)) return `坐标 [${x}, ${y}] 的经度和纬度写反了，应为 [${y}, ${x}]`
  return `坐标 [${x}, ${y}] 不在我国范围内，请核对是否为 CGCS2000 经纬度（十进制度）`
}

/** Whether two edges of a ring that are no neighbours meet; rings beyond a thousand edges are left to the database. */
function crossesItself(ring: Position[]): boolean {
  const n = ring.length - 1
  if (n > 1000) return false
  for (let i = 0; i < n; i++)
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue
      if (meet(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!)) return true
    }
  return false
}

const turn = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

function meet(a: Position, b: Position, c: Position, d: Position): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

/** As text in one cell: 108.3, 22.8; lines and areas as well-known text. */
export function geometryText(g: Geometry): string {
  const pair = (p: Position): string => p.join(' ')
  const part = (ps: Position[]): string => `(${ps.map(pair).join(', ')})`
  const parts = (pp: Position[][]): string => `(${pp.map(part).join(', ')})`
  if (g.type === 'Point') return g.coordinates.join(', ')
  if (g.type === 'LineString') return `LINESTRING ${part(g.coordinates)}`
  if (g.type === 'MultiLineString') return `MULTILINESTRING ${parts(g.coordinates)}`
  if (g.type === 'Polygon') return `POLYGON ${parts(g.coordinates)}`
  return `MULTIPOLYGON (${g.coordinates.map(parts).join(', ')})`
}

/** The reverse: a pair of numbers, well-known text or GeoJSON; undefined where it is none of them. */
export function parseGeometry(text: string): Geometry | undefined {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) {
    try {
      const { type, coordinates } = JSON.parse(trimmed) as Geometry
      return { type, coordinates } as Geometry
    } catch {
      return undefined
    }
  }
  const pair = /^(-?\d+(?:\.\d+)?)\s*[,，;；\s]\s*(-?\d+(?:\.\d+)?)$/.exec(trimmed)
  if (pair) return { type: 'Point', coordinates: [Number(pair[1]), Number(pair[2])] }
  const wkt = /^(POINT|LINESTRING|MULTILINESTRING|POLYGON|MULTIPOLYGON)\s*(\(.*\))$/i.exec(trimmed)
  if (!wkt) return undefined
  const json = wkt[2]!
    .replace(/(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  const names: Record<string, Geometry['type']> = {
    POINT: 'Point',
    LINESTRING: 'LineString',
    MULTILINESTRING: 'MultiLineString',
    POLYGON: 'Polygon',
    MULTIPOLYGON: 'MultiPolygon',
  }
  const type = names[wkt[1]!.toUpperCase()]!
  try {
    const nested = JSON.parse(json)
    return { type, coordinates: type === 'Point' ? nested[0] : nested } as Geometry
  } catch {
    return undefined
  }
}
