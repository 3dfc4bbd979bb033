import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** 企业土壤污染防治年度自查: what an enterprise declares of its own management each year, and what the bureau makes of it. */
export const soilSelfCheck = defineRegister({
  id: 'soil-self-check',
  name: '企业土壤污染防治年度自查',
  module: 'M10',
  subject: 'organisation',
  basis: ['土壤污染防治法第四条', '土壤污染防治行动计划', '年度土壤污染防治工作方案'],
  purpose: '环境风险防控体系、污染治理设施和达标排放的年度自查申报和核查。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    due: f.day('申报期限', { derived: true }),
    riskSystem: f.boolean('土壤污染防治已纳入环境风险防控体系'),
    systemFiles: f.files('制度文件'),
    facilities: f.rows('污染治理设施', {
      name: f.text('设施', { required: true }),
      approved: f.boolean('依法依规建设', { hint: '没有查清的空着' }),
      running: f.choice('运行情况', ['正常', '不正常', '停运'], { required: true }),
      remark: f.text('说明'),
    }),
    discharges: f.rows('重点污染物达标情况', {
      pollutant: f.text('污染物', { required: true }),
      outlet: f.text('排放口', { required: true }),
      limit: f.decimal('限值', { required: true, min: 0 }),
      highest: f.decimal('全年最高值', { min: 0, hint: '没有监测的空着' }),
      unit: f.text('单位', { required: true, example: 'mg/L' }),
    }),
    problems: f.texts('自查问题', { derived: true }),
    unknown: f.texts('没有依据的', { derived: true }),
    outcome: f.choice('自查结论', ['符合', '有问题', '证据不足'], { derived: true }),
    plan: f.text('整改措施', { long: true }),
    declaredOn: f.day('申报日期', { past: true }),
    checkedOn: f.day('核查日期', { past: true }),
    truth: f.choice('核查结论', ['属实', '不属实']),
    checkFiles: f.files('核查记录'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  derive: row => {
    const problems = [
      ...(row.riskSystem === false ? ['没有纳入环境风险防控体系'] : []),
      ...row.facilities.flatMap(x => [
        ...(x.approved === false ? [`${x.name}没有依法依规建设`] : []),
        ...(x.running === '正常' ? [] : [`${x.name}运行${x.running === '停运' ? '停止' : '不正常'}`]),
      ]),
      ...row.discharges.flatMap(d =>
        d.highest !== null && compareDecimals(d.highest, d.limit) > 0
          ? [`${d.outlet} ${d.pollutant} 最高 ${d.highest} ${d.unit}，超过限值 ${d.limit} ${d.unit}`]
          : [],
      ),
    ]
    const unknown = [
      ...(row.riskSystem === null ? ['是否纳入环境风险防控体系'] : []),
      ...(row.facilities.length === 0 ? ['污染治理设施'] : []),
      ...row.facilities.filter(x => x.approved === null).map(x => `${x.name}是否依法依规建设`),
      ...(row.discharges.length === 0 ? ['重点污染物达标情况'] : []),
      ...row.discharges.filter(d => d.highest === null).map(d => `${d.outlet} ${d.pollutant}的监测值`),
    ]
    return {
      due: addDays(`${row.year}-12-31`, parameterOn('selfCheck.days', `${row.year}-12-31`).value),
      problems,
      unknown,
      outcome: problems.length > 0 ? '有问题' : unknown.length > 0 ? '证据不足' : '符合',
    }
  },
  states: { draft: '填写中', declared: '已申报', checked: '已核查' },
  initial: 'draft',
  create: { by: ['operator', ...ECOLOGY] },
  correct: { by: ['operator', ...ECOLOGY], in: ['draft'] },
  transitions: {
    declare: {
      label: '申报',
      from: ['draft'],
      to: 'declared',
      by: ['operator'],
      asks: ['plan'],
      refuse: row => [
        ...(row.riskSystem === null ? [{ where: 'riskSystem', message: '请说明是否已纳入环境风险防控体系' }] : []),
        ...(row.riskSystem && row.systemFiles.length === 0
          ? [{ where: 'systemFiles', message: '已纳入的请附制度文件' }]
          : []),
        ...(row.facilities.length === 0 ? [{ where: 'facilities', message: '请列出污染治理设施' }] : []),
        ...(row.problems.length > 0 && !row.plan?.trim()
          ? [{ where: 'plan', message: `自查有 ${row.problems.length} 个问题，请写明整改措施` }]
          : []),
      ],
      sets: (_, { effective }) => ({ declaredOn: effective }),
    },
    check: {
      label: '核查',
      from: ['declared'],
      to: 'checked',
      by: ECOLOGY,
      duty: 'reviewer',
      asks: ['truth', 'checkFiles'],
      needs: ['truth'],
      evidence: ['checkFiles'],
      sets: (_, { effective }) => ({ checkedOn: effective }),
    },
    sendBack: {
      label: '退回补充',
      from: ['declared'],
      to: 'draft',
      by: ECOLOGY,
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ declaredOn: null }),
    },
  },
  duties: {
    declare: {
      label: '申报年度土壤污染防治自查',
      clause: '土壤污染防治法第四条；年度工作方案',
      by: '企业',
      clue: true,
      while: ['draft', 'declared', 'checked'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'declaredOn' },
    },
  },
  list: ['subject', 'region', 'year', 'due', 'outcome', 'problems', 'truth', 'state'],
  filters: ['region', 'state', 'year', 'outcome', 'truth'],
  search: ['plan', 'note'],
  sort: '-year',
})
