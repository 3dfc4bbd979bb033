import { Button, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'

interface Question {
  title: string
  /** What will happen, so that nobody is surprised. */
  content?: ReactNode
  /** Label of the button: the move's own word (退回). */
  ok: string
  required?: boolean
  danger?: boolean
  placeholder?: string
  /** Reasons often given, to be taken with one click. */
  usual?: readonly string[]
  /** What else is missing in `content`, asked when the button is pressed. */
  missing?: () => string | undefined
}

interface Props extends Question {
  open: boolean
  busy?: boolean
  onOk: (reason: string) => void
  onCancel: () => void
}

/** Asks why before a move that has to be justified. */
export function ReasonDialog(props: Props): ReactNode {
  return (
    <Modal open={props.open} title={props.title} footer={null} destroyOnHidden width={480} onCancel={props.onCancel}>
      <ReasonForm {...props} />
    </Modal>
  )
}

function ReasonForm({ busy, onOk, onCancel, ...question }: Props): ReactNode {
  const { content, ok, required, danger, placeholder, usual } = question
  const [other, setOther] = useState<string | undefined>()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = required === true && reason.trim() === ''
  const submit = (): void => {
    setTried(true)
    const other = question.missing?.()
    setOther(other)
    if (!missing && !other) onOk(reason.trim())
  }
  return (
    <form
      className="jt-reason"
      onSubmit={e => {
        e.preventDefault()
        submit()
      }}
    >
      {content && <div className="jt-soft">{content}</div>}
      <label htmlFor="jt-reason">
        <span>
          {t('理由')}
          {!required && <span className="jt-faint">{t('（可不填）')}</span>}
        </span>
        <Input.TextArea
          id="jt-reason"
          autoFocus
          autoSize={{ minRows: 3, maxRows: 10 }}
          maxLength={1000}
          value={reason}
          status={tried && missing ? 'error' : undefined}
          placeholder={placeholder}
          onChange={e => setReason(e.target.value)}
          onKeyDown={e => e.key === 'Enter' && e.ctrlKey && submit()}
        />
      </label>
      {other && (
        <div className="jt-not-met" role="alert">
          {other}
        </div>
      )}
      {tried && missing && (
        <div className="jt-not-met" role="alert">
          {t('“{move}”须填写理由', { move: ok })}
        </div>
      )}
      {usual && (
        <div className="jt-usual">
          {usual.map(text => (
            <button key={text} type="button" className="jt-link" onClick={() => setReason(text)}>
              {text}
            </button>
          ))}
        </div>
      )}
      <div className="jt-dialog-end">
        <Button onClick={onCancel}>{t('取消')}</Button>
        <Button type="primary" danger={danger} htmlType="submit" loading={busy}>
          {ok}
        </Button>
      </div>
    </form>
  )
}

/** `ask(question)` opens the dialog and gives the reason, or undefined when it was cancelled. `dialog` goes on the page. */
export function useReason(): { ask: (question: Question) => Promise<string | undefined>; dialog: ReactNode } {
  const [asked, setAsked] = useState<{ question: Question; answer: (reason: string | undefined) => void } | null>(null)
  const ask = (question: Question): Promise<string | undefined> => new Promise(answer => setAsked({ question, answer }))
  const close = (reason: string | undefined): void => {
    asked?.answer(reason)
    setAsked(null)
  }
  const dialog = asked && <ReasonDialog {...asked.question} open onOk={close} onCancel={() => close(undefined)} />
  return { ask, dialog }
}
