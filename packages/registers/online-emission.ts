import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage } from '@jingtu/core/measure.ts'
import { daysBetween, periodDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** 自动监测排放量核算: what a gas outlet let out in a month, summed from the hours its monitor sent; missing hours are missing. */
export const onlineEmission = defineRegister({
  id: 'online-emission',
  name: '自动监测排放量核算',
  module: 'M08',
  subject: 'outlet',
  basis: ['排污许可管理条例第二十条', '年度土壤污染防治工作计划'],
  purpose: '以联网的自动监测小时数据核算颗粒物等排放量；有效小时不足的不能核定，超过限值的小时进入企业问题台账。',
  fields: {
    period: f.period('月份', { required: true, indexed: true, secrecy: 'public', example: '2026-07' }),
    stopHours: f.integer('停产小时', { min: 0, unit: '小时', hint: '停产没有排放的小时，须附证明' }),
    stopProof: f.files('停产证明'),
    pollutants: f.rows(
      '各污染物排放量',
      {
        pollutant: f.text('污染物'),
        kg: f.decimal('排放量', { unit: 'kg' }),
        hours: f.integer('有效小时', { unit: '小时' }),
      },
      { derived: true },
    ),
    particulate: f.decimal('颗粒物排放量', { derived: true, unit: 'kg', secrecy: 'public' }),
    validHours: f.integer('颗粒物有效小时', { derived: true, unit: '小时' }),
    hours: f.integer('应有小时', { derived: true, unit: '小时' }),
    capture: f.decimal('有效数据捕集率', { derived: true, unit: '%' }),
    limits: f.texts('采用的限值', { derived: true }),
    exceededHours: f.integer('超过限值的小时', { derived: true, unit: '小时' }),
    verdict: f.choice('能否核定', ['可以核定', '证据不足'], { derived: true, indexed: true }),
    problemDue: f.day('整改期限', { hint: '有超过限值的小时的须填写，进入企业问题台账' }),
    acceptedOn: f.day('核定日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'period'],
  check: row => [
    ...(/^\d{4}-(0[1-9]|1[0-2])$/.test(row.period) ? [] : [{ where: 'period', message: '按月核算，应写作 2026-07' }]),
    ...((row.stopHours ?? 0) > 0 && row.stopProof.length === 0
      ? [{ where: 'stopProof', message: '填写停产小时须附证明' }]
      : []),
    ...((row.stopHours ?? 0) > hoursOf(row.period) ? [{ where: 'stopHours', message: '停产小时多于当月小时' }] : []),
  ],
  // What the monitor sent stands in its own table: server/effects/online-emission.ts sums it.
  derive: row => {
    const hours = Math.max(0, hoursOf(row.period) - (row.stopHours ?? 0))
    const share = row.validHours === null ? null : percentage(String(row.validHours), String(hours))
    const capture = share === 'not-applicable' ? null : share
    const least = String(parameterOn('online.capture', `${row.period.slice(0, 4)}-12-31`).value)
    const enough = capture !== null && compareDecimals(capture, least) >= 0
    return {
      hours,
      capture,
      verdict: enough && row.particulate !== null ? '可以核定' : '证据不足',
    }
  },
  states: { due: '待核算', computed: '已核算', accepted: '已核定' },
  initial: 'due',
  create: { by: ['operator', ...ECOLOGY] },
  correct: { by: ['operator', ...ECOLOGY], in: ['due', 'computed'], partyFields: ['stopHours', 'stopProof', 'note'] },
  transitions: {
    compute: {
      label: '按自动监测数据核算',
      from: ['due', 'computed'],
      to: 'computed',
      by: ['operator', ...ECOLOGY],
      refuse: (row, { today }) =>
        periodDays(row.period).to < today ? [] : [{ where: 'period', message: `${row.period} 还没有结束` }],
    },
    accept: {
      label: '核定',
      from: ['computed'],
      to: 'accepted',
      by: ECOLOGY,
      duty: 'reviewer',
      asks: ['problemDue'],
      refuse: row => [
        ...(row.verdict === '可以核定'
          ? []
          : [
              {
                where: 'capture',
                message: `有效小时 ${row.validHours ?? 0}，应有 ${row.hours}，有效数据捕集率 ${row.capture ?? '不知道'}，证据不足`,
              },
            ]),
        ...((row.exceededHours ?? 0) > 0 && !row.problemDue
          ? [{ where: 'problemDue', message: `有 ${row.exceededHours} 小时超过限值，须写明整改期限` }]
          : []),
      ],
      sets: (_, { effective }) => ({ acceptedOn: effective }),
    },
    sendBack: {
      label: '退回',
      from: ['computed', 'accepted'],
      to: 'due',
      by: ECOLOGY,
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ acceptedOn: null }),
    },
  },
  publish: { fields: ['subject', 'region', 'period', 'particulate'], in: ['accepted'] },
  list: ['subject', 'region', 'period', 'particulate', 'validHours', 'capture', 'exceededHours', 'verdict', 'state'],
  filters: ['region', 'state', 'period', 'verdict'],
  search: ['note'],
})

function hoursOf(period: string): number {
  const { from, to } = periodDays(period)
  return (daysBetween(from, to) + 1) * 24
}
