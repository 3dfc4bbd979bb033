import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const TYPES = ['产粮大县', '产油大县', '蔬菜产业重点县', '生猪大县'] as const
/** Counties of these kinds have to make a scheme. */
const OBLIGED: readonly string[] = ['产粮大县', '产油大县', '蔬菜产业重点县']

/** 土壤环境保护方案: which counties have to make one, whether they have, and what they promised for each year. */
export const soilProtectionScheme = defineRegister({
  id: 'soil-protection-scheme',
  name: '县级土壤环境保护方案',
  module: 'M06',
  basis: ['土壤污染防治行动计划（七）'],
  purpose: '产粮（油）大县和蔬菜产业重点县制定土壤环境保护方案，逐年落实任务；生猪大县只作标记。',
  fields: {
    types: f.choices('县的类型', TYPES, { required: true, secrecy: 'public' }),
    national: f.boolean('国家级', { secrecy: 'public' }),
    typeBasis: f.text('认定文件', { required: true }),
    obliged: f.boolean('须制定方案', { derived: true, secrecy: 'public' }),
    due: f.day('方案制定期限'),
    document: f.text('方案文号', { secrecy: 'public' }),
    approvedOn: f.day('批准日期', { secrecy: 'public', past: true }),
    files: f.files('方案'),
    tasks: f.rows('年度任务', {
      year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
      task: f.text('任务', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
      proof: f.files('完成证明'),
    }),
    open: f.integer('未完成任务', { derived: true, unit: '项' }),
    nextDue: f.day('最近的期限', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['typeBasis'],
  keyScope: 'region',
  requiredWhen: { due: row => row.types.some(t => OBLIGED.includes(t)) },
  check: row =>
    row.tasks.flatMap((t, i) => [
      ...(t.doneOn && t.proof.length === 0
        ? [{ where: `tasks.${i}.proof`, message: `“年度任务”第${i + 1}行：没有完成证明` }]
        : []),
      ...(t.due.startsWith(`${t.year}-`)
        ? []
        : [{ where: `tasks.${i}.due`, message: `“年度任务”第${i + 1}行：期限不在 ${t.year} 年` }]),
    ]),
  derive: row => {
    const open = row.tasks.filter(t => !t.doneOn)
    return {
      obliged: row.types.some(t => OBLIGED.includes(t)),
      open: open.length,
      nextDue: open.map(t => t.due).sort()[0] ?? null,
    }
  },
  states: { none: '没有方案', approved: '已批准', implementing: '实施中', finished: '已完成' },
  initial: 'none',
  create: { by: ['农业农村@county', '农业农村@city'] },
  correct: { by: ['农业农村@county', '农业农村@city'], in: ['none', 'approved', 'implementing'] },
  transitions: {
    approve: {
      label: '批准方案',
      from: ['none'],
      to: 'approved',
      by: ['政府@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['document', 'approvedOn', 'files'],
      needs: ['document', 'approvedOn'],
      evidence: ['files'],
      refuse: row => (row.tasks.length > 0 ? [] : [{ where: 'tasks', message: '方案没有年度任务' }]),
    },
    implement: { label: '开始实施', from: ['approved'], to: 'implementing', by: ['农业农村@county'] },
    finish: {
      label: '完成',
      from: ['implementing'],
      to: 'finished',
      by: ['农业农村@city'],
      duty: 'reviewer',
      refuse: row => (row.open ? [{ where: 'tasks', message: `还有 ${row.open} 项任务没有完成` }] : []),
    },
  },
  duties: {
    approve: {
      label: '制定土壤环境保护方案',
      clause: '土壤污染防治行动计划（七）',
      by: '县级人民政府',
      while: ['none', 'approved', 'implementing', 'finished'],
      when: row => row.obliged === true,
      after: { field: 'due' },
      days: 0,
      met: { field: 'approvedOn' },
    },
    task: {
      label: '完成方案的年度任务',
      clause: '县级土壤环境保护方案',
      by: '县级农业农村部门',
      while: ['approved', 'implementing'],
      after: { field: 'nextDue' },
      days: 0,
    },
  },
  publish: {
    fields: ['region', 'types', 'national', 'document', 'approvedOn', 'state'],
    in: ['approved', 'implementing', 'finished'],
  },
  list: ['region', 'types', 'national', 'obliged', 'due', 'document', 'open', 'nextDue', 'state'],
  filters: ['region', 'state', 'obliged', 'national'],
  search: ['document', 'note'],
})
