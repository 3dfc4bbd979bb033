import type { PeriodList, PeriodRow } from '@jingtu/server/workbench/answers.ts'
import { App, Button, Checkbox, Skeleton, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Light } from '../parts/Light.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem, showProblem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { ExcelFilling } from './ExcelFilling.tsx'
import { usePlanChoice } from './PlanChoice.tsx'
import './reporting.css'
import './workbench.css'

const REFRESH = ['/api/periods', '/api/plans', '/api/workbench', '/api/dispatches']

/** Periods of a plan: who has not reported, closing into the 调度表, and the year's report. */
export default function Periods(): ReactNode {
  const { plan, choice, none, error } = usePlanChoice()
  const asked = useGet<PeriodList>(plan ? '/api/periods' : null, { plan })
  const { modal } = App.useApp()
  const make = useWrite((_: undefined, key) => api.post(`/api/plans/${plan}/periods/make`, {}, { key }), {
    refresh: REFRESH,
    done: t('调度期已生成'),
  })
  const data = asked.data
  const download = (): void => {
    api.download(`/api/plans/${plan}/summary.docx`).catch(e => showProblem(modal, e, t('没有生成')))
  }
  const current = data?.rows.find(p => p.state === 'open' && p.begun && p.owed > 0)
  return (
    <>
      <PageHead
        title={t('调度')}
        note={current ? t('本期：{period}，{day}前报送', { period: current.name, day: current.due }) : undefined}
        steps={data?.plan.seesAll && data.rows.length > 0 ? [{ label: t('年度汇总（Word）'), onClick: download }] : []}
        next={
          data?.plan.maySet && data.rows.length === 0
            ? { label: t('按计划生成调度期'), onClick: () => make.mutate(undefined), busy: make.isPending }
            : undefined
        }
      />
      <div className="jt-tools-line">{choice}</div>
      {(error ?? asked.error) ? <Problem error={error ?? asked.error} onRetry={() => void asked.refetch()} /> : null}
      {none && <Nothing />}
      {plan && !data && !asked.error && <Skeleton active />}
      {data && data.rows.length === 0 && (
        <div className="jt-paper">
          <EmptyState title={t('还没有调度期')} how={t('计划的报送要求决定调度期；计划没有写明的，按季度生成。')} />
        </div>
      )}
      {data && (
        <div className="jt-periods">
          {ordered(data.rows).map(p => (
            <PeriodCard key={p.id} period={p} list={data} />
          ))}
        </div>
      )}
    </>
  )
}

const Nothing = (): ReactNode => (
  <div className="jt-paper">
    <EmptyState
      title={t('还没有发布的计划')}
      how={t('计划发布后，任务交办到单位，调度从这里开始。')}
      action={<Link to="/plans">{t('去看计划')}</Link>}
    />
  </div>
)

/** What is going on first, then what comes, then what is done. */
const ordered = (rows: PeriodRow[]): PeriodRow[] => {
  const rank = (p: PeriodRow): number => (p.state === 'closed' ? 2 : p.begun ? 0 : 1)
  return [...rows].sort(
    (a, b) => rank(a) - rank(b) || (rank(a) === 2 ? (a.due < b.due ? 1 : -1) : a.due < b.due ? -1 : 1),
  )
}

