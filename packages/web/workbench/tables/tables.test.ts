import { makeGrid } from '@jingtu/programme/table-grid.ts'
import type { TableView } from '@jingtu/server/workbench/tables/answers.ts'
import { expect, it } from 'vitest'
import { formulasOf, newColumn, nextKey, textOfFormulas, withSource } from './drawing.ts'
import { cellsOfClipboard, figuresWhile, gridOfTable, isFigure, tidied } from './figures.ts'

it('figures as they come out of other sheets are tidied, and what is no figure stays so', () => {
  expect(['12,345.5', ' 7 ', '１２．５', '007', '.5', '／', '-3'].map(tidied)).toEqual([
    '12345.5',
    '7',
    '12.5',
    '7',
    '0.5',
    '/',
    '-3',
  ])
  expect(['12亩', '1,2', '', '1.', '--'].map(tidied).map(isFigure)).toEqual([false, false, false, false, false])
})

it('a block copied from Excel is rows of cells', () => {
  expect(cellsOfClipboard('1\t2\r\n3\t\r\n')).toEqual([
    ['1', '2'],
    ['3', ''],
  ])
})

it('columns get keys of their own, and formulas of single cells are read line by line', () => {
  const columns = [newColumn([]), { ...newColumn([]), key: 'c3' }]
  expect(nextKey(columns)).toBe('c4')
  expect(withSource(columns[0]!, 'formula')).toMatchObject({ total: 'formula', source: { formula: '' } })
  expect(textOfFormulas(formulasOf('c3 = C1-C2\n\n B1＝2'))).toBe('C3 = C1-C2\nB1 = 2')
})

it('figures follow what is being typed; what rests on rows the reader does not see stays as the server said it', () => {
  const column = (key: string, formula?: string) => ({
    ...newColumn([]),
    key,
    name: key,
    source: formula ? ({ kind: 'formula', formula } as const) : ({ kind: 'typed' } as const),
  })
  const table = {
    columns: [column('a'), column('b', 'B*2'), column('share', 'B/SUM(B)*100')],
    rows: [
      { id: 'r1', name: '甲' },
      { id: 'r2', name: '乙' },
    ],
    formulas: [],
    hasTotal: true,
  }
  const line = {
    id: 'r1',
    name: '甲',
    figures: ['1', '2.00', '25.00'],
    cells: { a: '1' },
    line: null,
    canFill: true,
    canSendBack: false,
  }
  const view = { table, lines: [line], total: null } as unknown as TableView
  const grid = gridOfTable(view)
  expect(makeGrid(grid.shape).faults).toEqual([])
  expect(figuresWhile(view, grid, { r1: { a: '1,500' } })[0]).toEqual(['1500', '3000.00', '25.00'])
  expect(figuresWhile(view, grid, { r1: { a: 'x' } })[0]!.slice(0, 2)).toEqual([null, null])
})
