import type { Indicator } from './indicator.ts'

/** An indicator's name as plans write it, without what does not tell it from others. */
export const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[（(][^）)]*[）)]/g, '')
    .replace(/[\s，,。“”"、：:①-⑳]/g, '')
    .replace(/^(?:全市|全县|全区|全省|辖区内?|我市|我县|确保|力争|完成)+/, '')
    .replace(/(?:不低于|不高于|达到|达|控制在|以上|以下|比例|数量|个数)+$/, '')

/** The same with what stands in brackets: 治理率 and 治理（管控）率 are two figures. */
const fullName = (text: string): string => plainName(text.normalize('NFKC').replace(/[（(]([^）)]*)[）)]/g, '$1'))

/** Indicators a plan's words may mean, the surest first; a person confirms. */
export function proposeIndicators(
  words: string,
  indicators: readonly Indicator[],
): { indicator: Indicator; sure: boolean }[] {
  const names = (i: Indicator): string[] => [i.name, ...i.aliases]
  const exact = indicators.filter(i => names(i).some(n => fullName(n) === fullName(words)))
  const same = indicators.filter(i => names(i).some(n => plainName(n) === plainName(words)))
  // Without the brackets two indicators may bear one name; then it is a person's to tell them apart.
  const sure = exact.length > 0 ? exact : same.length === 1 ? same : []
  const scored = indicators.flatMap(indicator => {
    if (sure.includes(indicator)) return [{ indicator, sure: true, score: 2 }]
    const score = Math.max(...names(indicator).map(n => likeness(plainName(n), plainName(words))))
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
