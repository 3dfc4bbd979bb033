import { describe, expect, it } from 'vitest'
import { assess, findStandard } from './index.ts'
import { checkLocalTable, type LocalTable } from './local-tables.ts'
import { resultOf } from './measured.ts'
import type { AssessOptions } from './options.ts'

const table = (id: string, region: string, limits: LocalTable['rows'], over: Partial<LocalTable> = {}): LocalTable => ({
  id,
  title: `${id} 建设用地土壤污染风险筛选值`,
  region,
  from: '2020-01-01',
  until: null,
  standard: 'GB 36600-2018',
  verified: true,
  rows: limits,
  ...over,
})
const province = table('地方甲', '45', [
  { substance: 'zinc', unit: 'mg/kg', column: '第一类', limits: ['3500', null] },
  { substance: 'lead', unit: 'μg/kg', column: null, limits: ['300000', null] },
])
const city = table('地方乙', '4501', [{ substance: 'lead', unit: 'mg/kg', column: '第一类', limits: ['500', '900'] }])
const standard = findStandard('GB 36600-2018')!
const lead = (value: string, options: AssessOptions, takenOn = '2024-05-01') =>
  assess(
    standard,
    { id: 's', use: '第一类', region: '450103', takenOn, results: [resultOf('铅', value, 'mg/kg')] },
    options,
  )

describe('local tables beside the national one', () => {
  it('by the strictest number of each step, and say so', () => {
    const j = lead('350', { tables: [province, city], stacking: 'strictest' })
    expect(j.verdict).toBe('超筛选值')
    expect(j.findings[0]!.footnotes).toContain('采用地方标准 地方甲 的限值')
    expect(j.notes.join()).toContain('逐项取最严')
    expect(lead('850', { tables: [province, city] }).verdict).toBe('超管制值')
  })
  it('by the first found, the nearest region before the wider one', () => {
    expect(lead('450', { tables: [province, city], stacking: 'first' }).verdict).toBe('未超筛选值')
    expect(lead('850', { tables: [province, city], stacking: 'first' }).verdict).toBe('超筛选值')
    expect(lead('350', { tables: [province], stacking: 'first' }).verdict).toBe('超筛选值')
  })
  it('whatever the order they are given in', () => {
    for (const stacking of ['strictest', 'first'] as const)
      expect(lead('450', { tables: [city, province], stacking })).toEqual(
        lead('450', { tables: [province, city], stacking }),
      )
  })
  it('only in their region and on their days', () => {
    const elsewhere = { ...province, region: '44' }
    expect(lead('350', { tables: [elsewhere] }).verdict).toBe('未超筛选值')
    expect(lead('350', { tables: [province] }, '2019-12-31').verdict).toBe('未超筛选值')
    expect(lead('350', { tables: [{ ...province, until: '2023-12-31' }] }).verdict).toBe('未超筛选值')
  })
  it('add items the national table lacks', () => {
    const zinc = (options: AssessOptions) =>
      assess(
        standard,
        { id: 's', use: '第一类', region: '450103', takenOn: '2024-05-01', results: [resultOf('锌', '3600', 'mg/kg')] },
        options,
      ).verdict
    expect(zinc({})).toBe('无适用限值')
    expect(zinc({ tables: [province] })).toBe('超筛选值')
  })
  it('are refused with every fault at once', () => {
    const wrong = table('错', '4', [
      { substance: 'unobtainium', unit: 'mg/kg', column: null, limits: ['1', null] },
      { substance: 'lead', unit: 'mg/kg', column: null, limits: ['5', '4'] },
    ])
    expect(checkLocalTable({ ...wrong, from: '2020', until: null })).toHaveLength(4)
    expect(checkLocalTable(province)).toEqual([])
  })
})
