import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'
import { TOPICS } from './enforcement-officer.ts'

const BUREAUS = ['生态环境@county', '生态环境@city'] as const

/** 执法培训计划: who is to be trained in what this year; when it is held, it stands with every officer who passed. */
export const trainingPlan = defineRegister({
  id: 'training-plan',
  name: '执法人员培训计划',
  module: 'M22',
  basis: ['县级土壤污染防治工作方案：土壤环境执法人员培训计划'],
  purpose: '年度培训计划和完成情况；举办后自动记入每名执法人员的培训记录。',
  fields: {
    title: f.text('班次', { required: true }),
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    topic: f.choice('内容', TOPICS, { required: true }),
    hours: f.decimal('学时', { required: true, min: 1 }),
    planOn: f.day('计划日期', { required: true }),
    audience: f.refs('培训对象', 'enforcement-officer'),
    heldOn: f.day('举办日期'),
    attended: f.rows('参训情况', {
      officer: f.ref('执法人员', 'enforcement-officer', { required: true }),
      passed: f.boolean('考核合格', { required: true }),
    }),
    passedShare: f.decimal('培训合格率', { derived: true, unit: '%' }),
    files: f.files('签到和考核材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'year'],
  check: row =>
    row.attended.flatMap((a, i) =>
      row.audience.includes(a.officer)
        ? []
        : [{ where: `attended.${i}.officer`, message: `“参训情况”第${i + 1}行：不在培训对象中` }],
    ),
  derive: row => {
    const passed = new Set(row.attended.filter(a => a.passed).map(a => a.officer)).size
    const share = row.heldOn ? percentage(String(passed), String(row.audience.length)) : 'not-applicable'
    return { passedShare: share === 'not-applicable' ? null : share }
  },
  states: { planned: '已计划', held: '已举办', cancelled: '已取消' },
  initial: 'planned',
  ended: ['cancelled'],
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['planned'] },
  transitions: {
    hold: {
      label: '登记举办',
      from: ['planned'],
      to: 'held',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['heldOn', 'attended', 'files'],
      needs: ['heldOn', 'attended'],
      evidence: ['files'],
      refuse: row => (row.audience.length === 0 ? [{ where: 'audience', message: '没有培训对象' }] : []),
    },
    cancel: { label: '取消', from: ['planned'], to: 'cancelled', by: BUREAUS, reason: 'required' },
  },
  duties: {
    hold: owed('生态环境部门', '举办执法培训', '年度培训计划', ['planned', 'held'], 'planOn', null, 'heldOn'),
  },
  list: ['title', 'region', 'year', 'topic', 'planOn', 'heldOn', 'passedShare', 'state'],
  filters: ['region', 'state', 'year', 'topic'],
  search: ['title', 'note'],
})
