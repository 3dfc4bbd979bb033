import { COLUMNS, type Column } from './table.ts'

const WORDS: readonly [RegExp, readonly Column[]][] = [
  [/水旱轮作|稻麦轮作|稻油轮作/, ['水田作物', '旱地作物']],
  [/蔬菜\s*[（(]?a|加工|烹调|去皮|veg\w*[\s_-]*a$|^a$/i, ['蔬菜a']],
  [/蔬菜\s*[（(]?b|生食|瓜类|草本水果|西瓜|甜瓜|草莓|黄瓜|生菜|veg\w*[\s_-]*b$|^b$/i, ['蔬菜b']],
  [/水田|水作|水稻|稻谷|稻田|莲藕|茭白|paddy|rice/i, ['水田作物']],
  [
    /旱地|旱作|旱田|小麦|玉米|高粱|谷子|大豆|棉|花生|油菜籽|芝麻|甘蔗|烟|果园|果树|dry|upland|wheat|maize|corn|cotton/i,
    ['旱地作物'],
  ],
]
/** Words that leave several columns open. */
const OPEN: readonly [RegExp, readonly Column[]][] = [
  [/水浇地/, ['旱地作物', '蔬菜a', '蔬菜b']],
  [/菜|茄|椒|萝卜|薯|豆角|番茄|葱|蒜|veget/i, ['蔬菜a', '蔬菜b']],
]

export interface ColumnChoice {
  /** One of these applies, each a set of columns whose strictest limits hold together. */
  cases: readonly (readonly Column[])[]
  certain: boolean
}

/** The columns that words mean. Water for several crops meets the strictest; words that say nothing leave all four open. */
export function columnsOf(words: (string | undefined)[]): ColumnChoice {
  const text = words.map(w => w?.normalize('NFKC').trim() ?? '').find(w => w !== '') ?? ''
  const parts = text
    .split(/[、,;+/]|和|及(?!去皮)/)
    .map(p => p.trim())
    .filter(Boolean)
  const printed = parts.join('') === '加工烹调去皮蔬菜' ? [text] : parts
  const found = printed.map(part => ({
    columns: WORDS.find(([p]) => p.test(part))?.[1],
    open: OPEN.find(([p]) => p.test(part))?.[1] ?? COLUMNS,
  }))
  const together = found.flatMap(f => f.columns ?? [])
  const unsure = found.filter(f => !f.columns)
  if (found.length > 0 && unsure.length === 0) return { cases: [[...new Set(together)]], certain: true }
  const open = unsure[0]?.open ?? COLUMNS
  return { cases: open.map(c => [...new Set([...together, c])]), certain: false }
}

const BORON: readonly [RegExp, number][] = [
  [/敏感|黄瓜|豆类|大豆|马铃薯|土豆|笋瓜|韭菜|洋葱|柑橘|sensitive/i, 0],
  [/耐受性?较强|中等耐|小麦|玉米|青椒|小白菜|葱|moderate/i, 1],
  [/耐受性?强|水稻|稻谷|萝卜|油菜|甘蓝|tolerant/i, 2],
]
const PLACES: Record<string, readonly [RegExp, number][]> = {
  salinity: [
    [/非盐碱|non-?saline/i, 0],
    [/盐碱|saline/i, 1],
  ],
  fluoride: [
    [/非高氟|一般地区|general/i, 0],
    [/高氟|high-?fluoride/i, 1],
  ],
  boron: BORON,
}

/** Which conditional limit of an item holds; undefined where the words leave it open. */
export function conditionOf(
  substance: string,
  condition: string | undefined,
  crop: string | undefined,
): number | undefined {
  const words = substance === 'boron' ? [condition, crop] : [condition]
  for (const w of words) {
    const at = w && PLACES[substance]?.find(([pattern]) => pattern.test(w))?.[1]
    if (at !== undefined && at !== '') return at
  }
  return undefined
}

/** What it takes to choose. */
export const CONDITION_NEED: Record<string, string> = {
  salinity: '请注明是否盐碱土地区',
  fluoride: '请注明是否高氟区',
  boron: '请注明作物，或作物对硼的耐受性',
}
