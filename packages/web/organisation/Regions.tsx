import { PlusOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { REGIONS, type RegionRow } from '../parts/region-tree.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { LEVELS, mayAdminister } from './administration.ts'
import { NewRegion } from './NewRegion.tsx'
import { RegionTree } from './RegionTree.tsx'
import { RenameRegion } from './RenameRegion.tsx'

const COLUMNS: readonly Column<RegionRow>[] = [
  { key: 'name', title: '名称', pinned: true, width: 220 },
  { key: 'code', title: '代码', width: 120 },
  { key: 'level', title: '层级', width: 100, value: row => t(LEVELS[row.level]!) },
  {
    key: 'kind',
    title: '类型',
    width: 130,
    filter: true,
    value: row => (row.kind === 'zone' ? t('功能区') : t('行政区')),
  },
  { key: 'from', title: '自何时起', kind: 'day', width: 130 },
]

/** The region tree: places by law, and the zones a city has added. */
export default function Regions(): ReactNode {
  const { actor } = useSession()
  const [region, setRegion] = useState<RegionRow | null>(null)
  const [doing, setDoing] = useState<'add' | 'rename' | null>(null)
  const [edition, setEdition] = useState(0)
  const below = useGet<List<RegionRow>>(region ? REGIONS : null, { parent: region?.id })
  const admin = region !== null && region.level !== 'township' && mayAdminister(actor, region.path)
  const add = { label: t('新增区域'), icon: <PlusOutlined />, onClick: () => setDoing('add') }
  const blocked = region ? undefined : t('先在左边选择所在的市或县')

  const done = (): void => {
    setDoing(null)
    setEdition(n => n + 1)
  }
  const renamed = (): void => {
    done()
    setRegion(null)
  }
  return (
    <>
      <PageHead
        title={t('区域')}
        note={t('行政区划按国家代码装入；开发区、管理区等没有代码的功能区在这里补上。')}
        more={
          region && mayAdminister(actor, region.path)
            ? [{ label: t('区划变更（改名、改代码）'), onClick: () => setDoing('rename') }]
            : []
        }
        next={!region && actor.duties.includes('admin') ? { ...add, blocked } : admin ? add : undefined}
      />
      <div className="jt-split">
        <aside className="jt-card jt-side">
          <RegionTree selected={region?.id ?? null} onSelect={setRegion} key={edition} />
        </aside>
        {region ? (
          <section>
            <h2 className="jt-section">
              {region.name}
              <small>
                {[t(LEVELS[region.level]!), region.kind === 'zone' ? t('功能区') : region.code]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </h2>
            <DataTable
              id="regions"
              columns={COLUMNS}
              rows={below.data?.rows}
              error={below.error}
              onRetry={() => void below.refetch()}
              exportName={t('{name}所辖区域', { name: region.name })}
              empty={{
                title: t('“{name}”之下没有区域', { name: region.name }),
                how: admin ? t('这里的开发区、管理区可以作为功能区补上。') : undefined,
                action: admin && <Button onClick={() => setDoing('add')}>{t('新增区域')}</Button>,
              }}
            />
          </section>
        ) : (
          <div className="jt-paper">
            <EmptyState title={t('选择一个区域')} how={t('左边逐级展开；选中后这里列出它所辖的区域。')} />
          </div>
        )}
      </div>
      <Modal
        open={doing !== null}
        title={
          doing === 'rename'
            ? t('“{name}”区划变更', { name: region?.name ?? '' })
            : t('在“{name}”之下新增区域', { name: region?.name ?? '' })
        }
        footer={null}
        onCancel={() => setDoing(null)}
        destroyOnHidden
      >
        {region && doing === 'add' && <NewRegion parent={region} onDone={done} onCancel={() => setDoing(null)} />}
        {region && doing === 'rename' && (
          <RenameRegion region={region} onDone={renamed} onCancel={() => setDoing(null)} />
        )}
      </Modal>
    </>
  )
}
