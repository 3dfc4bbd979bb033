import type { Exceedance, Page } from '@jingtu/server/evidence/views.ts'
import { type ReactNode, useState } from 'react'
import { exceeds, severityOf } from '../charts/exceedance.ts'
import { substanceName } from '../charts/substance-name.ts'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { type Column, DataTable, FIRST_PAGE } from '../parts/DataTable.tsx'
import { api } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { WhySheet } from './WhySheet.tsx'

/** A groundwater above its first class exceeds nothing while it keeps its target. */
const exceeding = (lines: Exceedance[]): Exceedance[] => lines.filter(e => exceeds(severityOf(e.verdictOfItem)))

/** A line for every item of a sample that is above a limit, as far as its verdict counts. */
export function ExceedanceList({ standard }: { standard: string | null }): ReactNode {
  const [query, setQuery] = useState(FIRST_PAGE)
  const [why, setWhy] = useState<string | null>(null)
  const asked = useGet<Page<Exceedance>>(
    '/api/evidence/exceedances',
    { page: query.page, size: query.size, standard },
    { keep: true },
  )
  const read = async (page: number, size: number): Promise<Page<Exceedance>> => {
    const found = await api.get<Page<Exceedance>>('/api/evidence/exceedances', { page, size, standard })
    return { ...found, rows: exceeding(found.rows) }
  }
  const columns: Column<Exceedance>[] = [
    { key: 'code', title: '样品编号', pinned: true, width: 150, sort: false },
    { key: 'takenOn', title: '采样日期', kind: 'day', width: 110, sort: false },
    { key: 'name', title: '项目', width: 130, sort: false, value: e => substanceName(e.substance, e.name) },
    { key: 'value', title: '检测值', width: 120, sort: false, value: e => `${e.value ?? '—'} ${e.unit}` },
    {
      key: 'limits',
      title: '限值',
      width: 200,
      sort: false,
      value: e => e.limits.map(l => `${t(l.name)} ${l.value}`).join('；'),
    },
    { key: 'ratio', title: '比值', kind: 'number', width: 80, sort: false },
    {
      key: 'verdictOfItem',
      title: '结论',
      width: 140,
      sort: false,
      render: e => <VerdictTag verdict={e.verdictOfItem} />,
    },
    { key: 'band', title: '适用条件', width: 160, sort: false, deskOnly: true },
    { key: 'clause', title: '标准条款', width: 200, sort: false, deskOnly: true },
  ]
  return (
    <>
      <DataTable
        id="evidence.exceedances"
        columns={columns}
        rows={asked.data && exceeding(asked.data.rows)}
        rowKey={e => `${e.verdict} ${e.name}`}
        remote={{ total: asked.data?.total ?? 0, query, onQuery: setQuery, read }}
        search={false}
        onOpen={e => setWhy(e.verdict)}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        exportName={t('超标清单')}
        empty={{ title: t('没有超标的样品'), how: t('只列出有效的评价结论。') }}
      />
      <WhySheet id={why} onClose={() => setWhy(null)} />
    </>
  )
}
