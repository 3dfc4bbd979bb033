import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { amountsOf, asRows, METALS, minus, negative, totalOf } from './metals.ts'

const amounts = (name: string, derived: boolean) =>
  f.rows(
    name,
    {
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('数量', { required: true, min: 0, unit: 'kg' }),
    },
    { derived },
  )

/** 五年减排核算: all reductions of an enterprise in five years as one sum, gone over once more by the city. */
export const reductionCheck = defineRegister({
  id: 'reduction-check',
  name: '五年重金属减排核查核算',
  module: 'M08',
  subject: 'organisation',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '逐家汇总五年内各减排工程的申报量和认定量，核查后得出核定量和核减量。',
  fields: {
    period: f.choice('五年', ['十二五', '十三五', '十四五', '十五五'], { required: true }),
    projects: f.integer('减排工程', { derived: true, unit: '项' }),
    claimed: amounts('申报合计', true),
    recognised: amounts('认定合计', true),
    claimedTotal: f.decimal('申报量', { derived: true, unit: 'kg' }),
    recognisedTotal: f.decimal('认定量', { derived: true, unit: 'kg' }),
    verified: amounts('核定量', false),
    verifiedTotal: f.decimal('核定合计', { derived: true, unit: 'kg' }),
    struckOff: f.rows(
      '核减',
      { metal: f.choice('重金属', METALS), kg: f.decimal('核减量', { unit: 'kg' }) },
      { derived: true },
    ),
    result: f.choice('核查结果', ['一致', '核减', '证据不足'], { derived: true }),
    verification: f.files('核查材料'),
    verifiedOn: f.day('核查日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'period'],
  requiredWhen: { verified: ['verified'], verifiedOn: ['verified'] },
  check: row =>
    row.state === 'open'
      ? []
      : negative(minus(amountsOf(row.recognised), amountsOf(row.verified))).map(metal => ({
          where: 'verified',
          message: `${metal}的核定量多于认定量`,
        })),
  derive: row => {
    const total = (rows: Parameters<typeof amountsOf>[0]) => (rows.length > 0 ? totalOf(amountsOf(rows)) : null)
    const off = asRows(minus(amountsOf(row.recognised), amountsOf(row.verified))).filter(
      r => compareDecimals(r.kg, '0') > 0,
    )
    const known = row.verified.length > 0
    return {
      claimedTotal: total(row.claimed),
      recognisedTotal: total(row.recognised),
      verifiedTotal: total(row.verified),
      struckOff: known ? off : [],
      result: !known ? '证据不足' : off.reduce((n, r) => add(n, r.kg), '0') === '0' ? '一致' : '核减',
    }
  },
  states: { open: '待汇总', gathered: '已汇总', verified: '已核定' },
  initial: 'open',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['open', 'gathered'] },
  transitions: {
    // The sums are made by the effect of this move.
    gather: {
      label: '汇总',
      from: ['open', 'gathered'],
      to: 'gathered',
      by: ['生态环境@county', '生态环境@city'],
    },
    verify: {
      label: '核定',
      from: ['gathered'],
      to: 'verified',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['verified', 'verification'],
      needs: ['verified'],
      evidence: ['verification'],
      sets: (_, { effective }) => ({ verifiedOn: effective }),
    },
    reopen: {
      label: '重新核算',
      from: ['verified'],
      to: 'gathered',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  list: [
    'subject',
    'region',
    'period',
    'projects',
    'claimedTotal',
    'recognisedTotal',
    'verifiedTotal',
    'result',
    'state',
  ],
  filters: ['region', 'state', 'period', 'result'],
  search: ['note'],
})
