import { f } from '@jingtu/core/field.ts'
import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KEEPERS = ['生态环境@county', '生态环境@city', '财政@county', '财政@city'] as const
const PAYERS = ['责任主体', '县级财政', '市级财政', '省级资金', '中央资金'] as const

/** 治理费用与追偿: who answers for the pollution, who paid what, and what was advanced is asked back until it is there. */
export const costRecovery = defineRegister({
  id: 'cost-recovery',
  name: '治理费用与追偿台账',
  module: 'M21',
  subject: 'project',
  basis: ['土壤污染防治法第四十五条至第四十八条、第六十八条'],
  purpose: '按承担主体登记治理费用；政府垫付的向责任主体追偿，责任主体灭失或不明确的由县级人民政府承担。',
  fields: {
    basis: f.choice(
      '承担依据',
      ['污染责任人', '承继债权债务的单位', '土地使用权人', '县级人民政府（责任主体灭失或不明确）'],
      {
        required: true,
      },
    ),
    responsible: f.ref('责任主体', 'organisation', { indexed: true }),
    finding: f.files('责任认定文书'),
    costs: f.rows('费用', {
      on: f.day('日期', { required: true, past: true }),
      item: f.choice('环节', ['调查', '风险评估', '风险管控', '修复', '效果评估', '后期管理', '应急处置'], {
        required: true,
      }),
      payer: f.choice('支付人', PAYERS, { required: true }),
      amount: f.money('金额', { required: true }),
      voucher: f.text('凭证号'),
    }),
    byPayer: f.texts('各方承担', { derived: true }),
    total: f.money('费用合计', { derived: true }),
    advanced: f.money('政府垫付', { derived: true }),
    claimedOn: f.day('追偿通知日期', { past: true }),
    claim: f.files('追偿通知'),
    payBy: f.day('追偿期限'),
    recovered: f.rows('追回', {
      on: f.day('日期', { required: true, past: true }),
      amount: f.money('金额', { required: true }),
      voucher: f.text('凭证号'),
    }),
    owed: f.money('尚未追回', { derived: true }),
    recoveredOn: f.day('追偿完毕日期', { past: true }),
    ruling: f.files('法院裁定或核销文件'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  // A form not filled in that far has no basis yet.
  requiredWhen: { responsible: row => row.basis !== null && !row.basis.startsWith('县级人民政府') },
  check: row => [
    ...(row.basis.startsWith('县级人民政府') && row.responsible
      ? [{ where: 'responsible', message: '责任主体灭失或不明确的，不填责任主体' }]
      : []),
    ...(row.basis.startsWith('县级人民政府') && row.costs.some(c => c.payer === '责任主体')
      ? [{ where: 'costs', message: '没有责任主体，费用不能由责任主体支付' }]
      : []),
    ...(row.owed !== null && compareDecimals(row.owed, '0') < 0
      ? [{ where: 'recovered', message: '追回金额超过政府垫付' }]
      : []),
  ],
  derive: row => {
    const of = (payer: string) => sum(row.costs.filter(c => c.payer === payer).map(c => c.amount))
    const advanced = sum(row.costs.filter(c => c.payer !== '责任主体').map(c => c.amount))
    const known = row.costs.length > 0
    return {
      byPayer: PAYERS.filter(p => row.costs.some(c => c.payer === p)).map(p => `${p} ${of(p)} 万元`),
      total: known ? sum(row.costs.map(c => c.amount)) : null,
      advanced: known ? advanced : null,
      owed:
        known && !row.basis.startsWith('县级人民政府')
          ? subtract(advanced, sum(row.recovered.map(r => r.amount)))
          : null,
    }
  },
  states: { open: '归集中', claimed: '追偿中', recovered: '已追回', borne: '政府承担', writtenOff: '已核销' },
  initial: 'open',
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['open', 'claimed'] },
  transitions: {
    claim: {
      label: '发出追偿通知',
      from: ['open'],
      to: 'claimed',
      by: KEEPERS,
      duty: 'reviewer',
      asks: ['claim', 'payBy', 'finding'],
      needs: ['payBy'],
      evidence: ['claim', 'finding'],
      refuse: row =>
        row.basis.startsWith('县级人民政府')
          ? [{ where: 'basis', message: '责任主体灭失或不明确的，由县级人民政府承担，没有可追偿的对象' }]
          : row.owed === null || compareDecimals(row.owed, '0') <= 0
            ? [{ where: 'costs', message: '没有政府垫付的费用，不需要追偿' }]
            : [],
      sets: (_, { effective }) => ({ claimedOn: effective }),
    },
    pay: {
      label: '登记追回',
      from: ['claimed'],
      to: 'claimed',
      by: KEEPERS,
      asks: ['recovered'],
      needs: ['recovered'],
    },
    close: {
      label: '追偿完毕',
      from: ['claimed'],
      to: 'recovered',
      by: KEEPERS,
      duty: 'reviewer',
      refuse: row =>
        row.owed !== null && compareDecimals(row.owed, '0') > 0
          ? [{ where: 'recovered', message: `还有 ${row.owed} 万元没有追回` }]
          : [],
      sets: (_, { effective }) => ({ recoveredOn: effective }),
    },
    bear: {
      label: '确认由政府承担',
      from: ['open'],
      to: 'borne',
      by: ['财政@county', '财政@city', '生态环境@city'],
      duty: 'reviewer',
      asks: ['finding'],
      evidence: ['finding'],
      refuse: row =>
        row.basis.startsWith('县级人民政府')
          ? []
          : [{ where: 'basis', message: `承担依据是“${row.basis}”，政府垫付的应当追偿` }],
    },
    writeOff: {
      label: '无法追回，核销',
      from: ['claimed'],
      to: 'writtenOff',
      by: ['财政@county', '财政@city'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['ruling'],
      evidence: ['ruling'],
    },
  },
  duties: {
    recover: {
      label: '追回垫付费用',
      clause: '土壤污染防治法第四十六条',
      by: '责任主体',
      while: ['claimed', 'recovered'],
      after: { field: 'payBy' },
      days: 0,
      met: { field: 'recoveredOn' },
    },
  },
  list: ['subject', 'region', 'basis', 'responsible', 'total', 'advanced', 'owed', 'payBy', 'state'],
  filters: ['region', 'state', 'basis', 'payBy'],
  search: ['note'],
})
