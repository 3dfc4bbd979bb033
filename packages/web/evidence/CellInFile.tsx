import type { CellContext } from '@jingtu/server/evidence/views.ts'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import '../charts/charts.css'
import { Problem } from '../parts/Problem.tsx'
import { useGet } from '../shell/query.ts'

const BESIDE = 5

/** The cell where it stands in the laboratory's own file, with its head and its neighbours. */
export function CellInFile({ batch, place }: { batch: string; place: string }): ReactNode {
  const asked = useGet<CellContext>(`/api/evidence/batches/${batch}/cell`, { place })
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active />
  const { head, around, row, column, file } = asked.data
  const from = Math.max(0, column - 1 - BESIDE)
  const to = column + BESIDE
  return (
    <figure className="je-context">
      <figcaption className="jt-soft">{t('原始文件 {name} 中的这一处', { name: file.name })}</figcaption>
      <div className="jc-scroll">
        <table className="jc-table">
          <thead>
            <tr>
              <th />
              {head.slice(from, to).map((text, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of the file
                <th key={i}>{text}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {around.map(line => (
              <tr key={line.row}>
                <th scope="row">{line.row}</th>
                {line.cells.slice(from, to).map((text, i) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns of the file
                    key={i}
                    className={line.row === row && from + i === column - 1 ? 'je-cell-here' : undefined}
                  >
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
