import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city', '生态环境@province'] as const

export const SURROUNDED = ['重点监管单位', '工业园区', '污水集中处理设施', '固体废物处理设施'] as const
export const DEMOLITION_DEPARTMENTS = ['生态环境', '工业和信息化', '应急管理', '住房城乡建设'] as const

/** 重点监管单位地方管理要求: what a place asks beyond or instead of the common rule; the nearest place decides. */
export const keyUnitRequirement = defineRegister({
  id: 'key-unit-requirement',
  name: '重点监管单位地方管理要求',
  module: 'M10',
  basis: ['土壤污染防治法第二十一条、第二十二条、第二十五条'],
  purpose: '各地规定的周边监测周期、拆除方案备案部门；本级要求先于上级要求。',
  fields: {
    title: f.text('名称', { required: true }),
    source: f.text('依据文件', { required: true }),
    kind: f.choice('要求', ['周边监测周期', '拆除方案备案部门'], { required: true }),
    objects: f.choices('监测对象类别', SURROUNDED),
    months: f.integer('监测周期', { min: 1, max: 120, unit: '月' }),
    departments: f.choices('备案部门', DEMOLITION_DEPARTMENTS),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  requiredWhen: {
    objects: row => row.kind === '周边监测周期',
    months: row => row.kind === '周边监测周期',
    departments: row => row.kind === '拆除方案备案部门',
  },
  check: row =>
    // 土壤污染防治法第二十二条 names two departments; a place may only add to them.
    row.kind === '拆除方案备案部门' &&
    !['生态环境', '工业和信息化'].every(d => (row.departments as string[]).includes(d))
      ? [{ where: 'departments', message: '生态环境、工业和信息化两个部门是法定的，只能增加' }]
      : [],
  states: { draft: '起草', inForce: '实施中', ended: '已废止' },
  initial: 'draft',
  ended: ['ended'],
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['draft'] },
  transitions: {
    enforce: { label: '实施', from: ['draft'], to: 'inForce', by: ECOLOGY, duty: 'reviewer' },
    end: { label: '废止', from: ['inForce'], to: 'ended', by: ECOLOGY, duty: 'reviewer', reason: 'required' },
  },
  list: ['title', 'region', 'kind', 'objects', 'months', 'departments', 'state'],
  filters: ['region', 'state', 'kind'],
  search: ['title', 'note'],
})
