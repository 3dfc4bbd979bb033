import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { SOURCE_HINTS } from './pollution-source.ts'

const BY = ['生态环境@county', '生态环境@city'] as const

/** 污染源年度排查: one year of one place; it draws the clues out of the data a plan names and counts what was newly listed. */
export const sourceRound = defineRegister({
  id: 'source-round',
  name: '污染源年度排查轮次',
  module: 'M07',
  basis: ['涉镉等重金属重点行业企业排查整治工作方案', '年度土壤污染防治计划'],
  purpose: '每年按六类数据更新候选名单，核对年内新纳入整治清单的污染源是否达到要求。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    goal: f.integer('年内至少新纳入', { required: true, min: 0, unit: '家', secrecy: 'public' }),
    due: f.day('计划期限', { hint: '不填的，到年底' }),
    deadline: f.day('期限', { derived: true }),
    screenedOn: f.day('最近一次生成线索', { derived: true }),
    found: f.rows(
      '各数据来源的线索',
      { source: f.choice('数据来源', SOURCE_HINTS), n: f.integer('线索', { unit: '条' }) },
      { derived: true },
    ),
    enlisted: f.integer('年内新纳入', { derived: true, unit: '家', secrecy: 'public' }),
    shortfall: f.integer('还差', { derived: true, unit: '家', secrecy: 'public' }),
    reachedOn: f.day('达到要求的日期', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['year'],
  check: row =>
    row.due === null || row.due.startsWith(`${row.year}-`)
      ? []
      : [{ where: 'due', message: `计划期限不在 ${row.year} 年` }],
  derive: row => ({
    deadline: row.due ?? `${row.year}-12-31`,
    shortfall: row.enlisted === null ? null : Math.max(0, row.goal - row.enlisted),
  }),
  states: { open: '已部署', screened: '已生成线索', closed: '已完成' },
  initial: 'open',
  ended: ['closed'],
  create: { by: BY },
  correct: { by: BY, in: ['open', 'screened'] },
  transitions: {
    // Clues are made by the effect of this move; asked for again it only adds what is new.
    screen: { label: '生成线索', from: ['open', 'screened'], to: 'screened', by: BY },
    close: {
      label: '年度核对完成',
      from: ['screened'],
      to: 'closed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      single: true,
      refuse: row =>
        row.shortfall === 0
          ? []
          : [
              {
                where: 'shortfall',
                message: `${row.year} 年新纳入整治清单 ${row.enlisted ?? 0} 家，至少应为 ${row.goal} 家`,
              },
            ],
    },
  },
  duties: {
    enlist: {
      label: '年内新纳入整治清单的污染源达到要求',
      clause: '年度计划',
      by: '生态环境部门',
      while: ['open', 'screened'],
      when: row => row.goal > 0,
      after: { field: 'deadline' },
      days: 0,
      met: { field: 'reachedOn' },
    },
  },
  list: ['region', 'year', 'goal', 'enlisted', 'shortfall', 'screenedOn', 'state'],
  filters: ['region', 'state', 'year', 'shortfall'],
})
