import { f } from '@jingtu/core/field.ts'
import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 不合格粮食处置: opened by a failed lot, closed when every tonne is accounted for. */
export const grainDisposal = defineRegister({
  id: 'grain-disposal',
  name: '不合格粮食定向收购处置台账',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['食品安全法第三十四条', '粮食流通管理条例'],
  purpose: '不合格批次的定向收购、储存和非食用去向，数量对账后结案。',
  fields: {
    lot: f.ref('粮食批次', 'grain-lot', { required: true, indexed: true }),
    weight: f.decimal('数量', { required: true, unit: '吨', min: 0 }),
    exceeded: f.texts('超标项目'),
    steps: f.rows('处置记录', {
      on: f.day('日期', { required: true, past: true }),
      weight: f.decimal('数量', { required: true, unit: '吨', min: 0 }),
      way: f.choice('方式', ['非食用工业用途', '销毁', '按规定作饲料（检验合格）'], { required: true }),
      to: f.text('接收单位', { required: true }),
      document: f.files('凭证'),
    }),
    remaining: f.decimal('未处置数量', { derived: true, unit: '吨' }),
    note: f.text('备注', { long: true }),
  },
  key: ['lot'],
  derive: row => ({ remaining: subtract(row.weight, sum(row.steps.map(s => s.weight))) }),
  check: row =>
    compareDecimals(sum(row.steps.map(s => s.weight)), row.weight) > 0
      ? [{ where: 'steps', message: `处置数量合计大于批次数量 ${row.weight} 吨` }]
      : [],
  states: { open: '处置中', closed: '已结案' },
  initial: 'open',
  create: { by: ['粮食和储备@county', '市场监管@county'] },
  correct: { by: ['粮食和储备@county', '市场监管@county'], in: ['open'] },
  transitions: {
    close: {
      label: '结案',
      from: ['open'],
      to: 'closed',
      by: ['粮食和储备@county', '市场监管@county'],
      duty: 'reviewer',
      single: true,
      refuse: row => [
        ...(row.remaining !== null && compareDecimals(row.remaining, '0') > 0
          ? [{ where: 'steps', message: `还有 ${row.remaining} 吨没有处置` }]
          : []),
        ...row.steps.flatMap((s, i) =>
          s.document.length === 0
            ? [{ where: `steps.${i}.document`, message: `“处置记录”第${i + 1}行：没有凭证` }]
            : [],
        ),
      ],
    },
  },
  list: ['lot', 'subject', 'region', 'weight', 'exceeded', 'remaining', 'state'],
  filters: ['region', 'state'],
  search: ['note'],
})
