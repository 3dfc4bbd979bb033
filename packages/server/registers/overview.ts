import { type Actor, isGranted } from '@jingtu/core/access.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import type { Db } from '@jingtu/store/open.ts'
import { current } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'
import { asOfIn, type ListQuery, seenBy } from './list.ts'

/** How many rows stand in each state, counted as far as this; beyond it the numbers are what was met on the way there. */
const COUNTED = 10_000

export interface StateCounts {
  states: Record<string, number>
  /** There are more rows than were counted. */
  more: boolean
}

/** A register as the desk sees it: how many rows stand where, and how many wait for the reader. */
export interface RegisterSummary extends StateCounts {
  id: string
  waiting: number
}

/** How the rows a list shows are spread over the states; the list's own choice of states does not narrow them. */
export async function countStates(db: Db, actor: Actor, kind: Register, query: ListQuery): Promise<StateCounts> {
  const { state: _, ended: __, ...others } = query
  return countBy(db, kind, await seenBy(db, kind, actor, others), query)
}

async function countBy(db: Db, kind: Register, where: RawBuilder<unknown>, query: ListQuery): Promise<StateCounts> {
  const { rows } = await sql<{ state: string; n: number }>`select state, count(*) as n from (
    select state from ${sql.table(kind.table)} where ${current(kind, asOfIn(query))} and ${where} limit ${COUNTED + 1}
  ) counted group by state`.execute(db)
  return {
    states: Object.fromEntries(rows.map(r => [r.state, r.n])),
    more: rows.reduce((sum, r) => sum + r.n, 0) > COUNTED,
  }
}

/** One summary for every register, in their order. */
export async function summarise(db: Db, actor: Actor, kinds: readonly Register[]): Promise<RegisterSummary[]> {
  const summaries: RegisterSummary[] = []
  for (const kind of kinds) {
    const counts = await countBy(db, kind, await seenBy(db, kind, actor, {}), {})
    const waiting = waitingStates(kind, actor).reduce((sum, state) => sum + (counts.states[state] ?? 0), 0)
    summaries.push({ id: kind.id, ...counts, waiting })
  }
  return summaries
}

/** States in which a row can no longer be edited and has not come to its end: it waits for a move this actor may make. */
export function waitingStates(kind: Register, actor: Actor): string[] {
  const { correct, ended } = kind.register
  const isOnTheWay = (state: string): boolean =>
    state !== VOID && !correct.in.includes(state) && !ended.includes(state) && !kind.register.isSubject
  return Object.keys(kind.states).filter(
    state =>
      isOnTheWay(state) && Object.values(kind.transitions).some(t => t.from.includes(state) && isGranted(actor, t)),
  )
}
