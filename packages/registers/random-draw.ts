/** A draw everybody can repeat: the same seed over the same pool names the same objects and inspectors. */

/** Numbers in [0, 1) that follow from a text alone (xmur3 into mulberry32). */
function numbersOf(seed: string): () => number {
  let h = 1779033703 ^ seed.length
  for (const character of seed) {
    h = Math.imul(h ^ character.codePointAt(0)!, 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = (h + 0x6d2b79f5) | 0
    let t = Math.imul(h ^ (h >>> 15), 1 | h)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface DrawInput {
  seed: string
  count: number
  pool: readonly { organisation: string; weight: number }[]
  inspectors: readonly string[]
  /** Whom an inspector must not inspect. */
  avoid: readonly { inspector: string; organisation: string }[]
}

export interface Drawn {
  organisation: string
  first: string
  second: string
}

/** How many inspectors go together (行政处罚法 42, 2021: not fewer than two). */
const TOGETHER = 2

/**
 * Objects without repetition, each with the chance its weight gives; then inspectors for each who have nothing to do with it.
 * The order the pool was entered in plays no part.
 */
export function draw(input: DrawInput): Drawn[] {
  const next = numbersOf(input.seed)
  const left = [...input.pool].sort((a, b) => (a.organisation < b.organisation ? -1 : 1))
  const people = [...input.inspectors].sort()
  const drawn: Drawn[] = []
  while (drawn.length < input.count && left.length > 0) {
    const total = left.reduce((n, o) => n + o.weight, 0)
    let at = next() * total
    const index = left.findIndex(o => {
      at -= o.weight
      return at < 0
    })
    const [object] = left.splice(index < 0 ? left.length - 1 : index, 1)
    const free = people.filter(p => !conflicts(input.avoid, p, object!.organisation))
    const pick = (): string => free.splice(Math.floor(next() * free.length), 1)[0] ?? ''
    drawn.push({ organisation: object!.organisation, first: pick(), second: pick() })
  }
  return drawn
}

const conflicts = (avoid: DrawInput['avoid'], inspector: string, organisation: string): boolean =>
  avoid.some(a => a.inspector === inspector && a.organisation === organisation)

/** Objects for which too few inspectors are free of conflict. */
export const withoutInspectors = (input: Omit<DrawInput, 'seed' | 'count'>): string[] =>
  input.pool
    .filter(o => input.inspectors.filter(p => !conflicts(input.avoid, p, o.organisation)).length < TOGETHER)
    .map(o => o.organisation)
