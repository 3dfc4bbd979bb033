import Big from 'big.js'
import type { Reading } from '../judgement.ts'
import { PH_BANDS } from './table.ts'

export type LandUse = '水田' | '其他' | '水旱轮作' | '果园'

const LAND_USES: [RegExp, LandUse][] = [
  [/轮作|rotation/i, '水旱轮作'],
  [/非水田|non-?paddy/i, '其他'],
  [/水田|稻田|paddy/i, '水田'],
  [/果园|果树|orchard/i, '果园'],
  [/旱地|旱田|水浇地|菜地|蔬菜|茶园|园地|草地|林地|其他|other|dryland|upland|vegetable/i, '其他'],
]
/** Codes of farmland, alike in the planning classification, in 三调 and in GB/T 21010. */
const CODES: [RegExp, LandUse][] = [
  [/^0101/, '水田'],
  [/^0201/, '果园'],
  [/^(?:010[23]|0[234])/, '其他'],
]

const ALL: LandUse[] = ['水田', '其他', '果园', '水旱轮作']

/**
 * The table's land uses that the first telling word means. 耕地 alone, an empty cell, an unknown word or words for several
 * uses (水田、旱地) leave them open, and all are then asked; a sample's own word is never overruled by the caller's.
 */
export function landUsesOf(words: (string | undefined)[]): { uses: LandUse[]; certain: boolean } {
  const t = words.map(w => w?.trim() ?? '').find(w => w !== '') ?? ''
  const found = /^(?:耕地|农用地|不明|未知|any)$/i.test(t) ? [] : usesIn(t.normalize('NFKC'))
  return found.length === 1 ? { uses: found, certain: true } : { uses: ALL, certain: false }
}

/** Each use a text names, a word counted once: 果园地 is no 园地 beside a 果园. */
function usesIn(text: string): LandUse[] {
  const code = /^\d{2,6}/.exec(text) ? CODES.find(([pattern]) => pattern.test(text))?.[1] : undefined
  if (code) return [code]
  if (LAND_USES[0]![0].test(text)) return ['水旱轮作']
  const found = new Set<LandUse>()
  let rest = text
  for (const [pattern, use] of LAND_USES)
    if (pattern.test(rest)) {
      found.add(use)
      rest = rest.replace(pattern, '')
    }
  return [...found]
}

/** Upper ends of the table's bands. */
const EDGES: readonly string[] = PH_BANDS.flatMap(b => (b.upTo === null ? [] : [b.upTo]))

/**
 * Indices of the stretches between `edges` (the table's bands, unless a local table cuts finer) that a reading can lie in; all
 * where there is none. The sample's own pH, never a field's mean.
 */
export function bandsOf(
  pH: Reading | undefined,
  edges: readonly string[] = EDGES,
): { bands: number[]; why: string | null } {
  const all = [...edges.keys(), edges.length]
  if (!pH || pH.kind === 'missing') return { bands: all, why: '没有 pH' }
  const at = new Big(pH.kind === 'value' ? pH.value : pH.limit)
  if (at.lt(0) || at.gt(14)) return { bands: all, why: `pH ${at.toFixed()} 不在 0—14 之间` }
  const found = edges.findIndex(edge => at.lte(edge))
  const band = found < 0 ? edges.length : found
  if (pH.kind === 'value') return { bands: [band], why: null }
  // “>7.5” lies above the band that 7.5 itself closes.
  const first = band < edges.length && at.eq(edges[band]!) ? band + 1 : band
  const bands = pH.kind === 'below' ? all.filter(i => i <= band) : all.filter(i => i >= first)
  return { bands, why: bands.length > 1 ? 'pH 只有范围' : null }
}
