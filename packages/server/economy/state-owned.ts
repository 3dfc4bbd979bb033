import type { Actor } from '@jingtu/core/access.ts'
import { percentage } from '@jingtu/core/measure.ts'
import type { Day } from '@jingtu/core/period.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { type Due, listDuties } from '../registers/duties.ts'

interface Share {
  due: number
  met: number
  /** Done in time, of what was due; null where nothing was. */
  rate: string | null
}
interface Line {
  register: string
  name: string
  stateOwned: Share
  others: Share
}

const shareOf = (items: readonly Due[], today: Day): Share => {
  const due = items.filter(i => i.due <= today || i.metOn)
  const met = due.filter(i => i.status === 'met')
  const rate = percentage(String(met.length), String(due.length))
  return { due: due.length, met: met.length, rate: rate === 'not-applicable' ? null : rate }
}

/** 国有企业带头落实: duties of enterprises that were due between two days, kept in time by those the state owns and by the others. */
export async function stateOwnedReport(db: Db, actor: Actor, from: Day, to: Day, today: Day) {
  const { rows } = await sql<{
    id: string
    owned: boolean
  }>`select o.id, coalesce(o.state_owned, u.state_owned, false) as owned
    from organisation o left join unit u on u.id = o.unit and u.until is null where o.until is null`.execute(db)
  const owned = new Set(rows.filter(r => r.owned).map(r => r.id))
  const { rows: places } = await sql<{
    id: string
    organisation: string
  }>`select id, organisation from site where until is null and organisation is not null`.execute(db)
  const owner = new Map(places.map(p => [p.id, p.organisation]))
  const lines: Line[] = []
  const late: Due[] = []
  for (const kind of REGISTERS) {
    const about = kind.register.subject
    if (kind.register.example || (about !== 'organisation' && about !== 'site')) continue
    if (Object.keys(kind.register.duties).length === 0) continue
    const items = await listDuties(db, actor, { from, to, today, register: kind })
    if (items.length === 0) continue
    const { rows: subjects } = await sql<{
      id: string
      subject: string
    }>`select id, subject from ${sql.table(kind.table)}
      where until is null and id = any(${[...new Set(items.map(i => i.row))]}::uuid[])`.execute(db)
    const of = new Map(subjects.map(s => [s.id, about === 'site' ? owner.get(s.subject) : s.subject]))
    const isOwned = (item: Due): boolean => owned.has(of.get(item.row) ?? '')
    // Land without an enterprise is nobody's example.
    const theirs = items.filter(i => of.get(i.row))
    lines.push({
      register: kind.id,
      name: kind.name,
      stateOwned: shareOf(theirs.filter(isOwned), today),
      others: shareOf(
        theirs.filter(i => !isOwned(i)),
        today,
      ),
    })
    late.push(...theirs.filter(i => isOwned(i) && (i.status === 'overdue' || i.status === 'late')))
  }
  return { lines: lines.filter(l => l.stateOwned.due + l.others.due > 0), late }
}
