import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { periodFaults, revocable } from './regulation.ts'

export const INPUT_KINDS = [
  '农用薄膜',
  '农药',
  '化肥',
  '有机肥',
  '兽药',
  '饲料添加剂',
  '土壤农药残留',
  '农产品农药残留',
] as const
export const LINKS = ['生产', '销售', '使用', '环境监测'] as const
const BY = ['农业农村@county', '农业农村@city', '农业农村@province', '市场监管@city'] as const

/** 农业投入品禁限用名录与限量: what may not be made, sold or used, and the limits of the standards, each with its days. */
export const inputLimit = defineRegister({
  id: 'input-limit',
  name: '农业投入品禁限用名录与限量',
  module: 'M18',
  basis: ['农药管理条例', '兽药管理条例', '农用薄膜管理办法', '肥料中有毒有害物质的限量要求（GB 38400）'],
  purpose: '明令禁止的投入品和标准限量（如 GB 13735 地膜厚度、肥料重金属限量），投入品检查自动按当日名录评价。',
  fields: {
    kind: f.choice('投入品', INPUT_KINDS, { required: true, secrecy: 'public' }),
    item: f.text('名称或项目', {
      required: true,
      secrecy: 'public',
      hint: '禁用品写名称；限量写项目，如 标称厚度、总镉',
    }),
    rule: f.choice('规定', ['禁止', '不高于', '不低于'], { required: true, secrecy: 'public' }),
    links: f.choices('适用环节', LINKS, { hint: '空着即全部' }),
    bound: f.decimal('限量', { secrecy: 'public' }),
    unit: f.text('单位', { secrecy: 'public' }),
    standard: f.text('标准或公告', { required: true, secrecy: 'public' }),
    validFrom: f.day('起始日期', { required: true, indexed: true, secrecy: 'public' }),
    validUntil: f.day('截止日期', { secrecy: 'public' }),
  },
  key: ['kind', 'item', 'rule', 'validFrom'],
  requiredWhen: { bound: row => row.rule !== '禁止', unit: row => row.rule !== '禁止' },
  visibleWhen: { bound: row => row.rule !== '禁止', unit: row => row.rule !== '禁止' },
  check: row => periodFaults(row),
  ...revocable(BY),
  publish: {
    fields: ['region', 'kind', 'item', 'rule', 'bound', 'unit', 'standard', 'validFrom', 'validUntil'],
    in: ['active'],
  },
  list: ['kind', 'item', 'rule', 'bound', 'unit', 'standard', 'validFrom', 'region', 'state'],
  filters: ['region', 'state', 'kind', 'rule'],
  search: ['item', 'standard'],
})
