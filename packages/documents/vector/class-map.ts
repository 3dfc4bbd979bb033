import type { Geometry, Position } from '@jingtu/core/geometry.ts'

export interface MapShape {
  geometry: Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>
  /** What its colour stands for; an entry of the legend. */
  kind: string
  label: string
}
export interface MapPlan {
  title: string
  shapes: readonly MapShape[]
  /** In the order of the legend: what a kind is filled with. */
  legend: readonly { kind: string; colour: string }[]
  /** Said under the map: coordinate system, day, who made it. */
  notes: readonly string[]
}

const WIDTH = 1000
const MARGIN = 40
const HEAD = 60
const METRES_PER_DEGREE = 111_320

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
const ringsOf = (g: MapShape['geometry']): Position[][] => (g.type === 'Polygon' ? g.coordinates : g.coordinates.flat())

/** A flat map as SVG: degrees drawn true to scale at the middle latitude, with legend, bar of scale and north. */
export function drawClassMap({ title, shapes, legend, notes }: MapPlan): string {
  const all = shapes.flatMap(s => ringsOf(s.geometry).flat())
  const bound = (pick: (p: Position) => number, of: (a: number, b: number) => number): number =>
    all.map(pick).reduce(of, all.length ? pick(all[0]!) : 0)
  const [west, east] = [bound(p => p[0], Math.min), bound(p => p[0], Math.max)]
  const [south, north] = [bound(p => p[1], Math.min), bound(p => p[1], Math.max)]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (WIDTH - 2 * MARGIN) / Math.max((east - west) * squeeze, north - south, 1e-6)
  const bottom = HEAD + (north - south) * scale
  const x = (lon: number): string => (MARGIN + (lon - west) * squeeze * scale).toFixed(1)
  const y = (lat: number): string => (HEAD + (north - lat) * scale).toFixed(1)
  const colour = (kind: string): string => legend.find(l => l.kind === kind)?.colour ?? '#bbbbbb'
  const path = (s: MapShape): string =>
    ringsOf(s.geometry)
      .map(ring => `M${ring.map(([lon, lat]) => `${x(lon)} ${y(lat)}`).join('L')}Z`)
      .join('')
  const metres = niceLength((WIDTH / 4 / scale) * METRES_PER_DEGREE)
  const bar = (metres / METRES_PER_DEGREE) * scale
  const height = Math.ceil(bottom + 60 + legend.length * 26 + notes.length * 22)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="${WIDTH / 2}" y="36" font-size="24" text-anchor="middle">${escaped(title)}</text>`,
    `<text x="${WIDTH - MARGIN}" y="36" font-size="18" text-anchor="end">北 ↑</text>`,
    ...shapes.map(
      s =>
        `<path d="${path(s)}" fill="${colour(s.kind)}" fill-rule="evenodd" stroke="#333333" stroke-width="0.8"><title>${escaped(`${s.label} ${s.kind}`)}</title></path>`,
    ),
    `<path d="M${MARGIN} ${bottom + 24}h${bar.toFixed(1)}" stroke="#333333" stroke-width="3"/>`,
    `<text x="${MARGIN + bar + 8}" y="${bottom + 29}" font-size="14">${metres >= 1000 ? `${metres / 1000} km` : `${metres} m`}</text>`,
    ...legend.flatMap(({ kind, colour: fill }, i) => {
      const top = bottom + 44 + i * 26
      return [
        `<rect x="${MARGIN}" y="${top.toFixed(1)}" width="26" height="16" fill="${fill}" stroke="#333333"/>`,
        `<text x="${MARGIN + 34}" y="${(top + 14).toFixed(1)}" font-size="15">${escaped(kind)}</text>`,
      ]
    }),
    ...notes.map(
      (n, i) =>
        `<text x="${MARGIN}" y="${(bottom + 64 + legend.length * 26 + i * 22).toFixed(1)}" font-size="13" fill="#555555">${escaped(n)}</text>`,
    ),
    '</svg>',
  ].join('\n')
}

/** 1, 2 or 5 with noughts, at most so long. */
function niceLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return [5, 2, 1].map(n => n * power).find(n => n <= most) ?? power
}
