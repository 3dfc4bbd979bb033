import { assessCrop } from '../gb2762/assess.ts'
import type { Judgement, Sample } from '../judgement.ts'
import type { AssessOptions } from '../options.ts'

/**
 * GB 2762-2022 食品安全国家标准 食品中污染物限量, in force from 2023-06-30 to 2026-09-01. Its own text was not at hand: the rows are those of the 2025 edition, whose foreword lists no
 * change of any of them.
 */
export const STANDARD = {
  id: 'GB 2762-2022',
  title: '食品安全国家标准 食品中污染物限量',
  from: '2023-06-30',
  until: '2026-09-01',
  supersedes: 'GB 2762-2017',
} as const

export const assess = (sample: Sample, options?: AssessOptions): Judgement => assessCrop(STANDARD.id, sample, options)
