import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'

/** 网格巡查任务: what a cell of the grid looks at by when, with readings of calibrated devices; what is found becomes a clue. */
export const patrolTask = defineRegister({
  id: 'patrol-task',
  name: '网格巡查任务',
  module: 'M22',
  basis: ['省级土壤污染防治工作方案：充分利用环境监管网格'],
  purpose: '按网格下达的土壤环境巡查，快速检测读数须用有效装备，发现问题自动转为线索，按周期续排。',
  fields: {
    title: f.text('巡查内容', { required: true, indexed: true }),
    cell: f.ref('网格', 'grid-cell', { indexed: true }),
    site: f.ref('巡查对象', 'site', { indexed: true }),
    due: f.day('完成期限', { required: true, indexed: true }),
    everyMonths: f.integer('巡查周期', { min: 1, max: 24, unit: '月' }),
    equipment: f.refs('配备装备', 'response-equipment'),
    patroller: f.text('巡查人'),
    patrolledOn: f.day('巡查日期', { past: true }),
    readings: f.rows('快速检测', {
      item: f.text('项目', { required: true }),
      value: f.decimal('读数', { required: true, min: 0 }),
      limit: f.decimal('参考限值', { required: true, min: 0 }),
      unit: f.text('单位', { required: true }),
      device: f.ref('仪器', 'response-equipment', { required: true }),
    }),
    exceeded: f.texts('超过参考限值', { derived: true }),
    found: f.text('巡查情况', { long: true }),
    problem: f.boolean('发现问题'),
    photos: f.files('照片'),
    clue: f.ref('转出的线索', 'clue', { indexed: true, hint: '发现问题时由系统填写' }),
  },
  derive: row => ({
    exceeded: row.readings
      .filter(r => compareDecimals(r.value, r.limit) > 0)
      .map(r => `${r.item} ${r.value} ${r.unit}`),
  }),
  states: { issued: '待巡查', done: '已巡查' },
  initial: 'issued',
  create: { by: ['生态环境@county', '生态环境@city', 'township'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['issued'] },
  transitions: {
    patrol: {
      label: '登记巡查',
      from: ['issued'],
      to: 'done',
      by: ['township', '生态环境@county'],
      asks: ['cell', 'patroller', 'patrolledOn', 'readings', 'found', 'problem', 'photos'],
      needs: ['cell', 'patroller', 'patrolledOn', 'found', 'problem'],
      refuse: row =>
        row.exceeded.length > 0 && row.problem === false
          ? [{ where: 'problem', message: `${row.exceeded.join('、')} 超过参考限值，不能登记为没有发现问题` }]
          : [],
    },
  },
  duties: {
    patrol: owed('网格监管责任人', '网格巡查', '网格化监管制度', ['issued', 'done'], 'due', null, 'patrolledOn'),
  },
  list: ['title', 'region', 'cell', 'site', 'due', 'patrolledOn', 'problem', 'state'],
  filters: ['region', 'state', 'cell', 'due', 'problem'],
  search: ['title'],
  sort: '-due',
})
