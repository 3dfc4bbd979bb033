import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { parameterOn } from './parameters.ts'

export const TOPICS = ['土壤污染防治', '危险废物', '快速检测与无人机', '行政处罚程序', '应急处置'] as const
const BUREAUS = ['生态环境@county', '生态环境@city'] as const

/** 执法人员: each with his licence and the trainings he passed; the next one on soil is due a cycle after the last. */
export const enforcementOfficer = defineRegister({
  id: 'enforcement-officer',
  name: '环境执法人员台账',
  module: 'M22',
  basis: ['行政处罚法第四十二条', '省级土壤污染防治工作方案：执法人员每三年一轮土壤专业培训'],
  purpose: '执法人员、证件和培训轮次：逐人计算土壤专业培训到期日。',
  fields: {
    name: f.text('姓名', { required: true, indexed: true }),
    unit: f.unit('单位', { required: true, indexed: true }),
    licence: f.text('执法证号', { required: true }),
    licenceUntil: f.day('执法证有效期至'),
    joinedOn: f.day('从事执法日期', { required: true, past: true }),
    phone: f.text('电话', { secrecy: 'personal' }),
    trainings: f.rows('培训记录', {
      on: f.day('日期', { required: true, past: true }),
      topic: f.choice('内容', TOPICS, { required: true }),
      hours: f.decimal('学时', { min: 0 }),
      passed: f.boolean('考核合格'),
      title: f.text('班次'),
    }),
    lastSoil: f.day('最近一次土壤专业培训', { derived: true }),
    nextSoil: f.day('土壤专业培训到期日', { derived: true, indexed: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['licence'],
  derive: row => {
    const soil = row.trainings.filter(t => t.topic === '土壤污染防治' && t.passed).map(t => t.on)
    const lastSoil = soil.sort().at(-1) ?? null
    const years = parameterOn('training.cycleYears', row.effective).value
    return { lastSoil, nextSoil: monthsLater(lastSoil ?? row.joinedOn, 12 * years) }
  },
  states: { active: '在岗', left: '离岗' },
  initial: 'active',
  ended: ['left'],
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['active'] },
  transitions: {
    leave: { label: '离岗', from: ['active'], to: 'left', by: BUREAUS, reason: 'required' },
    return: { label: '返岗', from: ['left'], to: 'active', by: BUREAUS },
  },
  duties: {
    soil: {
      label: '土壤污染防治专业培训',
      clause: '省级土壤污染防治工作方案：每三年一轮',
      by: '执法人员所在单位',
      while: ['active'],
      after: { field: 'nextSoil' },
      days: 0,
    },
    licence: {
      label: '执法证到期前换证',
      clause: '行政执法证件管理规定',
      by: '执法人员所在单位',
      while: ['active'],
      after: { field: 'licenceUntil' },
      days: 0,
    },
  },
  relations: { owner: 'unit' },
  list: ['name', 'unit', 'region', 'licence', 'lastSoil', 'nextSoil', 'state'],
  filters: ['region', 'state', 'unit', 'nextSoil'],
  search: ['name', 'licence'],
})
