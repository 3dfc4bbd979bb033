import type { Decimal } from '@jingtu/core/measure.ts'
import type { AssessOptions } from '../options.ts'
import { membersOf } from '../sums.ts'
import { convertUnit, normaliseUnit } from '../units.ts'
import { type BulkStandard, itemOf } from './bands.ts'
import { ENTANGLED, INSUFFICIENT_CODE, NO_LIMIT_CODE, NOT_JUDGED } from './codes.ts'
import { ABOVE, BELOW, type Columns, VALUE, type Word } from './columns.ts'

/** Numbers of a rung: three limits as doubles and as their high halves, and where in `VERDICTS_OF` to look. */
export const RUNG = 4

/**
 * A standard's limits as the words of some columns meet them: not the values are converted but the limits, into the unit
 * each word is written in, so that a verdict is one look at a table and three comparisons of exact numbers.
 */
export interface Compiled {
  /** By word: the first of its rungs, one a condition. */
  ladders: Int32Array
  /**
   * By rung: up to where it complies (−1: compliance is never said), 筛选值, 管制值 (infinite: no such limit) and the page of
   * `VERDICTS_OF`.
   */
  limits: Float64Array
  /** The same as the high halves of the doubles, which stand to each other as the doubles do unless they are equal. */
  highs: Int32Array
  /** By index of pH, already times the number of places, and by index of place. */
  pHCondition: Int32Array
  placeCondition: Int32Array
  /** By condition: 1 where no sample may comply. */
  withholds: Uint8Array
  /** By word: the substance of the finding it belongs to; null where it has none of its own. */
  itemOfWord: (string | null)[]
  /** By word: the unit it is in; null where it cannot be used or needs none. */
  unitOfWord: (string | null)[]
  /** By word: 1 where the name or unit cannot be used. */
  refused: Uint8Array
  /** The conditions that occur, as the standard numbers them. */
  conditions: number[]
}

/** Pages of `VERDICTS_OF`: the limits decide, or one code whatever the value. */
const PAGE = 64
const pageOf = (code: number | null): number => (code === null ? 0 : (code - NO_LIMIT_CODE + 1) * PAGE)

/** Verdict by page + kind × 8 + 1 (not surely compliant) + 2 (above 筛选值) + 4 (above 管制值). */
export const VERDICTS_OF = Uint8Array.from({ length: 4 * PAGE }, (_, i) => {
  if (i >= PAGE) return Math.floor(i / PAGE) + NO_LIMIT_CODE - 1
  const [kind, exceeds] = [i >> 3, i & 7]
  // What lies above a value has been compared as such.
  if (kind === VALUE || kind === ABOVE) return exceeds & 4 ? 2 : exceeds & 2 ? 1 : exceeds & 1 ? INSUFFICIENT_CODE : 0
  if (kind === BELOW) return exceeds & 1 ? INSUFFICIENT_CODE : 0
  return INSUFFICIENT_CODE
})

interface Meaning {
  item: string | null
  isRefused: boolean
  /** The unit it is in; null where it cannot be used or needs none. */
  unit: string | null
  /** The code it has whatever its value. */
  code: number | null
  isBound: boolean
}

