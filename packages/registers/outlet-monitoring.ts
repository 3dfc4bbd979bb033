import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { DISCHARGE_UNITS } from './discharge-limit.ts'

const BY = ['operator', '生态环境@county', '生态环境@city'] as const

/** 排放口监测: what left an outlet on a day, judged by the strictest limit that holds there that day. */
export const outletMonitoring = defineRegister({
  id: 'outlet-monitoring',
  name: '排放口重金属监测台账',
  module: 'M08',
  subject: 'outlet',
  basis: ['排污许可管理条例第十九条', '关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '排放口（含车间排放口）监测结果与当日当地限值比对；没有限值或缺项的为证据不足，确认超标的进入企业问题台账。',
  fields: {
    sampledOn: f.day('采样日期', { required: true, past: true }),
    kind: f.choice('监测类别', ['监督性监测', '自行监测', '执法监测'], { required: true }),
    results: f.rows('监测结果', {
      pollutant: f.text('污染物', { required: true }),
      value: f.text('浓度', { required: true, hint: '可写 <0.005' }),
      unit: f.choice('单位', DISCHARGE_UNITS, { required: true }),
    }),
    report: f.files('监测报告'),
    verdict: f.choice('评价', ['达标', '超标', '证据不足'], { derived: true, indexed: true }),
    exceeded: f.texts('超标项目', { derived: true }),
    open: f.texts('不能判定的原因', { derived: true }),
    grounds: f.texts('采用的限值', { derived: true }),
    problemDue: f.day('整改期限', { hint: '确认超标时填写，进入企业问题台账' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'sampledOn', 'kind'],
  // Limits stand in another list: server/effects/outlet-monitoring.ts works the verdict out.
  derive: () => ({}),
  states: { entered: '待确认', confirmed: '已确认', rejected: '不采用' },
  initial: 'entered',
  ended: ['rejected'],
  create: { by: BY },
  correct: { by: BY, in: ['entered'] },
  transitions: {
    confirm: {
      label: '确认',
      from: ['entered'],
      to: 'confirmed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['problemDue'],
      evidence: ['report'],
      refuse: row =>
        row.verdict === '超标' && !row.problemDue ? [{ where: 'problemDue', message: '超标的须写明整改期限' }] : [],
    },
    reject: {
      label: '不采用',
      from: ['entered', 'confirmed'],
      to: 'rejected',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  list: ['subject', 'region', 'sampledOn', 'kind', 'verdict', 'exceeded', 'state'],
  filters: ['region', 'state', 'sampledOn', 'verdict', 'kind'],
  search: ['note'],
})
