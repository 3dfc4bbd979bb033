import type { Page, VerdictView } from '@jingtu/server/evidence/views.ts'
import { Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import '../charts/charts.css'
import { type Column, DataTable, FIRST_PAGE } from '../parts/DataTable.tsx'
import { api } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { WhySheet } from './WhySheet.tsx'

export interface VerdictFilter {
  batch?: string
  survey?: string
  site?: string
  judging?: string
  standard?: string
  verdict?: string
}

/** Verdicts as they were judged; what counts today stands first to be seen. */
export function VerdictTable({ filter, tools }: { filter: VerdictFilter; tools?: ReactNode }): ReactNode {
  const [query, setQuery] = useState(FIRST_PAGE)
  const [all, setAll] = useState(false)
  const [why, setWhy] = useState<string | null>(null)
  const narrowed = { ...filter, counting: all ? undefined : 'true' }
  const asked = useGet<Page<VerdictView>>(
    '/api/evidence/verdicts',
    { page: query.page, size: query.size, ...narrowed },
    { keep: true },
  )
  const read = (page: number, size: number): Promise<Page<VerdictView>> =>
    api.get('/api/evidence/verdicts', { page, size, ...narrowed })
  const columns: Column<VerdictView>[] = [
    { key: 'code', title: '样品编号', pinned: true, width: 160, sort: false },
    { key: 'verdict', title: '结论', width: 150, sort: false, render: v => <VerdictTag verdict={v.verdict} /> },
    { key: 'decisive', title: '起决定作用的项目', width: 220, sort: false },
    { key: 'edition', title: '标准', width: 150, sort: false },
    { key: 'judgedOn', title: '评价日期', kind: 'day', width: 110, sort: false },
    {
      key: 'counts',
      title: '是否计数',
      width: 130,
      sort: false,
      value: v => (v.counts ? t('计数') : t('已被替代或撤回')),
    },
    {
      key: 'why',
      title: '为什么',
      width: 90,
      sort: false,
      deskOnly: true,
      value: () => '',
      render: v => (
        <button type="button" className="jt-link" onClick={() => setWhy(v.id)}>
          {t('为什么')}
        </button>
      ),
    },
  ]
  return (
    <>
      {/* Above the list, not among its tools: an empty list has none, and another choice may fill it. */}
      <div className="je-grid-tools">
        {tools}
        <Checkbox checked={all} onChange={e => setAll(e.target.checked)}>
          {t('连同已被替代的')}
        </Checkbox>
      </div>
      <DataTable
        id="evidence.verdicts"
        columns={columns}
        rows={asked.data?.rows}
        remote={{ total: asked.data?.total ?? 0, query, onQuery: setQuery, read }}
        exportName={t('评价结论')}
        search={false}
        onOpen={v => setWhy(v.id)}
        rowClass={v => (v.counts ? '' : 'jt-row-ended')}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={{ title: t('还没有评价结论'), how: t('打开一批检测数据，按“评价”选择标准，看过变化清单后写入。') }}
      />
      <WhySheet id={why} onClose={() => setWhy(null)} />
    </>
  )
}
