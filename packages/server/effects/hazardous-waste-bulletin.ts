import { hazardousWasteBulletin } from '@jingtu/registers/hazardous-waste-bulletin.ts'
import { industryPact } from '@jingtu/registers/industry-pact.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'

/** Accounts of those who signed the pact of the trade where the bulletin is issued. */
async function signatories(c: Change, row: Row): Promise<string[]> {
  const pacts = await listRecords(
    c.tx,
    industryPact,
    sql`state = 'inForce' and trade = '危险废物综合处置' and (${row.region} like region || '%' or region like ${`${row.region}%`})`,
  )
  const units: string[] = []
  for (const m of pacts.flatMap(p => p.members)) {
    const about = m.leftOn ? undefined : await findRecord(c.tx, organisation, m.member)
    if (about?.unit) units.push(about.unit)
  }
  return units
}

/** A bulletin reaches everybody it names, and the signatories of the pact, the moment it goes out. */
export const hazardousWasteBulletinEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'issue') return []
    return (row.recipients as string[]).length + (await signatories(c, row)).length > 0
      ? []
      : [{ where: 'recipients', message: '没有接收单位，也没有签署自律公约的综合处置企业' }]
  },
  async after(c, { action, after }) {
    if (action !== 'issue') return
    const recipients = [...new Set([...(after.recipients as string[]), ...(await signatories(c, after))])]
    const now = await c.get(hazardousWasteBulletin, after.id)
    const sent = await c.update(hazardousWasteBulletin, now, { action: 'send', values: { recipients } })
    for (const unit of recipients)
      await addNotice(c.tx, {
        unit,
        kind: 'hazardous-waste-bulletin',
        key: `hazardous-waste-bulletin:${after.id}:${unit}`,
        title: `危险废物信息通报：${sent.title}`,
        body: `${sent.kind}，${sent.categories.join('、')}；请于 ${sent.answerBy} 前反馈`,
        link: `/registers/hazardous-waste-bulletin/${after.id}`,
        due: sent.answerBy,
        now: c.context.now,
      })
  },
}
