import type { Decimal } from '@jingtu/core/measure.ts'
import type { Reading } from '../judgement.ts'
import { findSubstance } from '../substances.ts'
import {
  ABOVE,
  BELOW,
  type Columns,
  MISSING,
  type Names,
  NOT_DETECTED,
  type Place,
  VALUE,
  type Word,
} from './columns.ts'
import { digitsOf, EXACT_DIGITS, orderedDouble } from './ordered-double.ts'

const MOST_WORDS = 0x10000

/** There are more ways of writing "substance, unit" than any real file has. */
export class TooManyWords extends Error {}

/** Takes results in any order and makes columns of them. Samples are numbered as they first appear. */
export class ColumnWriter {
  results = 0
  #word: Uint16Array
  #kind: Uint8Array
  #value: Float64Array
  #sample: Uint32Array
  readonly words: Word[] = []
  readonly #wordNumbers = new Map<string, number>()
  readonly #substances = new Map<string, number>()
  readonly #exact = new Map<number, Decimal>()

  /** @param expected about how many results there will be */
  constructor(expected = 1024) {
    this.#word = new Uint16Array(expected)
    this.#kind = new Uint8Array(expected)
    this.#value = new Float64Array(expected)
    this.#sample = new Uint32Array(expected)
  }

  /** The number of a word; `substance` and `unit` as written. */
  wordNumber(substance: string, unit: string, basis: Word['basis']): number {
    const key = `${substance}\u0000${unit}\u0000${basis ?? ''}`
    const known = this.#wordNumbers.get(key)
    if (known !== undefined) return known
    if (this.words.length === MOST_WORDS) throw new TooManyWords()
    const id = findSubstance(substance)?.id ?? null
    const identity = id ?? `?${substance}`
    const substanceNumber = this.#substances.get(identity) ?? this.#substances.size
    this.#substances.set(identity, substanceNumber)
    this.words.push({ substance, unit, basis, id, substanceNumber })
    this.#wordNumbers.set(key, this.words.length - 1)
    return this.words.length - 1
  }

  add(sample: number, word: number, kind: number, value: number): void {
    const i = this.results++
    if (i === this.#word.length) this.#grow()
    this.#sample[i] = sample
    this.#word[i] = word
    this.#kind[i] = kind
    this.#value[i] = value
  }

  /** The result added last; `isLong`: its decimal has more digits than its value keeps. */
  last(): { word: number; kind: number; value: number; isLong: boolean } {
    const i = this.results - 1
    return { word: this.#word[i]!, kind: this.#kind[i]!, value: this.#value[i]!, isLong: this.#exact.has(i) }
  }

  addReading(sample: number, word: number, reading: Reading): void {
    if (reading.kind === 'missing') {
      this.add(sample, word, reading.notDetected ? NOT_DETECTED : MISSING, 0)
      return
    }
    const decimal = reading.kind === 'value' ? reading.value : reading.limit
    if (digitsOf(decimal) > EXACT_DIGITS) this.#exact.set(this.results, decimal)
    this.add(
      sample,
      word,
      reading.kind === 'value' ? VALUE : reading.kind === 'below' ? BELOW : ABOVE,
      orderedDouble(decimal),
    )
  }

  #grow(): void {
    const longer = <T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(old: T): T => {
      const grown = new (old.constructor as new (length: number) => T)(old.length * 2)
      grown.set(old)
      return grown
    }
    this.#word = longer(this.#word)
    this.#kind = longer(this.#kind)
    this.#value = longer(this.#value)
    this.#sample = longer(this.#sample)
  }

  /**
   * @param about of each sample: its name, and the indices of its pH and place
   * @param renumber where samples turned out to be one: the new number of each
   */
  finish(
    about: { samples: number; names: Names; pH: Uint32Array; place: Uint32Array; pHs: Reading[]; places: Place[] },
    renumber: Uint32Array | null = null,
  ): Columns {
    const n = this.results
    const sample = this.#sample.subarray(0, n)
    if (renumber) for (let i = 0; i < n; i++) sample[i] = renumber[sample[i]!]!
    const starts = new Uint32Array(about.samples + 1)
    let together = true
    for (let i = 0; i < n; i++) {
      const s = sample[i]!
      starts[s + 1]!++
      if (i > 0 && s < sample[i - 1]!) together = false
    }
    for (let s = 0; s < about.samples; s++) starts[s + 1]! += starts[s]!
    const columns: Columns = {
      ...about,
      results: n,
      starts,
      word: this.#word.subarray(0, n),
      kind: this.#kind.subarray(0, n),
      value: this.#value.subarray(0, n),
      order: null,
      repeated: new Uint8Array(about.samples),
      words: this.words,
      exact: this.#exact,
    }
    if (!together) bringTogether(columns, sample)
    markRepeated(columns)
    return columns
  }
}

/** Results of a sample that stand apart are moved side by side, keeping their order. */
function bringTogether(columns: Columns, sample: Uint32Array): void {
  const n = columns.results
  const next = columns.starts.slice()
  const order = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[next[sample[i]!]!++] = i
  const moved = <T extends Uint8Array | Uint16Array | Float64Array>(from: T): T => {
    const to = new (from.constructor as new (length: number) => T)(n)
    for (let i = 0; i < n; i++) to[i] = from[order[i]!]!
    return to
  }
  columns.word = moved(columns.word)
  columns.kind = moved(columns.kind)
  columns.value = moved(columns.value)
  columns.order = order
  if (columns.exact.size) {
    const to = new Uint32Array(n)
    for (let i = 0; i < n; i++) to[order[i]!] = i
    columns.exact = new Map([...columns.exact].map(([i, text]) => [to[i]!, text]))
  }
}

function markRepeated({ samples, starts, word, words, repeated }: Columns): void {
  const numbers = Uint32Array.from(words, w => w.substanceNumber)
  const last = new Uint32Array(words.length)
  for (let s = 0; s < samples; s++) {
    const end = starts[s + 1]!
    for (let i = starts[s]!; i < end; i++) {
      const substance = numbers[word[i]!]!
      if (last[substance] === s + 1) repeated[s] = 1
      last[substance] = s + 1
    }
  }
}
