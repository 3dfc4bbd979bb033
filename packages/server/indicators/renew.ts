import { newId } from '@jingtu/core/id.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { Refusal } from '@jingtu/core/problem.ts'
import { findIndicator } from '@jingtu/programme/indicators/list.ts'
import { indicatorBindingRecord } from '@jingtu/programme/indicators/snapshot.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { type Measurement, measurementRecord, targetRecord } from '@jingtu/programme/target.ts'
import { change } from '@jingtu/store/changes.ts'
import { findRecord, getRecord, listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import type { Services } from '../services.ts'
import { keepMeasurement } from '../targets/measurements.ts'
import { WORKED_OUT, worked } from './binding.ts'
import { timeOf } from './conditions.ts'
import { evaluate, type Figure } from './evaluate.ts'
import { keptFiguresOf } from './kept-figures.ts'

const same = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : compareDecimals(a, b) === 0

const isStill = (m: Measurement, whole: Figure): boolean =>
  !whole.unknown &&
  (whole.denominator === null
    ? same(m.value, whole.value)
    : same(m.numerator, whole.numerator) && same(m.denominator, whole.denominator))

/**
 * A target that was worked out once goes on being worked out: what its lists say now is written down as soon as it differs
 * from what they said. What a person said last, or confirmed today, stands. Where nobody can know any more, the value is
 * withdrawn: the light must not shine on.
 * @returns how many values changed
 */
export async function renewTargets(services: Services): Promise<number> {
  const { db } = services.store
  const today = dayInShanghai(services.clock())
  let changed = 0
  for (const binding of await listRecords(
    db,
    indicatorBindingRecord,
    sql`state = 'bound' and period_key is not null and region_id is not null`,
  )) {
    const indicator = findIndicator(binding.indicator)
    const region = await findRegion(db, { id: binding.regionId! })
    const target = await findRecord(db, targetRecord, binding.target)
    if (!indicator || !region || target?.state !== 'inForce') continue
    const [latest] = await listRecords(
      db,
      measurementRecord,
      sql`target = ${target.id}::uuid and region_id = ${region.id}::uuid and state <> 'withdrawn'`,
      { orderBy: sql`as_of desc, since desc`, limit: 1 },
    )
    if (!latest?.source.startsWith(WORKED_OUT)) continue
    const period = binding.periodKey!
    const time = timeOf(period, today)
    const view = await keptFiguresOf(services).view(region.path, [period], today)
    const { whole, rule } = view?.figure(indicator, period) ?? (await evaluate(db, indicator, region.path, time))
    const asOf = time.asOf ?? today
    if (isStill(latest, whole) || (latest.state === 'confirmed' && latest.asOf === asOf)) continue
    const plan = await getRecord(db, planRecord, target.plan)
    const renewing = change(
      db,
      {
        actor: { id: null, name: '系统' },
        reason: whole.unknown ? `${indicator.name}未知：${whole.unknown}` : '台账变动，重新计算',
        requestId: newId(),
        now: services.clock(),
      },
      { renew: binding.id },
      async c => {
        if (whole.unknown) {
          await c.update(measurementRecord, latest, { action: 'withdraw', state: 'withdrawn' })
          return
        }
        const input = await worked(c, indicator, rule, whole, region, time)
        await keepMeasurement(c, { plan, target, region, today: c.today }, input)
      },
    )
    // What may not be written down for this target (a plan over, a share above one) keeps no other from being renewed.
    const isWritten = await renewing.then(
      () => true,
      error => {
        if (!(error instanceof Refusal)) throw error
        services.log.warn({ target: target.id, reasons: error.problem.reasons }, 'a target could not be renewed')
        return false
      },
    )
    if (isWritten) changed++
  }
  return changed
}
