import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** The five kinds of places of 重点监管单位土壤污染隐患排查指南. */
export const HAZARD_PLACES = [
  '液体储存区',
  '散装液体转运与厂内运输区',
  '货物储存和运输区',
  '生产区',
  '其他活动区',
] as const

/** 隐患排查“回头看”: one unit looked at again by experts, its problems mended one by one. */
export const hazardRecheck = defineRegister({
  id: 'hazard-recheck',
  name: '隐患排查“回头看”',
  module: 'M10',
  subject: 'organisation',
  basis: ['重点监管单位土壤污染隐患排查指南（试行）', '土壤污染防治法第二十一条第二款第二项'],
  purpose: '专家复查、问题清单、逐项整改和通过；结果计入方案的累计比例和重点监管单位台账。',
  fields: {
    programme: f.ref('方案', 'recheck-programme', { required: true, indexed: true }),
    batch: f.text('批次', { indexed: true }),
    scheduledFor: f.day('计划检查日期', { indexed: true }),
    experts: f.rows('专家', {
      name: f.text('姓名', { required: true }),
      workplace: f.text('单位', { required: true }),
    }),
    checkedOn: f.day('检查日期', { past: true }),
    problems: f.rows('问题清单', {
      place: f.choice('重点场所', HAZARD_PLACES, { required: true }),
      problem: f.text('问题', { required: true }),
      advice: f.text('整改建议', { required: true }),
      due: f.day('整改期限', { required: true }),
      measure: f.text('整改措施'),
      fixedOn: f.day('整改完成日期', { past: true }),
      proof: f.files('佐证'),
    }),
    found: f.integer('问题数', { derived: true, unit: '个' }),
    openProblems: f.integer('未整改问题', { derived: true, unit: '个' }),
    nextDue: f.day('最近整改期限', { derived: true }),
    report: f.files('检查报告'),
    passedOn: f.day('通过日期', { indexed: true, past: true }),
    spotCheck: f.choice('市级抽查', ['合格', '不合格'], { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'programme'],
  check: row =>
    row.problems.flatMap((p, i) => [
      ...(p.fixedOn && row.checkedOn && p.fixedOn < row.checkedOn
        ? [{ where: `problems.${i}.fixedOn`, message: `“问题清单”第${i + 1}行：整改完成早于检查` }]
        : []),
      ...(p.fixedOn && (!p.measure?.trim() || p.proof.length === 0)
        ? [{ where: `problems.${i}.proof`, message: `“问题清单”第${i + 1}行：整改完成须写明措施并附佐证` }]
        : []),
    ]),
  derive: row => {
    const open = row.problems.filter(p => !p.fixedOn)
    return {
      found: row.problems.length,
      openProblems: open.length,
      nextDue: open.map(p => p.due).sort()[0] ?? null,
    }
  },
  states: { scheduled: '已排期', checked: '已检查', fixing: '整改中', passed: '已通过' },
  initial: 'scheduled',
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['scheduled'] },
  transitions: {
    check: {
      label: '登记专家检查',
      from: ['scheduled'],
      to: 'checked',
      by: ECOLOGY,
      asks: ['checkedOn', 'experts', 'problems', 'report'],
      needs: ['checkedOn', 'experts'],
      evidence: ['report'],
    },
    order: {
      label: '交办整改',
      from: ['checked'],
      to: 'fixing',
      by: ECOLOGY,
      refuse: row => (row.found ? [] : [{ where: 'problems', message: '没有发现问题，无需整改，可直接通过' }]),
    },
    fix: {
      label: '填报整改情况',
      from: ['fixing'],
      to: 'fixing',
      by: ['operator', ...ECOLOGY],
      asks: ['problems'],
      needs: ['problems'],
    },
    pass: {
      label: '通过',
      from: ['checked', 'fixing'],
      to: 'passed',
      by: ECOLOGY,
      duty: 'reviewer',
      single: true,
      refuse: row =>
        row.openProblems ? [{ where: 'problems', message: `还有 ${row.openProblems} 个问题没有整改` }] : [],
      sets: (_, { effective }) => ({ passedOn: effective }),
    },
  },
  duties: {
    check: {
      label: '“回头看”专家检查',
      clause: '年度土壤污染防治工作计划',
      by: '县级生态环境部门',
      while: ['scheduled', 'checked', 'fixing', 'passed'],
      after: { field: 'scheduledFor' },
      days: 0,
      met: { field: 'checkedOn' },
    },
    fix: {
      label: '完成“回头看”问题整改',
      clause: '重点监管单位土壤污染隐患排查指南（试行）',
      by: '企业',
      clue: true,
      while: ['fixing'],
      after: { field: 'nextDue' },
      days: 0,
    },
  },
  list: ['subject', 'region', 'programme', 'batch', 'scheduledFor', 'openProblems', 'passedOn', 'state'],
  filters: ['region', 'state', 'programme', 'batch', 'passedOn', 'scheduledFor', 'spotCheck'],
  search: ['batch', 'note'],
})
