import type { Parameter } from '../dated-parameter.ts'

/** HJ 25.6-2019 污染地块地下水修复和风险管控技术导则. The text was not at hand: its numbers are from memory. */
export const STANDARD = {
  id: 'HJ 25.6-2019',
  title: '污染地块地下水修复和风险管控技术导则',
  from: '2019-06-18',
  until: null,
  supersedes: null,
  verified: false,
} as const

export type ParameterKey = 'batches' | 'intervalMonths' | 'statisticsFrom' | 'confidence'

const of = (key: ParameterKey, name: string, value: string, unit: string): Parameter<ParameterKey> => ({
  key,
  name,
  value,
  unit,
  mark: 'M',
  basis: `${STANDARD.id}，据记忆`,
  from: STANDARD.from,
  until: null,
  region: null,
})

export const PARAMETERS: readonly Parameter<ParameterKey>[] = [
  of('batches', '修复达标初判后连续监测批次不少于', '8', '批'),
  of('intervalMonths', '相邻批次间隔不大于', '3', '月'),
  of('statisticsFrom', '趋势检验的样品数不少于', '8', '个'),
  of('confidence', '趋势检验的置信水平', '0.95', ''),
]
