import { BATCH_STATES } from '@jingtu/registers/monitoring/import-batch.ts'
import type { BatchList as Answer, BatchView } from '@jingtu/server/evidence/views.ts'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable, FIRST_PAGE } from '../parts/DataTable.tsx'
import type { PageOf } from '../parts/every-page.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { api } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { BatchState } from './BatchState.tsx'

/** What laboratories brought, one batch a file. */
export default function BatchList(): ReactNode {
  const { actor } = useSession()
  const go = useNavigate()
  const [query, setQuery] = useState(FIRST_PAGE)
  const states = query.filters.state ?? []
  const state = states.length === 1 ? stateOf(states[0]!) : undefined
  const asked = useGet<Answer>('/api/evidence/batches', { page: query.page, size: query.size, state }, { keep: true })
  const read = async (page: number, size: number): Promise<PageOf<Line>> => {
    const { rows, total, names } = await api.get<Answer>('/api/evidence/batches', { page, size, state })
    return { rows: rows.map(batch => named(batch, names)), total }
  }
  const columns: Column<Line>[] = [
    { key: 'title', title: '批次', pinned: true, width: 260, sort: false },
    {
      key: 'state',
      title: '审定',
      width: 130,
      sort: false,
      filter: Object.values(BATCH_STATES),
      value: b => BATCH_STATES[b.state],
      render: b => <BatchState batch={b} />,
    },
    { key: 'laboratory', title: '检测机构', width: 180, sort: false, value: b => b.names.laboratory },
    { key: 'survey', title: '调查任务', width: 200, sort: false, value: b => b.names.survey },
    {
      key: 'submittedBy',
      title: '报送单位',
      width: 180,
      sort: false,
      value: b => b.names.submittedBy,
      deskOnly: true,
    },
    { key: 'sampleCount', title: '样品', kind: 'number', width: 80, sort: false },
    { key: 'resultCount', title: '结果', kind: 'number', width: 80, sort: false },
    { key: 'takenTo', title: '采样日期', kind: 'day', width: 110, sort: false },
  ]
  const brings = actor.duties.includes('reporter') || actor.duties.includes('planner')
  return (
    <>
      <PageHead
        title={t('检测数据')}
        note={t('实验室的结果文件按批进来：逐格检查、确认、质控、审定；有问题可以整批撤回。')}
        {...(brings ? { next: { label: t('导入检测数据'), to: '/evidence/import' } } : {})}
      />
      <DataTable
        id="evidence.batches"
        columns={columns}
        rows={asked.data?.rows.map(batch => named(batch, asked.data.names))}
        remote={{ total: asked.data?.total ?? 0, query, onQuery: setQuery, read }}
        exportName={t('检测数据')}
        search={false}
        onOpen={b => void go(`/evidence/batches/${b.id}`)}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={{
          title: t('还没有检测数据'),
          how: t('把实验室给的 Excel 或 CSV 拖进来即可，不需要改成固定格式。'),
        }}
      />
    </>
  )
}

/** A batch with the words of what it names. */
type Line = BatchView & { names: { laboratory?: string; survey?: string; submittedBy?: string } }
const named = (batch: BatchView, names: Readonly<Record<string, string>>): Line => ({
  ...batch,
  names: {
    laboratory: names[batch.laboratory ?? ''],
    survey: names[batch.survey ?? ''],
    submittedBy: names[batch.submittedBy ?? ''],
  },
})

const stateOf = (name: string): string | undefined =>
  Object.entries(BATCH_STATES).find(([, shown]) => shown === name)?.[0]
