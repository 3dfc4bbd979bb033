import { isDay } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { calendarOf, type Holiday, type WorkCalendar } from '@jingtu/core/working-days.ts'
import { HOLIDAYS } from '@jingtu/registers/holidays.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'

/** The official calendar: what was imported for a year stands for the whole of it; other years are those known when this was made. */
export async function listHolidays(db: Db | Tx): Promise<Holiday[]> {
  const { rows } = await sql<Holiday>`select day, kind, name, source from holiday order by day`.execute(db)
  const imported = new Set(rows.map(r => r.day.slice(0, 4)))
  return [...HOLIDAYS.filter(h => !imported.has(h.day.slice(0, 4))), ...rows].sort((a, b) => (a.day < b.day ? -1 : 1))
}

export const workCalendar = async (db: Db | Tx): Promise<WorkCalendar> => calendarOf(await listHolidays(db))

/** Replaces the arrangement of a year as it was announced. @throws Refusal with every line that cannot stand */
export async function importHolidays(tx: Tx, year: number, rows: readonly Holiday[]): Promise<void> {
  const seen = new Set<string>()
  const reasons = rows.flatMap((r, i): Reason[] => {
    const where = `第${i + 1}行`
    if (!isDay(r.day)) return [{ where, message: `“${r.day}”不是日期，应写作 2027-01-01` }]
    if (Number(r.day.slice(0, 4)) !== year) return [{ where, message: `${r.day} 不在 ${year} 年` }]
    if (seen.has(r.day)) return [{ where, message: `${r.day} 出现了两次` }]
    seen.add(r.day)
    const weekday = new Date(`${r.day}T00:00:00Z`).getUTCDay()
    const weekend = weekday === 0 || weekday === 6
    return r.kind === 'work' && !weekend ? [{ where, message: `${r.day} 本来就是工作日，不能登记为调休上班` }] : []
  })
  if (rows.length === 0) reasons.push({ where: 'rows', message: '请给出全年的放假与调休日期' })
  if (reasons.length > 0) throw refusal('invalid', '放假安排有误', reasons)
  await sql`delete from holiday where day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.execute(tx)
  await sql`insert into holiday (day, kind, name, source)
    select day, kind, name, source from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as h(day date, kind text, name text, source text)`.execute(tx)
}
