import { f } from '@jingtu/core/field.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

/** The day the stage after a state is planned for. */
const NEXT = {
  proposed: 'approvalBy',
  approved: 'draftBy',
  drafted: 'commentBy',
  consulted: 'reviewBy',
  reviewed: 'publishBy',
} as const
const MAKERS = ['生态环境@county', '生态环境@city', '生态环境@province', '司法@city', '市场监管@city', 'lead'] as const

/** 标准与制度制定: standards, guides and local rules from the decision to make them to the day they hold, each stage with its day. */
export const ruleMaking = defineRegister({
  id: 'rule-making',
  name: '标准与制度制定',
  module: 'M25',
  basis: ['标准化法', '地方标准管理办法', '规章制定程序条例'],
  purpose: '地方标准、技术规范、技术指南、管理办法和地方性法规的立项、起草、征求意见、审查、发布与施行。',
  fields: {
    title: f.text('名称', { required: true, secrecy: 'public' }),
    kind: f.choice('类型', ['地方标准', '技术规范', '技术指南', '管理办法', '地方性法规'], {
      required: true,
      secrecy: 'public',
    }),
    lead: f.unit('牵头单位', { required: true, indexed: true }),
    drafters: f.texts('起草单位', { secrecy: 'public' }),
    approvalBy: f.day('计划立项'),
    draftBy: f.day('计划完成起草'),
    commentBy: f.day('计划征求意见'),
    reviewBy: f.day('计划审查'),
    publishBy: f.day('计划发布'),
    stageDue: f.day('当前阶段期限', { derived: true, indexed: true }),
    approval: f.text('立项文号'),
    approvedOn: f.day('立项日期', { past: true }),
    draftedOn: f.day('完成起草日期', { past: true }),
    draft: f.files('征求意见稿'),
    commentsFrom: f.day('征求意见起'),
    commentsUntil: f.day('征求意见止', { secrecy: 'public' }),
    comments: f.rows('意见', {
      from: f.text('提出单位', { required: true }),
      opinion: f.text('意见', { required: true }),
      handled: f.choice('处理', ['采纳', '部分采纳', '不采纳']),
      why: f.text('不采纳的理由'),
    }),
    unhandled: f.integer('没有处理的意见', { derived: true, unit: '条' }),
    experts: f.texts('审查专家'),
    review: f.files('审查意见'),
    reviewedOn: f.day('审查日期', { past: true }),
    number: f.text('编号或文号', { secrecy: 'public' }),
    text: f.files('正式文本', { secrecy: 'public' }),
    publishedOn: f.day('发布日期', { secrecy: 'public', past: true }),
    validFrom: f.day('施行日期', { indexed: true, secrecy: 'public' }),
    validUntil: f.day('失效日期', { indexed: true, secrecy: 'public' }),
    replaces: f.refs('代替', 'rule-making'),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'kind'],
  check: row => {
    const days = [row.approvalBy, row.draftBy, row.commentBy, row.reviewBy, row.publishBy].filter(d => d !== null)
    return [
      ...(days.some((d, i) => i > 0 && d! < days[i - 1]!)
        ? [{ where: 'publishBy', message: '各阶段的计划日期应依次在后' }]
        : []),
      ...(row.validFrom && row.publishedOn && row.validFrom < row.publishedOn
        ? [{ where: 'validFrom', message: '施行日期早于发布日期' }]
        : []),
      ...row.comments
        .filter(c => c.handled === '不采纳' && !c.why)
        .map(c => ({ where: 'comments', message: `不采纳“${c.from}”的意见，须写明理由` })),
    ]
  },
  derive: row => ({
    stageDue: row.state in NEXT ? row[NEXT[row.state as keyof typeof NEXT]] : null,
    unhandled: row.comments.filter(c => !c.handled).length,
  }),
  states: {
    proposed: '拟立项',
    approved: '已立项',
    drafted: '已起草',
    consulted: '征求意见',
    reviewed: '已审查',
    published: '已发布',
    repealed: '已废止',
    stopped: '已中止',
  },
  initial: 'proposed',
  ended: ['repealed', 'stopped'],
  create: { by: ['生态环境@county', '生态环境@city', '生态环境@province'] },
  correct: { by: MAKERS, in: ['proposed', 'approved', 'drafted', 'consulted', 'reviewed'] },
  transitions: {
    approve: {
      label: '立项',
      from: ['proposed'],
      to: 'approved',
      by: ['生态环境@city', '生态环境@province', '市场监管@city', '司法@city'],
      duty: 'reviewer',
      asks: ['approval'],
      needs: ['approval'],
      sets: (_, { effective }) => ({ approvedOn: effective }),
    },
    draft: {
      label: '完成起草',
      from: ['approved'],
      to: 'drafted',
      by: MAKERS,
      asks: ['draft', 'drafters'],
      needs: ['drafters'],
      evidence: ['draft'],
      sets: (_, { effective }) => ({ draftedOn: effective }),
    },
    consult: {
      label: '公开征求意见',
      from: ['drafted'],
      to: 'consulted',
      by: MAKERS,
      asks: ['commentsFrom', 'commentsUntil'],
      needs: ['commentsFrom', 'commentsUntil'],
      refuse: row => {
        if (!row.commentsFrom || !row.commentsUntil) return []
        const { value, note } = parameterOn('rule.commentDays', row.commentsFrom)
        return addDays(row.commentsFrom, value - 1) > row.commentsUntil
          ? [{ where: 'commentsUntil', message: `征求意见不少于 ${value} 日：${note}` }]
          : []
      },
    },
    review: {
      label: '审查通过',
      from: ['consulted'],
      to: 'reviewed',
      by: ['生态环境@city', '生态环境@province', '市场监管@city', '司法@city'],
      duty: 'reviewer',
      asks: ['experts', 'review', 'comments'],
      evidence: ['review'],
      refuse: (row, { effective }) => [
        ...(row.commentsUntil && effective <= row.commentsUntil
          ? [{ where: 'commentsUntil', message: `征求意见到 ${row.commentsUntil} 才截止` }]
          : []),
        ...(row.unhandled ? [{ where: 'comments', message: `还有 ${row.unhandled} 条意见没有处理` }] : []),
        ...(row.experts.length > 0 ? [] : [{ where: 'experts', message: '没有写明审查专家' }]),
      ],
      sets: (_, { effective }) => ({ reviewedOn: effective }),
    },
    sendBack: {
      label: '退回修改',
      from: ['drafted', 'consulted', 'reviewed'],
      to: 'approved',
      by: ['生态环境@city', '生态环境@province', '市场监管@city', '司法@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ draftedOn: null, reviewedOn: null }),
    },
    publish: {
      label: '发布',
      from: ['reviewed'],
      to: 'published',
      by: ['生态环境@city', '生态环境@province', '市场监管@city', '司法@city', '政府@city', '政府@county'],
      duty: 'reviewer',
      single: true,
      asks: ['number', 'text', 'validFrom', 'replaces'],
      needs: ['number', 'validFrom'],
      evidence: ['text'],
      sets: (_, { effective }) => ({ publishedOn: effective }),
    },
    repeal: {
      label: '废止',
      from: ['published'],
      to: 'repealed',
      by: ['生态环境@city', '生态环境@province', '市场监管@city', '司法@city', '政府@city', '政府@county'],
      duty: 'reviewer',
      reason: 'required',
      sets: (row, { effective }) => ({ validUntil: row.validUntil ?? effective }),
    },
    stop: {
      label: '中止',
      from: ['proposed', 'approved', 'drafted', 'consulted', 'reviewed'],
      to: 'stopped',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    stage: {
      label: '按计划完成当前阶段',
      clause: '年度标准和制度制定计划',
      by: '牵头单位',
      while: ['proposed', 'approved', 'drafted', 'consulted', 'reviewed'],
      after: { field: 'stageDue' },
      days: 0,
    },
  },
  relations: { lead: 'lead' },
  publish: {
    fields: ['title', 'kind', 'region', 'number', 'publishedOn', 'validFrom', 'validUntil', 'state'],
    in: ['consulted', 'published', 'repealed'],
  },
  list: ['title', 'kind', 'region', 'lead', 'stageDue', 'unhandled', 'number', 'validFrom', 'state'],
  filters: ['region', 'state', 'kind', 'lead', 'stageDue', 'validFrom', 'validUntil'],
  search: ['title', 'number', 'note'],
})
