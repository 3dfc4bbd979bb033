import type { Transition } from '@jingtu/core/record.ts'
import { Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { useSession } from '../shell/session.tsx'
import { EntryForm } from './EntryForm.tsx'
import type { AnyRow, MoveForm as Asked, RecordPage } from './record-page.ts'

/** What a move says: fields, and a reason where the declaration asks for one. */
export interface Moving {
  move: string
  values?: Record<string, unknown>
  reason?: string
}

interface Props {
  page: RecordPage
  row: AnyRow
  names: Record<string, string>
  move: string
  asked: Asked
  busy: boolean
  error: unknown
  onMove: (moving: Moving) => void
  onCancel: () => void
}

/** The fields a move needs, and only those, in the place where the record is read. */
export function MoveForm({ page, row, names, move, asked, busy, error, onMove, onCancel }: Props): ReactNode {
  const session = useSession()
  const declared = page.kind.transitions[move] as Transition
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const unsaid = declared.reason === 'required' && reason.trim() === ''
  const fault = tried && unsaid ? t('“{move}”须填写理由', { move: t(declared.label) }) : undefined
  const given = Object.fromEntries(asked.fields.map(key => [key, row[key] ?? null]))
  return (
    <section className="jr-move" aria-label={t(declared.label)} onSubmitCapture={() => setTried(true)}>
      <h3>{t(declared.label)}</h3>
      {asked.note && <p className="jt-soft">{t(asked.note)}</p>}
      <EntryForm
        page={page}
        row={row}
        sections={[{ fields: asked.fields }]}
        values={{ ...given, ...asked.start?.(row, session) }}
        names={names}
        required={asked.required}
        tasks={asked.rows}
        submit={t(declared.label)}
        busy={busy}
        error={error}
        onSubmit={values => !unsaid && onMove({ move, values, ...(reason.trim() ? { reason: reason.trim() } : {}) })}
        onCancel={onCancel}
      >
        {declared.reason === 'required' && (
          <Form component={false} layout="vertical">
            <Form.Item
              label={t('理由')}
              htmlFor="jr-reason"
              required
              validateStatus={fault ? 'error' : undefined}
              help={fault}
            >
              <Input.TextArea
                id="jr-reason"
                autoSize={{ minRows: 2, maxRows: 8 }}
                maxLength={1000}
                value={reason}
                onChange={e => setReason(e.target.value)}
              />
            </Form.Item>
          </Form>
        )}
      </EntryForm>
    </section>
  )
}
