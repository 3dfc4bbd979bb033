import { f } from '@jingtu/core/field.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const CATEGORIES = Array.from({ length: 50 }, (_, i) => `HW${String(i + 1).padStart(2, '0')}`)

/** 特殊类别危险废物信息通报: what is told to whom, and who has answered; units are told in their workbench the same moment. */
export const hazardousWasteBulletin = defineRegister({
  id: 'hazardous-waste-bulletin',
  name: '特殊类别危险废物信息通报',
  module: 'M17',
  basis: ['固体废物污染环境防治法第七十五条', '县级净土保卫战实施方案'],
  purpose: '特殊类别危险废物的去向、能力和违法警示通报；签署自律公约的综合处置企业自动列入接收单位。',
  fields: {
    title: f.text('标题', { required: true }),
    kind: f.choice('类型', ['去向异常', '处置能力紧张', '价格异常', '非法转移警示', '特殊类别管理要求'], {
      required: true,
    }),
    categories: f.choices('废物类别', CATEGORIES, { required: true }),
    content: f.text('通报内容', { required: true, long: true }),
    recipients: f.refs('接收单位', 'unit'),
    issuedOn: f.day('通报日期', { indexed: true, past: true }),
    answerBy: f.day('反馈期限', { derived: true }),
    answers: f.rows('反馈', {
      unit: f.unit('单位', { required: true }),
      on: f.day('日期', { required: true, past: true }),
      measure: f.text('采取的措施', { required: true }),
    }),
    unanswered: f.refs('没有反馈的单位', 'unit', { derived: true }),
    closedOn: f.day('办结日期', { past: true }),
  },
  key: ['title'],
  visibleWhen: { issuedOn: ['issued', 'closed'], closedOn: ['closed'] },
  check: row => [
    ...row.answers
      .filter(a => row.state !== 'draft' && !row.recipients.includes(a.unit))
      .map(() => ({ where: 'answers', message: '反馈单位不在接收单位中' })),
  ],
  derive: row => ({
    answerBy: row.issuedOn ? addDays(row.issuedOn, parameterOn('bulletin.answerDays', row.issuedOn).value) : null,
    unanswered: row.recipients.filter(u => !row.answers.some(a => a.unit === u)),
  }),
  states: { draft: '拟稿', issued: '已通报', closed: '已办结' },
  initial: 'draft',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['draft', 'issued'] },
  transitions: {
    issue: {
      label: '发出通报',
      from: ['draft'],
      to: 'issued',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      single: true,
      sets: (_, { effective }) => ({ issuedOn: effective }),
    },
    close: {
      label: '办结',
      from: ['issued'],
      to: 'closed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row =>
        row.unanswered.length > 0
          ? [{ where: 'answers', message: `还有 ${row.unanswered.length} 个单位没有反馈` }]
          : [],
      sets: (_, { effective }) => ({ closedOn: effective }),
    },
  },
  duties: {
    answer: {
      label: '接收单位反馈通报办理情况',
      clause: '特殊类别危险废物信息通报机制',
      by: '接收单位',
      while: ['issued', 'closed'],
      after: { field: 'answerBy' },
      days: 0,
      met: { field: 'closedOn' },
    },
  },
  list: ['title', 'kind', 'region', 'categories', 'issuedOn', 'answerBy', 'unanswered', 'state'],
  filters: ['region', 'state', 'kind', 'categories', 'issuedOn'],
  search: ['title', 'content'],
})
