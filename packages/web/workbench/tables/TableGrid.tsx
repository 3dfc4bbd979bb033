import { addressOf, letterOf, parseAddress } from '@jingtu/programme/table-formula.ts'
import { cellLabel, type Figure, type Grid } from '@jingtu/programme/table-grid.ts'
import type { TableLine, TableView } from '@jingtu/server/workbench/tables/answers.ts'
import { Button } from 'antd'
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react'
import { useMemo, useRef } from 'react'
import { t } from '../../i18n/language.ts'
import { cellsOfClipboard, isFigure, type Typed, tidied } from './figures.ts'

interface Props {
  view: TableView
  grid: Grid
  figures: Figure[][]
  typed: Typed
  onType: (changes: Typed) => void
  onOpen: (at: string) => void
  onSendBack: (line: TableLine) => void
}

/** The table as in Excel: letters above, numbers at the side; arrows and Enter walk, a block copied from Excel is pasted. */
export function TableGrid({ view, grid, figures, typed, onType, onOpen, onSendBack }: Props): ReactNode {
  const area = useRef<HTMLTableElement>(null)
  const columns = grid.shape.columns
  const rows = view.table.rows ?? []
  const ownFormulas = useMemo(
    () => new Set(grid.shape.formulas.map(f => parseAddress(f.at)).map(a => a && addressOf(a.column, a.row))),
    [grid],
  )
  const isTyped = (line: TableLine, row: number, column: number): boolean =>
    line.canFill && columns[column]!.source.kind === 'typed' && !ownFormulas.has(addressOf(column, row))
  const focus = (row: number, column: number): void => {
    const input = area.current?.querySelector<HTMLInputElement>(`[data-at="${row},${column}"]`)
    input?.focus()
    input?.select()
  }
  const walk = (e: KeyboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const down = e.key === 'ArrowDown' || (e.key === 'Enter' && !e.shiftKey)
    const up = e.key === 'ArrowUp' || (e.key === 'Enter' && e.shiftKey)
    const { selectionStart: at, selectionEnd: to, value } = e.currentTarget
    const whole = at === 0 && to === value.length
    const left = e.key === 'ArrowLeft' && (whole || (at === 0 && to === 0))
    const right = e.key === 'ArrowRight' && (whole || at === value.length)
    if (!down && !up && !left && !right) return
    e.preventDefault()
    const cells = [...(area.current?.querySelectorAll<HTMLInputElement>('[data-at]') ?? [])].map(
      x => x.dataset.at!.split(',').map(Number) as [number, number],
    )
    const ahead = cells.filter(([r, c]) =>
      down
        ? c === column && r > row
        : up
          ? c === column && r < row
          : left
            ? r === row && c < column
            : r === row && c > column,
    )
    const next = down || right ? ahead[0] : ahead.at(-1)
    if (next) focus(...next)
  }
  const paste = (e: ClipboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const block = cellsOfClipboard(e.clipboardData.getData('text'))
    if (block.length === 1 && block[0]!.length === 1) return
    e.preventDefault()
    const changes: Typed = {}
    const fillable = columns.map((_, c) => c).filter(c => c >= column)
    for (const [i, cells] of block.entries()) {
      const line = view.lines.find(l => l.id === rows[row + i]?.id)
      if (!line) continue
      for (const [j, text] of cells.entries()) {
        const c = fillable[j]
        if (c !== undefined && isTyped(line, row + i, c)) (changes[line.id] ??= {})[columns[c]!.key] = tidied(text)
      }
    }
    onType(changes)
  }
  return (
    <div className="jt-grid-frame">
      <table ref={area} className="jt-grid">
        <thead>
          <tr className="jt-grid-letters">
            <th aria-label={t('行号')} />
            <th>A</th>
            {columns.map((c, i) => (
              <th key={c.key}>{letterOf(i)}</th>
            ))}
            <th />
          </tr>
          <tr>
            <th />
            <th>{view.table.rowsBy === '区域' ? t('县（市、区）') : t('单位')}</th>
            {columns.map(c => (
              <th key={c.key} title={hintOf(c.source)}>
                {c.name}
                {c.unit && <small>{c.unit}</small>}
                <small className="jt-faint">{sourceWord(c.source)}</small>
              </th>
            ))}
            <th>{t('填报情况')}</th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map(line => {
            const row = rows.findIndex(r => r.id === line.id)
            return (
              <tr key={line.id}>
                <th>{row + 1}</th>
                <th scope="row">{line.name}</th>
                {columns.map((c, column) => {
                  if (!isTyped(line, row, column))
                    return (
                      <FigureCell
                        key={c.key}
                        figure={figures[row]![column]!}
                        label={`${line.name} ${c.name}`}
                        onOpen={() => onOpen(cellLabel(grid.shape, column, row))}
                      />
                    )
                  const text = typed[line.id]?.[c.key] ?? line.cells[c.key] ?? ''
                  return (
                    <td key={c.key} className="jt-grid-typed">
                      <input
                        data-at={`${row},${column}`}
                        aria-label={`${line.name} ${c.name}`}
                        aria-invalid={text !== '' && !isFigure(tidied(text))}
                        inputMode="decimal"
                        value={text}
                        onChange={e => onType({ [line.id]: { [c.key]: e.target.value } })}
                        onBlur={() => tidied(text) !== text && onType({ [line.id]: { [c.key]: tidied(text) } })}
                        onKeyDown={e => walk(e, row, column)}
                        onPaste={e => paste(e, row, column)}
                      />
                    </td>
                  )
                })}
                <td className="jt-grid-state">
                  <LineState line={line} />
                  {line.canSendBack && (
                    <Button size="small" onClick={() => onSendBack(line)}>
                      {t('退回')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
          {view.total && (
            <tr className="jt-grid-total">
              <th />
              <th scope="row">{t('合计')}</th>
              {columns.map((c, column) => (
                <FigureCell
                  key={c.key}
                  figure={figures[rows.length]![column]!}
                  label={`${t('合计')} ${c.name}`}
                  onOpen={() => onOpen(cellLabel(grid.shape, column, rows.length))}
                />
              ))}
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

function FigureCell({ figure, label, onOpen }: { figure: Figure; label: string; onOpen: () => void }): ReactNode {
  return (
    <td className="jt-grid-figure">
      {figure === null ? (
        <span className="jt-faint">{'　'}</span>
      ) : (
        <button type="button" className="jt-link" aria-label={`${label} ${figure}`} onClick={onOpen}>
          {figure}
        </button>
      )}
    </td>
  )
}

function LineState({ line: { line, canFill } }: { line: TableLine }): ReactNode {
  if (!line) return <span className="jt-faint">{canFill ? t('待填') : t('未提交')}</span>
  if (line.state === 'submitted')
    return (
      <span className="jt-met" title={line.filledBy}>
        ● {t('已提交')}
      </span>
    )
  if (line.state === 'returned')
    return (
      <span className="jt-at-risk" title={line.reason ?? undefined}>
        ↩ {t('已退回')}
        {line.reason && `：${line.reason}`}
      </span>
    )
  return <span className="jt-soft">◐ {t('草稿')}</span>
}

type Source = Grid['shape']['columns'][number]['source']
const sourceWord = (source: Source): string =>
  ({ typed: '', formula: t('公式'), target: t('目标'), tasks: t('任务数') })[source.kind]
const hintOf = (source: Source): string | undefined =>
  source.kind === 'formula'
    ? `=${source.formula.replace(/^=/, '')}`
    : source.kind === 'target'
      ? source.indicator
      : undefined
