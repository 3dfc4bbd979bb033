/**
 * Which task of one plan is which task of another: this year's against last year's (lineage), or a county's against the
 * city's (coverage). Only a proposal: a person confirms every pair.
 */
export interface Likeness {
  id: string
  title: string
  content: string
}

export interface Pair {
  from: string
  to: string
  /** 0…1 */
  score: number
}

const NOISE = /[\s\p{P}\p{S}]|^(?:持续|继续|进一步|扎实|全面|深入|强化|加强|推进|开展|加快|做好|抓好|着力)+/gu

/** A title without what changes every year: years, numbers in front, punctuation, the verbs every task begins with. */
export const plainTitle = (title: string): string =>
  title
    .replace(/(?:19|20)\d\d\s*(?:年度?)?/g, '')
    .replace(/^\s*[（(]?[\d一二三四五六七八九十]+[)）.、．]\s*/, '')
    .replace(NOISE, '')
    .replace(NOISE, '')

const bigrams = (text: string): Map<string, number> => {
  const grams = new Map<string, number>()
  for (let i = 0; i + 1 < text.length; i++) {
    const gram = text.slice(i, i + 2)
    grams.set(gram, (grams.get(gram) ?? 0) + 1)
  }
  return grams
}

function dice(a: Map<string, number>, b: Map<string, number>): number {
  let total = 0
  let common = 0
  for (const n of a.values()) total += n
  for (const [gram, n] of b) {
    total += n
    common += Math.min(n, a.get(gram) ?? 0)
  }
  return total === 0 ? 0 : (2 * common) / total
}

interface Prepared {
  id: string
  whole: string
  title: Map<string, number>
  content: Map<string, number>
}
const prepare = (task: Likeness): Prepared => {
  const whole = plainTitle(task.title)
  return {
    id: task.id,
    whole,
    title: bigrams(whole),
    content: bigrams(task.content.replace(/[\s\p{P}\d]/gu, '').slice(0, 600)),
  }
}

function likeness(a: Prepared, b: Prepared): number {
  if (a.whole && a.whole === b.whole) return 1
  const title = dice(a.title, b.title)
  // A short title inside a longer one is the same matter said more fully.
  const inside =
    a.whole.length >= 4 && b.whole.length >= 4 && (a.whole.includes(b.whole) || b.whole.includes(a.whole)) ? 0.85 : 0
  const content = dice(a.content, b.content)
  return Math.min(1, Math.max(title, inside) * 0.65 + content * 0.35 + (content > 0.75 ? 0.1 : 0))
}

/** 0…1: how alike two tasks are, by title first and wording second. */
export const similarity = (a: Likeness, b: Likeness): number => likeness(prepare(a), prepare(b))

/** Below this two tasks are not proposed as the same matter. */
export const ALIKE = 0.42

/** One to one, best first: the lineage from last year's tasks to this year's. */
export function matchOneToOne(from: readonly Likeness[], to: readonly Likeness[], least = ALIKE): Pair[] {
  const taken = new Set<string>()
  const out: Pair[] = []
  for (const pair of allPairs(from, to, least)) {
    if (taken.has(`f${pair.from}`) || taken.has(`t${pair.to}`)) continue
    taken.add(`f${pair.from}`)
    taken.add(`t${pair.to}`)
    out.push(pair)
  }
  return out
}

/** For every task of the parent plan the tasks that may carry it out, best first; one child may cover several parents. */
export const matchMany = (parents: readonly Likeness[], children: readonly Likeness[], least = ALIKE): Pair[] =>
  allPairs(parents, children, least)

function allPairs(from: readonly Likeness[], to: readonly Likeness[], least: number): Pair[] {
  const a = from.map(prepare)
  const b = to.map(prepare)
  const pairs: Pair[] = []
  for (const x of a)
    for (const y of b) {
      const score = Math.round(likeness(x, y) * 1000) / 1000
      if (score >= least) pairs.push({ from: x.id, to: y.id, score })
    }
  return pairs.sort((p, q) => q.score - p.score || (p.from < q.from ? -1 : p.from > q.from ? 1 : p.to < q.to ? -1 : 1))
}
