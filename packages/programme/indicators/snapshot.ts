import { f } from '@jingtu/core/field.ts'
import { defineRecord } from '@jingtu/core/record.ts'

/** 指标快照: a figure as it was published, with the rule and the very versions of the rows it was worked out from. */
export const indicatorSnapshotRecord = defineRecord({
  id: 'indicator-snapshot',
  name: '指标快照',
  fields: {
    indicator: f.text('指标', { required: true, indexed: true }),
    regionId: f.ref('区域', 'region', { required: true, indexed: true }),
    periodKey: f.text('时段', { required: true, indexed: true }),
    asOf: f.day('截至', { required: true }),
    ruleVersion: f.text('规则版本', { required: true }),
    value: f.decimal('数值'),
    numerator: f.decimal('分子', { required: true }),
    denominator: f.decimal('分母'),
    missing: f.integer('缺数据的行', { required: true, min: 0 }),
    rowCount: f.integer('计入的行', { required: true, min: 0 }),
    /** SHA-256 of the ids and versions of all rows that counted, sorted. */
    rowsDigest: f.text('行摘要', { required: true }),
    rows: f.json<{ part: 'numerator' | 'minus' | 'denominator'; id: string; version: number }[]>('计入的行及版本'),
    published: f.text('用途', { required: true }),
  },
  states: { frozen: '已冻结' },
  initial: 'frozen',
})

/** 目标与指标的对应: proposed by the words of the plan, confirmed by a person; from then on the figure is computed. */
export const indicatorBindingRecord = defineRecord({
  id: 'indicator-binding',
  name: '目标与指标的对应',
  fields: {
    target: f.ref('目标', 'target', { required: true, indexed: true }),
    indicator: f.text('指标', { required: true, indexed: true }),
    note: f.text('说明'),
    /** For what it was last worked out; from then on it is worked out anew whenever the lists change. */
    periodKey: f.text('时段'),
    regionId: f.ref('区域', 'region'),
  },
  states: { bound: '已对应', released: '已解除' },
  initial: 'bound',
  transitions: {
    release: { label: '解除对应', from: ['bound'], to: 'released', by: ['owner'], duty: 'planner', reason: 'required' },
  },
})
