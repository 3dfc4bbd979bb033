import { membersOf } from '../sums.ts'
import { convertUnit } from '../units.ts'
import { type BulkStandard, itemOf } from './bands.ts'
import { INSUFFICIENT_CODE } from './codes.ts'
import { ABOVE, BELOW, type Columns, VALUE } from './columns.ts'
import type { Compiled } from './compile.ts'

/** A substance that is summed up or a sum; members come before their sums. */
interface Node {
  parts: number[]
  /** Where it is an item: up to where it complies, 筛选值 and 管制值, three numbers a condition. */
  limits: Float64Array | null
  /** The node whose finding its results belong to. */
  target: number
}

/** Closer than this a double may lie on the wrong side of a limit. */
const NEAR = 1e-12
const isNear = (a: number, b: number): boolean => a !== 0 && b !== 0 && Math.abs(a - b) < Math.abs(b) * NEAR

/**
 * Sums of members (滴滴涕, 多氯联苯 …) as `sumOf` reckons them, in doubles: a missing member leaves the sum open upwards, a
 * non-detect counts from nothing to its limit. Where a comparison is too close for doubles nothing is said, and the object
 * evaluator is asked.
 */
export class MemberSums {
  readonly #nodes: Node[]
  /** By word: its node, or −1. */
  readonly #nodeOfWord: Int16Array
  /** By word: by what its values are multiplied. */
  readonly #factor: Float64Array
  readonly #columns: Columns
  readonly #compiled: Compiled
  /** By node: what its own results say, then what they say with their members. */
  readonly #has: Uint8Array
  readonly #low: Float64Array
  readonly #high: Float64Array
  readonly #isOpen: Uint8Array
  /** By node: a sum of which only members are given that are items themselves. */
  readonly #isAside: Uint8Array
  readonly #code: Uint8Array

  constructor(standard: BulkStandard, columns: Columns, compiled: Compiled) {
    this.#columns = columns
    this.#compiled = compiled
    const ids = ordered(standard)
    this.#nodes = ids.map(id => ({
      parts: (standard.sums.find(s => s.substance === id)?.sumOf ?? []).map(m => ids.indexOf(m)),
      limits: limitsOf(standard, compiled, id),
      target: ids.indexOf(itemOf(standard, id) ?? id),
    }))
    this.#nodeOfWord = Int16Array.from(columns.words, w => (w.id === null ? -1 : ids.indexOf(w.id)))
    this.#factor = Float64Array.from(columns.words, (_, w) => {
      const unit = compiled.unitOfWord[w]
      const item = compiled.itemOfWord[w]
      return unit && item ? Number(convertUnit('1', unit, standard.items.get(item)!.unit)) : 1
    })
    this.#has = new Uint8Array(ids.length)
    this.#low = new Float64Array(ids.length)
    this.#high = new Float64Array(ids.length)
    this.#isOpen = new Uint8Array(ids.length)
    this.#isAside = new Uint8Array(ids.length)
    this.#code = new Uint8Array(ids.length)
  }

  isSummed(word: number): boolean {
    return this.#nodeOfWord[word]! >= 0
  }

  /** Reckons a sample; the set of its sums' codes, or −1 where doubles are too close to tell. */
  reckon(sample: number, condition: number): number {
    this.#has.fill(0)
    for (let i = this.#columns.starts[sample]!; i < this.#columns.starts[sample + 1]!; i++) this.#take(i)
    let flags = 0
    for (let n = 0; n < this.#nodes.length; n++) {
      const { parts, limits } = this.#nodes[n]!
      if (parts.length > 0 && !this.#add(n, parts)) return -1
      if (limits === null || this.#has[n] === 0) continue
      const code = this.#judge(n, limits, condition * 3)
      if (code < 0) return -1
      if (code === INSUFFICIENT_CODE && parts.length > 0 && this.#isAside[n] === 1) continue
      this.#code[n] = code
      flags |= 1 << code
    }
    return flags
  }

  /** The code of a result of the sample last reckoned. */
  codeOf(word: number, kind: number): number {
    if (this.#isRefused(word, kind)) return INSUFFICIENT_CODE
    return this.#code[this.#nodes[this.#nodeOfWord[word]!]!.target]!
  }

  /** What has no value has no wrong unit either: it is missing. */
  #isRefused(word: number, kind: number): boolean {
    return this.#compiled.refused[word] === 1 && (kind === VALUE || kind === BELOW || kind === ABOVE)
  }

  #take(i: number): void {
    const w = this.#columns.word[i]!
    const n = this.#nodeOfWord[w]!
    const kind = this.#columns.kind[i]!
    if (n < 0 || this.#isRefused(w, kind)) return
    const value = this.#columns.value[i]! * this.#factor[w]!
    const isBound = this.#columns.words[w]!.basis === 'wet'
    this.#has[n] = 1
    this.#low[n] = kind === VALUE || kind === ABOVE ? value : 0
    this.#high[n] = (kind === VALUE || kind === BELOW) && !isBound ? value : Number.POSITIVE_INFINITY
    this.#isOpen[n] = kind === ABOVE ? 1 : 0
  }

  /** Members cannot be more than their sum: of the sum as reported and as added up, the larger at its lower end holds. */
  #add(n: number, parts: number[]): boolean {
    let [low, high, isOpen, isAny] = [0, 0, 0, 0]
    this.#isAside[n] = this.#has[n] ? 0 : 1
    for (const p of parts) {
      isAny |= this.#has[p]!
      if (this.#has[p] && this.#nodes[p]!.limits === null) this.#isAside[n] = 0
      low += this.#has[p] ? this.#low[p]! : 0
      high += this.#has[p] ? this.#high[p]! : Number.POSITIVE_INFINITY
      isOpen |= this.#has[p] ? this.#isOpen[p]! : 0
    }
    if (!isAny) return true
    if (this.#has[n]) {
      if (isNear(low, this.#low[n]!) || isNear(low, this.#high[n]!)) return false
      if (low <= this.#low[n]!) return true
      if (this.#high[n]! < Number.POSITIVE_INFINITY && this.#high[n]! >= low) high = this.#high[n]!
    }
    this.#has[n] = 1
    this.#low[n] = low
    this.#high[n] = high
    this.#isOpen[n] = isOpen
    return true
  }

  #judge(n: number, limits: Float64Array, at: number): number {
    const [low, high] = [this.#low[n]!, this.#high[n]!]
    const [complies, screening, control] = [limits[at]!, limits[at + 1]!, limits[at + 2]!]
    if (isNear(low, screening) || isNear(low, control) || isNear(high, complies)) return -1
    if (low > control) return 2
    if (low > screening) return 1
    return high > complies ? INSUFFICIENT_CODE : 0
  }
}

/** Every substance that sums are made of, and the sums, members first. */
function ordered({ sums }: BulkStandard): string[] {
  const all: string[] = []
  const visit = (id: string): void => {
    if (all.includes(id)) return
    for (const member of sums.find(s => s.substance === id)?.sumOf ?? []) visit(member)
    all.push(id)
  }
  for (const s of sums) visit(s.substance)
  for (const member of membersOf(sums).keys()) visit(member)
  return all
}

function limitsOf(standard: BulkStandard, { conditions }: Compiled, id: string): Float64Array | null {
  const item = standard.items.get(id)
  if (!item) return null
  return Float64Array.from(
    conditions.flatMap(c => {
      const { complies, screening, control } = item.bands[c]!
      return [Number(complies ?? -1), Number(screening), control === null ? Number.POSITIVE_INFINITY : Number(control)]
    }),
  )
}
