import { type Day, periodDays } from '@jingtu/core/period.ts'
import { canonicalJson } from '@jingtu/core/record.ts'
import { type Condition, type Indicator, type Measure, type RuleVersion, ruleOn } from './indicator.ts'

/** What is kept of a register for every place and year: named by what it says, so that equal parts of two indicators are one. */
export interface KeptMeasure {
  /** Its declaration as text; whatever changes in it makes another measure. */
  says: string
  register: string
  where: readonly Condition[]
  of: Measure['of']
  /** Only rows that lack one of these fields. */
  lacking: readonly string[]
  /** Rows say themselves which year they are about: their latest word counts, not what stood at the end of the year. */
  latest: boolean
}

/** The parts a figure is made of. `kept` are the rows of a register whatever they say: none at all is not a zero. */
export interface KeptParts {
  numerator: KeptMeasure
  minus: KeptMeasure | null
  denominator: KeptMeasure | null
  missing: KeptMeasure | null
  kept: { register: string; rows: KeptMeasure }[]
}

const YEARS = 5

/** The years kept: this one and those before it. */
export const keptYears = (today: Day): string[] =>
  Array.from({ length: YEARS }, (_, i) => String(Number(today.slice(0, 4)) - YEARS + 1 + i))

/** Rows that say themselves which year they are about were often written after it: of those the latest word counts. */
export const isLatestWord = (measure: Pick<Measure, 'where'>): boolean => measure.where.some(c => 'in' in c)

function kept(measure: Measure, lacking: readonly string[] = []): KeptMeasure {
  const { register, where, of } = measure
  const latest = isLatestWord(measure)
  return { says: canonicalJson({ register, where, of, lacking, latest }), register, where, of, lacking, latest }
}

/** Any row of a register, at the time a measure looks at it. */
const anyRow = (measure: Measure): KeptMeasure => {
  const { register } = measure
  const latest = isLatestWord(measure)
  const all = { register, where: [], of: 'rows' as const, lacking: [], latest }
  return { says: canonicalJson(all), ...all }
}

export function partsOf(rule: RuleVersion): KeptParts {
  const counted = rule.denominator ?? rule.numerator
  const kinds = [rule.numerator, ...(rule.denominator ? [rule.denominator] : [])]
  return {
    numerator: kept(rule.numerator),
    minus: rule.minus ? kept(rule.minus) : null,
    denominator: rule.denominator ? kept(rule.denominator) : null,
    missing: rule.needs?.length ? kept({ ...counted, of: 'rows' }, rule.needs) : null,
    kept: kinds
      .filter((m, i) => kinds.findIndex(k => k.register === m.register) === i)
      .map(m => ({ register: m.register, rows: anyRow(m) })),
  }
}

export const measuresOf = (parts: KeptParts): KeptMeasure[] => [
  parts.numerator,
  ...(parts.minus ? [parts.minus] : []),
  ...(parts.denominator ? [parts.denominator] : []),
  ...(parts.missing ? [parts.missing] : []),
  ...parts.kept.map(k => k.rows),
]

/** Every measure of every rule in force at the end of one of the years, each once, with the years it is kept for. */
export function keptMeasures(
  indicators: readonly Indicator[],
  years: readonly string[],
): { measure: KeptMeasure; years: string[] }[] {
  const all = new Map<string, { measure: KeptMeasure; years: string[] }>()
  for (const year of years)
    for (const indicator of indicators)
      for (const measure of measuresOf(partsOf(ruleOn(indicator, periodDays(year).to)))) {
        const entry = all.get(measure.says) ?? { measure, years: [] }
        if (!entry.years.includes(year)) entry.years.push(year)
        all.set(measure.says, entry)
      }
  return [...all.values()]
}
