/** Numbers texts as they first appear, without making strings of them: an open hash table over one long run of bytes. */
export class ByteIndex {
  size = 0
  bytes = new Uint8Array(4096)
  /** Where each text begins; the entry after the last is the end. */
  starts: Uint32Array
  #hashes: Uint32Array
  #table: Int32Array
  #mask: number

  /** @param expected about how many texts there will be */
  constructor(expected = 256) {
    this.#hashes = new Uint32Array(expected)
    this.starts = new Uint32Array(expected + 1)
    this.#mask = 2 ** Math.ceil(Math.log2(expected * 2)) - 1
    this.#table = new Int32Array(this.#mask + 1).fill(-1)
  }

  /** The number of the text in `from[start…end)`; the next new number where it is not yet known. */
  numberOf(from: Uint8Array, start: number, end: number): number {
    let hash = OFFSET
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ from[i]!, PRIME)
    hash = (hash ^ (hash >>> 15)) >>> 0
    let at = hash & this.#mask
    for (;;) {
      const n = this.#table[at]!
      if (n < 0) break
      if (this.#hashes[n] === hash && this.is(n, from, start, end)) return n
      at = (at + 1) & this.#mask
    }
    this.#room(end - start)
    const own = this.starts[this.size]!
    for (let i = start; i < end; i++) this.bytes[own + i - start] = from[i]!
    return this.#add(hash, own + end - start, at)
  }

  /** The same of several fields, each with a mark after it. */
  numberOfFields(from: Uint8Array, starts: Int32Array, ends: Int32Array, fields: readonly number[]): number {
    let hash = OFFSET
    for (let f = 0; f < fields.length; f++) {
      const end = ends[fields[f]!]!
      for (let i = starts[fields[f]!]!; i < end; i++) hash = Math.imul(hash ^ from[i]!, PRIME)
      hash = Math.imul(hash ^ FIELD_END, PRIME)
    }
    hash = (hash ^ (hash >>> 15)) >>> 0
    let at = hash & this.#mask
    for (;;) {
      const n = this.#table[at]!
      if (n < 0) break
      if (this.#hashes[n] === hash && this.isFields(n, from, starts, ends, fields)) return n
      at = (at + 1) & this.#mask
    }
    let own = this.starts[this.size]!
    this.#room(fields.reduce((length, f) => length + ends[f]! - starts[f]! + 1, 0))
    for (const f of fields) {
      for (let i = starts[f]!; i < ends[f]!; i++) this.bytes[own++] = from[i]!
      this.bytes[own++] = FIELD_END
    }
    return this.#add(hash, own, at)
  }

  #room(length: number): void {
    while (this.starts[this.size]! + length > this.bytes.length) this.bytes = grown(this.bytes)
    if (this.size === this.#hashes.length) {
      this.#hashes = grown(this.#hashes)
      const starts = new Uint32Array(this.#hashes.length + 1)
      starts.set(this.starts)
      this.starts = starts
    }
  }

  #add(hash: number, end: number, at: number): number {
    const n = this.size++
    this.starts[n + 1] = end
    this.#hashes[n] = hash
    this.#table[at] = n
    if (this.size * 2 > this.#table.length) this.#rehash()
    return n
  }

  #rehash(): void {
    this.#mask = this.#table.length * 2 - 1
    this.#table = new Int32Array(this.#mask + 1).fill(-1)
    for (let n = 0; n < this.size; n++) {
      let at = this.#hashes[n]! & this.#mask
      while (this.#table[at]! >= 0) at = (at + 1) & this.#mask
      this.#table[at] = n
    }
  }

  /** Whether text `n` is what stands in `from[start…end)`. */
  is(n: number, from: Uint8Array, start: number, end: number): boolean {
    let at = this.starts[n]!
    if (this.starts[n + 1]! - at !== end - start) return false
    for (let i = start; i < end; i++) if (this.bytes[at++] !== from[i]) return false
    return true
  }

  /** Whether text `n` is these fields with their marks. */
  isFields(n: number, from: Uint8Array, starts: Int32Array, ends: Int32Array, fields: readonly number[]): boolean {
    let at = this.starts[n]!
    for (let f = 0; f < fields.length; f++) {
      const end = ends[fields[f]!]!
      for (let i = starts[fields[f]!]!; i < end; i++) if (this.bytes[at++] !== from[i]) return false
      if (this.bytes[at++] !== FIELD_END) return false
    }
    return at === this.starts[n + 1]!
  }
}

/** FNV-1a. */
const OFFSET = 0x811c9dc5
const PRIME = 0x01000193
/** Stands after each field of a text made of several. */
export const FIELD_END = 31

const grown = <T extends Uint8Array | Uint32Array>(old: T): T => {
  const longer = new (old.constructor as new (length: number) => T)(old.length * 2)
  longer.set(old)
  return longer
}
