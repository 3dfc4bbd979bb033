import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const BUREAUS = ['生态环境@county', '生态环境@city'] as const

/** 同井比对: wells of different departments that are one well, found by place and depth and decided by people. */
export const wellComparison = defineRegister({
  id: 'well-comparison',
  name: '部门监测井同井比对',
  module: 'M16',
  basis: ['地下水管理条例第六条：地下水监测信息共享', '年度计划：健全地下水环境联动管理机制'],
  purpose: '生态环境、水利、自然资源三部门的井按位置和井深比对，认定同一口井后监测信息互通。',
  fields: {
    title: f.text('比对批次', { required: true, indexed: true }),
    pairs: f.rows('比对结果', {
      first: f.ref('井甲', 'well', { required: true }),
      second: f.ref('井乙', 'well', { required: true }),
      metres: f.decimal('距离', { required: true, unit: 'm' }),
      depthGap: f.decimal('井深差', { unit: '%' }),
      suggested: f.choice('系统建议', ['同一口井', '疑似', '不是同一口井'], { required: true }),
      decided: f.choice('认定', ['同一口井', '不是同一口井']),
    }),
    comparedOn: f.day('比对日期', { past: true }),
    undecided: f.integer('待认定', { derived: true, unit: '对' }),
    matched: f.integer('认定为同一口井', { derived: true, unit: '对' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  derive: row => ({
    undecided: row.comparedOn ? row.pairs.filter(p => !p.decided).length : null,
    matched: row.comparedOn ? row.pairs.filter(p => p.decided === '同一口井').length : null,
  }),
  states: { open: '比对中', decided: '已认定' },
  initial: 'open',
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['open'] },
  transitions: {
    compare: { label: '比对三部门的井', from: ['open'], to: 'open', by: BUREAUS, single: true },
    judge: { label: '逐对认定', from: ['open'], to: 'open', by: BUREAUS, asks: ['pairs'], needs: ['pairs'] },
    decide: {
      label: '认定完成',
      from: ['open'],
      to: 'decided',
      by: BUREAUS,
      duty: 'reviewer',
      refuse: row =>
        row.comparedOn
          ? row.undecided
            ? [{ where: 'pairs', message: `还有 ${row.undecided} 对没有认定` }]
            : []
          : [{ where: 'pairs', message: '还没有比对' }],
    },
  },
  list: ['title', 'region', 'comparedOn', 'undecided', 'matched', 'state'],
  filters: ['region', 'state'],
  search: ['title', 'note'],
})
