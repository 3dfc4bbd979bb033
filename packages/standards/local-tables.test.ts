import { describe, expect, it } from 'vitest'
import { assess, findStandard } from './index.ts'
import { checkLocalTable, type LocalTable, readPHRange } from './local-tables.ts'
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

describe('local tables beside GB 15618, whose limits depend on pH', () => {
  const soil = findStandard('GB 15618-2018')!
  const banded = (limits: LocalTable['rows'], over: Partial<LocalTable> = {}) =>
    table('地方丙', '45', limits, { standard: 'GB 15618-2018', ...over })
  const own = banded([
    { substance: 'cadmium', unit: 'mg/kg', column: '水田', pH: { above: null, upTo: '5.0' }, limits: ['0.2', '1.0'] },
    { substance: 'cadmium', unit: 'mg/kg', column: '水田', pH: { above: '5.0', upTo: '6.5' }, limits: ['0.25', null] },
    { substance: 'thallium', unit: 'μg/kg', column: null, pH: { above: null, upTo: '6.5' }, limits: ['800', null] },
  ])
  const judge = (
    item: string,
    value: string,
    pH: string | undefined,
    options: AssessOptions = { tables: [own] },
    landUse = '水田',
  ) =>
    assess(
      soil,
      {
        id: 's',
        landUse,
        region: '450103',
        takenOn: '2024-05-01',
        results: [resultOf(item, value, 'mg/kg'), ...(pH === undefined ? [] : [resultOf('pH', pH, '无量纲')])],
      },
      options,
    )
  const verdictOf = (...given: Parameters<typeof judge>) => judge(...given).verdict

  it('cut the bands finer than the national table, upper ends inclusive, and say which table judged', () => {
    expect(judge('镉', '0.22', '4.8')).toMatchObject({
      verdict: '可能存在风险',
      notes: ['叠加地方标准 地方丙，逐项取最严的限值'],
      findings: [
        {
          band: 'pH≤5.0，水田',
          limits: [
            { name: '筛选值', value: '0.2' },
            { name: '管制值', value: '1.0' },
          ],
          footnotes: ['按元素总量计', '采用地方标准 地方丙 的限值'],
        },
      ],
    })
    expect(verdictOf('镉', '0.22', '5.0')).toBe('可能存在风险')
    expect(verdictOf('镉', '0.22', '5.1')).toBe('风险低')
    expect(verdictOf('镉', '0.26', '5.5')).toBe('可能存在风险')
    expect(verdictOf('镉', '1.2', '5.0')).toBe('风险高')
    expect(verdictOf('镉', '0.26', '7.0')).toBe('风险低')
    expect(judge('镉', '0.26', '7.0').findings[0]!.footnotes).toEqual(['按元素总量计'])
  })
  it('keep the national 管制值 under “strictest” and lose it under “first”', () => {
    expect(verdictOf('镉', '1.9', '6.0')).toBe('可能存在风险')
    expect(verdictOf('镉', '2.1', '6.0')).toBe('风险高')
    expect(verdictOf('镉', '2.1', '6.0', { tables: [own], stacking: 'first' })).toBe('可能存在风险')
    expect(judge('镉', '2.1', '6.0', { tables: [own], stacking: 'first' }).notes[0]).toContain('地方优先')
  })
  it('are read as the national table is: a use without a row falls under 其他, 水旱轮作 under the stricter of both', () => {
    const both = banded([
      { substance: 'cadmium', unit: 'mg/kg', column: '水田', limits: ['0.28', null] },
      { substance: 'cadmium', unit: 'mg/kg', column: '其他', limits: ['0.15', null] },
    ])
    const first = { tables: [both], stacking: 'first' } as const
    expect(verdictOf('镉', '0.2', '5', first)).toBe('风险低')
    expect(verdictOf('镉', '0.2', '5', first, '果园')).toBe('可能存在风险')
    expect(verdictOf('镉', '0.2', '5', first, '水旱轮作')).toBe('可能存在风险')
  })
  it('a missing pH is still never compliant, and exceeds only what every stretch exceeds', () => {
    expect(verdictOf('镉', '0.1', undefined)).toBe('证据不足')
    expect(verdictOf('镉', '0.7', undefined)).toBe('证据不足')
    expect(verdictOf('镉', '0.9', undefined)).toBe('可能存在风险')
  })
  it('add items; outside their stretch of pH there is no limit, without a pH no answer', () => {
    expect(verdictOf('铊', '0.9', '6')).toBe('可能存在风险')
    expect(verdictOf('铊', '0.7', '6')).toBe('风险低')
    expect(verdictOf('铊', '0.9', '7')).toBe('无适用限值')
    expect(verdictOf('铊', '0.9', undefined)).toBe('证据不足')
  })
  it('stay out of the way elsewhere and before their day', () => {
    const plain = judge('镉', '0.28', '5.2', {})
    expect(judge('镉', '0.28', '5.2', { tables: [{ ...own, region: '44' }] })).toEqual(plain)
    expect(judge('镉', '0.28', '5.2', { tables: [{ ...own, from: '2024-05-02' }] })).toEqual(plain)
  })
  it('are refused where the stretch, the class or the steps make no sense', () => {
    const row = own.rows[0]!
    const faults = checkLocalTable(
      banded([
        { ...row, pH: { above: '6.5', upTo: '5.5' } },
        { ...row, column: '旱地' },
        { ...row, limits: [null, '1'] },
      ]),
    )
    expect(faults.map(f => [f.where, f.message])).toEqual([
      ['第 1 行', 'pH 范围的上端不大于下端'],
      ['第 2 行', '类别“旱地”应为水田、其他、果园、水旱轮作，或不填'],
      ['第 3 行', '有后一级限值而没有前一级'],
    ])
    expect(checkLocalTable({ ...own, standard: 'GB 36600-2018' }).map(f => f.message)).toContain(
      'GB 36600-2018 的限值不分 pH',
    )
  })
  it.each([
    ['pH≤5.5', { above: null, upTo: '5.5' }],
    ['5.5<pH≤6.5', { above: '5.5', upTo: '6.5' }],
    ['5.5～6.5', { above: '5.5', upTo: '6.5' }],
    ['pH＞7.5', { above: '7.5', upTo: null }],
    ['', null],
    ['酸性', undefined],
  ])('a cell “%s” names its stretch', (text, range) => expect(readPHRange(text)).toEqual(range))
})
