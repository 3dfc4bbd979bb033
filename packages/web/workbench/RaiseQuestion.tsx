import { Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

/** What a unit cannot solve alone goes up, with the task it came from. */
export function RaiseQuestion({
  open,
  dispatch,
  task,
  onClose,
}: {
  open: boolean
  dispatch?: string
  task?: string
  onClose: () => void
}): ReactNode {
  const [title, setTitle] = useState('')
  const [detail, setDetail] = useState('')
  const send = useWrite((body: object, key) => api.post('/api/questions', body, { key }), {
    refresh: ['/api/questions', ...(dispatch ? [`/api/dispatches/${dispatch}`] : [])],
    done: t('问题已提出，等待研究'),
    quiet: true,
    onDone: () => {
      setTitle('')
      setDetail('')
      onClose()
    },
  })
  return (
    <Modal
      open={open}
      title={t('提出问题')}
      okText={t('提出')}
      cancelText={t('取消')}
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: !title.trim() }}
      onCancel={onClose}
      onOk={() => send.mutate({ title, detail: detail || null, dispatch })}
      destroyOnHidden
      width={520}
    >
      {task && <p className="jt-soft">{t('关于任务：{task}', { task })}</p>}
      <Form layout="vertical">
        <Labelled label={t('问题')} required extra={t('一句话写明要上级解决什么')}>
          <Input value={title} maxLength={200} autoFocus onChange={e => setTitle(e.target.value)} />
        </Labelled>
        <Labelled label={t('说明')}>
          <Input.TextArea
            value={detail}
            maxLength={10_000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            onChange={e => setDetail(e.target.value)}
          />
        </Labelled>
      </Form>
      {send.error ? <Problem error={send.error} /> : null}
    </Modal>
  )
}
