import type { Parameter } from '../dated-parameter.ts'
import { STANDARD } from './table.ts'

export type ParameterKey = 'statisticsFrom' | 'confidence' | 'maximumFactor' | 'controlBatches' | 'controlMonths'

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
  of('statisticsFrom', '可用统计判断的样品数不少于', '8', '个'),
  of('confidence', '均值置信上限的置信水平', '0.95', ''),
  of('maximumFactor', '单个样品不超过目标值的倍数', '2', '倍'),
  of('controlBatches', '风险管控效果监测批次不少于', '4', '批'),
  of('controlMonths', '风险管控效果监测历时不少于', '12', '月'),
]
