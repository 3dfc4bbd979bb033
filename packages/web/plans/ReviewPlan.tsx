import { PlusOutlined, QuestionCircleOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Checkbox, Modal, Skeleton, Tabs, Tooltip } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { useNarrow } from '../parts/narrow.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { OpenMatters } from './OpenMatters.tsx'
import { PlanSheet } from './PlanSheet.tsx'
import { PlanState } from './PlanState.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { TargetRows, TaskRows } from './ReviewRows.tsx'
import { Rhythm } from './Rhythm.tsx'
import { KEYS, useReviewKeys } from './review-keys.ts'
import { unresolved } from './roles.tsx'
import { SourceText } from './SourceText.tsx'
import { SplitSheet } from './SplitSheet.tsx'
import { TargetSheet } from './TargetSheet.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { type Tab, useReview } from './use-review.ts'
import './plans.css'
import './review.css'

type Sheet =
  | 'task'
  | 'units'
  | 'target'
  | 'split'
  | 'new-task'
  | 'new-target'
  | 'assign'
  | 'plan'
  | 'publish'
  | 'help'
  | null

/** Left the plan as it was written, right what was read in it. Nothing is in force before 发布. */
export default function ReviewPlan(): ReactNode {
  const { id } = useParams() as { id: string }
  const review = useReview(id)
  const go = useNavigate()
  const narrow = useNarrow()
  const reason = useReason()
  const [sheet, setSheet] = useState<Sheet>(null)
  const [spot, setSpot] = useState<readonly [number, number] | null>(null)
  const [pane, setPane] = useState<'source' | 'rows'>('rows')
  const withdraw = useWrite((why: string, key) => api.post(`${review.path}/withdraw`, { reason: why }, { key }), {
    refresh: ['/api/plans'],
    done: t('已撤回'),
    onDone: () => go('/plans'),
  })
  const { detail, tab, selected } = review
  const readOnly = !detail?.can.edit

  const edit = (): void => {
    if (review.target && tab === 'targets') setSheet('target')
    else if (review.task && tab === 'tasks') setSheet('task')
  }
  useReviewKeys(
    review,
    {
      edit,
      split: () => review.task && tab === 'tasks' && setSheet('split'),
      units: () => review.task && tab === 'tasks' && setSheet('units'),
      help: () => setSheet('help'),
    },
    detail !== undefined && !readOnly && sheet === null,
  )
  useEffect(() => {
    setSpot(null)
    if (selected) document.getElementById(`row-${selected}`)?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  if (review.error) return <Problem error={review.error} onRetry={review.retry} />
  if (!detail || review.text === undefined) return <Skeleton active paragraph={{ rows: 12 }} />
  if (detail.plan.state !== 'draft') return <Navigate to={`/plans/${id}`} replace />

  const show = (span: readonly [number, number]): void => {
    setSpot(span)
    if (narrow) setPane('source')
  }
  const choose = (next: Tab, row: string): void => {
    setSpot(null)
    review.choose(next, row)
    if (narrow) setPane('rows')
  }
  const counts = countsOf(detail)
  const names = new Set(detail.tasks.filter(x => x.state !== 'rejected').flatMap(unresolved)).size
  const openMatters = (detail.plan.problems?.length ?? 0) + names
  const tabs = [
    { key: 'tasks', label: `${t('任务')} ${detail.tasks.length}` },
    { key: 'targets', label: `${t('目标')} ${detail.targets.filter(x => x.state !== 'rejected').length}` },
    {
      key: 'open',
      label: <span className={openMatters ? 'jt-at-risk' : ''}>{`${t('未能识别')} ${openMatters}`}</span>,
    },
    { key: 'rhythm', label: `${t('报送要求')} ${detail.plan.rhythm?.length ?? 0}` },
  ]
  const source = (
    <SourceText text={review.text} detail={detail} tab={tab} selected={selected} spot={spot} onChoose={choose} />
  )
  const kind = tab === 'targets' ? 'targets' : 'tasks'
  const openIds = detail[kind].filter(r => r.state === 'proposed').map(r => r.id)
  const rows = (
    <section className="jp-rows" aria-label={t('读出的内容')}>
      <Tabs size="small" activeKey={tab} items={tabs} onChange={key => review.choose(key as Tab, null)} />
      {(tab === 'tasks' || tab === 'targets') && (
        <div className="jp-row-tools">
          <Checkbox checked={review.onlyOpen} onChange={e => review.setOnlyOpen(e.target.checked)}>
            {t('只看待确认')}
          </Checkbox>
          {!readOnly && openIds.length > 0 && (
            <Button size="small" onClick={() => review.acceptAll(openIds, kind)}>
              {t('其余 {n} 项全部确认', { n: openIds.length })}
            </Button>
          )}
          {!readOnly && (
            <Button
              size="small"
              icon={<PlusOutlined />}
              onClick={() => setSheet(tab === 'tasks' ? 'new-task' : 'new-target')}
            >
              {tab === 'tasks' ? t('加任务') : t('加目标')}
            </Button>
          )}
        </div>
      )}
      <div className="jp-scroll">
        {tab === 'tasks' && (
          <TaskRows review={review} readOnly={readOnly} onSheet={setSheet} onSource={() => setPane('source')} />
        )}
        {tab === 'targets' && (
          <TargetRows review={review} readOnly={readOnly} onSheet={setSheet} onSource={() => setPane('source')} />
        )}
        {tab === 'open' && <OpenMatters review={review} readOnly={readOnly} onShow={show} />}
        {tab === 'rhythm' && <Rhythm plan={detail.plan} onShow={show} />}
      </div>
    </section>
  )
  return (
    <div className="jp-review">
      <PageHead
        title={detail.plan.title}
        trail={[{ label: t('计划'), to: '/plans' }]}
        aside={<PlanState plan={detail.plan} />}
        note={<Advance {...counts} />}
        next={readOnly ? undefined : { label: t('发布…'), onClick: () => setSheet('publish') }}
        steps={
          readOnly
            ? []
            : [
                { label: t('撤销'), icon: <UndoOutlined />, onClick: review.undo, busy: review.busy },
                { label: t('计划信息'), onClick: () => setSheet('plan') },
              ]
        }
        more={[
          { label: t('键盘操作'), icon: <QuestionCircleOutlined />, onClick: () => setSheet('help') },
          { label: t('上级计划和上一年度'), to: `/plans/${id}?tab=coverage` },
          { label: t('六列任务清单'), to: `/plans/${id}` },
          ...(readOnly
            ? []
            : [
                {
                  label: t('撤回这份草稿'),
                  danger: true,
                  onClick: () =>
                    void reason
                      .ask({
                        title: t('撤回这份草稿'),
                        content: t('草稿不再出现在列表里，审核过的内容留在历史中。'),
                        ok: t('撤回'),
                        required: true,
                        danger: true,
                      })
                      .then(why => why && withdraw.mutate(why)),
                },
              ]),
        ]}
      />
      {narrow && (
        <div className="jp-panes">
          <Button type={pane === 'rows' ? 'primary' : 'default'} onClick={() => setPane('rows')}>
            {t('读出的内容')}
          </Button>
          <Button type={pane === 'source' ? 'primary' : 'default'} onClick={() => setPane('source')}>
            {t('原文')}
          </Button>
        </div>
      )}
      <div className="jp-two">
        {narrow
          ? pane === 'source'
            ? source
            : rows
          : [
              <div key="s" className="jp-half">
                {source}
              </div>,
              <div key="r" className="jp-half">
                {rows}
              </div>,
            ]}
      </div>
      {!narrow && !readOnly && (
        <footer className="jp-hint">
          <kbd>J</kbd>/<kbd>K</kbd> {t('移动')}　<kbd>A</kbd> {t('确认')}　<kbd>R</kbd> {t('不采用')}　<kbd>E</kbd>{' '}
          {t('编辑')}　<kbd>S</kbd> {t('拆分')}　<kbd>M</kbd> {t('合并')}　<kbd>U</kbd> {t('单位')}　<kbd>Ctrl+Z</kbd>{' '}
          {t('撤销')}
          {'　'}
          <Tooltip title={t('全部按键')}>
            <button type="button" className="jt-link" onClick={() => setSheet('help')}>
              <kbd>?</kbd>
            </button>
          </Tooltip>
        </footer>
      )}
      <TaskSheet
        open={sheet === 'task' || sheet === 'units' || sheet === 'new-task'}
        mode={sheet}
        review={review}
        onClose={() => setSheet(null)}
      />
      <TargetSheet
        open={sheet === 'target' || sheet === 'new-target'}
        isNew={sheet === 'new-target'}
        review={review}
        onClose={() => setSheet(null)}
      />
      <AssignDialog
        path={review.path}
        target={sheet === 'assign' ? review.target : null}
        onClose={() => setSheet(null)}
      />
      <SplitSheet open={sheet === 'split'} review={review} onClose={() => setSheet(null)} />
      <PlanSheet open={sheet === 'plan'} plan={detail.plan} onClose={() => setSheet(null)} />
      <PublishDialog
        open={sheet === 'publish'}
        plan={detail.plan}
        onClose={() => setSheet(null)}
        onGo={(k, row) => choose(k === 'target' ? 'targets' : 'tasks', row)}
        onPlan={() => setSheet('plan')}
      />
      <Modal open={sheet === 'help'} title={t('键盘操作')} footer={null} onCancel={() => setSheet(null)} width={420}>
        <table className="jp-keys">
          <tbody>
            {KEYS.map(([keys, what]) => (
              <tr key={keys}>
                <td>
                  <kbd>{keys}</kbd>
                </td>
                <td>{t(what)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Modal>
      {reason.dialog}
    </div>
  )
}

interface Counts {
  tasks: number
  accepted: number
  rejected: number
  targets: number
  targetsDecided: number
}
const countsOf = ({ tasks, targets }: { tasks: { state: string }[]; targets: { state: string }[] }): Counts => ({
  tasks: tasks.length,
  accepted: tasks.filter(x => x.state === 'accepted').length,
  rejected: tasks.filter(x => x.state === 'rejected').length,
  targets: targets.length,
  targetsDecided: targets.filter(x => x.state !== 'proposed').length,
})

function Advance({ tasks, accepted, rejected, targets, targetsDecided }: Counts): ReactNode {
  const decided = tasks + targets ? ((accepted + rejected + targetsDecided) / (tasks + targets)) * 100 : 0
  return (
    <span className="jp-advance" role="status">
      <span className="jp-bar">
        <span style={{ width: `${decided}%` }} />
      </span>
      <span className="jp-figures">
        {t('任务已确认 {a}/{b}', { a: accepted, b: tasks })}
        {rejected > 0 && t('，不采用 {n}', { n: rejected })}
        {t('；目标已定 {a}/{b}', { a: targetsDecided, b: targets })}
      </span>
    </span>
  )
}
