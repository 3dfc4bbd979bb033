import type { Geometry, Position } from './geometry.ts'

type Area = Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>

/** Edges a strip of latitude holds on average; fewer make more strips. */
const EDGES_A_STRIP = 4

/**
 * Whether positions lie in an area, holes left out and the edge itself counted in. Made once and asked a million times: edges
 * are sorted into strips of latitude, so that a position meets a handful of them.
 */
export function openLocator(area: Area): (longitude: number, latitude: number) => boolean {
  const rings = (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).flat()
  const edges = rings.flatMap(ring => ring.slice(1).map((end, i): Edge => [ring[i]!, end]))
  const latitudes = edges.map(([a]) => a[1])
  const south = latitudes.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const north = latitudes.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const count = Math.max(1, Math.ceil(edges.length / EDGES_A_STRIP))
  const height = (north - south) / count || 1
  const stripOf = (latitude: number): number => Math.min(count - 1, Math.floor((latitude - south) / height))
  const strips: Edge[][] = Array.from({ length: count }, () => [])
  for (const edge of edges) {
    const [a, b] = [stripOf(edge[0][1]), stripOf(edge[1][1])]
    for (let i = Math.min(a, b); i <= Math.max(a, b); i++) strips[i]!.push(edge)
  }
  return (x, y) => {
    if (!(y >= south && y <= north)) return false
    let inside = false
    for (const [[x1, y1], [x2, y2]] of strips[stripOf(y)]!) {
      const side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
      if (
        side === 0 &&
        x >= Math.min(x1, x2) &&
        x <= Math.max(x1, x2) &&
        y >= Math.min(y1, y2) &&
        y <= Math.max(y1, y2)
      )
        return true
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
    }
    return inside
  }
}

type Edge = [Position, Position]
