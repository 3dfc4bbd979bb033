import { type Day, dayInShanghai, daysBetween } from '@jingtu/core/period.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { outboundSettings, sendOut } from '../exchange/outbound.ts'
import type { Services } from '../services.ts'
import { type AgendaItem, itemsOf } from '../workbench/agenda.ts'
import { addNotice } from '../workbench/notices.ts'
import { type ReminderSettings, reminderSettings } from '../workbench/settings.ts'

/** Whether an item is to be brought to mind on this day, and under which stage; each stage is told once. */
export function stageOf(item: Pick<AgendaItem, 'due'>, today: Day, settings: ReminderSettings): string | null {
  const left = daysBetween(today, item.due)
  if (left < 0) return `overdue-${Math.floor((-left - 1) / settings.overdueEvery)}`
  // The nearest stage that has been reached: a server that slept over the day still reminds, once.
  const reached = settings.daysBefore.filter(d => left <= d).sort((a, b) => a - b)[0]
  return reached === undefined ? null : `before-${reached}`
}

/** Writes what each unit is to be reminded of today; running it twice adds nothing. @returns how many were added */
export async function remind(services: Services): Promise<number> {
  const { db } = services.store
  const now = services.clock()
  const today = dayInShanghai(now)
  const settings = await reminderSettings(db)
  let added = 0
  for (const unit of await unitsWithWork(db)) {
    for (const item of await itemsOf(db, unit, today)) {
      const stage = stageOf(item, today, settings)
      if (!stage) continue
      const left = daysBetween(today, item.due)
      const when = left < 0 ? `已逾期 ${-left} 天` : left === 0 ? '今天到期' : `还剩 ${left} 天`
      added += await addNotice(db, {
        unit,
        kind: item.kind,
        key: `${item.key}:${stage}`,
        title: `${item.title}，${when}`,
        body: `${item.detail}\n时限：${item.due}`,
        link: item.link,
        due: item.due,
        now,
      })
    }
  }
  return added
}

async function unitsWithWork(db: Db): Promise<string[]> {
  const { rows } = await sql<{ unit: string }>`
    select distinct unit from dispatch where until is null and state in ('issued', 'accepted', 'completed')
    union select owner_unit from question where until is null and state = 'assigned' and owner_unit is not null
    union select owner_unit from decision where until is null and state in ('made', 'assigned')`.execute(db)
  return rows.map(r => r.unit)
}

/** Sends what has not been sent, once each; a letter that fails stays for the next round and the failure is logged. */
export async function deliver(services: Services): Promise<{ sent: number; failed: number }> {
  const { db } = services.store
  const result = { sent: 0, failed: 0 }
  if ((await outboundSettings(services)).kind === 'off') return result
  const since = new Date(services.clock().getTime() - 3 * 86_400_000).toISOString()
  const { rows } = await sql<{
    id: string
    unit: string
    unitName: string
    title: string
    body: string
    link: string | null
    due: Day | null
    to: string[]
  }>`
    select n.id, n.unit, u.name as "unitName", n.title, n.body, n.link, n.due,
      array(select p.email from person p where p.unit = n.unit and p.until is null and p.state = 'active' and p.email is not null and 'reporter' = any(p.duties)) as to
    from notice n join unit u on u.id = n.unit and u.until is null where n.sent_at is null and n.at >= ${since}::timestamptz order by n.at limit 500`.execute(
    db,
  )
  for (const row of rows) {
    try {
      const sent = await sendOut(services, { ...row, link: row.link && `${services.baseUrl}${row.link}` })
      if (!sent) continue
      await sql`update notice set sent_at = ${services.clock().toISOString()}::timestamptz where id = ${row.id}::uuid`.execute(
        db,
      )
      result.sent++
    } catch (error) {
      result.failed++
      services.log.warn({ err: error, notice: row.id }, 'reminder not delivered')
    }
  }
  return result
}
