import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const SUBSTANCES = ['铅', '汞', '镉', '六价铬', '多溴联苯', '多溴二苯醚'] as const
const OVERSEERS = [
  '工业和信息化@county',
  '工业和信息化@city',
  '市场监管@county',
  '市场监管@city',
  '生态环境@city',
] as const

/** 工业产品有害物质控制: six substances in a product, each under its limit or exempt with a clause; what was not tested is not under. */
export const productControl = defineRegister({
  id: 'product-control',
  name: '工业产品有害物质控制',
  module: 'M25',
  subject: 'organisation',
  basis: ['电器电子产品有害物质限制使用管理办法', '汽车禁用物质要求（GB/T 30512）'],
  purpose: '电器电子、汽车产品中有害物质的检测、豁免、标识和抽查整改。',
  fields: {
    product: f.text('产品', { required: true, secrecy: 'public' }),
    sector: f.choice('领域', ['电器电子', '汽车'], { required: true, secrecy: 'public' }),
    year: f.integer('年度', { required: true, min: 2011, max: 2200 }),
    tests: f.rows('检测', {
      substance: f.choice('物质', SUBSTANCES, { required: true }),
      part: f.text('均质材料', { required: true }),
      percent: f.decimal('含量', { unit: '%', min: 0, max: 100 }),
      exemption: f.text('豁免条款'),
    }),
    reports: f.files('检测报告'),
    exceeded: f.texts('超过限值', { derived: true }),
    untested: f.texts('没有检测', { derived: true }),
    verdict: f.choice('结论', ['符合', '不符合', '证据不足'], { derived: true, secrecy: 'public' }),
    labelled: f.boolean('有环保使用期限标识', { hint: '电器电子产品' }),
    problem: f.text('问题'),
    rectifyBy: f.day('整改期限'),
    measure: f.text('整改措施', { long: true }),
    closedOn: f.day('整改完成日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'product', 'year'],
  requiredWhen: { rectifyBy: ['rectifying'], problem: ['rectifying'] },
  derive: row => {
    const on = `${row.year}-12-31`
    const limit = (s: string): string =>
      String(parameterOn(s === '镉' ? 'product.cadmium' : 'product.substance', on).value)
    const known = row.tests.filter(t => t.percent !== null)
    const exceeded = known
      .filter(t => compareDecimals(t.percent!, limit(t.substance)) > 0 && !t.exemption)
      .map(t => `${t.part}的${t.substance} ${t.percent}%，超过 ${limit(t.substance)}%`)
    const untested = [
      ...SUBSTANCES.filter(s => !row.tests.some(t => t.substance === s)),
      ...row.tests.filter(t => t.percent === null && !t.exemption).map(t => `${t.part}的${t.substance}`),
    ]
    return { exceeded, untested, verdict: exceeded.length > 0 ? '不符合' : untested.length > 0 ? '证据不足' : '符合' }
  },
  states: { declared: '已申报', passed: '核查符合', rectifying: '责令整改', closed: '整改完成' },
  initial: 'declared',
  create: { by: ['operator', ...OVERSEERS] },
  correct: {
    by: ['operator', ...OVERSEERS],
    in: ['declared', 'rectifying'],
    partyFields: ['tests', 'reports', 'labelled', 'measure'],
  },
  transitions: {
    pass: {
      label: '核查符合',
      from: ['declared'],
      to: 'passed',
      by: OVERSEERS,
      duty: 'reviewer',
      refuse: row => [
        ...row.exceeded.map(message => ({ where: 'tests', message })),
        ...row.untested.map(s => ({ where: 'tests', message: `没有检测“${s}”（证据不足）` })),
        ...(row.reports.length > 0 ? [] : [{ where: 'reports', message: '没有检测报告' }]),
        ...(row.sector === '电器电子' && row.labelled !== true
          ? [{ where: 'labelled', message: '电器电子产品没有环保使用期限标识' }]
          : []),
      ],
    },
    rectify: {
      label: '责令整改',
      from: ['declared', 'passed'],
      to: 'rectifying',
      by: OVERSEERS,
      duty: 'reviewer',
      reason: 'required',
      asks: ['problem', 'rectifyBy'],
      needs: ['problem', 'rectifyBy'],
    },
    close: {
      label: '整改完成',
      from: ['rectifying'],
      to: 'closed',
      by: OVERSEERS,
      duty: 'reviewer',
      refuse: row => [
        ...(row.verdict === '符合' ? [] : [{ where: 'tests', message: `复测结论为${row.verdict}，不能销号` }]),
        ...(row.measure ? [] : [{ where: 'measure', message: '没有写明整改措施' }]),
      ],
      sets: (_, { effective }) => ({ closedOn: effective }),
    },
  },
  duties: {
    rectify: {
      label: '完成产品有害物质整改',
      clause: '电器电子产品有害物质限制使用管理办法',
      by: '企业',
      while: ['rectifying', 'closed'],
      after: { field: 'rectifyBy' },
      days: 0,
      met: { field: 'closedOn' },
    },
  },
  list: ['subject', 'region', 'product', 'sector', 'year', 'verdict', 'rectifyBy', 'state'],
  filters: ['region', 'state', 'sector', 'year', 'verdict'],
  search: ['product', 'note'],
})
