import { PlusOutlined } from '@ant-design/icons'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { useNarrow } from '../parts/narrow.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { RegionPicker, type RegionRow } from '../parts/RegionPicker.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { useAddress } from '../shell/address.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { LEVELS, mayAdminister } from './administration.ts'
import { NewUnit } from './NewUnit.tsx'
import { RegionTree } from './RegionTree.tsx'
import { UnitSheet } from './UnitSheet.tsx'

export type UnitRow = Unit & { regionName: string }

/** As many as the browser sorts at ease; a nation's units are looked for region by region. */
const MOST = 1000

const COLUMNS: readonly Column<UnitRow>[] = [
  { key: 'name', title: '单位', pinned: true, width: 230 },
  { key: 'shortName', title: '简称', width: 140, hidden: true },
  { key: 'regionName', title: '区域', width: 110, filter: true },
  { key: 'level', title: '层级', width: 80, filter: true, value: row => t(LEVELS[row.level]!) },
  { key: 'line', title: '条线', width: 110, filter: true },
  { key: 'kind', title: '类型', width: 110, filter: true, hidden: true },
  {
    key: 'aliases',
    title: '曾用名和别称',
    width: 180,
    clip: true,
    value: row => row.aliases.join('、'),
    deskOnly: true,
  },
  { key: 'creditCode', title: '统一社会信用代码', width: 190, hidden: true },
  { key: 'contact', title: '联系人', width: 90 },
  { key: 'phone', title: '联系电话', width: 120, hidden: true },
  {
    key: 'state',
    title: '状态',
    width: 80,
    filter: true,
    value: row => t(unitRecord.states[row.state]),
    render: row => <RecordState kind={unitRecord} state={row.state} />,
  },
]

export default function Units(): ReactNode {
  const { actor } = useSession()
  const [params, put] = useAddress(values => ('region' in values ? 'replaces' : 'goes back'))
  const [region, setRegion] = useState<RegionRow | null>(null)
  const [adding, setAdding] = useState(false)
  const narrow = useNarrow()
  const within = params.get('region')
  const asked = useGet<List<UnitRow>>('/api/units', { region: within, limit: MOST }, { keep: true })
  const opened = asked.data?.rows.find(row => row.id === params.get('unit'))
  const admin = mayAdminister(actor, actor.region)

  const select = (chosen: RegionRow | null): void => {
    setRegion(chosen)
    put({ region: chosen?.id ?? null })
  }
  const total = asked.data?.total ?? 0
  return (
    <>
      <PageHead
        title={t('单位')}
        note={t('计划里写到的每个单位都在这里登记一次；曾用名和别称用来认出计划里的各种写法。')}
        next={admin ? { label: t('登记单位'), icon: <PlusOutlined />, onClick: () => setAdding(true) } : undefined}
      />
      <div className="jt-split">
        {narrow ? (
          <RegionPicker
            value={within}
            name={region?.name}
            placeholder={t('全部区域')}
            onChange={(_, chosen) => select(chosen ?? null)}
          />
        ) : (
          <aside className="jt-card jt-side">
            <button type="button" className={within ? 'jt-link' : 'jt-link jt-chosen'} onClick={() => select(null)}>
              {t('全部区域')}
            </button>
            <RegionTree selected={within} onSelect={select} />
          </aside>
        )}
        <DataTable
          id="units"
          columns={COLUMNS}
          rows={asked.data?.rows}
          error={asked.error}
          onRetry={() => void asked.refetch()}
          onOpen={row => put({ unit: row.id })}
          exportName={t('单位')}
          tools={
            total > MOST && (
              <span className="jt-at-risk">
                {t('共 {total} 个，只列出前 {most} 个，请在左边选择区域', { total, most: MOST })}
              </span>
            )
          }
          rowClass={row => (row.state === 'closed' ? 'jt-row-ended' : '')}
          empty={{
            title: within ? t('这个区域还没有登记单位') : t('还没有登记单位'),
            how: t('先登记牵头和配合的部门、各县（市、区）政府；导入计划时，计划里的单位会自动对上。'),
            action: admin && (
              <Button type="primary" onClick={() => setAdding(true)}>
                {t('登记单位')}
              </Button>
            ),
          }}
        />
      </div>
      <SideSheet open={adding} title={t('登记单位')} onClose={() => setAdding(false)}>
        <NewUnit
          region={region}
          onDone={unit => {
            setAdding(false)
            put({ unit: unit.id })
          }}
          onCancel={() => setAdding(false)}
        />
      </SideSheet>
      <UnitSheet unit={opened} onClose={() => put({ unit: null })} />
    </>
  )
}
