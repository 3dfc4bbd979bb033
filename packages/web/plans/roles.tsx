import type { PlanDetail, UnitBrief } from '@jingtu/programme/plan-views.ts'
import type { Task } from '@jingtu/programme/task.ts'
import { roleNames } from '@jingtu/programme/task-table.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'

export const ROLES = [
  { key: 'lead', units: 'leadUnits', title: '牵头', full: '牵头单位' },
  { key: 'coop', units: 'coopUnits', title: '配合', full: '配合单位' },
  { key: 'resp', units: 'respUnits', title: '责任', full: '责任单位' },
] as const

export const nameOf =
  (units: Record<string, UnitBrief>) =>
  (id: string): string =>
    units[id]?.shortName ?? units[id]?.name ?? t('（单位不在名录）')

/** Names of the text nobody has tied to a unit yet. */
export const unresolved = (task: Task): string[] => [
  ...new Set((task.unitSpans ?? []).filter(s => s.units.length === 0 && s.role !== 'guide').map(s => s.name)),
]

/** Who does it, role by role, as the plan says it; what is not tied to a unit is marked. */
export function RoleLine({ task, detail }: { task: Task; detail: Pick<PlanDetail, 'units'> }): ReactNode {
  const open = new Set(unresolved(task))
  const lines = ROLES.map(role => ({ role, names: roleNames(task, role.key, nameOf(detail.units)) })).filter(
    l => l.names.length > 0,
  )
  if (lines.length === 0) return <span className="jt-not-met">■ {t('没有单位')}</span>
  return (
    <span className="jp-roles">
      {lines.map(({ role, names }) => (
        <span key={role.key} className={`jp-role jp-role-${role.key}`}>
          <i>{t(role.title)}</i>
          {names.map((name, i) => (
            <span
              key={name}
              className={open.has(name) ? 'jp-unresolved' : undefined}
              title={open.has(name) ? whyOf(task, name) : meaning(task, name, detail)}
            >
              {i > 0 && '、'}
              {name}
              {open.has(name) && '？'}
            </span>
          ))}
          {task.openRoles.includes(role.key) && '等'}
          {task.inheritedRoles.includes(role.key) && <small title={t('原文在前面统一写明')}>{t('承前')}</small>}
        </span>
      ))}
    </span>
  )
}

const whyOf = (task: Task, name: string): string => task.unitSpans?.find(s => s.name === name)?.why ?? ''
const meaning = (task: Task, name: string, detail: Pick<PlanDetail, 'units'>): string => {
  const units = task.unitSpans?.find(s => s.name === name)?.units ?? []
  return units.length > 1 ? units.map(nameOf(detail.units)).join('、') : ''
}
