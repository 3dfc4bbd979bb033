import { assess, findStandard, type Standard } from '../index.ts'
import type { Finding, Judgement } from '../judgement.ts'
import type { AssessOptions } from '../options.ts'
import { findSubstance } from '../substances.ts'
import { BULK } from './bands.ts'
import {
  type BulkNumber,
  CODES,
  codeOfVerdict,
  ENTANGLED,
  INSUFFICIENT_CODE,
  NO_LIMIT_CODE,
  NOT_JUDGED,
} from './codes.ts'
import { ABOVE, type Columns, isFilledElsewhere, resultAt, sampleAt, sampleOfResult } from './columns.ts'
import { type Compiled, compile, RUNG, VERDICTS_OF } from './compile.ts'
import { MemberSums } from './member-sums.ts'

/** What bulk evaluation takes of the caller; local tables and sets of items are for the object evaluator. */
export type BulkOptions = Pick<AssessOptions, 'use' | 'landUse' | 'column' | 'on'>

export interface BulkScreening {
  /** A verdict a result, in the order the results came in. */
  codes: Uint8Array
  /** A verdict a sample, in the order the samples first came. */
  perSample: Uint8Array
  /** How many results have each code, by word × CODES + code. */
  counts: Uint32Array
  /** How many samples have each code. */
  sampleCounts: Uint32Array
  /** How many samples went through the object evaluator. */
  byObject: number
}

/**
 * Judges all results and samples. Codes are those `assess` gives, explanations are made by `explain`.
 * @param into where the codes are to stand, if they are shared between threads
 */
export function screenColumns(
  columns: Columns,
  number: BulkNumber,
  options: BulkOptions = {},
  into?: Pick<BulkScreening, 'codes' | 'perSample'>,
): BulkScreening {
  const compiled = compile(BULK[number], columns, options)
  const { order } = columns
  const screening: BulkScreening = {
    codes: order === null && into ? into.codes : new Uint8Array(columns.results),
    perSample: into?.perSample ?? new Uint8Array(columns.samples),
    counts: new Uint32Array(columns.words.length * CODES),
    sampleCounts: new Uint32Array(CODES),
    byObject: 0,
  }
  const entangled = judgeRange(columns, compiled, screening, 0, columns.samples)
  judgeEntangled(columns, compiled, screening, entangled, number, options)
  for (const code of screening.perSample) screening.sampleCounts[code]!++
  if (order === null) return screening
  const codes = into?.codes ?? new Uint8Array(columns.results)
  for (let i = 0; i < codes.length; i++) codes[order[i]!] = screening.codes[i]!
  return { ...screening, codes }
}

/** A sample's verdict by the set of its results' codes: the worst decides, an exceedance stands whatever is missing. */
const VERDICT_OF_FLAGS = Uint8Array.from({ length: 128 }, (_, i) => {
  const [flags, withheld] = [i & 63, i >= 64]
  const has = (code: number): boolean => (flags & (1 << code)) !== 0
  if (has(2)) return 2
  if (has(1)) return 1
  if (has(INSUFFICIENT_CODE)) return INSUFFICIENT_CODE
  if (has(0)) return withheld ? INSUFFICIENT_CODE : 0
  return has(NO_LIMIT_CODE) ? NO_LIMIT_CODE : INSUFFICIENT_CODE
})
const ENTANGLED_FLAG = 1 << ENTANGLED

/** The samples from `from` to before `to`; gives back those that need the object evaluator. */
function judgeRange(
  { starts, word, kind, value, repeated, pH, place }: Columns,
  { ladders, limits, highs, pHCondition, placeCondition, withholds }: Compiled,
  { codes, perSample, counts }: BulkScreening,
  from: number,
  to: number,
): number[] {
  const entangled: number[] = []
  const halves = new Int32Array(value.buffer, value.byteOffset, value.length * 2)
  let end = starts[from]! | 0
  for (let s = from; s < to; s++) {
    let i = end
    end = starts[s + 1]! | 0
    if (repeated[s] === 1) {
      entangled.push(s)
      continue
    }
    const condition = (pHCondition[pH[s]!]! + placeCondition[place[s]!]!) | 0
    let flags = 0
    for (; i < end; i++) {
      const w = word[i]!
      const rung = ((ladders[w]! + condition) | 0) * RUNG
      const k = kind[i]!
      const high = halves[((i << 1) + HIGH) | 0]!
      const complies = highs[rung]!
      const screening = highs[rung + 1]!
      const control = highs[rung + 2]!
      // Without branches, which would be guessed wrong half of the time: a difference's sign is whether it exceeds.
      let exceeds =
        (((complies - high) | 0) >>> 31) |
        ((((screening - high) | 0) >>> 30) & 2) |
        ((((control - high) | 0) >>> 29) & 4)
      if (high === complies || high === screening || high === control || k === ABOVE)
        exceeds = exactly(limits, rung, value[i]!, k === ABOVE)
      const code = VERDICTS_OF[(highs[rung + 3]! + (k << 3) + exceeds) | 0]!
      codes[i] = code
      counts[((w << 3) + code) | 0]!++
      flags |= 1 << code
    }
    if (flags >= ENTANGLED_FLAG) entangled.push(s)
    else perSample[s] = VERDICT_OF_FLAGS[flags + (withholds[condition]! << 6)]!
  }
  return entangled
}

