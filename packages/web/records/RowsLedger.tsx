import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { useToday } from '../shell/session.tsx'
import { DueCell, wordsOf } from './columns.tsx'
import { type AnyRow, type RecordPage, rowsIn } from './record-page.ts'

interface Line {
  id: string
  of: AnyRow
  row: Record<string, unknown>
}
interface Props {
  page: RecordPage
  field: string
  rows: readonly AnyRow[] | undefined
  names: Record<string, string>
  onOpen: (row: { id: string }) => void
}

/** The rows embedded in all records of a list, as one list: every patrol, every finding, with whose it is. */
export function RowsLedger({ page, field, rows, names, onOpen }: Props): ReactNode {
  const today = useToday()
  const spec = page.rows![field]!
  const lines = rows?.flatMap(of => rowsIn(of, field).map((row, i): Line => ({ id: `${of.id} ${i}`, of, row })))
  if (spec.on) lines?.sort((a, b) => String(b.row[spec.on!]).localeCompare(String(a.row[spec.on!])))
  const { deadline } = spec
  const columns: Column<Line>[] = [
    ...spec.ledger!.of.map(
      (key, i): Column<Line> => ({
        key: `of.${key}`,
        title: page.kind.fields[key]!.name,
        width: i === 0 ? 180 : 150,
        pinned: i === 0,
        filter: page.kind.fields[key]!.kind === 'ref',
        value: line => wordsOf(page.kind.fields[key]!, line.of[key], names),
      }),
    ),
    ...Object.entries(spec.fields).map(
      ([key, cell]): Column<Line> => ({
        key,
        title: cell.name,
        ...(cell.kind === 'day' ? { kind: 'day' as const } : {}),
        width: spec.long?.includes(key) ? 260 : 110,
        value: line => wordsOf(cell, line.row[key], names),
        ...(key === deadline?.due
          ? {
              width: 210,
              render: (line: Line) => (
                <DueCell
                  due={line.row[key]}
                  metOn={(line.row[deadline.metOn] as string | null) ?? null}
                  today={today}
                />
              ),
            }
          : {}),
      }),
    ),
  ]
  return (
    <DataTable
      id={`${page.kind.id}-${field}`}
      columns={columns}
      rows={lines}
      onOpen={line => onOpen(line.of)}
      exportName={t(spec.ledger!.title)}
      empty={{ title: t('还没有{noun}', { noun: t(spec.noun) }), how: t('打开清单中的一条，在那里记录。') }}
    />
  )
}
