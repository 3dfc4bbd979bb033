import {
  GEOMETRY_TYPES,
  type Geometry,
  type GeometryKind,
  geometryFault,
  type Position,
  parseGeometry,
} from '@jingtu/core/geometry.ts'

/**
 * A shape as people have it at hand: coordinates typed or copied from a table (decimal degrees or degrees, minutes,
 * seconds), well-known text, GeoJSON (also a whole Feature or FeatureCollection), KML.
 * @returns undefined where nothing in the text is a shape of this kind
 */
export function readShape(kind: GeometryKind, text: string): Geometry | undefined {
  const found = [...fromGeoJson(text), ...fromKml(text), ...fromPairs(kind, text)]
  const plain = parseGeometry(text)
  const shapes = (plain ? [plain, ...found] : found).filter(g => GEOMETRY_TYPES[kind].includes(g.type))
  if (shapes.length === 0) return undefined
  return geometryFault(kind, shapes[0]!)
    ? (shapes.find(g => !geometryFault(kind, g)) ?? shapes[0]!)
    : joined(kind, shapes)
}

/** Several areas or lines of one file are the parts of one. */
function joined(kind: GeometryKind, shapes: Geometry[]): Geometry {
  if (kind === 'point' || shapes.length === 1) return shapes[0]!
  if (kind === 'line')
    return {
      type: 'MultiLineString',
      coordinates: shapes.flatMap(g =>
        g.type === 'LineString' ? [g.coordinates] : g.type === 'MultiLineString' ? g.coordinates : [],
      ),
    }
  return {
    type: 'MultiPolygon',
    coordinates: shapes.flatMap(g =>
      g.type === 'Polygon' ? [g.coordinates] : g.type === 'MultiPolygon' ? g.coordinates : [],
    ),
  }
}

function fromGeoJson(text: string): Geometry[] {
  if (!text.trim().startsWith('{')) return []
  try {
    return geometriesIn(JSON.parse(text))
  } catch {
    // Not JSON after all: the other readings are tried.
    return []
  }
}

interface Json {
  type?: string
  geometry?: unknown
  features?: unknown[]
  geometries?: unknown[]
  coordinates?: unknown
}
function geometriesIn(value: unknown): Geometry[] {
  const json = value as Json
  if (json?.type === 'FeatureCollection') return (json.features ?? []).flatMap(geometriesIn)
  if (json?.type === 'GeometryCollection') return (json.geometries ?? []).flatMap(geometriesIn)
  if (json?.type === 'Feature') return geometriesIn(json.geometry)
  if (!json?.type || json.coordinates === undefined) return []
  return [{ type: json.type, coordinates: flat(json.coordinates) } as Geometry]
}

/** Heights are left out: a shape here lies on the ground. */
function flat(coordinates: unknown): unknown {
  if (!Array.isArray(coordinates)) return coordinates
  return typeof coordinates[0] === 'number' ? coordinates.slice(0, 2) : coordinates.map(flat)
}

function fromKml(text: string): Geometry[] {
  if (!/<coordinates/i.test(text)) return []
  const plain = text.replace(/<(\/?)\w+:/g, '<$1')
  const inside = (part: string): Position[] =>
    [...part.matchAll(/(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s*,\s*-?\d+(?:\.\d+)?)?/g)].map(m => [
      Number(m[1]),
      Number(m[2]),
    ])
  const coordinates = (part: string): Position[][] =>
    [...part.matchAll(/<coordinates[^>]*>([\s\S]*?)<\/coordinates>/gi)].map(m => inside(m[1]!))
  const all = (tag: string): string[] =>
    [...plain.matchAll(new RegExp(`<${tag}[\\s>][\\s\\S]*?</${tag}>`, 'gi'))].map(m => m[0])
  return [
    ...all('Polygon').map(part => ({ type: 'Polygon' as const, coordinates: coordinates(part) })),
    ...all('LineString').flatMap(part =>
      coordinates(part).map(line => ({ type: 'LineString' as const, coordinates: line })),
    ),
    ...all('Point').flatMap(part =>
      coordinates(part).flatMap(([at]) => (at ? [{ type: 'Point' as const, coordinates: at }] : [])),
    ),
  ]
}

const NUMBER = /-?\d+(?:\.\d+)?/g
const DEGREES = /(\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[′'分]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*[″"秒]\s*)?/g

/** 108°22′30″ → 108.375 */
const inDegrees = (text: string): string =>
  text.replace(
    DEGREES,
    (_, d: string, m = '0', s = '0') => ` ${Math.round((Number(d) + Number(m) / 60 + Number(s) / 3600) * 1e7) / 1e7} `,
  )

/** Longitudes and latitudes one after the other, a pair on each line or separated by semicolons. */
function fromPairs(kind: GeometryKind, text: string): Geometry[] {
  const plain = inDegrees(text).replace(/[东西南北经纬NSEW：:，,;；\s]+/gi, ' ')
  if (/[^\d.\s-]/.test(plain)) return []
  const numbers = (plain.match(NUMBER) ?? []).map(Number)
  if (numbers.length < 2 || numbers.length % 2 === 1) return []
  const pairs = numbers.flatMap((x, i): Position[] => (i % 2 === 0 ? [[x, numbers[i + 1]!]] : []))
  if (kind === 'point') return pairs.length === 1 ? [{ type: 'Point', coordinates: pairs[0]! }] : []
  if (kind === 'line') return pairs.length > 1 ? [{ type: 'LineString', coordinates: pairs }] : []
  if (pairs.length < 3) return []
  const [first, last] = [pairs[0]!, pairs.at(-1)!]
  const isClosed = first[0] === last[0] && first[1] === last[1]
  return [{ type: 'Polygon', coordinates: [isClosed ? pairs : [...pairs, first]] }]
}
