import type { Coverage, SiteDue, SurveyDue } from '@jingtu/server/evidence/views.ts'
import { Segmented, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { Light } from '../parts/Light.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { useGet } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import '../charts/charts.css'
import './evidence.css'

/** 监测到期: which points and surveys are due, and where the network has gaps. */
export default function DuePage(): ReactNode {
  return (
    <>
      <PageHead
        title={t('监测到期')}
        note={t('按每个点位的频次和最近一次有效样品推算；从未采样的从设立之日起算。')}
        steps={[{ label: t('监测点位'), to: '/evidence/sites' }]}
        next={{ label: t('导入检测数据'), to: '/evidence/import' }}
      />
      <Tabs
        items={[
          { key: 'sites', label: t('点位'), children: <DueSites /> },
          { key: 'surveys', label: t('周期性调查'), children: <DueSurveys /> },
          { key: 'coverage', label: t('覆盖情况'), children: <Covered /> },
        ]}
      />
    </>
  )
}

function DueSites(): ReactNode {
  const today = useToday()
  const go = useNavigate()
  const asked = useGet<{ rows: SiteDue[] }>('/api/evidence/due-sites')
  const columns: Column<SiteDue>[] = [
    { key: 'code', title: '点位编码', pinned: true, width: 140 },
    { key: 'name', title: '名称', width: 220 },
    { key: 'network', title: '控制级别', width: 110, filter: true },
    { key: 'lastTaken', title: '最近采样', kind: 'day', width: 120 },
    { key: 'due', title: '应采样', kind: 'day', width: 120 },
    {
      key: 'overdue',
      title: '时限',
      width: 140,
      filter: true,
      value: s => (s.overdue ? t('已逾期') : t('还未到期')),
      render: s => <Light due={s.due} today={today} />,
    },
  ]
  return (
    <DataTable
      id="evidence.due-sites"
      columns={columns}
      rows={asked.data?.rows}
      rowKey={s => s.site}
      onOpen={s => void go(`/evidence/trends?site=${s.site}`)}
      rowClass={s => (s.overdue ? 'jc-cell-raised' : '')}
      error={asked.error}
      onRetry={() => void asked.refetch()}
      exportName={t('监测到期')}
      empty={{ title: t('三个月内没有到期的点位'), how: t('点位登记了频次、处于在用状态，才会推算到期日。') }}
    />
  )
}

function DueSurveys(): ReactNode {
  const today = useToday()
  const asked = useGet<{ rows: SurveyDue[] }>('/api/evidence/due-surveys')
  const columns: Column<SurveyDue>[] = [
    { key: 'name', title: '调查任务', pinned: true, width: 260 },
    { key: 'kind', title: '类型', width: 150, filter: true },
    { key: 'last', title: '上一轮完成', kind: 'day', width: 120 },
    { key: 'due', title: '应再开展', kind: 'day', width: 120 },
    {
      key: 'light',
      title: '时限',
      width: 140,
      value: s => s.due,
      render: s => <Light due={s.due} today={today} warnDays={180} />,
    },
  ]
  return (
    <DataTable
      id="evidence.due-surveys"
      columns={columns}
      rows={asked.data?.rows}
      exportName={t('到期的调查')}
      rowKey={s => s.survey}
      error={asked.error}
      onRetry={() => void asked.refetch()}
      empty={{ title: t('一年内没有到期的调查'), how: t('登记了周期的调查任务完成以后，会推算下一轮。') }}
    />
  )
}

function Covered(): ReactNode {
  const [level, setLevel] = useState<'county' | 'township'>('county')
  const asked = useGet<Coverage>('/api/evidence/coverage', { level }, { keep: true })
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  const found = asked.data
  const parts: { title: string; rows: { name: string; points: number; more?: string }[] }[] = found
    ? [
        {
          title: t('按区域：{total} 个中 {covered} 个有点位', { total: found.total, covered: found.covered }),
          rows: found.regions.map(r => ({ name: r.name, points: r.points, more: byNetwork(r.byNetwork) })),
        },
        {
          title: t('按土地利用'),
          rows: found.landUses.map(l => ({ name: l.landUse, points: l.points, more: byNetwork(l.byNetwork) })),
        },
        { title: t('按布点属性'), rows: found.tags.map(x => ({ name: x.tag, points: x.points })) },
        { title: t('按主管部门'), rows: found.departments.map(d => ({ name: d.department, points: d.points })) },
      ]
    : []
  return (
    <>
      <Segmented
        value={level}
        onChange={setLevel}
        options={[
          { value: 'county', label: t('按县级') },
          { value: 'township', label: t('按乡级') },
        ]}
      />
      <div className="je-covered">
        {parts.map(part => (
          <section key={part.title}>
            <h3>{part.title}</h3>
            <div className="jc-scroll">
              <table className="jc-table">
                <tbody>
                  {part.rows.map(r => (
                    <tr key={r.name} className={r.points === 0 ? 'jc-cell-open' : undefined}>
                      <th scope="row">
                        {r.points === 0 && '◇ '}
                        {r.name}
                      </th>
                      <td>{r.points}</td>
                      {part.rows.some(x => x.more) && <td>{r.more}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        ))}
      </div>
    </>
  )
}

const byNetwork = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([network, n]) => `${network} ${n}`)
    .join('　')
