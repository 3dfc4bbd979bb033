import { type Field, type FieldKind, fieldFault } from '@jingtu/core/field.ts'
import { parseGeometry } from '@jingtu/core/geometry.ts'
import { parseArea } from '@jingtu/core/measure.ts'
import { readFigure } from '../parts/read-figure.ts'

type Row = Record<string, unknown>

/** Cells as a table program copies them: tabs between, lines below each other, a cell of several lines in quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = (): void => {
    rows.at(-1)!.push(cell.trim())
    cell = ''
  }
  const plain = text.replaceAll('\r\n', '\n').replace(/\n+$/, '')
  for (let i = 0; i < plain.length; i++) {
    const c = plain[i]!
    if (quoted) {
      if (c === '"' && plain[i + 1] === '"') cell += plain[++i]
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"' && cell === '') quoted = true
    else if (c === '\t') end()
    else if (c === '\n') {
      end()
      rows.push([])
    } else cell += c
  }
  end()
  return rows
}

const asDay = (text: string): string => {
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  return day ? `${day[1]}-${day[2]!.padStart(2, '0')}-${day[3]!.padStart(2, '0')}` : text
}
const split = (text: string): string[] =>
  text
    .split(/[、，,；;\n]/)
    .map(part => part.trim())
    .filter(Boolean)

/** How a cell of text is read by kinds that are no text themselves. */
const READ: Partial<Record<FieldKind, (text: string, field: Field) => unknown>> = {
  day: asDay,
  days: text => split(text).map(asDay),
  decimal: readFigure,
  money: readFigure,
  integer: text => Number(text.replaceAll(/[,，\s]/g, '')),
  area: (text, field) => parseArea(text, field.unit ?? '亩'),
  boolean: text => ({ 是: true, 有: true, 否: false, 无: false })[text],
  choices: split,
  texts: split,
  point: parseGeometry,
  line: parseGeometry,
  polygon: parseGeometry,
}

/** A pasted cell as the value its field takes; what cannot be one stays empty rather than wrong. */
export function valueFromText(field: Field, text: string): unknown {
  if (text === '') return null
  const read = READ[field.kind]
  const value = read ? read(text, field) : text
  return value === undefined || fieldFault(field, value) ? null : value
}

/**
 * Rows with a pasted block written into them, its upper left corner at (row, key). Without `grow` what does not fit into
 * the rows that are there falls away.
 */
export function pasteInto(
  rows: readonly Row[],
  fields: readonly (readonly [string, Field])[],
  at: { row: number; key: string },
  block: readonly (readonly string[])[],
  grow: (() => Row) | null,
): Row[] {
  const first = fields.findIndex(([key]) => key === at.key)
  const next = rows.map(row => ({ ...row }))
  block.forEach((cells, i) => {
    const row = next[at.row + i] ?? (grow ? next[next.push(grow()) - 1] : undefined)
    if (!row) return
    cells.forEach((text, k) => {
      const field = fields[first + k]
      if (field) row[field[0]] = valueFromText(field[1], text)
    })
  })
  return next
}
