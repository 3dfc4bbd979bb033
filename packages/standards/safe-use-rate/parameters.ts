import type { Parameter } from '../dated-parameter.ts'

/**
 * 《受污染耕地安全利用率核算方法（试行）》: the formula and its letters were read in a public copy (version A). Version B is the practice
 * of the 14th five-year plan, not read in an official text. How C is accounted is a local choice; the rule goes with every figure.
 */
export const STANDARD = {
  id: '受污染耕地安全利用率核算方法（试行）',
  title: '受污染耕地安全利用率核算方法（试行）',
  from: '2019-01-01',
  until: null,
  supersedes: null,
} as const

export type ParameterKey = 'version' | 'cRule' | 'cThreshold' | 'areaPerSample' | 'minimumSamples'

const of = (
  key: ParameterKey,
  name: string,
  value: string,
  unit: string,
  mark: Parameter['mark'],
  basis: string,
  more: { choices?: readonly string[]; from?: string; until?: string } = {},
): Parameter<ParameterKey> => ({
  key,
  name,
  value,
  unit,
  mark,
  basis,
  from: more.from ?? '2016-01-01',
  until: more.until ?? null,
  region: null,
  ...(more.choices ? { choices: more.choices } : {}),
})

const VERSIONS = ['A', 'B']
export const PARAMETERS: readonly Parameter<ParameterKey>[] = [
  of('version', '核算版本', 'A', '', 'V', STANDARD.id, { choices: VERSIONS, until: '2020-12-31' }),
  of('version', '核算版本', 'B', '', 'M', '“十四五”通行做法，据记忆', { choices: VERSIONS, from: '2021-01-01' }),
  of('cRule', '安全利用类核算规则', '按比例', '', 'P', STANDARD.id, { choices: ['按比例', '按门槛'] }),
  of('cThreshold', '整体计入所需达标率', '90', '%', 'P', STANDARD.id),
  of('areaPerSample', '每个农产品样品代表面积', '150', '亩', '拟', '样品数量表未见，默认值'),
  of('minimumSamples', '每个核算单元最少样品数', '3', '个', '拟', '样品数量表未见，默认值'),
]
