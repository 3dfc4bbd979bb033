import { assess, findStandard } from '@jingtu/standards/index.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import { expect, test } from 'vitest'
import { boxesOf, groupsOf, quantile } from './box-plot.ts'
import { exceedanceTable } from './exceedance.ts'
import { type TrendSeries, trendOption, trendPoints } from './trend.ts'

const values = (...numbers: number[]) => numbers.map(value => ({ value, kind: 'value' as const }))

test('quartiles as R and Excel reckon them, whiskers within one and a half quartile distances, the rest named', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map(s => quantile([1, 2, 3, 4], s))).toEqual([1, 1.75, 2.5, 3.25, 4])
  const [box] = boxesOf([{ name: '水田', values: values(7, 1, 2, 3, 4, 5, 6, 40) }])
  expect(box).toEqual({
    name: '水田',
    count: 8,
    notDetected: 0,
    low: 1,
    q1: 2.75,
    median: 4.5,
    q3: 6.25,
    high: 7,
    outliers: [40],
  })
})

test('a non-detect counts as half of its limit and is said', () => {
  const [box, none] = boxesOf([
    { name: '旱地', values: [{ value: 0.2, kind: 'below' }, ...values(0.3, 0.5)] },
    { name: '果园', values: [] },
  ])
  expect([box!.low, box!.median, box!.notDetected]).toEqual([0.1, 0.3, 1])
  expect(none).toBeUndefined()
})

const series = (cells: string[], exceeds: (boolean | null)[] = []): TrendSeries => ({
  place: 'W1',
  item: '氨氮',
  unit: 'mg/L',
  object: '地下水',
  months: 6,
  limit: { name: 'Ⅳ类', value: '1.50' },
  results: cells.map((cell, i) => ({
    on: `20${20 + i}-05-01`,
    reading: parseReading(cell),
    exceeds: exceeds[i] ?? false,
  })),
})

test('the alarms of HJ 1209 stand at their points: rise, four rises in a row, exceedance; monitoring becomes denser', () => {
  const { points, notes } = trendPoints(
    series(['0.30', '0.32', '0.34', '0.36', '0.38', '0.60', '1.60'], [false, false, false, false, false, false, true]),
    '2026-07-01',
  )
  expect(points.map(p => p.alarms.map(a => a.kind))).toEqual([
    [],
    [],
    [],
    [],
    ['连续上升'],
    ['升幅', '连续上升'],
    ['超标', '升幅', '连续上升'],
  ])
  expect(points.map(p => p.months)).toEqual([6, 6, 6, 6, 3, 3, 3])
  expect(notes.some(n => n.includes('30'))).toBe(true)
})

test('the drawn points are the reported values in the order of their days, with the limit as a line', () => {
  const given = series(['<0.02', '0.5'])
  const turned = { ...given, results: [...given.results].reverse() }
  const { points } = trendPoints(turned, '2026-07-01')
  const option = trendOption(turned, points) as {
    series: { data: { value: [string, number] }[]; markLine: { data: { yAxis: number }[] } }[]
  }
  expect(option.series[0]!.data.map(d => d.value)).toEqual([
    ['2020-05-01', 0.02],
    ['2021-05-01', 0.5],
  ])
  expect(option.series[0]!.markLine.data).toEqual([{ yAxis: 1.5 }])
})

test('one box for every group of samples that meets the same limits', () => {
  const judged = [
    ['甲', '0701', '352'],
    ['乙', '0701', '<0.1'],
    ['丙', '1001', '640'],
  ].map(([id, use, cell]) =>
    assess(findStandard('GB 36600-2018')!, {
      id: id!,
      use: use!,
      results: [{ substance: '铅', reading: parseReading(cell!), unit: 'mg/kg' }],
    }),
  )
  expect(groupsOf(exceedanceTable(judged), 'lead')).toEqual([
    {
      name: '第一类用地',
      values: [
        { value: 352, kind: 'value' },
        { value: 0.1, kind: 'below' },
      ],
    },
    { name: '第二类用地', values: [{ value: 640, kind: 'value' }] },
  ])
})
