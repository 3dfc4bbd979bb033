import { f } from '@jingtu/core/field.ts'
import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 环境污染责任保险: who is insured and until when, what was claimed, and every accident whether insured or not. */
export const environmentalInsurance = defineRegister({
  id: 'environmental-insurance',
  name: '环境污染责任保险台账',
  module: 'M25',
  subject: 'organisation',
  basis: ['关于开展环境污染强制责任保险试点工作的指导意见（环发〔2013〕10号）'],
  purpose: '投保、理赔和环境污染及风险事故备案；投保率只数保单在有效期内的重点监管单位。',
  fields: {
    keyUnit: f.boolean('土壤污染重点监管单位', { hint: '按重点监管单位名录自动填写' }),
    insurer: f.text('承保公司'),
    policy: f.text('保单号'),
    cover: f.money('责任限额'),
    premium: f.money('保费'),
    validFrom: f.day('保险期间起'),
    validUntil: f.day('保险期间止'),
    accidents: f.rows('事故备案', {
      on: f.day('发生日期', { required: true, past: true }),
      what: f.text('事故情况', { required: true }),
      reportedOn: f.day('备案日期', { past: true }),
      claimed: f.decimal('索赔金额（元）', { min: 0 }),
      paid: f.decimal('赔付金额（元）', { min: 0 }),
    }),
    unreported: f.integer('未备案事故', { derived: true, unit: '起' }),
    paidTotal: f.decimal('累计赔付', { derived: true, unit: '元' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    insurer: ['insured'],
    policy: ['insured'],
    cover: ['insured'],
    validFrom: ['insured'],
    validUntil: ['insured'],
  },
  check: row => [
    ...(row.validFrom && row.validUntil && row.validUntil < row.validFrom
      ? [{ where: 'validUntil', message: '保险期间止早于起' }]
      : []),
    ...row.accidents
      .filter(a => a.paid !== null && (a.claimed === null || compareDecimals(a.paid, a.claimed) > 0))
      .map(a => ({ where: 'accidents', message: `${a.on} 的赔付金额大于索赔金额` })),
  ],
  derive: row => ({
    unreported: row.accidents.filter(a => !a.reportedOn).length,
    paidTotal: sum(row.accidents.map(a => a.paid ?? '0')),
  }),
  states: { uninsured: '未投保', insured: '已投保' },
  initial: 'uninsured',
  create: { by: ['operator', '生态环境@county', '生态环境@city'] },
  correct: {
    by: ['operator', '生态环境@county', '生态环境@city'],
    in: ['uninsured', 'insured'],
    partyFields: ['insurer', 'policy', 'cover', 'premium', 'validFrom', 'validUntil', 'accidents'],
  },
  transitions: {
    insure: {
      label: '登记投保',
      from: ['uninsured', 'insured'],
      to: 'insured',
      by: ['operator', '生态环境@county', '生态环境@city'],
      asks: ['insurer', 'policy', 'cover', 'premium', 'validFrom', 'validUntil'],
      needs: ['insurer', 'policy', 'cover', 'validFrom', 'validUntil'],
    },
    lapse: {
      label: '退保或脱保',
      from: ['insured'],
      to: 'uninsured',
      by: ['operator', '生态环境@county', '生态环境@city'],
      reason: 'required',
    },
  },
  duties: {
    renew: {
      label: '保单到期前续保',
      clause: '年度工作方案投保率要求',
      by: '企业',
      while: ['insured'],
      after: { field: 'validUntil' },
      days: 0,
    },
  },
  list: ['subject', 'region', 'keyUnit', 'insurer', 'validUntil', 'unreported', 'state'],
  filters: ['region', 'state', 'keyUnit', 'validUntil'],
  search: ['policy', 'insurer', 'note'],
})
