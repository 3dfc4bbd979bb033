import type { Indicator } from './indicator.ts'

/** An indicator's name as plans write it, without what does not tell it from others. */
export const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[（(][^）)]*[）)]/g, '')
    .replace(/[\s，,。“”"、：:①-⑳]/g, '')
    .replace(/^(?:全市|全县|全区|全省|辖区内?|我市|我县|确保|力争|完成)+/, '')
    .replace(/(?:不低于|不高于|达到|达|控制在|以上|以下|比例|数量|个数)+$/, '')

/** Indicators a plan's words may mean, the surest first; a person confirms. */
export function proposeIndicators(
  words: string,
  indicators: readonly Indicator[],
): { indicator: Indicator; sure: boolean }[] {
  const wanted = plainName(words)
  const scored = indicators.flatMap(indicator => {
    const names = [indicator.name, ...indicator.aliases].map(plainName)
    if (names.includes(wanted)) return [{ indicator, sure: true, score: 1 }]
    const score = Math.max(...names.map(n => likeness(n, wanted)))
    return score >= 0.5 ? [{ indicator, sure: false, score }] : []
  })
  return scored.sort((a, b) => b.score - a.score).map(({ indicator, sure }) => ({ indicator, sure }))
}

/** Shared pairs of characters (Dice). */
function likeness(a: string, b: string): number {
  const pairs = (t: string): string[] => Array.from({ length: Math.max(0, t.length - 1) }, (_, i) => t.slice(i, i + 2))
  const [x, y] = [pairs(a), pairs(b)]
  if (x.length + y.length === 0) return 0
  const left = [...y]
  let shared = 0
  for (const pair of x) {
    const at = left.indexOf(pair)
    if (at < 0) continue
    left.splice(at, 1)
    shared++
  }
  return (2 * shared) / (x.length + y.length)
}
