import type { Actor } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import { isAbove, REGION_LEVELS, type RegionLevel, type RegionNode } from '@jingtu/core/region.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { addRegion, loadRegions, REGION_COLUMNS, renameRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { readGbt2260 } from './gbt2260.ts'
import { assertAdministers, getRegion } from './places.ts'

export type RegionRow = RegionNode & { hasChildren: boolean; parentName: string | null }

const MOST = 500

/**
 * One step of the tree (the children of `parent`, the root where none is given), or a search by name and code over all of
 * it. Today's nodes only; a former name or code finds the place that goes on.
 */
export async function listTree(
  db: Db,
  query: { parent?: string; search?: string },
): Promise<{ rows: RegionRow[]; total: number }> {
  const like = query.search ? `%${query.search.replace(/[%_\\]/g, c => `\\${c}`)}%` : null
  const where = like
    ? sql`(r.name like ${like} or r.code like ${like} or exists (
        select 1 from region former where former.successor = r.id and (former.name like ${like} or former.code like ${like})))`
    : query.parent
      ? sql`r.parent = ${query.parent}::uuid`
      : sql`r.parent is null`
  const { rows } = await sql<
    RegionRow & { total: number }
  >`select ${REGION_COLUMNS}, "parentName", "hasChildren", total from (
      select r.*, p.name as "parentName", count(*) over () as total,
        exists (select 1 from region child where child.parent = r.id and child.valid_until is null) as "hasChildren"
      from region r left join region p on p.id = r.parent
      where r.valid_until is null and ${where}) listed
    order by length(path) - length(replace(path, '/', '')), path limit ${MOST}`.execute(db)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export interface NewRegion {
  parent: string
  name: string
  kind: RegionNode['kind']
  level?: RegionLevel
  code?: string | null
  from: string
}

const BELOW: Record<RegionLevel, RegionLevel | null> = {
  nation: 'province',
  province: 'city',
  city: 'county',
  county: 'township',
  township: null,
}

/** A township, or a zone the state gives no code: inside a county, across counties (below the city), or under a city. */
export async function createRegion(change: Change, actor: Actor, input: NewRegion): Promise<RegionNode> {
  const parent = await getRegion(change.tx, input.parent)
  assertAdministers(actor, parent.path, '新建区域')
  const level = input.level ?? BELOW[parent.level]
  const reasons: { message: string; where: string }[] = []
  if (parent.until) reasons.push({ message: `“${parent.name}”已于 ${parent.until} 撤销`, where: 'parent' })
  if (!level || !isAbove(parent.level, level)) {
    reasons.push({
      message: `“${parent.name}”是${REGION_LEVELS[parent.level]}区域，下面不能再设${level ? REGION_LEVELS[level] : '下级'}区域`,
      where: 'level',
    })
  }
  if (input.code && !/^\d{6}(\d{3})?(\d{3})?$/.test(input.code))
    reasons.push({ message: '代码应为 6、9 或 12 位数字；园区没有代码，请留空', where: 'code' })
  const same =
    await sql`select 1 from region where parent = ${parent.id}::uuid and name = ${input.name} and valid_until is null`.execute(
      change.tx,
    )
  if (same.rows.length) reasons.push({ message: `${parent.name}下已有“${input.name}”`, where: 'name' })
  if (reasons.length || !level) throw refusal('invalid', '区域有误', reasons)
  const id = newId(change.context.now.getTime())
  const node: RegionNode = {
    id,
    parent: parent.id,
    code: input.code ?? null,
    name: input.name,
    level,
    kind: input.kind,
    // A node without a code is named in paths by the random end of its id.
    path: `${parent.path}${input.code ?? `z${id.slice(-10)}`}/`,
    from: input.from,
    until: null,
    successor: null,
  }
  await addRegion(change, node)
  return node
}

/** The same place under another name or code from a day on; all that lies there moves along. */
export async function succeed(
  change: Change,
  actor: Actor,
  id: string,
  next: { name: string; code?: string; from: string },
): Promise<RegionNode & { moved: number }> {
  const region = await getRegion(change.tx, id)
  assertAdministers(actor, region.path, '变更区划')
  if (!change.context.reason?.trim())
    throw refusal('invalid', '不能变更区划', [{ message: '请填写变更依据（批复文号）', where: 'reason' }])
  const { node, moved } = await renameRegion(
    change,
    id,
    { name: next.name, code: next.code, effective: next.from },
    RECORDS,
  )
  return { ...node, moved }
}

/** Loads the national tree; loading it again changes nothing. */
export async function loadNationalTree(change: Change): Promise<{ added: number }> {
  return loadRegions(change, await readGbt2260())
}
