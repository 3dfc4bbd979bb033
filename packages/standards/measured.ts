import { type Finding, INSUFFICIENT, type Result } from './judgement.ts'
import { type Range, rangeOf } from './range.ts'
import { showReading } from './reading.ts'
import { findSubstance } from './substances.ts'
import { convertUnit, normaliseUnit } from './units.ts'

/** One item of a sample in the unit of its standard. */
export interface Measured {
  name: string
  /** "0.62", "<0.01"; in the standard's unit. */
  shown: string | null
  range: Range
  conversion: string | null
  original: string | null
  /** Why it may not be comparable. */
  why: string | null
}

export interface MeasuredSet {
  items: Map<string, Measured>
  /** What could not be used: unknown names, units that do not convert, the same item twice with different values. */
  refused: Finding[]
}

/**
 * The results of a sample by catalogue id, in the unit each item of the standard is stated in. What cannot be used is
 * listed as 证据不足 with its reason, never dropped. The order of results does not matter: of two words on one item the
 * range covers both.
 */
export function measuredOf(
  results: Result[],
  unitOf: string | ((substance: string) => string | undefined),
  clause = '',
): MeasuredSet {
  const items = new Map<string, Measured>()
  const refused: Finding[] = []
  for (const r of results) {
    const substance = findSubstance(r.substance)
    if (!substance) {
      refused.push(refusal(r, null, `不认识项目“${r.substance}”`, clause))
      continue
    }
    const unit = typeof unitOf === 'string' ? unitOf : (unitOf(substance.id) ?? r.unit)
    const from = r.unit.trim() === '' ? undefined : normaliseUnit(r.unit)
    if (r.reading.kind !== 'missing' && from === undefined && unit !== '无量纲') {
      refused.push(refusal(r, substance.id, r.unit.trim() === '' ? '没有单位' : `不认识单位“${r.unit}”`, clause))
      continue
    }
    const range = rangeOf(r.reading, from ?? unit, unit)
    if (!range) {
      refused.push(refusal(r, substance.id, `单位“${r.unit}”与限值单位“${unit}”不能换算`, clause))
      continue
    }
    const shown = showReading(r.reading)
    const inUnit =
      shown === null || from === undefined || from === unit
        ? shown
        : `${shown.replace(/[\d.]+/, '')}${convertUnit(shown.replace(/^[<>]/, ''), from, unit)}`
    const measured: Measured = {
      name: substance.name,
      shown: inUnit,
      range,
      original: r.original ?? null,
      why: r.reading.kind === 'missing' ? r.reading.why : null,
      conversion: inUnit === shown ? null : `${shown} ${r.unit} → ${inUnit} ${unit}`,
    }
    const before = items.get(substance.id)
    items.set(substance.id, before ? both(before, measured) : measured)
  }
  return { items, refused }
}

/** Two words on one item: the truth lies somewhere in both, and equal words are one. */
function both(a: Measured, b: Measured): Measured {
  const sameWord = a.shown === b.shown
  if (sameWord) return a
  const low = a.range.low.lt(b.range.low) ? a.range : b.range
  const high =
    a.range.high === null || (b.range.high !== null && a.range.high.gt(b.range.high)) ? a.range.high : b.range.high
  const shown = [a.shown ?? '—', b.shown ?? '—'].sort().join(' / ')
  return {
    ...a,
    shown,
    range: { low: low.low, openLow: low.openLow, high },
    why: `同一项目有两个结果：${shown}`,
    original: [a.original, b.original].filter(Boolean).sort().join(' / ') || null,
  }
}

const refusal = (r: Result, substance: string | null, why: string, clause: string): Finding => ({
  substance,
  name: r.substance,
  value: showReading(r.reading),
  unit: r.unit,
  limits: [],
  ratio: null,
  band: null,
  clause,
  footnotes: [],
  verdict: INSUFFICIENT,
  why,
  flags: [],
  verified: true,
  conversion: null,
  original: r.original ?? null,
})
