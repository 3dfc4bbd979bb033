import type { Actor } from '@jingtu/core/access.ts'
import { type Geometry, geometryFault } from '@jingtu/core/geometry.ts'
import { openLocator } from '@jingtu/core/locate.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { type RegionBoundary, regionBoundaryRecord } from '@jingtu/registers/monitoring/region-boundary.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { listRegions } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { assertAdministers, homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'

type Area = Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>

/** One feature of a GeoJSON file against the tree of regions. */
export interface BoundaryLine {
  /** Counted from one. */
  feature: number
  /** What the file calls it. */
  code: string | null
  name: string | null
  region: { id: string; name: string; path: string } | null
  /** Whether the region has a boundary that this one would replace. */
  replaces: boolean
  positions: number
  faults: Reason[]
}

const CODE_KEYS = ['code', 'adcode', '区划代码', '行政区划代码', '区划码', 'XZQDM', 'PAC']
const NAME_KEYS = ['name', '名称', '行政区名称', '区划名称', 'XZQMC', 'NAME']
/** What may stand in the `crs` of an older GeoJSON and means degrees of CGCS2000 (or WGS-84, centimetres off). */
const SAME_DATUM = /EPSG:+(?:4490|4326)$|CRS84$/
const MOST_FEATURES = 500

interface Feature {
  properties?: Record<string, unknown> | null
  geometry?: unknown
}

/** Features of the file; @throws Refusal where it is no collection of features in degrees of CGCS2000 */
export function readFeatures(text: string): Feature[] {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw refusal('invalid', '不是有效的 GeoJSON', ['文件内容不是 JSON，请用地理信息软件导出为 GeoJSON（UTF-8）'])
  }
  const given = raw as { type?: unknown; features?: unknown; crs?: { properties?: { name?: unknown } } }
  const features = given.type === 'Feature' ? [given] : given.type === 'FeatureCollection' ? given.features : null
  if (!Array.isArray(features) || features.length === 0)
    throw refusal('invalid', '不是有效的 GeoJSON', ['应为 FeatureCollection，每个区域一个 Feature'])
  if (features.length > MOST_FEATURES)
    throw refusal('too-large', '区域过多', [`有 ${features.length} 个区域，一次最多 ${MOST_FEATURES} 个，请分次导入`])
  const crs = given.crs?.properties?.name
  if (given.crs && !(typeof crs === 'string' && SAME_DATUM.test(crs)))
    throw refusal('invalid', '坐标系不是 CGCS2000', [
      `文件声明的坐标系是“${String(crs)}”，请转换为 CGCS2000 经纬度（EPSG:4490）后导入`,
    ])
  return features as Feature[]
}

/** What each feature is and what is wrong with it; writes nothing. */
export async function checkBoundaries(
  db: Db | Tx,
  actor: Actor,
  features: readonly Feature[],
): Promise<{ line: BoundaryLine; extent: Area }[]> {
  const tree = await listRegions(db, { under: actor.region })
  const known = new Map((await boundariesUnder(db, actor.region)).map(b => [b.regionId, b]))
  const lines = features.map((feature, i) => {
    const code = word(feature.properties, CODE_KEYS)
    const name = word(feature.properties, NAME_KEYS)
    const region = regionOf(tree, code, name)
    const extent = feature.geometry as Area
    const fault = geometryFault('polygon', extent ?? {})
    return {
      extent,
      line: {
        feature: i + 1,
        code,
        name,
        region: region ? { id: region.id, name: region.name, path: region.path } : null,
        replaces: region !== null && known.has(region.id),
        positions: fault ? 0 : positionsOf(extent).length,
        faults: [
          ...(fault ? [{ where: '范围', message: fault }] : []),
          ...(region ? [] : [{ where: '区域', message: unknownRegion(code, name) }]),
          ...(region && code && name && region.name !== name && !region.name.includes(name)
            ? [{ where: '名称', message: `区划代码 ${code} 是“${region.name}”，文件写的是“${name}”` }]
            : []),
        ],
      } satisfies BoundaryLine,
    }
  })
  for (const { line, extent } of lines) {
    const { region } = line
    if (!region) continue
    if (lines.some(o => o.line.feature < line.feature && o.line.region?.id === region.id))
      line.faults.push({ where: '区域', message: `“${region.name}”在文件里出现了不止一次` })
    if (line.faults.length > 0) continue
    const above = tree.find(n => region.path !== n.path && n.path === parentPath(region.path))
    const own = above && lines.find(o => o.line.region?.id === above.id && o.line.faults.length === 0)?.extent
    const outer = own ?? (above ? (known.get(above.id)?.extent as Area | undefined) : undefined)
    if (outer && !positionsOf(extent).some(([x, y]) => openLocator(outer)(x, y)))
      line.faults.push({
        where: '范围',
        message: `与上级“${above!.name}”的边界没有重叠，请核对区划代码和坐标系`,
      })
  }
  return lines
}

