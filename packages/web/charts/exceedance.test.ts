import { assess, findStandard } from '@jingtu/standards/index.ts'
import type { Judgement, Sample } from '@jingtu/standards/judgement.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import { expect, test } from 'vitest'
import { concentrationOption, concentrationsOf, wantsLog } from './concentration.ts'
import { exceedanceTable, exceeds, severityOf, VARIES, verdictCounts } from './exceedance.ts'
import { exceedanceSheet } from './exceedance-sheet.ts'
import { plotValue } from './plot-value.ts'

const farmland = (id: string, pH: string | null, results: Record<string, string>): Judgement => {
  const sample: Sample = {
    id,
    landUse: '水田',
    results: Object.entries(results).map(([substance, cell]) => ({
      substance,
      reading: parseReading(cell),
      unit: 'mg/kg',
      original: cell,
    })),
    ...(pH ? { pH: parseReading(pH) } : {}),
  }
  return assess(findStandard('GB 15618-2018')!, sample)
}
const FOUR = [
  farmland('甲', '5.2', { 镉: '0.61', 铅: '44' }),
  farmland('乙', '5.4', { 镉: '1.6', 铅: '<0.1' }),
  farmland('丙', '6.1', { 镉: '0.39' }),
  farmland('丁', null, { 镉: '0.1' }),
]

test('samples stand under the limits of their own column, what exceeds has its sign and ratio', () => {
  const table = exceedanceTable(FOUR)
  expect(table.items.map(i => [i.name, i.unit])).toEqual([
    ['镉', 'mg/kg'],
    ['铅', 'mg/kg'],
  ])
  const [first, second, open] = table.groups
  expect(first!.title).toBe('pH≤5.5，水田')
  expect(first!.limits).toEqual([
    { name: '筛选值', values: ['0.3', '80'] },
    { name: '管制值', values: ['1.5', '400'] },
  ])
  expect(second!.limits[0]!.values).toEqual(['0.4', null])
  expect(open!.limits).toEqual([])
  const [jia, yi] = first!.rows
  expect([jia!.cells[0]!.severity, jia!.cells[0]!.ratio, jia!.cells[1]!.severity]).toEqual(['raised', '2.03', 'fine'])
  expect([yi!.severity, yi!.cells[0]!.ratio, yi!.cells[1]!.shown]).toEqual(['serious', '1.07', '<0.1'])
  expect(second!.rows[0]!.cells[1]).toBeNull()
  // 未判的不算进超标率的分母
  expect(table.counts).toEqual([
    { results: 4, notDetected: 0, judged: 3, exceeding: 2, largestRatio: '2.03' },
    { results: 2, notDetected: 1, judged: 2, exceeding: 0, largestRatio: null },
  ])
})

test('the sheet carries the same signs, limits and ratios as the page', () => {
  const sheet = exceedanceSheet(exceedanceTable(FOUR), '超标表')
  const text = sheet.rows.map(row =>
    row.map(cell => (cell && typeof cell === 'object' && 'value' in cell ? cell.value : cell)),
  )
  expect(text[0]).toEqual(['样品', '镉（mg/kg）', '铅（mg/kg）', '结论'])
  expect(text).toContainEqual(['甲', '▲ 0.61（2.03）', '44', '▲ 可能存在风险'])
  expect(text).toContainEqual(['乙', '■ 1.6（1.07）', '<0.1', '■ 风险高'])
  expect(text).toContainEqual(['丁', '◇ 0.1', '—', '◇ 证据不足'])
})

test('limits that differ within one group are left to the cells', () => {
  const stricter = structuredClone(FOUR[0]!)
  stricter.sample = '戊'
  stricter.findings[0]!.limits[0]!.value = '0.2'
  const table = exceedanceTable([FOUR[0]!, stricter])
  expect(table.groups[0]!.limits[0]!.values[0]).toBe(VARIES)
})

test('a groundwater class is measured against the class that is asked for', () => {
  expect(severityOf('Ⅳ类')).toBe('raised')
  expect(severityOf('Ⅳ类', 'Ⅳ类')).toBe('fine')
  expect(severityOf('Ⅴ类', 'Ⅳ类')).toBe('serious')
  expect(severityOf('Ⅱ类', 'Ⅰ类')).toBe('raised')
  expect([severityOf('证据不足'), severityOf('无适用限值')].map(exceeds)).toEqual([false, false])
  expect(verdictCounts(FOUR, ['风险高', '可能存在风险', '风险低'])).toEqual([
    { verdict: '风险高', count: 1 },
    { verdict: '可能存在风险', count: 1 },
    { verdict: '风险低', count: 1 },
    { verdict: '证据不足', count: 1 },
  ])
})

test('a reported value becomes the point that is drawn', () => {
  expect(plotValue('0.62')).toEqual({ value: 0.62, kind: 'value' })
  expect(plotValue('<0.01')).toEqual({ value: 0.01, kind: 'below' })
  expect(plotValue('>3000')).toEqual({ value: 3000, kind: 'above' })
  expect(plotValue('0.1—0.3')).toEqual({ value: 0.3, kind: 'several' })
  expect(plotValue('0.2 / 0.15')).toEqual({ value: 0.2, kind: 'several' })
  expect(plotValue('—')).toBeNull()
})

test('one item over the samples, each beside its own limits', () => {
  const data = concentrationsOf(FOUR, 'cadmium')
  expect(data.points.map(p => [p.sample, p.plot?.value, p.severity])).toEqual([
    ['甲', 0.61, 'raised'],
    ['乙', 1.6, 'serious'],
    ['丙', 0.39, 'fine'],
    ['丁', 0.1, 'open'],
  ])
  expect(data.limits).toEqual([
    { name: '筛选值', values: [0.3, 0.3, 0.4, null] },
    { name: '管制值', values: [1.5, 1.5, 2, null] },
  ])
  const { series, yAxis } = concentrationOption(data) as {
    series: { name: string; data: unknown[] }[]
    yAxis: { type: string; name: string }
  }
  expect([yAxis.type, yAxis.name]).toEqual(['value', 'mg/kg'])
  expect(series[1]!.data).toEqual([0.3, 0.3, 0.4, null])
  expect(
    wantsLog({ ...data, points: [...data.points, { ...data.points[0]!, plot: { value: 900, kind: 'value' } }] }),
  ).toBe(true)
})

test('what could not be read is shown and is no result', () => {
  const table = exceedanceTable([farmland('己', '5.2', { 铅: '#REF!' }), FOUR[0]!])
  const at = table.items.findIndex(i => i.name === '铅')
  expect(table.groups[0]!.rows[0]!.cells[at]).toMatchObject({ shown: '#REF!', severity: 'open' })
  expect(table.counts[at]).toMatchObject({ results: 1, judged: 1, exceeding: 0 })
})
