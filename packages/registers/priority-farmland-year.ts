import { f } from '@jingtu/core/field.ts'
import { compareDecimals, multiply, percentage, roundHalfUp, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CONTENTS } from './contents.ts'
import { type Contents, classifyRows } from './farmland-rule.ts'
import { parameterOn } from './parameters.ts'

const mu = { unit: '亩', min: 0 } as const

type Point = Contents & { point: string; takenOn: string; landUse: string; pH: string }

/** Points that are clean, that are not, and those nobody can judge, each by the soil step of the classification. */
function judge(points: readonly Point[], day: string): { exceeding: number; open: number } {
  let [exceeding, open] = [0, 0]
  for (const p of points) {
    const { soil } = classifyRows({
      effective: day,
      landUse: p.landUse,
      points: [{ ...p, on: p.takenOn, beside: [] }],
      products: [],
    })
    if (soil === '证据不足') open++
    else if (soil !== '优先保护类') exceeding++
  }
  return { exceeding, open }
}

/**
 * 优先保护类耕地年度台账: area out of the class list, quality out of the year's points, each against the year before; neither may
 * fall. A township whose area grew is rewarded.
 */
export const priorityFarmlandYear = defineRegister({
  id: 'priority-farmland-year',
  name: '优先保护类耕地年度台账',
  module: 'M06',
  basis: ['土壤污染防治法第五十条', '土壤污染防治行动计划（七）'],
  purpose: '面积不减少、土壤环境质量不下降：逐年核算面积和点位，与上一年比较；面积增加的乡镇按办法奖励。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    area: f.decimal('优先保护类面积', { ...mu, indexed: true, secrecy: 'public', hint: '由系统核算' }),
    permanentArea: f.decimal('其中永久基本农田', { ...mu, secrecy: 'public', hint: '由系统核算' }),
    undesignated: f.decimal('符合条件尚未划入', { ...mu, hint: '由系统核算' }),
    removed: f.decimal('当年经批准占用', { ...mu, hint: '由系统核算' }),
    previousArea: f.decimal('上年面积', { ...mu, hint: '由系统核算' }),
    previousShare: f.decimal('上年点位超筛选值比例', { unit: '%', min: 0, max: 100, hint: '由系统核算' }),
    reckonedOn: f.day('核算日期', { past: true }),
    township: f.boolean('乡镇台账', { hint: '由系统核算' }),
    points: f.rows('土壤监测点位', {
      point: f.text('点位', { required: true }),
      takenOn: f.day('采样日期', { required: true, past: true }),
      landUse: f.choice('利用方式', ['水田', '其他', '果园'], { required: true }),
      pH: f.text('pH', { required: true }),
      ...CONTENTS,
    }),
    exceeding: f.integer('超筛选值点位', { derived: true, unit: '个' }),
    unjudged: f.integer('不能判定的点位', { derived: true, unit: '个' }),
    share: f.decimal('点位超筛选值比例', { derived: true, unit: '%' }),
    areaChange: f.decimal('面积变化', { derived: true, unit: '亩' }),
    areaVerdict: f.choice('面积', ['没有减少', '减少', '证据不足'], { derived: true, secrecy: 'public' }),
    qualityVerdict: f.choice('质量', ['没有下降', '下降', '证据不足'], { derived: true, secrecy: 'public' }),
    reward: f.money('应奖励', { derived: true, unit: '元' }),
    causes: f.text('减少或下降的原因和整改', { long: true }),
    paidOn: f.day('奖励兑现日期'),
    voucher: f.files('兑现凭证'),
    note: f.text('备注', { long: true }),
  },
  key: ['year'],
  keyScope: 'region',
  derive: row => {
    const { exceeding, open } = judge(row.points, row.effective)
    const share = percentage(String(exceeding), String(row.points.length))
    const known = row.points.length > 0 && open === 0 && share !== 'not-applicable' ? share : null
    const areaChange = row.area !== null && row.previousArea !== null ? subtract(row.area, row.previousArea) : null
    const grew = row.township === true && areaChange !== null && compareDecimals(areaChange, '0') > 0
    const rate = String(parameterOn('priorityFarmland.reward', `${row.year}-12-31`).value)
    return {
      exceeding,
      unjudged: open,
      share: known,
      areaChange,
      areaVerdict:
        areaChange === null
          ? ('证据不足' as const)
          : compareDecimals(areaChange, '0') < 0
            ? ('减少' as const)
            : ('没有减少' as const),
      qualityVerdict:
        known === null || row.previousShare === null
          ? ('证据不足' as const)
          : compareDecimals(known, row.previousShare) > 0
            ? ('下降' as const)
            : ('没有下降' as const),
      reward: grew ? roundHalfUp(multiply(areaChange, rate)) : null,
    }
  },
  states: { open: '核算中', confirmed: '已确认', rewarded: '已奖励' },
  initial: 'open',
  create: { by: ['township', '农业农村@county', '自然资源@county', '农业农村@city'] },
  correct: { by: ['township', '农业农村@county', '自然资源@county', '农业农村@city'], in: ['open'] },
  transitions: {
    reckon: {
      label: '核算',
      from: ['open'],
      to: 'open',
      by: ['township', '农业农村@county', '自然资源@county', '农业农村@city'],
    },
    confirm: {
      label: '确认',
      from: ['open'],
      to: 'confirmed',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['causes'],
      refuse: row => [
        ...(row.area === null ? [{ where: 'area', message: '还没有核算' }] : []),
        ...(row.areaVerdict === '减少' && !row.causes
          ? [{ where: 'causes', message: `面积比上年减少 ${row.areaChange?.replace('-', '')} 亩，须说明原因和整改` }]
          : []),
        ...(row.qualityVerdict === '下降' && !row.causes
          ? [
              {
                where: 'causes',
                message: `超筛选值点位由 ${row.previousShare}% 升到 ${row.share}%，须说明原因和整改`,
              },
            ]
          : []),
      ],
    },
    reward: {
      label: '兑现奖励',
      from: ['confirmed'],
      to: 'rewarded',
      by: ['财政@county'],
      duty: 'reviewer',
      single: true,
      asks: ['paidOn', 'voucher'],
      needs: ['paidOn'],
      evidence: ['voucher'],
      refuse: row =>
        row.reward === null || compareDecimals(row.reward, '0') <= 0
          ? [{ where: 'reward', message: '不是面积增加的乡镇，没有奖励' }]
          : [],
    },
  },
  duties: {
    confirm: {
      label: '确认年度台账',
      clause: '土壤污染防治法第五十条；土壤污染防治行动计划（七）',
      by: '县级农业农村部门',
      while: ['open'],
      every: 'year',
      due: '12-31',
    },
  },
  publish: {
    fields: ['region', 'year', 'area', 'permanentArea', 'areaVerdict', 'qualityVerdict'],
    in: ['confirmed', 'rewarded'],
  },
  list: [
    'region',
    'year',
    'area',
    'permanentArea',
    'areaChange',
    'areaVerdict',
    'share',
    'qualityVerdict',
    'reward',
    'state',
  ],
  filters: ['region', 'state', 'year', 'areaVerdict', 'qualityVerdict'],
  search: ['note'],
})
