import { compareDecimals, type Decimal } from '@jingtu/core/measure.ts'
import { emissionReduction } from '@jingtu/registers/emission-reduction.ts'
import { emissionSubstitution } from '@jingtu/registers/emission-substitution.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { amountsOf, type Metal } from '@jingtu/registers/metals.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { enterpriseOf } from './outlet-monitoring.ts'

interface Line {
  other: string
  name: string
  metal: Metal
  kg: Decimal
}

/** Amounts by the other side and the metal, so that both books can be laid side by side. */
function booked(lines: readonly Line[]): Map<string, Line> {
  const out = new Map<string, Line>()
  for (const other of new Set(lines.map(l => l.other)))
    for (const [metal, kg] of amountsOf(lines.filter(l => l.other === other)))
      out.set(`${other} ${metal}`, { ...lines.find(l => l.other === other)!, metal, kg })
  return out
}

/** What two books say differently, each difference once. */
function differences(word: string, ledger: readonly Line[], permit: readonly Line[]): string[] {
  const [a, b] = [booked(ledger), booked(permit)]
  return [...new Set([...a.keys(), ...b.keys()])].flatMap(key => {
    const [inLedger, inPermit] = [a.get(key), b.get(key)]
    const { name, metal } = (inLedger ?? inPermit)!
    if (!inPermit) return [`${word}“${name}”的${metal} ${inLedger!.kg} kg，许可证没有载明`]
    if (!inLedger) return [`许可证载明${word}“${name}”的${metal} ${inPermit.kg} kg，台账中没有`]
    return compareDecimals(inLedger.kg, inPermit.kg) === 0
      ? []
      : [`${word}“${name}”的${metal}：台账 ${inLedger.kg} kg，许可证 ${inPermit.kg} kg`]
  })
}

/** Both sides of every transfer: what the permits of an enterprise say against what the ledger of substitution says. */
export async function compareLedger(c: Change, organisation: string): Promise<void> {
  const enterprise = await enterpriseOf(c, organisation)
  if (!enterprise) return
  const projects = new Map(
    (await listRecords(c.tx, emissionSubstitution, sql`state <> 'void'`)).map(s => [s.id, s] as const),
  )
  const reductions = new Map(
    (await listRecords(c.tx, emissionReduction, sql`state <> 'void'`)).map(r => [r.id, r] as const),
  )
  const given = [...reductions.values()]
    .filter(r => r.subject === organisation)
    .flatMap(r => r.transferred.map(t => ({ other: t.substitution, name: t.project, metal: t.metal, kg: t.kg })))
  const taken = [...projects.values()]
    .filter(s => s.subject === organisation && s.state === 'approved')
    .flatMap(s => s.sources)
    .map(s => ({ other: s.reduction, name: reductions.get(s.reduction)?.name ?? '', metal: s.metal, kg: s.kg }))
  const permitted = {
    out: enterprise.permitOut.map(p => ({
      other: p.substitution,
      name: projects.get(p.substitution)?.project ?? '',
      metal: p.metal,
      kg: p.kg,
    })),
    in: enterprise.permitIn.map(p => ({
      other: p.reduction,
      name: reductions.get(p.reduction)?.name ?? '',
      metal: p.metal,
      kg: p.kg,
    })),
  }
  const ledgerFaults = [...differences('出让给', given, permitted.out), ...differences('取自', taken, permitted.in)]
  // Who neither gave nor took has nothing to compare.
  const any = given.length + taken.length + permitted.out.length + permitted.in.length > 0
  const ledgerAgrees = any ? ledgerFaults.length === 0 : null
  if (ledgerAgrees === enterprise.ledgerAgrees && ledgerFaults.join() === enterprise.ledgerFaults.join()) return
  await c.update(heavyMetalEnterprise, enterprise, {
    action: 'compareLedger',
    effective: enterprise.effective > c.today ? enterprise.effective : c.today,
    values: { ledgerFaults, ledgerAgrees },
  })
}
