import { App, Skeleton, Tree } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem, showProblem } from '../parts/Problem.tsx'
import { ownBranch, type RegionRow, useRegionTree } from '../parts/region-tree.ts'
import { useSession } from '../shell/session.tsx'

interface Props {
  selected: string | null
  onSelect: (region: RegionRow | null) => void
}
interface Node {
  key: string
  title: ReactNode
  isLeaf: boolean
  children?: Node[]
}

/** The regions, open down to one's own. */
export function RegionTree({ selected, onSelect }: Props): ReactNode {
  const { modal } = App.useApp()
  const tree = useRegionTree()
  const { actor } = useSession()
  const [all, setAll] = useState(false)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  if (tree.error) return <Problem error={tree.error} onRetry={tree.retry} />
  if (!tree.roots) return <Skeleton active title={false} />
  if (tree.roots.length === 0) {
    return <EmptyState compact title={t('还没有区域')} how={t('行政区划在安装系统时装入。')} />
  }
  const open = chosen ?? tree.way

  const toggle = async (id: string): Promise<void> => {
    if (open.includes(id)) return setChosen(open.filter(one => one !== id))
    await tree.load(id).catch(error => showProblem(modal, error, t('没有取到下级区域')))
    setChosen([...open, id])
  }
  const nodes = (rows: readonly RegionRow[]): Node[] =>
    (all ? rows : ownBranch(rows, actor.region)).map(region => ({
      key: region.id,
      title: (
        <>
          {region.name}
          {region.kind === 'zone' && <small className="jt-faint">　{t('功能区')}</small>}
        </>
      ),
      isLeaf: !region.hasChildren,
      ...(tree.below[region.id] ? { children: nodes(tree.below[region.id]!) } : {}),
    }))
  const choose = (id: string): void => {
    const region = tree.known.find(one => one.id === id) ?? null
    onSelect(region)
    if (region?.hasChildren && !open.includes(id)) void toggle(id)
  }
  return (
    <>
      <Tree
        className="jt-tree"
        blockNode
        treeData={nodes(tree.roots)}
        expandedKeys={[...open]}
        selectedKeys={selected ? [selected] : []}
        onExpand={(_, { node }) => void toggle(String(node.key))}
        onSelect={(_, { node }) => choose(String(node.key))}
      />
      {actor.level !== 'nation' && (
        <button type="button" className="jt-link jt-faint" onClick={() => setAll(!all)}>
          {all ? t('只看本地区') : t('显示其他地区')}
        </button>
      )}
    </>
  )
}
