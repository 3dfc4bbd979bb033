import type { Day } from '@jingtu/core/period.ts'
import type { Register } from '@jingtu/core/register.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'

/** A moment of the period an indicator is worked out for. */
export type Moment = 'start' | 'end' | { years: number; before: 'end' }

export type Condition =
  | { state: readonly string[] }
  | { field: string; is: readonly (string | boolean)[] }
  | { field: string; includes: string }
  | { field: string; filled: boolean }
  /** A day, or one of several days, inside the period. */
  | { field: string; within: 'period' }
  | { field: string; from?: Moment; to?: Moment }
  /** A year or a period as it is written: 2026, 2026-H1. A year also takes all of its half-years; `back` counts years before it. */
  | { field: string; in: 'year'; back?: number }
  | { field: string; in: 'period' }
  | { field: string; atLeast?: string; above?: string; atMost?: string }

/** A number out of the rows of one register. */
export interface Measure {
  register: string
  where: readonly Condition[]
  /**
   * rows: how many · sum: of a number, money or area (square metres) · distinct: how many different values ·
   * all: of how many different values every row meets the conditions (stations all of whose tanks are done).
   */
  of: 'rows' | { sum: string } | { distinct: string } | { all: string; meet: readonly Condition[] }
}

export interface RuleVersion {
  /** Named in snapshots: A, B, 2026. */
  id: string
  from: Day
  until: Day | null
  /** V: read in a public source; P: partly; M: from memory; 拟: a default of our own. */
  mark: 'V' | 'P' | 'M' | '拟'
  basis: string
  numerator: Measure
  /** Taken away from the numerator: a net change is what came minus what went. */
  minus?: Measure
  /** Absent where the indicator is the number itself. */
  denominator?: Measure
  /** Fields without which a counted row says nothing: such rows are shown as missing and never help. */
  needs?: readonly string[]
}

export interface Indicator {
  id: string
  name: string
  module: string
  /** %, 个, 家, 条, 亩 … */
  unit: string
  better: 'higher' | 'lower'
  /** As plans write it; matched after spaces, brackets and 达到-like words are taken away. */
  aliases: readonly string[]
  note?: string
  /** The line of government that answers for the figures. */
  department?: string
  /** The field of the counted rows that names the unit their figures came from. */
  suppliedBy?: string
  rules: readonly RuleVersion[]
}

const registerOf = (id: string): Register => {
  const kind = REGISTERS.find(r => r.id === id)
  if (!kind) throw new Error(`没有登记册“${id}”`)
  return kind
}

/** Checked when it is loaded: the error names indicator, rule and field. */
export function defineIndicator(indicator: Indicator): Indicator {
  for (const rule of indicator.rules)
    for (const measure of [rule.numerator, rule.minus, rule.denominator]) {
      if (!measure) continue
      const kind = registerOf(measure.register)
      const say = (what: string): never => {
        throw new Error(`指标“${indicator.id}” 规则“${rule.id}”：${kind.name}${what}`)
      }
      const used = [
        ...measure.where.flatMap(fieldsIn),
        ...(measure.of === 'rows' ? [] : [Object.values(measure.of)[0] as string]),
        ...(measure === rule.numerator && indicator.suppliedBy ? [indicator.suppliedBy] : []),
        ...(measure.of !== 'rows' && 'all' in measure.of ? measure.of.meet.flatMap(fieldsIn) : []),
        ...(measure === (rule.denominator ?? rule.numerator) ? (rule.needs ?? []) : []),
      ]
      for (const key of used) if (!(key in kind.fields)) say(`没有字段“${key}”`)
      for (const c of measure.where)
        if ('state' in c) for (const s of c.state) if (!(s in kind.states)) say(`没有状态“${s}”`)
    }
  return indicator
}

const fieldsIn = (c: Condition): string[] => ('field' in c ? [c.field] : [])

/** The rule in force on a day; an indicator older than its rules takes the first. */
export const ruleOn = (indicator: Indicator, day: Day): RuleVersion =>
  indicator.rules.findLast(r => r.from <= day && (r.until === null || day <= r.until)) ?? indicator.rules[0]!
