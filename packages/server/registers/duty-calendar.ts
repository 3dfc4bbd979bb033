import { createHash, randomBytes } from 'node:crypto'
import { addDays, type Day } from '@jingtu/core/period.ts'
import type { Db } from '@jingtu/store/open.ts'
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { sql } from 'kysely'
import { findActor } from '../auth/sessions.ts'
import { listDuties } from './duties.ts'

/** Only the hash of a token is kept: who reads the database cannot subscribe. */
const keyOf = (token: string): string => `duty-calendar:${createHash('sha256').update(token).digest('hex')}`

/** A new secret address for a person's calendar of statutory duties; the one before stops working. */
export async function issueDutyToken(db: Db, person: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const value = JSON.stringify({ person, createdAt: now.toISOString() })
  await db.transaction().execute(async tx => {
    await sql`delete from setting where key like 'duty-calendar:%' and value ->> 'person' = ${person}`.execute(tx)
    await sql`insert into setting (key, value) values (${keyOf(token)}, ${value}::jsonb)`.execute(tx)
  })
  return token
}

/** A year of duties the person may see, each a whole day with an alarm the week before; null where the token is none (any more). */
export async function dutyCalendar(db: Db, token: string, today: Day, baseUrl: string): Promise<string | null> {
  const { rows } = await sql<{
    person: string
  }>`select value ->> 'person' as person from setting where key = ${keyOf(token)}`.execute(db)
  const actor = rows[0] && (await findActor(db, rows[0].person))
  if (!actor) return null
  const calendar = ical({
    name: `净土 · ${actor.unitName} · 法定义务`,
    prodId: { company: '净土', product: '法定义务', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600 * 6,
  })
  const due = await listDuties(db, actor, { from: addDays(today, -90), to: addDays(today, 365), today })
  for (const item of due.filter(d => d.status === 'open' || d.status === 'overdue')) {
    const event = calendar.createEvent({
      id: `${item.register}-${item.row}-${item.duty}-${item.period ?? item.due}@jingtu`,
      // An all-day event is written from the parts of a UTC date; the day is the same whatever zone the machine is set to.
      start: new Date(`${item.due}T00:00:00Z`),
      end: new Date(`${addDays(item.due, 1)}T00:00:00Z`),
      allDay: true,
      timezone: null,
      summary: `${item.status === 'overdue' ? '【逾期】' : ''}${item.about}：${item.label}`,
      description: [item.registerName, item.clause, item.certain ? '' : '所在年度的放假安排尚未公布，日期可能变动']
        .filter(Boolean)
        .join('；'),
      url: `${baseUrl}/registers/${item.register}/${item.row}`,
    })
    event.createAlarm({ type: ICalAlarmType.display, trigger: 7 * 86_400 })
  }
  return calendar.toString()
}
