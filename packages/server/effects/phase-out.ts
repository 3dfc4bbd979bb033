import { industryCatalogue, matching } from '@jingtu/registers/industry-catalogue.ts'
import { phaseOut } from '@jingtu/registers/phase-out.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

/** Which entries of the catalogues in force speak of what the enterprise runs. */
async function match(c: Change, row: Row): Promise<void> {
  const about = await findRecord(c.tx, organisation, row.subject as string)
  const entries = await listRecords(c.tx, industryCatalogue, sql`${row.region} like region || '%' and state = 'active'`)
  const code = about?.industryCode?.replace(/^[A-T]/, '') ?? null
  const matched = matching(entries, code, row.processes as string[], c.today).map(e => ({
    document: e.document,
    number: e.number,
    item: e.item,
    kind: e.kind,
    exitBy: e.exitBy,
  }))
  if (JSON.stringify(matched) === JSON.stringify(row.matched)) return
  await c.update(phaseOut, await c.get(phaseOut, row.id), { action: 'match', values: { matched } })
}

/** Land whose works closed or moved away stays behind: it is registered as a place of its own, for the survey that follows. */
async function leaveLand(c: Change, row: Row): Promise<void> {
  if (!['关闭', '搬迁入园'].includes(row.way as string) || row.land || !row.site) return
  const works = await findRecord(c.tx, site, row.site as string)
  if (!works) return
  const land = await c.insert(site, {
    home: works.home,
    region: works.region,
    values: {
      name: `${works.name}（${row.way === '关闭' ? '关闭' : '搬迁'}遗留地块）`,
      kind: '地块',
      organisation: works.organisation,
      address: works.address,
      location: works.location,
      extent: works.extent,
      area: works.area,
      formerNames: [works.name],
    },
  })
  await c.update(phaseOut, await c.get(phaseOut, row.id), { action: 'land', values: { land: land.id } })
}

export const phaseOutEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'verify' || !row.site) return []
    const works = await findRecord(c.tx, site, row.site as string)
    return works?.organisation === row.subject ? [] : [{ where: 'site', message: '所填厂区不属于本企业' }]
  },
  async after(c, { action, after }) {
    if (action === 'verify') return leaveLand(c, after)
    if (['create', 'correct', 'import'].includes(action)) await match(c, after)
  },
}
