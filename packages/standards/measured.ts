import { type Finding, INSUFFICIENT, NO_LIMIT, type Reading, type Result, type Sample } from './judgement.ts'
import { type Range, rangeOf } from './range.ts'
import { parseReading, showReading } from './reading.ts'
import { findSubstance, type Substance } from './substances.ts'
import { convertUnit, normaliseUnit } from './units.ts'

/** One item of a sample in the unit of its standard. */
export interface Measured {
  name: string
  /** "0.62", "<0.01"; in the standard's unit. */
  shown: string | null
  range: Range
  unit: string
  /** Every word on it is a non-detect. */
  notDetected: boolean
  conversion: string | null
  original: string | null
  /** Why it may not be comparable, and what it would take. */
  why: string | null
  need: string | null
}

export interface MeasuredSet {
  items: Map<string, Measured>
  /** What could not be used: unknown names, no unit, units that do not convert. */
  refused: Finding[]
  /** Known, but without a limit in this standard. */
  unlimited: Finding[]
}

export interface Measuring {
  /** Whose limits the items meet, for the findings' clause. */
  standard: string
  /** The unit of an item's limit (the one given helps to choose between two); undefined where the standard has none. */
  unitOf(substance: string, given: string): string | undefined
  /** On which basis the limits are stated. A result on the other basis is only a bound. */
  basis: 'dry' | 'wet' | null
}

/**
 * The results of a sample by catalogue id, in the unit each item of the standard is stated in. What cannot be used is
 * listed as 证据不足 with its reason, never dropped. The order of results does not matter: of two words on one item the
 * higher stands.
 */
