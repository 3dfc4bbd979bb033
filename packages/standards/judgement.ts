import type { Decimal } from '@jingtu/core/measure.ts'

/**
 * What a laboratory said. A non-detect keeps its limit; a bare "ND" without one is `missing` with that reason, because
 * nothing can be concluded from it.
 */
export type Reading =
  | { kind: 'value'; value: Decimal }
  | { kind: 'below'; limit: Decimal }
  | { kind: 'above'; limit: Decimal }
  /** `notDetected`: a bare "ND" without its limit. */
  | { kind: 'missing'; why: string; notDetected?: true }

export interface Result {
  /** As the laboratory wrote it: "Cr(VI)", "六价铬". */
  substance: string
  reading: Reading
  /** As written; converted only where provable. Empty where the file gave none. */
  unit: string
  method?: string
  detectionLimit?: Decimal
  basis?: 'dry' | 'wet'
  /** The original cell. */
  original?: string
}

export interface Sample {
  id: string
  results: Result[]
  /** 土壤, 地下水, 农产品 … where the file says so. */
  medium?: string
  pH?: Reading
  /** 水田, 旱地, 水旱轮作, 果园, 菜地 … as written. */
  landUse?: string
  /** 第一类 / 第二类 or a land-use code. */
  use?: string
  crop?: string
  /** Column of GB 5084: 水田作物, 旱地作物, 蔬菜a, 蔬菜b. */
  column?: string
  /** Words on the place or crop that choose between conditional limits of GB 5084: 盐碱土地区, 高氟区, 对硼敏感作物. */
  condition?: string
  /** YYYY-MM-DD; chooses the edition. */
  takenOn?: string
  /** Administrative code; local tables apply inside theirs. */
  region?: string
}

/** The closed alphabet. 证据不足 and 无适用限值 belong to every standard. */
export const VERDICTS = {
  'GB 15618': ['风险低', '可能存在风险', '风险高'],
  'GB 36600': ['未超筛选值', '超筛选值', '超管制值'],
  'GB/T 14848': ['Ⅰ类', 'Ⅱ类', 'Ⅲ类', 'Ⅳ类', 'Ⅴ类'],
  'GB 5084': ['达标', '超标'],
  'GB 2762': ['达标', '需测形态', '超标'],
} as const
export const INSUFFICIENT = '证据不足'
export const NO_LIMIT = '无适用限值'
export type Verdict = (typeof VERDICTS)[keyof typeof VERDICTS][number] | typeof INSUFFICIENT | typeof NO_LIMIT

export interface Limit {
  /** 筛选值, 管制值, Ⅲ类, 限值 … */
  name: string
  value: Decimal
  unit: string
}

export interface Finding {
  /** Catalogue id, or null where the name is unknown. */
  substance: string | null
  name: string
  /** In the unit of the limits: "0.62", "<0.01"; null where nothing can be said. */
  value: string | null
  unit: string
  limits: Limit[]
  /** value ÷ the limit that decides, three significant digits; null without a value. */
  ratio: string | null
  /** pH band, land use, class: which row and column of the table applied. */
  band: string | null
  /** Where the standard says so: "GB 15618-2018 表1 序号1". */
  clause: string
  footnotes: string[]
  verdict: Verdict
  /** Why, in words one can repeat. */
  why: string
  /** 待核背景值, 核素分析 … */
  flags: string[]
  /** False where the table's own value is not verified against the official text; shown wherever it judges. */
  verified: boolean
  /** What was converted: "45 μg/kg → 0.045 mg/kg". */
  conversion: string | null
  original: string | null
  /** What it would take to judge; only where the verdict is 证据不足. */
  need?: string
}

/** What keeps a verdict from being given, and what it would take. */
export interface Missing {
  substance: string | null
  name: string
  why: string
  need: string
}

export interface Judgement {
  sample: string
  standard: string
  verdict: Verdict
  findings: Finding[]
  missing: Missing[]
  /** Names of the items that decided. */
  decisive: string[]
  /** On what the judgement rests: class of use, edition, target class, local tables and how they were stacked. */
  notes: string[]
}
