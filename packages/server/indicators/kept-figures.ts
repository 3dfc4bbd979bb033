/** Figures read from the cells of the roll-up: of one place and of the places right below it. */
import type { Day } from '@jingtu/core/period.ts'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { keptYears } from '@jingtu/programme/indicators/kept-measure.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import type { Db, Store } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import type { ReaderStanding } from './following.ts'
import { type Cell, type KeptFigure, Plans, RememberedPlace } from './remembered-place.ts'
import { RollUp } from './roll-up.ts'
import { SharedRun } from './shared-run.ts'

const MOST_PLACES = 50

/** A place with its children as of a moment. Ask at once; it goes on changing. */
export interface KeptView {
  /** Every change committed before is contained; as performance.now() says it. */
  since: number
  figure(indicator: Indicator, year: string): KeptFigure
  /** The regions right below by their paths, as they are called now. */
  names(): Record<string, string>
  /** A text made of a figure and remembered until the figure changes. */
  text(indicator: Indicator, year: string, make: (figure: KeptFigure) => string): string
  /** An answer made of figures, names and `since` alone, made once for all who ask; `key` tells it from others. */
  page<T>(key: string, make: () => T): T
}

const areKept = (years: readonly string[], today: Day): boolean => years.every(y => keptYears(today).includes(y))

export class KeptFigures {
  readonly rollUp: RollUp
  private readonly db: Db
  private readonly remembered = new Map<string, RememberedPlace>()
  private readonly readings = new Map<string, SharedRun<RememberedPlace>>()
  private readonly plans = new Plans()

  /** @param aside where to follow, if that is to be planned once */
  constructor(db: Db, indicators: readonly Indicator[] = INDICATORS, aside = db) {
    this.db = db
    this.rollUp = new RollUp(db, indicators, aside)
  }

  /** Every change committed before the call is contained. Undefined: one of the years is not kept, or nothing was built yet. */
  async view(path: string, years: readonly string[], today: Day): Promise<KeptView | undefined> {
    if (!areKept(years, today)) return undefined
    const { kept, since } = await this.rollUp.following.now(today)
    return kept ? this.viewOf(await this.reading(path).run(), today, since) : undefined
  }

  /**
   * For what many read at once: every change is contained that was committed more than LATELY before the standing was asked
   * for, and every change of the reader himself.
   */
  async viewLately(
    path: string,
    years: readonly string[],
    today: Day,
    { kept, since, fold, own, oldest }: ReaderStanding,
  ): Promise<KeptView | undefined> {
    if (!kept || !areKept(years, today)) return undefined
    if (own === 'missing') return this.view(path, years, today)
    const remembered = this.remembered.get(path)
    if (remembered && remembered.fold >= fold) return this.viewOf(remembered, today, since)
    const reading = this.reading(path)
    // What the last following brought is being read; until it is there, what was remembered before will do for who had no part in it.
    if (remembered && remembered.fold === fold - 1 && own === 'known' && remembered.since >= oldest) {
      reading.runAhead()
      return this.viewOf(remembered, today, remembered.since)
    }
    const found = await reading.join()
    return this.viewOf(found.fold >= fold ? found : await reading.run(), today, since)
  }

  private viewOf(found: RememberedPlace, today: Day, since: number): KeptView | undefined {
    // Another server may have put its own declarations in place of ours since we followed.
    if (found.madeOf !== this.rollUp.madeOf(today)) return undefined
    found.since = Math.max(found.since, since)
    return {
      since,
      figure: (indicator, year) => found.figure(indicator, year),
      names: () => found.names,
      text: (indicator, year, make) => found.text(indicator, year, make),
      page: (key, make) => found.page(key, since, make),
    }
  }

  private reading(path: string): SharedRun<RememberedPlace> {
    const reading = this.readings.get(path) ?? new SharedRun(() => this.renew(path))
    this.readings.set(path, reading)
    return reading
  }

  /** Reads the cells that are newer than those remembered. */
  private async renew(path: string): Promise<RememberedPlace> {
    const before = this.remembered.get(path)
    const { rows } = await sql<
      (Cell | { place: null }) & { now: number; madeOf: string; names: Record<string, string> | null }
    >`
      select r.fold as now, r.made_of as "madeOf", c.place, c.period, c.measure, c.n, c.amount::text as amount,
        case when row_number() over () = 1 then (select jsonb_object_agg(below.path, below.name) from region here
          join region below on below.parent = here.id and below.valid_until is null
          where here.path = ${path} and here.valid_until is null) end as names
      from figure_roll_up r left join figure_cell c on c.fold > ${before?.fold ?? -1}
        and (c.parent = ${path} or (c.parent = parent_of(${path}) and c.place = ${path}))`.execute(this.db)
    const { now = 0, madeOf = '', names = null } = rows[0] ?? {}
    // Where declarations changed, cells were dropped, and of those nothing newer tells.
    if (before && before.madeOf !== madeOf) {
      this.remembered.delete(path)
      return this.renew(path)
    }
    const place = before ?? new RememberedPlace(path, this.plans, madeOf)
    // Where nothing is newer there is one row, which only tells the number.
    const cells = rows.filter(row => row.place !== null)
    place.take(now, cells, names ?? {})
    // Whoever was asked for least lately goes first.
    this.remembered.delete(path)
    this.remembered.set(path, place)
    const oldest = this.remembered.keys().next().value!
    if (this.remembered.size > MOST_PLACES) {
      this.remembered.delete(oldest)
      this.readings.delete(oldest)
    }
    return place
  }
}

const ofStore = new WeakMap<Store, KeptFigures>()

/** The figures of a store: what they remember is remembered once in a process. */
export function keptFiguresOf({ store }: { store: Store }): KeptFigures {
  let figures = ofStore.get(store)
  if (!figures) ofStore.set(store, (figures = new KeptFigures(store.db, INDICATORS, store.aside)))
  return figures
}
