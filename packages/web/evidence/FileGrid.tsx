import type { CellFault, CellMend, PreviewTable } from '@jingtu/server/evidence/views.ts'
import { columnLetters } from '@jingtu/standards/laboratory/place.ts'
import { Button, Drawer, Input, Popover, Segmented } from 'antd'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { useNarrow } from '../parts/narrow.ts'
import { type FileSheet, gradesOf, readPlace, showPlace, widthOf, windowAround } from './file-grid.ts'
import { roleName } from './roles.ts'

interface Props {
  sheets: readonly FileSheet[]
  tables: readonly PreviewTable[]
  faults: readonly CellFault[]
  mends: readonly CellMend[]
  /** The cell the reader was sent to. */
  at: string | null
  onAt: (place: string | null) => void
  onMend: (mend: CellMend, original: string) => void
}

const ROWS = 24

/** The file as it came, each cell with its grade; a click on a cell mends it. */
export function FileGrid({ sheets, tables, faults, mends, at, onAt, onMend }: Props): ReactNode {
  const place = at ? readPlace(at) : null
  const [chosen, setChosen] = useState<string | null>(null)
  const sheet = sheets.find(s => s.name === (chosen ?? place?.sheet)) ?? sheets[0]
  const [from, setFrom] = useState(1)
  const grades = useMemo(() => gradesOf(faults), [faults])
  const faultsAt = useMemo(() => Map.groupBy(faults, f => f.place), [faults])
  const mended = useMemo(() => new Map(mends.map(m => [m.place, m])), [mends])
  const width = useMemo(() => (sheet ? Math.min(widthOf(sheet), 200) : 0), [sheet])
  const area = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!at) return
    const target = readPlace(at)
    setChosen(null)
    const rows = sheets.find(s => s.name === target.sheet)?.rows.length ?? 0
    if (target.row > 0) setFrom(windowAround(target.row, rows, ROWS).from)
    // The row is drawn only after this turn.
    requestAnimationFrame(() =>
      area.current?.querySelector('[data-here="true"]')?.scrollIntoView({ block: 'nearest', inline: 'center' }),
    )
  }, [at, sheets])

  if (!sheet) return null
  const to = Math.min(sheet.rows.length, from + ROWS - 1)
  const table = tables.find(x => x.sheetName === sheet.name && !x.layout.turned)
  const roles = new Map(table?.layout.columns.map(c => [c.column, roleName(c)]))
  return (
    <section className="je-grid">
      <div className="je-grid-tools">
        {sheets.length > 1 && (
          <Segmented
            size="small"
            value={sheet.name}
            onChange={name => {
              setChosen(name)
              setFrom(1)
            }}
            options={sheets.map(s => ({ value: s.name, label: s.name }))}
          />
        )}
        <span className="jt-soft">{t('第 {from}—{to} 行，共 {total} 行', { from, to, total: sheet.rows.length })}</span>
        <Button size="small" disabled={from <= 1} onClick={() => setFrom(Math.max(1, from - ROWS))}>
          {t('上一屏')}
        </Button>
        <Button
          size="small"
          disabled={to >= sheet.rows.length}
          onClick={() => setFrom(Math.min(from + ROWS, sheet.rows.length))}
        >
          {t('下一屏')}
        </Button>
      </div>
      <div className="je-grid-area" ref={area}>
        <table>
          <thead>
            <tr>
              <th />
              {Array.from({ length: width }, (_, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of the file
                <th key={c}>
                  {columnLetters(c + 1)}
                  {roles.get(c + 1) && <small>{roles.get(c + 1)}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.slice(from - 1, to).map((cells, r) => {
              const row = from + r
              const whole = grades.get(showPlace({ sheet: sheet.name, row, column: 0 }))
              return (
                <tr
                  key={row}
                  className={[
                    table && row === table.layout.headerRow ? 'je-head-row' : '',
                    whole ? `je-row-${whole}` : '',
                  ].join(' ')}
                >
                  <th data-here={place?.row === row && place.column === 0}>{row}</th>
                  {Array.from({ length: width }, (_, c) => {
                    const own = showPlace({ sheet: sheet.name, row, column: c + 1 })
                    return (
                      <Cell
                        // biome-ignore lint/suspicious/noArrayIndexKey: columns of the file
                        key={c}
                        text={cells[c] ?? ''}
                        mend={mended.get(own) ?? null}
                        grade={grades.get(own) ?? null}
                        faults={faultsAt.get(own) ?? []}
                        here={own === at}
                        place={own}
                        onOpen={() => onAt(own)}
                        onClose={() => onAt(null)}
                        onMend={onMend}
                      />
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface CellProps {
  text: string
  mend: CellMend | null
  grade: 'ok' | 'warning' | 'error' | null
  faults: readonly CellFault[]
  here: boolean
  place: string
  onOpen: () => void
  onClose: () => void
  onMend: (mend: CellMend, original: string) => void
}

function Cell({ text, mend, grade, faults, here, place, onOpen, onClose, onMend }: CellProps): ReactNode {
  const name = ['je-cell', grade ? `je-cell-${grade}` : '', mend ? 'je-cell-mended' : '', here ? 'je-cell-here' : '']
  const shown = (
    <button type="button" className="je-cell-text" onClick={onOpen} aria-label={`${place} ${mend?.text ?? text}`}>
      {grade === 'error' ? '■ ' : grade === 'warning' ? '▲ ' : ''}
      {mend ? mend.text : text}
    </button>
  )
  const narrow = useNarrow()
  const form = <MendForm place={place} text={text} mend={mend} faults={faults} onMend={onMend} />
  return (
    <td className={name.join(' ')} data-here={here}>
      {here && !narrow ? (
        <Popover open placement="bottomLeft" content={form}>
          {shown}
        </Popover>
      ) : (
        shown
      )}
      {here && narrow && (
        <Drawer open placement="bottom" size="auto" title={t('更正')} onClose={onClose}>
          {form}
        </Drawer>
      )}
    </td>
  )
}

/** What is wrong with a cell, and what is to stand there instead; the text of the file is kept beside it. */
export function MendForm({
  place,
  text,
  mend,
  faults,
  onMend,
}: Pick<CellProps, 'place' | 'text' | 'mend' | 'faults' | 'onMend'>): ReactNode {
  const [next, setNext] = useState(mend?.text ?? text)
  const [reason, setReason] = useState(mend?.reason ?? '')
  const send = (): void => onMend({ place, text: next.trim(), reason: reason.trim() || null }, text)
  return (
    <form
      className="je-mend"
      onSubmit={e => {
        e.preventDefault()
        send()
      }}
    >
      <b>{place}</b>
      {faults.map(f => (
        <p key={`${f.code} ${f.message}`} className={f.grade === 'error' ? 'jt-not-met' : 'jt-at-risk'}>
          {f.grade === 'error' ? '■' : '▲'} {f.message}
          {f.mend && <span className="jt-soft">　{f.mend}</span>}
        </p>
      ))}
      <p className="jt-soft">
        {t('文件里是')} <code>{text || t('（空）')}</code>
      </p>
      <Input
        autoFocus
        aria-label={t('改为')}
        addonBefore={t('改为')}
        value={next}
        onChange={e => setNext(e.target.value)}
      />
      <Input
        aria-label={t('更正依据')}
        placeholder={t('更正依据，如与纸质报告核对')}
        value={reason}
        onChange={e => setReason(e.target.value)}
      />
      <span className="je-mend-buttons">
        <Button type="primary" size="small" htmlType="submit">
          {t('更正')}
        </Button>
        {mend && (
          <Button size="small" onClick={() => onMend({ place, text }, text)}>
            {t('恢复原文')}
          </Button>
        )}
      </span>
    </form>
  )
}
