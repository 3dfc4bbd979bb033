import { f } from '@jingtu/core/field.ts'
import { compareDecimals, multiply, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { amountsOf, asRows, KEY_INDUSTRIES, METALS, totalOf } from './metals.ts'

/** 总量替代台账: a project needs so many kilograms of each metal times the ratio of its place and day, from named sources. */
export const emissionSubstitution = defineRegister({
  id: 'emission-substitution',
  name: '重金属总量替代台账',
  module: 'M08',
  subject: 'organisation',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '新、改、扩建项目的总量来源：一项减排量只用一次，余量不会为负；没有来源的不批。',
  fields: {
    project: f.text('项目名称', { required: true, secrecy: 'public' }),
    industry: f.choice('行业', [...KEY_INDUSTRIES, '其他涉重行业'], { required: true }),
    needs: f.rows('新增排放量', {
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('新增量', { required: true, min: 0, unit: 'kg' }),
    }),
    newTotal: f.decimal('新增合计', { derived: true, unit: 'kg' }),
    policy: f.choice('替代政策', ['等量替代', '减量替代', '倍量替代']),
    ratio: f.decimal('替代比例', { min: 1, max: 10, hint: '提交匹配时按项目所在区域和日期的政策填入' }),
    required: f.rows(
      '须替代量',
      { metal: f.choice('重金属', METALS), kg: f.decimal('须替代', { unit: 'kg' }) },
      { derived: true },
    ),
    sources: f.rows('替代来源', {
      reduction: f.ref('减排工程', 'emission-reduction', { required: true }),
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('数量', { required: true, min: 0, unit: 'kg' }),
    }),
    shortOf: f.texts('不足', { derived: true }),
    newCapacity: f.decimal('新增产能', { min: 0, unit: '吨/年' }),
    capacityRatio: f.decimal('产能置换比例', { min: 1, max: 10, hint: '等量置换填 1，减量置换大于 1；不填按 1' }),
    capacitySources: f.rows('淘汰产能来源', {
      phaseOut: f.ref('淘汰项目', 'phase-out', { required: true }),
      tonnes: f.decimal('用于置换的产能', { required: true, min: 0, unit: '吨/年' }),
    }),
    removedCapacity: f.decimal('淘汰产能', { derived: true, unit: '吨/年' }),
    approval: f.text('环评批复文号', { secrecy: 'public' }),
    approvedYear: f.integer('批准年度', { min: 2013, max: 2200 }),
    inPermit: f.boolean('双方许可证已载明'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'project'],
  requiredWhen: {
    needs: ['matched', 'approved'],
    ratio: ['matched', 'approved'],
    approval: ['approved'],
    approvedYear: ['approved'],
  },
  check: row => {
    if (row.newCapacity === null || row.state !== 'approved') return []
    const needed = multiply(row.newCapacity, row.capacityRatio ?? '1')
    return compareDecimals(row.removedCapacity ?? '0', needed) < 0
      ? [
          {
            where: 'capacitySources',
            message: `淘汰产能 ${row.removedCapacity ?? 0} 吨/年不足须置换的 ${needed} 吨/年`,
          },
        ]
      : []
  },
  derive: row => {
    const needs = amountsOf(row.needs)
    const given = amountsOf(row.sources)
    const required = asRows(needs).map(n => ({ ...n, kg: multiply(n.kg, row.ratio ?? '1') }))
    return {
      newTotal: totalOf(needs),
      removedCapacity: row.capacitySources.length > 0 ? sum(row.capacitySources.map(x => x.tonnes)) : null,
      required: row.ratio === null ? [] : required,
      // Metal by metal: lead that is over does not pay for cadmium that is short.
      shortOf: required
        .filter(r => compareDecimals(given.get(r.metal) ?? '0', r.kg) < 0)
        .map(r => `${r.metal}须替代 ${r.kg} kg，来源 ${given.get(r.metal) ?? '0'} kg`),
    }
  },
  states: { applied: '已申请', matched: '已匹配来源', approved: '已批准', cancelled: '已取消' },
  initial: 'applied',
  ended: ['cancelled'],
  create: { by: ['operator', '生态环境@county', '生态环境@city', '行政审批@city', '行政审批@county'] },
  correct: { by: ['生态环境@county', '生态环境@city', '行政审批@city'], in: ['applied'] },
  transitions: {
    match: {
      label: '匹配来源',
      from: ['applied'],
      to: 'matched',
      by: ['生态环境@city', '行政审批@city'],
      asks: ['sources', 'ratio', 'policy'],
      needs: ['sources', 'ratio'],
      refuse: row => row.shortOf.map(message => ({ where: 'sources', message })),
    },
    reopen: {
      label: '退回申请',
      from: ['matched'],
      to: 'applied',
      by: ['生态环境@city', '行政审批@city'],
      reason: 'required',
    },
    approve: {
      label: '批准（扣减来源）',
      from: ['matched'],
      to: 'approved',
      by: ['生态环境@city', '行政审批@city'],
      duty: 'reviewer',
      single: true,
      asks: ['approval'],
      needs: ['approval'],
      sets: (_, { effective }) => ({ approvedYear: Number(effective.slice(0, 4)) }),
    },
    cancel: {
      label: '取消（退回来源）',
      from: ['applied', 'matched', 'approved'],
      to: 'cancelled',
      by: ['生态环境@city', '行政审批@city'],
      duty: 'reviewer',
      reason: 'required',
      single: true,
    },
  },
  list: ['subject', 'project', 'region', 'industry', 'newTotal', 'ratio', 'approvedYear', 'state'],
  filters: ['region', 'state', 'industry', 'approvedYear'],
  search: ['project', 'approval', 'note'],
})
