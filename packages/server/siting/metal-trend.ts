import { add, compareDecimals } from '@jingtu/core/measure.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { METALS, type Metal } from '@jingtu/registers/metals.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

export interface MetalTrend {
  rising: '上升' | '未上升' | '证据不足'
  rows: { metal: Metal; year: number; kg: string; before: string }[]
  /** Whose figures are missing, so that nothing can be said. */
  missing: string[]
}

/** What the enterprises of a place discharged last year against the year before, metal by metal. */
export async function metalTrend(tx: Db | Tx, region: string, today: string): Promise<MetalTrend> {
  const year = Number(today.slice(0, 4)) - 1
  const enterprises = await listRecords(
    tx,
    heavyMetalEnterprise,
    sql`region like ${`${region}%`} and state in ('listed', 'rectifying', 'closed')`,
  )
  const missing = new Set<string>()
  const rows: MetalTrend['rows'] = []
  for (const metal of METALS) {
    const of = enterprises.filter(e => e.metals.includes(metal) || e.discharges.some(d => d.metal === metal))
    if (of.length === 0) continue
    const total = (y: number): string =>
      of.reduce((sum, e) => {
        const there = e.discharges.filter(d => d.metal === metal && d.year === y)
        // Before it began and after it closed an enterprise discharges nothing; otherwise no figure is no figure.
        const still = (!e.startedOn || e.startedOn <= `${y}-12-31`) && (!e.closedOn || e.closedOn >= `${y}-01-01`)
        if (there.length === 0 && still) missing.add(`${y} 年${metal}`)
        return there.reduce((s, d) => add(s, d.kg), sum)
      }, '0')
    rows.push({ metal, year, kg: total(year), before: total(year - 1) })
  }
  const up = rows.some(r => compareDecimals(r.kg, r.before) > 0 && !missing.has(`${year - 1} 年${r.metal}`))
  return {
    rising: up ? '上升' : missing.size > 0 || rows.length === 0 ? '证据不足' : '未上升',
    rows,
    missing: rows.length === 0 ? ['涉重金属企业清单为空'] : [...missing],
  }
}
