import { useQueryClient } from '@tanstack/react-query'
import { Skeleton, Tree } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { type RegionRow, regionsUnder } from '../parts/RegionPicker.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'

interface Props {
  selected: string | null
  onSelect: (region: RegionRow | null) => void
  /** Counted up when regions were added: what is open is fetched again. */
  edition?: number
}
interface Node {
  key: string
  title: ReactNode
  isLeaf: boolean
  children?: Node[]
}

/** The regions of one's own, opened level by level. */
export function RegionTree(props: Props): ReactNode {
  const top = useGet<List<RegionRow>>(regionsUnder, undefined, { staleTime: 60_000 })
  if (top.error) return <Problem error={top.error} onRetry={() => void top.refetch()} />
  if (!top.data) return <Skeleton active title={false} />
  if (top.data.rows.length === 0)
    return <EmptyState compact title={t('还没有区域')} how={t('行政区划在安装系统时装入。')} />
  return <Opened key={props.edition} {...props} top={top.data.rows} />
}

function Opened({ selected, onSelect, top }: Props & { top: readonly RegionRow[] }): ReactNode {
  const client = useQueryClient()
  const [below, setBelow] = useState<Record<string, readonly RegionRow[]>>({})
  const [open, setOpen] = useState<string[]>([])

  const load = async (parent: string): Promise<void> => {
    if (below[parent]) return
    const list = await client.fetchQuery({
      queryKey: [regionsUnder, { parent }],
      queryFn: () => api.get<List<RegionRow>>(regionsUnder, { parent }),
      staleTime: 60_000,
    })
    setBelow(now => ({ ...now, [parent]: list.rows }))
  }
  const toggle = async (id: string): Promise<void> => {
    await load(id)
    setOpen(now => (now.includes(id) ? now.filter(one => one !== id) : [...now, id]))
  }
  const toggleOpen = useRef(toggle)
  const nodes = (rows: readonly RegionRow[]): Node[] =>
    rows.map(region => ({
      key: region.id,
      title: (
        <>
          {region.name}
          {region.kind === 'zone' && <small className="jt-faint">　{t('功能区')}</small>}
        </>
      ),
      isLeaf: !region.hasChildren,
      ...(below[region.id] ? { children: nodes(below[region.id]!) } : {}),
    }))
  // One root alone is not worth a click.
  const onlyRoot = top.length === 1 && top[0]!.hasChildren ? top[0]!.id : null
  useEffect(() => {
    if (onlyRoot) void toggleOpen.current(onlyRoot)
  }, [onlyRoot])
  const known = [...top, ...Object.values(below).flat()]
  const choose = (id: string): void => {
    const region = known.find(one => one.id === id) ?? null
    onSelect(region)
    if (region?.hasChildren && !open.includes(id)) void toggle(id)
  }
  return (
    <Tree
      className="jt-tree"
      blockNode
      treeData={nodes(top)}
      expandedKeys={open}
      selectedKeys={selected ? [selected] : []}
      onExpand={(_, { node }) => void toggle(String(node.key))}
      onSelect={(_, { node }) => choose(String(node.key))}
    />
  )
}
