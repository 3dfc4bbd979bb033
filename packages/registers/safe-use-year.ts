import { f } from '@jingtu/core/field.ts'
import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CLASSES } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { MEASURE_CODES } from './farmland-measures.ts'

/** How far the measures of a unit have come in a year; the least that is true of it. */
export const CONTROLS = ['没有措施', '已计划', '已实施', '核查通过', '核查未落实'] as const

const mu = { unit: '亩', min: 0 } as const

/**
 * 受污染耕地单元年度任务与核算: a unit's line in the year's plan, and what of it counts in the end. What is reckoned is written by
 * server/effects/safe-use-year.ts whenever unit, plan or measures change.
 */
export const safeUseYear = defineRegister({
  id: 'safe-use-year',
  name: '受污染耕地单元年度任务与核算',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第五十三条、第五十四条', '受污染耕地安全利用率核算方法（试行）'],
  purpose: '每个单元每年一行：计划的措施、面积、作物和费用，已落实、已核查和计入安全利用的面积，未计入的原因。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    unitClass: f.choice('基准日类别', CLASSES, { secrecy: 'public', hint: '由系统核算' }),
    area: f.decimal('核算面积', { ...mu, indexed: true, hint: '基准日类别清单中的面积，由系统核算' }),
    planned: f.rows('计划措施', {
      measure: f.choice('措施代码', MEASURE_CODES, { required: true }),
      area: f.decimal('面积', { required: true, ...mu }),
      fromCrop: f.text('原种植作物'),
      crop: f.text('作物或用途'),
      cost: f.money('费用'),
    }),
    plannedArea: f.decimal('计划面积', { ...mu, derived: true }),
    cost: f.money('计划费用', { derived: true }),
    control: f.choice('落实情况', CONTROLS, { hint: '由系统核算' }),
    covered: f.decimal('已落实面积', { ...mu, hint: '列入计划、当年实施、有现场证据；由系统核算' }),
    verified: f.decimal('核查通过面积', { ...mu, hint: '由系统核算' }),
    counted: f.decimal('计入安全利用的面积', { ...mu, indexed: true, hint: '由系统核算' }),
    lost: f.decimal('未计入面积', { ...mu, indexed: true, hint: '由系统核算' }),
    reasons: f.texts('未计入的原因'),
    rule: f.text('核算规则'),
    baseDate: f.day('基准日'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  check: row =>
    row.area === null
      ? []
      : row.planned.flatMap((p, i) =>
          compareDecimals(p.area, row.area!) > 0
            ? [
                {
                  where: `planned.${i}.area`,
                  message: `“计划措施”第${i + 1}行：面积 ${p.area} 亩大于单元面积 ${row.area} 亩`,
                },
              ]
            : [],
        ),
  derive: row => {
    const planned = sum(row.planned.map(p => p.area))
    return {
      // Two measures may lie on the same land.
      plannedArea: row.area !== null && compareDecimals(planned, row.area) > 0 ? row.area : planned,
      cost: sum(row.planned.flatMap(p => (p.cost === null ? [] : [p.cost]))),
    }
  },
  states: { open: '核算中', settled: '已核定' },
  initial: 'open',
  create: { by: ['township', '农业农村@county'] },
  correct: { by: ['township', '农业农村@county'], in: ['open'] },
  transitions: {
    settle: {
      label: '核定',
      from: ['open'],
      to: 'settled',
      by: ['农业农村@city', '农业农村@province'],
      duty: 'reviewer',
    },
    reopen: {
      label: '重新核算',
      from: ['settled'],
      to: 'open',
      by: ['农业农村@city', '农业农村@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  list: ['subject', 'region', 'year', 'unitClass', 'area', 'control', 'covered', 'counted', 'lost', 'state'],
  filters: ['region', 'state', 'year', 'unitClass', 'control'],
  search: ['note'],
  sort: '-lost',
})

export type SafeUseYearRow = RowOf<typeof safeUseYear>
