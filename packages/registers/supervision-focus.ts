import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const BUREAUS = ['生态环境@county', '生态环境@city', '生态环境@province'] as const
export const FOCUS_INDUSTRIES = [
  '有色金属矿采选',
  '有色金属冶炼',
  '石油加工',
  '化工',
  '焦化',
  '电镀',
  '制革',
  '铅蓄电池',
] as const

/** 监管重点: industries and places that are looked at more often, and whether in this year they were. */
export const supervisionFocus = defineRegister({
  id: 'supervision-focus',
  name: '监管重点行业和区域',
  module: 'M22',
  basis: ['土壤污染防治行动计划第二十项', '省级土壤污染防治工作方案'],
  purpose: '重点行业、重点区域的检查频次：进入双随机对象库并加权，逐家核对当年检查次数。',
  fields: {
    name: f.text('重点名称', { required: true, indexed: true }),
    industries: f.choices('重点行业', FOCUS_INDUSTRIES),
    areaKind: f.choice('重点区域类型', ['产粮（油）大县', '蔬菜产业重点县', '生猪大县', '地级以上城市建成区']),
    area: f.region('重点区域', { indexed: true }),
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    perYear: f.integer('每年检查次数', { required: true, min: 1, max: 12, unit: '次' }),
    objects: f.rows('检查频次', {
      organisation: f.ref('企业', 'organisation', { required: true }),
      done: f.integer('当年已检查', { required: true, min: 0 }),
      left: f.integer('还应检查', { required: true, min: 0 }),
    }),
    total: f.integer('涉及企业', { derived: true, unit: '家' }),
    short: f.integer('频次不足', { derived: true, unit: '家' }),
    countedOn: f.day('核对日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['name', 'year'],
  check: row => (row.areaKind && !row.area ? [{ where: 'area', message: '重点区域须选择所在区域' }] : []),
  derive: row => ({
    total: row.countedOn ? row.objects.length : null,
    short: row.countedOn ? row.objects.filter(o => o.left > 0).length : null,
  }),
  states: { draft: '拟定', inForce: '执行中', ended: '已结束' },
  initial: 'draft',
  ended: ['ended'],
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['draft'] },
  transitions: {
    enact: {
      label: '确定',
      from: ['draft'],
      to: 'inForce',
      by: BUREAUS,
      duty: 'reviewer',
      refuse: row =>
        row.industries.length === 0 && !row.area
          ? [{ where: 'industries', message: '没有重点行业，也没有重点区域' }]
          : [],
    },
    count: { label: '核对检查频次', from: ['inForce'], to: 'inForce', by: BUREAUS, single: true },
    end: {
      label: '结束',
      from: ['inForce'],
      to: 'ended',
      by: BUREAUS,
      duty: 'reviewer',
      refuse: row =>
        row.countedOn
          ? row.short
            ? [{ where: 'objects', message: `还有 ${row.short} 家没有达到每年 ${row.perYear} 次的检查频次` }]
            : []
          : [{ where: 'countedOn', message: '还没有核对检查频次' }],
    },
  },
  duties: {
    visits: {
      label: '重点对象检查达到频次',
      clause: '省级土壤污染防治工作方案',
      by: '生态环境部门',
      while: ['inForce'],
      every: 'year',
      due: '12-31',
    },
  },
  list: ['name', 'region', 'year', 'perYear', 'total', 'short', 'countedOn', 'state'],
  filters: ['region', 'state', 'year', 'industries', 'areaKind'],
  search: ['name', 'note'],
})
