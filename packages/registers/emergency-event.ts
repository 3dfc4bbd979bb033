import { f } from '@jingtu/core/field.ts'
import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const BY = ['生态环境@county', '生态环境@city', '应急管理@county', '应急管理@city'] as const

/** 突发环境事件: whether soil was harmed, who acted for whom at whose cost, and the survey of the soil that follows. */
export const emergencyEvent = defineRegister({
  id: 'emergency-event',
  name: '突发环境事件台账',
  module: 'M22',
  subject: 'site',
  basis: ['土壤污染防治法第四十四条', '突发环境事件应急管理办法'],
  purpose: '突发环境事件的处置、土壤后续调查、代行处置与费用追缴；涉及土壤的计入土壤污染事故。',
  fields: {
    happenedOn: f.day('发生日期', { required: true, indexed: true, secrecy: 'public', past: true }),
    title: f.text('事件', { required: true, secrecy: 'public' }),
    grade: f.choice('级别', ['一般', '较大', '重大', '特别重大'], { required: true, secrecy: 'public' }),
    soil: f.choice('造成土壤污染', ['是', '否', '待查'], { required: true, secrecy: 'public' }),
    responsible: f.ref('责任方', 'organisation', { indexed: true }),
    orderedOn: f.day('责令处置日期', { past: true }),
    substitutedOn: f.day('代行处置开始日期'),
    costs: f.rows('代行处置费用', {
      on: f.day('日期', { required: true, past: true }),
      item: f.text('项目', { required: true }),
      amount: f.money('金额', { required: true }),
    }),
    recovered: f.rows('追缴到账', {
      on: f.day('日期', { required: true, past: true }),
      amount: f.money('金额', { required: true }),
    }),
    owed: f.money('尚未追回', { derived: true }),
    surveyDue: f.day('土壤后续调查期限'),
    surveyedOn: f.day('土壤后续调查完成'),
    survey: f.files('土壤调查报告'),
    surveyResult: f.choice('调查结论', ['未超过风险管控标准', '超过风险管控标准']),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'happenedOn', 'title'],
  requiredWhen: {
    responsible: row => row.substitutedOn !== null,
    surveyDue: row => row.soil === '是' && row.state !== 'reported',
  },
  check: row => [
    ...(row.costs.length > 0 && !row.substitutedOn
      ? [{ where: 'substitutedOn', message: '有代行处置费用的，须填写代行处置开始日期' }]
      : []),
    ...(row.substitutedOn && (!row.orderedOn || row.substitutedOn < row.orderedOn)
      ? [{ where: 'orderedOn', message: '责任方未按责令处置的，才能代行处置：缺少此前的责令日期' }]
      : []),
    ...(row.owed !== null && compareDecimals(row.owed, '0') < 0
      ? [{ where: 'recovered', message: '追缴到账超过代行处置费用' }]
      : []),
  ],
  derive: row => ({
    owed:
      row.costs.length > 0 ? subtract(sum(row.costs.map(c => c.amount)), sum(row.recovered.map(r => r.amount))) : null,
  }),
  states: { reported: '已报告', handled: '处置完毕', closed: '已结案' },
  initial: 'reported',
  create: { by: BY },
  correct: { by: BY, in: ['reported', 'handled'] },
  transitions: {
    handle: {
      label: '处置完毕',
      from: ['reported'],
      to: 'handled',
      by: BY,
      asks: ['soil', 'surveyDue'],
      refuse: row =>
        row.soil === '是' && !row.surveyDue
          ? [{ where: 'surveyDue', message: '造成土壤污染的，须定土壤后续调查期限' }]
          : [],
    },
    close: {
      label: '结案',
      from: ['handled'],
      to: 'closed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.soil === '待查' ? [{ where: 'soil', message: '是否造成土壤污染尚待查明（证据不足）' }] : []),
        ...(row.soil === '是' && !(row.surveyedOn && row.surveyResult && row.survey.length > 0)
          ? [{ where: 'survey', message: '土壤后续调查没有完成，或没有报告和结论' }]
          : []),
        ...(row.owed !== null && compareDecimals(row.owed, '0') > 0
          ? [{ where: 'recovered', message: `代行处置费用还有 ${row.owed} 万元没有追回` }]
          : []),
      ],
    },
  },
  duties: {
    survey: {
      label: '事件后土壤污染状况调查',
      clause: '土壤污染防治法第四十四条',
      by: '县级生态环境部门',
      while: ['handled', 'closed'],
      when: row => row.soil === '是',
      after: { field: 'surveyDue' },
      days: 0,
      met: { field: 'surveyedOn' },
    },
  },
  publish: { fields: ['title', 'happenedOn', 'region', 'grade', 'soil'], in: ['closed'] },
  list: ['title', 'subject', 'region', 'happenedOn', 'grade', 'soil', 'owed', 'surveyedOn', 'state'],
  filters: ['region', 'state', 'grade', 'soil'],
  search: ['title', 'note'],
  sort: '-happenedOn',
})
