import { expect, test } from 'vitest'
import { periodsOf } from './periods.ts'
import type { PlanRhythm } from './plan.ts'

const rule = (more: Partial<PlanRhythm>): PlanRhythm => ({
  quote: '按要求报送',
  span: [0, 5],
  days: [],
  every: null,
  from: null,
  to: null,
  ...more,
})
const year2026 = (rhythm: PlanRhythm[]) => ({ year: 2026, periodFrom: null, periodTo: null, rhythm })
const brief = (rhythm: PlanRhythm[]) => periodsOf(year2026(rhythm)).map(p => `${p.key} ${p.from}~${p.to} ${p.due}`)

test('four days in the last month of each quarter are quarters due on those days', () => {
  expect(brief([rule({ days: ['03-25', '06-25', '09-25', '12-25'] })])).toEqual([
    '2026-Q1 2026-01-01~2026-03-31 2026-03-25',
    '2026-Q2 2026-04-01~2026-06-30 2026-06-25',
    '2026-Q3 2026-07-01~2026-09-30 2026-09-25',
    '2026-Q4 2026-10-01~2026-12-31 2026-12-25',
  ])
})

test('days just after a quarter report on the quarter before; the last falls into the next year', () => {
  expect(brief([rule({ days: ['01-10', '04-10', '07-10', '10-10'] })]).map(l => l.slice(0, 7) + l.slice(-10))).toEqual([
    '2026-Q12026-04-10',
    '2026-Q22026-07-10',
    '2026-Q32026-10-10',
    '2026-Q42027-01-10',
  ])
})

test('half-years, a year that ends in December and a year reported in January of the next', () => {
  expect(brief([rule({ days: ['06-25', '12-25'] })])).toEqual([
    '2026-H1 2026-01-01~2026-06-30 2026-06-25',
    '2026-H2 2026-07-01~2026-12-31 2026-12-25',
  ])
  expect(brief([rule({ days: ['12-20'] })])).toEqual(['2026 2026-01-01~2026-12-31 2026-12-20'])
  expect(brief([rule({ days: ['01-31'] })])).toEqual(['2026 2026-01-01~2026-12-31 2027-01-31'])
})

test('half-yearly to one and yearly to another by 31 January stand beside each other', () => {
  const periods = periodsOf(
    year2026([
      rule({ quote: '每半年报告一次', every: { unit: 'half-year', count: 1 }, to: '省厅' }),
      rule({ quote: '每年1月底前报告上年度情况', days: ['01-31'], to: '省政府' }),
    ]),
  )
  expect(periods.map(p => [p.key, p.due, p.recipient])).toEqual([
    ['2026-H1', '2026-06-30', '省厅'],
    ['2026-H2', '2026-12-31', '省厅'],
    ['2026', '2027-01-31', '省政府'],
  ])
})

test('every quarter, half-year, month and year without a day end with their last day, or by the day the sentence names', () => {
  expect(brief([rule({ every: { unit: 'quarter', count: 1 } })]).map(l => l.slice(-10))).toEqual([
    '2026-03-31',
    '2026-06-30',
    '2026-09-30',
    '2026-12-31',
  ])
  expect(brief([rule({ every: { unit: 'month', count: 6 } })])).toHaveLength(2)
  expect(brief([rule({ every: { unit: 'month', count: 1 } })])).toHaveLength(12)
  expect(brief([rule({ quote: '每季度结束后10日内报送', every: { unit: 'quarter', count: 1 } })])[0]).toMatch(
    /2026-04-10$/,
  )
  expect(brief([rule({ quote: '每月5日前报送上月情况', every: { unit: 'month', count: 1 } })])[1]).toBe(
    '2026-02 2026-02-01~2026-02-28 2026-03-05',
  )
  expect(brief([rule({ quote: '每月25日前报送', every: { unit: 'month', count: 1 } })])[1]).toMatch(/2026-02-25$/)
})

test('a plan of several years has its periods in every year', () => {
  const keys = periodsOf({
    year: null,
    periodFrom: '2026-01-01',
    periodTo: '2028-12-31',
    rhythm: [rule({ days: ['12-20'] })],
  }).map(p => p.key)
  expect(keys).toEqual(['2026', '2027', '2028'])
})

test('a task that must report every half-year has periods of its own, work done every half-year has none', () => {
  const tasks = [
    {
      id: 'a',
      content: '开展排查。每年12月底前将淘汰情况报市工信局备案。',
      recurring: [
        { text: '每年12月底前', span: [0, 6] as [number, number], every: { unit: 'year' as const, count: 1 } },
      ],
    },
    {
      id: 'b',
      content: '每半年开展一次执法检查。',
      recurring: [
        { text: '每半年', span: [0, 3] as [number, number], every: { unit: 'half-year' as const, count: 1 } },
      ],
    },
  ]
  const periods = periodsOf(year2026([]), tasks)
  expect(periods).toEqual([
    expect.objectContaining({
      key: '2026',
      due: '2026-12-31',
      tasks: ['a'],
      recipient: '市工信局',
      basis: '每年12月底前将淘汰情况报市工信局备案',
    }),
  ])
})

test('the same period by the same day is asked once, another day makes a second one', () => {
  const periods = periodsOf(
    year2026([
      rule({ days: ['12-20'], quote: '甲' }),
      rule({ days: ['12-20'], quote: '乙' }),
      rule({ days: ['12-10'], quote: '丙' }),
    ]),
  )
  expect(periods.map(p => [p.key, p.due, p.basis])).toEqual([
    ['2026-2', '2026-12-10', '丙'],
    ['2026', '2026-12-20', '甲；乙'],
  ])
})
