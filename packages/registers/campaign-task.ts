import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KEEPERS = ['county', 'city', 'lead'] as const

/** 专项行动任务: pilots, upgrades, battles and events that no register of their own waits for; done means shown, not said. */
export const campaignTask = defineRegister({
  id: 'campaign-task',
  name: '专项行动与试点任务',
  module: 'M25',
  basis: ['年度工作计划', '专项行动方案'],
  purpose: '先行区、无废城市、攻坚战、提标改造、产品淘汰和各类试点的任务：分步期限、指标、改造后监测和活动记录。',
  fields: {
    campaign: f.text('专项行动', { required: true, indexed: true, secrecy: 'public', hint: '同一任务组写同一名称' }),
    theme: f.choice(
      '主题',
      [
        '先行区建设',
        '无废城市建设',
        '农业农村污染治理攻坚战',
        '提标改造',
        '落后产品淘汰',
        '资源化利用示范',
        '垃圾分类试点',
        '其他',
      ],
      { required: true, secrecy: 'public' },
    ),
    kind: f.choice('性质', ['任务', '试点', '提标改造', '活动'], { required: true, secrecy: 'public' }),
    title: f.text('任务', { required: true, secrecy: 'public' }),
    lead: f.unit('责任单位', { required: true, indexed: true }),
    partners: f.refs('配合单位', 'unit'),
    site: f.ref('场所', 'site', { indexed: true }),
    villages: f.refs('涉及村庄', 'village'),
    due: f.day('期限', { required: true, indexed: true, secrecy: 'public' }),
    steps: f.rows('分步安排', {
      step: f.text('内容', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
      proof: f.files('佐证'),
    }),
    nextStep: f.text('下一步', { derived: true }),
    nextDue: f.day('下一步期限', { derived: true }),
    target: f.decimal('目标值'),
    actual: f.decimal('完成值'),
    measure: f.text('计量单位'),
    progress: f.decimal('完成比例', { derived: true, unit: '%', secrecy: 'public' }),
    monitoring: f.rows('改造后监测', {
      item: f.text('特征污染物', { required: true, hint: '重点重金属、持久性有机物等' }),
      limit: f.decimal('限值', { required: true, min: 0 }),
      unit: f.text('单位', { required: true }),
      result: f.decimal('结果', { min: 0 }),
      on: f.day('监测日期', { past: true }),
    }),
    exceeded: f.texts('超过限值', { derived: true }),
    events: f.rows('活动记录', {
      on: f.day('日期', { required: true, past: true }),
      what: f.text('内容', { required: true }),
      people: f.integer('参加人数', { min: 0, unit: '人' }),
      photos: f.files('照片'),
    }),
    people: f.integer('累计参加', { derived: true, unit: '人' }),
    summary: f.text('完成情况', { long: true }),
    evidence: f.files('佐证材料'),
    doneOn: f.day('完成日期', { secrecy: 'public', past: true }),
    gaps: f.texts('尚缺', { derived: true }),
  },
  key: ['campaign', 'title'],
  check: row =>
    row.steps
      .filter(s => s.due > row.due)
      .map(s => ({ where: 'steps', message: `“${s.step}”的期限 ${s.due} 晚于任务期限 ${row.due}` })),
  derive: row => {
    const next = row.steps.filter(s => !s.doneOn).sort((a, b) => (a.due < b.due ? -1 : 1))[0]
    const share = row.target !== null && row.actual !== null ? percentage(row.actual, row.target) : null
    // What is measured after an upgrade is measured once its last step is done.
    const upgraded = row.steps.every(s => s.doneOn)
      ? (row.steps
          .map(s => s.doneOn!)
          .sort()
          .at(-1) ?? null)
      : null
    const exceeded = row.monitoring
      .filter(m => m.result !== null && compareDecimals(m.result, m.limit) > 0)
      .map(m => `${m.item} ${m.result} ${m.unit}，超过 ${m.limit}`)
    return {
      nextStep: next?.step ?? null,
      nextDue: next?.due ?? null,
      progress: share === 'not-applicable' ? null : share,
      exceeded,
      people: row.events.length === 0 ? null : row.events.reduce((n, e) => n + (e.people ?? 0), 0),
      gaps: [
        ...row.steps.filter(s => !s.doneOn).map(s => `“${s.step}”没有完成`),
        ...row.steps.filter(s => s.doneOn && s.proof.length === 0).map(s => `“${s.step}”没有佐证`),
        ...(row.target !== null && row.actual === null ? ['没有填报完成值'] : []),
        ...(row.target !== null && row.actual !== null && compareDecimals(row.actual, row.target) < 0
          ? [`完成 ${row.actual}，目标 ${row.target}`]
          : []),
        ...(row.kind === '提标改造' && row.monitoring.length === 0 ? ['没有列出改造后监测的特征污染物'] : []),
        ...(row.kind === '提标改造' && row.steps.length === 0 ? ['没有登记改造工程的完工步骤'] : []),
        ...row.monitoring.filter(m => m.result === null || !m.on).map(m => `“${m.item}”没有监测结果`),
        ...row.monitoring
          .filter(m => row.kind === '提标改造' && m.on && upgraded && m.on < upgraded)
          .map(m => `“${m.item}”的监测（${m.on}）早于改造完成（${upgraded}）`),
        ...exceeded,
        ...(row.kind === '活动' && row.events.length === 0 ? ['没有活动记录'] : []),
        ...row.events.filter(e => e.photos.length === 0).map(e => `${e.on} 的活动没有照片`),
      ],
    }
  },
  states: { planned: '未开始', running: '进行中', done: '待验收', accepted: '已完成', cancelled: '已取消' },
  initial: 'planned',
  ended: ['cancelled'],
  create: { by: ['county', 'city'] },
  correct: { by: KEEPERS, in: ['planned', 'running'] },
  transitions: {
    start: { label: '开始', from: ['planned'], to: 'running', by: KEEPERS },
    finish: {
      label: '报完成',
      from: ['planned', 'running'],
      to: 'done',
      by: KEEPERS,
      asks: ['steps', 'actual', 'monitoring', 'events', 'summary', 'evidence'],
      needs: ['summary'],
      evidence: ['evidence'],
      refuse: row => row.gaps.map(message => ({ where: 'gaps', message })),
      sets: (_, { effective }) => ({ doneOn: effective }),
    },
    accept: { label: '验收', from: ['done'], to: 'accepted', by: ['county', 'city'], duty: 'reviewer' },
    sendBack: {
      label: '退回',
      from: ['done', 'accepted'],
      to: 'running',
      by: ['county', 'city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ doneOn: null }),
    },
    cancel: {
      label: '取消',
      from: ['planned', 'running'],
      to: 'cancelled',
      by: ['county', 'city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    step: {
      label: '完成下一步',
      clause: '专项行动方案',
      by: '责任单位',
      while: ['planned', 'running'],
      after: { field: 'nextDue' },
      days: 0,
    },
    finish: {
      label: '完成专项行动任务',
      clause: '专项行动方案；年度工作计划',
      by: '责任单位',
      while: ['planned', 'running', 'done', 'accepted'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'doneOn' },
    },
  },
  relations: { lead: 'lead' },
  publish: { fields: ['campaign', 'title', 'theme', 'region', 'due', 'progress', 'doneOn'], in: ['accepted'] },
  list: ['campaign', 'title', 'kind', 'region', 'lead', 'nextDue', 'due', 'progress', 'state'],
  filters: ['region', 'state', 'campaign', 'theme', 'kind', 'lead', 'due'],
  search: ['campaign', 'title'],
})
