import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { clean, type Fonts, fontOf } from './type-setting.ts'

export type WordCell =
  | string
  | { text: string; columns?: number; rows?: number; align?: 'left' | 'center' | 'right'; bold?: boolean }

export type WordTable = {
  title?: string
  /** relative widths; equal where absent */
  widths?: number[]
  /** rows at the top repeated on every page */
  headRows?: number
  /** a cell that spans columns or rows stands once, at its top left; the fields it covers are left out of the rows */
  rows: WordCell[][]
}

// 小四 fits six columns on a page
const CELL_SIZE = 24
const TEXT_WIDTH = 8844

export function drawTable(table: WordTable, fonts: Fonts): (Paragraph | Table)[] {
  const columns = Math.max(
    table.widths?.length ?? 0,
    ...table.rows.map(row => row.reduce((n, cell) => n + span(cell), 0)),
  )
  const widths = table.widths ?? new Array<number>(columns).fill(1)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const drawn = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths.map(width => Math.round((width / total) * TEXT_WIDTH)),
    rows: table.rows.map((row, r) => {
      const head = r < (table.headRows ?? 0)
      return new TableRow({
        tableHeader: head,
        cantSplit: false,
        children: row.map(cell => drawCell(cell, head, fonts)),
      })
    }),
  })
  const title = table.title
    ? [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 240, after: 120 },
          children: [new TextRun({ text: clean(table.title), font: fontOf(fonts.heading), size: 28 })],
        }),
      ]
    : []
  // Word joins two tables that follow each other directly
  return [...title, drawn, new Paragraph({ spacing: { line: 240, lineRule: LineRuleType.AUTO }, children: [] })]
}

function span(cell: WordCell): number {
  return typeof cell === 'string' ? 1 : (cell.columns ?? 1)
}

function drawCell(cell: WordCell, head: boolean, fonts: Fonts): TableCell {
  const { text, columns, rows, align, bold } =
    typeof cell === 'string' ? ({ text: cell } as Exclude<WordCell, string>) : cell
  const alignment = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }
  return new TableCell({
    columnSpan: columns,
    rowSpan: rows,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: text.split('\n').map(
      line =>
        new Paragraph({
          alignment: alignment[align ?? (head ? 'center' : 'left')],
          children: [
            new TextRun({
              text: clean(line),
              font: fontOf(head ? fonts.heading : fonts.body),
              size: CELL_SIZE,
              bold: bold ?? false,
            }),
          ],
        }),
    ),
  })
}
