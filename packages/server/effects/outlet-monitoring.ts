import { compareDecimals } from '@jingtu/core/measure.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { dischargeLimit } from '@jingtu/registers/discharge-limit.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { outletMonitoring } from '@jingtu/registers/outlet-monitoring.ts'
import { outlet } from '@jingtu/registers/subjects/outlet.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

type Monitoring = RowOf<typeof outletMonitoring>
type Limit = RowOf<typeof dischargeLimit>
const WORKSHOP = '车间或生产设施排放口'
export const samePollutant = (a: string, b: string): boolean => a.replace(/^总/, '') === b.replace(/^总/, '')

/** The enterprise an outlet belongs to, as the list of all enterprises knows it. */
export async function enterpriseOf(c: Change, organisation: string | null) {
  if (!organisation) return undefined
  const [row] = await listRecords(
    c.tx,
    heavyMetalEnterprise,
    sql`subject = ${organisation}::uuid and state not in ('excluded', 'void')`,
    { limit: 1 },
  )
  return row && c.get(heavyMetalEnterprise, row.id)
}

/** An outlet, the works it stands in, and that works' enterprise. @param row the row that is about the outlet */
export async function placeOf(c: Change, row: { id: string; subject?: string }) {
  const at = await findRecord(c.tx, outlet, row.subject!)
  const works = at && (await findRecord(c.tx, site, at.site))
  if (!at || !works) throw new Error(`row ${row.id} names no outlet`)
  return { at, works, enterprise: await enterpriseOf(c, works.organisation) }
}

/** Limits that hold at an outlet on a day; of one standard in one region the newest. */
export async function limitsAt(c: Change, day: string, p: Awaited<ReturnType<typeof placeOf>>): Promise<Limit[]> {
  const inside = sql`exists (select 1 from site s where s.id = ${p.works.id}::uuid and s.until is null
    and st_intersects(discharge_limit.extent_shape, coalesce(s.location_shape, s.extent_shape)))`
  const all = await listRecords(
    c.tx,
    dischargeLimit,
    sql`${p.at.region} like region || '%' and state = 'active' and medium = ${p.at.medium}
      and valid_from <= ${day}::date and (valid_until is null or valid_until >= ${day}::date)
      and (cardinality(outlet_kinds) = 0 or ${p.at.kind} = any(outlet_kinds))
      and (cardinality(industries) = 0 or ${p.enterprise?.industry ?? ''} = any(industries))
      and (extent is null or ${inside})`,
    { orderBy: sql`valid_from desc, id` },
  )
  const first = new Map<string, Limit>()
  for (const l of all) {
    const key = JSON.stringify([l.region, l.standard, l.kind, l.outletKinds, l.industries, l.extent])
    if (!first.has(key)) first.set(key, l)
  }
  return [...first.values()]
}

/** Every result against the strictest limit that holds; what has no limit, no number or was not measured stays open. */
async function judge(c: Change, row: Monitoring) {
  const p = await placeOf(c, row)
  const limits = (await limitsAt(c, row.sampledOn, p)).flatMap(of => of.limits.map(l => ({ ...l, of })))
  const [exceeded, open, grounds]: [string[], string[], string[]] = [[], [], []]
  for (const r of row.results) {
    const fits = limits.filter(l => samePollutant(l.pollutant, r.pollutant))
    const [limit] = fits.sort((a, b) => compareDecimals(a.limit, b.limit))
    if (!limit) open.push(`${r.pollutant}：当地当日没有登记适用的排放限值`)
    else if (limit.unit !== r.unit) open.push(`${r.pollutant}：结果以 ${r.unit} 计，限值以 ${limit.unit} 计`)
    else {
      const reading = parseReading(r.value)
      grounds.push(
        `${r.pollutant} ${limit.limit} ${limit.unit}（${limit.of.standard} ${limit.of.kind}，${limit.of.validFrom} 起）`,
      )
      if (reading.kind === 'missing') open.push(`${r.pollutant}：${reading.why}`)
      else if (reading.kind === 'value') {
        if (compareDecimals(reading.value, limit.limit) > 0)
          exceeded.push(`${r.pollutant} ${r.value} ${r.unit}，限值 ${limit.limit}`)
      } else if (reading.kind === 'below') {
        if (compareDecimals(reading.limit, limit.limit) > 0) open.push(`${r.pollutant}：检出限高于限值`)
      } else if (compareDecimals(reading.limit, limit.limit) >= 0)
        exceeded.push(`${r.pollutant} ${r.value} ${r.unit}，限值 ${limit.limit}`)
      else open.push(`${r.pollutant}：${r.value} 不能与限值比较`)
    }
  }
  if (row.results.length === 0) open.push('没有监测结果')
  if (
    p.enterprise?.tags.includes('涉铊') &&
    p.at.kind === WORKSHOP &&
    !row.results.some(r => samePollutant(r.pollutant, '铊'))
  )
    open.push('涉铊企业的车间排放口没有监测铊')
  const verdict = exceeded.length > 0 ? ('超标' as const) : open.length > 0 ? ('证据不足' as const) : ('达标' as const)
  return { values: { verdict, exceeded, open, grounds }, place: p }
}

/** Judged whenever it is written; once confirmed it stands in the enterprise's ledger of problems and in its state of thallium. */
export const outletMonitoringEffects: Effects = {
  async after(c, { action, after }) {
    if (after.state === 'rejected') return
    const row = await c.get(outletMonitoring, after.id)
    const { values, place } = await judge(c, row)
    await c.update(outletMonitoring, row, { action: 'judge', values, effective: later(row.effective, c.today) })
    if (action !== 'confirm' || !place.enterprise) return
    const now = place.enterprise
    const thallium = place.at.kind === WORKSHOP && row.results.some(r => samePollutant(r.pollutant, '铊'))
    const newer = thallium && (now.workshopOn === null || now.workshopOn <= row.sampledOn)
    const problem = {
      foundOn: row.sampledOn,
      problem: `${place.at.name}超标：${values.exceeded.join('；')}`,
      measure: null,
      due: row.problemDue,
      closedOn: null,
    }
    await c.update(heavyMetalEnterprise, now, {
      action: 'monitored',
      effective: later(now.effective, c.today),
      values: {
        ...(values.verdict === '超标' ? { problems: [...now.problems, problem] } : {}),
        ...(newer ? { workshopOn: row.sampledOn, workshopVerdict: values.verdict } : {}),
      },
    })
  },
}

const later = (a: string, b: string): string => (a > b ? a : b)
