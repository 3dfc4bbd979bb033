import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import type { MeasureCode } from '@jingtu/registers/farmland-measures.ts'
import { PLAN_CLASSES, type SafeUsePlanRow, safeUsePlan, TASKS, type Task } from '@jingtu/registers/safe-use-plan.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

const MOST_NAMED = 200
const inList = sql`c.until is null and c.state in ('inForce', 'adjusting', 'adjustmentReported')`

/** Current rows of the class list in a plan's place whose class is in its scope, as `c`. */
export const unitsOf = (plan: SafeUsePlanRow) =>
  sql`farmland_class c where ${inList} and c.region like ${`${plan.region}%`} and c.class = any(${[...PLAN_CLASSES[plan.kind]]}::text[])`

export const lineOf = (plan: SafeUsePlanRow) =>
  sql`select 1 from safe_use_year y where y.until is null and y.state <> 'void' and y.subject = c.subject and y.year = ${plan.year}`

/** What the lines and measures of a place add up to for a plan. */
export async function summary(c: Change, plan: SafeUsePlanRow) {
  const here = `${plan.region}%`
  const classes = [...PLAN_CLASSES[plan.kind]]
  const units = await sql<{ n: number }>`select count(*)::int as n from ${unitsOf(plan)}`.execute(c.tx)
  const missing = await sql<{ subject: string }>`select c.subject from ${unitsOf(plan)} and not exists (${lineOf(plan)}
      and jsonb_array_length(coalesce(y.planned, '[]'::jsonb)) > 0) order by c.id`.execute(c.tx)
  const lines = await sql<{ class: string; area: string; cost: string; counted: string }>`select unit_class as class,
      coalesce(sum(planned_area), 0)::text as area, coalesce(sum(cost), 0)::text as cost, coalesce(sum(counted), 0)::text as counted
      from safe_use_year where until is null and state <> 'void' and year = ${plan.year} and region like ${here}
      and unit_class = any(${classes}::text[]) group by 1`.execute(c.tx)
  const planned = await sql<{
    measure: MeasureCode
    area: string
  }>`select p ->> 'measure' as measure, sum((p ->> 'area')::numeric)::text as area
      from safe_use_year y, jsonb_array_elements(coalesce(y.planned, '[]'::jsonb)) p where y.until is null and y.state <> 'void'
      and y.year = ${plan.year} and y.region like ${here} and y.unit_class = any(${classes}::text[]) group by 1`.execute(
    c.tx,
  )
  const measures = await sql<{ measure: MeasureCode; done: string; verified: string }>`select measure,
      round(sum(area_m2) * 3 / 2000, 4)::text as done,
      coalesce(round(sum(area_m2) filter (where state <> 'implemented') * 3 / 2000, 4), 0)::text as verified
      from safe_use_measure where until is null and year = ${plan.year} and region like ${here}
      and state in ('implemented', 'verified', 'closed') and class = any(${classes}::text[]) group by 1`.execute(c.tx)
  const of = <T extends { measure: string }>(rows: readonly T[], code: string): T | undefined =>
    rows.find(r => r.measure === code)
  const codes = [...new Set([...planned.rows, ...measures.rows].map(r => r.measure))].sort()
  const plain = (n: string): string => (n.includes('.') ? n.replace(/\.?0+$/, '') : n)
  const byMeasure = codes.map(measure => ({
    measure,
    planned: plain(of(planned.rows, measure)?.area ?? '0'),
    done: plain(of(measures.rows, measure)?.done ?? '0'),
    verified: plain(of(measures.rows, measure)?.verified ?? '0'),
  }))
  const progress = []
  for (const a of plan.assigned) {
    const { planned: meant, done } = await taskSums(c, plan, a.task, lines.rows, byMeasure)
    const gap = subtract(a.area, done)
    const left = compareDecimals(gap, '0') > 0 ? gap : '0'
    progress.push({ task: a.task, assigned: a.area, planned: meant, done, gap: left })
  }
  return {
    units: units.rows[0]!.n,
    missing: missing.rows.slice(0, MOST_NAMED).map(r => r.subject),
    missingCount: missing.rows.length,
    planArea: plain(sum(lines.rows.map(l => l.area))),
    cost: plain(sum(lines.rows.map(l => l.cost))),
    byMeasure,
    progress,
    townshipsWithout: await townshipsWithout(c, plan),
    untrained: await untrained(c, plan),
    checksLeft: plan.checkMode ? await checksLeft(c, plan) : null,
  }
}

