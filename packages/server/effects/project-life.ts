import { groundwaterSource } from '@jingtu/registers/groundwater-source.ts'
import { projectLife } from '@jingtu/registers/project-life.ts'
import { project } from '@jingtu/registers/subjects/project.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

/** A project for groundwater stands on what was found by a survey, and the source shows how far its project has come. */
export const projectLifeEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'reserve' || !row.medium || row.medium === '土壤') return []
    const sources = row.sources as string[]
    const waters = row.waterSources as string[]
    if (sources.length + waters.length === 0)
      return [{ where: 'sources', message: '地下水项目须写明所治理的污染源或所保护的水源' }]
    const unsurveyed = await listRecords(
      c.tx,
      groundwaterSource,
      sql`id = any(${sources}::uuid[]) and surveyed_on is null`,
    )
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from drinking_water_source
      where until is null and id = any(${waters}::uuid[]) and surveyed_on is null`.execute(c.tx)
    const missing = unsurveyed.length + rows[0]!.n
    return missing > 0 ? [{ where: 'sources', message: `有 ${missing} 处还没有调查评估成果，不能据此列入预储备` }] : []
  },
  async after(c, { after }) {
    await showProgress(c, after)
  },
}

async function showProgress(c: Change, after: Row): Promise<void> {
  const sources = (after.sources ?? []) as string[]
  if (sources.length === 0) return
  const about = await findRecord(c.tx, project, after.subject as string)
  const pipeline = `${about?.name ?? '项目'}：${projectLife.states[after.state as keyof typeof projectLife.states]}`
  for (const id of sources) {
    const source = await c.get(groundwaterSource, id)
    if (source.pipeline === pipeline && source.remedy === after.id) continue
    await c.update(groundwaterSource, source, { action: 'pipeline', values: { remedy: after.id, pipeline } })
  }
}
