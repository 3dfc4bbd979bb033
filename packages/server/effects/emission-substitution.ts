import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { emissionReduction } from '@jingtu/registers/emission-reduction.ts'
import { emissionSubstitution } from '@jingtu/registers/emission-substitution.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { amountsOf, type KEY_INDUSTRIES, type Metal, minus } from '@jingtu/registers/metals.ts'
import { phaseOut } from '@jingtu/registers/phase-out.ts'
import { substitutionPolicy } from '@jingtu/registers/substitution-policy.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'
import { overCap, refreshIndexes } from './emission-index.ts'
import { compareLedger } from './permit-ledger.ts'

interface Source {
  reduction: string
  metal: Metal
  kg: string
}
const sourcesOf = (row: Row, values: Record<string, unknown> = {}): Source[] =>
  ((values.sources ?? row.sources) as Source[] | null) ?? []

/** The policy of the nearest region around a place on a day, of one region the newest. */
export async function policyFor(c: Change, region: string, on: string) {
  const all = await listRecords(
    c.tx,
    substitutionPolicy,
    sql`${region} like region || '%' and state = 'active' and valid_from <= ${on}::date and (valid_until is null or valid_until >= ${on}::date)`,
  )
  return all.sort((a, b) => b.region.length - a.region.length || (a.validFrom < b.validFrom ? 1 : -1))[0]
}

/** Locks the sources in one order, so that two approvals wait for each other and never crosswise. */
async function lockSources(c: Change, sources: readonly Source[]) {
  const ids = [...new Set(sources.map(s => s.reduction))].sort()
  const found = []
  for (const id of ids) found.push(await c.get(emissionReduction, id))
  return found
}

/** Capacity a verified exit took away pays for new capacity once: what other approved projects took of it is gone. */
async function capacityFaults(c: Change, row: Row): Promise<Reason[]> {
  const wanted = new Map<string, string[]>()
  for (const s of (row.capacitySources ?? []) as { phaseOut: string; tonnes: string }[])
    wanted.set(s.phaseOut, [...(wanted.get(s.phaseOut) ?? []), s.tonnes])
  const reasons: Reason[] = []
  for (const [id, tonnes] of [...wanted].sort()) {
    const exit = await c.get(phaseOut, id)
    const say = (message: string) => reasons.push({ where: 'capacitySources', message })
    if (exit.state !== 'verified') say('淘汰项目还没有经现场核查退出')
    else if (exit.capacityTonnes === null) say('淘汰项目没有登记退出产能数量')
    else {
      const others = await listRecords(
        c.tx,
        emissionSubstitution,
        sql`state = 'approved' and id <> ${row.id}::uuid and capacity_sources @> ${JSON.stringify([{ phaseOut: id }])}::jsonb`,
      )
      const taken = others.flatMap(o => o.capacitySources.filter(x => x.phaseOut === id).map(x => x.tonnes))
      const left = subtract(exit.capacityTonnes, sum(taken))
      if (compareDecimals(left, sum(tonnes)) < 0) say(`淘汰项目余下产能 ${left} 吨/年，不足 ${sum(tonnes)} 吨/年`)
    }
  }
  return reasons
}

/** Kilograms are taken from a recognised reduction when a project is approved, and go back when it is cancelled. */
export const emissionSubstitutionEffects: Effects = {
  async refusals(c, row, move, values) {
    const reasons: Reason[] = []
    if (move === 'match') {
      const policy = await policyFor(c, row.region, c.today)
      if (!policy) reasons.push({ where: 'ratio', message: '项目所在区域没有登记总量替代政策，不能确定比例' })
      else if (compareDecimals(String(values.ratio ?? row.ratio ?? '0'), policy.ratio) < 0)
        reasons.push({ where: 'ratio', message: `“${policy.document}”要求${policy.kind} ${policy.ratio}∶1` })
    }
    if (move === 'approve') reasons.push(...(await capacityFaults(c, row)))
    if (move === 'match' || move === 'approve') {
      reasons.push(...(await overCap(c, row, values)))
      const sources = sourcesOf(row, values)
      for (const reduction of await lockSources(c, sources)) {
        if (reduction.state !== 'recognised')
          reasons.push({ where: 'sources', message: `减排工程“${reduction.name}”还没有认定` })
        const left = minus(amountsOf(reduction.recognised), amountsOf(reduction.transferred))
        for (const [metal, kg] of amountsOf(sources.filter(s => s.reduction === reduction.id)))
          if (compareDecimals(left.get(metal) ?? '0', kg) < 0)
            reasons.push({
              where: 'sources',
              message: `“${reduction.name}”的${metal}余量 ${left.get(metal) ?? '0'} kg，不足 ${kg} kg`,
            })
      }
    }
    return reasons
  },
  async after(c, { action, before, after }) {
    if (action === 'approve')
      for (const reduction of await lockSources(c, sourcesOf(after)))
        await c.update(emissionReduction, reduction, {
          action: 'transfer',
          values: {
            transferred: [
              ...reduction.transferred,
              ...sourcesOf(after)
                .filter(s => s.reduction === reduction.id)
                .map(s => ({
                  substitution: after.id,
                  project: after.project as string,
                  metal: s.metal,
                  kg: s.kg,
                  on: c.today,
                })),
            ],
          },
        })
    if (action === 'approve') await suggestEnterprise(c, after)
    if (action === 'cancel' && before?.state === 'approved')
      for (const reduction of await lockSources(c, sourcesOf(after)))
        await c.update(emissionReduction, reduction, {
          action: 'return',
          values: { transferred: reduction.transferred.filter(t => t.substitution !== after.id) },
        })
    if (action === 'approve' || action === 'cancel') {
      const sellers = (await lockSources(c, sourcesOf(after))).map(r => r.subject!)
      for (const party of new Set([after.subject as string, ...sellers])) await compareLedger(c, party)
      if (after.approvedYear !== null) await refreshIndexes(c, after.region, after.approvedYear as number)
    }
  },
}

/** Who gets a project approved is an enterprise of the list: it is put there to be looked at, unless it stands there already. */
async function suggestEnterprise(c: Change, row: Row): Promise<void> {
  const known = await listRecords(c.tx, heavyMetalEnterprise, sql`subject = ${row.subject as string}::uuid`, {
    limit: 1,
  })
  if (known.length > 0) return
  await c.insert(heavyMetalEnterprise, {
    home: row.home,
    region: row.region,
    values: {
      subject: row.subject as string,
      industry: row.industry as (typeof KEY_INDUSTRIES)[number],
      metals: [...amountsOf(row.needs as { metal: Metal; kg: string }[]).keys()],
      found: ['环评审批'],
      missed: false,
    },
  })
}
