import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import type { Target } from '@jingtu/programme/target.ts'
import type { Task } from '@jingtu/programme/task.ts'
import { App } from 'antd'
import { useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'

export type Tab = 'tasks' | 'targets' | 'open' | 'rhythm'
export type Decision = 'accept' | 'reject' | 'reconsider'

/** One draft under review: what is chosen, what can be done with it. Both sides of the page look at this. */
export function useReview(id: string) {
  const path = `/api/plans/${id}`
  const { message } = App.useApp()
  const asked = useGet<PlanDetail>(path)
  const text = useGet<{ text: string }>(`${path}/text`, undefined, { staleTime: Number.POSITIVE_INFINITY })
  const [tab, setTab] = useState<Tab>('tasks')
  const [selected, setSelected] = useState<string | null>(null)
  const [onlyOpen, setOnlyOpen] = useState(false)
  const detail = asked.data

  const rows = useMemo(() => listed(detail, tab, onlyOpen), [detail, tab, onlyOpen])
  const at = rows.findIndex(r => r.id === selected)
  const current = at >= 0 ? rows[at]! : null

  const refresh = { refresh: [path] }
  const decide = useWrite(
    ({ ids, decision, kind }: { ids: string[]; decision: Decision; kind: 'tasks' | 'targets' }, key) =>
      api.post<{ changed: number }>(`${path}/decide`, { [kind]: ids, decision }, { key }),
    refresh,
  )
  const undo = useWrite(
    (_: undefined, key) => api.post<{ undone: string; rows: number }>(`${path}/undo`, {}, { key }),
    {
      ...refresh,
      done: a => t('已撤销“{what}”', { what: t(a.undone) }),
    },
  )
  const merge = useWrite((ids: string[], key) => api.post<Task>(`${path}/tasks/merge`, { ids }, { key }), {
    ...refresh,
    done: t('已合并，按 Ctrl+Z 可撤销'),
    onDone: task => setSelected(task.id),
  })
  const reorder = useWrite((ids: string[], key) => api.post(`${path}/tasks/order`, { ids }, { key }), refresh)

  const step = (by: number): void => {
    if (rows.length === 0) return
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))
    setSelected(rows[next]!.id)
  }
  /** After a decision the next open row is the obvious place to go. */
  const decideCurrent = (decision: Decision): void => {
    if (!current) return
    const kind = tab === 'targets' ? 'targets' : 'tasks'
    const again =
      (decision === 'accept' && current.state === 'accepted') || (decision === 'reject' && current.state === 'rejected')
    decide.mutate({ ids: [current.id], decision: again ? 'reconsider' : decision, kind })
    const following =
      rows.slice(at + 1).find(r => r.state === 'proposed') ?? rows.slice(0, at).find(r => r.state === 'proposed')
    if (!again && following) setSelected(following.id)
  }
  const mergeWithPrevious = (): void => {
    const tasks = detail?.tasks ?? []
    const i = tasks.findIndex(x => x.id === selected)
    if (tab !== 'tasks' || i <= 0) return void message.info(t('前面没有可以并入的任务'))
    merge.mutate([tasks[i - 1]!.id, tasks[i]!.id])
  }
  const move = (by: -1 | 1): void => {
    const ids = (detail?.tasks ?? []).map(x => x.id)
    const i = ids.indexOf(selected ?? '')
    const to = i + by
    if (tab !== 'tasks' || i < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ids.splice(i, 1)[0]!)
    reorder.mutate(ids)
  }
  const choose = (next: Tab, row: string | null): void => {
    setTab(next)
    if (row) setSelected(row)
  }
  const busy = decide.isPending || undo.isPending || merge.isPending || reorder.isPending
  return {
    id,
    path,
    detail,
    error: asked.error ?? text.error,
    text: text.data?.text,
    rows,
    current,
    selected,
    tab,
    onlyOpen,
    busy,
    retry: () => void asked.refetch(),
    setSelected,
    setOnlyOpen,
    choose,
    step,
    decideCurrent,
    mergeWithPrevious,
    move,
    acceptAll: (ids: string[], kind: 'tasks' | 'targets') => decide.mutate({ ids, decision: 'accept', kind }),
    undo: () => undo.mutate(undefined),
    task: detail?.tasks.find(x => x.id === selected) ?? null,
    target: detail?.targets.find(x => x.id === selected) ?? null,
  }
}
export type Review = ReturnType<typeof useReview>

/** Statements that were left out on import because another one says the same stand last. */
const repeatsLast = (targets: Target[]): Target[] => {
  const isRepeat = (x: Target): boolean => x.state === 'rejected' && x.version === 1
  return [...targets.filter(x => !isRepeat(x)), ...targets.filter(isRepeat)]
}

function listed(detail: PlanDetail | undefined, tab: Tab, onlyOpen: boolean): (Task | Target)[] {
  const all: (Task | Target)[] =
    tab === 'targets' ? repeatsLast(detail?.targets ?? []) : tab === 'tasks' ? (detail?.tasks ?? []) : []
  return onlyOpen ? all.filter(r => r.state === 'proposed') : all
}
