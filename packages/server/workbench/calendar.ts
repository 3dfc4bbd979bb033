import { createHash, randomBytes } from 'node:crypto'
import { addDays, type Day } from '@jingtu/core/period.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRecord } from '@jingtu/store/records.ts'
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { sql } from 'kysely'
import { itemsOf } from './agenda.ts'

/** Only the hash of a token is kept: who reads the database cannot subscribe. */
const keyOf = (token: string): string => `calendar:${createHash('sha256').update(token).digest('hex')}`

interface Subscription {
  unit: string
  createdAt: string
  by: string
}

/** A new secret address of a unit's calendar; the one before stops working. */
export async function issueToken(db: Db | Tx, unit: string, by: string, now: Date): Promise<string> {
  await revokeToken(db, unit)
  const token = randomBytes(24).toString('base64url')
  const value: Subscription = { unit, createdAt: now.toISOString(), by }
  await sql`insert into setting (key, value) values (${keyOf(token)}, ${JSON.stringify(value)}::jsonb)`.execute(db)
  return token
}

export async function revokeToken(db: Db | Tx, unit: string): Promise<void> {
  await sql`delete from setting where key like 'calendar:%' and value->>'unit' = ${unit}`.execute(db)
}

export async function subscriptionOf(db: Db | Tx, unit: string): Promise<Subscription | null> {
  return (
    (
      await sql<{
        value: Subscription
      }>`select value from setting where key like 'calendar:%' and value->>'unit' = ${unit}`.execute(db)
    ).rows[0]?.value ?? null
  )
}

/** The feed behind a token, or null when there is none (any more). Deadlines are whole days, with an alarm the week before. */
export async function calendarFor(db: Db, token: string, today: Day, baseUrl: string): Promise<string | null> {
  const found = (await sql<{ value: Subscription }>`select value from setting where key = ${keyOf(token)}`.execute(db))
    .rows[0]?.value
  const unit = found && (await findRecord(db, unitRecord, found.unit))
  if (unit?.state !== 'active') return null
  const calendar = ical({
    name: `净土 · ${unit.shortName ?? unit.name}`,
    prodId: { company: '净土', product: '任务时限', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600 * 6,
  })
  for (const item of await itemsOf(db, unit.id, today)) {
    const event = calendar.createEvent({
      id: `${item.key}@jingtu`,
      start: utcDay(item.due),
      end: utcDay(addDays(item.due, 1)),
      allDay: true,
      timezone: null,
      summary: `${item.overdue ? '【逾期】' : ''}${item.title}`,
      description: item.detail,
      url: `${baseUrl}${item.link}`,
    })
    event.createAlarm({ type: ICalAlarmType.display, trigger: 7 * 86_400 })
  }
  return calendar.toString()
}

// An all-day event is written from the parts of a UTC date; the day is the same whatever zone the machine is set to.
const utcDay = (day: Day): Date => new Date(`${day}T00:00:00Z`)
