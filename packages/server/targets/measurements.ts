import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { convertArea, percentage } from '@jingtu/core/measure.ts'
import { type Problem, Refusal } from '@jingtu/core/problem.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import {
  type Baseline,
  baselineRecord,
  type Comparison,
  type Measurement,
  measurementRecord,
  type Target,
  targetRecord,
} from '@jingtu/programme/target.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { getRegion, homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import { relationsToTarget } from './relations.ts'

export interface MeasurementInput {
  regionId: string
  asOf: string
  value: string | null
  /** Where the value is an area in another unit than the target's; converted exactly, the original is kept in the words. */
  unit?: string | null
  words?: string | null
  /** A rate as its parts; the value is then computed, and a denominator of 0 means there is nothing of the kind. */
  numerator?: string | null
  denominator?: string | null
  members?: string[]
  met?: boolean | null
  notApplicable?: boolean
  source: string
  evidence?: string[]
  period?: string | null
  report?: string | null
  sample?: boolean
}

/** Looking is not speaking: a value is written, confirmed or withdrawn by somebody with a duty to do so. */
export const maySpeak = (actor: Actor): boolean =>
  actor.duties.some(d => d === 'reporter' || d === 'reviewer' || d === 'planner')

/**
 * Writes down what was measured for a target in a region on a day, with its source. A second word on the same day
 * replaces the first as its next version; a value somebody has confirmed is withdrawn first.
 */
export async function recordMeasurement(
  change: Change,
  actor: Actor,
  targetId: string,
  input: MeasurementInput,
): Promise<Measurement> {
  const target = await change.get(targetRecord, targetId)
  const plan = await change.get(planRecord, target.plan)
  const region = await getRegion(change.tx, input.regionId)
  const relations = await relationsToTarget(change.tx, actor, plan, target)
  const faults: string[] = []
  if (!maySpeak(actor)) faults.push('您没有填报权限')
  if (!seesRegion(actor, region.path) && relations.size === 0) faults.push(`您所在单位不负责“${region.name}”`)
  if (faults.length) throw refusal('forbidden', '不能录入实测值', faults)
  return keepMeasurement(change, { plan, target, region, today: change.today }, input)
}

/** The same without asking who speaks: for what is worked out. @throws Refusal */
export async function keepMeasurement(change: Change, place: Place, input: MeasurementInput): Promise<Measurement> {
  const { target } = place
  const values = measuredValues(place, input)
  const region = await getRegion(change.tx, input.regionId)
  const [before] = await listRecords(
    change.tx,
    measurementRecord,
    sql`target = ${target.id}::uuid and region_id = ${region.id}::uuid and as_of = ${input.asOf}::date and state <> 'withdrawn'`,
  )
  if (!before)
    return change.insert(
      measurementRecord,
      { home: await homeOf(change.tx, region), region: region.path, values },
      'record',
    )
  if (before.state === 'confirmed')
    throw refusal('conflict', '这一天的实测值已经确认', ['如需更正，请先撤回已确认的数值并说明理由'])
  return change.update(measurementRecord, before, { action: 'correct', values })
}

/** Many values of one day and source in one step. @throws Refusal naming every region that has a fault */
export async function recordMany(
  change: Change,
  actor: Actor,
  input: Pick<MeasurementInput, 'asOf' | 'source' | 'evidence'> & {
    values: (Pick<MeasurementInput, 'regionId' | 'value' | 'words' | 'notApplicable'> & { target: string })[]
  },
): Promise<Measurement[]> {
  const { values, ...common } = input
  const made: Measurement[] = []
  const problems: Problem[] = []
  for (const { target, ...value } of values) {
    try {
      made.push(await recordMeasurement(change, actor, target, { ...common, ...value }))
    } catch (error) {
      // Refusals come before anything of the value is written; the others are looked at as well, so that all are told.
      if (!(error instanceof Refusal)) throw error
      const region = await findRegion(change.tx, { id: value.regionId })
      const where = region?.name ?? '区域'
      problems.push({ ...error.problem, reasons: error.problem.reasons.map(r => ({ ...r, where })) })
    }
  }
  const [first] = problems
  if (first)
    throw refusal(
      first.kind,
      '没有录入',
      problems.flatMap(p => p.reasons),
    )
  return made
}

interface Place {
  plan: Plan
  target: Target
  region: Pick<RegionNode, 'id' | 'name' | 'path'>
  today: string
}

/** Everything that is wrong with a value, whoever brings it: typed in by hand, or with a report. */
export function measurementFaults({ plan, target, region, today }: Place, input: MeasurementInput): string[] {
  const faults: string[] = []
  if (!region.path.startsWith(plan.region)) faults.push(`“${region.name}”不在计划的适用区域之内`)
  if (target.state !== 'inForce') faults.push('目标尚未生效或已取消')
  if (input.asOf > today) faults.push(`截至日期 ${input.asOf} 晚于今天`)
  faults.push(...partFaults(input))
  if (
    input.value === null &&
    !input.members?.length &&
    input.numerator == null &&
    !input.notApplicable &&
    input.met == null &&
    !input.words?.trim()
  )
    faults.push('数值、文字情况、是否达到、不涉及，至少填写一项')
  if (target.op !== 'text' && !target.comparison && input.value === null && input.met != null)
    faults.push('数值目标须填写实测数值，不能只判定是否达到')
  const amount = rateOf(input) ?? amountOf(input, target)
  if (typeof amount === 'string') faults.push(amount)
  else if (
    target.unit === '%' &&
    !target.comparison &&
    amount.value !== null &&
    Number(amount.value) > 100 &&
    !/增长|下降|减少/.test(target.indicator)
  )
    faults.push('比例不能超过 100%')
  return faults
}

