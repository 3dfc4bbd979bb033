import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'

const BUREAUS = ['生态环境@county', '生态环境@city', '生态环境@province'] as const

/** 跨区域联动协作协议: two places that tell each other; notices are sent under it while it is in force. */
export const cooperationAgreement = defineRegister({
  id: 'cooperation-agreement',
  name: '跨区域联动协作协议',
  module: 'M22',
  basis: ['土壤污染防治法第四十一条', '省级土壤污染防治工作方案：跨行政区域联动协作机制'],
  purpose: '跨行政区域协作协议的签订、使用和到期。',
  fields: {
    title: f.text('协议名称', { required: true, indexed: true }),
    lead: f.unit('本方单位', { required: true }),
    partner: f.unit('对方单位', { required: true }),
    matters: f.choices('协作事项', ['跨区域污染问题', '污染土壤转运', '联合执法', '线索移送', '应急联动']),
    signedOn: f.day('签订日期', { past: true }),
    validUntil: f.day('有效期至'),
    file: f.files('协议文本'),
    used: f.integer('通报次数', { min: 0, unit: '次', hint: '由通报台账累计' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  requiredWhen: { signedOn: ['signed'], validUntil: ['signed'] },
  check: row => [
    ...(row.signedOn && row.validUntil && row.validUntil <= row.signedOn
      ? [{ where: 'validUntil', message: '有效期早于签订日期' }]
      : []),
  ],
  states: { drafted: '草拟', signed: '已签订', ended: '已终止' },
  initial: 'drafted',
  ended: ['ended'],
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['drafted'] },
  transitions: {
    sign: {
      label: '签订',
      from: ['drafted'],
      to: 'signed',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['signedOn', 'validUntil', 'file'],
      needs: ['signedOn', 'validUntil'],
      evidence: ['file'],
      refuse: row => [
        ...(row.matters.length === 0 ? [{ where: 'matters', message: '没有协作事项' }] : []),
        ...(row.lead === row.partner ? [{ where: 'partner', message: '本方和对方不能是同一单位' }] : []),
      ],
      sets: () => ({ used: 0 }),
    },
    end: { label: '终止', from: ['signed'], to: 'ended', by: BUREAUS, duty: 'reviewer', reason: 'required' },
  },
  duties: {
    renew: {
      ...owed('生态环境部门', '续签协作协议', '协作协议', ['signed'], 'validUntil', null, 'validUntil'),
      met: undefined,
    },
  },
  relations: { lead: 'lead', assignee: 'partner' },
  list: ['title', 'region', 'lead', 'partner', 'signedOn', 'validUntil', 'used', 'state'],
  filters: ['region', 'state', 'validUntil'],
  search: ['title', 'note'],
})
