import { newId } from '@jingtu/core/id.ts'
import { addDays, type Day, dayInShanghai } from '@jingtu/core/period.ts'
import type { Register } from '@jingtu/core/register.ts'
import { dutiesOf } from '@jingtu/core/register-duty.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { type NewClue, openClue } from '../effects/open-clue.ts'
import { workCalendar } from '../registers/calendar.ts'
import { withEntries } from '../registers/duties.ts'
import type { Services } from '../services.ts'

/** How far back a missed day is still looked for: further back lies the time before the lists were kept here. */
const BACK = 366

/** Lists with a duty whose missing is to be followed; the clue is about the organisation. */
const OWING = REGISTERS.filter(
  kind => kind.register.subject === 'organisation' && Object.values(kind.register.duties).some(d => d.clue),
)

/** What an enterprise in the lists of key units owed and did not do becomes a clue for enforcement, once. @returns how many were opened */
export async function clueOverdueDuties(services: Services): Promise<number> {
  const { db } = services.store
  const today = dayInShanghai(services.clock())
  const overdue: NewClue[] = []
  for (const kind of OWING) overdue.push(...(await overdueIn(db, kind, today)))
  let opened = 0
  for (const clue of overdue) {
    const context = {
      actor: { id: null, name: '系统' },
      reason: null,
      requestId: newId(services.clock().getTime()),
      now: services.clock(),
    }
    const made = await change(
      db,
      context,
      { clue: clue.cause, about: clue.about.id },
      async c => (await openClue(c, clue)) ?? null,
    )
    if (made) opened++
  }
  return opened
}

async function overdueIn(db: Db, kind: Register, today: Day): Promise<NewClue[]> {
  const states = [...new Set(Object.values(kind.register.duties).flatMap(d => d.while))]
  const rows = await withEntries(db, kind, sql`${sql.ref(`${kind.table}.state`)} = any(${states}::text[])`)
  const known = await sql<{ id: string; relation: string }>`select to_id as id, relation from link
    where from_kind = 'clue' and to_kind = ${kind.id} and starts_with(relation, 'overdue:')`.execute(db)
  const told = new Set(known.rows.map(r => `${r.id} ${r.relation}`))
  const calendar = await workCalendar(db)
  return rows.flatMap(row =>
    dutiesOf(kind, row, { from: addDays(today, -BACK), to: today, today, calendar, entered: row._entered })
      .filter(d => d.status === 'overdue' && kind.register.duties[d.duty]!.clue)
      .map(d => ({
        subject: row.subject as string,
        source: '法定义务逾期' as const,
        about: { kind: kind.id, home: row.home, id: row.id, region: row.region },
        cause: `overdue:${d.duty}:${d.due}`,
        title: `${d.label}逾期`,
        what: `${d.label}应在 ${d.due} 前完成，至 ${today} 仍未完成（${kind.name}）。依据：${d.clause}`,
      }))
      .filter(clue => !told.has(`${row.id} ${clue.cause}`)),
  )
}
