/** What is remembered of the cells of one place and the places right below it, and the figures made of them. No I/O. */
import { subtract } from '@jingtu/core/measure.ts'
import { periodDays } from '@jingtu/core/period.ts'
import { type Indicator, type RuleVersion, ruleOn } from '@jingtu/programme/indicators/indicator.ts'
import { type KeptMeasure, partsOf } from '@jingtu/programme/indicators/kept-measure.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { type Figure, figureOf, plain } from './evaluate.ts'
import { keyOf } from './roll-up.ts'

export interface Cell {
  place: string
  period: string
  measure: string
  n: number
  amount: string
}

export interface KeptFigure {
  whole: Figure
  below: Map<string, Figure>
  rule: RuleVersion
}

/** Of which cells an indicator is made in a year; cells by period and measure. */
interface Plan {
  key: string
  rule: RuleVersion
  numerator: string
  minus: string | undefined
  denominator: string | undefined
  missing: string | undefined
  /** Any row of a register at all: none is not a zero. */
  kept: { name: string; cell: string }[]
}

const cellKey = (period: string, measure: string): string => `${period} ${measure}`

/** The plans of all indicators and years that were asked for, the same for every place. */
export class Plans {
  private readonly plans = new Map<string, Plan>()
  private readonly keys = new Map<string, string>()
  private readonly users = new Map<string, string[]>()

  of(indicator: Indicator, year: string): Plan {
    const key = `${indicator.id} ${year}`
    let plan = this.plans.get(key)
    if (!plan) {
      const rule = ruleOn(indicator, periodDays(year).to)
      const parts = partsOf(rule)
      const cell = (measure: KeptMeasure | null) =>
        measure ? this.use(cellKey(year, this.key(measure)), key) : undefined
      plan = {
        key,
        rule,
        numerator: cell(parts.numerator)!,
        minus: cell(parts.minus),
        denominator: cell(parts.denominator),
        missing: cell(parts.missing),
        kept: parts.kept.map(k => ({ name: findRegister(k.register)!.name, cell: cell(k.rows)! })),
      }
      this.plans.set(key, plan)
    }
    return plan
  }

  /** Which figures a cell is part of. */
  usersOf = (cell: string): readonly string[] => this.users.get(cell) ?? []

  private use(cell: string, by: string): string {
    const users = this.users.get(cell) ?? []
    if (!users.includes(by)) users.push(by)
    this.users.set(cell, users)
    return cell
  }

  private key({ says }: KeptMeasure): string {
    let key = this.keys.get(says)
    if (!key) this.keys.set(says, (key = keyOf(says)))
    return key
  }
}

const MOST_PAGES = 10

export class RememberedPlace {
  /** What the cells contained when they were read last, and of which declarations they were made. */
  fold = -1
  readonly madeOf: string
  /** Every change committed before is contained, as performance.now() says it. */
  since = 0
  /** The regions right below by their paths. */
  names: Record<string, string> = {}
  private readonly path: string
  private readonly plans: Plans
  /** In the order of their paths. */
  private places = new Map<string, Map<string, Cell>>()
  /** By plan and place; null where nothing of it is counted. Gone when one of their cells changes, as are the texts. */
  private readonly figures = new Map<string, Map<string, Figure | null>>()
  private readonly texts = new Map<string, string>()
  /** Whole answers as they are sent; gone when anything changes, or when they can be said to be of a later moment. */
  private readonly pages = new Map<string, { since: number; page: unknown }>()

  constructor(path: string, plans: Plans, madeOf: string) {
    this.path = path
    this.plans = plans
    this.madeOf = madeOf
  }

  /** Cells that are newer than those remembered, and what the regions below are called now. */
  take(fold: number, cells: readonly Cell[], names: Record<string, string>): void {
    this.fold = fold
    if (cells.length > 0 || JSON.stringify(names) !== JSON.stringify(this.names)) this.pages.clear()
    this.names = names
    const before = this.places.size
    for (const cell of cells) {
      const key = cellKey(cell.period, cell.measure)
      const there = this.places.get(cell.place)
      if (there) there.set(key, cell)
      else this.places.set(cell.place, new Map([[key, cell]]))
      for (const plan of this.plans.usersOf(key)) {
        this.figures.get(plan)?.delete(cell.place)
        this.texts.delete(plan)
      }
    }
    if (this.places.size > before) this.places = new Map([...this.places].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  figure(indicator: Indicator, year: string): KeptFigure {
    const plan = this.plans.of(indicator, year)
    let known = this.figures.get(plan.key)
    if (!known) this.figures.set(plan.key, (known = new Map()))
    const below = new Map<string, Figure>()
    for (const [place, cells] of this.places) {
      if (place === this.path) continue
      let figure = known.get(place)
      if (figure === undefined)
        known.set(place, (figure = isCounted(plan, cells) ? figureAt(indicator, plan, cells) : null))
      if (figure) below.set(place, figure)
    }
    let whole = known.get(this.path)
    if (!whole) known.set(this.path, (whole = figureAt(indicator, plan, this.places.get(this.path))))
    return { whole, below, rule: plan.rule }
  }

  /** A text made of a figure and remembered until the figure changes. */
  text(indicator: Indicator, year: string, make: (figure: KeptFigure) => string): string {
    const { key } = this.plans.of(indicator, year)
    let text = this.texts.get(key)
    if (text === undefined) this.texts.set(key, (text = make(this.figure(indicator, year))))
    return text
  }

  /** An answer made of figures and names, made once for all who ask for it as of a moment. */
  page<T>(key: string, since: number, make: () => T): T {
    const known = this.pages.get(key)
    if (known && known.since >= since) return known.page as T
    const page = make()
    if (this.pages.size >= MOST_PAGES) this.pages.clear()
    this.pages.set(key, { since, page })
    return page
  }
}

type Cells = ReadonlyMap<string, Cell>

const at = (cells: Cells | undefined, key: string | undefined): Cell | undefined => {
  const cell = key === undefined ? undefined : cells?.get(key)
  return cell && cell.n > 0 ? cell : undefined
}
const amount = (cell: Cell | undefined): string => (cell ? plain(cell.amount) : '0')

const isCounted = ({ numerator, minus, denominator }: Plan, cells: Cells): boolean =>
  [numerator, minus, denominator].some(key => at(cells, key))

function figureAt(indicator: Indicator, plan: Plan, cells: Cells | undefined): Figure {
  const numerator = amount(at(cells, plan.numerator))
  return figureOf(indicator, plan.rule, plan.kept.find(k => !at(cells, k.cell))?.name ?? null, {
    numerator: plan.minus ? subtract(numerator, amount(at(cells, plan.minus))) : numerator,
    denominator: plan.denominator ? amount(at(cells, plan.denominator)) : null,
    missing: at(cells, plan.missing)?.n ?? 0,
  })
}
