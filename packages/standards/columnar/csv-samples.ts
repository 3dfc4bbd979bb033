import type { Reading } from '../judgement.ts'
import type { Entry, FileProblem } from '../screening/records.ts'
import { labels, pHFrom } from '../screening/samples.ts'
import { ByteIndex, FIELD_END } from './byte-index.ts'
import type { Names, Place } from './columns.ts'
import { WordSets } from './word-sets.ts'

const SEPARATOR = String.fromCharCode(FIELD_END)
const ENCODER = new TextEncoder()
const DECODER = new TextDecoder()

/** What is known of a file's samples once all rows are read. */
export interface SamplesFound {
  samples: number
  names: Names
  pH: Uint32Array
  place: Uint32Array
  pHs: Reading[]
  places: Place[]
  /** Where samples told apart by depth, day or point turned out to be one: the new number of each. */
  renumber: Uint32Array | null
  problems: FileProblem[]
}

/** One column of words about samples; rows of one sample mostly repeat what the row before said. */
class AboutColumn {
  readonly #texts = new ByteIndex()
  readonly #setOfText: number[] = []
  readonly #sets: WordSets
  readonly #mark: string
  #last = -1

  constructor(sets: WordSets, mark: string) {
    this.#sets = sets
    this.#mark = mark
  }

