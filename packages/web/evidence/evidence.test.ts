import type { CellFault, Preview, PreviewTable } from '@jingtu/server/evidence/views.ts'
import type { Layout } from '@jingtu/standards/laboratory/layout.ts'
import { expect, test } from 'vitest'
import { gradesOf, readPlace, showPlace, widthOf, windowAround, withMend } from './file-grid.ts'
import { type ImportOrder, isUsed, obstacles, tablesInUse, withColumn, withLayout, withTable } from './import-order.ts'
import { trendOf } from './trend-series.ts'

test('a place is read and shown the same: cell, row, sheet, file without sheets', () => {
  expect(readPlace('土壤!D12')).toEqual({ sheet: '土壤', row: 12, column: 4 })
  expect(readPlace('甲!乙!AB3')).toEqual({ sheet: '甲!乙', row: 3, column: 28 })
  expect(readPlace('D12')).toEqual({ sheet: '', row: 12, column: 4 })
  expect(readPlace('土壤!12')).toEqual({ sheet: '土壤', row: 12, column: 0 })
  expect(readPlace('土壤')).toEqual({ sheet: '土壤', row: 0, column: 0 })
  for (const place of ['土壤!D12', 'AA7', '土壤!12']) expect(showPlace(readPlace(place))).toBe(place)
})

const fault = (place: string, grade: 'error' | 'warning'): CellFault => ({
  place,
  grade,
  where: { sheet: '', row: 1, column: 1 },
  code: 'no-unit',
  message: '',
  mend: '',
  text: '',
  mended: null,
})

test('a cell shows the worst of its faults, and a mend that says what the file says is none', () => {
  const grades = gradesOf([
    fault('A1', 'warning'),
    fault('A1', 'error'),
    fault('A1', 'warning'),
    fault('B2', 'warning'),
  ])
  expect([...grades]).toEqual([
    ['A1', 'error'],
    ['B2', 'warning'],
  ])
  const mends = withMend([{ place: 'A1', text: '3' }], { place: 'B2', text: '4', reason: '笔误' }, '4L')
  expect(mends).toHaveLength(2)
  expect(withMend(mends, { place: 'B2', text: '4L' }, '4L')).toEqual([{ place: 'A1', text: '3' }])
  expect(windowAround(500, 1000, 30)).toEqual({ from: 490, to: 519 })
  expect(windowAround(2, 10, 30)).toEqual({ from: 1, to: 10 })
  expect(
    widthOf({
      name: '',
      rows: [
        ['a', '', ''],
        ['', 'b', '', ''],
      ],
    }),
  ).toBe(2)
})

const layout = (fingerprint: string): Layout => ({
  form: 'wide',
  headerRow: 3,
  dataFrom: 4,
  columns: [
    { column: 1, role: 'sample', head: '样品' },
    { column: 2, role: 'item', head: 'Cd', substance: 'cadmium', unit: 'mg/kg', doubt: 'unit-contradiction' },
  ],
  defaults: {},
  fingerprint,
})
const table = (sheet: number, fingerprint: string, hidden = false): PreviewTable => ({
  sheet,
  sheetName: `表${sheet}`,
  hidden,
  layout: layout(fingerprint),
  dataTo: 20,
  confidence: 0.9,
  why: [],
  remembered: null,
  rows: [],
})
const preview = (errors: number, results = 6): Preview => ({
  file: { hash: 'h', name: '检测.xlsx', size: 1 },
  tables: [table(0, 'a'), table(1, 'b'), table(2, 'c', true)],
  without: [],
  counts: { rows: 2, samples: 2, results, errors, warnings: 0, repeated: 0, changed: 0 },
  faults: [],
  faultTotal: errors,
  faultsKept: errors,
  boundary: { name: '临江市', known: true },
  sameFile: [],
  accreditation: [],
})
const order: ImportOrder = {
  file: { hash: 'h', name: '检测.xlsx' },
  survey: null,
  laboratory: null,
  tables: null,
  mends: [],
}

test('hidden sheets are left aside until they are taken, and the last table stays', () => {
  const p = preview(0)
  expect(tablesInUse(order, p).map(t => t.sheet)).toEqual([0, 1])
  const more = withTable(order, p, p.tables[2]!, true)
  expect(tablesInUse(more, p).map(t => t.sheet)).toEqual([0, 1, 2])
  const one = withTable(withTable(order, p, p.tables[0]!, false), p, p.tables[1]!, false)
  expect(tablesInUse(one, p).map(t => t.sheet)).toEqual([1])
  expect(isUsed(one, p, p.tables[0]!)).toBe(false)
})

test('a column given another meaning loses its old substance and doubt; the fingerprint stays, so it is remembered', () => {
  const p = preview(0)
  const changed = withLayout(order, p, p.tables[0]!, {
    columns: withColumn(p.tables[0]!.layout, 2, { role: 'item', substance: 'lead' }),
  })
  const used = tablesInUse(changed, p)[0]!
  expect(used.layout.columns[1]).toEqual({ column: 2, role: 'item', head: 'Cd', substance: 'lead', unit: 'mg/kg' })
  expect(used.layout.fingerprint).toBe('a')
  expect(withColumn(layout('a'), 2, { role: 'remark' })[1]).toEqual({
    column: 2,
    role: 'remark',
    head: 'Cd',
    unit: 'mg/kg',
  })
})

test('errors keep a file out until they are mended or left out with a reason', () => {
  const given = { title: '五月', leaveOut: false, reason: '' }
  expect(obstacles(preview(0), given)).toEqual([])
  expect(obstacles(preview(2), given)).toEqual(['errors'])
  expect(obstacles(preview(2), { ...given, leaveOut: true })).toEqual(['reason'])
  expect(obstacles(preview(2), { ...given, leaveOut: true, reason: '日期待核' })).toEqual([])
  expect(obstacles(preview(0, 0), { ...given, title: ' ' })).toEqual(['title', 'nothing'])
})

test('a well is followed in the unit of its limit, against its functional class; what does not convert is counted, not drawn', () => {
  const point = (takenOn: string, value: string, unit: string, kind: 'value' | 'below' = 'value') => ({
    sample: takenOn,
    code: takenOn,
    takenOn,
    kind,
    value,
    unit,
  })
  const site = { code: 'W1', name: '一号井', kind: '地下水井', targetClass: 'Ⅲ类', everyMonths: 6 } as const
  const { series, left } = trendOf(
    site,
    'arsenic',
    [
      point('2025-05-01', '4', 'μg/L', 'below'),
      point('2025-11-01', '0.012', 'mg/L'),
      point('2026-05-01', '9', 'μg/L'),
      point('2026-06-01', '3', 'mg/kg'),
    ],
    6,
  )
  expect(series).toMatchObject({ unit: 'mg/L', object: '地下水', months: 6, limit: { name: 'Ⅲ类', value: '0.01' } })
  expect(series.results.map(r => [r.on, r.reading, r.exceeds])).toEqual([
    ['2025-05-01', { kind: 'below', limit: '0.004' }, false],
    ['2025-11-01', { kind: 'value', value: '0.012' }, true],
    ['2026-05-01', { kind: 'value', value: '0.009' }, false],
  ])
  expect(left).toBe(1)
  const soil = trendOf({ ...site, kind: '土壤', everyMonths: null }, 'lead', [point('2026-05-01', '810', 'mg/kg')], 12)
  expect(soil.series).toMatchObject({ object: '土壤', months: 12, limit: { name: '筛选值', value: '800' } })
  expect(soil.series.results[0]!.exceeds).toBe(true)
})
