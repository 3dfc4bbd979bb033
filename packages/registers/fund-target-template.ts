import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const BUREAUS = ['生态环境@county', '生态环境@city', '财政@city'] as const
export const BACK = ['当年', '上一年', '前两年', '前三年'] as const
export const FUND_RATES = ['资金项目开工率', '资金项目完工率', '资金执行率'] as const

/** 资金目标滚动模板: what is asked of the funds of each year by how many years they lie back; every plan takes it on anew. */
export const fundTargetTemplate = defineRegister({
  id: 'fund-target-template',
  name: '资金项目目标滚动模板',
  module: 'M21',
  basis: ['市级年度土壤污染防治工作计划：中央资金项目开工率、完工率和资金执行率'],
  purpose: '按资金年度距计划年度的远近规定开工率、完工率、执行率目标，套用到任一年度计划草案。',
  fields: {
    title: f.text('模板名称', { required: true, indexed: true }),
    lines: f.rows('目标', {
      back: f.choice('资金年度', BACK, { required: true, hint: '相对于计划年度' }),
      rate: f.choice('指标', FUND_RATES, { required: true }),
      value: f.decimal('目标值', { required: true, unit: '%', min: 0, max: 100 }),
    }),
    plan: f.ref('套用的计划', 'plan', { indexed: true, hint: '须是审核中的年度计划' }),
    applied: f.rows('已套用', {
      plan: f.ref('计划', 'plan', { required: true }),
      year: f.integer('计划年度', { required: true }),
      targets: f.integer('目标数', { required: true }),
      on: f.day('日期', { required: true, past: true }),
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  check: row => {
    const keys = row.lines.map(l => `${l.back}${l.rate}`)
    return [...new Set(keys.filter((k, i) => keys.indexOf(k) !== i))].map(k => ({
      where: 'lines',
      message: `“${k}”重复`,
    }))
  },
  states: { draft: '拟定', inForce: '使用中', ended: '已停用' },
  initial: 'draft',
  ended: ['ended'],
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['draft'] },
  transitions: {
    enact: {
      label: '启用',
      from: ['draft'],
      to: 'inForce',
      by: BUREAUS,
      duty: 'reviewer',
      refuse: row => (row.lines.length === 0 ? [{ where: 'lines', message: '模板里没有目标' }] : []),
    },
    apply: {
      label: '套用到年度计划',
      from: ['inForce'],
      to: 'inForce',
      by: BUREAUS,
      single: true,
      asks: ['plan'],
      needs: ['plan'],
    },
    end: { label: '停用', from: ['inForce'], to: 'ended', by: BUREAUS, duty: 'reviewer', reason: 'required' },
  },
  list: ['title', 'region', 'plan', 'state'],
  filters: ['region', 'state'],
  search: ['title', 'note'],
})
