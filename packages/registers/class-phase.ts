import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CLASSES } from '@jingtu/standards/farmland-classification-2019/point.ts'

/** 阶段性动态调整: the adjustments of one phase under its scheme; cases come in by themselves as classes are adjusted. */
export const classPhase = defineRegister({
  id: 'class-phase',
  name: '耕地类别阶段性动态调整',
  module: 'M05',
  basis: [
    '农用地土壤环境质量类别划分技术指南（环办土壤〔2019〕53号）',
    '耕地土壤环境质量类别阶段性动态调整工作实施方案（各省）',
  ],
  purpose: '按实施方案在一个阶段内集中调整类别：列入的单元逐个调整或不调整并说明理由，全部有结果才能结束。',
  fields: {
    name: f.text('阶段名称', { required: true, secrecy: 'public' }),
    scheme: f.text('实施方案文号', { required: true }),
    schemeFiles: f.files('实施方案'),
    beginsOn: f.day('开始日期', { required: true }),
    endsOn: f.day('完成期限', { required: true }),
    units: f.refs('列入的评价单元', 'farmland-unit', { required: true }),
    kept: f.rows('不调整的单元', {
      unit: f.ref('评价单元', 'farmland-unit', { required: true }),
      reason: f.text('理由', { required: true }),
    }),
    cases: f.rows('调整情况', {
      unit: f.ref('评价单元', 'farmland-unit', { required: true }),
      class: f.choice('原类别', CLASSES),
      newClass: f.choice('拟定类别', CLASSES),
      outcome: f.choice('结果', ['调整中', '已调整', '不予调整'], { required: true }),
      on: f.day('日期', { required: true, past: true }),
    }),
    decided: f.integer('已有结果', { derived: true, unit: '个' }),
    undecided: f.integer('还没有结果', { derived: true, unit: '个' }),
    progress: f.decimal('完成率', { derived: true, unit: '%' }),
    report: f.files('阶段总结'),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  check: row => [
    ...(row.endsOn < row.beginsOn ? [{ where: 'endsOn', message: '完成期限早于开始日期' }] : []),
    ...row.kept.flatMap((k, i) =>
      row.units.includes(k.unit)
        ? row.cases.some(x => x.unit === k.unit && x.outcome === '已调整')
          ? [{ where: `kept.${i}.unit`, message: '该单元在本阶段已经调整' }]
          : []
        : [{ where: `kept.${i}.unit`, message: '不在列入的评价单元里' }],
    ),
  ],
  derive: row => {
    const units = [...new Set(row.units)]
    const decided = units.filter(
      u => row.kept.some(k => k.unit === u) || row.cases.some(x => x.unit === u && x.outcome !== '调整中'),
    ).length
    return {
      decided,
      undecided: units.length - decided,
      progress: units.length === 0 ? null : percentage(String(decided), String(units.length)),
    }
  },
  states: { running: '进行中', finished: '已结束' },
  initial: 'running',
  create: { by: ['农业农村@county', '农业农村@city'] },
  correct: { by: ['农业农村@county', '农业农村@city'], in: ['running'] },
  transitions: {
    finish: {
      label: '结束阶段',
      from: ['running'],
      to: 'finished',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['report'],
      evidence: ['report'],
      refuse: row =>
        (row.undecided ?? 0) > 0 || row.decided === null
          ? [{ where: 'units', message: `还有 ${row.undecided} 个单元没有结果：调整或写明不调整的理由` }]
          : [],
    },
  },
  duties: {
    finish: {
      label: '完成阶段性动态调整',
      clause: '阶段性动态调整工作实施方案',
      by: '县级农业农村部门',
      while: ['running'],
      after: { field: 'endsOn' },
      days: 0,
    },
  },
  list: ['name', 'region', 'beginsOn', 'endsOn', 'decided', 'undecided', 'progress', 'state'],
  filters: ['region', 'state'],
  search: ['name', 'scheme', 'note'],
})
