import { add, compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { emissionIndex } from '@jingtu/registers/emission-index.ts'
import { emissionReduction } from '@jingtu/registers/emission-reduction.ts'
import { emissionSubstitution } from '@jingtu/registers/emission-substitution.ts'
import { emissionYear } from '@jingtu/registers/emission-year.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { amountsOf, totalOf } from '@jingtu/registers/metals.ts'
import { reductionCheck } from '@jingtu/registers/reduction-check.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

type Enterprise = RowOf<typeof heavyMetalEnterprise>
const later = (a: string, b: string): string => (a > b ? a : b)

/** What an enterprise let out in a year, as its row in the list says; unknown where nothing was written. */
function emittedIn(enterprise: Enterprise, year: number): string | null {
  const rows = enterprise.discharges.filter(d => d.year === year)
  return rows.length > 0 ? totalOf(amountsOf(rows)) : null
}

/** An account for every enterprise of the place: those that closed before the year count as nothing let out. */
async function openAccounts(c: Change, id: string): Promise<void> {
  const index = await c.get(emissionIndex, id)
  const inside = sql`region like ${index.region} || '%'`
  const there = await listRecords(c.tx, emissionYear, sql`${inside} and year = ${index.year} and state <> 'void'`)
  const all = await listRecords(
    c.tx,
    heavyMetalEnterprise,
    sql`${inside} and state in ('listed', 'rectifying', 'closed')`,
  )
  for (const e of all) {
    if (there.some(t => t.subject === e.subject)) continue
    const base = emittedIn(e, index.baseYear)
    const gone = e.state === 'closed' && e.closedOn !== null && e.closedOn < `${index.year}-01-01`
    if (gone && base === null) continue
    await c.insert(emissionYear, {
      home: e.home,
      region: e.region,
      values: {
        subject: e.subject!,
        year: index.year,
        baseYear: index.baseYear,
        base,
        ...(gone ? { method: '已关闭' as const } : {}),
      },
    })
  }
}

/** The sums of an index out of the accounts and projects of its place. */
async function refreshIndex(c: Change, id: string): Promise<void> {
  const index = await c.get(emissionIndex, id)
  const inside = sql`region like ${index.region} || '%'`
  const accounts = await listRecords(c.tx, emissionYear, sql`${inside} and year = ${index.year} and state <> 'void'`)
  const approved = await listRecords(
    c.tx,
    emissionSubstitution,
    sql`${inside} and state = 'approved' and approved_year = ${index.year}`,
  )
  const known = accounts.length > 0 && accounts.every(a => a.base !== null)
  const values = {
    added: sum(approved.map(netOf)),
    enterprises: accounts.length,
    pending: accounts.length > 0 ? accounts.filter(a => a.state !== 'verified').length : null,
    base: known ? sum(accounts.map(a => a.base!)) : null,
    emitted: accounts.length > 0 ? sum(accounts.map(a => a.verified ?? '0')) : null,
  }
  if (Object.entries(values).every(([k, v]) => index[k as keyof typeof values] === v)) return
  await c.update(emissionIndex, index, { action: 'sum', effective: later(index.effective, c.today), values })
}

/** What a project adds after what its sources gave up. */
const netOf = (p: Pick<RowOf<typeof emissionSubstitution>, 'newTotal' | 'sources'>): string =>
  subtract(p.newTotal ?? '0', totalOf(amountsOf(p.sources)))

const indexesOver = (c: Change, region: string, year: number) =>
  listRecords(
    c.tx,
    emissionIndex,
    sql`${region} like region || '%' and year = ${year} and state in ('issued', 'opened')`,
  )

export async function refreshIndexes(c: Change, region: string, year: number): Promise<void> {
  for (const index of await indexesOver(c, region, year)) await refreshIndex(c, index.id)
}

/** Why a project does not fit below the totals of its places. */
export async function overCap(c: Change, row: Row, values: Record<string, unknown>): Promise<Reason[]> {
  const project = { ...row, ...values } as unknown as RowOf<typeof emissionSubstitution>
  const over = await indexesOver(c, row.region, Number(c.today.slice(0, 4)))
  return over.flatMap(index => {
    const whole = add(add(index.registered, index.added ?? '0'), netOf(project))
    return compareDecimals(whole, index.cap) > 0
      ? [{ where: 'sources', message: `批准后 ${index.year} 年排放总量为 ${whole} kg，超过下达的 ${index.cap} kg` }]
      : []
  })
}

export const emissionIndexEffects: Effects = {
  async after(c, { action, after }) {
    if (action === 'open') await openAccounts(c, after.id)
    await refreshIndex(c, after.id)
  },
}

export const emissionYearEffects: Effects = {
  after: (c, { after }) => refreshIndexes(c, after.region, after.year as number),
}

/** Five years of an enterprise as one sum. */
export const reductionCheckEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'gather') return
    const row = await c.get(reductionCheck, after.id)
    const all = await listRecords(
      c.tx,
      emissionReduction,
      sql`subject = ${row.subject}::uuid and period = ${row.period} and state not in ('void', 'revoked')`,
    )
    const rows = (lists: Parameters<typeof amountsOf>[0][]) =>
      [...amountsOf(lists.flat())].map(([metal, kg]) => ({ metal, kg }))
    await c.update(reductionCheck, row, {
      action: 'sum',
      values: {
        projects: all.length,
        claimed: rows(all.map(r => r.claimed)),
        recognised: rows(all.filter(r => r.state === 'recognised').map(r => r.recognised)),
      },
    })
  },
}
