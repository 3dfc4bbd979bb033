import type { Field } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { type CellContent, type SheetPlan, sheetName, writeSheet } from '@jingtu/documents/sheet/write.ts'
import type { Row } from '../registers/rights.ts'
import { cellOf } from './cells.ts'
import { headOf, ORDINAL, OWN, rowSheets, type SheetField, sheetFields } from './register-sheet.ts'

type Names = Readonly<Record<string, string>>

const column = (f: SheetField) => ({
  width: Math.min(Math.max(headOf(f).length * 2 + 2, 12), 36),
  choices:
    f.field.kind === 'choice' ? [...(f.field.options ?? [])] : f.field.kind === 'boolean' ? ['是', '否'] : undefined,
  prompt: [cellOf(f.field).how(f.field), f.field.hint].filter(Boolean).join('。'),
})

/** The empty workbook people fill in: columns with drop-downs, a sheet for each kind of embedded rows, and how to fill it. */
export async function writeTemplate(kind: Register, local: Readonly<Record<string, Field>>): Promise<Uint8Array> {
  const columns = sheetFields(kind, local, { computed: false })
  const details = rowSheets(kind)
  const lead = details.length > 0 ? [ORDINAL] : []
  return writeSheet({
    sheets: [
      {
        name: sheetName(kind.name),
        columns: [...lead.map(() => ({ width: 8 })), ...columns.map(column)],
        rows: [[...lead, ...columns.map(headOf)]],
        headRows: 1,
        landscape: true,
        paper: 'a3',
      },
      ...details.map(d => ({
        name: sheetName(d.field.name),
        columns: [{ width: 8 }, ...d.columns.map(column)],
        rows: [[ORDINAL, ...d.columns.map(headOf)]],
        headRows: 1,
      })),
    ],
    notes: { lines: notesOf(kind, columns, details) },
  })
}

function notesOf(kind: Register, columns: SheetField[], details: ReturnType<typeof rowSheets>): string[] {
  const line = (f: SheetField): string =>
    `${f.field.name}：${f.required ? '必填。' : ''}${cellOf(f.field).how(f.field)}${f.field.hint ? `。${f.field.hint}` : ''}`
  return [
    `${kind.name}填表说明`,
    ...kind.register.basis.map(b => `依据：${b}`),
    '带 * 的列必填；列的次序可以调整，不认识的列会被提示但不影响导入。',
    `“${OWN.id}”由系统给出：新增的留空，修改已有记录的保留导出时的编号。`,
    `“${OWN.state}”“${OWN.effective}”用于首次建账：不填的从“${kind.states[kind.initial]}”开始，自导入当日生效；早于今天的须在导入时写明理由。`,
    '同一对象在不同日期的情况可以各占一行并填写生效日期，系统按日期先后存为历次版本。',
    ...columns.map(line),
    ...details.flatMap(d => [
      `工作表“${d.field.name}”：每条一行，“${ORDINAL}”填主表中所属那一行的序号。`,
      ...d.columns.map(c => `　${line(c)}`),
    ]),
  ]
}

/** Rows as people file them: everything the reader may see, embedded rows in sheets of their own. */
export async function writeRows(
  kind: Register,
  local: Readonly<Record<string, Field>>,
  rows: readonly Row[],
  names: Names,
  regions: Names,
): Promise<Uint8Array> {
  const columns = sheetFields(kind, local, { computed: true })
  const details = rowSheets(kind)
  const lead = details.length > 0 ? [ORDINAL] : []
  const cell = (row: Row, { key, field }: SheetField): CellContent => {
    if (key === 'region') return regions[row.region] ?? row.region
    if (key === 'state') return kind.states[row.state] ?? row.state
    if (key === 'id' || key === 'effective') return row[key]
    const value = key.startsWith('extra.') ? (row.extra as Record<string, unknown> | null)?.[key.slice(6)] : row[key]
    return cellOf(field).write(value ?? null, field, names)
  }
  const sheets: SheetPlan[] = [
    {
      name: sheetName(kind.name),
      columns: [...lead.map(() => ({ width: 8 })), ...columns.map(c => ({ width: column(c).width }))],
      rows: [
        [...lead, ...columns.map(headOf)],
        ...rows.map((row, i) => [...lead.map(() => i + 1), ...columns.map(c => cell(row, c))]),
      ],
      headRows: 1,
      landscape: true,
      paper: 'a3',
      pageNumbers: true,
    },
  ]
  for (const d of details) {
    const lines = rows.flatMap((row, i) =>
      ((row[d.key] as Record<string, unknown>[] | null) ?? []).map(inner => [
        i + 1,
        ...d.columns.map(c => cellOf(c.field).write(inner[c.key] ?? null, c.field, names)),
      ]),
    )
    sheets.push({
      name: sheetName(d.field.name),
      columns: [{ width: 8 }, ...d.columns.map(c => ({ width: column(c).width }))],
      rows: [[ORDINAL, ...d.columns.map(headOf)], ...lines],
      headRows: 1,
    })
  }
  return writeSheet({ sheets })
}
