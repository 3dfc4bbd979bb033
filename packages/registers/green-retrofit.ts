import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const LEADS = [
  '发展改革@county',
  '发展改革@city',
  '工业和信息化@county',
  '工业和信息化@city',
  '生态环境@county',
  '生态环境@city',
] as const

/** 企业绿色化改造项目: what is rebuilt so that less gets into the ground, and by how much; chemicals and non-ferrous metals first. */
export const greenRetrofit = defineRegister({
  id: 'green-retrofit',
  name: '企业绿色化改造和清洁生产改造项目',
  module: 'M10',
  subject: 'organisation',
  basis: ['土壤污染源头防控行动计划', '年度土壤污染防治工作计划'],
  purpose: '重点行业企业绿色化改造、清洁生产改造和有毒有害原料替代项目的清单、期限和成效。',
  fields: {
    name: f.text('项目', { required: true, secrecy: 'public' }),
    kind: f.choice('类别', ['绿色化改造', '清洁生产改造', '有毒有害原料替代', '设施防渗漏改造'], {
      required: true,
      secrecy: 'public',
    }),
    year: f.integer('计划年度', { required: true, min: 2016, max: 2200 }),
    lead: f.choice('牵头部门', ['发展改革', '工业和信息化', '生态环境'], { required: true }),
    sector: f.choice('重点行业', ['化工', '有色金属', '其他'], { derived: true, secrecy: 'public' }),
    investment: f.money('投资'),
    due: f.day('完成期限', { required: true }),
    replaces: f.ref('替代的目录条目', 'substitution-catalogue', { indexed: true }),
    startedOn: f.day('开工日期'),
    doneOn: f.day('完成日期', { secrecy: 'public', past: true }),
    acceptance: f.files('验收材料'),
    effects: f.rows('改造成效', {
      pollutant: f.text('污染物或指标', { required: true }),
      before: f.decimal('改造前', { required: true, min: 0 }),
      after: f.decimal('改造后', { required: true, min: 0 }),
      unit: f.text('单位', { required: true, example: 'kg/年' }),
    }),
    reductions: f.texts('削减情况', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'name'],
  requiredWhen: { replaces: row => row.kind === '有毒有害原料替代', doneOn: ['done'] },
  derive: row => ({
    reductions: row.effects.map(e => {
      const less = subtract(e.before, e.after)
      const share = percentage(less, e.before)
      return `${e.pollutant}减少 ${less} ${e.unit}${share === 'not-applicable' ? '' : `（${share}%）`}`
    }),
  }),
  states: { planned: '已列入', working: '改造中', done: '已完成', cancelled: '已取消' },
  initial: 'planned',
  ended: ['cancelled'],
  create: { by: LEADS },
  correct: { by: LEADS, in: ['planned', 'working'] },
  transitions: {
    start: {
      label: '开工',
      from: ['planned'],
      to: 'working',
      by: ['operator', ...LEADS],
      sets: (_, { effective }) => ({ startedOn: effective }),
    },
    finish: {
      label: '完成并验收',
      from: ['working'],
      to: 'done',
      by: LEADS,
      duty: 'reviewer',
      asks: ['doneOn', 'acceptance', 'effects'],
      needs: ['doneOn', 'effects'],
      evidence: ['acceptance'],
      refuse: row => [
        ...(row.doneOn && row.startedOn && row.doneOn < row.startedOn
          ? [{ where: 'doneOn', message: '完成日期早于开工日期' }]
          : []),
        ...row.effects.flatMap((e, i) =>
          compareDecimals(e.after, e.before) > 0
            ? [{ where: `effects.${i}.after`, message: `“${e.pollutant}”改造后比改造前多，不算完成` }]
            : [],
        ),
      ],
    },
    cancel: { label: '取消', from: ['planned', 'working'], to: 'cancelled', by: LEADS, reason: 'required' },
  },
  duties: {
    finish: {
      label: '完成企业绿色化改造项目',
      clause: '年度土壤污染防治工作计划',
      by: '企业',
      clue: true,
      while: ['planned', 'working', 'done'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'doneOn' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'name', 'kind', 'sector', 'doneOn', 'state'],
    in: ['planned', 'working', 'done'],
  },
  list: ['subject', 'region', 'name', 'kind', 'sector', 'due', 'doneOn', 'reductions', 'state'],
  filters: ['region', 'state', 'kind', 'sector', 'year', 'doneOn'],
  search: ['name', 'note'],
  sort: '-year',
})
