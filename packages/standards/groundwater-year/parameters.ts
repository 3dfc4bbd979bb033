import type { Parameter } from '../dated-parameter.ts'

/** How a year of a groundwater point is judged. The class of a sample is GB/T 14848-2017; what makes of it a year is practice. */
export type ParameterKey = 'yearValue' | 'campaigns' | 'worsening' | 'share'

const of = (
  key: ParameterKey,
  name: string,
  value: string,
  unit: string,
  mark: Parameter['mark'],
  basis: string,
  choices?: readonly string[],
): Parameter<ParameterKey> => ({
  key,
  name,
  value,
  unit,
  mark,
  basis,
  from: '2018-05-01',
  until: null,
  region: null,
  ...(choices ? { choices } : {}),
})

export const PARAMETERS: readonly Parameter<ParameterKey>[] = [
  of('yearValue', '年度值取法', '均值', '', 'M', '考核通行做法，据记忆', ['均值', '最差']),
  of('campaigns', '每年监测期数', '2', '期', 'P', '丰、枯水期各一次，见公开的监测报道'),
  of('worsening', '类别不变时视为变差的浓度升幅大于', '20', '%', '拟', '默认值'),
  of('share', 'Ⅴ类水比例不大于', '25', '%', 'P', '某县年度计划；以下达的目标为准'),
]
