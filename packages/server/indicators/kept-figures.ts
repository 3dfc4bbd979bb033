/** Figures read from the cells of the roll-up: of one place and of the places right below it. */
import { subtract } from '@jingtu/core/measure.ts'
import { type Day, periodDays } from '@jingtu/core/period.ts'
import { type Indicator, type RuleVersion, ruleOn } from '@jingtu/programme/indicators/indicator.ts'
import {
  type KeptMeasure,
  type KeptParts,
  keptYears,
  measuresOf,
  partsOf,
} from '@jingtu/programme/indicators/kept-measure.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Db, Store } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { type Figure, figureOf, plain } from './evaluate.ts'
import { keyOf, RollUp } from './roll-up.ts'
import { SharedRun } from './shared-run.ts'

interface Cell {
  place: string | null
  period: string
  measure: string
  n: number
  amount: string
}

/** What is remembered of one place and its children; renewed by the cells that are newer. */
interface Remembered {
  fold: number
  /** place → 'period measure' → cell */
  places: Map<string, Map<string, Cell>>
  /** The regions right below by their paths. */
  names: Record<string, string>
  /** Texts made of cells, by indicator and year; gone when one of their cells changes. */
  texts: Map<string, string>
  /** Whole answers as they are sent; gone when anything changes. */
  pages: Map<string, Uint8Array<ArrayBuffer>>
}

/** An indicator's rule in a year with the keys of the cells it is made of. */
interface Plan {
  rule: RuleVersion
  parts: KeptParts
  keys: Set<string>
}

const MOST_PLACES = 50
const MOST_PAGES = 10

export interface KeptFigure {
  whole: Figure
  below: Map<string, Figure>
  rule: RuleVersion
}

/** A place with its children as of a moment. Ask at once; it goes on changing. */
export interface KeptView {
  figure(indicator: Indicator, year: string): KeptFigure
  /** The regions right below by their paths, as they are called now. */
  names(): Record<string, string>
  /** A text made of a figure and remembered until the figure changes. */
  text(indicator: Indicator, year: string, make: (figure: KeptFigure) => string): string
  /** An answer made of figures and names alone, remembered until any of them changes; `key` tells it from others. */
  page(key: string, make: () => string): Uint8Array<ArrayBuffer>
}

export class KeptFigures {
  readonly rollUp: RollUp
  private readonly db: Db
  private readonly indicators: readonly Indicator[]
  private readonly remembered = new Map<string, Remembered>()
  private readonly runs = new Map<string, SharedRun<Remembered | undefined>>()
  private readonly plans = new Map<string, Plan>()
  private readonly keys = new Map<string, string>()
  /** The day the last reader asked on: runs of a moment are shared, and a moment has one day. */
  private today: Day = ''

  constructor(db: Db, indicators: readonly Indicator[] = INDICATORS) {
    this.db = db
    this.indicators = indicators
    this.rollUp = new RollUp(db, indicators)
  }

  /** Every change committed before the call is contained. Undefined: one of the years is not kept, or nothing was built yet. */
  async view(path: string, years: readonly string[], today: Day): Promise<KeptView | undefined> {
    const kept = keptYears(today)
    if (!years.every(y => kept.includes(y))) return undefined
    const run = this.runs.get(path) ?? new SharedRun(() => this.renew(path, this.today))
    this.runs.set(path, run)
    this.today = today
    const found = await run.run()
    return (
      found && {
        figure: (indicator, year) => this.figure(found, path, indicator, year),
        names: () => found.names,
        page: (key, make) => {
          const page = found.pages.get(key) ?? new TextEncoder().encode(make())
          if (found.pages.size >= MOST_PAGES) found.pages.clear()
          found.pages.set(key, page)
          return page
        },
        text: (indicator, year, make) => {
          const key = `${indicator.id} ${year}`
          const text = found.texts.get(key) ?? make(this.figure(found, path, indicator, year))
          found.texts.set(key, text)
          return text
        },
      }
    )
  }

