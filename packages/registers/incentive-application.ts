import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const DECIDERS = [
  '财政@county',
  '财政@city',
  '工业和信息化@county',
  '工业和信息化@city',
  '农业农村@county',
  '农业农村@city',
  '生态环境@county',
  '生态环境@city',
] as const

/** 激励政策申请: an enterprise asks under a policy; what other lists say of it decides, and nothing is paid for twice. */
export const incentiveApplication = defineRegister({
  id: 'incentive-application',
  name: '激励政策申请与兑现',
  module: 'M25',
  subject: 'organisation',
  basis: ['土壤污染防治法第七十四条', '县级土壤污染防治工作方案'],
  purpose: '激励政策的申请、条件核对、批准和兑现；同一事项不重复奖补。',
  fields: {
    policy: f.ref('政策', 'incentive-policy', { required: true, indexed: true, secrecy: 'public' }),
    item: f.text('申请事项', { required: true, secrecy: 'public' }),
    phaseOut: f.ref('对应的淘汰退出', 'phase-out', { indexed: true }),
    asked: f.money('申请金额'),
    figures: f.rows('领跑指标实绩', {
      name: f.text('指标', { required: true }),
      value: f.decimal('实绩', { required: true }),
    }),
    files: f.files('申请材料'),
    examined: f.texts('条件核对', { derived: true }),
    examinedOn: f.day('核对日期', { derived: true }),
    granted: f.money('批准金额', { secrecy: 'public' }),
    grantedOn: f.day('批准日期', { secrecy: 'public', past: true }),
    validUntil: f.day('有效期止', { derived: true, indexed: true, secrecy: 'public' }),
    paidOn: f.day('兑现日期', { secrecy: 'public' }),
    voucher: f.files('支付凭证'),
    sentOn: f.day('推送金融机构日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'policy', 'item'],
  requiredWhen: { grantedOn: ['granted', 'paid'] },
  // Who asks does not write what is decided.
  visibleWhen: {
    granted: ['granted', 'paid', 'refused'],
    grantedOn: ['granted', 'paid', 'refused'],
    paidOn: ['paid'],
    sentOn: ['granted', 'paid', 'refused'],
  },
  check: row =>
    row.granted !== null && (row.asked === null || compareDecimals(row.granted, row.asked) > 0)
      ? [{ where: 'granted', message: `批准 ${row.granted} 万元，多于申请的 ${row.asked ?? 0} 万元` }]
      : [],
  derive: () => ({}),
  states: { applied: '已申请', examined: '条件符合', granted: '已批准', paid: '已兑现', refused: '未批准' },
  initial: 'applied',
  ended: ['refused'],
  create: { by: ['operator', ...DECIDERS] },
  correct: {
    by: ['operator', ...DECIDERS],
    in: ['applied'],
    partyFields: ['item', 'phaseOut', 'asked', 'figures', 'files', 'note'],
  },
  transitions: {
    examine: { label: '条件核对', from: ['applied'], to: 'examined', by: DECIDERS },
    grant: {
      label: '批准',
      from: ['examined'],
      to: 'granted',
      by: DECIDERS,
      duty: 'reviewer',
      single: true,
      asks: ['granted'],
      sets: (_, { effective }) => ({ grantedOn: effective }),
    },
    pay: {
      label: '兑现',
      from: ['granted'],
      to: 'paid',
      by: ['财政@county', '财政@city', '生态环境@city', '工业和信息化@city'],
      asks: ['paidOn', 'voucher'],
      needs: ['granted', 'paidOn'],
      evidence: ['voucher'],
    },
    send: {
      label: '推送金融机构',
      from: ['granted'],
      to: 'granted',
      by: DECIDERS,
      sets: (_, { effective }) => ({ sentOn: effective }),
    },
    refuse: {
      label: '不予批准',
      from: ['applied', 'examined'],
      to: 'refused',
      by: DECIDERS,
      duty: 'reviewer',
      reason: 'required',
    },
    withdraw: {
      label: '撤销批准',
      from: ['granted'],
      to: 'refused',
      by: DECIDERS,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  publish: {
    fields: ['subject', 'region', 'policy', 'item', 'granted', 'grantedOn', 'validUntil'],
    in: ['granted', 'paid'],
  },
  list: ['subject', 'region', 'policy', 'item', 'asked', 'granted', 'grantedOn', 'paidOn', 'state'],
  filters: ['region', 'state', 'policy'],
  search: ['item', 'note'],
})
