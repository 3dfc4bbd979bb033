import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

export interface ReminderSettings {
  /** Days before a due day on which a unit is reminded. */
  daysBefore: number[]
  /** Again every so many days once it is overdue. */
  overdueEvery: number
  /** From how many days before the due day the light is yellow, where the plan does not say otherwise. */
  warnDays: number
}
export const DEFAULT_REMINDERS: ReminderSettings = { daysBefore: [15, 7, 3, 1, 0], overdueEvery: 7, warnDays: 30 }

export async function readSetting<T>(db: Db | Tx, key: string): Promise<T | undefined> {
  return (await sql<{ value: T }>`select value from setting where key = ${key}`.execute(db)).rows[0]?.value
}

export async function writeSetting(db: Db | Tx, key: string, value: unknown): Promise<void> {
  await sql`insert into setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb) on conflict (key) do update set value = excluded.value`.execute(
    db,
  )
}

export const reminderSettings = async (db: Db | Tx): Promise<ReminderSettings> => ({
  ...DEFAULT_REMINDERS,
  ...(await readSetting<Partial<ReminderSettings>>(db, 'reminders')),
})
