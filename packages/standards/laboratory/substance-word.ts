import { findSubstance, foldName, SUBSTANCES, type Substance } from '../substances.ts'

export interface SubstanceWord {
  substance: Substance | null
  doubt: 'unknown-substance' | 'two-substances' | null
  /** Of two substances: their names; of an unknown one: the nearest of the catalogue. */
  names: readonly string[]
}

const known = new Map<string, SubstanceWord>()
/** A file has a few hundred names at most; one that has more is not a list of names, and must not fill the memory. */
const MOST = 5000

/** What a laboratory's word means; an unknown one with the names it may have meant, never taken for one of them. */
export function readSubstance(word: string): SubstanceWord {
  const found = known.get(word)
  if (found) return found
  if (known.size >= MOST) known.clear()
  const read = look(word)
  known.set(word, read)
  return read
}

function look(word: string): SubstanceWord {
  const substance = findSubstance(word)
  if (substance) return { substance, doubt: null, names: [] }
  const parts = word
    .split(/[、，,/+＋&；;和与及]/)
    .map(p => findSubstance(p.trim()))
    .filter(p => p !== undefined)
  const names = [...new Set(parts.map(p => p.name))]
  if (names.length >= 2) return { substance: null, doubt: 'two-substances', names }
  return { substance: null, doubt: 'unknown-substance', names: nearestNames(word) }
}

export function describeDoubt(word: string, { doubt, names }: SubstanceWord): string {
  if (doubt === 'two-substances') return `“${word}”是两个项目（${names.join('、')}）`
  return `不认识项目“${word}”${names.length ? `，相近的有：${names.join('、')}` : ''}`
}

const FOLDED: readonly [key: string, name: string][] = SUBSTANCES.flatMap(s =>
  [s.name, s.english, ...s.aliases].map((w): [string, string] => [foldName(w), s.name]),
)

/** At most three names of the catalogue, the likest first; none where nothing is like it. */
export function nearestNames(word: string): string[] {
  const key = foldName(word).replace(/\([^)]*\)$/, '')
  if (key === '') return []
  const best = new Map<string, number>()
  for (const [other, name] of FOLDED) {
    const most = Math.max(1, Math.floor(Math.min(key.length, other.length) / 2))
    if (Math.abs(other.length - key.length) > most) continue
    const d = distance(key, other, most)
    if (d <= most && d < Math.max(key.length, other.length) && d < (best.get(name) ?? Number.POSITIVE_INFINITY))
      best.set(name, d)
  }
  return [...best]
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 3)
    .map(([name]) => name)
}

/** Edits from one word to the other, given up beyond `most`. */
function distance(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[b.length]!
}
