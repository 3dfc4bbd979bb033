import { describe, expect, test } from 'vitest'
import { type Column, cellOf, compareCells, filterValues, searchRows, sheetOf } from './table-rows.ts'

interface Row {
  name: string
  area: string | null
  due: string | null
  open: boolean
}
const rows: Row[] = [
  { name: '北岭县', area: '1200.50', due: '2026-06-30', open: true },
  { name: '石门县', area: null, due: null, open: false },
  { name: '白水县ＡＢ', area: '95', due: '2026-03-31', open: true },
]
const columns: Column<Row>[] = [
  { key: 'name', title: '单位', pinned: true, filter: true },
  { key: 'area', title: '面积', unit: '亩', kind: 'number' },
  { key: 'due', title: '时限', kind: 'day' },
  { key: 'open', title: '在办' },
]

describe('sorting', () => {
  const sorted = (key: 'area' | 'due', descending: boolean): unknown[] => {
    const column = columns.find(c => c.key === key)!
    const order = [...rows].sort((a, b) => {
      const compared = compareCells(cellOf(column, a), cellOf(column, b), column.kind, descending)
      return descending ? -compared : compared
    })
    return order.map(row => row[key])
  }
  test('decimals as text are compared as figures, and missing ones stand last in both directions', () => {
    expect(sorted('area', false)).toEqual(['95', '1200.50', null])
    expect(sorted('area', true)).toEqual(['1200.50', '95', null])
  })
  test('days go by the calendar', () => {
    expect(sorted('due', false)).toEqual(['2026-03-31', '2026-06-30', null])
    expect(sorted('due', true)).toEqual(['2026-06-30', '2026-03-31', null])
  })
  test('numbers inside words count as numbers', () => {
    expect(compareCells('第2号', '第10号', 'text', false)).toBeLessThan(0)
    expect(
      ['第三十条', '第一百零一条', '第九条', '第二十一条'].sort((a, b) => compareCells(a, b, 'text', false)),
    ).toEqual(['第九条', '第二十一条', '第三十条', '第一百零一条'])
  })
})

test('a search needs every word, in any column, in full or half width', () => {
  expect(searchRows(rows, columns, 'ab 白水').map(r => r.name)).toEqual(['白水县ＡＢ'])
  expect(searchRows(rows, columns, '县 2026-06').map(r => r.name)).toEqual(['北岭县'])
  expect(searchRows(rows, columns, '  ')).toBe(rows)
})

test('a filter offers the values that occur, and nothing where there are too many', () => {
  expect(filterValues(columns[0]!, rows)).toHaveLength(3)
  expect(filterValues({ ...columns[1]!, filter: true }, rows)).toContain('')
  expect(filterValues({ ...columns[0]!, filter: true }, rows, 2)).toBeUndefined()
  expect(filterValues(columns[1]!, rows)).toBeUndefined()
})

test('an Excel sheet has units in its heads, figures as figures and empty cells for what is missing', () => {
  const { heads, cells } = sheetOf(columns, rows)
  expect(heads).toEqual(['单位', '面积（亩）', '时限', '在办'])
  expect(cells[0]).toEqual(['北岭县', 1200.5, '2026-06-30', '是'])
  expect(cells[1]).toEqual(['石门县', null, null, '否'])
})
