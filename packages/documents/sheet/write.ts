import { type Cell, type CellStyle, type DataValidation, writeXlsx } from 'hucre/xlsx'
import { columnName } from './cell-name.ts'

/** A cell to write: a bare value, or a value with its look. Text is never taken for a formula. */
export type CellContent = string | number | boolean | Date | null | undefined | StyledCell

export type StyledCell = {
  value: string | number | boolean | Date | null
  /** a live formula without its “=”; `value` is its result, which Excel shows until it reckons anew */
  formula?: string
  bold?: boolean
  align?: 'left' | 'center' | 'right'
  /** RRGGBB */
  fill?: string
  colour?: string
  /** Excel number format: 0.00, 0.0%, yyyy-mm-dd */
  format?: string
  /** points; 11 by default */
  size?: number
  font?: string
  /** stands beside the table (a title, a line for the seal): no rule around it, no shade */
  plain?: boolean
}

export type SheetColumn = {
  /** in characters of Latin width; a hanzi takes two */
  width?: number
  format?: string
  align?: 'left' | 'center' | 'right'
  /** values offered in a drop-down list from the first row below the head on */
  choices?: string[]
  /** shown when a cell of the column is selected */
  prompt?: string
}

export type SheetPlan = {
  name: string
  columns?: SheetColumn[]
  rows: CellContent[][]
  /** zero-based, inclusive */
  merges?: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
  /** rows at the top that are titles and column heads: bold, centred, shaded, frozen and repeated in print */
  headRows?: number
  freezeColumns?: number
  /** rows a list of choices reaches down to; by default a thousand below the head */
  choiceRows?: number
  landscape?: boolean
  /** a4 by default; wide forms go on a3 */
  paper?: 'a3' | 'a4'
  /** of rows in points; Excel does not grow a row for text in merged cells by itself */
  heights?: (number | undefined)[]
  /** page numbers at the foot of the print */
  pageNumbers?: boolean
}

export type WorkbookPlan = {
  sheets: SheetPlan[]
  /** how to fill the workbook in, as a sheet of its own at the end, one paragraph a row */
  notes?: { name?: string; lines: string[] }
}

const HEAD_FILL = 'E8EFEA'
const LINE = { style: 'thin', color: { rgb: 'B8B4AC' } } as const
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE }
const FONT = '宋体'

