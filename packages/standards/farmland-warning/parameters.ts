import type { Parameter } from '../dated-parameter.ts'

export type ParameterKey = 'risingPeriods' | 'riseOverBase' | 'redIndex'

const of = (key: ParameterKey, name: string, value: string, unit: string): Parameter<ParameterKey> => ({
  key,
  name,
  value,
  unit,
  mark: '拟',
  basis: '预警监测没有统一的分级规定，建议值',
  from: '2019-01-01',
  until: null,
  region: null,
})

/** 耕地土壤污染预警监测: levels are a suggestion; a province's own scheme takes their place with its days and region. */
export const PARAMETERS: readonly Parameter<ParameterKey>[] = [
  of('risingPeriods', '连续上升期数达到', '3', '期'),
  of('riseOverBase', '比基准期升高大于', '20', '%'),
  of('redIndex', '红色预警的农产品指数大于', '2', ''),
]
