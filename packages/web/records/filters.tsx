import { Select } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { VERDICTS } from '../parts/StateTag.tsx'
import { showNumber } from '../parts/show.ts'
import { compareCells, filterText } from '../parts/table-rows.ts'
import { useSession } from '../shell/session.tsx'
import { wordsOf } from './columns.tsx'
import { type AnyRow, type RecordPage, STATE } from './record-page.ts'

type Put = (values: Record<string, string | null>) => void
const WAITING = 'waiting'

/** Waits for the reader's unit, and the reader is one who can move it on. */
const isWaiting = (page: RecordPage, row: AnyRow, unit: string): boolean => {
  const whose = page.waiting?.[row.state]
  return whose !== undefined && row[whose] === unit && row.moves.length > 0
}

/** The rows that fit what the address asks for. */
export function chosenRows(page: RecordPage, rows: readonly AnyRow[], params: URLSearchParams, unit: string): AnyRow[] {
  const state = params.get(STATE)
  const fields = (page.filters ?? []).map(key => [key, params.get(key)] as const).filter(([, value]) => value !== null)
  return rows.filter(
    row =>
      (!state || (state === WAITING ? isWaiting(page, row, unit) : row.state === state)) &&
      fields.every(([key, value]) => filterText(row[key] as string) === value),
  )
}

/** How many stand where; a click shows those. */
export function StateChips({
  page,
  rows,
  params,
  onPut,
}: {
  page: RecordPage
  rows: readonly AnyRow[]
  params: URLSearchParams
  onPut: Put
}): ReactNode {
  const { unit } = useSession().actor
  const states = Object.entries(page.kind.states)
  if (states.length < 2 || rows.length === 0) return null
  const chosen = params.get(STATE)
  const inFilters = chosenRows(page, rows, without(params, STATE), unit)
  const chip = (key: string | null, label: string, sign: ReactNode, n: number): ReactNode => (
    <button
      key={key}
      type="button"
      className="jr-chip"
      aria-pressed={chosen === key}
      data-zero={n === 0 ? '' : undefined}
      onClick={() => onPut({ [STATE]: chosen === key ? null : key })}
    >
      {sign}
      {label}
      <b>{n}</b>
    </button>
  )
  const waiting = inFilters.filter(row => isWaiting(page, row, unit)).length
  return (
    <div className="jr-chips">
      {page.waiting && waiting > 0 && chip(WAITING, t('待本单位办理'), null, waiting)}
      {chip(null, t('全部'), null, inFilters.length)}
      {states.map(([state, label]) => {
        const verdict = page.verdicts?.[state]
        const sign = verdict && (
          <span className={`jt-${verdict}`} aria-hidden="true">
            {VERDICTS[verdict].sign}
          </span>
        )
        return chip(state, t(label), sign, inFilters.filter(row => row.state === state).length)
      })}
    </div>
  )
}

const without = (params: URLSearchParams, name: string): URLSearchParams => {
  const next = new URLSearchParams(params)
  next.delete(name)
  return next
}

/** Selections above the list, with the values that occur. */
export function FieldFilters({
  page,
  rows,
  names,
  params,
  onPut,
}: {
  page: RecordPage
  rows: readonly AnyRow[]
  names: Record<string, string>
  params: URLSearchParams
  onPut: Put
}): ReactNode {
  return (page.filters ?? []).map(key => {
    const field = page.kind.fields[key]!
    const values = [...new Set(rows.map(row => filterText(row[key] as string)))].filter(Boolean)
    if (values.length < 2 && !params.get(key)) return null
    const options = values
      .map(value => ({ value, label: String(wordsOf(field, value, names) ?? value) }))
      .sort((a, b) =>
        field.kind === 'integer'
          ? compareCells(b.value, a.value, 'number', false)
          : compareCells(a.label, b.label, 'text', false),
      )
    return (
      <Select
        key={key}
        allowClear
        className="jr-filter"
        aria-label={t(field.name)}
        placeholder={t(field.name)}
        value={params.get(key)}
        options={options}
        popupMatchSelectWidth={false}
        showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
        onChange={value => onPut({ [key]: value ?? null })}
      />
    )
  })
}

/** Sums of the rows in sight; a row that does not say a figure is told, never counted as nothing. */
export function Totals({ page, rows }: { page: RecordPage; rows: readonly AnyRow[] }): ReactNode {
  const { of, each } = page.totals!
  const parts = Map.groupBy(rows, row => String(row[each] ?? ''))
  const shown = [...parts].sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, 3)
  if (rows.length < 2) return null
  return (
    <table className="jr-totals">
      <thead>
        <tr>
          <th scope="col">{t('合计')}</th>
          <th scope="col">{t('条数')}</th>
          {of.map(key => (
            <th key={key} scope="col">
              {t(page.kind.fields[key]!.name)}
              {page.kind.fields[key]!.unit && <span className="jt-unit">{t(page.kind.fields[key]!.unit!)}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(([value, part]) => (
          <tr key={value}>
            <th scope="row">{value || '—'}</th>
            <td>{part.length}</td>
            {of.map(key => {
              const { sum, missing } = sumOf(part.map(row => row[key] as number | null))
              return (
                <td key={key}>
                  {missing > 0 && <small className="jt-faint">{t('{n} 条未填', { n: missing })}</small>}
                  <b>{sum === null ? '—' : showNumber(sum)}</b>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whole numbers added up; null when none is said. */
export function sumOf(values: readonly (number | null)[]): { sum: number | null; missing: number } {
  const said = values.filter(value => value !== null)
  return { sum: said.length ? said.reduce((a, b) => a + b, 0) : null, missing: values.length - said.length }
}
