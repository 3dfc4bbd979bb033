import { addDays, type Day, dayInShanghai, daysBetween } from '@jingtu/core/period.ts'
import { laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Services } from '../services.ts'
import { addNotice, type NewNotice } from '../workbench/notices.ts'
import { dueSites, dueSurveys } from './network.ts'

/** How long before: a survey of a whole county takes a year to prepare, a round of sampling a month. */
const AHEAD = { survey: 365, sites: 30, accreditation: 60 }

type Told = Omit<NewNotice, 'now'>

/**
 * Surveys that come round again, points that are due and accreditations that end, each told once for its day. Running it
 * again adds nothing. @returns how many notices were added
 */
export async function remindEvidence(services: Services): Promise<number> {
  const now = services.clock()
  const today = dayInShanghai(now)
  let added = 0
  for (const told of [
    ...(await ofSurveys(services, today)),
    ...(await ofSites(services, today)),
    ...(await ofLaboratories(services, today)),
  ])
    added += await addNotice(services.store.db, { ...told, now })
  return added
}

async function ofSurveys({ store }: Services, today: Day): Promise<Told[]> {
  const due = await dueSurveys(store.db, '/', addDays(today, AHEAD.survey))
  return due.map(s => ({
    unit: s.ownerUnit,
    kind: 'survey-due',
    key: `survey-due:${s.survey}:${s.due}`,
    title: `“${s.name}”的下一轮应在 ${s.due} 前完成`,
    body: `上一轮于 ${s.last} 结束${daysBetween(today, s.due) < 0 ? '，已超过周期' : ''}。请部署新一轮，并把“上一轮调查”填为本任务。`,
    link: `/monitoring/surveys/${s.survey}`,
    due: s.due,
  }))
}

/** One notice a unit and day, however many points. */
async function ofSites({ store }: Services, today: Day): Promise<Told[]> {
  const due = await dueSites(store.db, '/', today, addDays(today, AHEAD.sites))
  const owners = await sql<{ id: string; unit: string | null }>`
    select m.id, coalesce(m.owner_unit, (select u.id from unit u where u.until is null and u.state = 'active' and u.kind = '部门'
      and u.line = m.department and starts_with(m.region, u.region) order by length(u.region) desc, u.id limit 1)) as unit
    from monitoring_site m where m.until is null and m.id = any(${due.map(d => d.site)}::uuid[])`.execute(store.db)
  const unitOf = new Map(owners.rows.map(r => [r.id, r.unit]))
  const groups = Map.groupBy(
    due.filter(d => unitOf.get(d.site)),
    d => `${unitOf.get(d.site)} ${d.due}`,
  )
  return [...groups.values()].map(sites => {
    const { site, due: day } = sites[0]!
    const codes = sites.slice(0, 10).map(s => `${s.code} ${s.name}`)
    return {
      unit: unitOf.get(site)!,
      kind: 'site-due',
      key: `site-due:${unitOf.get(site)}:${day}`,
      title: `${sites.length} 个监测点位应在 ${day} 前采样`,
      body: `${codes.join('\n')}${sites.length > 10 ? `\n等共 ${sites.length} 个` : ''}`,
      link: '/monitoring/sites',
      due: day,
    }
  })
}

async function ofLaboratories({ store }: Services, today: Day): Promise<Told[]> {
  const ending = await listRecords(
    store.db,
    laboratoryRecord,
    sql`state = 'listed' and cma_until is not null and cma_until <= ${addDays(today, AHEAD.accreditation)}::date`,
  )
  const units = await sql<{ id: string; region: string }>`
    select id, region from unit where until is null and state = 'active' and kind = '部门' and line = '生态环境'
    order by length(region) desc, id`.execute(store.db)
  return ending.flatMap(lab => {
    const unit = units.rows.find(u => lab.region.startsWith(u.region))
    if (!unit) return []
    const over = lab.cmaUntil! < today
    return [
      {
        unit: unit.id,
        kind: 'accreditation',
        key: `accreditation:${lab.id}:${lab.cmaUntil}:${over ? 'over' : 'soon'}`,
        title: `“${lab.name}”的 CMA 证书${over ? '已于' : '将于'} ${lab.cmaUntil} 到期`,
        body: '到期后出具的结果不予采信。请核对新证书并更新登记，或暂停采信。',
        link: '/monitoring/laboratories',
        due: lab.cmaUntil!,
      },
    ]
  })
}
