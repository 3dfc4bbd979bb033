import { targetWords } from '@jingtu/programme/target-text.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { Figure } from './Matrix.tsx'
import { goalAt, groupRows, leadingCell, type Matrix } from './matrix.ts'
import { TargetLight } from './TargetLight.tsx'

/** The same on the phone: one card an indicator, the regions below each other. */
export function MatrixCards({
  matrix,
  own,
  onOpen,
}: {
  matrix: Matrix
  /** The reader's own region stands in front. */
  own?: string
  onOpen: (target: string, region: string) => void
}): ReactNode {
  return groupRows(matrix.rows).map(group => (
    <section key={group.heading}>
      <h2 className="jg-heading">{t(group.heading)}</h2>
      <ul className="jg-cards">
        {group.rows.map(row => {
          const lead = leadingCell(row, own)
          const all = [row.whole, ...matrix.regions.map(r => row.cells.get(r.id))]
          const rest = all.flatMap(c => (c && c !== lead ? [c] : []))
          return (
            <li key={row.target.id} className="jt-paper">
              {lead && (
                <button
                  type="button"
                  className="jg-card"
                  onClick={() => onOpen(goalAt(row, lead.regionId).id, lead.regionId)}
                >
                  <b>{row.target.indicator}</b>
                  <span className="jt-soft">
                    {t('目标 {goal}', { goal: targetWords(goalAt(row, lead.regionId)) || t('待定') })}
                    {!row.whole && `（${lead.regionName}）`}
                  </span>
                  <Figure cell={lead} row={row} />
                  <TargetLight status={lead.finding.status} />
                </button>
              )}
              {rest.length > 0 && (
                <details>
                  <summary>{t('{n} 个区域', { n: rest.length })}</summary>
                  {rest.map(cell => (
                    <button
                      type="button"
                      key={cell.regionId}
                      className="jg-card-region"
                      onClick={() => onOpen(goalAt(row, cell.regionId).id, cell.regionId)}
                    >
                      <span>{cell.regionName}</span>
                      <Figure cell={cell} row={row} />
                      <TargetLight status={cell.finding.status} />
                    </button>
                  ))}
                </details>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  ))
}
