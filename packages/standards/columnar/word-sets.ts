/** Sets of words, numbered; the union of two is found again at once. Number 0 is the empty set. */
export class WordSets {
  readonly sets: string[][] = [[]]
  readonly #numbers = new Map<string, number>([['[]', 0]])
  readonly #unions = new Map<number, number>()

  numberOf(words: string[]): number {
    const set = [...new Set(words)].sort()
    const key = JSON.stringify(set)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.sets.length)
    return this.sets.push(set) - 1
  }

  union(a: number, b: number): number {
    if (a === b || b === 0) return a
    if (a === 0) return b
    const key = a * 2 ** 26 + b
    const known = this.#unions.get(key)
    if (known !== undefined) return known
    const union = this.numberOf([...this.sets[a]!, ...this.sets[b]!])
    this.#unions.set(key, union)
    return union
  }
}
