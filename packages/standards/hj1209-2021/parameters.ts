import type { Parameter } from '../dated-parameter.ts'

/**
 * HJ 1209-2021 工业企业土壤和地下水自行监测 技术指南（试行）, in force from 2022-01-01. Scope, dates and the table of least frequency were read; size of
 * units, points and the rules of alarm are from memory and therefore parameters.
 */
export const STANDARD = {
  id: 'HJ 1209-2021',
  title: '工业企业土壤和地下水自行监测 技术指南（试行）',
  from: '2022-01-01',
  until: null,
  supersedes: null,
} as const

/** 最低监测频次, months between two campaigns. 敏感: a groundwater-sensitive area (HJ 610) within 1 km. */
export const FREQUENCY = [
  { object: '表层土壤', unit: null, sensitive: null, months: 12, shown: '1 次/年' },
  { object: '深层土壤', unit: null, sensitive: null, months: 36, shown: '1 次/3 年' },
  { object: '地下水', unit: '一类', sensitive: false, months: 6, shown: '1 次/半年' },
  { object: '地下水', unit: '一类', sensitive: true, months: 3, shown: '1 次/季度' },
  { object: '地下水', unit: '二类', sensitive: false, months: 12, shown: '1 次/年' },
  { object: '地下水', unit: '二类', sensitive: true, months: 6, shown: '1 次/半年' },
] as const

export type ParameterKey = 'unitArea' | 'wells' | 'rise' | 'successiveRises' | 'normalResults' | 'sensitiveDistance'

const of = (
  key: ParameterKey,
  name: string,
  value: string,
  unit: string,
  mark: Parameter['mark'] = 'M',
): Parameter<ParameterKey> => ({
  key,
  name,
  value,
  unit,
  mark,
  basis: mark === 'V' ? STANDARD.id : `${STANDARD.id}，据记忆`,
  from: STANDARD.from,
  until: null,
  region: null,
})

export const PARAMETERS: readonly Parameter<ParameterKey>[] = [
  of('sensitiveDistance', '地下水环境敏感区的距离', '1000', 'm', 'V'),
  of('unitArea', '重点监测单元面积不大于', '6400', 'm²'),
  of('wells', '地下水监测井总数不少于', '3', '口'),
  of('rise', '比前一次升高大于', '30', '%'),
  of('successiveRises', '连续上升次数达到', '4', '次'),
  of('normalResults', '恢复原频次所需连续正常次数', '2', '次'),
]
