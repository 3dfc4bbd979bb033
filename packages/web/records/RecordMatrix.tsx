import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { useNarrow } from '../parts/narrow.ts'
import { State, stateWords } from './columns.tsx'
import { type MatrixRow, matrixOf } from './matrix.ts'
import type { AnyRow, RecordPage } from './record-page.ts'

interface Props {
  page: RecordPage
  rows: readonly AnyRow[] | undefined
  names: Record<string, string>
  onOpen: (row: { id: string }) => void
}

/** Who carries what: a sign in every cell that has a row, and the row behind the sign. */
export function RecordMatrix({ page, rows, names, onOpen }: Props): ReactNode {
  const narrow = useNarrow()
  const matrix = page.matrix!
  const made = matrixOf(matrix, rows ?? [], names)
  const left = matrix.rows.map(
    (key, i): Column<MatrixRow> => ({
      key,
      title: page.kind.fields[key]!.name,
      width: i === 0 ? 170 : 110,
      filter: i === 0,
      pinned: i === matrix.rows.length - 1,
      value: line => line.left[key],
    }),
  )
  const columns: Column<MatrixRow>[] = [
    ...left,
    {
      key: matrix.about,
      title: page.kind.fields[matrix.about]!.name,
      width: 280,
      clip: !narrow,
      value: line => line.about,
    },
    ...made.columns.map(
      ({ key, name }): Column<MatrixRow> => ({
        key,
        title: name,
        width: 120,
        filter: true,
        value: line => line.cells[key]?.map(row => stateWords(page.kind, row)).join('、') ?? null,
        ...(narrow
          ? {}
          : {
              render: line =>
                line.cells[key]?.map(row => (
                  <button key={row.id} type="button" className="jr-cell-link" onClick={() => onOpen(row)}>
                    <State page={page} state={row.state} />
                  </button>
                )) ?? null,
            }),
      }),
    ),
  ]
  return (
    <DataTable
      id={`${page.kind.id}-matrix`}
      columns={columns}
      rows={rows && made.rows}
      onOpen={narrow ? line => onOpen(Object.values(line.cells)[0]![0]!) : undefined}
      exportName={`${t(page.title)}${t(matrix.title)}`}
      empty={{ title: t(page.empty.title), how: t(page.empty.how) }}
    />
  )
}
