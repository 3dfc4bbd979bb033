import { well } from '@jingtu/registers/subjects/well.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'

/** The water bureau nearest to a place: of the county, else of the city above it. */
async function waterBureau(c: Change, region: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select id from unit where until is null and state = 'active' and line = '水利'
    and ${region} like region || '%' order by length(region) desc, id limit 1`.execute(c.tx)
  return rows[0]?.id
}

/** 地下水管理条例第四十九条: when a well is sealed, the water department of the county is told. */
export const abandonedWellEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'accept' || values.waterNotified || row.waterNotified || (await waterBureau(c, row.region))) return []
    return [
      { where: 'waterNotified', message: '所在区域没有登记水行政部门，系统无法告知；请先登记，或书面告知后填写日期' },
    ]
  },
  async after(c, { action, before, after }) {
    if (action !== 'accept' || before?.waterNotified) return
    const unit = await waterBureau(c, after.region)
    if (!unit) return
    const about = await findRecord(c.tx, well, after.subject as string)
    await addNotice(c.tx, {
      unit,
      kind: 'well-sealed',
      key: `well-sealed:${after.id}:${after.version}`,
      title: `${after.kind} ${about?.code ?? ''} 已封井回填并验收`,
      body: `封井日期 ${after.closedOn}，方式：${after.method}`,
      link: `/registers/abandoned-well/${after.id}`,
      due: null,
      now: c.context.now,
    })
  },
}
