import type { Parameter } from '../dated-parameter.ts'

/**
 * 《农用地土壤环境质量类别划分技术指南》(环办土壤〔2019〕53号). Its text was not at hand: only title, scope and references were
 * seen. Every number of it is therefore a parameter with its mark, and what rests on one says so. The day of issue is not
 * verified; the document is taken to hold for all of 2019.
 */
export const STANDARD = {
  id: '环办土壤〔2019〕53号',
  title: '农用地土壤环境质量类别划分技术指南',
  from: '2019-01-01',
  until: null,
  supersedes: '农用地土壤环境质量类别划分技术指南（试行）（2017）',
} as const

export type ParameterKey =
  | 'decidingItems'
  | 'dominantShare'
  | 'contiguousPoints'
  | 'productRule'
  | 'productMinimum'
  | 'strictSafeShare'
  | 'severeIndex'
  | 'largeSample'
  | 'largeSampleRate'
  | 'severeMean'
  | 'severeRate'
  | 'stableYears'

const GUIDE = `${STANDARD.id}，据记忆`
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
  from: STANDARD.from,
  until: null,
  region: null,
  ...(choices ? { choices } : {}),
})

export const PARAMETERS: readonly Parameter<ParameterKey>[] = [
  of('decidingItems', '参加类别划分的项目', '五项', '', 'M', `${GUIDE}；有公开程序另计铜镍锌`, ['五项', '含其他项目']),
  of('dominantShare', '主导类别点位比例须大于', '80', '%', 'M', GUIDE),
  of('contiguousPoints', '单独划出的连片点位数', '2', '个', 'M', GUIDE),
  of('productRule', '农产品辅助判定规则', '未超标比例', '', 'M', `${GUIDE}；另有按超标等级的整理稿`, [
    '未超标比例',
    '超标等级',
  ]),
  of('productMinimum', '单元内农产品点位数不少于', '3', '个', 'M', GUIDE),
  of('strictSafeShare', '严格管控类调整所需未超标点位比例', '65', '%', 'M', GUIDE),
  of('severeIndex', '重度超标的单项指数大于', '2', '', 'M', GUIDE),
  of('largeSample', '按超标率判定所需农产品样品数', '35', '个', '拟', '超标等级规则的默认值'),
  of('largeSampleRate', '样品较多时视为未超标的超标率', '5', '%', '拟', '超标等级规则的默认值'),
  of('severeMean', '严重超标的平均指数大于', '2', '', '拟', '超标等级规则的默认值'),
  of('severeRate', '严重超标的超标率', '65', '%', '拟', '超标等级规则的默认值'),
  of('stableYears', '动态调整所需连续达标年数', '3', '年', 'M', '动态调整的通行做法，据记忆'),
]
