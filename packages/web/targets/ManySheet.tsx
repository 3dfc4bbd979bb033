import { targetWords } from '@jingtu/programme/target-text.ts'
import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { cellsOfClipboard, isFigure, tidied } from '../workbench/tables/figures.ts'
import { goalAt, type MatrixColumn, type MatrixRow } from './matrix.ts'
import { usualDay } from './measure-modes.ts'

interface Props {
  row: MatrixRow | null
  regions: readonly MatrixColumn[]
  onClose: () => void
}

/** One indicator, all regions: figures typed or pasted as a column of Excel, kept in one step. */
export function ManySheet({ row, regions, onClose }: Props): ReactNode {
  return (
    <SideSheet
      open={row !== null}
      title={t('各区域录入：{indicator}', { indicator: row?.target.indicator ?? '' })}
      onClose={onClose}
    >
      {row && <ManyForm key={row.target.id} row={row} regions={regions} onClose={onClose} />}
    </SideSheet>
  )
}

interface Value {
  target: string
  regionId: string
  value: string | null
  words: string | null
  notApplicable: boolean
}

function ManyForm({
  row,
  regions,
  onClose,
}: {
  row: MatrixRow
  regions: Props['regions']
  onClose: () => void
}): ReactNode {
  const { today } = useSession()
  const [asOf, setAsOf] = useState(usualDay(today))
  const [source, setSource] = useState('')
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [tried, setTried] = useState(false)
  const area = useRef<HTMLTableElement>(null)
  const places = regions.filter(r => row.cells.has(r.id) && !goalAt(row, r.id).notApplicable)
  const inWords = row.target.op === 'text' || row.target.comparison === '水质类别'
  const save = useWrite(
    (body: { asOf: string; source: string; values: Value[] }, key) => api.post('/api/measurements', body, { key }),
    { refresh: ['/api/targets', '/api/records/measurement'], done: t('已录入'), quiet: true, onDone: onClose },
  )
  const filled = places.filter(p => typed[p.id]?.trim())
  const isWrong = (id: string): boolean => {
    const text = tidied(typed[id] ?? '')
    return text !== '' && !inWords && !isFigure(text)
  }
  const submit = (): void => {
    setTried(true)
    if (!source.trim() || filled.length === 0 || filled.some(p => isWrong(p.id))) return
    save.mutate({
      asOf,
      source: source.trim(),
      values: filled.map(p => {
        const text = inWords ? typed[p.id]!.trim() : tidied(typed[p.id]!)
        const none = text === '/' || text === '／'
        return {
          target: goalAt(row, p.id).id,
          regionId: p.id,
          value: none || inWords ? null : text,
          words: none || !inWords ? null : text,
          notApplicable: none,
        }
      }),
    })
  }
  const walk = (e: KeyboardEvent<HTMLInputElement>, i: number): void => {
    const step = e.key === 'ArrowUp' ? -1 : e.key === 'ArrowDown' || e.key === 'Enter' ? 1 : 0
    if (step === 0) return
    e.preventDefault()
    area.current?.querySelectorAll('input')[i + step]?.focus()
  }
  const paste = (e: ClipboardEvent<HTMLInputElement>, i: number): void => {
    const column = cellsOfClipboard(e.clipboardData.getData('text')).map(cells => cells[0] ?? '')
    if (column.length < 2) return
    e.preventDefault()
    setTyped(now => ({
      ...now,
      ...Object.fromEntries(column.flatMap((text, n) => (places[i + n] ? [[places[i + n]!.id, text.trim()]] : []))),
    }))
  }
  return (
    <>
      {save.error && <Problem error={save.error} />}
      <div className="jg-many-head">
        <label htmlFor="jg-many-day">
          <span>{t('截至')}</span>
          <DatePicker
            id="jg-many-day"
            allowClear={false}
            value={dayjs(asOf)}
            maxDate={dayjs(today)}
            onChange={day => day && setAsOf(day.format('YYYY-MM-DD'))}
          />
        </label>
        <label htmlFor="jg-many-source">
          <span>{t('数据来源')}</span>
          <Input
            id="jg-many-source"
            value={source}
            status={tried && !source.trim() ? 'error' : undefined}
            placeholder={t('例如：农业农村部门季度统计、监测报告编号')}
            onChange={e => setSource(e.target.value)}
          />
        </label>
      </div>
      {tried && !source.trim() && <p className="jt-not-met">{t('请写明数据来源')}</p>}
      <p className="jt-soft">{t('可粘贴从 Excel 复制的一列；空着的不改，不涉及的填“/”。')}</p>
      <table ref={area} className="jg-many-table">
        <thead>
          <tr>
            <th>{t('区域')}</th>
            <th>{t('目标')}</th>
            <th>{t('上次')}</th>
            <th>
              {inWords ? t('情况') : t('实测值')}
              {row.target.unit && !inWords && <small>{row.target.unit}</small>}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((p, i) => (
            <tr key={p.id}>
              <th scope="row">{p.name}</th>
              <td>{targetWords(goalAt(row, p.id))}</td>
              <td className="jt-soft">
                {row.cells.get(p.id)?.measurement?.value ?? ''} <small>{row.cells.get(p.id)?.measurement?.asOf}</small>
              </td>
              <td>
                <Input
                  aria-label={`${p.name} ${t('实测值')}`}
                  inputMode={inWords ? 'text' : 'decimal'}
                  value={typed[p.id] ?? ''}
                  status={isWrong(p.id) ? 'error' : undefined}
                  onChange={e => setTyped(now => ({ ...now, [p.id]: e.target.value }))}
                  onKeyDown={e => walk(e, i)}
                  onPaste={e => paste(e, i)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="jt-dialog-end">
        <Button onClick={onClose}>{t('取消')}</Button>
        <Button type="primary" loading={save.isPending} disabled={filled.length === 0} onClick={submit}>
          {t('录入 {count} 个区域', { count: filled.length })}
        </Button>
      </div>
    </>
  )
}
