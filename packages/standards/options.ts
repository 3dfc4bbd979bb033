import type { LocalTable, Stacking } from './local-tables.ts'

/** What the caller knows of all samples alike. What a sample itself says goes first. */
export interface AssessOptions {
  /** 第一类 / 第二类, or a planned use in words or code. */
  use?: string
  /** 水田, 旱地 … for GB 15618. */
  landUse?: string
  crop?: string
  /** Column of GB 5084. */
  column?: string
  condition?: string
  /** Class a groundwater is measured against; Ⅲ类 unless said otherwise. */
  target?: string
  region?: string
  /** YYYY-MM-DD, for samples without a date of their own. */
  on?: string
  tables?: readonly LocalTable[]
  stacking?: Stacking
  /** Name of the set of items the verdict must rest on. */
  items?: string
}
