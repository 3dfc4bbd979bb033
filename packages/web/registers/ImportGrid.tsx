import { isMissing } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Finding } from '@jingtu/server/exchange/read-register-file.ts'
import { Button, Segmented, Tooltip } from 'antd'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { showValue } from '../parts/show.ts'
import { wordsOf } from '../records/columns.tsx'
import type { Values } from './declared.ts'
import type { Preview } from './ImportRows.tsx'

type Row = Preview['rows'][number]

const SIGN = { error: '■', warning: '▲', ok: '●' } as const
const TONE = { error: 'jt-not-met', warning: 'jt-at-risk', ok: 'jt-met' } as const
const ACTIONS: Record<Row['action'], string> = {
  create: '新增',
  correct: '修改',
  version: '历史状态',
  same: '没有变化',
  none: '不导入',
}
/** Rows drawn at once; the rest is a click away. */
const STEP = 200

interface Column {
  key: string
  head: string
  words: (row: Row) => { text: string; stands: string }
}

/** What the file says, line by line as Excel counts them, with every finding at its cell; and the way from fault to fault. */
export function ImportGrid({ kind, preview }: { kind: Register; preview: Preview }): ReactNode {
  const hasFaults = preview.counts.error + preview.counts.warning > 0
  const [which, setWhich] = useState<'faults' | 'all'>(hasFaults ? 'faults' : 'all')
  const [count, setCount] = useState(STEP)
  const [at, setAt] = useState(-1)
  const area = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => columnsOf(kind, preview), [kind, preview])
  const rows = which === 'all' ? preview.rows : preview.rows.filter(row => row.findings.length > 0)
  const faults = preview.rows.flatMap(row => row.findings.filter(f => f.grade === 'error'))
  const jump = (step: number): void => {
    const next = (at + step + faults.length) % faults.length
    setAt(next)
    setCount(Math.max(count, rows.length))
    requestAnimationFrame(() => {
      const fault = faults[next]!
      const cell = area.current?.querySelector<HTMLElement>(`[data-cell="${fault.cell ?? `row-${fault.row}`}"]`)
      cell?.scrollIntoView({ block: 'center', inline: 'center' })
      cell?.focus()
    })
  }
  return (
    <div className="jg-import">
      {preview.findings.length > 0 && (
        <ul className="jg-import-heads">
          {preview.findings.map(finding => (
            <li key={`${finding.cell} ${finding.message}`} className={TONE[finding.grade]}>
              {SIGN[finding.grade]} {finding.sheet} {finding.cell ?? ''} {finding.message}
            </li>
          ))}
        </ul>
      )}
      <div className="jt-table-tools">
        {hasFaults && (
          <Segmented
            value={which}
            options={[
              {
                value: 'faults',
                label: t('有问题的 {n} 行', { n: preview.rows.filter(r => r.findings.length > 0).length }),
              },
              { value: 'all', label: t('全部 {n} 行', { n: preview.rows.length }) },
            ]}
            onChange={setWhich}
          />
        )}
        {faults.length > 0 && (
          <>
            <Button size="small" onClick={() => jump(-1)}>
              {t('上一处错误')}
            </Button>
            <Button size="small" onClick={() => jump(1)}>
              {t('下一处错误')}
            </Button>
            <span className="jt-soft" role="status">
              {at >= 0
                ? t('第 {i} 处，共 {n} 处', { i: at + 1, n: faults.length })
                : t('共 {n} 处错误', { n: faults.length })}
            </span>
          </>
        )}
      </div>
      <div ref={area} className="jg-import-area">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('行')}</th>
              <th scope="col">{t('结果')}</th>
              {columns.map(column => (
                <th key={column.key} scope="col">
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, count).map(row => (
              <Line key={row.line} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > count && (
        <Button onClick={() => setCount(count + STEP)}>
          {t('再看 {count} 条', { count: Math.min(STEP, rows.length - count) })}
        </Button>
      )}
    </div>
  )
}

function Line({ row, columns }: { row: Row; columns: readonly Column[] }): ReactNode {
  const byHead = Map.groupBy(row.findings, f => f.head ?? '')
  const heads = new Set(columns.map(c => c.head))
  const placeless = row.findings.filter(f => !f.head || !heads.has(f.head))
  return (
    <tr data-grade={row.grade}>
      <th scope="row" data-cell={`row-${row.line}`} tabIndex={-1}>
        {row.line}
      </th>
      <td>
        <span className={TONE[row.grade]}>
          {SIGN[row.grade]} {t(ACTIONS[row.action])}
        </span>
        <Messages findings={placeless} />
      </td>
      {columns.map(column => (
        <Cell key={column.key} {...column.words(row)} findings={byHead.get(column.head) ?? []} />
      ))}
    </tr>
  )
}

interface CellProps {
  text: string
  stands: string
  findings: readonly Finding[]
}

function Cell({ text, stands, findings }: CellProps): ReactNode {
  const worst = findings.find(f => f.grade === 'error') ?? findings[0]
  if (!worst) return <td>{text || <span className="jt-faint">{stands || '—'}</span>}</td>
  return (
    <td data-grade={worst.grade} data-cell={worst.cell ?? `row-${worst.row}`} tabIndex={-1}>
      {text}
      <Messages findings={findings} />
    </td>
  )
}

const Messages = ({ findings }: { findings: readonly Finding[] }): ReactNode =>
  findings.map(finding => (
    <Tooltip key={finding.message} title={finding.cell ? `${finding.sheet} ${finding.cell}` : finding.sheet}>
      <small className={TONE[finding.grade]}>{finding.message}</small>
    </Tooltip>
  ))

/** The columns that are in the file: those some row has a value or a finding in. */
function columnsOf(kind: Register, { rows, names }: Preview): Column[] {
  const heads = new Set(rows.flatMap(row => row.findings.map(f => f.head)))
  const used = (key: string): boolean => rows.some(row => !isMissing(row.values[key]))
  const keys = Object.keys(kind.fields).filter(
    key => key !== 'extra' && !kind.fields[key]!.derived && (used(key) || heads.has(kind.fields[key]!.name)),
  )
  const words = (key: string, value: unknown): string => {
    if (isMissing(value)) return ''
    const text = wordsOf(kind.fields[key]!, value, names)
    return showValue(typeof text === 'boolean' ? (text ? t('是') : t('否')) : text)
  }
  return [
    ...keys.map(key => ({
      key,
      head: kind.fields[key]!.name,
      // Of a row that is corrected only what changes is new; the rest is shown as it stands.
      words: (row: Row) => ({ text: words(key, (row.values as Values)[key]), stands: words(key, row.before?.[key]) }),
    })),
    { key: 'state', head: '状态', words: row => ({ text: kind.states[row.state] ?? row.state, stands: '' }) },
    { key: 'effective', head: '生效日期', words: row => ({ text: row.effective, stands: '' }) },
  ]
}