function PeriodCard({ period, list }: { period: PeriodRow; list: PeriodList }): ReactNode {
  const [closing, setClosing] = useState(false)
  const { modal } = App.useApp()
  const { ask, dialog } = useReason()
  const path = `/api/periods/${period.id}`
  const reopen = useWrite((reason: string, key) => api.post(`${path}/reopen`, { reason }, { key }), {
    refresh: REFRESH,
    done: t('已重新打开'),
  })
  const download = (): void => {
    api.download(`${path}/sheet.xlsx`).catch(e => showProblem(modal, e, t('没有下载成')))
  }
  const onReopen = async (): Promise<void> => {
    const reason = await ask({
      title: t('重新打开{period}', { period: period.name }),
      ok: t('重新打开'),
      required: true,
      content: t('已冻结的调度表仍留在历史中，再次办结时生成新的。'),
      usual: [t('单位补报'), t('数据更正')],
    })
    if (reason !== undefined) reopen.mutate(reason)
  }
  const handedIn = period.accepted + period.submitted
  const open = period.state === 'open'
  return (
    <section className="jt-card">
      {dialog}
      <div className="jt-period-head">
        <h2>{period.name}</h2>
        {open ? (
          period.begun && period.owed === 0 ? (
            <span className="jt-soft">{t('本期没有应报的任务')}</span>
          ) : period.begun ? (
            <Light due={period.due} today={list.today} warnDays={list.warnDays} />
          ) : (
            <span className="jt-soft">{t('未开始')}</span>
          )
        ) : (
          <StateTag state="met" word={t('{day} 已汇总办结', { day: period.closedOn ?? '' })} />
        )}
        <span className="jt-soft">
          {t('{day}前报送', { day: period.due })}
          {period.recipient ? ` · ${t('报 {recipient}', { recipient: period.recipient })}` : ''}
        </span>
        <span>
          <ExcelFilling period={period} mine={period.mine} refresh={REFRESH} />
          {period.begun && list.plan.seesAll && (
            <Button size="small" onClick={download}>
              {open ? t('调度表草稿') : t('下载调度表')}
            </Button>
          )}
          {open && period.begun && list.plan.mayClose && (
            <Button
              size="small"
              type={list.today > period.due && period.owed > 0 ? 'primary' : 'default'}
              onClick={() => setClosing(true)}
            >
              {t('汇总办结')}
            </Button>
          )}
          {!open && list.plan.mayClose && (
            <Button size="small" loading={reopen.isPending} onClick={() => void onReopen()}>
              {t('重新打开')}
            </Button>
          )}
        </span>
      </div>
      {(period.begun || !open) && (
        <>
          <div
            className="jt-bar"
            role="img"
            aria-label={t('应报 {owed}，已报 {handedIn}', { owed: period.owed, handedIn })}
          >
            {(['accepted', 'submitted', 'returned'] as const).map(k => (
              <i
                key={k}
                className={`jt-bar-${k}`}
                style={{ width: `${(period[k] / Math.max(period.owed, 1)) * 100}%` }}
              />
            ))}
          </div>
          <div className="jt-period-figures">
            <Link to={`/progress?plan=${list.plan.id}`}>{t('应报 {count}', { count: period.owed })}</Link>
            <span className="jt-met">● {t('已审核 {count}', { count: period.accepted })}</span>
            {period.submitted > 0 && (
              <Link to="/reviews" className="jt-cell-submitted">
                ◐ {t('待审核 {count}', { count: period.submitted })}
              </Link>
            )}
            {period.returned > 0 && (
              <span className="jt-at-risk">↩ {t('已退回 {count}', { count: period.returned })}</span>
            )}
            {period.beyond > 0 && (
              <span className="jt-soft" title={t('配合单位的报告，或任务在截止前已办结、转办的报告，不计入应报')}>
                {t('另收到 {count} 份不要求报送的', { count: period.beyond })}
              </span>
            )}
            {period.late > 0 && <span className="jt-at-risk">▲ {t('逾期报送 {count}', { count: period.late })}</span>}
            {period.basis && (
              <span className="jt-faint" title={period.basis}>
                {t('依据')}：{period.basis.length > 40 ? `${period.basis.slice(0, 40)}…` : period.basis}
              </span>
            )}
          </div>
          {period.missing.length > 0 ? (
            <Missing period={period} isDue={!open || list.today > period.due} />
          ) : period.owed === 0 ? null : (
            <p className="jt-met" style={{ margin: '8px 0 0' }}>
              ● {t('应报的都已报送')}
            </p>
          )}
        </>
      )}
      {closing && <CloseDialog period={period} onClose={() => setClosing(false)} />}
    </section>
  )
}

/** Before the day nobody is late: who has not yet reported is told without a red sign. */
function Missing({ period, isDue }: { period: PeriodRow; isDue: boolean }): ReactNode {
  const text = `${period.name}进展尚未报送（截止${period.due}）：\n${period.missing.map(m => `${m.unitName}：${m.tasks.join('；') || `${m.dispatches}项`}`).join('\n')}`
  return (
    <div className="jt-missing">
      {isDue ? (
        <span className="jt-not-met">■ {t('未报送 {count} 家', { count: period.missing.length })}</span>
      ) : (
        <span className="jt-soft">◇ {t('待报送 {count} 家', { count: period.missing.length })}</span>
      )}
      {period.missing.map(m => (
        <Tag key={m.unit} title={m.tasks.join('\n')}>
          <Link to={`/today?unit=${m.unit}`}>{m.unitName}</Link>
          {m.dispatches > 1 && <span className="jt-faint"> {t('{count} 项', { count: m.dispatches })}</span>}
        </Tag>
      ))}
      <CopyButton text={text} small>
        {t('复制催报名单')}
      </CopyButton>
    </div>
  )
}

function CloseDialog({ period, onClose }: { period: PeriodRow; onClose: () => void }): ReactNode {
  const [include, setInclude] = useState(false)
  const close = useWrite(
    (body: { includeUnreviewed: boolean }, key) => api.post(`/api/periods/${period.id}/close`, body, { key }),
    { refresh: REFRESH, done: t('已汇总办结，调度表已冻结'), onDone: onClose },
  )
  const blocked = period.waiting.length > 0 && !include
  return (
    <div className="jt-hint" style={{ marginTop: 12 }} role="dialog" aria-label={t('汇总办结')}>
      <p>
        <b>{t('汇总办结{period}', { period: period.name })}</b>　{t('办结后调度表冻结，不再接收本期报告。')}
      </p>
      {period.missing.length > 0 && (
        <p className="jt-not-met">■ {t('未报送 {count} 家，将列入名单', { count: period.missing.length })}</p>
      )}
      {period.waiting.length > 0 && (
        <>
          <p className="jt-at-risk">
            ◐ {t('还有 {count} 份报告没有审核：', { count: period.waiting.length })}
            {period.waiting
              .slice(0, 6)
              .map(w => `${w.unitName}“${w.task}”`)
              .join(t('、'))}
            　<Link to="/reviews">{t('去审核')}</Link>
          </p>
          <p>
            <Checkbox checked={include} onChange={e => setInclude(e.target.checked)}>
              {t('连同未审核的一并汇总，表中注明“待审核”')}
            </Checkbox>
          </p>
        </>
      )}
      <Button
        type="primary"
        size="small"
        disabled={blocked}
        loading={close.isPending}
        onClick={() => close.mutate({ includeUnreviewed: include })}
      >
        {t('办结')}
      </Button>{' '}
      <Button size="small" onClick={onClose}>
        {t('取消')}
      </Button>
    </div>
  )
}
