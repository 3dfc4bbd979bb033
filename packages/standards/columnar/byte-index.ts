/** Numbers texts as they first appear, without making strings of them: an open hash table over one long run of bytes. */
export class ByteIndex {
  size = 0
  bytes = new Uint8Array(4096)
  /** Where each text begins; the entry after the last is the end. */
  starts = new Uint32Array(257)
  #hashes = new Uint32Array(256)
  #table = new Int32Array(512).fill(-1)
  #mask = 511

  /** The number of the text in `from[start…end)`; the next new number where it is not yet known. */
  numberOf(from: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ from[i]!, 0x01000193)
    hash = (hash ^ (hash >>> 15)) >>> 0
    const length = end - start
    let at = hash & this.#mask
    for (;;) {
      const n = this.#table[at]!
      if (n < 0) break
      if (this.#hashes[n] === hash) {
        const own = this.starts[n]!
        if (this.starts[n + 1]! - own === length) {
          let i = 0
          while (i < length && this.bytes[own + i] === from[start + i]) i++
          if (i === length) return n
        }
      }
      at = (at + 1) & this.#mask
    }
    return this.#add(from, start, end, hash, at)
  }

  #add(from: Uint8Array, start: number, end: number, hash: number, at: number): number {
    const n = this.size++
    if (n === this.#hashes.length) {
      this.#hashes = grown(this.#hashes)
      this.starts = grown(this.starts)
    }
    const own = this.starts[n]!
    while (own + end - start > this.bytes.length) this.bytes = grown(this.bytes)
    for (let i = start; i < end; i++) this.bytes[own + i - start] = from[i]!
    this.starts[n + 1] = own + end - start
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
}

const grown = <T extends Uint8Array | Uint32Array>(old: T): T => {
  const longer = new (old.constructor as new (length: number) => T)(old.length * 2)
  longer.set(old)
  return longer
}