/** The row to write. @throws Refusal with everything that is wrong at once */
export function measuredValues(place: Place, input: MeasurementInput) {
  const { plan, target, region } = place
  const faults = measurementFaults(place, input)
  const parts = rateOf(input)
  const amount = parts ?? amountOf(input, target)
  if (faults.length || typeof amount === 'string') {
    throw refusal(
      'invalid',
      '实测值有误',
      faults.map(message => ({ message, where: 'value' })),
    )
  }
  return {
    plan: plan.id,
    target: target.id,
    regionId: region.id,
    period: input.period ?? null,
    asOf: input.asOf,
    value: amount.value,
    words: [input.words?.trim(), amount.note].filter(Boolean).join('；') || null,
    met: input.met ?? null,
    notApplicable: input.notApplicable || parts?.value === null,
    numerator: input.numerator ?? null,
    denominator: input.denominator ?? null,
    members: [...new Set((input.members ?? []).map(m => m.trim()).filter(Boolean))],
    unit: target.comparison ? (input.unit ?? null) : target.unit,
    source: input.source,
    evidence: input.evidence ?? [],
    report: input.report ?? null,
    sample: input.sample ?? null,
  }
}

function partFaults({ numerator, denominator, value }: MeasurementInput): string[] {
  if (numerator == null && denominator == null) return []
  if (numerator == null || denominator == null) return ['分子和分母须同时填写']
  const faults = value !== null ? ['填写了分子和分母时，数值由系统计算，请不要另填'] : []
  return Number(numerator) > Number(denominator) ? [...faults, '分子不能大于分母'] : faults
}

/** The rate of its parts, half-up to two decimals; no value where the denominator is 0. */
function rateOf({ numerator, denominator }: MeasurementInput): { value: string | null; note: string | null } | null {
  if (numerator == null || denominator == null) return null
  const rate = percentage(numerator, denominator)
  return { value: rate === 'not-applicable' ? null : rate, note: null }
}

/** The value in the target's unit. Areas convert exactly (1 亩 = 2000/3 m²); any other difference of units is refused. */
function amountOf(input: MeasurementInput, target: Target): { value: string | null; note: string | null } | string {
  const { value, unit } = input
  if (value === null || !unit || !target.unit || unit === target.unit || target.comparison) return { value, note: null }
  const converted = convertArea(value, unit, target.unit)
  if (converted === undefined) return `单位“${unit}”与目标的单位“${target.unit}”不能换算，请按“${target.unit}”填写`
  return { value: converted, note: `原填 ${value} ${unit}` }
}

/** How the figure is to be computed: the plan's owner says it once, with the reason, also after publication. */
export async function setMethod(
  change: Change,
  actor: Actor,
  targetId: string,
  method: { comparison: Comparison | null; tolerance: string | null },
): Promise<Target> {
  const target = await change.get(targetRecord, targetId)
  const plan = await change.get(planRecord, target.plan)
  if (plan.ownerUnit !== actor.unit || !actor.duties.includes('planner'))
    throw refusal('forbidden', '不能设定口径', ['口径由计划编制单位的计划管理人员设定'])
  return change.update(targetRecord, target, { action: 'method', values: method })
}

export async function moveMeasurement(
  change: Change,
  actor: Actor,
  id: string,
  name: 'confirm' | 'withdraw',
): Promise<Measurement> {
  if (!maySpeak(actor))
    throw refusal('forbidden', `不能${measurementRecord.transitions[name].label}实测值`, ['您只有查看权限'])
  const row = await change.get(measurementRecord, id)
  const target = await change.get(targetRecord, row.target)
  const plan = await change.get(planRecord, row.plan)
  const relations = await relationsToTarget(change.tx, actor, plan, target)
  if (seesRegion(actor, row.region)) relations.add('assignee')
  return moveRecord(change, measurementRecord, row, name, { actor, relations })
}

/** Freezes a baseline: value and list of its day. It has no next version; another day is another baseline. */
export async function freezeBaseline(
  change: Change,
  actor: Actor,
  targetId: string,
  input: { regionId: string; day: string; value: string | null; members?: string[]; source: string },
): Promise<Baseline> {
  const target: Target = await change.get(targetRecord, targetId)
  const plan = await change.get(planRecord, target.plan)
  const region = await getRegion(change.tx, input.regionId)
  const relations = await relationsToTarget(change.tx, actor, plan, target)
  if (!relations.has('owner') && !relations.has('lead'))
    throw refusal('forbidden', '不能冻结基数', ['基数由计划编制单位或任务牵头单位冻结'])
  if (input.day > change.today)
    throw refusal('invalid', '不能冻结基数', [{ message: `基准日 ${input.day} 还没有到`, where: 'day' }])
  const existing = await listRecords(
    change.tx,
    baselineRecord,
    sql`target = ${target.id}::uuid and region_id = ${region.id}::uuid and day = ${input.day}::date`,
  )
  if (existing[0])
    throw refusal('conflict', '该基准日的基数已经冻结', [
      `${region.name} ${input.day} 的基数为 ${existing[0].value ?? `${existing[0].members.length} 项`}，冻结后不再改变`,
    ])
  const members = [...new Set((input.members ?? []).map(m => m.trim()).filter(Boolean))]
  if (input.value === null && members.length === 0)
    throw refusal('invalid', '不能冻结基数', [{ message: '请填写基数或清单', where: 'value' }])
  return change.insert(
    baselineRecord,
    {
      home: await homeOf(change.tx, region),
      region: region.path,
      values: {
        plan: plan.id,
        target: target.id,
        regionId: region.id,
        day: input.day,
        value: input.value ?? String(members.length),
        unit: target.unit,
        members,
        source: input.source,
      },
    },
    'freeze',
  )
}
