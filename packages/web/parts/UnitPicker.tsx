import type { Line } from '@jingtu/core/access.ts'
import type { RegionLevel } from '@jingtu/core/region.ts'
import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import type { List, Query } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { EmptyState } from './EmptyState.tsx'
import { useSettled } from './settled.ts'

export interface UnitRow {
  id: string
  name: string
  shortName: string | null
  level: RegionLevel
  line: Line
  regionId: string
  regionName: string
}

interface Common {
  id?: string
  disabled?: boolean
  placeholder?: string
  autoFocus?: boolean
  /** Narrows what is offered: { line: '农业农村', region: … }. */
  within?: Query
}
interface One extends Common {
  value: string | null
  /** The name of `value`, where the caller knows it. */
  name?: string
  onChange: (id: string | null, unit?: UnitRow) => void
}
interface Many extends Common {
  value: readonly string[]
  names?: Record<string, string>
  onChange: (ids: string[], units: UnitRow[]) => void
}

/** Finds a unit by any part of its name, short name or former names; the server searches. */
export function UnitPicker({ value, name, onChange, ...rest }: One): ReactNode {
  const { units, props } = useUnitSearch(rest)
  const known = useNames(value ? [value] : [], units, name && value ? { [value]: name } : undefined)
  return (
    <Select
      {...props}
      allowClear
      value={value ? { value, label: known[value] ?? t('已选单位') } : null}
      labelInValue
      onChange={picked =>
        onChange(
          picked?.value ?? null,
          units.find(u => u.id === picked?.value),
        )
      }
    />
  )
}

export function UnitsPicker({ value, names, onChange, ...rest }: Many): ReactNode {
  const { units, props } = useUnitSearch(rest)
  const known = useNames(value, units, names)
  return (
    <Select
      {...props}
      mode="multiple"
      labelInValue
      value={value.map(id => ({ value: id, label: known[id] ?? t('已选单位') }))}
      onChange={picked =>
        onChange(
          picked.map(p => p.value),
          units.filter(u => picked.some(p => p.value === u.id)),
        )
      }
    />
  )
}

function useUnitSearch({ within, placeholder, ...rest }: Common) {
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const search = useSettled(typed.trim(), 200)
  const asked = useGet<List<UnitRow>>(open ? '/api/units' : null, { search, limit: 30, ...within }, { keep: true })
  const units = asked.data?.rows ?? []
  const props = {
    ...rest,
    className: 'jt-wide',
    placeholder: placeholder ?? t('输入名称查找单位'),
    options: units.map(u => ({ value: u.id, label: u.shortName ?? u.name, unit: u })),
    optionRender: (option: { data: { unit?: UnitRow } }) => option.data.unit && <UnitOption unit={option.data.unit} />,
    showSearch: { filterOption: false as const, searchValue: typed, onSearch: setTyped },
    onOpenChange: setOpen,
    loading: asked.isFetching,
    notFoundContent: asked.isFetching ? (
      t('正在查找…')
    ) : (
      <EmptyState compact title={t('没有找到单位')} how={t('换一个说法，或先在“组织 · 单位”中登记。')} />
    ),
  }
  return { units, props }
}

const UnitOption = ({ unit }: { unit: UnitRow }): ReactNode => (
  <span className="jt-option">
    <span>{unit.name}</span>
    <small>
      {unit.regionName} · {t(unit.line)}
    </small>
  </span>
)

/** Names of chosen units: given by the caller, found while searching, and only then asked for. */
function useNames(
  ids: readonly string[],
  units: UnitRow[],
  given: Record<string, string> = {},
): Record<string, string> {
  const [seen, setSeen] = useState<Record<string, string>>({})
  const found = Object.fromEntries(units.map(u => [u.id, u.shortName ?? u.name]))
  const fresh = Object.keys(found).filter(id => ids.includes(id) && !seen[id])
  if (fresh.length > 0) setSeen({ ...seen, ...Object.fromEntries(fresh.map(id => [id, found[id]!])) })
  const missing = ids.filter(id => !given[id] && !found[id] && !seen[id])
  const asked = useGet<List<UnitRow>>(missing.length > 0 ? '/api/units' : null, { ids: missing.join(',') })
  const fetched = Object.fromEntries((asked.data?.rows ?? []).map(u => [u.id, u.shortName ?? u.name]))
  return { ...fetched, ...seen, ...found, ...given }
}
