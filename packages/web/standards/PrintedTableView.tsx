import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import type { PrintedTable } from './printed.ts'
import '../charts/charts.css'
import './standards.css'

/** Reads like the printed page; rows that are not verified say so. */
export function PrintedTableView({
  table,
  caption,
  onSubstance,
}: {
  table: PrintedTable
  caption?: ReactNode
  onSubstance?: (substance: string) => void
}): ReactNode {
  const doubtful = table.rows.some(r => r.doubt)
  // The name stands in the first column that is no number of a row.
  const nameAt = table.heads[0] === '序号' ? 1 : 0
  return (
    <figure className="js-printed">
      <figcaption>
        {caption ?? (
          <b>
            {table.id}　{table.title}
          </b>
        )}
        {table.unit && <small>{t('单位：{unit}', { unit: table.unit })}</small>}
      </figcaption>
      <div className="jc-scroll">
        <table>
          <thead>
            {table.above && (
              <tr>
                {table.above.map(([head, span], i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: heads in their fixed order, some of them empty
                  <th key={i} colSpan={span} scope="colgroup">
                    {t(head)}
                  </th>
                ))}
                {doubtful && <th />}
              </tr>
            )}
            <tr>
              {table.heads.map((head, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: heads in their fixed order, some of them twice
                <th key={i} scope="col">
                  {t(head)}
                </th>
              ))}
              {doubtful && <th scope="col">{t('限值核对')}</th>}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((r, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed page
              <tr key={at} className={r.doubt ? 'js-doubt' : undefined}>
                {r.cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells of a printed row
                  <td key={i} className={/^[≤＞<>]?\s*[\d.]+$/.test(cell) && i > 0 ? 'js-figure' : undefined}>
                    {i === nameAt && onSubstance ? (
                      <button type="button" className="jt-link" onClick={() => onSubstance(r.substance)}>
                        {cell}
                      </button>
                    ) : (
                      cell
                    )}
                  </td>
                ))}
                {doubtful && (
                  <td>{r.doubt ? <span className="jt-at-risk">▲ {r.doubt}</span> : t('已与公开文本核对')}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.notes.length > 0 && (
        <ol className="js-printed-notes">
          {table.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ol>
      )}
    </figure>
  )
}
