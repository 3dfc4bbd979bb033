import { compareDecimals } from '@jingtu/core/measure.ts'
import { dayInShanghai, periodDays } from '@jingtu/core/period.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { onlineEmission } from '@jingtu/registers/online-emission.ts'
import { concentrationInHour, emissionOver } from '@jingtu/standards/hj212-2017/emission.ts'
import { FACTORS, type OnlineValue } from '@jingtu/standards/hj212-2017/message.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'
import { limitsAt, placeOf, samePollutant } from './outlet-monitoring.ts'

/** Factors of gas that are let out by mass. */
const POLLUTANTS = ['a34013', 'a21026', 'a21002'] as const
const PARTICULATE = 'a34013'

interface Hour {
  at: string
  readings: OnlineValue[]
}

/** The hours the outlet's monitors sent in the month, each once. */
const hoursIn = async (c: Change, outlet: string, period: string): Promise<Hour[]> => {
  const { from, to } = periodDays(period)
  const { rows } = await sql<Hour>`select distinct on (data_time) data_time as at, readings from online_reading
    where facility = ${outlet}::uuid and kind = '小时'
      and (data_time at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date
    order by data_time, received_at desc`.execute(c.tx)
  return rows
}

/** How many hours stood above the strictest limit of their day, and by which limits that was said. */
async function exceedances(
  c: Change,
  row: RowOf<typeof onlineEmission>,
  hours: readonly Hour[],
): Promise<{ limits: string[]; exceeded: number | null }> {
  const place = await placeOf(c, row)
  const limits = new Set<string>()
  let exceeded = 0
  for (const [day, own] of Map.groupBy(hours, h => dayInShanghai(h.at))) {
    const inForce = (await limitsAt(c, day, place)).flatMap(of => of.limits.map(l => ({ ...l, standard: of.standard })))
    for (const code of POLLUTANTS) {
      const { name, unit } = FACTORS[code]!
      const [strictest] = inForce
        .filter(l => samePollutant(l.pollutant, name) && l.unit === unit)
        .sort((a, b) => compareDecimals(a.limit, b.limit))
      if (!strictest) continue
      limits.add(`${name} ${strictest.limit} ${unit}（${strictest.standard}）`)
      for (const hour of own) {
        const found = concentrationInHour(hour.readings, code)
        if (found !== null && compareDecimals(found, strictest.limit) > 0) exceeded++
      }
    }
  }
  return { limits: [...limits].sort(), exceeded: limits.size > 0 ? exceeded : null }
}

async function compute(c: Change, row: Row): Promise<void> {
  const now = await c.get(onlineEmission, row.id)
  const hours = await hoursIn(c, now.subject!, now.period)
  const sums = POLLUTANTS.map(code => ({
    code,
    ...emissionOver(
      hours.map(h => h.readings),
      code,
    ),
  }))
  const { limits, exceeded } = await exceedances(c, now, hours)
  const dust = sums.find(s => s.code === PARTICULATE)!
  await c.update(onlineEmission, now, {
    action: 'summed',
    effective: now.effective > c.today ? now.effective : c.today,
    values: {
      pollutants: sums
        .filter(s => s.kg !== null)
        .map(s => ({ pollutant: FACTORS[s.code]!.name, kg: s.kg, hours: s.hours })),
      particulate: dust.kg,
      validHours: dust.hours,
      limits,
      exceededHours: exceeded,
    },
  })
}

/** Hours above the limit stand in the enterprise's ledger of problems once the month is accepted. */
async function report(c: Change, row: Row): Promise<void> {
  const now = await c.get(onlineEmission, row.id)
  if (!now.exceededHours) return
  const { at, enterprise } = await placeOf(c, now)
  if (!enterprise) return
  const problem = {
    foundOn: periodDays(now.period).to,
    problem: `${at.name} ${now.period} 自动监测有 ${now.exceededHours} 小时超过限值：${now.limits.join('；')}`,
    measure: null,
    due: now.problemDue,
    closedOn: null,
  }
  if (enterprise.problems.some(p => p.problem === problem.problem)) return
  await c.update(heavyMetalEnterprise, enterprise, {
    action: 'monitored',
    effective: enterprise.effective > c.today ? enterprise.effective : c.today,
    values: { problems: [...enterprise.problems, problem] },
  })
}

export const onlineEmissionEffects: Effects = {
  async after(c, { action, after }) {
    if (action === 'compute') await compute(c, after)
    if (action === 'accept') await report(c, after)
  },
}
