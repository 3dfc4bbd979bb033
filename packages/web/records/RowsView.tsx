import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { useToday } from '../shell/session.tsx'
import { DueCell, wordsOf } from './columns.tsx'
import type { EmbeddedRows } from './record-page.ts'

const FIRST = 6

/** Rows inside a record to read: a small table on the desk, blocks on the phone; the newest first where they have a day. */
export function RowsView({
  spec,
  rows,
  names,
}: {
  spec: EmbeddedRows
  rows: readonly Record<string, unknown>[]
  names: Record<string, string>
}): ReactNode {
  const today = useToday()
  const [all, setAll] = useState(false)
  const keys = Object.keys(spec.fields).filter(key => rows.some(row => row[key]) || spec.fields[key]!.required)
  const numbered = rows.map((row, i) => ({ row, n: i + 1 }))
  const ordered = spec.on
    ? numbered.toSorted(
        (a, b) => String(b.row[spec.on!] ?? '').localeCompare(String(a.row[spec.on!] ?? '')) || b.n - a.n,
      )
    : numbered
  const { deadline } = spec
  return (
    <>
      <table className="jr-rows">
        <thead>
          <tr>
            <th scope="col" aria-label={t('序号')} />
            {keys.map(key => (
              <th key={key} scope="col" data-kind={spec.fields[key]!.kind}>
                {t(spec.fields[key]!.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? ordered : ordered.slice(0, FIRST)).map(({ row, n }) => (
            <tr key={n}>
              <td className="jt-faint">{n}</td>
              {keys.map(key => (
                <td key={key} data-kind={spec.fields[key]!.kind} data-name={t(spec.fields[key]!.name)}>
                  {key === deadline?.due ? (
                    <DueCell due={row[key]} metOn={(row[deadline.metOn] as string | null) ?? null} today={today} />
                  ) : (
                    (wordsOf(spec.fields[key]!, row[key], names) ?? <span className="jt-faint">—</span>)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!all && rows.length > FIRST && (
        <button type="button" className="jt-link" onClick={() => setAll(true)}>
          {t('看全部 {n} 条', { n: rows.length })}
        </button>
      )}
    </>
  )
}
