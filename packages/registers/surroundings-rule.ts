import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city', '生态环境@province'] as const

export const SURROUNDED = ['重点监管单位', '工业园区', '污水集中处理设施', '固体废物处理设施'] as const

/** 周边监测周期规则: how often a place wants the surroundings of which objects looked at; the nearest place decides. */
export const surroundingsRule = defineRegister({
  id: 'surroundings-rule',
  name: '周边监测周期规则',
  module: 'M10',
  basis: ['土壤污染防治法第二十一条、第二十五条'],
  purpose: '各地按对象类别规定的周边土壤和地下水监测周期；本级规则先于上级规则。',
  fields: {
    title: f.text('名称', { required: true }),
    source: f.text('依据文件', { required: true }),
    objects: f.choices('对象类别', SURROUNDED, { required: true }),
    months: f.integer('监测周期', { required: true, min: 1, max: 120, unit: '月' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  states: { draft: '起草', inForce: '实施中', ended: '已废止' },
  initial: 'draft',
  ended: ['ended'],
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['draft'] },
  transitions: {
    enforce: { label: '实施', from: ['draft'], to: 'inForce', by: ECOLOGY, duty: 'reviewer' },
    end: { label: '废止', from: ['inForce'], to: 'ended', by: ECOLOGY, duty: 'reviewer', reason: 'required' },
  },
  list: ['title', 'region', 'objects', 'months', 'source', 'state'],
  filters: ['region', 'state'],
  search: ['title', 'note'],
})