export function measuredOf(results: Result[], { standard, unitOf, basis }: Measuring): MeasuredSet {
  const words = new Map<string, Measured[]>()
  const refused: Finding[] = []
  const unlimited: Finding[] = []
  for (const r of results) {
    const substance = findSubstance(r.substance)
    if (!substance) {
      const why = `不认识项目“${r.substance}”`
      refused.push(unusable(r, null, standard, why, '请核对项目名称，写明元素总量、价态或异构体'))
      continue
    }
    const unit = unitOf(substance.id, r.unit)
    if (unit === undefined) {
      // The sample's own pH is a condition of other limits, not a pollutant that lacks one.
      if (substance.id !== 'ph') unlimited.push(withoutLimit(r, substance, standard))
      continue
    }
    const measured = inUnitOf(r, substance, unit, basis)
    if ('why' in measured && 'refuse' in measured) {
      refused.push(unusable(r, substance, standard, measured.why, measured.refuse))
      continue
    }
    words.set(substance.id, [...(words.get(substance.id) ?? []), measured])
  }
  const items = new Map([...words].map(([id, all]) => [id, together(all)]))
  const byName = (a: Finding, b: Finding): number => order(a.name, b.name) || order(a.value ?? '', b.value ?? '')
  return { items, refused: refused.sort(byName), unlimited: unlimited.sort(byName) }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function inUnitOf(
  r: Result,
  substance: Substance,
  unit: string,
  basis: Measuring['basis'],
): Measured | { why: string; refuse: string } {
  const written = r.unit.trim()
  const from = written === '' ? (unit === '无量纲' ? unit : undefined) : normaliseUnit(written)
  if (r.reading.kind !== 'missing' && from === undefined)
    return {
      why: written === '' ? '没有单位' : `不认识单位“${r.unit}”`,
      refuse: `请注明单位，应能换算为 ${unit}`,
    }
  const range = rangeOf(r.reading, from ?? unit, unit)
  if (!range) return { why: `单位“${r.unit}”与限值单位“${unit}”不能换算`, refuse: `请以 ${unit} 或可换算的单位报告` }
  const shown = showReading(r.reading)
  const converted =
    shown === null || from === undefined || from === unit
      ? shown
      : `${shown.replace(/[\d.]+/, '')}${convertUnit(shown.replace(/^[<>]/, ''), from, unit)}`
  const other = basis !== null && r.basis !== undefined && r.basis !== basis
  return {
    name: substance.name,
    shown: converted,
    // Dry mass is the smaller part of wet mass, so the content of the dry part is the larger number.
    range: other ? (basis === 'dry' ? { ...range, high: null } : { ...range, low: range.low.times(0) }) : range,
    unit,
    notDetected: r.reading.kind === 'below' || (r.reading.kind === 'missing' && r.reading.notDetected === true),
    original: r.original ?? null,
    conversion: converted === shown ? null : `${shown} ${r.unit} → ${converted} ${unit}`,
    why:
      r.reading.kind === 'missing'
        ? r.reading.why
        : other
          ? `结果以${basis === 'dry' ? '湿重' : '干重'}计，限值以${basis === 'dry' ? '干重' : '鲜重'}计，只能作为${basis === 'dry' ? '下' : '上'}限`
          : null,
    need:
      r.reading.kind === 'missing'
        ? r.reading.notDetected
          ? '请给出检出限'
          : '请补充检测值'
        : other
          ? `请以${basis === 'dry' ? '干重' : '鲜重'}报告`
          : null,
  }
}

/**
 * Several words on one item: the highest stands, so an exceedance does whatever else is said, and nothing complies unless
 * all do. Equal words are one.
 */
function together(all: Measured[]): Measured {
  const key = (m: Measured): string =>
    m.shown === null ? (m.why ?? '') : `${m.shown.replace(/[\d.]+/, n => String(Number(n)))} ${m.range.high === null}`
  const sorted = [...all].sort(
    (a, b) => order(a.shown ?? '', b.shown ?? '') || order(a.original ?? '', b.original ?? ''),
  )
  const distinct = sorted.filter((m, i) => sorted.findIndex(o => key(o) === key(m)) === i)
  const first = distinct[0]!
  if (distinct.length === 1) return first
  const low = distinct.map(m => m.range).reduce((a, b) => (b.low.gt(a.low) || (b.low.eq(a.low) && b.openLow) ? b : a))
  const high = distinct.some(m => m.range.high === null)
    ? null
    : distinct.map(m => m.range.high!).reduce((a, b) => (b.gt(a) ? b : a))
  const list = (words: (string | null)[], by: string): string | null =>
    [...new Set(words.filter(w => w !== null && w !== ''))].sort().join(by) || null
  const shown = list(
    distinct.map(m => m.shown ?? '—'),
    ' / ',
  )
  return {
    ...first,
    shown,
    range: { low: low.low, openLow: low.openLow, high },
    notDetected: distinct.every(m => m.notDetected),
    why: `同一项目有不同的结果：${shown}`,
    need: '请核实哪一个结果有效',
    conversion: list(
      distinct.map(m => m.conversion),
      '；',
    ),
    original: list(
      distinct.map(m => m.original),
      ' / ',
    ),
  }
}

/** The sample's own pH, from its field or from a result called pH; two that differ are none. */
export function pHOf(sample: Sample): Reading | undefined {
  const given = [sample.pH, ...sample.results.filter(r => findSubstance(r.substance)?.id === 'ph').map(r => r.reading)]
  const known = given.filter(r => r !== undefined && r.kind !== 'missing')
  const words = [...new Set(known.map(r => showReading(r!)))].sort()
  if (words.length > 1) return { kind: 'missing', why: `有不同的 pH：${words.join(' / ')}` }
  return known[0] ?? given.find(r => r !== undefined)
}

/** What a cell says of a result; kept here so that every entrance reads alike. */
export const resultOf = (substance: string, cell: string, unit: string, detectionLimit?: string): Result => ({
  substance,
  reading: parseReading(cell, detectionLimit),
  unit,
  original: cell,
})

const bare = (r: Result, substance: Substance | null, clause: string): Finding => ({
  substance: substance?.id ?? null,
  name: substance?.name ?? r.substance,
  value: showReading(r.reading),
  unit: r.unit,
  limits: [],
  ratio: null,
  band: null,
  clause,
  footnotes: [],
  verdict: NO_LIMIT,
  why: '',
  flags: [],
  verified: true,
  conversion: null,
  original: r.original ?? null,
})

const unusable = (r: Result, substance: Substance | null, standard: string, why: string, need: string): Finding => ({
  ...bare(r, substance, standard),
  verdict: INSUFFICIENT,
  why,
  need,
})

export const withoutLimit = (r: Result, substance: Substance, standard: string): Finding => ({
  ...bare(r, substance, standard),
  why: `${standard} 没有规定“${substance.name}”的限值`,
})