const HIGH = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0

/** Whether a value exceeds each of a rung's limits; ">x" is more than x and never surely compliant. */
function exactly(limits: Float64Array, rung: number, v: number, isAbove: boolean): number {
  if (isAbove) return 1 | (v >= limits[rung + 1]! ? 2 : 0) | (v >= limits[rung + 2]! ? 4 : 0)
  return (v > limits[rung]! ? 1 : 0) | (v > limits[rung + 1]! ? 2 : 0) | (v > limits[rung + 2]! ? 4 : 0)
}

/** Samples with members of sums; those with two results of one substance, or too close to tell, go to the object evaluator. */
function judgeEntangled(
  columns: Columns,
  compiled: Compiled,
  screening: BulkScreening,
  samples: number[],
  number: BulkNumber,
  options: BulkOptions,
): void {
  if (samples.length === 0) return
  const standard = findStandard(number)!
  const sums = new MemberSums(BULK[number], columns, compiled)
  for (const s of samples) {
    if (columns.repeated[s] === 0 && judgeSums(columns, compiled, screening, sums, s)) continue
    screening.byObject++
    judgeByObject(columns, compiled, screening, s, number, assess(standard, sampleAt(columns, s), options))
  }
}

/** Gives the results of a sample's sums their codes; false where doubles are too close to tell. */
function judgeSums(
  { starts, word, kind, pH, place }: Columns,
  { pHCondition, placeCondition, withholds }: Compiled,
  { codes, perSample, counts }: BulkScreening,
  sums: MemberSums,
  s: number,
): boolean {
  const condition = pHCondition[pH[s]!]! + placeCondition[place[s]!]!
  let flags = sums.reckon(s, condition)
  if (flags < 0) return false
  for (let i = starts[s]!; i < starts[s + 1]!; i++) {
    const w = word[i]!
    if (sums.isSummed(w)) {
      counts[w * CODES + codes[i]!]!--
      codes[i] = sums.codeOf(w, kind[i]!)
      counts[w * CODES + codes[i]!]!++
    }
    flags |= 1 << codes[i]!
  }
  perSample[s] = VERDICT_OF_FLAGS[flags + (withholds[condition]! << 6)]!
  return true
}

function judgeByObject(
  columns: Columns,
  compiled: Compiled,
  { codes, perSample, counts }: BulkScreening,
  s: number,
  number: BulkNumber,
  judgement: Judgement,
): void {
  const { starts, word, repeated } = columns
  perSample[s] = codeOfVerdict(number, judgement.verdict)
  for (let i = starts[s]!; i < starts[s + 1]!; i++) {
    const w = word[i]!
    if (repeated[s] === 0) counts[w * CODES + codes[i]!]!--
    const finding = findingOf(columns, compiled, judgement, s, i)
    codes[i] = finding === null ? NOT_JUDGED : codeOfVerdict(number, finding.verdict)
    counts[w * CODES + codes[i]!]!++
  }
}

/** The finding a result belongs to: of its own item, or of the sum it is a member of. */
function findingOf(
  columns: Columns,
  { itemOfWord, refused }: Compiled,
  judgement: Judgement,
  sample: number,
  i: number,
): Finding | null {
  const w = columns.word[i]!
  const result = resultAt(columns, i)
  const substance = findSubstance(result.substance)
  if (substance?.id === 'ph' || isFilledElsewhere(columns, sample, i)) return null
  const item = itemOfWord[w] ?? null
  const ownClause = (f: Finding): boolean => f.clause === judgement.standard
  const unused = refused[w] === 1 && (substance === undefined || result.reading.kind !== 'missing')
  const found = judgement.findings.find(f =>
    item === null || unused
      ? ownClause(f) && (substance ? f.substance === substance.id : f.name === result.substance)
      : f.substance === item && !ownClause(f),
  )
  if (!found) throw new Error(`${judgement.sample}：找不到“${result.substance}”的评价结果`)
  return found
}

/** Why a result has its code: its sample judged by the object evaluator, and the finding the result belongs to. */
export function explain(
  columns: Columns,
  result: number,
  number: BulkNumber,
  options: BulkOptions = {},
): { judgement: Judgement; finding: Finding | null } {
  const standard: Standard = findStandard(number)!
  const at = columns.order === null ? result : columns.order.indexOf(result)
  const sample = sampleOfResult(columns, at)
  const judgement = assess(standard, sampleAt(columns, sample), options)
  const compiled = compile(BULK[number], columns, options)
  return { judgement, finding: findingOf(columns, compiled, judgement, sample, at) }
}
