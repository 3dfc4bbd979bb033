import type { NamedObject } from '@jingtu/programme/task.ts'
import type { DispatchDetail } from '@jingtu/server/workbench/answers.ts'
import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { useReason } from '../parts/ReasonDialog.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

/** “5个矿区” are five things with names, ticked one by one. */
export function ObjectList({ detail }: { detail: DispatchDetail }): ReactNode {
  const { objects, dispatch, relations } = detail
  const path = `/api/dispatches/${dispatch.id}`
  const { ask, dialog } = useReason()
  const send = useWrite(
    (sent: { object: NamedObject; reason?: string }, key) =>
      api.post(
        `/api/objects/${sent.object.id}/${sent.object.state === 'done' ? 'untick' : 'tick'}`,
        { reason: sent.reason },
        { key },
      ),
    {
      refresh: [path, '/api/workbench'],
    },
  )
  const may = relations.length > 0 && !['closed', 'reassigned', 'cancelled'].includes(dispatch.state)
  const toggle = async (object: NamedObject): Promise<void> => {
    if (object.state !== 'done') return send.mutate({ object })
    const reason = await ask({
      title: t('撤销“{name}”的完成', { name: object.name }),
      ok: t('撤销完成'),
      required: true,
      usual: [t('误点')],
    })
    if (reason !== undefined) send.mutate({ object, reason })
  }
  const own = objects.filter(o => o.dispatch === dispatch.id)
  const rest = objects.filter(o => o.dispatch === null)
  return (
    <section className="jt-card">
      <h2>{t('具名对象 {done}/{total}', { done: own.filter(o => o.state === 'done').length, total: own.length })}</h2>
      <ul className="jt-objects">
        {own.map(o => (
          <li key={o.id}>
            <Checkbox
              checked={o.state === 'done'}
              disabled={!may || (send.isPending && send.variables.object.id === o.id)}
              onChange={() => void toggle(o)}
            >
              {o.name}
            </Checkbox>
            {o.noun && <small style={{ margin: 0 }}>{o.noun}</small>}
            <small>{o.state === 'done' ? t('{day} 完成', { day: o.doneOn ?? '' }) : ''}</small>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="jt-soft">{t('尚未分到单位：{names}', { names: rest.map(o => o.name).join(t('、')) })}</p>
      )}
      {dialog}
    </section>
  )
}
