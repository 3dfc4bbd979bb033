import { letterRecord } from '@jingtu/programme/organisation.ts'
import type { LetterParty, LetterRow } from '@jingtu/server/targets/views.ts'
import { Button, Checkbox, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'

/** For whom: the governments below are ticked already, bureaus with tasks can be added; signed letters stay as they are. */
export function NewLetters({ plan, onDone }: { plan: string; onDone: () => void }): ReactNode {
  const asked = useGet<List<LetterParty>>('/api/letters/parties', { plan })
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const draft = useWrite(
    (units: readonly string[], key) => api.post<List<LetterRow>>('/api/letters', { plan, units }, { key }),
    {
      refresh: ['/api/letters'],
      quiet: true,
      done: ({ total }) => t('已生成 {n} 份责任书', { n: total }),
      onDone,
    },
  )
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active />
  const parties = asked.data.rows
  const free = parties.filter(p => p.letter === null || p.letter === 'drafted')
  const chosen = picked ?? free.filter(p => isGovernment(p) && p.letter === null).map(p => p.id)
  if (parties.length === 0)
    return <EmptyState title={t('没有可以签订的单位')} how={t('先在“组织 · 单位”登记下级政府，或把任务交办给单位。')} />
  const groups = [
    { name: t('下级政府和园区'), rows: parties.filter(isGovernment) },
    { name: t('承担任务的部门'), rows: parties.filter(p => !isGovernment(p)) },
  ].filter(g => g.rows.length > 0)
  const toggle = (id: string, on: boolean): void => setPicked(on ? [...chosen, id] : chosen.filter(x => x !== id))
  return (
    <>
      {draft.error && <Problem error={draft.error} />}
      {groups.map(group => {
        const open = group.rows.filter(p => free.includes(p)).map(p => p.id)
        const all = open.length > 0 && open.every(id => chosen.includes(id))
        return (
          <fieldset key={group.name} className="jg-parties">
            <legend>
              {group.name}
              <button
                type="button"
                className="jt-link"
                onClick={() =>
                  setPicked(all ? chosen.filter(id => !open.includes(id)) : [...new Set([...chosen, ...open])])
                }
              >
                {all ? t('全部取消') : t('全部选中')}
              </button>
            </legend>
            {group.rows.map(p => (
              <Checkbox
                key={p.id}
                checked={chosen.includes(p.id)}
                disabled={!free.includes(p)}
                onChange={e => toggle(p.id, e.target.checked)}
              >
                {p.name}
                <small className="jt-faint">
                  {t('{n} 项任务', { n: p.tasks })}
                  {p.letter && `，${t(letterRecord.states[p.letter])}`}
                  {p.letter === 'drafted' && t('（重新生成会替换草稿）')}
                </small>
              </Checkbox>
            ))}
          </fieldset>
        )
      })}
      <div className="jt-form-end">
        <Button
          type="primary"
          loading={draft.isPending}
          disabled={chosen.length === 0}
          onClick={() => draft.mutate(chosen)}
        >
          {t('生成 {n} 份', { n: chosen.length })}
        </Button>
      </div>
    </>
  )
}

const isGovernment = (p: LetterParty): boolean => p.kind === '政府' || p.kind === '园区管委会'