export function compile(
  standard: BulkStandard,
  { words, pHs, places }: Pick<Columns, 'words' | 'pHs' | 'places'>,
  options: AssessOptions,
): Compiled {
  const pH = numbered(pHs.map(standard.pHCondition))
  const place = numbered(places.map(p => standard.placeCondition(p, options)))
  /** Only the conditions that occur, so that the table stays small: as the standard numbers them. */
  const conditions = pH.all.flatMap(p => place.all.map(q => p * standard.placeConditions + q))
  const limits: number[] = []
  const known = new Map<string, number>()

  const ladderOf = ({ item, unit, code, isBound }: Meaning): number => {
    const isAsked = unit !== null && code === null
    const key = isAsked ? `${item} ${unit} ${isBound}` : `${code}`
    const at = known.get(key)
    if (at !== undefined) return at
    known.set(key, limits.length / RUNG)
    const ladder = isAsked ? standard.items.get(item ?? '') : undefined
    const converted = new Map<Decimal, number>()
    const limit = (value: Decimal | null, otherwise: number): number => {
      if (value === null || !ladder || unit === null) return otherwise
      const number = converted.get(value) ?? Number(convertUnit(value, ladder.unit, unit))
      converted.set(value, number)
      return number
    }
    for (const c of conditions) {
      const band = ladder?.bands[c] ?? NO_BAND
      limits.push(
        isBound ? -1 : limit(band.complies, -1),
        limit(band.screening, Number.POSITIVE_INFINITY),
        limit(band.control, Number.POSITIVE_INFINITY),
        pageOf(code),
      )
    }
    return known.get(key)!
  }

  const meaningOf = meaningsIn(standard)
  const meanings = words.map(meaningOf)
  const ladders = Int32Array.from(meanings, ladderOf)
  return {
    ladders,
    limits: Float64Array.from(limits),
    highs: Int32Array.from(limits, (x, i) => (i % RUNG === RUNG - 1 ? x : highHalf(x))),
    pHCondition: Int32Array.from(pH.numbers, n => n * place.all.length),
    placeCondition: Int32Array.from(place.numbers),
    withholds: Uint8Array.from(conditions, c => (standard.withholds(Math.floor(c / standard.placeConditions)) ? 1 : 0)),
    itemOfWord: meanings.map(m => m.item),
    unitOfWord: meanings.map(m => m.unit),
    conditions,
    refused: Uint8Array.from(meanings, m => (m.isRefused ? 1 : 0)),
  }
}

const NO_BAND = { complies: null, screening: null, control: null }

/** The different ones among some numbers, and each one's place among them. */
function numbered(given: number[]): { all: number[]; numbers: number[] } {
  const all = [...new Set(given)]
  const places = new Map(all.map((n, i) => [n, i]))
  return { all, numbers: given.map(n => places.get(n)!) }
}

const BITS = new DataView(new ArrayBuffer(8))
/** −1 for what lies below all values. */
function highHalf(x: number): number {
  BITS.setFloat64(0, x)
  return x < 0 ? -1 : BITS.getInt32(0)
}

function meaningsIn(standard: BulkStandard): (word: Word) => Meaning {
  const members = membersOf(standard.sums)
  const units = new Map<string, string | undefined>()
  const normalised = (unit: string): string | undefined => {
    if (!units.has(unit)) units.set(unit, normaliseUnit(unit))
    return units.get(unit)
  }
  const isConvertible = (unit: string, to: string): boolean => convertUnit('1', unit, to) !== undefined
  const convertible = new Map<string, boolean>()
  const fixed = (code: number): Meaning => ({ item: null, isRefused: false, unit: null, code, isBound: false })
  // Unknown names, foreign units: never compliant, never above a limit.
  const refused = (item: string | null): Meaning => ({ item, isRefused: true, unit: null, code: null, isBound: false })
  return word => {
    if (word.id === null) return refused(null)
    if (word.id === 'ph') return fixed(NOT_JUDGED)
    const item = itemOf(standard, word.id)
    if (item === undefined) return fixed(NO_LIMIT_CODE)
    const own = standard.items.get(item)!.unit
    const read = standard.read(word)
    const unit = normalised(read.trim())
    const key = `${unit} ${own}`
    if (unit !== undefined && !convertible.has(key)) convertible.set(key, isConvertible(unit, own))
    const isRefused = unit === undefined || !convertible.get(key)
    if (members.has(word.id))
      return { item, isRefused, unit: isRefused ? null : unit, code: ENTANGLED, isBound: word.basis === 'wet' }
    if (isRefused) return refused(item)
    // Dry mass is the smaller part of wet mass, so a wet content is only a lower bound of the dry one.
    return { item, isRefused: false, unit, code: null, isBound: word.basis === 'wet' }
  }
}