/** One task's land in the plan and done: what counts of a class, or what certain measures cover. */
async function taskSums(
  c: Change,
  plan: SafeUsePlanRow,
  task: Task,
  lines: readonly { class: string; area: string; counted: string }[],
  byMeasure: readonly { measure: string; planned: string; done: string }[],
): Promise<{ planned: string; done: string }> {
  const rule = TASKS[task]
  if ('counted' in rule) {
    const line = lines.find(l => l.class === rule.counted)
    return { planned: line?.area ?? '0', done: line?.counted ?? '0' }
  }
  if ('measures' in rule) {
    const own = byMeasure.filter(m => (rule.measures as readonly string[]).includes(m.measure))
    return { planned: sum(own.map(m => m.planned)), done: sum(own.map(m => m.done)) }
  }
  return remediated(c, plan)
}

/** Land that filed projects of the year are to mend, and that their evaluation found mended. */
async function remediated(c: Change, plan: SafeUsePlanRow): Promise<{ planned: string; done: string }> {
  const { rows } = await sql<{ planned: string; done: string }>`select
    coalesce(sum(area) filter (where state <> 'drafted'), 0)::text as planned,
    coalesce(sum(area) filter (where state = 'evaluated' and effect = '达标'), 0)::text as done
    from farmland_remediation where until is null and state <> 'void' and year = ${plan.year}
    and region like ${`${plan.region}%`}`.execute(c.tx)
  return rows[0]!
}

/** Villages with land of the plan where nobody has been taught this year. */
async function untrained(c: Change, plan: SafeUsePlanRow): Promise<string[]> {
  const { rows } = await sql<{
    village: string
  }>`select distinct c.village from ${unitsOf(plan)} and c.village is not null
    and not exists (select 1 from farmer_training t where t.until is null and t.subject = c.village and t.year = ${plan.year}
      and t.state = 'held') order by 1`.execute(c.tx)
  return rows.map(r => r.village)
}

/** Townships of the place with polluted land and no scheme that was sent out. */
async function townshipsWithout(c: Change, plan: SafeUsePlanRow): Promise<string[]> {
  if (plan.kind !== '安全利用年度工作计划') return []
  const { rows } = await sql<{ name: string }>`select r.name from region r
    where r.level = 'township' and r.valid_until is null and r.path like ${`${plan.region}%`}
      and exists (select 1 from ${unitsOf(plan)} and c.region like r.path || '%')
      and not exists (select 1 from safe_use_plan p where p.until is null and p.kind = '乡镇安全利用方案' and p.year = ${plan.year}
        and p.state in ('issued', 'implemented', 'evaluated') and p.region = r.path) order by r.path`.execute(c.tx)
  return rows.map(r => r.name)
}

/** Units that were drawn and nobody has looked at on the spot this year. */
async function checksLeft(c: Change, plan: SafeUsePlanRow): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from unnest(${plan.checkUnits}::uuid[]) as u(id)
    where not exists (select 1 from safe_use_measure m, jsonb_array_elements(coalesce(m.field_checks, '[]'::jsonb)) f
      where m.until is null and m.subject = u.id and m.year = ${plan.year} and m.state <> 'void')`.execute(c.tx)
  return rows[0]!.n
}

export async function refreshPlan(c: Change, id: string): Promise<SafeUsePlanRow> {
  const plan = await c.get(safeUsePlan, id)
  const values = await summary(c, plan)
  const same = Object.entries(values).every(
    ([k, v]) => JSON.stringify(plan[k as keyof typeof plan]) === JSON.stringify(v),
  )
  return same ? plan : c.update(safeUsePlan, plan, { action: 'sum', values })
}

/** Plans of the years of many rows, each place once. */
export async function refreshPlansOf(c: Change, rows: readonly { region: string; year: number }[]): Promise<void> {
  const places = new Map(rows.map(r => [`${r.year} ${r.region}`, r]))
  for (const { region, year } of places.values()) await refreshPlans(c, region, year)
}

/** Every plan a place lies in is summed anew; what was evaluated stays as it was. */
export async function refreshPlans(c: Change, region: string, year: number): Promise<void> {
  const plans = await listRecords(
    c.tx,
    safeUsePlan,
    sql`year = ${year} and ${region} like region || '%' and state in ('draft', 'issued', 'implemented')`,
  )
  for (const plan of plans) await refreshPlan(c, plan.id)
}
