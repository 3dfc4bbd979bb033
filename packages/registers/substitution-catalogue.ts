import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KEEPERS = ['工业和信息化@county', '工业和信息化@city', '工业和信息化@province', '生态环境@city'] as const

/** 有毒有害原料（产品）替代品目录: what could take the place of what; the profiles of enterprises say where it applies. */
export const substitutionCatalogue = defineRegister({
  id: 'substitution-catalogue',
  name: '国家鼓励的有毒有害原料（产品）替代品目录',
  module: 'M10',
  basis: ['清洁生产促进法第十九条', '国家鼓励的有毒有害原料（产品）替代品目录'],
  purpose: '目录条目；使用目录所列原料的企业由系统在“企业土壤环境基础信息”中标出。',
  fields: {
    substance: f.text('被替代的有毒有害原料（产品）', { required: true, secrecy: 'public' }),
    substitute: f.text('替代品', { required: true, secrecy: 'public' }),
    scope: f.text('适用范围', { secrecy: 'public' }),
    edition: f.text('目录版本', { required: true, secrecy: 'public', example: '2016年版' }),
    stage: f.choice('成熟程度', ['研发类', '应用类', '推广类'], { secrecy: 'public' }),
    users: f.integer('使用该原料的企业', { derived: true, unit: '家' }),
    note: f.text('备注', { long: true }),
  },
  key: ['substance', 'substitute', 'edition'],
  // How many enterprises use it stands in their profiles: server/effects/substitution-catalogue.ts counts them.
  derive: () => ({}),
  states: { listed: '有效', withdrawn: '已废止' },
  initial: 'listed',
  ended: ['withdrawn'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['listed'] },
  transitions: {
    withdraw: { label: '废止', from: ['listed'], to: 'withdrawn', by: KEEPERS, reason: 'required' },
  },
  publish: { fields: ['substance', 'substitute', 'scope', 'edition', 'stage'], in: ['listed'] },
  list: ['substance', 'substitute', 'scope', 'edition', 'stage', 'users', 'state'],
  filters: ['region', 'state', 'edition', 'stage'],
  search: ['substance', 'substitute', 'scope', 'note'],
})
