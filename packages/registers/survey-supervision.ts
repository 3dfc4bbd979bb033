import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KINDS = ['方案审查', '技术指导', '现场监督检查', '实验室监督检查', '成果审核'] as const
const SUPERVISORS = [
  '生态环境@county',
  '生态环境@city',
  '生态环境@province',
  '农业农村@city',
  '农业农村@province',
] as const

/** 调查质量监督: who guided, inspected or reviewed a survey, what was found, and until when it was put right. */
export const surveySupervision = defineRegister({
  id: 'survey-supervision',
  name: '土壤污染状况调查质量监督台账',
  module: 'M05',
  basis: ['土壤污染防治法第十四条', '全国土壤污染状况详查质量保证与质量控制要求'],
  purpose: '调查方案、技术指导、监督检查和成果审核的记录；问题没有整改完的，调查不能形成成果。',
  fields: {
    survey: f.ref('调查任务', 'survey', { required: true, indexed: true }),
    kind: f.choice('类别', KINDS, { required: true }),
    heldOn: f.day('日期', { required: true, past: true }),
    inspectors: f.texts('检查人员或专家', { required: true }),
    checked: f.integer('检查点位或样品数', { min: 0, unit: '个' }),
    opinion: f.text('意见', { required: true, long: true }),
    passed: f.boolean('通过', { required: true }),
    files: f.files('记录或意见书'),
    problems: f.rows('问题', {
      what: f.text('问题', { required: true }),
      due: f.day('整改期限', { required: true }),
      fixedOn: f.day('整改完成日期', { past: true }),
      how: f.text('整改情况'),
      files: f.files('整改材料'),
    }),
    openProblems: f.texts('未整改的问题', { derived: true }),
    nextDue: f.day('最近的整改期限', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['survey', 'kind', 'heldOn'],
  check: row =>
    row.problems.flatMap((p, i) => {
      const say = (field: string, message: string) => [
        { where: `problems.${i}.${field}`, message: `“问题”第${i + 1}行：${message}` },
      ]
      if (p.fixedOn && p.fixedOn < row.heldOn) return say('fixedOn', '整改完成日期早于检查日期')
      return p.fixedOn && !p.how ? say('how', '请写明整改情况') : []
    }),
  derive: row => {
    const open = row.problems.filter(p => !p.fixedOn)
    return { openProblems: open.map(p => p.what), nextDue: open.map(p => p.due).sort()[0] ?? null }
  },
  states: { recorded: '待整改', closed: '已闭环' },
  initial: 'recorded',
  create: { by: SUPERVISORS },
  correct: { by: [...SUPERVISORS, '农业农村@county'], in: ['recorded'] },
  transitions: {
    close: {
      label: '闭环',
      from: ['recorded'],
      to: 'closed',
      by: SUPERVISORS,
      duty: 'reviewer',
      evidence: ['files'],
      refuse: row => [
        ...row.openProblems.map(p => ({ where: 'problems', message: `“${p}”还没有整改` })),
        ...(row.passed === false && row.problems.length === 0
          ? [{ where: 'problems', message: '没有通过的，须列出问题' }]
          : []),
      ],
    },
    reopen: {
      label: '重新整改',
      from: ['closed'],
      to: 'recorded',
      by: SUPERVISORS,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    rectify: {
      label: '整改调查质量问题',
      clause: '调查质量保证与质量控制要求',
      by: '调查组织单位',
      while: ['recorded'],
      after: { field: 'nextDue' },
      days: 0,
    },
  },
  list: ['survey', 'region', 'kind', 'heldOn', 'passed', 'openProblems', 'nextDue', 'state'],
  filters: ['region', 'state', 'kind', 'survey', 'passed'],
  search: ['opinion', 'note'],
  sort: '-heldOn',
})
