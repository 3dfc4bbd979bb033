import type { Actor } from '@jingtu/core/access.ts'
import type { ValuesOf } from '@jingtu/core/record.ts'
import { isAbove, REGION_LEVELS } from '@jingtu/core/region.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { selection } from '@jingtu/store/columns.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { mergeUnits } from './merging.ts'
import { withoutPersonal } from './personal.ts'
import { assertAdministers, getRegion, homeOf, seesPersonal } from './places.ts'

export type UnitRow = Unit & { regionName: string }
export interface UnitQuery {
  search?: string
  region?: string
  line?: string
  level?: string
  state?: string
  limit: number
  offset: number
}

/** Units anybody may look up; telephone numbers and contacts only within the reader's own region. */
export async function listUnits(db: Db, actor: Actor, query: UnitQuery): Promise<{ rows: UnitRow[]; total: number }> {
  const like = query.search ? `%${query.search.replace(/[%_\\]/g, c => `\\${c}`)}%` : null
  const where = sql`unit.until is null
    and (${like}::text is null or unit.name like ${like} or unit.short_name like ${like} or array_to_string(unit.aliases, ' ') like ${like} or unit.credit_code = ${query.search ?? null})
    and (${query.region ?? null}::uuid is null or unit.region like (select path || '%' from region where id = ${query.region ?? null}::uuid))
    and (${query.line ?? null}::text is null or unit.line = ${query.line ?? null})
    and (${query.level ?? null}::text is null or unit.level = ${query.level ?? null})
    and (${query.state ?? null}::text is null or unit.state = ${query.state ?? null})`
  const { rows } = await sql<
    UnitRow & { total: number }
  >`select ${selection(unitRecord)}, r.name as "regionName", count(*) over () as total
    from unit left join region r on r.id = unit.region_id where ${where}
    order by unit.region, unit.kind <> '政府', unit.line, unit.name limit ${query.limit} offset ${query.offset}`.execute(
    db,
  )
  return {
    rows: rows.map(({ total: _, ...row }) => shown(actor, row)),
    total: rows[0]?.total ?? (query.offset > 0 ? await countUnits(db, where) : 0),
  }
}

const countUnits = async (db: Db, where: ReturnType<typeof sql>): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from unit where ${where}`.execute(db)).rows[0]!.n

const shown = (actor: Actor, row: UnitRow): UnitRow =>
  seesPersonal(actor, { unit: row.id, region: row.region }) ? row : withoutPersonal(unitRecord, row)

export async function createUnit(
  change: Change,
  actor: Actor,
  regionId: string,
  values: Partial<ValuesOf<typeof unitRecord>>,
): Promise<Unit> {
  const region = await getRegion(change.tx, regionId)
  assertAdministers(actor, region.path, '新建单位')
  await assertFits(change, { ...values, regionId }, region)
  return change.insert(unitRecord, {
    home: await homeOf(change.tx, region),
    region: region.path,
    values: { ...values, regionId },
  })
}

export async function correctUnit(
  change: Change,
  actor: Actor,
  id: string,
  version: number,
  values: Partial<ValuesOf<typeof unitRecord>>,
): Promise<Unit> {
  const unit = await getOwnUnit(change, actor, id, '修改单位')
  if (unit.version !== version)
    throw refusal('conflict', '单位已被他人修改', ['您看到的内容已不是最新版本，请刷新后再操作'])
  if (values.regionId && values.regionId !== unit.regionId) {
    throw refusal('invalid', '不能修改单位', [
      { message: '单位的所在区域不能更改：请撤销原单位，在新区域另行登记', where: 'regionId' },
    ])
  }
  await assertFits(change, { ...unit, ...values }, await getRegion(change.tx, unit.regionId), id)
  return change.update(unitRecord, unit, { action: 'correct', values })
}

export async function moveUnit(change: Change, actor: Actor, id: string, transition: string): Promise<Unit> {
  const unit = await getOwnUnit(change, actor, id, '操作单位')
  return moveRecord(change, unitRecord, unit, transition as keyof typeof unitRecord.transitions, {
    actor,
    relations: new Set(),
  })
}

export async function mergeUnit(
  change: Change,
  actor: Actor,
  id: string,
  intoId: string,
): Promise<{ row: Unit; into: Unit; moved: number }> {
  if (!change.context.reason?.trim())
    throw refusal('invalid', '不能合并单位', [{ message: '合并须填写理由', where: 'reason' }])
  const duplicate = await getOwnUnit(change, actor, id, '合并单位')
  const into = await getOwnUnit(change, actor, intoId, '合并单位')
  const { merged, into: kept, moved } = await mergeUnits(change, duplicate, into)
  return { row: merged, into: kept, moved }
}

async function getOwnUnit(change: Change, actor: Actor, id: string, what: string): Promise<Unit> {
  const unit = await change.get(unitRecord, id)
  assertAdministers(actor, unit.region, what)
  return unit
}

/** What the declaration cannot see: level against region, and a second entry of the same name. */
async function assertFits(
  change: Change,
  values: Partial<Unit>,
  region: { id: string; level: Unit['level']; name: string },
  own: string | null = null,
): Promise<void> {
  const reasons: { message: string; where: string }[] = []
  if (values.level && isAbove(values.level, region.level)) {
    reasons.push({
      message: `“${region.name}”是${REGION_LEVELS[region.level]}区域，单位层级不能是${REGION_LEVELS[values.level]}`,
      where: 'level',
    })
  }
  const { rows } = await sql<{
    name: string
  }>`select name from unit where until is null and state = 'active' and region_id = ${region.id}::uuid
    and name = ${values.name ?? ''} and id is distinct from ${own}::uuid`.execute(change.tx)
  if (rows.length) reasons.push({ message: `${region.name}已登记“${values.name}”；如有两条，请合并`, where: 'name' })
  if (values.creditCode) {
    if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(values.creditCode))
      reasons.push({ message: '统一社会信用代码应为 18 位数字和大写字母', where: 'creditCode' })
    const same = await sql<{
      name: string
    }>`select name from unit where until is null and state = 'active' and credit_code = ${values.creditCode}
      and id is distinct from ${own}::uuid`.execute(change.tx)
    if (same.rows[0]) reasons.push({ message: `统一社会信用代码已属于“${same.rows[0].name}”`, where: 'creditCode' })
  }
  if (reasons.length) throw refusal('invalid', '单位有误', reasons)
}
