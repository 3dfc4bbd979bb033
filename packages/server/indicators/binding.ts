import type { Actor } from '@jingtu/core/access.ts'
import { columnOf } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { Indicator, RuleVersion } from '@jingtu/programme/indicators/indicator.ts'
import { findIndicator, INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { proposeIndicators } from '@jingtu/programme/indicators/names.ts'
import { indicatorBindingRecord } from '@jingtu/programme/indicators/snapshot.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { type Measurement, type Target, targetRecord } from '@jingtu/programme/target.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { getRegion } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import { type MeasurementInput, recordMeasurement } from '../targets/measurements.ts'
import { registerOf, rowsSql, type Time, timeOf } from './conditions.ts'
import { evaluate, type Figure, rowsBehind } from './evaluate.ts'
import type { TargetIndicator } from './views.ts'

/** Of more units than these a sentence names only the first. */
const MOST_NAMED = 5

/** Which indicator a target is, or may be, and whether this reader decides that. */
export async function proposalsFor(db: Db, actor: Actor, target: Target): Promise<TargetIndicator> {
  const [bound] = await listRecords(db, indicatorBindingRecord, sql`target = ${target.id}::uuid and state = 'bound'`)
  const plan = await getRecord(db, planRecord, target.plan)
  return {
    bound: bound?.indicator ?? null,
    boundName: (bound && findIndicator(bound.indicator)?.name) ?? null,
    may: actor.duties.includes('planner') && actor.unit === plan.ownerUnit,
    proposals: proposeIndicators(target.indicator, INDICATORS).map(({ indicator, sure }) => ({
      indicator: indicator.id,
      name: indicator.name,
      sure,
    })),
  }
}

/** A person says that this target is that indicator. @throws Refusal with every reason */
export async function bindTarget(c: Change, actor: Actor, targetId: string, indicatorId: string, note: string | null) {
  const target = await c.get(targetRecord, targetId)
  const plan = await c.get(planRecord, target.plan)
  const indicator = findIndicator(indicatorId)
  const [before] = await listRecords(c.tx, indicatorBindingRecord, sql`target = ${target.id}::uuid and state = 'bound'`)
  const reasons = [
    ...(indicator ? [] : [`没有指标“${indicatorId}”`]),
    ...(before ? ['这个目标已经对应了指标，请先解除'] : []),
    ...(indicator && target.unit && target.op !== 'text' && (target.unit === '%') !== (indicator.unit === '%')
      ? [`目标的单位是“${target.unit}”，指标“${indicator.name}”的单位是“${indicator.unit}”`]
      : []),
  ]
  if (!actor.duties.includes('planner') || actor.unit !== plan.ownerUnit)
    throw refusal('forbidden', '不能对应指标', ['只有编制计划的单位的计划管理人员可以确认目标与指标的对应'])
  if (reasons.length > 0) throw refusal('invalid', '不能对应指标', reasons)
  return c.insert(indicatorBindingRecord, {
    home: target.home,
    region: target.region,
    values: { target: target.id, indicator: indicatorId, note },
  })
}

/** Works the figure out for a region and a period and writes it down as the target's measured value, with its parts. */
export async function computeTarget(
  c: Change,
  actor: Actor,
  targetId: string,
  input: { regionId: string | null; period: string },
): Promise<Measurement> {
  const target = await c.get(targetRecord, targetId)
  const plan = await c.get(planRecord, target.plan)
  const [binding] = await listRecords(
    c.tx,
    indicatorBindingRecord,
    sql`target = ${target.id}::uuid and state = 'bound'`,
  )
  const indicator = binding && findIndicator(binding.indicator)
  if (!indicator) throw refusal('conflict', '不能计算', ['这个目标还没有对应指标'])
  const region = input.regionId
    ? await getRegion(c.tx, input.regionId)
    : target.regionId
      ? await getRegion(c.tx, target.regionId)
      : await findRegion(c.tx, { path: plan.region })
  if (!region) throw refusal('not-found', '没有找到计划的区域')
  const time = timeOf(input.period, c.today)
  const { whole, rule } = await evaluate(c.tx, indicator, region.path, time)
  if (whole.unknown) throw refusal('conflict', '不能计算', [`${indicator.name}未知：${whole.unknown}`])
  if (binding.periodKey !== input.period || binding.regionId !== region.id)
    await c.update(indicatorBindingRecord, binding, {
      action: 'follow',
      values: { periodKey: input.period, regionId: region.id },
    })
  return recordMeasurement(c, actor, target.id, await worked(c, indicator, rule, whole, region, time))
}

/** How a value begins that was worked out and not said by a person. */
export const WORKED_OUT = '由台账计算'

/** A figure as what is written down for a target. */
export async function worked(
  c: Change,
  indicator: Indicator,
  rule: RuleVersion,
  whole: Figure,
  region: RegionNode,
  time: Time,
): Promise<MeasurementInput> {
  const behind = await rowsBehind(c.tx, rule, 'numerator', region.path, time)
  const from = await suppliersOf(c, indicator, rule, region.path, time)
  return {
    regionId: region.id,
    asOf: time.asOf ?? c.today,
    value: whole.denominator === null ? whole.value : null,
    ...(whole.denominator === null ? {} : { numerator: whole.numerator, denominator: whole.denominator }),
    source: `${WORKED_OUT}：${indicator.name}，规则 ${rule.id}（${rule.basis}），计入 ${behind.rows.length} 行${whole.missing ? `，另有 ${whole.missing} 行缺数据` : ''}${from ? `；数据来源：${from}` : ''}`,
  }
}

/** The units the counted figures came from; where rows name none, the line that answers for them. */
async function suppliersOf(
  c: Change,
  indicator: Indicator,
  rule: RuleVersion,
  path: string,
  time: Time,
): Promise<string | null> {
  if (!indicator.suppliedBy) return indicator.department ? `${indicator.department}部门` : null
  const { table } = registerOf(rule.numerator)
  const column = sql.ref(`${table}.${columnOf(indicator.suppliedBy)}`)
  const counted = rowsSql(rule.numerator, path, time)
  const { rows } = await sql<{ name: string }>`select u.name from unit u where u.until is null
    and u.id in (select ${column} from ${sql.table(table)} where ${counted}) order by u.name`.execute(c.tx)
  const named = rows.slice(0, MOST_NAMED).map(r => r.name)
  return rows.length > named.length ? `${named.join('、')}等 ${rows.length} 个单位` : named.join('、') || null
}

export const readTarget = (db: Db, id: string): Promise<Target> => getRecord(db, targetRecord, id)
