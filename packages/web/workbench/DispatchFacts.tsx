import { dispatchRecord } from '@jingtu/programme/task.ts'
import type { DispatchDetail } from '@jingtu/server/workbench/answers.ts'
import { Button, Progress, Timeline } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { FileList } from '../parts/FileList.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { showInstant, showNumber } from '../parts/show.ts'
import { RaiseQuestion } from './RaiseQuestion.tsx'
import { LIGHT_SIGN } from './words.tsx'

/** Beside the work: who, until when, how much, how it stands in time, and what has happened. */
export function DispatchFacts({ detail }: { detail: DispatchDetail }): ReactNode {
  const { dispatch, task } = detail
  const [asking, setAsking] = useState(false)
  const facts: [string, ReactNode][] = [
    ['牵头单位', detail.lead.join(t('、'))],
    ['配合单位', detail.coop.join(t('、'))],
    ['责任单位', detail.resp.join(t('、'))],
    ['时限', dispatch.due],
    ['交办日期', detail.issuedOn],
    ['办结日期', dispatch.completedOn],
  ]
  return (
    <div>
      <section className="jt-card">
        <dl className="jt-facts">
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{t(name)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <Done detail={detail} />
      </section>
      {detail.deliverables.length > 0 && (
        <section className="jt-card">
          <h2>{t('应交材料')}</h2>
          <ul className="jt-plain">
            {detail.deliverables.map(d => (
              <li key={d.name}>
                <span>{d.name}</span>
                <StateTag
                  state={
                    d.state === 'accepted'
                      ? 'met'
                      : d.state === 'submitted'
                        ? 'unknown'
                        : d.due && d.due < detail.today
                          ? 'not-met'
                          : 'at-risk'
                  }
                  word={[
                    d.state === 'accepted' ? t('已审核') : d.state === 'submitted' ? t('待审核') : t('未交'),
                    d.late ? t('逾期') : null,
                  ]
                    .filter(Boolean)
                    .join('·')}
                  title={d.due ? t('{day}前', { day: d.due }) : undefined}
                />
                {d.files.length > 0 && <FileList hashes={d.files} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      {detail.siblings.length > 0 && (
        <section className="jt-card">
          <h2>{t('同一任务的其他单位')}</h2>
          <ul className="jt-plain">
            {detail.siblings.map(s => (
              <li key={s.id}>
                <Link to={`/dispatches/${s.id}`}>{s.unitName}</Link>
                <small>
                  <span className={LIGHT_SIGN[s.light].className}>{LIGHT_SIGN[s.light].sign}</span> {t(s.role)} ·{' '}
                  {t(dispatchRecord.states[s.state])}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="jt-card">
        <h2>{t('问题')}</h2>
        {detail.questions.length > 0 ? (
          <ul className="jt-plain">
            {detail.questions.map(q => (
              <li key={q.id}>
                <Link to={`/questions?at=${q.id}`}>{q.title}</Link>
              </li>
            ))}
          </ul>
        ) : (
          <p className="jt-soft">{t('本单位解决不了的，可以提请上级研究。')}</p>
        )}
        <Button size="small" onClick={() => setAsking(true)}>
          {t('提出问题')}
        </Button>
        <RaiseQuestion open={asking} dispatch={dispatch.id} task={task.title} onClose={() => setAsking(false)} />
      </section>
      <section className="jt-card">
        <h2>{t('经过')}</h2>
        <Timeline
          className="jt-timeline"
          items={detail.history.map((h, i) => ({
            key: i,
            content: (
              <>
                <div className="jt-timeline-head">
                  <b>
                    {t(h.what)} · {t(h.label)}
                  </b>
                  <span>{h.actorName}</span>
                  <time dateTime={h.at}>{showInstant(h.at)}</time>
                </div>
                {h.reason && <p className="jt-timeline-reason">{t('理由：{reason}', { reason: h.reason })}</p>}
              </>
            ),
          }))}
        />
      </section>
    </div>
  )
}

/** How much of how much, against the planned pace of today. */
function Done({ detail }: { detail: DispatchDetail }): ReactNode {
  const { dispatch, done, pace } = detail
  if (dispatch.quantity === null && done.quantity === null && done.percent === null) return null
  const unit = dispatch.quantityUnit ?? ''
  return (
    <div className="jt-done">
      <div>
        <b>{done.quantity === null ? t('未报') : showNumber(done.quantity)}</b>
        {dispatch.quantity !== null && ` / ${showNumber(dispatch.quantity)}`} {unit}
        {pace && (
          <span className="jt-done-pace">
            <StateTag
              state={pace.state === 'on-track' ? 'met' : pace.state === 'behind' ? 'at-risk' : 'unknown'}
              word={
                pace.state === 'on-track'
                  ? t('达到时序进度')
                  : pace.state === 'behind'
                    ? t('落后时序进度')
                    : t('进度未知')
              }
              title={t('按时间应完成 {planned} {unit}', { planned: pace.planned, unit })}
            />
          </span>
        )}
      </div>
      {done.percent !== null && (
        <Progress percent={Math.min(100, Number(done.percent))} format={() => `${done.percent}%`} size="small" />
      )}
      {pace && (
        <small className="jt-soft">
          {t('时序进度')}：{pace.curve.map(p => `${p.key.slice(5)} ${showNumber(p.planned)}`).join('　')}
        </small>
      )}
    </div>
  )
}
