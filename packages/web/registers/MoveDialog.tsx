import { isMissing } from '@jingtu/core/field.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Transition } from '@jingtu/core/record.ts'
import type { Register } from '@jingtu/core/register.ts'
import { Alert, Button, Modal } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { Tried } from '../records/RowsInput.tsx'
import { ApiError } from '../shell/api.ts'
import { useToday } from '../shell/session.tsx'
import type { Values } from './declared.ts'
import { RowFields } from './RowFields.tsx'
import { showFirst, When } from './RowForm.tsx'
import { asShown, changesOf, type Faults, faultsOfForm, placed, rowFor, withWholeRows } from './row-faults.ts'

export interface Moving {
  values: Values
  effective?: string
  reason?: string
}

interface Props {
  kind: Register
  move: string
  /** The row it is about; for many rows at once an empty one. */
  row: Values
  many?: number
  names: Record<string, string>
  busy: boolean
  error: unknown
  onMove: (moving: Moving) => void
  onCancel: () => void
  /** What the server said of single rows, for many at once. */
  children?: ReactNode
}

/** What a move asks, and nothing else: its fields, from which day, and why. */
export function MoveDialog(props: Props): ReactNode {
  const { kind, move, many } = props
  const { label } = kind.transitions[move] as Transition
  return (
    <Modal
      open
      title={many ? t('{move} · {n} 条', { move: label, n: many }) : label}
      footer={null}
      width={760}
      destroyOnHidden
      onCancel={props.onCancel}
    >
      <MoveForm {...props} />
    </Modal>
  )
}

function MoveForm({ kind, move, row: before, many, names, busy, error, onMove, onCancel, children }: Props): ReactNode {
  const declared = kind.transitions[move] as Transition
  const today = useToday()
  const asks = declared.asks ?? []
  const needed = [...(declared.needs ?? []), ...(declared.evidence ?? [])].filter(key => asks.includes(key))
  const [values, setValues] = useState<Values>(() => Object.fromEntries(asks.map(key => [key, before[key] ?? null])))
  const [effective, setEffective] = useState(today)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const area = useRef<HTMLFormElement>(null)
  const reasonRequired = declared.reason === 'required' || effective < today

  const written = withWholeRows(kind, values)
  // The rules of the state it goes to: what that state demands is asked for here.
  const row: Values = { ...rowFor(kind, { ...before, ...written }, before), state: declared.to }
  const own = (): Faults => {
    const found = Object.fromEntries(
      Object.entries(faultsOfForm(kind, {}, asks, row, today)).filter(([where]) => asks.includes(where.split('.')[0]!)),
    )
    for (const key of needed)
      if (isMissing(row[key]) && !found[key]) found[key] = t('“{field}”不能为空', { field: kind.fields[key]!.name })
    return { ...found, ...(reasonRequired && !reason.trim() ? { reason: t('请写明理由') } : {}) }
  }
  const reasons: Reason[] = error instanceof ApiError && !many ? error.reasons : []
  const { faults: said, rest } = placed(reasons, [...asks, 'effective'])
  const faults = asShown(kind, values, tried ? { ...own(), ...said } : said)
  const above = error instanceof ApiError && !many ? new ApiError(error.status, error.title, rest) : many ? null : error
  const send = (): void => {
    setTried(true)
    if (Object.keys(own()).length > 0) {
      showFirst(area.current)
      return
    }
    onMove({
      values: changesOf(kind, many ? {} : before, written),
      ...(effective < today ? { effective } : {}),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    })
  }
  return (
    <Tried value={tried}>
      <form
        ref={area}
        className="jg-form"
        noValidate
        onSubmit={e => {
          e.preventDefault()
          send()
        }}
      >
        {above ? <Problem error={above} /> : null}
        {children}
        <Alert
          type="info"
          className="jg-note"
          title={t('办理后状态为“{state}”。', { state: kind.states[declared.to] ?? declared.to })}
        />
        {asks.length > 0 && (
          <RowFields
            kind={kind}
            groups={[{ title: '须填写的内容', fields: [...asks] }]}
            row={{ ...row, ...values }}
            names={names}
            faults={faults}
            needed={needed}
            onChange={change => setValues(now => ({ ...now, ...change }))}
          />
        )}
        <When
          effective={effective}
          onEffective={setEffective}
          reason={reason}
          onReason={setReason}
          required={reasonRequired}
          faults={faults}
        />
        <div className="jt-dialog-end">
          <Button onClick={onCancel}>{t('取消')}</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {declared.label}
          </Button>
        </div>
      </form>
    </Tried>
  )
}
