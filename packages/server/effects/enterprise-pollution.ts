import type { RowOf } from '@jingtu/core/record.ts'
import { enterprisePollution } from '@jingtu/registers/enterprise-pollution.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { openClue } from './open-clue.ts'

type Case = RowOf<typeof enterprisePollution>

/** A finding opens one investigation, however often it is told. */
export async function openInvestigation(
  c: Change,
  about: { subject: string; cause: Case['cause']; found: string; foundOn: string; source: string },
): Promise<void> {
  const there = await listRecords(
    c.tx,
    enterprisePollution,
    sql`subject = ${about.subject}::uuid and source = ${about.source}`,
    { limit: 1 },
  )
  if (there.length > 0) return
  const place = await c.get(site, about.subject)
  await c.insert(enterprisePollution, { home: place.home, region: place.region, values: about })
}

/** Who caused it answers for it: enforcement hears of it, and the case names the clue. */
export const enterprisePollutionEffects: Effects = {
  async refusals(c, row, move, values) {
    const conclusion = (values.conclusion ?? row.conclusion) as Case['conclusion']
    if (move !== 'investigate' || conclusion !== '由本单位造成') return []
    const place = await findRecord(c.tx, site, row.subject as string)
    return place?.organisation
      ? []
      : [{ where: 'conclusion', message: '该厂区没有登记所属组织，无法确定责任人；请先在厂区中补登' }]
  },
  async after(c, { action, after }) {
    const row = after as unknown as Case
    if (action !== 'investigate' || row.conclusion !== '由本单位造成') return
    const place = await c.get(site, row.subject!)
    const clue = await openClue(c, {
      subject: place.organisation!,
      site: place.id,
      source: '监测超标',
      about: { kind: enterprisePollution.id, home: row.home, id: row.id, region: row.region },
      cause: 'liability',
      title: `${place.name}造成土壤污染`,
      what: `${row.found}；调查结论：由本单位造成，污染物：${row.pollutants.join('、')}`,
    })
    if (clue) await c.update(enterprisePollution, row, { action: 'clue', values: { clue } })
  },
}
