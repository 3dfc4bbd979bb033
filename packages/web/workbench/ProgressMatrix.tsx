import { dispatchRecord } from '@jingtu/programme/task.ts'
import type { MatrixRow, MatrixTask, Progress } from '@jingtu/server/workbench/answers.ts'
import { Checkbox, Input, Skeleton } from 'antd'
import { Fragment, type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Light } from '../parts/Light.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useGet } from '../shell/query.ts'
import { usePlanChoice } from './PlanChoice.tsx'
import { CELLS, doneWords, taskName } from './words.tsx'
import './reporting.css'
import './workbench.css'

interface Narrowing {
  search: string
  missing: boolean
  behind: boolean
}

/** Task × unit × period on one sheet: who has reported, how much is done, who is behind. Every mark opens what it says. */
export default function ProgressMatrix(): ReactNode {
  const { plan, choice, none, error } = usePlanChoice()
  const asked = useGet<Progress>(plan ? `/api/plans/${plan}/progress` : null)
  const [narrowing, setNarrowing] = useState<Narrowing>({ search: '', missing: false, behind: false })
  const data = asked.data
  const tasks = data ? narrowed(data, narrowing) : []
  return (
    <>
      <PageHead title={t('进度')} note={data && summary(data)} />
      <div className="jt-tools-line">
        {choice}
        <Input.Search
          allowClear
          style={{ width: 220 }}
          placeholder={t('任务或单位')}
          value={narrowing.search}
          onChange={e => setNarrowing(n => ({ ...n, search: e.target.value }))}
        />
        <Checkbox checked={narrowing.missing} onChange={e => setNarrowing(n => ({ ...n, missing: e.target.checked }))}>
          {t('只看未报、退回')}
        </Checkbox>
        <Checkbox checked={narrowing.behind} onChange={e => setNarrowing(n => ({ ...n, behind: e.target.checked }))}>
          {t('只看逾期、落后')}
        </Checkbox>
      </div>
      {(error ?? asked.error) ? <Problem error={error ?? asked.error} onRetry={() => void asked.refetch()} /> : null}
      {none && (
        <div className="jt-paper">
          <EmptyState title={t('还没有发布的计划')} how={t('计划发布后，任务交办到单位，进度从这里看。')} />
        </div>
      )}
      {plan && !data && !asked.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {data && tasks.length === 0 && (
        <div className="jt-paper">
          <EmptyState title={t('没有符合条件的任务')} how={t('换一个条件，或看看其他计划。')} />
        </div>
      )}
      {data && tasks.length > 0 && <Matrix data={data} tasks={tasks} />}
      {data && (
        <p className="jt-legend">
          {Object.values(CELLS).map(c => (
            <span key={c.word}>
              <span className={c.className}>{c.sign}</span> {t(c.word)}
            </span>
          ))}
          <span>▲ {t('逾期报送')}</span>
        </p>
      )}
    </>
  )
}

function Matrix({ data, tasks }: { data: Progress; tasks: MatrixTask[] }): ReactNode {
  const navigate = useNavigate()
  let section = ''
  const columns = data.periods.length + 4
  return (
    <div className="jt-matrix-frame">
      <table className="jt-matrix">
        <thead>
          <tr>
            <th>{t('任务')}</th>
            <th>{t('单位')}</th>
            {data.periods.map(p => (
              <th key={p.id} style={{ textAlign: 'center' }}>
                {p.name.replace(/^\d{4}年/, '')}
                <small>
                  {p.state === 'closed' ? t('已办结') : `${Number(p.due.slice(5, 7))}.${Number(p.due.slice(8))}`}
                </small>
              </th>
            ))}
            <th>{t('完成')}</th>
            <th>{t('期限')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map(task => {
            const head = task.path.length > 1 ? task.path[0]! : ''
            const isNew = head !== section
            section = head
            return (
              <Fragment key={task.id}>
                {isNew && head && (
                  <tr className="jt-section-row">
                    <td colSpan={columns}>{head}</td>
                  </tr>
                )}
                {task.rows.map((row, i) => (
                  <tr key={row.dispatch}>
                    {i === 0 && (
                      <th rowSpan={task.rows.length} scope="rowgroup">
                        {taskName(task)}
                        <small>
                          {[task.due, task.quantity && `${task.quantity}${task.quantityUnit ?? ''}`]
                            .filter(Boolean)
                            .join(' · ')}
                        </small>
                      </th>
                    )}
                    <td className="jt-unit-cell">
                      <Link to={`/dispatches/${row.dispatch}`}>{row.unitName}</Link>{' '}
                      <small className="jt-faint">{row.state === 'reassigned' ? t('已转办') : t(row.role)}</small>
                    </td>
                    {row.cells.map((cell, c) => (
                      // biome-ignore lint/a11y/useKeyWithClickEvents: the unit's link in the same row leads to the same place
                      <td
                        key={cell.period}
                        className="jt-mark"
                        data-open={isCurrent(data, c) || undefined}
                        title={`${row.unitName} · ${data.periods[c]!.name}：${t(CELLS[cell.state].word)}${cell.late ? `·${t('逾期报送')}` : ''}`}
                        onClick={() => cell.state !== 'not-asked' && navigate(`/dispatches/${row.dispatch}`)}
                        style={cell.state === 'not-asked' ? undefined : { cursor: 'pointer' }}
                      >
                        <span className={CELLS[cell.state].className}>{CELLS[cell.state].sign}</span>
                        {cell.late && <small className="jt-at-risk">▲</small>}
                        <span className="jt-hidden">{t(CELLS[cell.state].word)}</span>
                      </td>
                    ))}
                    <td style={{ whiteSpace: 'nowrap' }}>
                      {doneWords(row)}
                      {row.percent !== null && row.quantity !== null && (
                        <small className="jt-faint"> {row.percent}%</small>
                      )}
                    </td>
                    <td style={{ whiteSpace: 'nowrap' }}>
                      <Standing row={row} data={data} />
                    </td>
                  </tr>
                ))}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Standing({ row, data }: { row: MatrixRow; data: Progress }): ReactNode {
  if (row.state === 'closed' || row.state === 'completed') {
    return (
      <>
        <Light due={row.due} today={data.today} finishedOn={row.completedOn} warnDays={data.warnDays} />{' '}
        <small className="jt-faint">{t(dispatchRecord.states[row.state])}</small>
      </>
    )
  }
  if (row.state === 'reassigned') return <span className="jt-faint">{t('已转办')}</span>
  if (row.light !== 'red' && row.pace === 'behind') return <StateTag state="at-risk" word={t('落后时序进度')} />
  return <Light due={row.due} today={data.today} warnDays={data.warnDays} />
}

/** The open period that is running now. */
const isCurrent = (data: Progress, i: number): boolean => {
  const p = data.periods[i]!
  return (
    p.state === 'open' &&
    p.startsOn <= data.today &&
    !data.periods.slice(0, i).some(q => q.state === 'open' && q.startsOn <= data.today)
  )
}

function narrowed(data: Progress, { search, missing, behind }: Narrowing): MatrixTask[] {
  const words = search.trim().toLowerCase()
  return data.tasks.flatMap(task => {
    const rows = task.rows.filter(
      row =>
        (!words || taskName(task).toLowerCase().includes(words) || row.unitName.toLowerCase().includes(words)) &&
        (!missing || row.cells.some(c => c.state === 'missing' || c.state === 'returned')) &&
        (!behind || row.light === 'red' || row.pace === 'behind'),
    )
    return rows.length ? [{ ...task, rows }] : []
  })
}

function summary(data: Progress): string {
  const rows = data.tasks.flatMap(task => task.rows).filter(r => r.state !== 'reassigned')
  const closed = rows.filter(r => r.state === 'closed').length
  const red = rows.filter(r => r.light === 'red').length
  const behind = rows.filter(r => r.pace === 'behind').length
  return t('{tasks} 项任务，交办 {dispatches} 件，办结 {closed}，逾期 {red}，落后时序 {behind}', {
    tasks: data.tasks.length,
    dispatches: rows.length,
    closed,
    red,
    behind,
  })
}