/** A region has one boundary; a new one is its next version. @throws Refusal with every fault of the file */
export async function storeBoundaries(
  c: Change,
  actor: Actor,
  features: readonly Feature[],
  about: { source: string; file: string[]; sample?: boolean },
): Promise<{ stored: number; replaced: number }> {
  const lines = await checkBoundaries(c.tx, actor, features)
  for (const { line } of lines) if (line.region) assertAdministers(actor, line.region.path, '导入行政区划边界')
  const faults = lines.flatMap(({ line }) =>
    line.faults.map(f => ({ where: `第 ${line.feature} 个区域 ${f.where ?? ''}`.trim(), message: f.message })),
  )
  if (faults.length > 0) throw refusal('invalid', '边界文件有误，没有导入', faults)
  let replaced = 0
  for (const { line, extent } of lines) {
    const node = line.region!
    const [before] = await boundariesOf(c.tx, node.id)
    const values = { extent, source: about.source, file: about.file, sample: about.sample ?? null }
    if (before) {
      replaced++
      await c.update(regionBoundaryRecord, await c.get(regionBoundaryRecord, before.id), { action: 'replace', values })
      continue
    }
    const region = (await listRegions(c.tx, { under: node.path })).find(n => n.id === node.id)!
    await c.insert(regionBoundaryRecord, {
      home: await homeOf(c.tx, region),
      region: region.path,
      values: { ...values, regionId: region.id },
    })
  }
  return { stored: lines.length, replaced }
}

/** The boundary samples of a region must lie in; without one, only its name. */
export async function doorBoundary(
  db: Db | Tx,
  region: RegionNode,
): Promise<{ name: string; contains?: (longitude: number, latitude: number) => boolean }> {
  const [boundary] = await boundariesOf(db, region.id)
  return boundary ? { name: region.name, contains: openLocator(boundary.extent as Area) } : { name: region.name }
}

export const boundariesUnder = (db: Db | Tx, path: string): Promise<RegionBoundary[]> =>
  listRecords(db, regionBoundaryRecord, sql`starts_with(region, ${path}) and state = 'in-use'`)

const boundariesOf = (db: Db | Tx, region: string): Promise<RegionBoundary[]> =>
  listRecords(db, regionBoundaryRecord, sql`region_id = ${region}::uuid and state = 'in-use'`, { limit: 1 })

function word(properties: Feature['properties'], keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = properties?.[key]
    if (value !== undefined && value !== null && String(value).trim() !== '') return String(value).trim()
  }
  return null
}

/** By code where there is one (national tables fill it up with noughts); a name alone must mean one region only. */
function regionOf(tree: readonly RegionNode[], code: string | null, name: string | null): RegionNode | null {
  if (code !== null) {
    const bare = (c: string): string => c.replace(/0+$/, '')
    return tree.find(n => n.code === code) ?? tree.find(n => n.code !== null && bare(n.code) === bare(code)) ?? null
  }
  const found = tree.filter(n => n.name === name)
  return found.length === 1 ? found[0]! : null
}

const unknownRegion = (code: string | null, name: string | null): string =>
  code === null && name === null
    ? `没有区划代码（${CODE_KEYS.slice(0, 4).join('、')}），也没有名称`
    : `您管辖的行政区划里没有${code === null ? `名为“${name}”的区域，或不止一个` : `代码为 ${code} 的区域`}`

const positionsOf = (area: Area): [number, number][] =>
  (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()).flat() as [number, number][]

const parentPath = (path: string): string => path.replace(/[^/]+\/$/, '')
