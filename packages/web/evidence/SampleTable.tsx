import type { Page, SampleView } from '@jingtu/server/evidence/views.ts'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable, FIRST_PAGE } from '../parts/DataTable.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { api } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { SampleSheet } from './SampleSheet.tsx'

const COLUMNS: Column<SampleView>[] = [
  { key: 'code', title: '样品编号', pinned: true, width: 160, sort: false },
  { key: 'siteCode', title: '点位', width: 140, sort: false },
  { key: 'medium', title: '介质', width: 90, sort: false },
  { key: 'takenOn', title: '采样日期', kind: 'day', width: 110, sort: false },
  { key: 'depth', title: '采样深度', width: 100, sort: false, deskOnly: true },
  { key: 'landUse', title: '土地利用', width: 110, sort: false },
  { key: 'ph', title: 'pH', kind: 'number', width: 70, sort: false },
  { key: 'quality', title: '质控类型', width: 110, sort: false },
  {
    key: 'counts',
    title: '是否计数',
    width: 110,
    sort: false,
    value: s => (s.counts ? '计数' : '不计数'),
    render: s => <StateTag state={s.counts ? 'met' : 'not-applicable'} word={t(s.counts ? '计数' : '不计数')} />,
  },
]

/** Samples of one batch, or all that one may see. */
export function SampleTable({ batch }: { batch?: string }): ReactNode {
  const [query, setQuery] = useState(FIRST_PAGE)
  const [open, setOpen] = useState<SampleView | null>(null)
  const narrowed = { batch, code: query.search.trim() || undefined }
  const asked = useGet<Page<SampleView>>(
    '/api/evidence/samples',
    { page: query.page, size: query.size, ...narrowed },
    { keep: true },
  )
  const read = (page: number, size: number): Promise<Page<SampleView>> =>
    api.get('/api/evidence/samples', { page, size, ...narrowed })
  return (
    <>
      <DataTable
        id="evidence.samples"
        columns={COLUMNS}
        rows={asked.data?.rows}
        remote={{ total: asked.data?.total ?? 0, query, onQuery: setQuery, read }}
        exportName={t('样品')}
        onOpen={setOpen}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={{ title: t('还没有样品'), how: t('导入检测数据后，样品和结果会列在这里。') }}
      />
      <SideSheet open={open !== null} wide title={open?.code} onClose={() => setOpen(null)}>
        {open && <SampleSheet id={open.id} />}
      </SideSheet>
    </>
  )
}
