import type { Decimal } from '@jingtu/core/measure.ts'
import type { Reading, Result, Sample } from '../judgement.ts'
import { decimalOf } from './ordered-double.ts'

/** What kind of reading a result is, one byte. */
export const VALUE = 0
export const BELOW = 1
export const ABOVE = 2
export const MISSING = 3
/** An empty cell: missing, unless another row has the same substance. */
export const BLANK = 4
/** "ND" without its limit. */
export const NOT_DETECTED = 5

/** A substance and a unit as they are written; results that are written alike share one. */
export interface Word {
  substance: string
  unit: string
  basis: 'dry' | 'wet' | null
  /** Catalogue id; null where the name is unknown. */
  id: string | null
  /** Words with the same number mean the same substance. */
  substanceNumber: number
}

/** What a sample says of its land, as written. */
export interface Place {
  landUse: string | null
  use: string | null
}

/** Names of samples, one after the other in UTF-8. */
export interface Names {
  bytes: Uint8Array
  /** Where each begins; one more than there are names. */
  starts: Uint32Array
}

/** Results of many samples, sample by sample, 11 bytes a result. Everything in it can be sent between threads. */
export interface Columns {
  results: number
  samples: number
  /** Where each sample's results begin; one more than there are samples. */
  starts: Uint32Array
  /** Index into `words`. */
  word: Uint16Array
  /** VALUE, BELOW … */
  kind: Uint8Array
  /** As written, in the unit of its word, as an ordered double; 0 where there is none. */
  value: Float64Array
  /** Where each result stood before the results were brought together by sample; null: just here. */
  order: Uint32Array | null
  /** 1 where a sample has two results of one substance. */
  repeated: Uint8Array
  /** Index into `pHs`, by sample. */
  pH: Uint32Array
  /** Index into `places`, by sample. */
  place: Uint32Array
  words: Word[]
  pHs: Reading[]
  places: Place[]
  /** The decimals of more than 15 digits, by result. */
  exact: Map<number, Decimal>
  names: Names
}

const DECODER = new TextDecoder()
export const nameOfSample = ({ names }: Columns, sample: number): string =>
  DECODER.decode(names.bytes.subarray(names.starts[sample], names.starts[sample + 1]))

/** The sample a result belongs to. */
export function sampleOfResult({ starts, samples }: Columns, result: number): number {
  let [low, high] = [0, samples - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= result) low = middle
    else high = middle - 1
  }
  return low
}

function readingAt(columns: Columns, i: number): Reading {
  const decimal = columns.exact.get(i) ?? decimalOf(columns.value[i]!)
  switch (columns.kind[i]) {
    case VALUE:
      return { kind: 'value', value: decimal }
    case BELOW:
      return { kind: 'below', limit: decimal }
    case ABOVE:
      return { kind: 'above', limit: decimal }
    case NOT_DETECTED:
      return { kind: 'missing', why: '未检出但没有给出检出限', notDetected: true }
    default:
      return { kind: 'missing', why: '没有可用的数值' }
  }
}

export function resultAt(columns: Columns, i: number): Result {
  const { substance, unit, basis } = columns.words[columns.word[i]!]!
  return { substance, unit, reading: readingAt(columns, i), ...(basis ? { basis } : {}) }
}

export const isPH = (word: Word): boolean => word.id === 'ph'

/** Whether a blank cell is filled by another row of the sample. */
export function isFilledElsewhere(columns: Columns, sample: number, i: number): boolean {
  if (columns.kind[i] !== BLANK) return false
  const { words, word, kind, starts } = columns
  const { substanceNumber } = words[word[i]!]!
  for (let k = starts[sample]!; k < starts[sample + 1]!; k++)
    if (kind[k] !== BLANK && words[word[k]!]!.substanceNumber === substanceNumber) return true
  return false
}

/** The sample as the object evaluator takes it. Its pH, from wherever it came, is its field. */
export function sampleAt(columns: Columns, sample: number): Sample {
  const results: Result[] = []
  for (let i = columns.starts[sample]!; i < columns.starts[sample + 1]!; i++)
    if (!isPH(columns.words[columns.word[i]!]!) && !isFilledElsewhere(columns, sample, i))
      results.push(resultAt(columns, i))
  const { landUse, use } = columns.places[columns.place[sample]!]!
  return {
    id: nameOfSample(columns, sample),
    results,
    pH: columns.pHs[columns.pH[sample]!]!,
    ...(landUse === null ? {} : { landUse }),
    ...(use === null ? {} : { use }),
  }
}
