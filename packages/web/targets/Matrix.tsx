import type { TargetStatus } from '@jingtu/programme/target-status.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import type { RegionCell } from '@jingtu/server/targets/views.ts'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { showNumber } from '../parts/show.ts'
import { cellFigure, cellText } from './cell-text.ts'
import { commonGoal, goalAt, groupRows, type Matrix as MatrixData, type MatrixRow } from './matrix.ts'
import { modesOf } from './measure-modes.ts'
import { TargetLight } from './TargetLight.tsx'

interface Props {
  matrix: MatrixData
  /** Cells of another status step back. */
  status: TargetStatus | null
  open: { target: string; region: string } | null
  onOpen: (target: string, region: string) => void
  /** Types in the figures of all regions at once; null for who may only look. */
  onMany: ((row: MatrixRow) => void) | null
}

/** Indicators down, regions across; every cell is a button. Arrows walk the cells, Enter opens. */
export function Matrix({ matrix, status, open, onOpen, onMany }: Props): ReactNode {
  const area = useRef<HTMLDivElement>(null)
  const places = [matrix.whole, ...matrix.regions]
  const groups = groupRows(matrix.rows)
  let line = -1

  const rowOf = (row: MatrixRow): ReactNode => {
    line += 1
    const { target } = row
    const words = commonGoal(row)
    // What has to be judged one by one is typed in one by one.
    const usual = modesOf(target)[0]
    const many =
      onMany !== null &&
      row.cells.size > 1 &&
      target.state === 'inForce' &&
      (usual === 'value' || target.comparison === '水质类别')
    return (
      <tr key={target.id} data-target={target.id}>
        <th scope="row" className="jg-name">
          <Link to={`/targets/${target.id}`}>{target.indicator}</Link>
          {(target.scope || many) && (
            <small>
              {target.scope}{' '}
              {many && (
                <button type="button" className="jt-link" onClick={() => onMany?.(row)}>
                  {t('各区域录入')}
                </button>
              )}
            </small>
          )}
          {target.state !== 'inForce' && <small>{t('计划未发布')}</small>}
        </th>
        <td className="jg-goal">
          <span>
            {words ?? <span className="jt-soft">{t('各区域不同')}</span>}
            {words === '' && <span className="jt-faint">{t('待定')}</span>}
          </span>
          {target.by && <small>{t('{day} 前', { day: target.by })}</small>}
        </td>
        {places.map((place, column) => {
          const cell = column === 0 ? row.whole : row.cells.get(place.id)
          const goal = goalAt(row, place.id)
          const chosen = open?.target === goal.id && open.region === place.id
          return (
            <td key={place.id} className={column === 0 ? 'jg-cell jg-whole' : 'jg-cell'}>
              {cell ? (
                <button
                  type="button"
                  data-at={`${line} ${column}`}
                  className={`jg-button${chosen ? ' jg-chosen' : ''}${status && cell.finding.status !== status ? ' jg-aside' : ''}`}
                  title={cell.finding.why}
                  aria-label={`${target.indicator} ${place.name}`}
                  onClick={() => onOpen(goal.id, place.id)}
                >
                  <Figure cell={cell} row={row} />
                  <TargetLight status={cell.finding.status} />
                  {words === null && !goal.notApplicable && <small className="jg-own-goal">{targetWords(goal)}</small>}
                </button>
              ) : (
                <span className="jg-none" title={t('没有下达给这个区域')}>
                  /
                </span>
              )}
            </td>
          )
        })}
      </tr>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk the buttons inside, which keep their own roles
    <div className="jg-scroll" ref={area} onKeyDown={e => walk(e, area.current)}>
      <table className="jg-matrix" style={{ minWidth: 370 + places.length * 92, maxWidth: 370 + places.length * 200 }}>
        <thead>
          <tr>
            <th scope="col" className="jg-name">
              {t('指标')}
            </th>
            <th scope="col" className="jg-goal">
              {t('目标')}
            </th>
            {places.map((place, i) => (
              <th scope="col" key={place.id} className={i === 0 ? 'jg-whole' : undefined}>
                {place.name}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(group => (
          <tbody key={group.heading}>
            <tr className="jg-group">
              <th scope="rowgroup" colSpan={2}>
                {t(group.heading)}
                <span className="jt-faint">{t('{n} 项', { n: group.rows.length })}</span>
              </th>
              <td colSpan={places.length} />
            </tr>
            {group.rows.map(rowOf)}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** The figure with its sign of what it is; words are cut to one line, the rest stands in the sheet. */
export function Figure({ cell, row }: { cell: RegionCell; row: Pick<MatrixRow, 'target'> }): ReactNode {
  const figure = cellFigure(cell, row.target)
  const text = cellText(cell, row.target)
  // The light beside it says 未知 or “/ 不涉及”; a second sign for nothing would only be noise.
  if (text === '' || text === '/') return null
  if (figure === null) return <span className="jg-figure jg-words">{t(text)}</span>
  const unit = row.target.unit === '%' || cell.formula?.endsWith('%') ? '%' : ''
  return (
    <span className="jg-figure">
      {showNumber(figure)}
      {unit && <small>{unit}</small>}
      {cell.allotted && <small>/{showNumber(cell.allotted)}</small>}
      {cell.warning && <b title={cell.warning}>!</b>}
    </span>
  )
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** To the next cell that way, over those that are not given to a region. */
function walk(e: KeyboardEvent, area: HTMLElement | null): void {
  const step = STEPS[e.key]
  const from = (e.target as HTMLElement).dataset?.at?.split(' ').map(Number)
  if (!step || !from || !area) return
  e.preventDefault()
  const cells = [...area.querySelectorAll<HTMLElement>('[data-at]')]
  const [row = 0, column = 0] = from
  const best = cells
    .map(el => ({ el, at: el.dataset.at!.split(' ').map(Number) as [number, number] }))
    .filter(({ at }) =>
      step[0] ? at[1] === column && (at[0] - row) * step[0] > 0 : at[0] === row && (at[1] - column) * step[1] > 0,
    )
    .sort(
      (a, b) =>
        Math.abs(a.at[0] - row) + Math.abs(a.at[1] - column) - Math.abs(b.at[0] - row) - Math.abs(b.at[1] - column),
    )
  best[0]?.el.focus()
}
