import { compareDecimals } from '@jingtu/core/measure.ts'
import type { DispatchDetail } from '@jingtu/server/workbench/answers.ts'
import { Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import type { Step } from '../parts/PageHead.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { UnitPicker } from '../parts/UnitPicker.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

interface Sent {
  move: string
  reason?: string
  unit?: string
}
const LABELS: Record<string, string> = {
  accept: '签收',
  complete: '报完成',
  close: '办结',
  sendBack: '退回重办',
  decline: '退回交办',
  reassign: '转办',
  reissue: '重新交办',
  cancel: '取消',
}

/** What this person may do with the dispatch now: one obvious step, the quieter ones, the seldom ones. */
export function useDispatchMoves(detail: DispatchDetail): {
  next?: Step
  steps: Step[]
  more: Step[]
  dialogs: ReactNode
} {
  const { dispatch, moves } = detail
  const path = `/api/dispatches/${dispatch.id}`
  const [moving, setMoving] = useState(false)
  const { ask, dialog } = useReason()
  const send = useWrite((sent: Sent, key) => api.post(`${path}/moves/${sent.move}`, sent, { key }), {
    refresh: [path, '/api/workbench', '/api/plans'],
    done: t('已办理'),
    onDone: () => setMoving(false),
  })
  const may = (move: string): boolean => moves.includes(move)
  const simple = (move: string): Step => ({
    label: t(LABELS[move]!),
    busy: send.isPending,
    onClick: () => send.mutate({ move }),
  })
  const reasoned = (move: string, title: string, usual: string[] = []): Step => ({
    label: t(LABELS[move]!),
    onClick: async () => {
      const reason = await ask({ title: t(title), ok: t(LABELS[move]!), required: true, usual: usual.map(u => t(u)) })
      if (reason !== undefined) send.mutate({ move, reason })
    },
  })
  const steps: Step[] = []
  const more: Step[] = []
  let next: Step | undefined
  if (may('accept')) next = simple('accept')
  else if (may('close')) next = simple('close')
  else if (may('reissue')) next = simple('reissue')
  const toReport = detail.periods.some(p => p.canWrite && p.id === detail.next.period?.id)
  if (may('complete')) {
    if (!next && !toReport && isDone(detail)) next = simple('complete')
    else steps.push(simple('complete'))
  }
  if (may('sendBack')) steps.push(reasoned('sendBack', '退回重办：请写明还缺什么'))
  if (may('reassign')) more.push({ label: t('转办给其他单位'), onClick: () => setMoving(true) })
  if (may('decline')) more.push(reasoned('decline', '退回交办：请写明理由', ['不属于本单位职责', '任务对象不在本辖区']))
  if (may('cancel')) more.push({ ...reasoned('cancel', '取消这条交办'), danger: true })
  const dialogs = (
    <>
      {dialog}
      <ReassignDialog
        open={moving}
        busy={send.isPending}
        onClose={() => setMoving(false)}
        onOk={(unit, reason) => send.mutate({ move: 'reassign', unit, reason })}
      />
    </>
  )
  return { next, steps, more, dialogs }
}

/** Nothing is left that the page could tell of: objects ticked, documents handed in, the quantity reached. */
function isDone({ dispatch, objects, deliverables, done }: DispatchDetail): boolean {
  const open = objects.some(o => o.dispatch === dispatch.id && o.state === 'open')
  const reached =
    dispatch.quantity === null || (done.quantity !== null && compareDecimals(done.quantity, dispatch.quantity) >= 0)
  return !open && reached && deliverables.every(d => d.state !== 'missing')
}

function ReassignDialog({
  open,
  busy,
  onClose,
  onOk,
}: {
  open: boolean
  busy: boolean
  onClose: () => void
  onOk: (unit: string, reason: string) => void
}): ReactNode {
  const [unit, setUnit] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  return (
    <Modal
      open={open}
      title={t('转办给其他单位')}
      okText={t('转办')}
      cancelText={t('取消')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !unit || !reason.trim() }}
      onCancel={onClose}
      onOk={() => unit && onOk(unit, reason.trim())}
      destroyOnHidden
      width={480}
    >
      <Form layout="vertical">
        <Labelled label={t('接办单位')} required>
          <UnitPicker value={unit} onChange={setUnit} autoFocus />
        </Labelled>
        <Labelled label={t('理由')} required extra={t('已报的进展留在原单位名下，未完成的数量和对象随任务转走。')}>
          <Input.TextArea
            value={reason}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={e => setReason(e.target.value)}
          />
        </Labelled>
      </Form>
    </Modal>
  )
}
