import { describe, expect, it } from 'vitest'
import type { TableColumn } from './report-table.ts'
import { computeGrid, type Figure, makeGrid, type TableShape } from './table-grid.ts'
import { excelFormula, operandsAt } from './table-sheet.ts'

const column = (name: string, formula?: string, total: TableColumn['total'] = 'sum', decimals = 2): TableColumn => ({
  key: name,
  name,
  unit: null,
  source: formula === undefined ? { kind: 'typed' } : { kind: 'formula', formula },
  decimals,
  total,
})
const shapeOf = (columns: TableColumn[], more: Partial<TableShape> = {}): TableShape => ({
  columns,
  rows: 3,
  formulas: [],
  hasTotal: true,
  ...more,
})
const faultsOf = (shape: TableShape): string[] => makeGrid(shape).faults.map(f => `${f.where}：${f.message}`)
const figures = (shape: TableShape, typed: Figure[][]): Figure[][] => {
  const { grid, faults } = makeGrid(shape)
  expect(faults).toEqual([])
  return computeGrid(grid, (row, c) => typed[row]?.[c] ?? null)
}

describe('a table of figures', () => {
  const rate = shapeOf([column('面积'), column('完成'), column('完成率', '=[完成]/B*100', 'formula')])
  it('reckons rows, sums and the rate of the sums, exactly and half up', () => {
    expect(
      figures(rate, [
        ['0.1', '0.2'],
        ['3', '1'],
        ['8', '0.005'],
      ]),
    ).toEqual([
      ['0.1', '0.2', '200.00'],
      ['3', '1', '33.33'],
      ['8', '0.005', '0.06'],
      ['11.1', '1.205', '10.86'],
    ])
  })
  it('never takes a missing figure for 0, nor nothing of the kind', () => {
    expect(
      figures(rate, [
        [null, '2'],
        ['/', '/'],
        ['0', '0'],
      ]),
    ).toEqual([
      [null, '2', null],
      ['/', '/', '/'],
      ['0', '0', '/'],
      ['0', '2', '/'],
    ])
    expect(figures(rate, [])[3]).toEqual([null, null, null])
  })
  it('knows blocks, own rows, single cells and functions, in full-width signs too', () => {
    const shape = shapeOf(
      [
        column('一'),
        column('二'),
        column('行和', 'SUM（B：C）', 'none', 0),
        column('占比', 'ROUND(D÷SUM(D)×100, 1)', 'none', 1),
        column('块', 'MAX(B1:C2) - MIN(B1:C2) + COUNT(B,C) * 0 + AVERAGE(B)', 'none', 1),
      ],
      { formulas: [{ at: 'C3', formula: 'B3-5%' }] },
    )
    expect(
      figures(shape, [
        ['1', '4'],
        ['2', null],
        ['6', '99'],
      ]),
    ).toEqual([
      ['1', '4', '5', '26.3', '6.0'],
      ['2', null, '2', '10.5', '6.0'],
      ['6', '5.95', '12', '63.2', '6.0'],
      ['9', '9.95', null, null, null],
    ])
  })
})

describe('a formula is refused before anybody fills the table in', () => {
  it('where it names what is not there or cannot be read', () => {
    expect(faultsOf(shapeOf([column('甲'), column('乙', 'B+F'), column('丙', 'B9*A1'), column('丁', '[戊]')]))).toEqual(
      [
        'C列 乙：公式“B+F”：没有 F 列，本表数值列为 B 至 E',
        'D列 丙：公式“B9*A1”：没有单元格 B9，本表共 3 行',
        'D列 丙：公式“B9*A1”：A 列是行名，不是数值',
        'E列 丁：公式“[戊]”：没有名为“戊”的列',
      ],
    )
    const faults = ['', 'B+', '(B', 'B B', 'VLOOKUP(B)', 'B&C', 'SUM(3)', 'B1:C'].map(
      formula => faultsOf(shapeOf([column('甲'), column('乙', formula)])).length,
    )
    expect(faults).toEqual(Array(8).fill(1))
    expect(faultsOf(shapeOf([column('甲')], { formulas: [{ at: 'D1', formula: 'B1' }] }))[0]).toContain('没有单元格 D1')
  })
  it('where it comes back to itself, over columns, sums or single cells', () => {
    expect(faultsOf(shapeOf([column('甲', 'C'), column('乙', 'B')]))[0]).toBe('B1：循环引用：B1 → C1 → B1')
    expect(faultsOf(shapeOf([column('甲', 'SUM(B)')]))[0]).toBe('B1：循环引用：B1 → B1')
    const ring = shapeOf([column('甲'), column('乙')], {
      formulas: [
        { at: 'B1', formula: 'C2' },
        { at: 'C2', formula: 'B3+1' },
        { at: 'B3', formula: 'B1' },
      ],
    })
    expect(faultsOf(ring)).toEqual(['B1：循环引用：B1 → C2 → B3 → B1'])
    // A rate of the sums looks at sums, not at itself.
    expect(faultsOf(shapeOf([column('甲'), column('乙', 'B/SUM(B)', 'formula')]))).toEqual([])
  })
})

it('the same rules are written in Excel’s words, and every figure names the cells it came from', () => {
  const { grid } = makeGrid(shapeOf([column('面积'), column('完成'), column('率', 'C/B*100', 'formula')]))
  expect(excelFormula(grid, 2, 0)).toBe(
    'IF(OR(EXACT(C4,"/"),EXACT(B4,"/")),"/",IF(COUNT(C4,B4)<2,"",IFERROR(ROUND(((C4/B4)*100),2),"/")))',
  )
  expect(excelFormula(grid, 0, 3)).toBe(
    'IF(COUNTIF(B4:B6,"/")=3,"/",IF(COUNT(B4:B6)=0,"",IFERROR(ROUND(SUM(B4:B6),10),"/")))',
  )
  expect(operandsAt(grid, 0, 2)).toEqual([
    { column: 1, row: 0 },
    { column: 0, row: 0 },
  ])
  expect(operandsAt(grid, 3, 0)).toHaveLength(3)
  expect(operandsAt(grid, 0, 0)).toEqual([])
})