/** Writes an .xlsx workbook. Throws on a plan Excel would not open (no sheet, two sheets of one name, merges that overlap). */
export async function writeSheet(plan: WorkbookPlan): Promise<Uint8Array> {
  const sheets = plan.notes ? [...plan.sheets, notesSheet(plan.notes)] : plan.sheets
  checkPlan(sheets)
  return writeXlsx({
    defaultFont: { name: FONT, size: 11 },
    sheets: sheets.map(sheet => ({
      name: sheetName(sheet.name),
      rows: sheet.rows.map(row => row.map(plainValue)),
      cells: styleCells(sheet),
      columns: sheet.columns?.map(column => ({ width: column.width ?? 14 })),
      merges: sheet.merges?.map(merge => ({
        startRow: merge.startRow,
        startCol: merge.startColumn,
        endRow: merge.endRow,
        endCol: merge.endColumn,
      })),
      freezePane:
        sheet.headRows || sheet.freezeColumns
          ? { rows: sheet.headRows ?? 0, columns: sheet.freezeColumns ?? 0 }
          : undefined,
      dataValidations: validations(sheet),
      rowDefs: sheet.heights && new Map(sheet.heights.flatMap((height, row) => (height ? [[row, { height }]] : []))),
      ...(sheet.pageNumbers ? { headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' } } : {}),
      pageSetup: {
        paperSize: sheet.paper ?? 'a4',
        orientation: sheet.landscape ? 'landscape' : 'portrait',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        ...(sheet.headRows ? { printTitlesRow: `$1:$${sheet.headRows}` } : {}),
      },
    })),
  })
}

/** Excel allows 31 characters and none of : \ / ? * [ ]. */
export function sheetName(name: string): string {
  return (
    name
      .replace(/[:\\/?*[\]：]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || '表'
  )
}

function checkPlan(sheets: SheetPlan[]): void {
  if (sheets.length === 0) throw new Error('A workbook needs a sheet')
  const names = sheets.map(sheet => sheetName(sheet.name).toLowerCase())
  if (new Set(names).size < names.length) throw new Error(`Two sheets have one name: ${names.join(', ')}`)
  for (const sheet of sheets) {
    const merges = sheet.merges ?? []
    for (const [i, a] of merges.entries()) {
      for (const b of merges.slice(i + 1)) {
        const apart =
          a.endRow < b.startRow || b.endRow < a.startRow || a.endColumn < b.startColumn || b.endColumn < a.startColumn
        if (!apart) throw new Error(`Merged cells overlap in sheet ${sheet.name}, row ${b.startRow + 1}`)
      }
    }
  }
}

function isStyled(cell: CellContent): cell is StyledCell {
  return typeof cell === 'object' && cell !== null && !(cell instanceof Date)
}

// control characters are not allowed in XML and would make the workbook unreadable
const CONTROL = /\p{Cc}/gu

function plainValue(cell: CellContent): string | number | boolean | Date | null {
  const value = (isStyled(cell) ? cell.value : cell) ?? null
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  return typeof value === 'string'
    ? value.replace(CONTROL, sign => (sign === '\n' || sign === '\t' ? sign : ''))
    : value
}

function styleCells(sheet: SheetPlan): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  const width = Math.max(0, ...sheet.rows.slice(0, 200).map(row => row.length), sheet.columns?.length ?? 0)
  for (const [r, row] of sheet.rows.entries()) {
    const head = r < (sheet.headRows ?? 0)
    for (let c = 0; c < Math.max(row.length, head ? width : 0); c++) {
      const cell = row[c]
      const live = isStyled(cell) && cell.formula ? { formula: cell.formula, formulaResult: plainValue(cell) } : {}
      cells.set(`${r},${c}`, { style: styleOf(cell, sheet.columns?.[c], head), ...live })
    }
  }
  return cells
}

function styleOf(cell: CellContent, column: SheetColumn | undefined, head: boolean): CellStyle {
  const own = isStyled(cell) ? cell : undefined
  const value = plainValue(cell)
  const usual = head ? undefined : column?.format
  // a date under a number format would print as a number of days
  const format = own?.format ?? (value instanceof Date && !/y/i.test(usual ?? '') ? 'yyyy-mm-dd' : usual)
  const align = own?.align ?? (head ? 'center' : (column?.align ?? (typeof value === 'number' ? 'right' : 'left')))
  const fill = own?.fill ?? (head && !own?.plain ? HEAD_FILL : undefined)
  return {
    font: {
      name: own?.font ?? FONT,
      size: own?.size ?? 11,
      bold: own?.bold ?? head,
      color: own?.colour ? { rgb: own.colour } : undefined,
    },
    ...(own?.plain ? {} : { border: BORDER }),
    alignment: { horizontal: align, vertical: 'center', wrapText: true },
    ...(fill ? { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill } } as const } : {}),
    ...(format ? { numFmt: format } : {}),
  }
}

// a list written into the cell may hold 255 characters; longer ones have to stand in cells
const LONGEST_LIST = 255

function validations(sheet: SheetPlan): DataValidation[] {
  const first = (sheet.headRows ?? 0) + 1
  const last = first + (sheet.choiceRows ?? 1000) - 1
  return (sheet.columns ?? []).flatMap((column, index): DataValidation[] => {
    const values = column.choices?.map(choice => choice.replaceAll(',', '，')) ?? []
    const offered = values.length > 0 && values.join(',').length <= LONGEST_LIST
    if (!offered && !column.prompt) return []
    const name = columnName(index + 1)
    const prompt = column.prompt ? { showInputMessage: true, inputMessage: column.prompt.slice(0, 255) } : {}
    const range = `${name}${first}:${name}${last}`
    if (!offered) return [{ type: 'custom', formula1: 'TRUE', range, allowBlank: true, ...prompt }]
    return [
      {
        type: 'list',
        values,
        range,
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: '请从列表中选',
        errorMessage: '填写的内容不在可选范围内',
        ...prompt,
      },
    ]
  })
}

function notesSheet(notes: { name?: string; lines: string[] }): SheetPlan {
  return { name: notes.name ?? '填表说明', columns: [{ width: 100 }], rows: notes.lines.map(line => [line]) }
}
