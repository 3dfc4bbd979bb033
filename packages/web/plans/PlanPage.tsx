import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { App, Button, Checkbox, DatePicker, Skeleton, Tabs } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead, type Step } from '../parts/PageHead.tsx'
import { Problem, showProblem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { useAddress } from '../shell/address.ts'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { TargetSummary } from '../targets/TargetSummary.tsx'
import { Amendments } from './Amendments.tsx'
import { CoverageTab } from './CoverageTab.tsx'
import { LedgerTab } from './LedgerTab.tsx'
import { PlanSheet } from './PlanSheet.tsx'
import { PlanState } from './PlanState.tsx'
import { PreviousTab } from './PreviousTab.tsx'
import { Rhythm } from './Rhythm.tsx'
import { SourcePane } from './SourcePane.tsx'
import { TargetList } from './TargetList.tsx'
import { TaskTable } from './TaskTable.tsx'
import { Versions } from './Versions.tsx'
import './plans.css'
import './plan-page.css'

/** A plan as it stands: its list, its targets, how it changed, and how it hangs together with the plans above and before. */
export default function PlanPage(): ReactNode {
  const { id } = useParams() as { id: string }
  const [params, put] = useAddress('goes back')
  const { modal } = App.useApp()
  const today = useToday()
  const reason = useReason()
  const [editing, setEditing] = useState(false)
  const [subtasks, setSubtasks] = useState(false)
  const on = params.get('on')
  const tab = params.get('tab') ?? 'tasks'
  const asked = useGet<PlanDetail>(`/api/plans/${id}`, on ? { on } : undefined, { keep: true })
  const move = useWrite(
    (body: { move: 'close' | 'withdraw'; reason?: string }, key) =>
      api.post(`/api/plans/${id}/${body.move}`, body.reason ? { reason: body.reason } : {}, { key }),
    { refresh: ['/api/plans'], done: t('已办理') },
  )
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  const detail = asked.data
  if (!detail) return <Skeleton active paragraph={{ rows: 10 }} />
  const { plan, can } = detail
  const mayEdit = can.edit && !on
  const download = (path: string) => () =>
    void api.download(`/api/plans/${id}/${path}`).catch(error => showProblem(modal, error, t('没有导出成')))
  const next: Step | undefined =
    plan.state === 'draft' && mayEdit
      ? { label: t('继续审核'), to: `/plans/${id}/review` }
      : plan.state === 'published' && mayEdit
        ? { label: t('调整计划'), onClick: () => put({ tab: 'amendments' }) }
        : undefined
  const ask = (what: 'close' | 'withdraw', title: string, ok: string): void =>
    void reason
      .ask({ title, ok, required: what === 'withdraw', danger: what === 'withdraw' })
      .then(why => why !== undefined && move.mutate({ move: what, ...(what === 'withdraw' ? { reason: why } : {}) }))
  const tables = (
    <div className="jp-list-tools jt-no-print">
      <Button icon={<DownloadOutlined />} onClick={download(`tasks.xlsx${subtasks ? '?subtasks=1' : ''}`)}>
        {t('任务清单 Excel')}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={() => print()}>
        {t('打印')}
      </Button>
      <Checkbox checked={subtasks} onChange={e => setSubtasks(e.target.checked)}>
        {t('列出子任务')}
      </Checkbox>
    </div>
  )
  const items = [
    {
      key: 'tasks',
      label: t('任务清单'),
      children: tab === 'tasks' && (
        <>
          {tables}
          <TaskTable detail={detail} subtasks={subtasks} />
        </>
      ),
    },
    {
      key: 'targets',
      label: t('目标'),
      children: tab === 'targets' && (
        <>
          <div className="jp-list-tools jt-no-print">
            <Button icon={<DownloadOutlined />} onClick={download('targets.xlsx')}>
              {t('目标表 Excel')}
            </Button>
          </div>
          <TargetList detail={detail} canEdit={mayEdit} />
        </>
      ),
    },
    {
      key: 'ledger',
      label: t('工作台账'),
      children: tab === 'ledger' && <LedgerTab id={id} published={plan.state !== 'draft'} />,
    },
    { key: 'amendments', label: t('调整'), children: tab === 'amendments' && <Amendments detail={detail} /> },
    {
      key: 'versions',
      label: t('版本'),
      children: tab === 'versions' && <Versions id={id} onDay={day => put({ tab: 'tasks', on: day })} />,
    },
    {
      key: 'coverage',
      label: t('上级计划'),
      children: tab === 'coverage' && <CoverageTab id={id} canEdit={mayEdit} />,
    },
    { key: 'previous', label: t('年度衔接'), children: tab === 'previous' && <PreviousTab detail={detail} /> },
    { key: 'rhythm', label: t('报送要求'), children: tab === 'rhythm' && <Rhythm plan={plan} /> },
    { key: 'text', label: t('原文'), children: tab === 'text' && <SourcePane detail={detail} /> },
  ]
  return (
    <>
      <PageHead
        title={plan.title}
        trail={[{ label: t('计划'), to: '/plans' }]}
        aside={<PlanState plan={plan} />}
        note={[
          plan.issuingNumber,
          detail.regionName,
          detail.ownerName,
          plan.publishedOn && t('{day} 发布', { day: plan.publishedOn }),
        ]
          .filter(Boolean)
          .join(' · ')}
        next={next}
        steps={mayEdit ? [{ label: t('计划信息'), onClick: () => setEditing(true) }] : []}
        more={
          mayEdit && plan.state === 'published'
            ? [
                { label: t('办结计划'), onClick: () => ask('close', t('办结计划'), t('办结')) },
                { label: t('撤回计划'), danger: true, onClick: () => ask('withdraw', t('撤回计划'), t('撤回')) },
              ]
            : []
        }
      />
      <div className="jp-as-of jt-no-print">
        <span>{t('看某一天的样子')}</span>
        <DatePicker
          size="small"
          value={on ? dayjs(on) : null}
          maxDate={dayjs(today)}
          placeholder={t('今天')}
          onChange={day => put({ on: day?.format('YYYY-MM-DD') ?? null })}
        />
        {on && (
          <span className="jt-at-risk">
            ▲ {t('这是 {day} 当时的计划，不能修改。', { day: on })}
            <button type="button" className="jt-link" onClick={() => put({ on: null })}>
              {t('回到今天')}
            </button>
          </span>
        )}
      </div>
      {plan.state === 'published' && !on && <TargetSummary planId={id} />}
      <Tabs
        className="jp-tabs"
        activeKey={tab}
        items={items}
        onChange={key => put({ tab: key === 'tasks' ? null : key })}
        destroyOnHidden
      />
      <PlanSheet open={editing} plan={plan} onClose={() => setEditing(false)} />
      {reason.dialog}
    </>
  )
}
