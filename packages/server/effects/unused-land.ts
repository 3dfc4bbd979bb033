import type { Reason } from '@jingtu/core/problem.ts'
import { canonicalJson } from '@jingtu/core/record.ts'
import { livestockFarm } from '@jingtu/registers/livestock-farm.ts'
import { unusedLand } from '@jingtu/registers/unused-land.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

/** Control areas of polluted unused land that forbid an act where a row of another list lies. */
async function bansAt(
  c: Change,
  table: 'site' | 'farmland_unit',
  id: string,
  acts: readonly string[],
): Promise<Reason[]> {
  const shape = table === 'site' ? sql`coalesce(o.extent_shape, o.location_shape)` : sql`o.extent_shape`
  const bans = await listRecords(
    c.tx,
    unusedLand,
    sql`state = 'controlled' and bans && ${[...acts]}::text[] and exists (
      select 1 from ${sql.table(table)} o where o.id = ${id}::uuid and o.until is null and st_intersects(control_shape, ${shape}))`,
  )
  return bans.map(b => ({
    where: 'subject',
    message: `位于未利用地管控区域“${b.name}”内，禁止${b.bans.join('、')}（${b.approval}，责任主体：${b.responsible}）`,
  }))
}

/** The zone on the map decides, whatever was typed: a farm inside a forbidden zone says so. */
async function placeInZone(c: Change, row: Row): Promise<void> {
  if (row.zone === '禁养区') return
  const { rows } =
    await sql`select 1 from sensitive_place z join site s on s.id = ${row.subject as string}::uuid and s.until is null
    where z.until is null and z.state = 'inForce' and z.kind = '畜禽养殖禁养区'
      and st_intersects(z.extent_shape, coalesce(s.extent_shape, s.location_shape)) limit 1`.execute(c.tx)
  if (rows.length === 0) return
  await c.update(livestockFarm, await c.get(livestockFarm, row.id), { action: 'zone', values: { zone: '禁养区' } })
}

/** A farm is not let in where polluted unused land is closed off. */
export const livestockFarmEffects: Effects = {
  async refusals(c, row, move) {
    return move === 'allow' || move === 'operate' ? bansAt(c, 'site', row.subject as string, ['养殖', '农业生产']) : []
  },
  async after(c, { action, after }) {
    if (['create', 'import', 'correct'].includes(action)) await placeInZone(c, after)
  },
}

/** No field is made where agriculture is forbidden. */
export const farmlandUnitEffects: Effects = {
  async after(c, { after }) {
    const reasons = await bansAt(c, 'farmland_unit', after.id, ['农业生产'])
    if (reasons.length > 0)
      throw refusal(
        'invalid',
        '不能登记农用地单元',
        reasons.map(r => ({ ...r, where: 'extent' })),
      )
  },
}

const DECIDED = ['control', 'approval', 'responsible', 'bans'] as const

/** What the county government decided of a control area stays as it was decided until it is lifted. */
export const unusedLandEffects: Effects = {
  async after(_, { action, before, after }) {
    if (action !== 'correct' || before?.state !== 'controlled') return
    const changed = DECIDED.filter(key => canonicalJson(before[key]) !== canonicalJson(after[key]))
    if (changed.length > 0)
      throw refusal(
        'conflict',
        '不能修改',
        changed.map(key => ({
          where: key,
          message: `“${unusedLand.fields[key].name}”由县级人民政府划定，解除管控后才能变更`,
        })),
      )
  },
}
