import type { FigureAnswer } from '@jingtu/server/workbench/tables/answers.ts'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../../i18n/language.ts'
import { Problem } from '../../parts/Problem.tsx'
import { SideSheet } from '../../parts/SideSheet.tsx'
import { useGet } from '../../shell/query.ts'

interface Props {
  /** Path of the period's table: /api/report-tables/…/periods/… */
  path: string
  at: string | null
  onOpen: (at: string) => void
  onClose: () => void
}

/** Where a figure comes from, down to the rows it was counted from. */
export function FigureSheet({ path, at, onOpen, onClose }: Props): ReactNode {
  const asked = useGet<FigureAnswer>(at ? `${path}/cells/${encodeURIComponent(at)}` : null)
  const data = asked.data
  return (
    <SideSheet
      open={at !== null}
      title={data ? `${data.at}　${data.row} · ${data.column}` : (at ?? '')}
      onClose={onClose}
    >
      {asked.error && <Problem error={asked.error} />}
      {!data && !asked.error && <Skeleton active />}
      {data && (
        <>
          <p className="jt-figure-large">{data.figure ?? t('还没有数')}</p>
          <Origin origin={data.origin} onOpen={onOpen} />
        </>
      )}
    </SideSheet>
  )
}

function Origin({ origin, onOpen }: { origin: FigureAnswer['origin']; onOpen: (at: string) => void }): ReactNode {
  switch (origin.kind) {
    case 'none':
      return <p className="jt-soft">{t('这一格没有数据来源。')}</p>
    case 'typed':
      return (
        <>
          <p className="jt-soft">{t('由单位填报：')}</p>
          <ul className="jt-origin">
            {origin.entries.map(e => (
              <li key={e.at}>
                <b>{e.value ?? t('未填')}</b> {e.unitName} {e.actorName}
                <small>
                  {e.at.slice(0, 16).replace('T', ' ')} {t(e.state)}
                </small>
              </li>
            ))}
          </ul>
        </>
      )
    case 'target':
      return (
        <p>
          {t('计划目标：')}
          <Link to={`/targets/${origin.target}`}>{origin.text}</Link>
        </p>
      )
    case 'measured':
      return (
        <p>
          {origin.measurement
            ? t('实测 {value}，截至 {day}，来源：{source}', {
                value: origin.measurement.value ?? '/',
                day: origin.measurement.asOf,
                source: origin.measurement.source,
              })
            : t('截至本期末还没有实测值。')}{' '}
          <Link to={`/targets/${origin.target}`}>{t('去看指标')}</Link>
        </p>
      )
    case 'tasks':
      return (
        <>
          <p className="jt-soft">{t(origin.count)}：</p>
          <ul className="jt-origin">
            {origin.dispatches.map(d => (
              <li key={d.id}>
                <Link to={`/dispatches/${d.id}`}>{d.task}</Link> {d.unitName}
                <small>{[t(d.state), d.due].filter(Boolean).join(' · ')}</small>
              </li>
            ))}
          </ul>
        </>
      )
    case 'formula':
      return (
        <>
          <p>
            {t('公式')} <code>={origin.formula.replace(/^=/, '')}</code>
          </p>
          <ul className="jt-origin">
            {origin.operands.map(o => (
              <li key={o.at}>
                <button type="button" className="jt-link" onClick={() => onOpen(o.at)}>
                  {o.at}
                </button>{' '}
                {o.row} · {o.column} <b>{o.figure ?? t('缺')}</b>
              </li>
            ))}
          </ul>
        </>
      )
  }
}