  /** The number of the set with just this word; 0 where there is none. */
  setOf(bytes: Uint8Array, start: number, end: number): number {
    if (start === end) return 0
    if (this.#last >= 0 && this.#texts.is(this.#last, bytes, start, end)) return this.#setOfText[this.#last]!
    const n = this.#texts.numberOf(bytes, start, end)
    if (this.#setOfText[n] === undefined) {
      const text = DECODER.decode(bytes.subarray(start, end)).trim()
      this.#setOfText[n] = this.#sets.numberOf(text ? [`${this.#mark}${text}`] : [])
    }
    this.#last = n
    return this.#setOfText[n]!
  }
}

/**
 * The samples of a file while it is read. A sample is known by its name or, where the file has such columns, by name, point,
 * depth and day together; which of them count is only known at the end.
 */
export class CsvSamples {
  /** Keys: the name, or name, point, depth and day with a separator between. */
  readonly keys: ByteIndex
  #pH: Uint32Array
  #place: Uint32Array
  readonly #pHs = new WordSets()
  readonly #places = new WordSets()
  readonly pHColumn = new AboutColumn(this.#pHs, 'w')
  readonly landUseColumn = new AboutColumn(this.#places, 'l')
  readonly useColumn = new AboutColumn(this.#places, 'u')
  /** Whether a key has more than the name. */
  readonly #parted: boolean

  constructor(parted: boolean, expected: number) {
    this.keys = new ByteIndex(expected)
    this.#pH = new Uint32Array(expected)
    this.#place = new Uint32Array(expected)
    this.#parted = parted
  }

  numberOf(bytes: Uint8Array, start: number, end: number): number {
    return this.#withRoom(this.keys.numberOf(bytes, start, end))
  }

  numberOfFields(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, fields: readonly number[]): number {
    return this.#withRoom(this.keys.numberOfFields(bytes, starts, ends, fields))
  }

  #withRoom(n: number): number {
    if (n >= this.#pH.length) {
      const [pH, place] = [new Uint32Array(n * 2), new Uint32Array(n * 2)]
      pH.set(this.#pH)
      place.set(this.#place)
      this.#pH = pH
      this.#place = place
    }
    return n
  }

  /** A row whose item is pH. */
  addPHCell(sample: number, cell: string): void {
    this.#pH[sample] = this.#pHs.union(this.#pH[sample]!, this.#pHs.numberOf([`x${cell}`]))
  }

  /** What one row says, as numbers of `pHColumn`, `landUseColumn` and `useColumn`. */
  tell(sample: number, pH: number, landUse: number, use: number): void {
    this.#pH[sample] = this.#pHs.union(this.#pH[sample]!, pH)
    this.#place[sample] = this.#places.union(this.#places.union(this.#place[sample]!, landUse), use)
  }

  nameHashes(): Uint32Array {
    const { bytes, starts, size } = this.keys
    const hashes = new Uint32Array(size * 2)
    for (let n = 0; n < size; n++) {
      let [a, b] = [0x811c9dc5, 0x9747b28c]
      for (let i = starts[n]!; i < starts[n + 1]! && bytes[i] !== FIELD_END; i++) {
        a = Math.imul(a ^ bytes[i]!, 0x01000193)
        b = Math.imul(b ^ bytes[i]!, 0x5bd1e995) ^ (b >>> 13)
      }
      hashes[n * 2] = a
      hashes[n * 2 + 1] = b
    }
    return hashes
  }

  finish(): SamplesFound {
    const n = this.keys.size
    const { renumber, names } = this.#parted ? this.#labelled() : { renumber: null, names: this.#own() }
    const samples = names.starts.length - 1
    let [pH, place] = [this.#pH.slice(0, n), this.#place.slice(0, n)]
    if (renumber) {
      const [joinedPH, joinedPlace] = [new Uint32Array(samples), new Uint32Array(samples)]
      for (let i = 0; i < n; i++) {
        const to = renumber[i]!
        joinedPH[to] = this.#pHs.union(joinedPH[to]!, pH[i]!)
        joinedPlace[to] = this.#places.union(joinedPlace[to]!, place[i]!)
      }
      pH = joinedPH
      place = joinedPlace
    }
    const problems: FileProblem[] = []
    const pHs = this.#pHs.sets.map(pHIn)
    const places = this.#places.sets.map(placeIn)
    const name = (i: number): string => DECODER.decode(names.bytes.subarray(names.starts[i], names.starts[i + 1]))
    for (let i = 0; i < samples && problems.length < MOST_PROBLEMS; i++) {
      const reading = pHs[pH[i]!]!
      if (pH[i] !== 0 && reading.kind === 'missing' && this.#pHs.sets[pH[i]!]!.some(w => w.length > 1))
        problems.push({ grade: 'error', where: name(i), message: `pH 不能使用：${reading.why}` })
      const words = this.#places.sets[place[i]!]!
      for (const mark of ['l', 'u']) {
        const said = words.filter(w => w[0] === mark).map(w => w.slice(1))
        if (said.length > 1)
          problems.push({
            grade: 'error',
            where: name(i),
            message: `同一样品有不同的说法：${said.join('、')}，不能采用`,
          })
      }
    }
    return { samples, names, pH, place, pHs, places, renumber, problems }
  }

  #own(): Names {
    const { bytes, starts, size } = this.keys
    return { bytes: bytes.slice(0, starts[size]!), starts: starts.slice(0, size + 1) }
  }

  #labelled(): { renumber: Uint32Array; names: Names } {
    const { bytes, starts, size } = this.keys
    const entries: Entry[] = Array.from({ length: size }, (_, i) => {
      const [sample = '', point = '', depth = '', takenOn = ''] = DECODER.decode(
        bytes.subarray(starts[i], starts[i + 1]),
      ).split(SEPARATOR)
      const about = { ...(depth ? { depth } : {}), ...(takenOn ? { takenOn } : {}) }
      return { sample, point, about, result: null, where: '' }
    })
    const labelOf = labels(entries)
    const found = new ByteIndex()
    const renumber = Uint32Array.from(entries, e => {
      const label = ENCODER.encode(labelOf(e))
      return found.numberOf(label, 0, label.length)
    })
    return {
      renumber,
      names: { bytes: found.bytes.slice(0, found.starts[found.size]!), starts: found.starts.slice(0, found.size + 1) },
    }
  }
}

export const MOST_PROBLEMS = 200

function pHIn(set: string[]): Reading {
  const of = (mark: string): string[] => set.filter(w => w[0] === mark).map(w => w.slice(1))
  return pHFrom([...of('w'), ...of('x')]) ?? { kind: 'missing', why: '没有 pH' }
}

function placeIn(set: string[]): Place {
  const only = (mark: string): string | null => {
    const said = set.filter(w => w[0] === mark)
    return said.length === 1 ? said[0]!.slice(1) : null
  }
  return { landUse: only('l'), use: only('u') }
}
