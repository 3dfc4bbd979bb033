import { compareDecimals } from '@jingtu/core/measure.ts'
import type { FarmlandClassRow } from '@jingtu/registers/farmland-class.ts'
import { landUseChange } from '@jingtu/registers/land-use-change.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { safeUseYear } from '@jingtu/registers/safe-use-year.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'
import { accountFor, classOf } from './safe-use-year.ts'

/** Sources of a unit that came back after they were cut off, or are not cut off though their day has passed. */
async function uncut(c: Change, unit: string): Promise<string[]> {
  const { rows } = await sql<{ name: string; rebounds: number; deadline: string | null }>`select s.name,
      jsonb_array_length(coalesce(p.rebounds, '[]'::jsonb)) as rebounds, p.deadline::text as deadline
    from pollution_source p join site s on s.id = p.subject and s.until is null
    where p.until is null and p.state not in ('void', 'excluded') and ${unit}::uuid = any(p.farmland)
      and (jsonb_array_length(coalesce(p.rebounds, '[]'::jsonb)) > 0
        or (p.deadline < ${c.today}::date and p.state in ('listed', 'planned', 'treating', 'applied')))
    order by s.name`.execute(c.tx)
  return rows.map(r =>
    r.rebounds > 0
      ? `污染源“${r.name}”整治后反弹 ${r.rebounds} 次`
      : `污染源“${r.name}”整治期限 ${r.deadline} 已过仍未销号`,
  )
}

/** Failed lots of the last two years, monitoring that found products bad, and samples of the measures beyond the share. */
async function exceeding(c: Change, unit: FarmlandClassRow): Promise<string[]> {
  const since = monthsLater(c.today, -24)
  const alerts = unit.alerts.filter(a => a.on >= since)
  const { rows: bad } = await sql<{
    n: number
  }>`select count(*)::int as n from farmland_comonitoring where until is null
    and subject = ${unit.subject!}::uuid and state = 'completed' and verdict = '超标' and completed_on >= ${since}::date`.execute(
    c.tx,
  )
  const { rows: samples } = await sql<{ bad: string; n: string }>`select
      coalesce(sum((p ->> 'exceeding')::int), 0)::text as bad,
      coalesce(sum((p ->> 'exceeding')::int + (p ->> 'compliant')::int), 0)::text as n
    from safe_use_measure m, jsonb_array_elements(coalesce(m.checkpoints, '[]'::jsonb)) p where m.until is null
      and m.subject = ${unit.subject!}::uuid and m.state not in ('void', 'cancelled') and p ->> 'on' >= ${since}`.execute(
    c.tx,
  )
  const [over, all] = [Number(samples[0]!.bad), Number(samples[0]!.n)]
  const least = parameterOn('landUseChange.exceedShare', c.today)
  return [
    ...(alerts.length > 0 ? [`近两年有 ${alerts.length} 个粮食批次不合格`] : []),
    ...(bad[0]!.n > 0 ? [`近两年协同监测 ${bad[0]!.n} 次农产品超标`] : []),
    ...(all > 0 && over * 100 > least.value * all ? [`措施地块农产品超标 ${over}/${all}，大于${least.note}`] : []),
  ]
}

async function assess(c: Change, row: Row): Promise<void> {
  const change = await c.get(landUseChange, row.id)
  const unit = await classOf(c, change.subject!)
  const sources = await uncut(c, change.subject!)
  const heavy =
    unit && (unit.class === '严格管控类' || unit.grade === '重度污染')
      ? [`现行类别为${unit.class}${unit.grade ? `，${unit.grade}` : ''}`]
      : []
  const products = unit ? await exceeding(c, unit) : []
  const all = [sources, heavy, products].every(g => g.length > 0)
  await c.update(landUseChange, change, {
    action: 'assess',
    state: all ? 'proposed' : 'assessed',
    values: {
      hardToCut: sources.length > 0,
      heavy: heavy.length > 0,
      exceeding: products.length > 0,
      grounds: [...sources, ...heavy, ...products],
    },
  })
}

/** Three conditions are looked up, never written; a proposal that is adopted becomes part of the unit's line in the plan. */
export const landUseChangeEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'adopt') return []
    const unit = await classOf(c, row.subject as string)
    const area = (values.area ?? row.area) as string | null
    return unit && area && compareDecimals(area, unit.netArea ?? '0') > 0
      ? [{ where: 'area', message: `单元只有 ${unit.netArea} 亩，不能调整 ${area} 亩` }]
      : []
  },
  async after(c, { action, after }) {
    if (['create', 'import', 'correct', 'propose'].includes(action)) await assess(c, after)
    if (action !== 'adopt') return
    const change = await c.get(landUseChange, after.id)
    await accountFor(c, change.subject!, change.year!, true)
    const [found] = await listRecords(
      c.tx,
      safeUseYear,
      sql`subject = ${change.subject!}::uuid and year = ${change.year!} and state <> 'void'`,
      { limit: 1 },
    )
    const line = await c.get(safeUseYear, found!.id)
    const kept = line.planned.filter(p => p.measure !== change.measure)
    const added = { measure: change.measure!, area: change.area!, fromCrop: null, crop: null, cost: null }
    await c.update(safeUseYear, line, { action: 'adopt', values: { planned: [...kept, added] } })
    await accountFor(c, change.subject!, change.year!, true)
  },
}
