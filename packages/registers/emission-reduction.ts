import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { amountsOf, asRows, METALS, minus, negative, totalOf } from './metals.ts'

const BOILER = '工业锅炉改造'
const COTREATED = ['协同处置重金属', '协同处置苯系物', '协同处置其他有毒有害物质'] as const

/** 重金属减排工程: what a project took away, what of it was recognised, and what of that was passed on to others. */
export const emissionReduction = defineRegister({
  id: 'emission-reduction',
  name: '重金属减排工程与认定量',
  module: 'M08',
  subject: 'organisation',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '减排项目的核查认定；认定量是总量替代的来源，余量不会为负。',
  fields: {
    name: f.text('项目名称', { required: true, secrecy: 'public' }),
    type: f.choice('类型', ['结构调整', '升级改造', '深度治理', '淘汰关停'], { required: true }),
    assigned: f.boolean('上级下达项目'),
    assignment: f.text('下达文件'),
    dueOn: f.day('完成期限'),
    builtOn: f.day('建成日期'),
    tags: f.choices('项目标签', [BOILER, ...COTREATED], { hint: '工业锅炉改造须写明协同处置的物质' }),
    period: f.choice('所属五年', ['十二五', '十三五', '十四五', '十五五'], { required: true }),
    claimed: f.rows('申报减排量', {
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('减排量', { required: true, min: 0, unit: 'kg' }),
    }),
    verifiedOn: f.day('核查日期', { past: true }),
    verification: f.files('核查材料'),
    recognised: f.rows('认定减排量', {
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('减排量', { required: true, min: 0, unit: 'kg' }),
    }),
    recognisedTotal: f.decimal('认定合计', { derived: true, unit: 'kg' }),
    recognisedYear: f.integer('认定年度', { min: 2013, max: 2200 }),
    inPermit: f.boolean('许可证已体现减排后的总量'),
    transferred: f.rows('已出让', {
      substitution: f.ref('替代项目', 'emission-substitution', { required: true }),
      project: f.text('去向', { required: true }),
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('出让量', { required: true, min: 0, unit: 'kg' }),
      on: f.day('日期', { required: true, past: true }),
    }),
    remaining: f.rows(
      '余量',
      { metal: f.choice('重金属', METALS), kg: f.decimal('余量', { unit: 'kg' }) },
      { derived: true },
    ),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'name'],
  requiredWhen: {
    recognised: ['recognised'],
    recognisedYear: ['recognised'],
    verifiedOn: ['verified', 'recognised'],
    assignment: row => row.assigned === true,
    dueOn: row => row.assigned === true,
  },
  check: row => {
    const claimed = amountsOf(row.claimed)
    const over = negative(minus(claimed, amountsOf(row.recognised)))
    const spent = negative(minus(amountsOf(row.recognised), amountsOf(row.transferred)))
    return [
      ...(row.tags.includes(BOILER) && row.tags.length === 1
        ? [{ where: 'tags', message: '工业锅炉改造须写明协同处置的物质' }]
        : []),
      ...over.map(m => ({ where: 'recognised', message: `${m}的认定量多于申报量` })),
      ...spent.map(m => ({ where: 'transferred', message: `${m}的出让量多于认定量` })),
    ]
  },
  derive: row => ({
    recognisedTotal: row.recognised.length > 0 ? totalOf(amountsOf(row.recognised)) : null,
    remaining: asRows(minus(amountsOf(row.recognised), amountsOf(row.transferred))),
  }),
  states: { planned: '计划', built: '已建成', verified: '已核查', recognised: '已认定', revoked: '已撤销认定' },
  initial: 'planned',
  ended: ['revoked'],
  create: { by: ['生态环境@county', '生态环境@city', '生态环境@province'] },
  // What was passed on is written by the ledger alone.
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['planned', 'built', 'verified'] },
  transitions: {
    build: {
      label: '建成',
      from: ['planned'],
      to: 'built',
      by: ['生态环境@county', '生态环境@city'],
      sets: (_, { effective }) => ({ builtOn: effective }),
    },
    verify: {
      label: '核查',
      from: ['built'],
      to: 'verified',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['verifiedOn', 'verification'],
      needs: ['verifiedOn'],
      evidence: ['verification'],
    },
    recognise: {
      label: '认定',
      from: ['verified'],
      to: 'recognised',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['recognised', 'inPermit'],
      needs: ['recognised'],
      sets: (row, { effective }) => ({ recognisedYear: row.recognisedYear ?? Number(effective.slice(0, 4)) }),
    },
    revoke: {
      label: '撤销认定',
      from: ['recognised'],
      to: 'revoked',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
      refuse: row =>
        row.transferred.length > 0 ? [{ where: 'transferred', message: '已有出让，撤销前须先收回' }] : [],
    },
  },
  duties: {
    assigned: {
      label: '按期完成上级下达的减排项目',
      clause: '上级下达文件；环固体〔2022〕17号',
      by: '县级生态环境部门',
      while: ['planned', 'built', 'verified', 'recognised'],
      when: row => row.assigned === true,
      after: { field: 'dueOn' },
      days: 0,
      met: { field: 'builtOn' },
    },
  },
  list: ['subject', 'name', 'region', 'type', 'recognisedYear', 'recognisedTotal', 'state'],
  filters: ['region', 'state', 'type', 'period', 'recognisedYear', 'assigned', 'tags', 'dueOn'],
  search: ['name', 'note'],
})
