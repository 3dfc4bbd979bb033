import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CELL_TYPES } from './zero-waste-cell.ts'

/** Rates the yearly figures of solid waste already hold; what is typed in gives way to them. */
export const FROM_YEAR = {
  大宗固废综合利用率: 'bulkRate',
  焚烧炉渣综合利用率: 'slagRate',
  危险废物利用处置率: 'hazardousRate',
  医疗废物集中处置率: 'medicalRate',
} as const

/** “无废城市”建设年度: indicators against their targets, the tasks done, the cells named by type; counted by the system when handed in. */
export const zeroWasteYear = defineRegister({
  id: 'zero-waste-year',
  name: '“无废城市”建设年度情况',
  module: 'M17',
  basis: ['“无废城市”建设指标体系（2021年版）'],
  purpose: '建设指标、任务完成和“无废细胞”数量；未达到的指标说明原因。',
  fields: {
    year: f.integer('年度', { required: true, min: 2019, max: 2200, secrecy: 'public' }),
    indicators: f.rows('建设指标', {
      name: f.text('指标', { required: true }),
      unit: f.text('单位'),
      better: f.choice('方向', ['不低于', '不高于'], { required: true }),
      target: f.decimal('目标', { required: true }),
      actual: f.decimal('实际', { hint: '固体废物年度统计已有的由系统填写' }),
      why: f.text('未达到的原因'),
    }),
    met: f.integer('达到的指标', { derived: true, unit: '项', secrecy: 'public' }),
    unmet: f.texts('未达到的指标', { derived: true }),
    unknown: f.texts('没有数据的指标', { derived: true }),
    pilotParks: f.integer('应选取的无废园区试点', { min: 0, unit: '家' }),
    pilots: f.integer('已列入的无废园区试点', { derived: true, unit: '家' }),
    cells: f.rows(
      '无废细胞',
      {
        type: f.choice('类型', CELL_TYPES),
        named: f.integer('本年命名'),
        total: f.integer('累计有效'),
      },
      { derived: true, secrecy: 'public' },
    ),
    tasks: f.integer('建设任务', { derived: true, unit: '项' }),
    tasksDone: f.integer('已完成任务', { derived: true, unit: '项' }),
    taskRate: f.decimal('任务完成率', { derived: true, unit: '%', secrecy: 'public' }),
    countedOn: f.day('统计日期', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['year'],
  derive: row => {
    const open = row.indicators.filter(i => i.actual === null)
    const bad = row.indicators.filter(
      i => i.actual !== null && compareDecimals(i.actual, i.target) * (i.better === '不低于' ? -1 : 1) > 0,
    )
    const share = row.tasks && row.tasksDone !== null ? percentage(String(row.tasksDone), String(row.tasks)) : null
    return {
      met: row.indicators.length === 0 ? null : row.indicators.length - open.length - bad.length,
      unmet: bad.map(i => `${i.name} ${i.actual}，应${i.better} ${i.target}`),
      unknown: open.map(i => i.name),
      taskRate: share === 'not-applicable' ? null : share,
    }
  },
  states: { draft: '填报中', submitted: '待审核', accepted: '已审核' },
  initial: 'draft',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['draft'] },
  transitions: {
    submit: {
      label: '提交',
      from: ['draft'],
      to: 'submitted',
      by: ['生态环境@county', '生态环境@city'],
      refuse: row => (row.indicators.length > 0 ? [] : [{ where: 'indicators', message: '没有建设指标' }]),
    },
    accept: {
      label: '审核通过',
      from: ['submitted'],
      to: 'accepted',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      refuse: row => [
        ...row.unknown.map(name => ({ where: 'indicators', message: `“${name}”没有数据（证据不足）` })),
        ...row.indicators
          .filter(i => row.unmet.some(u => u.startsWith(`${i.name} `)) && !i.why)
          .map(i => ({ where: 'indicators', message: `“${i.name}”未达到目标，须说明原因` })),
        ...(row.pilotParks !== null && (row.pilots ?? 0) < row.pilotParks
          ? [{ where: 'pilotParks', message: `无废园区试点应选 ${row.pilotParks} 家，已列入 ${row.pilots ?? 0} 家` }]
          : []),
      ],
    },
    sendBack: {
      label: '退回',
      from: ['submitted', 'accepted'],
      to: 'draft',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  publish: { fields: ['region', 'year', 'met', 'cells', 'taskRate'], in: ['accepted'] },
  list: ['region', 'year', 'met', 'unmet', 'unknown', 'taskRate', 'countedOn', 'state'],
  filters: ['region', 'state', 'year'],
  search: ['note'],
})
