/** How far kept figures have followed the chain, for those who are about to read them. */
import type { Day } from '@jingtu/core/period.ts'
import type { Db } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import { SharedRun } from './shared-run.ts'

/** So many milliseconds old at most is what many read at once. */
export const LATELY = 2000

/** Everything committed before `since`, as performance.now() says it, is in the cells; unless they are not kept at all. */
export interface Standing {
  kept: boolean
  since: number
}

/** And for one reader. */
export interface ReaderStanding extends Standing {
  /** The number of what the cells contain. */
  fold: number
  /** What he changed: the cells do not contain all of it yet; they do, but not before this number; nothing lately. */
  own: 'missing' | 'new' | 'known'
  /** What may still be shown to him is not of before. */
  oldest: number
}

/** Homes whose chain is longer than what was followed of it. */
export const behind = (columns: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select ${columns} from chain_head h left join figure_progress p on p.home = h.home where h.seq > coalesce(p.seq, 0)`

/** Who made the changes that were not followed yet, as an array. */
export const authorsBehind = sql`(
  select array_agg(distinct c.actor::text) from (${behind(sql`h.home, coalesce(p.seq, 0) as done`)}) b
  join change c on c.home = b.home and c.seq > b.done where c.actor is not null)`

export class Following {
  private readonly db: Db
  private readonly digest: (today: Day) => string
  private readonly fold: (today: Day) => Promise<{ kept: boolean }>
  private ofDay: { today: Day; run: SharedRun<Standing> } | undefined

  /**
   * @param digest of everything that is to be kept on a day
   * @param fold takes in what is new, if what is kept is that
   */
  constructor(db: Db, digest: Following['digest'], fold: Following['fold']) {
    this.db = db
    this.digest = digest
    this.fold = fold
  }

  /** Takes in every change committed before the call. Those who ask at once share one run. */
  now = (today: Day): Promise<Standing> => this.on(today).run()

  /**
   * What was taken in not longer ago than LATELY will do. It is renewed before it is that old, so that while there are
   * readers none of them waits for it.
   */
  private async lately(today: Day): Promise<Standing> {
    const run = this.on(today)
    const asked = performance.now()
    const standing = await run.run(asked - LATELY)
    if (standing.since < asked - LATELY / 2) run.runAhead()
    return standing
  }

  /** What one reader may be answered from. */
  async latelyFor(today: Day, reader: string): Promise<ReaderStanding> {
    const oldest = performance.now() - LATELY
    const { kept, since } = await this.lately(today)
    const { fold, missing, authors } = await this.authors.run()
    return { kept, since, fold, oldest, own: missing.has(reader) ? 'missing' : authors.has(reader) ? 'new' : 'known' }
  }

  /** The number of what the cells contain, who made what they contain since then, and who what they do not; at whichever server. */
  private readonly authors = new SharedRun(async () => {
    const { rows } = await sql<{ fold: number; authors: string[]; missing: string[] | null }>`
      select fold, authors::text[], ${authorsBehind} as missing from figure_roll_up`.execute(this.db)
    return { fold: rows[0]?.fold ?? 0, authors: new Set(rows[0]?.authors), missing: new Set(rows[0]?.missing) }
  })

  private on(today: Day): SharedRun<Standing> {
    if (this.ofDay?.today !== today) {
      const run = new SharedRun(async since => {
        const { rows } = await sql<{ madeOf: string | null; behind: boolean }>`
          select (select made_of from figure_roll_up) as "madeOf", exists (${behind(sql`1`)}) as behind`.execute(
          this.db,
        )
        if (rows[0]!.madeOf !== this.digest(today)) return { kept: false, since }
        return { kept: !rows[0]!.behind || (await this.fold(today)).kept, since }
      })
      this.ofDay = { today, run }
    }
    return this.ofDay!.run
  }
}
