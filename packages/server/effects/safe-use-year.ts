import { isDeepStrictEqual } from 'node:util'
import { compareDecimals, convertArea } from '@jingtu/core/measure.ts'
import { type FarmlandClassRow, farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { type SafeUseMeasureRow, safeUseMeasure } from '@jingtu/registers/safe-use-measure.ts'
import { PLAN_CLASSES, type SafeUsePlanRow, safeUsePlan } from '@jingtu/registers/safe-use-plan.ts'
import { type SafeUseYearRow, safeUseYear } from '@jingtu/registers/safe-use-year.ts'
import { settingsOn } from '@jingtu/standards/dated-parameter.ts'
import { coveredArea } from '@jingtu/standards/safe-use-rate/measures.ts'
import { PARAMETERS } from '@jingtu/standards/safe-use-rate/parameters.ts'
import { type RateUnit, safeUseRate } from '@jingtu/standards/safe-use-rate/rate.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'
import { refreshPlans, refreshPlansOf } from './safe-use-sums.ts'
import { openThreats } from './water-threat.ts'

export const mu = (area: { value: string; unit: string }): string => convertArea(area.value, area.unit, '亩')!
const GRADE = { 轻微污染: '轻微', 轻度污染: '轻中度', 中度污染: '轻中度', 重度污染: '重度' } as const
const CARRIED_OUT = ['implemented', 'verified', 'closed']
const IN_LIST = ['inForce', 'adjusting', 'adjustmentReported']

/** The row of the class list of a unit, locked; undefined while no class has ever been in force. */
export async function classOf(c: Change, subject: string): Promise<FarmlandClassRow | undefined> {
  const rows = await listRecords(c.tx, farmlandClass, sql`subject = ${subject}::uuid and class is not null`, {
    limit: 1,
  })
  return rows[0] && (await c.get(farmlandClass, rows[0].id))
}

/** Plans of the places a unit lies in that have its class in their scope. */
export async function plansOver(
  c: Change,
  unit: Pick<FarmlandClassRow, 'region' | 'class'>,
  year: number,
): Promise<SafeUsePlanRow[]> {
  const plans = await listRecords(
    c.tx,
    safeUsePlan,
    sql`year = ${year} and ${unit.region} like region || '%' and state <> 'void'`,
  )
  return plans.filter(p => unit.class && PLAN_CLASSES[p.kind].includes(unit.class))
}

export const isIssued = (plan: Pick<SafeUsePlanRow, 'state'>): boolean => plan.state !== 'draft'

/** Once a plan is kept here, what it says decides; before that the number somebody wrote on the measure. */
export function isPlanned(
  measure: Pick<SafeUseMeasureRow, 'plan' | 'measure'>,
  plans: readonly SafeUsePlanRow[],
  line: Pick<SafeUseYearRow, 'planned'> | undefined,
): boolean {
  if (plans.length === 0) return measure.plan !== null
  return plans.some(isIssued) && (line?.planned.some(p => p.measure === measure.measure) ?? false)
}

/** The part one unit has in the rate of a year, with why; the rule goes with every figure. */
function reckon(
  unit: FarmlandClassRow,
  year: number,
  all: readonly SafeUseMeasureRow[],
  plans: readonly SafeUsePlanRow[],
  line: SafeUseYearRow | undefined,
) {
  const baseDate = `${year}-12-31`
  const local = plans
    .filter(p => p.cRule && isIssued(p))
    .sort((a, b) => b.region.length - a.region.length)
    .slice(0, 1)
    .map(p => ({
      key: 'cRule' as const,
      name: '安全利用类核算规则',
      value: p.cRule!,
      unit: '',
      mark: 'P' as const,
      basis: p.cRuleBasis!,
      from: `${year}-01-01`,
      until: null,
      region: null,
    }))
  const settings = settingsOn(PARAMETERS, { on: baseDate }, local)
  // Land that has left the class list is nobody's measure any more.
  const still = all.filter(m => !(m.convertedOn && m.convertedOn <= baseDate))
  const done = still.filter(m => CARRIED_OUT.includes(m.state))
  const asMeasure = (m: SafeUseMeasureRow) => ({
    kind: m.measureName ?? m.measure,
    area: mu(m.area),
    doneOn: m.doneOn,
    planned: isPlanned(m, plans, line),
    evidence: m.evidence,
    ...(m.part ? { part: m.part } : {}),
  })
  const checks = done.flatMap(m => m.checkpoints)
  const count = (key: 'compliant' | 'exceeding'): number => checks.reduce((n, p) => n + (p[key] ?? 0), 0)
  const planted = checks.flatMap(p => (p.phase === '中' && p.planted ? [p.planted] : []))
  const one: RateUnit = {
    id: unit.id,
    area: mu(unit.area),
    classes: unit.versions.map(v => ({ class: v.class, from: v.from, basis: v.basis, recordedAt: v.recordedOn })),
    ...(unit.grade && unit.grade !== '未污染' ? { grade: GRADE[unit.grade] } : {}),
    measures: done.map(asMeasure),
    samples: { compliant: count('compliant'), exceeding: count('exceeding'), undetermined: 0 },
    planted: (['风险食用作物', '非风险食用作物', '无'] as const).find(p => planted.includes(p)) ?? null,
    removals: unit.removals,
  }
  const inList = IN_LIST.includes(unit.state)
  const { shares, version, cRule } = safeUseRate(inList ? [one] : [], { baseDate, year }, settings)
  const share = shares[0]
  const area = share?.area ?? '0'
  const verified = coveredArea(
    done.filter(m => m.state !== 'implemented' && !m.mismatch).map(asMeasure),
    area,
    year,
  ).area.toFixed()
  return {
    unitClass: unit.class,
    area,
    covered: share?.covered ?? '0',
    verified: share ? verified : '0',
    counted: share?.counted ?? '0',
    lost: share?.lost ?? '0',
    control: controlOf(all, line, verified, area),
    reasons: share?.reasons ?? [inList ? `基准日为${unit.class}，不计入` : '已退出类别清单，不计入'],
    rule: `版本${version}，安全利用类${cRule}`,
    baseDate,
  }
}

/** The least that is true of all of the unit: a check that failed outweighs what was verified beside it. */
function controlOf(
  all: readonly SafeUseMeasureRow[],
  line: SafeUseYearRow | undefined,
  verified: string,
  area: string,
): SafeUseYearRow['control'] {
  if (all.some(m => m.state === 'failed')) return '核查未落实'
  if (compareDecimals(area, '0') > 0 && compareDecimals(verified, area) >= 0) return '核查通过'
  if (all.some(m => CARRIED_OUT.includes(m.state))) return '已实施'
  return all.length > 0 || (line?.planned.length ?? 0) > 0 ? '已计划' : '没有措施'
}

/** Works a unit's year out anew, and what plans sum of it. */
export async function accountFor(c: Change, subject: string, year: number, strict: boolean): Promise<void> {
  const region = await reckonUnit(c, subject, year, strict)
  if (region) await refreshPlans(c, region, year)
}

/**
 * Works a unit's year out anew. A settled year stands: with `strict` the change that would move it is refused.
 * @returns where the unit lies, if anything was reckoned
 */
export async function reckonUnit(
  c: Change,
  subject: string,
  year: number,
  strict: boolean,
): Promise<string | undefined> {
  const unit = await classOf(c, subject)
  if (!unit) return undefined
  const [known] = await listRecords(
    c.tx,
    safeUseYear,
    sql`subject = ${subject}::uuid and year = ${year} and state <> 'void'`,
    { limit: 1 },
  )
  const line = known && (await c.get(safeUseYear, known.id))
  if (line?.state === 'settled') {
    if (strict) throw refusal('conflict', '不能改动已核定的年度', [`该单元 ${year} 年度已核定，须由上级先“重新核算”`])
    return undefined
  }
  const all = await listRecords(
    c.tx,
    safeUseMeasure,
    sql`subject = ${subject}::uuid and year = ${year} and state not in ('cancelled', 'void')`,
  )
  const plans = await plansOver(c, unit, year)
  const values = reckon(unit, year, all, plans, line)
  if (!line) {
    if (all.length === 0 && (unit.class === '优先保护类' || !IN_LIST.includes(unit.state))) return undefined
    await c.insert(safeUseYear, { home: unit.home, region: unit.region, values: { subject, year, ...values } })
  } else if (
    Object.entries(values).some(([k, v]) => JSON.stringify(line[k as keyof typeof line]) !== JSON.stringify(v))
  )
    await c.update(safeUseYear, line, { action: 'reckon', values })
  return unit.region
}

/** What is reckoned is never what somebody wrote: it is worked out again at once. */
export const safeUseYearEffects: Effects = {
  async after(c, { action, before, after, actor }) {
    if (action === 'settle') return
    if (before && actor.level === 'township' && !isDeepStrictEqual(before.planned, after.planned)) {
      const unit = await classOf(c, after.subject as string)
      if (unit && (await plansOver(c, unit, after.year as number)).some(isIssued))
        throw refusal('forbidden', '不能修改已印发的计划', ['计划已印发，其中的措施由县级农业农村部门调整'])
    }
    await reckonUnit(c, after.subject as string, after.year as number, false)
  },
  afterAll: (c, rows) =>
    refreshPlansOf(
      c,
      rows.map(r => ({ region: r.region, year: r.year as number })),
    ),
}

/** A class that begins, changes or ends changes the years from then on that nobody has settled. */
export const farmlandClassEffects: Effects = {
  async after(c, { action, after }) {
    if (!['approve', 'approveAdjustment', 'retire'].includes(action)) return
    await openThreats(c, sql`f.id = ${after.id}::uuid`)
    const now = Number(c.today.slice(0, 4))
    const since = Number(after.effective.slice(0, 4))
    const kept = await listRecords(
      c.tx,
      safeUseYear,
      sql`subject = ${after.subject as string}::uuid and year >= ${since} and state = 'open'`,
    )
    for (const year of new Set([now, ...kept.map(l => l.year)]))
      await reckonUnit(c, after.subject as string, year, false)
  },
  async afterAll(c, rows) {
    const first = Math.min(...rows.map(r => Number(r.effective.slice(0, 4))))
    const plans = await listRecords(
      c.tx,
      safeUsePlan,
      sql`year >= ${first} and state in ('draft', 'issued', 'implemented')`,
    )
    await refreshPlansOf(
      c,
      plans.flatMap(p => (rows.some(r => r.region.startsWith(p.region)) ? [{ region: p.region, year: p.year }] : [])),
    )
  },
}
