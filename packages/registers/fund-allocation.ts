import { f } from '@jingtu/core/field.ts'
import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 涉农资金分配测算: the greater part by area of priority farmland, a part set aside for those whose area has grown. */
export const fundAllocation = defineRegister({
  id: 'fund-allocation',
  name: '优先保护类耕地资金分配测算',
  module: 'M21',
  basis: ['省级土壤污染防治工作方案：涉农资金向优先保护类耕地集中的县倾斜，面积增加的适当奖励'],
  purpose: '按农用地类别清单的面积测算分县分配额，面积增加的给予奖励；合计与资金总额分毫不差。',
  fields: {
    title: f.text('资金名称', { required: true, indexed: true }),
    year: f.integer('资金年度', { required: true, min: 2017, max: 2200 }),
    amount: f.money('资金总额', { required: true }),
    rewardShare: f.decimal('奖励比例', { required: true, unit: '%', min: 0, max: 100 }),
    lines: f.rows('分县测算', {
      county: f.region('县（市、区）', { required: true }),
      before: f.decimal('前年末面积', { required: true, unit: '亩' }),
      area: f.decimal('上年末面积', { required: true, unit: '亩' }),
      growth: f.decimal('增加', { required: true, unit: '亩' }),
      base: f.money('按面积分配', { required: true }),
      reward: f.money('增加奖励', { required: true }),
      total: f.money('合计', { required: true }),
    }),
    computedOn: f.day('测算日期', { past: true }),
    allocated: f.money('已测算', { derived: true }),
    document: f.text('下达文号'),
    file: f.files('下达文件'),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'year'],
  derive: row => ({ allocated: row.computedOn ? sum(row.lines.map(l => l.total)) : null }),
  states: { draft: '测算中', approved: '已下达' },
  initial: 'draft',
  create: { by: ['财政@city', '财政@province', '农业农村@city', '生态环境@city'] },
  correct: { by: ['财政@city', '财政@province', '农业农村@city', '生态环境@city'], in: ['draft'] },
  transitions: {
    compute: {
      label: '按农用地类别面积测算',
      from: ['draft'],
      to: 'draft',
      by: ['财政@city', '财政@province', '农业农村@city', '生态环境@city'],
      single: true,
    },
    approve: {
      label: '下达',
      from: ['draft'],
      to: 'approved',
      by: ['财政@city', '财政@province'],
      duty: 'reviewer',
      asks: ['document', 'file'],
      needs: ['document'],
      evidence: ['file'],
      refuse: row =>
        row.allocated === null
          ? [{ where: 'lines', message: '还没有测算，不能下达' }]
          : compareDecimals(row.allocated, row.amount) !== 0
            ? [
                {
                  where: 'lines',
                  message: `分县合计 ${row.allocated} 万元，不等于资金总额 ${row.amount} 万元，请重新测算`,
                },
              ]
            : [],
    },
  },
  list: ['title', 'region', 'year', 'amount', 'allocated', 'computedOn', 'state'],
  filters: ['region', 'state', 'year'],
  search: ['title', 'document', 'note'],
})
