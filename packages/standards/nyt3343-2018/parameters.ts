import type { Parameter } from '../dated-parameter.ts'

/**
 * NY/T 3343-2018 耕地污染治理效果评价准则, issued 2018-12-19, in force from 2019-06-01. Title, scope and dates were read; the numbers of the
 * judgement are from memory and therefore parameters.
 */
export const STANDARD = {
  id: 'NY/T 3343-2018',
  title: '耕地污染治理效果评价准则',
  from: '2019-06-01',
  until: null,
  supersedes: null,
} as const

export type ParameterKey = 'exceedingShare' | 'significance' | 'consecutiveYears' | 'yieldLoss' | 'minimumSamples'

const of = (
  key: ParameterKey,
  name: string,
  value: string,
  unit: string,
  mark: Parameter['mark'],
): Parameter<ParameterKey> => ({
  key,
  name,
  value,
  unit,
  mark,
  basis: mark === '拟' ? 't 检验至少需要的样品数' : `${STANDARD.id}，据记忆`,
  from: STANDARD.from,
  until: null,
  region: null,
})

export const PARAMETERS: readonly Parameter<ParameterKey>[] = [
  of('exceedingShare', '样本超标率不大于', '10', '%', 'M'),
  of('significance', 't 检验显著性水平', '0.05', '', 'M'),
  of('consecutiveYears', '须连续达标的年数', '2', '年', 'M'),
  of('yieldLoss', '减产不大于', '10', '%', 'M'),
  of('minimumSamples', '每季最少样品数', '2', '个', '拟'),
]
