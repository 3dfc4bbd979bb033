import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { SURROUNDED } from './key-unit-requirement.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const
const CONTROLS = ['上风向（对照）', '上游（对照）'] as const

/** 周边土壤和地下水监测: the points around a unit, a park or a facility, looked at in a cycle that the place sets. */
export const surroundingsMonitoring = defineRegister({
  id: 'surroundings-monitoring',
  name: '周边土壤和地下水监测',
  module: 'M10',
  subject: 'site',
  basis: ['土壤污染防治法第二十一条、第二十五条'],
  purpose: '重点监管单位、工业园区、污水集中处理和固体废物处理设施周边的点位、周期和结果；超标即立调查。',
  fields: {
    object: f.choice('对象类别', SURROUNDED, { required: true, secrecy: 'public' }),
    listedOn: f.day('列入日期', { required: true, past: true }),
    months: f.integer('监测周期', { derived: true, unit: '月' }),
    cycleBasis: f.text('周期依据', { derived: true }),
    points: f.rows('点位', {
      point: f.ref('监测点位', 'monitoring-site', { required: true }),
      role: f.choice('方位', [...CONTROLS, '下风向', '下游', '侧向'], { required: true }),
    }),
    plannedFor: f.day('计划采样日期'),
    sampledOn: f.day('采样日期', { past: true }),
    rounds: f.rows(
      '历次监测',
      {
        on: f.day('采样日期', { past: true }),
        due: f.day('本轮期限'),
        late: f.boolean('逾期'),
        samples: f.integer('样品数'),
        exceeding: f.integer('超标样品'),
        open: f.integer('证据不足样品'),
        result: f.choice('结论', ['未超标', '超标', '上游（对照）同样超标', '证据不足']),
        which: f.text('超标情况'),
      },
      { derived: true },
    ),
    lastOn: f.day('最近监测日期', { derived: true }),
    result: f.choice('最近结论', ['未超标', '超标', '上游（对照）同样超标', '证据不足'], { derived: true }),
    nextDue: f.day('下次监测期限', { derived: true }),
    followUp: f.text('跟踪处置', { long: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'object'],
  derive: row => {
    const last = [...row.rounds].sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1)).at(-1)
    return {
      lastOn: last?.on ?? null,
      result: last?.result ?? null,
      nextDue: row.months === null ? null : last?.on ? monthsLater(last.on, row.months) : row.listedOn,
    }
  },
  check: row =>
    new Set(row.points.map(p => p.point)).size < row.points.length
      ? [{ where: 'points', message: '同一个点位只能列一次' }]
      : [],
  states: {
    listed: '待安排',
    planned: '已安排',
    sampled: '已采样',
    result: '有结果',
    followUp: '超标跟踪',
    ended: '已退出',
  },
  initial: 'listed',
  ended: ['ended'],
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['listed', 'planned', 'result', 'followUp'] },
  transitions: {
    schedule: {
      label: '安排监测',
      from: ['listed', 'result', 'followUp'],
      to: 'planned',
      by: ECOLOGY,
      asks: ['plannedFor'],
      needs: ['plannedFor'],
      refuse: row => [
        ...(row.points.some(p => !(CONTROLS as readonly string[]).includes(p.role))
          ? []
          : [{ where: 'points', message: '至少要有一个下风向、下游或侧向的点位' }]),
        ...(row.points.some(p => (CONTROLS as readonly string[]).includes(p.role))
          ? []
          : [{ where: 'points', message: '至少要有一个上风向或上游的对照点' }]),
      ],
      sets: () => ({ sampledOn: null }),
    },
    sample: {
      label: '登记采样',
      from: ['planned'],
      to: 'sampled',
      by: ECOLOGY,
      asks: ['sampledOn'],
      needs: ['sampledOn'],
    },
    collect: { label: '汇总评价结果', from: ['sampled'], to: 'result', by: ECOLOGY, duty: 'reviewer', single: true },
    follow: {
      label: '转入超标跟踪',
      from: ['result'],
      to: 'followUp',
      by: ECOLOGY,
      asks: ['followUp'],
      needs: ['followUp'],
      refuse: row => (row.result === '超标' ? [] : [{ where: 'result', message: '最近一次没有归于本对象的超标' }]),
    },
    end: { label: '退出', from: ['listed', 'result', 'followUp'], to: 'ended', by: ECOLOGY, reason: 'required' },
  },
  duties: {
    monitor: {
      label: '周边土壤和地下水监测',
      clause: '土壤污染防治法第二十一条、第二十五条',
      by: '生态环境部门',
      while: ['listed', 'planned', 'sampled', 'result', 'followUp'],
      after: { field: 'nextDue' },
      days: 0,
    },
  },
  list: ['subject', 'region', 'object', 'months', 'lastOn', 'result', 'nextDue', 'state'],
  filters: ['region', 'state', 'object', 'result', 'nextDue'],
  search: ['note'],
})
