import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KEEPERS = ['生态环境@county', '财政@county', '生态环境@city', '财政@city'] as const
const USES = [
  '土壤环境质量调查评估',
  '监测网络建设',
  '信息平台建设',
  '受污染耕地风险防控和治理修复',
  '污染地块风险防控和治理修复',
  '涉重金属工艺设备技术改造',
  '落后产能和工艺淘汰退出',
  '乡镇业务经费',
] as const

/** 土壤污染防治本级预算: the year's money by use and by township, what was spent of each line, and who was forgotten. */
export const soilBudget = defineRegister({
  id: 'soil-budget',
  name: '土壤污染防治本级预算',
  module: 'M21',
  basis: ['土壤污染防治法第七十条', '区级、县级土壤污染防治工作方案'],
  purpose: '本级资金按支持方向和乡镇编列预算、登记支出；乡镇业务经费逐镇保障，超支出不来。',
  fields: {
    title: f.text('预算名称', { required: true, indexed: true }),
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    lines: f.rows('预算', {
      use: f.choice('支持方向', USES, { required: true }),
      township: f.region('乡镇（街道）'),
      amount: f.money('预算', { required: true }),
    }),
    spending: f.rows('支出', {
      on: f.day('日期', { required: true, past: true }),
      use: f.choice('支持方向', USES, { required: true }),
      township: f.region('乡镇（街道）'),
      amount: f.money('金额', { required: true }),
      voucher: f.text('凭证号', { required: true }),
    }),
    budget: f.money('预算合计', { derived: true }),
    spent: f.money('支出合计', { derived: true }),
    execution: f.decimal('执行率', { derived: true, unit: '%' }),
    byUse: f.texts('各方向执行', { derived: true }),
    forgotten: f.refs('没有业务经费的乡镇', 'region', { hint: '由系统核对' }),
    checkedOn: f.day('乡镇核对日期', { past: true }),
    document: f.text('批复文号'),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'year'],
  check: row => {
    const lines = new Map<string, string>()
    const of = (l: { use: string; township: string | null }) => `${l.use} ${l.township ?? ''}`
    for (const l of row.lines) lines.set(of(l), sum([lines.get(of(l)) ?? '0', l.amount]))
    const over = [...new Set(row.spending.map(of))].flatMap(key => {
      const spent = sum(row.spending.filter(s => of(s) === key).map(s => s.amount))
      const left = subtract(lines.get(key) ?? '0', spent)
      return compareDecimals(left, '0') < 0
        ? [
            {
              where: 'spending',
              message: `“${key.split(' ')[0]}”支出 ${spent} 万元，超过预算 ${lines.get(key) ?? '0'} 万元`,
            },
          ]
        : []
    })
    const unplaced = (rows: readonly { use: string; township: string | null }[], where: string, name: string) =>
      rows.flatMap((l, i) =>
        (l.use === '乡镇业务经费') === Boolean(l.township)
          ? []
          : [{ where: `${where}.${i}.township`, message: `“${name}”第${i + 1}行：只有乡镇业务经费须写明乡镇` }],
      )
    return [...over, ...unplaced(row.lines, 'lines', '预算'), ...unplaced(row.spending, 'spending', '支出')]
  },
  derive: row => {
    const budget = sum(row.lines.map(l => l.amount))
    const spent = sum(row.spending.map(s => s.amount))
    const rate = percentage(spent, budget)
    return {
      budget: row.lines.length > 0 ? budget : null,
      spent: row.lines.length > 0 ? spent : null,
      execution: rate === 'not-applicable' ? null : rate,
      byUse: USES.flatMap(use => {
        const planned = sum(row.lines.filter(l => l.use === use).map(l => l.amount))
        const used = sum(row.spending.filter(s => s.use === use).map(s => s.amount))
        const share = percentage(used, planned)
        return share === 'not-applicable' ? [] : [`${use}：预算 ${planned} 万元，支出 ${used} 万元，${share}%`]
      }),
    }
  },
  states: { draft: '编制中', adopted: '已批复', settled: '已决算' },
  initial: 'draft',
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['draft'] },
  transitions: {
    check: { label: '核对乡镇业务经费', from: ['draft'], to: 'draft', by: KEEPERS, single: true },
    adopt: {
      label: '批复',
      from: ['draft'],
      to: 'adopted',
      by: ['财政@county', '财政@city'],
      duty: 'reviewer',
      asks: ['document'],
      needs: ['document'],
      refuse: row => [
        ...(row.lines.length === 0 ? [{ where: 'lines', message: '没有预算' }] : []),
        ...(row.checkedOn
          ? row.forgotten.length > 0
            ? [{ where: 'forgotten', message: `还有 ${row.forgotten.length} 个乡镇没有业务经费，应由县财政统筹保障` }]
            : []
          : [{ where: 'checkedOn', message: '还没有核对乡镇业务经费' }]),
      ],
    },
    spend: {
      label: '登记支出',
      from: ['adopted'],
      to: 'adopted',
      by: KEEPERS,
      asks: ['spending'],
      needs: ['spending'],
    },
    settle: { label: '决算', from: ['adopted'], to: 'settled', by: ['财政@county', '财政@city'], duty: 'reviewer' },
  },
  list: ['title', 'region', 'year', 'budget', 'spent', 'execution', 'state'],
  filters: ['region', 'state', 'year'],
  search: ['title', 'document', 'note'],
})
