import { type Field, fieldFault } from '@jingtu/core/field.ts'
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

/** A pasted cell as the value its field takes; what cannot be one stays empty rather than wrong. */
export function valueFromText(field: Field, text: string): unknown {
  if (text === '') return null
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  const value =
    field.kind === 'day' && day
      ? `${day[1]}-${day[2]!.padStart(2, '0')}-${day[3]!.padStart(2, '0')}`
      : field.kind === 'decimal'
        ? readFigure(text)
        : field.kind === 'integer'
          ? Number(text.replaceAll(/[,，\s]/g, ''))
          : text
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
