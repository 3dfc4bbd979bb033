import { assessCrop } from '../gb2762/assess.ts'
import type { Judgement, Sample } from '../judgement.ts'
import type { AssessOptions } from '../options.ts'

/**
 * GB 2762-2025 食品安全国家标准 食品中污染物限量, in force from 2026-09-02.
 */
export const STANDARD = {
  id: 'GB 2762-2025',
  title: '食品安全国家标准 食品中污染物限量',
  from: '2026-09-02',
  until: null,
  supersedes: 'GB 2762-2022',
} as const

export const assess = (sample: Sample, options?: AssessOptions): Judgement => assessCrop(STANDARD.id, sample, options)
