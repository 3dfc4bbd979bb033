import { EditOutlined } from '@ant-design/icons'
import { targetRecord } from '@jingtu/programme/target.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import type { TargetDetail } from '@jingtu/server/targets/views.ts'
import { Checkbox, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { isKeyLand, KeyLandGuarantee } from '../indicators/KeyLandGuarantee.tsx'
import { TargetIndicator } from '../indicators/TargetIndicator.tsx'
import { PageHead, type Step } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { showNumber } from '../parts/show.ts'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { useGet } from '../shell/query.ts'
import { BaselineForm } from './BaselineForm.tsx'
import { CellSheet } from './CellSheet.tsx'
import { Figure } from './Matrix.tsx'
import { MeasureForm } from './MeasureForm.tsx'
import { Measurements } from './Measurements.tsx'
import { MethodForm } from './MethodForm.tsx'
import { groupOf } from './matrix.ts'
import { TargetChart } from './TargetChart.tsx'
import { TargetLight } from './TargetLight.tsx'
import { Why } from './Why.tsx'
import './target.css'
import './targets.css'

type Doing = 'measure' | 'freeze' | 'method' | 'history' | null

/** One target: the sentence that ordered it, how it stands and why, its course, its regions, its rows. */
export default function TargetPage(): ReactNode {
  const { id } = useParams() as { id: string }
  const [params, setParams] = useSearchParams()
  const [doing, setDoing] = useState<Doing>(null)
  const [gone, setGone] = useState(false)
  const asked = useGet<TargetDetail>(`/api/targets/${id}`, undefined, { keep: true })
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  const detail = asked.data
  if (!detail) return <Skeleton active paragraph={{ rows: 10 }} />
  const { target, plan, row, task, can } = detail
  const region = params.get('region')
  const open = (to: string | null): void => setParams(to ? { region: to } : {}, { replace: true })
  const close = (): void => setDoing(null)
  const more: Step[] = [
    ...(can.freeze ? [{ label: t('冻结基数'), onClick: () => setDoing('freeze') }] : []),
    ...(can.setMethod ? [{ label: t('设定口径'), onClick: () => setDoing('method') }] : []),
    { label: t('变动记录'), onClick: () => setDoing('history') },
  ]
  const compared = target.comparison !== null || detail.baselines.length > 0
  const rows = detail.measurements.filter(m => gone || m.state !== 'withdrawn')
  return (
    <>
      <PageHead
        title={target.indicator}
        trail={[{ label: t('指标'), to: `/targets?plan=${plan.id}` }]}
        aside={row && <TargetLight status={row.overall.finding.status} why={row.overall.finding.why} />}
        note={
          <>
            <Link to={`/plans/${plan.id}`}>{plan.title}</Link>
            {` · ${t(groupOf(target))}`}
          </>
        }
        next={
          can.record && !target.notApplicable
            ? { label: t('录入实测值'), icon: <EditOutlined />, onClick: () => setDoing('measure') }
            : undefined
        }
        more={more}
      />
      <div className="jg-page">
        <section className="jt-card">
          <h2>{t('目标')}</h2>
          <div className="jg-head">
            <b className="jg-goal-words">{targetWords(target) || t('待定')}</b>
            {target.by && <span className="jt-soft">{t('{day} 前', { day: target.by })}</span>}
            {target.stage && <span className="jt-soft">{target.stage}</span>}
            {target.state !== 'inForce' && <RecordState kind={targetRecord} state={target.state} />}
          </div>
          {target.quote && (
            <blockquote className="jg-quote">
              {target.quote}
              <Link to={`/plans/${plan.id}?tab=text&target=${target.id}`}>{t('在计划中查看')}</Link>
            </blockquote>
          )}
          <dl className="jg-why">
            {target.assignedBy && <Fact name={t('下达文件')}>{target.assignedBy}</Fact>}
            {target.comparison && <Fact name={t('口径')}>{target.comparison}</Fact>}
            {target.approx && (
              <Fact name={t('允许偏差')}>
                {target.tolerance ?? <span className="jt-at-risk">▲ {t('尚未设定')}</span>}
              </Fact>
            )}
            {target.cumulative && <Fact name={t('累计')}>{t('按时序进度判定')}</Fact>}
            {isKeyLand(target) && (
              <Fact name={t('由台账判定')}>
                <KeyLandGuarantee target={target} />
              </Fact>
            )}
            {target.op !== 'text' && (
              <Fact name={t('由台账计算')}>
                <TargetIndicator target={target} />
              </Fact>
            )}
            <Fact name={t('任务')}>
              {task ? (
                <>
                  <Link to={`/plans/${plan.id}?tab=text&task=${task.id}`}>
                    {task.no && `${task.no}. `}
                    {task.title}
                  </Link>
                  {task.leads.length > 0 && (
                    <span className="jt-soft">　{t('牵头：{units}', { units: task.leads.join(t('、')) })}</span>
                  )}
                </>
              ) : (
                <span className="jt-faint">{t('没有写在某一项任务里')}</span>
              )}
            </Fact>
          </dl>
        </section>
        {row && (
          <section className="jt-card">
            <h2>{t('{region}：为什么', { region: row.overall.regionName })}</h2>
            <div className="jg-head">
              <Figure cell={row.overall} row={{ target }} />
              <TargetLight status={row.overall.finding.status} />
            </div>
            <Why target={target} cell={row.overall} />
          </section>
        )}
        <section className="jt-card jg-wide">
          <h2>{t('走势和对比')}</h2>
          <TargetChart detail={detail} onOpen={open} />
        </section>
        {row && row.regions.length > 0 && (
          <section className={compared ? 'jt-card' : 'jt-card jg-wide'}>
            <h2>{t('各区域')}</h2>
            <ul className={compared ? 'jg-parts' : 'jg-parts jg-parts-wide'}>
              {row.regions.map(cell => (
                <li key={cell.regionId}>
                  <button type="button" className="jg-card-region" onClick={() => open(cell.regionId)}>
                    <span>{cell.regionName}</span>
                    <Figure cell={cell} row={{ target }} />
                    <TargetLight status={cell.finding.status} why={cell.finding.why} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {compared && (
          <section className="jt-card">
            <h2>{t('基数')}</h2>
            {detail.baselines.length === 0 ? (
              <p className="jt-faint jg-nothing">{t('还没有冻结基数。')}</p>
            ) : (
              <ul className="jg-rows">
                {detail.baselines.map(b => (
                  <li key={b.id}>
                    <div className="jg-row-head">
                      <b>{b.regionName}</b>
                      <time>{b.day}</time>
                      <span className="jg-row-value">
                        {b.members.length > 0
                          ? t('{n} 项', { n: b.members.length })
                          : `${showNumber(b.value)}${b.unit ?? ''}`}
                      </span>
                    </div>
                    {b.members.length > 0 && <p className="jt-soft">{b.members.join(t('、'))}</p>}
                    <p className="jt-soft">{t('来源：{source}', { source: b.source })}</p>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        <section className="jt-card jg-wide">
          <h2>
            {t('实测值')}
            <Checkbox className="jg-switch" checked={gone} onChange={e => setGone(e.target.checked)}>
              {t('含已撤回')}
            </Checkbox>
          </h2>
          <Measurements target={target} rows={rows} regions />
        </section>
      </div>
      <CellSheet
        open={region ? { target: id, region } : null}
        onClose={() => open(null)}
        onOpen={(_, at) => open(at)}
      />
      <SideSheet open={doing === 'measure'} title={t('录入实测值')} onClose={close}>
        {row && <MeasureForm row={row} region={null} onDone={close} onCancel={close} />}
      </SideSheet>
      <SideSheet open={doing === 'freeze'} title={t('冻结基数')} onClose={close}>
        {row && <BaselineForm row={row} region={row.overall.regionId} onDone={close} />}
      </SideSheet>
      <SideSheet open={doing === 'method'} title={t('设定口径')} onClose={close}>
        <MethodForm target={target} onDone={close} />
      </SideSheet>
      <SideSheet open={doing === 'history'} title={t('变动记录')} onClose={close}>
        <RecordTimeline kind={targetRecord} id={id} />
      </SideSheet>
    </>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
