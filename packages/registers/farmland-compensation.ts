import { f } from '@jingtu/core/field.ts'
import { multiply, roundHalfUp } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const CAUSES = ['替代种植', '轮耕休耕', '禁止种植', '种植结构调整', '退耕还林还草'] as const
export type CompensationCause = (typeof CAUSES)[number]

/** Measures that may have cost the farmer something, by what he is paid for. */
export const CAUSE_MEASURES: Record<CompensationCause, readonly string[]> = {
  替代种植: ['A18', 'A04'],
  轮耕休耕: ['Y04'],
  禁止种植: ['Y02'],
  种植结构调整: ['Y01'],
  退耕还林还草: ['Y03'],
}

/** 受污染耕地措施农户补偿: by farmer, plot and season; no plot is paid twice and no more than was carried out. */
export const farmlandCompensation = defineRegister({
  id: 'farmland-compensation',
  name: '受污染耕地措施农户补偿台账',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治行动计划（八）', '土壤污染防治法第七十一条'],
  purpose: '替代种植、轮耕休耕、禁种、结构调整造成农户损失的补偿：申请、审核、发放，防止重复补偿。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    season: f.choice('季次', ['春', '夏', '秋', '冬', '全年'], { required: true }),
    farmer: f.text('农户', { required: true, secrecy: 'personal' }),
    household: f.text('户编号', { required: true, hint: '土地承包合同编号等，不写身份证号' }),
    plot: f.text('地块', { required: true, hint: '承包地块代码' }),
    cause: f.choice('补偿事由', CAUSES, { required: true }),
    area: f.decimal('面积', { required: true, unit: '亩', min: 0 }),
    rate: f.money('补偿标准', { required: true, unit: '元/亩' }),
    rateBasis: f.text('标准的依据', { required: true }),
    amount: f.money('补偿金额', { derived: true, unit: '元' }),
    approvedOn: f.day('审核日期', { past: true }),
    paidOn: f.day('发放日期', { past: true }),
    account: f.text('收款账户', { secrecy: 'personal' }),
    voucher: f.files('发放凭证'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year', 'season', 'plot', 'cause'],
  derive: row => ({ amount: roundHalfUp(multiply(row.area, row.rate)) }),
  states: { applied: '已申请', approved: '已审核', paid: '已发放', refused: '不予补偿' },
  initial: 'applied',
  ended: ['refused'],
  create: { by: ['township', '农业农村@county'] },
  correct: { by: ['township', '农业农村@county'], in: ['applied'] },
  transitions: {
    approve: {
      label: '审核通过',
      from: ['applied'],
      to: 'approved',
      by: ['农业农村@county'],
      duty: 'reviewer',
      sets: (_, { effective }) => ({ approvedOn: effective }),
    },
    pay: {
      label: '发放',
      from: ['approved'],
      to: 'paid',
      by: ['财政@county'],
      duty: 'reviewer',
      single: true,
      asks: ['paidOn', 'account', 'voucher'],
      needs: ['paidOn', 'account'],
      evidence: ['voucher'],
    },
    refuse: {
      label: '不予补偿',
      from: ['applied', 'approved'],
      to: 'refused',
      by: ['农业农村@county', '财政@county'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  list: ['subject', 'region', 'year', 'season', 'household', 'plot', 'cause', 'area', 'amount', 'state'],
  filters: ['region', 'state', 'year', 'season', 'cause'],
  search: ['household', 'plot', 'note'],
})
