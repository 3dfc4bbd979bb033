import type { Reason } from '@jingtu/core/problem.ts'
import type { Register } from '@jingtu/core/register.ts'
import { Alert, Button, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { ApiError, api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { pathOf, type RegisterRow, titleOf } from './declared.ts'
import { MoveDialog, type Moving } from './MoveDialog.tsx'

interface Props {
  kind: Register
  rows: readonly RegisterRow[]
  names: Record<string, string>
  onSelect: (ids: string[]) => void
  onDone: () => void
}

/** What may be done with all the chosen rows at once; moves that are decided one by one are not among them. */
export function BulkBar({ kind, rows, names, onSelect, onDone }: Props): ReactNode {
  const [move, setMove] = useState<string | null>(null)
  const send = useWrite(
    ({ move: name, ...said }: Moving & { move: string }, key) =>
      api.post<{ rows: RegisterRow[] }>(
        `${pathOf(kind)}/moves/${name}`,
        { rows: rows.map(row => ({ id: row.id, version: row.version })), ...said },
        { key },
      ),
    {
      refresh: [pathOf(kind), '/api/register-overview'],
      done: answer => t('已办理 {n} 条', { n: answer.rows.length }),
      quiet: true,
      onDone: () => {
        setMove(null)
        onDone()
      },
    },
  )
  const offered = Object.entries(kind.transitions).filter(
    ([name, declared]) => !declared.single && rows.some(row => row.moves.includes(name)),
  )
  const faults = reasonsByRow(send.error, rows)
  return (
    <section className="jg-bulk" aria-label={t('批量办理')}>
      <b>{t('已选 {n} 条', { n: rows.length })}</b>
      <Space wrap>
        {offered.map(([name, declared]) => {
          const able = rows.filter(row => row.moves.includes(name)).length
          return (
            <Button
              key={name}
              onClick={() => {
                send.reset()
                if (able < rows.length) onSelect(rows.filter(row => row.moves.includes(name)).map(row => row.id))
                setMove(name)
              }}
            >
              {declared.label}
              {able < rows.length && <span className="jt-faint">（{able}）</span>}
            </Button>
          )
        })}
      </Space>
      <button type="button" className="jt-link" onClick={onDone}>
        {t('取消选择')}
      </button>
      {move && rows.length > 0 && (
        <MoveDialog
          kind={kind}
          move={move}
          row={{}}
          many={rows.length}
          names={names}
          busy={send.isPending}
          error={send.error}
          onMove={said => send.mutate({ move, ...said })}
          onCancel={() => setMove(null)}
        >
          {send.error && (
            <Alert
              type="error"
              showIcon
              className="jg-note"
              title={send.error instanceof ApiError ? send.error.title : String(send.error)}
              description={
                <>
                  <ul className="jg-refused">
                    {faults.rows.map(({ row, reasons }) => (
                      <li key={row.id}>
                        <b>{titleOf(kind, row, names)}</b>
                        <ul>
                          {reasons.map(reason => (
                            <li key={reason}>{reason}</li>
                          ))}
                        </ul>
                      </li>
                    ))}
                    {faults.rest.map(reason => (
                      <li key={reason}>{reason}</li>
                    ))}
                  </ul>
                  {faults.rows.length > 0 && faults.rows.length < rows.length && (
                    <Button
                      size="small"
                      onClick={() => {
                        const refused = new Set(faults.rows.map(r => r.row.id))
                        onSelect(rows.filter(row => !refused.has(row.id)).map(row => row.id))
                        send.reset()
                      }}
                    >
                      {t('去掉这 {n} 条，其余照办', { n: faults.rows.length })}
                    </Button>
                  )}
                </>
              }
            />
          )}
        </MoveDialog>
      )}
    </section>
  )
}

/** `第3条 <id> field` belongs to that row; a reader is told its name. */
function reasonsByRow(
  error: unknown,
  rows: readonly RegisterRow[],
): { rows: { row: RegisterRow; reasons: string[] }[]; rest: string[] } {
  const reasons: readonly Reason[] = error instanceof ApiError ? error.reasons : []
  const byRow = rows
    .map(row => ({ row, reasons: reasons.filter(r => r.where?.includes(row.id)).map(r => r.message) }))
    .filter(one => one.reasons.length > 0)
  const rest = reasons.filter(r => !rows.some(row => r.where?.includes(row.id))).map(r => r.message)
  return { rows: byRow, rest }
}
