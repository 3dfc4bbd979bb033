import type { Field, FieldKind } from '@jingtu/core/field.ts'
import type { RecordKind } from '@jingtu/core/record.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { Light } from '../parts/Light.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { areaWords, shapeWords, showInstant, showValue } from '../parts/show.ts'
import type { CellValue, Column } from '../parts/table-rows.ts'
import { type AnyRow, type ColumnOf, type EmbeddedRows, type RecordPage, rowsIn, STATE } from './record-page.ts'

type Names = Record<string, string>
interface Shown {
  unit?: string
  kind?: Column<AnyRow>['kind']
  width: number
  filter?: true
  words: (value: unknown, names: Names) => CellValue
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const plain = (value: unknown): CellValue => (value === null || value === undefined ? null : String(value))
const joined = (values: string[]): CellValue => (values.length ? values.join('、') : null)
const counted = (value: unknown): CellValue => list(value).length || null

/** How every kind of field stands in a list; a new kind does not compile until it is here. */
const SHOWN = {
  text: { width: 200, words: plain },
  decimal: { kind: 'number', width: 110, words: plain },
  integer: { kind: 'number', width: 96, words: value => value as CellValue },
  boolean: { width: 80, filter: true, words: value => value as CellValue },
  day: { kind: 'day', width: 108, words: plain },
  instant: { kind: 'day', width: 140, words: value => (value ? showInstant(String(value)) : null) },
  choice: { width: 120, filter: true, words: value => (value ? t(String(value)) : null) },
  ref: { width: 180, filter: true, words: (value, names) => (value ? (names[String(value)] ?? '…') : null) },
  refs: { width: 220, words: (value, names) => joined(list(value).map(id => names[String(id)] ?? '…')) },
  texts: { width: 200, words: value => joined(list(value).map(String)) },
  days: { width: 200, words: value => joined(list(value).map(String)) },
  files: { kind: 'number', unit: '个', width: 80, words: counted },
  json: { kind: 'number', unit: '条', width: 110, words: counted },
  rows: { kind: 'number', unit: '条', width: 110, words: counted },
  money: { kind: 'number', width: 120, words: plain },
  area: { kind: 'number', width: 120, words: value => areaWords(value) || null },
  period: { width: 96, filter: true, words: plain },
  choices: { width: 180, words: value => joined(list(value).map(option => t(String(option)))) },
  point: { width: 170, words: value => shapeWords(value) || null },
  line: { width: 90, words: value => shapeWords(value) || null },
  polygon: { width: 90, words: value => shapeWords(value) || null },
} satisfies Record<FieldKind, Shown>

/** A stored value in the words a list, an export or a matrix has for it. */
export const wordsOf = (field: Field, value: unknown, names: Names): CellValue =>
  (SHOWN[field.kind] as Shown).words(value, names)

export const stateWords = (kind: RecordKind, row: AnyRow): string => t(kind.states[row.state] ?? row.state)

/** The columns of a list, from the declaration and what its description says otherwise. */
export function columnsOf(page: RecordPage, names: Names, today: string): Column<AnyRow>[] {
  return page.columns.flatMap(given => {
    if (given === STATE) return [stateColumn(page)]
    const spec: ColumnOf = typeof given === 'string' ? { field: given } : given
    const { field: key, ...rest } = spec
    const field = page.kind.fields[key]!
    const column = { ...fieldColumn(key, field, names), ...rest }
    if (key === page.deadline?.due)
      return [
        {
          ...column,
          width: 210,
          render: (row: AnyRow) => <DueCell due={row[key]} {...deadlineOf(page, row)} today={today} />,
        },
      ]
    const embedded = page.rows?.[key]
    if (embedded?.on) return [column, latestColumn(page, key)]
    if (embedded?.deadline) return [column, openColumn(embedded.deadline, key)]
    return [column]
  })
}

/** A declared field as a column of a list, whichever kind it is. */
export function fieldColumn(key: string, field: Field, names: Names): Column<AnyRow> {
  const shown = SHOWN[field.kind] as Shown
  const unit = (field.kind === 'area' ? undefined : field.unit) ?? shown.unit
  return {
    key,
    title: field.name,
    ...(unit ? { unit: t(unit) } : {}),
    ...(shown.kind ? { kind: shown.kind } : {}),
    width: shown.width,
    ...(shown.filter ? { filter: true as const } : {}),
    value: row => shown.words(row[key], names),
    // A year is a number, and nobody writes it 2,026.
    ...(isYear(field) ? { render: (row: AnyRow) => showValue(row[key]) } : {}),
  }
}

const isYear = (field: Field): boolean => field.kind === 'integer' && (field.min ?? 0) >= 1900

function stateColumn(page: RecordPage): Column<AnyRow> {
  return {
    key: STATE,
    title: '状态',
    width: 110,
    filter: true,
    value: row => stateWords(page.kind, row),
    render: row => <State page={page} state={row.state} />,
  }
}

/** How many embedded rows are not done yet. */
function openColumn({ metOn, open }: NonNullable<EmbeddedRows['deadline']>, key: string): Column<AnyRow> {
  return {
    key: `${key}.open`,
    title: open,
    unit: t('条'),
    kind: 'number',
    width: 110,
    value: row => (Array.isArray(row[key]) ? rowsIn(row, key).filter(r => !r[metOn]).length : null),
  }
}

/** When the last embedded row was written: of a patrol, the day of the last round. */
function latestColumn(page: RecordPage, key: string): Column<AnyRow> {
  const spec = page.rows![key]!
  return {
    key: `${key}.latest`,
    title: `最近${spec.noun}`,
    kind: 'day',
    width: 108,
    value: row => {
      const days = rowsIn(row, key).map(r => r[spec.on!] as string | null)
      return days.filter(Boolean).sort().at(-1) ?? null
    },
  }
}

/** A day and, where it counts, how it stands. */
export function DueCell({ due, metOn, today }: { due: unknown; metOn?: string | null; today: string }): ReactNode {
  if (!due) return <span className="jt-faint">—</span>
  return (
    <span className="jr-due">
      {String(due)}
      {metOn !== undefined && <Light due={String(due)} today={today} finishedOn={metOn} />}
    </span>
  )
}

/** The deadline that counts for a row, if one does: an old day of mending does not meet a deadline that runs anew. */
export function deadlineOf(page: RecordPage, row: AnyRow): { due: string; metOn: string | null } | null {
  if (!page.deadline) return null
  const { due, metOn, while: running } = page.deadline
  const runs = running.includes(row.state)
  if (!row[due] || (!runs && !row[metOn])) return null
  return { due: row[due] as string, metOn: runs ? null : (row[metOn] as string) }
}

/** A state as a verdict where it is one, else as a step on the way. */
export function State({ page, state }: { page: RecordPage; state: string }): ReactNode {
  const verdict = page.verdicts?.[state]
  if (!verdict) return <RecordState kind={page.kind} state={state} />
  return <StateTag state={verdict} word={t(page.kind.states[state] ?? state)} />
}
