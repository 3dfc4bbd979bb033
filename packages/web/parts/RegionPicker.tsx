import { App, TreeSelect } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { showProblem } from './Problem.tsx'
import { ownBranch, REGIONS, type RegionRow, useRegionTree } from './region-tree.ts'
import { useSettled } from './settled.ts'

export type { RegionRow } from './region-tree.ts'

interface Props {
  id?: string
  value: string | null
  /** The name of `value`, where the caller knows it. */
  name?: string
  onChange: (id: string | null, region?: RegionRow) => void
  disabled?: boolean
  placeholder?: string
}
interface Node {
  id: string
  pId: string | null
  value: string
  title: string
  isLeaf: boolean
}

/** The region tree, open down to one's own region; typing searches all of it, former names and codes too. */
export function RegionPicker({ id, value, name, onChange, disabled, placeholder }: Props): ReactNode {
  const { modal } = App.useApp()
  const { actor } = useSession()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [expanded, setExpanded] = useState<readonly string[] | null>(null)
  const [picked, setPicked] = useState<RegionRow | null>(null)
  const search = useSettled(typed.trim(), 200)
  const tree = useRegionTree(open)
  const found = useGet<List<RegionRow>>(search ? REGIONS : null, { search }, { keep: true })
  const known = [...tree.known, ...(found.data?.rows ?? [])]
  const unknown = value !== null && !name && picked?.id !== value
  const asked = useGet<List<RegionRow>>(unknown ? REGIONS : null, { ids: value ?? '' })
  const chosen = picked?.id === value ? picked : [...known, ...(asked.data?.rows ?? [])].find(r => r.id === value)

  const searching = typed.trim() !== ''
  const load = async (parent: string): Promise<void> => {
    await tree.load(parent).catch(error => showProblem(modal, error, t('没有取到下级区域')))
  }
  return (
    <TreeSelect
      id={id}
      className="jt-wide"
      disabled={disabled}
      placeholder={placeholder ?? t('选择区域')}
      value={value === null ? undefined : { value, label: chosen?.name ?? name ?? t('已选区域') }}
      labelInValue
      allowClear
      showSearch={{ filterTreeNode: false, searchValue: typed, onSearch: setTyped }}
      treeDataSimpleMode
      treeData={
        searching ? (found.data?.rows ?? []).map(foundNode) : nodesOf(tree.roots ?? [], tree.below, null, actor.region)
      }
      treeExpandedKeys={[...(expanded ?? tree.way)]}
      onTreeExpand={keys => setExpanded(keys.map(String))}
      loadData={searching ? undefined : node => load(String(node.value))}
      onOpenChange={now => {
        setOpen(now)
        if (!now) setTyped('')
      }}
      loading={open && tree.roots === undefined}
      notFoundContent={searching && !found.isFetching ? t('没有找到区域') : t('正在查找…')}
      onChange={(now: { value: string; label?: ReactNode } | null) => {
        const region = known.find(r => r.id === now?.value)
        setPicked(region ?? null)
        onChange(now?.value ?? null, region)
      }}
    />
  )
}

const nodesOf = (
  rows: readonly RegionRow[],
  below: Record<string, readonly RegionRow[]>,
  parent: string | null,
  own: string,
): Node[] =>
  ownBranch(rows, own).flatMap(row => [
    { id: row.id, pId: parent, value: row.id, title: titleOf(row), isLeaf: !row.hasChildren },
    ...nodesOf(below[row.id] ?? [], below, row.id, own),
  ])

const foundNode = (row: RegionRow): Node => ({
  id: row.id,
  pId: null,
  value: row.id,
  title: row.parentName ? `${titleOf(row)} · ${row.parentName}` : titleOf(row),
  isLeaf: true,
})

const titleOf = (row: RegionRow): string => (row.kind === 'zone' ? `${row.name}（${t('功能区')}）` : row.name)
