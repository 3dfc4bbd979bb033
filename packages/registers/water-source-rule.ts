import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city', '生态环境@province'] as const

/** 水源调查评估规模: from which size on a place has its sources of drinking water surveyed; the nearest place decides. */
export const waterSourceRule = defineRegister({
  id: 'water-source-rule',
  name: '水源调查评估规模规定',
  module: 'M16',
  basis: ['水污染防治法第六十三条', '土壤污染防治行动计划'],
  purpose: '各地规定的须调查评估的饮用水水源供水人口和日供水量；达到其一即列入，本级规定先于上级规定。',
  fields: {
    title: f.text('名称', { required: true }),
    source: f.text('依据文件', { required: true }),
    population: f.integer('供水人口下限', { min: 1, unit: '人' }),
    supply: f.decimal('日供水量下限', { min: 0, unit: '吨/日' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  states: { draft: '起草', inForce: '实施中', ended: '已废止' },
  initial: 'draft',
  ended: ['ended'],
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['draft'] },
  transitions: {
    enforce: {
      label: '实施',
      from: ['draft'],
      to: 'inForce',
      by: ECOLOGY,
      duty: 'reviewer',
      refuse: row =>
        row.population === null && row.supply === null
          ? [{ where: 'population', message: '供水人口和日供水量至少规定一项' }]
          : [],
    },
    end: { label: '废止', from: ['inForce'], to: 'ended', by: ECOLOGY, duty: 'reviewer', reason: 'required' },
  },
  list: ['title', 'region', 'population', 'supply', 'state'],
  filters: ['region', 'state'],
  search: ['title', 'note'],
})
