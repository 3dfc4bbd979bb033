import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

export const QUESTION_KINDS = ['单选', '多选', '填空'] as const

export interface Question {
  no: string
  question: string
  kind: (typeof QUESTION_KINDS)[number]
  options: readonly string[]
  required: boolean | null
}

/** Why these answers cannot stand: what is missing, what was not asked, what was not offered. */
export function answerFaults(
  questions: readonly Question[],
  answers: readonly { no: string; answer: readonly string[] }[],
) {
  return [
    ...answers.flatMap((a, i) => {
      const q = questions.find(x => x.no === a.no)
      const where = `answers.${i}.answer`
      if (!q) return [{ where: `answers.${i}.no`, message: `问卷里没有第“${a.no}”题` }]
      if (answers.findIndex(x => x.no === a.no) < i) return [{ where, message: `第${a.no}题答了两次` }]
      if (q.kind !== '多选' && a.answer.length > 1) return [{ where, message: `第${a.no}题只能有一个回答` }]
      const strange = q.kind === '填空' ? [] : a.answer.filter(x => !q.options.includes(x))
      return strange.map(x => ({ where, message: `第${a.no}题没有“${x}”这个选项` }))
    }),
    ...questions
      .filter(q => q.required && !answers.some(a => a.no === q.no && a.answer.some(x => x.trim())))
      .map(q => ({ where: 'answers', message: `第${q.no}题“${q.question}”必答` })),
  ]
}

/** 调查问卷: asked of the persons who answer for key units; who has answered what is counted as answers come in. */
export const questionnaire = defineRegister({
  id: 'questionnaire',
  name: '重点监管单位调查问卷',
  module: 'M10',
  basis: ['年度土壤污染防治工作计划'],
  purpose: '向在册重点监管单位负责人发放问卷，回收率和各题结果自动汇总。',
  fields: {
    title: f.text('问卷名称', { required: true }),
    intro: f.text('说明', { long: true }),
    due: f.day('回收期限', { required: true }),
    questions: f.rows('题目', {
      no: f.text('题号', { required: true }),
      question: f.text('题目', { required: true }),
      kind: f.choice('题型', QUESTION_KINDS, { required: true }),
      options: f.texts('选项'),
      required: f.boolean('必答'),
    }),
    sentOn: f.day('发放日期', { past: true }),
    sent: f.integer('发放', { derived: true, unit: '份' }),
    answered: f.integer('回收', { derived: true, unit: '份' }),
    share: f.decimal('回收率', { derived: true, unit: '%' }),
    tally: f.rows(
      '各题结果',
      { no: f.text('题号'), option: f.text('选项'), count: f.integer('人数') },
      { derived: true },
    ),
    report: f.text('分析结论', { long: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  check: row =>
    row.questions.flatMap((q, i) => [
      ...(q.kind !== '填空' && q.options.length < 2
        ? [{ where: `questions.${i}.options`, message: `第${q.no}题是${q.kind}题，至少要有两个选项` }]
        : []),
      ...(row.questions.findIndex(x => x.no === q.no) < i
        ? [{ where: `questions.${i}.no`, message: `题号“${q.no}”重复` }]
        : []),
    ]),
  derive: row => ({
    share:
      row.sent === null || row.sent === 0 || row.answered === null
        ? null
        : percentage(String(row.answered), String(row.sent)),
  }),
  states: { draft: '编制中', sent: '已发放', closed: '已汇总' },
  initial: 'draft',
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['draft'] },
  transitions: {
    send: {
      label: '发放',
      from: ['draft'],
      to: 'sent',
      by: ECOLOGY,
      duty: 'reviewer',
      single: true,
      refuse: row => (row.questions.length > 0 ? [] : [{ where: 'questions', message: '问卷里没有题目' }]),
      sets: (_, { effective }) => ({ sentOn: effective }),
    },
    close: {
      label: '汇总结束',
      from: ['sent'],
      to: 'closed',
      by: ECOLOGY,
      duty: 'reviewer',
      asks: ['report'],
      needs: ['report'],
      refuse: row => (row.answered ? [] : [{ where: 'answered', message: '一份也没有收回，没有可以汇总的结果' }]),
    },
  },
  list: ['title', 'region', 'sentOn', 'due', 'sent', 'answered', 'share', 'state'],
  filters: ['region', 'state', 'due'],
  search: ['title', 'note'],
})

/** 问卷答卷: one unit's copy of a questionnaire. */
export const questionnaireAnswer = defineRegister({
  id: 'questionnaire-answer',
  name: '重点监管单位问卷答卷',
  module: 'M10',
  subject: 'organisation',
  basis: ['年度土壤污染防治工作计划'],
  purpose: '企业负责人在自己的账号里作答。',
  fields: {
    questionnaire: f.ref('问卷', 'questionnaire', { required: true, indexed: true }),
    title: f.text('问卷名称', { derived: true }),
    due: f.day('回收期限', { derived: true }),
    questions: f.rows(
      '题目',
      {
        no: f.text('题号', { required: true }),
        question: f.text('题目', { required: true }),
        kind: f.choice('题型', QUESTION_KINDS, { required: true }),
        options: f.texts('选项'),
        required: f.boolean('必答'),
      },
      { derived: true },
    ),
    respondent: f.text('答卷人', { secrecy: 'personal' }),
    position: f.text('职务'),
    answers: f.rows('回答', { no: f.text('题号', { required: true }), answer: f.texts('回答') }),
    answeredOn: f.day('答卷日期', { past: true }),
  },
  key: ['subject', 'questionnaire'],
  // Title, day and questions are those of the questionnaire: server/effects/questionnaire.ts copies them.
  derive: () => ({}),
  states: { sent: '待答', answered: '已答', cancelled: '已作废' },
  initial: 'sent',
  ended: ['cancelled'],
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['sent'] },
  transitions: {
    answer: {
      label: '提交答卷',
      from: ['sent'],
      to: 'answered',
      by: ['operator'],
      asks: ['respondent', 'position', 'answers'],
      needs: ['respondent', 'position', 'answers'],
      refuse: row => answerFaults(row.questions, row.answers),
      sets: (_, { effective }) => ({ answeredOn: effective }),
    },
    sendBack: {
      label: '退回重答',
      from: ['answered'],
      to: 'sent',
      by: ECOLOGY,
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ answeredOn: null }),
    },
    cancel: { label: '作废', from: ['sent'], to: 'cancelled', by: ECOLOGY, reason: 'required' },
  },
  duties: {
    answer: {
      label: '回答调查问卷',
      clause: '年度土壤污染防治工作计划',
      by: '企业负责人',
      while: ['sent', 'answered'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'answeredOn' },
    },
  },
  list: ['subject', 'region', 'questionnaire', 'due', 'position', 'answeredOn', 'state'],
  filters: ['region', 'state', 'questionnaire'],
})