  private async renew(path: string, today: Day): Promise<Remembered | undefined> {
    if (!(await this.rollUp.follow(today))) return undefined
    const before = this.remembered.get(path)
    this.remembered.delete(path)
    const { rows } = await sql<Cell & { now: number; names: Record<string, string> | null }>`
      select r.fold as now, c.place, c.period, c.measure, c.n, c.amount::text as amount,
        case when row_number() over () = 1 then (select jsonb_object_agg(below.path, below.name) from region here
          join region below on below.parent = here.id and below.valid_until is null
          where here.path = ${path} and here.valid_until is null) end as names
      from figure_roll_up r left join figure_cell c on c.fold > ${before?.fold ?? -1}
        and (c.parent = ${path} or (c.parent = parent_of(${path}) and c.place = ${path}))`.execute(this.db)
    const now: Remembered = before ?? { fold: 0, places: new Map(), names: {}, texts: new Map(), pages: new Map() }
    now.fold = rows[0]?.now ?? 0
    const names = rows[0]?.names ?? {}
    if (rows.some(r => r.place !== null) || JSON.stringify(names) !== JSON.stringify(now.names)) now.pages.clear()
    now.names = names
    const changed = new Set<string>()
    for (const cell of rows) {
      // Nothing newer: the row that only tells the number.
      if (cell.place === null) continue
      let cells = now.places.get(cell.place)
      if (!cells) now.places.set(cell.place, (cells = new Map()))
      cells.set(`${cell.period} ${cell.measure}`, cell)
      changed.add(`${cell.period} ${cell.measure}`)
    }
    if (before) this.forget(now, changed)
    // Whoever was asked for least lately goes first.
    this.remembered.set(path, now)
    const oldest = this.remembered.keys().next().value!
    if (this.remembered.size > MOST_PLACES) {
      this.remembered.delete(oldest)
      this.runs.delete(oldest)
    }
    return now
  }

  private forget(of: Remembered, changed: ReadonlySet<string>): void {
    for (const key of of.texts.keys()) {
      const [id, year] = key.split(' ') as [string, string]
      const indicator = this.indicators.find(i => i.id === id)!
      for (const measure of this.plan(indicator, year).keys)
        if (changed.has(`${year} ${measure}`)) {
          of.texts.delete(key)
          break
        }
    }
  }

  private plan(indicator: Indicator, year: string): Plan {
    const key = `${indicator.id} ${year}`
    let plan = this.plans.get(key)
    if (!plan) {
      const rule = ruleOn(indicator, periodDays(year).to)
      const parts = partsOf(rule)
      plan = { rule, parts, keys: new Set(measuresOf(parts).map(m => this.key(m))) }
      this.plans.set(key, plan)
    }
    return plan
  }

  private key({ says }: KeptMeasure): string {
    let key = this.keys.get(says)
    if (!key) this.keys.set(says, (key = keyOf(says)))
    return key
  }

  private figure(of: Remembered, path: string, indicator: Indicator, year: string): KeptFigure {
    const { rule, parts } = this.plan(indicator, year)
    const at = (place: string, measure: KeptMeasure | null): Cell | undefined => {
      const cell = measure ? of.places.get(place)?.get(`${year} ${this.key(measure)}`) : undefined
      return cell && cell.n > 0 ? cell : undefined
    }
    const amount = (cell: Cell | undefined): string => (cell ? plain(cell.amount) : '0')
    const figure = (place: string): Figure => {
      const empty = parts.kept.find(k => !at(place, k.rows))
      return figureOf(indicator, rule, empty ? findRegister(empty.register)!.name : null, {
        numerator: subtract(amount(at(place, parts.numerator)), amount(at(place, parts.minus))),
        denominator: parts.denominator ? amount(at(place, parts.denominator)) : null,
        missing: at(place, parts.missing)?.n ?? 0,
      })
    }
    const counted = [parts.numerator, parts.minus, parts.denominator]
    const below = [...of.places.keys()].filter(place => place !== path && counted.some(m => at(place, m)))
    return { whole: figure(path), below: new Map(below.sort().map(place => [place, figure(place)])), rule }
  }
}

const ofStore = new WeakMap<Store, KeptFigures>()

/** The figures of a store: what they remember is remembered once in a process. */
export function keptFiguresOf({ store }: { store: Store }): KeptFigures {
  let figures = ofStore.get(store)
  if (!figures) ofStore.set(store, (figures = new KeptFigures(store.db)))
  return figures
}
