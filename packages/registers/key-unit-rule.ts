import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import {
  CRITERIA,
  FOUND,
  isEmptyCriterion,
  LAND_RISKS,
  PERMITS,
  POTENTIAL,
  SCALES,
  TOXIC_USE,
} from './key-unit-selection.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city', '生态环境@province'] as const

/** 重点监管单位筛选规则: what puts an enterprise into the list; a county may add to what city and province ask. */
export const keyUnitRule = defineRegister({
  id: 'key-unit-rule',
  name: '重点监管单位筛选规则',
  module: 'M10',
  basis: ['环境监管重点单位名录管理办法（生态环境部令第27号）', '工矿用地土壤环境管理办法（试行）第三条'],
  purpose: '各地纳入条件。一条规则管本区域及其下级区域；下级可以另加条件，不能免除上级的条件。',
  fields: {
    title: f.text('名称', { required: true, secrecy: 'public' }),
    source: f.text('依据文件', { required: true, secrecy: 'public' }),
    startsOn: f.day('实施日期', { required: true, secrecy: 'public' }),
    criteria: f.rows('纳入条件', {
      criterion: f.choice('条件类别', CRITERIA, { required: true }),
      words: f.text('文件中的表述', { required: true }),
      industries: f.text('行业代码', { hint: 'GB/T 4754 的前两至四位，用顿号分开，例如 09、32、2614' }),
      scale: f.choice('规模', SCALES),
      permit: f.choice('排污许可管理类别', PERMITS),
      toxicUse: f.choices('有毒有害物质', TOXIC_USE.slice(0, 5) as unknown as typeof TOXIC_USE),
      found: f.choices('监测发现排放的物质', FOUND),
      potential: f.choices('潜在污染土壤的行为', POTENTIAL),
      landRisk: f.choice('地块土壤污染潜在风险', LAND_RISKS),
      cadmiumArea: f.boolean('耕地重金属污染突出地区的涉镉排放企业'),
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  check: row =>
    row.criteria.flatMap((c, i) =>
      isEmptyCriterion(c)
        ? [{ where: `criteria.${i}.industries`, message: `“纳入条件”第${i + 1}行没有任何条件，会把所有企业都列入` }]
        : [],
    ),
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
      refuse: row => (row.criteria.length > 0 ? [] : [{ where: 'criteria', message: '规则里没有条件' }]),
    },
    end: { label: '废止', from: ['inForce'], to: 'ended', by: ECOLOGY, duty: 'reviewer', reason: 'required' },
  },
  publish: { fields: ['title', 'region', 'source', 'startsOn', 'state'], in: ['inForce'] },
  list: ['title', 'region', 'source', 'startsOn', 'state'],
  filters: ['region', 'state'],
  search: ['title', 'note'],
})
