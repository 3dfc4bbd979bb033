import { FileAddOutlined, FormOutlined } from '@ant-design/icons'
import { planRecord } from '@jingtu/programme/plan.ts'
import type { PlanRow } from '@jingtu/programme/plan-views.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { NewPlan } from './NewPlan.tsx'
import './plans.css'

/** Where a click on the plan leads: a draft to its review, anything else to the plan. */
export const placeOf = (plan: { id: string; state: string; mine: boolean }): string =>
  plan.state === 'draft' && plan.mine ? `/plans/${plan.id}/review` : `/plans/${plan.id}`

const nextStep = (row: PlanRow): string => {
  if (row.state === 'draft') return row.decided < row.tasks ? t('继续审核') : t('发布')
  if (row.state === 'closed') return ''
  if (row.amendments > 0) return t('{n} 次调整待发布', { n: row.amendments })
  if (row.lights.red > 0) return t('{n} 项逾期', { n: row.lights.red })
  return row.state === 'published' ? t('查看进展') : ''
}

const COLUMNS: readonly Column<PlanRow>[] = [
  {
    key: 'title',
    title: '计划',
    pinned: true,
    width: 300,
    render: row => (
      <span className="jp-title">
        <b>{row.title}</b>
        {row.issuingNumber && <small>{row.issuingNumber}</small>}
      </span>
    ),
  },
  { key: 'year', title: '年度', kind: 'number', width: 70, filter: true, render: row => row.year ?? '—' },
  { key: 'regionName', title: '区域', width: 90, filter: true },
  { key: 'ownerName', title: '牵头编制单位', width: 116, deskOnly: true },
  {
    key: 'state',
    title: '状态',
    width: 80,
    filter: true,
    value: row => t(planRecord.states[row.state]),
    render: row => <RecordState kind={planRecord} state={row.state} />,
  },
  {
    key: 'tasks',
    title: '任务',
    width: 160,
    value: row => row.tasks,
    render: row => <Advance row={row} />,
  },
  { key: 'targets', title: '目标', kind: 'number', width: 60 },
  {
    key: 'lights',
    title: '时限',
    width: 120,
    value: row => row.lights.red * 1000 + row.lights.yellow,
    render: row => <Lights row={row} />,
  },
  {
    key: 'next',
    title: '下一步',
    width: 120,
    value: nextStep,
    render: row => <span className="jp-next">{nextStep(row)}</span>,
  },
]

export default function PlanList(): ReactNode {
  const { actor } = useSession()
  const go = useNavigate()
  const [writing, setWriting] = useState(false)
  const asked = useGet<List<PlanRow>>('/api/plans')
  const planner = actor.duties.includes('planner') && !actor.party
  const drafts = asked.data?.rows.filter(r => r.state === 'draft').length ?? 0
  return (
    <>
      <PageHead
        title={t('计划')}
        note={
          drafts > 0
            ? t('{n} 份草稿在审核中，发布之前什么都不生效。', { n: drafts })
            : t('导入一份计划，就得到任务、单位、时限和目标。')
        }
        next={planner ? { label: t('导入计划'), icon: <FileAddOutlined />, to: '/plans/import' } : undefined}
        steps={planner ? [{ label: t('新建空白计划'), icon: <FormOutlined />, onClick: () => setWriting(true) }] : []}
      />
      <DataTable
        id="plans"
        columns={COLUMNS}
        rows={asked.data?.rows}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={row => go(placeOf(row))}
        exportName={t('计划')}
        empty={{
          title: t('还没有计划'),
          how: t('把本年度的计划（Word、PDF、Excel 或文本）拖进来，系统读出任务、单位、时限和目标，由您确认后发布。'),
          action: planner && (
            <Button type="primary" icon={<FileAddOutlined />} onClick={() => go('/plans/import')}>
              {t('导入计划')}
            </Button>
          ),
        }}
      />
      <SideSheet open={writing} title={t('新建空白计划')} onClose={() => setWriting(false)}>
        <NewPlan onDone={plan => go(`/plans/${plan.id}/review`)} onCancel={() => setWriting(false)} />
      </SideSheet>
    </>
  )
}

function Advance({ row }: { row: PlanRow }): ReactNode {
  const [n, words] = row.state === 'draft' ? [row.decided, t('已定')] : [row.done, t('完成')]
  return (
    <span className="jp-advance" title={`${words} ${n} / ${row.tasks}`}>
      <span className="jp-bar">
        <span style={{ width: `${row.tasks ? (n / row.tasks) * 100 : 0}%` }} />
      </span>
      <span className="jp-figures">
        {words} {n}/{row.tasks}
      </span>
    </span>
  )
}

function Lights({ row: { lights, state } }: { row: PlanRow }): ReactNode {
  if (state === 'draft') return <span className="jt-faint">{t('发布后计算')}</span>
  const parts = [
    { n: lights.red, sign: '■', className: 'jt-not-met', words: t('逾期') },
    { n: lights.yellow, sign: '▲', className: 'jt-at-risk', words: t('临期') },
    { n: lights.green, sign: '●', className: 'jt-met', words: t('正常') },
  ].filter(p => p.n > 0)
  if (parts.length === 0) return <span className="jt-unknown">◇ {t('未定时限')}</span>
  return (
    <span className="jp-lights">
      {parts.map(p => (
        <span key={p.sign} className={p.className} title={p.words}>
          {p.sign} {p.n}
          <span className="jt-hidden">{p.words}</span>
        </span>
      ))}
    </span>
  )
}
