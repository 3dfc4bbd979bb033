import { f } from '@jingtu/core/field.ts'
import { percentage, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { amountsOf, METALS, totalOf } from './metals.ts'

/** 重金属排放年度核算: what one enterprise let out in a year beside what it let out in the base year; opened by the index of its place. */
export const emissionYear = defineRegister({
  id: 'emission-year',
  name: '重点重金属排放年度核算',
  module: 'M08',
  subject: 'organisation',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '按总量指标布置到每家全口径企业（已关闭的按零计），核定后汇总下降比例；有一家没有核定，比例就不知道。',
  fields: {
    year: f.integer('年度', { required: true, min: 2013, max: 2200 }),
    baseYear: f.integer('基准年', { required: true, min: 2013, max: 2200 }),
    base: f.decimal('基准年排放量', { unit: 'kg', min: 0, hint: '按企业清单的年度排放量填入' }),
    amounts: f.rows('年度排放量', {
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('排放量', { required: true, min: 0, unit: 'kg' }),
    }),
    method: f.choice('核算方法', ['自动监测', '手工监测', '产排污系数', '物料衡算', '已关闭']),
    total: f.decimal('排放合计', { derived: true, unit: 'kg' }),
    verified: f.decimal('核定排放量', { unit: 'kg', derived: true }),
    cut: f.decimal('比基准年下降', { derived: true, unit: '%' }),
    files: f.files('核算材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  requiredWhen: { verified: ['verified'] },
  derive: row => {
    const cut =
      row.base === null || row.verified === null ? null : percentage(subtract(row.base, row.verified), row.base)
    return {
      // Nothing written is not nothing let out.
      total: row.amounts.length > 0 ? totalOf(amountsOf(row.amounts)) : row.method === '已关闭' ? '0' : null,
      cut: cut === 'not-applicable' ? null : cut,
    }
  },
  states: { due: '待核算', reported: '已报送', verified: '已核定' },
  initial: 'due',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: {
    by: ['operator', '生态环境@county', '生态环境@city'],
    in: ['due'],
    partyFields: ['amounts', 'method', 'files', 'note'],
  },
  transitions: {
    report: {
      label: '报送',
      from: ['due'],
      to: 'reported',
      by: ['operator', '生态环境@county'],
      asks: ['amounts', 'method', 'files'],
      needs: ['method'],
      refuse: row => (row.total === null ? [{ where: 'amounts', message: '没有年度排放量' }] : []),
    },
    verify: {
      label: '核定',
      from: ['reported'],
      to: 'verified',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['base'],
      needs: ['base'],
      sets: row => ({ verified: row.total }),
    },
    sendBack: {
      label: '退回',
      from: ['reported', 'verified'],
      to: 'due',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ verified: null }),
    },
  },
  list: ['subject', 'region', 'year', 'base', 'total', 'verified', 'cut', 'state'],
  filters: ['region', 'state', 'year'],
  search: ['note'],
})
