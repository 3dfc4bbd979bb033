import type { RegionLevel } from '@jingtu/core/region.ts'
import { useQueryClient } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { api, type List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'

export interface RegionRow {
  id: string
  name: string
  code: string | null
  level: RegionLevel
  kind: 'administrative' | 'zone'
  path: string
  hasChildren: boolean
  from?: string | null
}

interface Props {
  id?: string
  value: string | null
  /** The name of `value`, where the caller knows it. */
  name?: string
  onChange: (id: string | null, region?: RegionRow) => void
  disabled?: boolean
  placeholder?: string
}

export const regionsUnder = '/api/regions'

/** The region tree, fetched level by level; what lies outside one's own rights the server does not send. */
export function RegionPicker({ id, value, name, onChange, disabled, placeholder }: Props): ReactNode {
  const client = useQueryClient()
  const [below, setBelow] = useState<Record<string, RegionRow[]>>({})
  const [open, setOpen] = useState(false)
  const top = useGet<List<RegionRow>>(open ? regionsUnder : null, undefined, { staleTime: 5 * 60_000 })
  const known = [...(top.data?.rows ?? []), ...Object.values(below).flat()]
  const missing = value !== null && !name && !known.some(r => r.id === value)
  const asked = useGet<List<RegionRow>>(missing ? regionsUnder : null, { ids: value ?? '' }, { staleTime: 5 * 60_000 })
  const label =
    value === null
      ? undefined
      : (known.find(r => r.id === value)?.name ?? name ?? asked.data?.rows[0]?.name ?? t('正在查找…'))

  const nodes = (rows: readonly RegionRow[], parent: string | null): Node[] =>
    rows.flatMap(r => [
      {
        id: r.id,
        pId: parent,
        value: r.id,
        title: r.kind === 'zone' ? `${r.name}（${t('功能区')}）` : r.name,
        isLeaf: !r.hasChildren,
      },
      ...nodes(below[r.id] ?? [], r.id),
    ])
  const load = async (parent: string): Promise<void> => {
    if (below[parent]) return
    const list = await client.fetchQuery({
      queryKey: [regionsUnder, { parent }],
      queryFn: () => api.get<List<RegionRow>>(regionsUnder, { parent }),
      staleTime: 5 * 60_000,
    })
    setBelow(now => ({ ...now, [parent]: list.rows }))
  }
  return (
    <TreeSelect
      id={id}
      disabled={disabled}
      placeholder={placeholder ?? t('选择区域')}
      value={value === null ? null : { value, label }}
      labelInValue
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDataSimpleMode
      treeData={nodes(top.data?.rows ?? [], null)}
      loadData={node => load(String(node.value))}
      onOpenChange={setOpen}
      loading={top.isFetching}
      onChange={(picked: { value: string; label?: string } | null) =>
        onChange(
          picked?.value ?? null,
          known.find(r => r.id === picked?.value),
        )
      }
    />
  )
}

interface Node {
  id: string
  pId: string | null
  value: string
  title: string
  isLeaf: boolean
}
