import { targetWords } from '@jingtu/programme/target-text.ts'
import type { TargetDetail } from '@jingtu/server/targets/views.ts'
import { Button, Skeleton, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { AssignDialog } from '../plans/AssignDialog.tsx'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { BaselineForm } from './BaselineForm.tsx'
import { Figure } from './Matrix.tsx'
import { MeasureForm } from './MeasureForm.tsx'
import { Measurements } from './Measurements.tsx'
import { TargetLight } from './TargetLight.tsx'
import { Why } from './Why.tsx'

interface Props {
  open: { target: string; region: string } | null
  onClose: () => void
  onOpen: (target: string, region: string) => void
}

/** One cell opened: the figure, why the light is what it is, the rows behind it, and what can be done. */
export function CellSheet({ open, onClose, onOpen }: Props): ReactNode {
  const asked = useGet<TargetDetail>(open && `/api/targets/${open.target}`)
  const detail = asked.data
  const cell = detail && open ? cellAt(detail, open.region) : undefined
  return (
    <SideSheet
      open={open !== null}
      title={
        <>
          {cell?.regionName}
          {cell && <span className="jg-sep">·</span>}
          {detail?.target.indicator ?? t('指标')}
        </>
      }
      extra={detail && <Link to={`/targets/${detail.target.id}`}>{t('打开指标页')}</Link>}
      onClose={onClose}
    >
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {!detail && !asked.error && <Skeleton active />}
      {detail && open && (
        <Content
          key={`${open.target} ${open.region}`}
          detail={detail}
          region={open.region}
          onOpen={region => onOpen(open.target, region)}
        />
      )}
    </SideSheet>
  )
}

const cellAt = ({ row }: TargetDetail, region: string) =>
  row ? [row.overall, ...row.regions].find(c => c.regionId === region) : undefined

type Doing = 'measure' | 'freeze' | null

function Content({
  detail,
  region,
  onOpen,
}: {
  detail: TargetDetail
  region: string
  onOpen: (region: string) => void
}): ReactNode {
  const { actor } = useSession()
  const [doing, setDoing] = useState<Doing>(null)
  const [assigning, setAssigning] = useState(false)
  const { target, row, plan, can } = detail
  const cell = cellAt(detail, region)
  if (!row || !cell) return <p className="jt-soft">{t('这个区域没有这项目标，或不在您的查看范围内。')}</p>
  const whole = cell === row.overall
  const own = detail.measurements.filter(m => m.regionId === region)
  const parts = whole ? row.regions : []
  const waits = (target.pending || target.masked) && plan.ownerUnit === actor.unit && actor.duties.includes('planner')
  if (doing === 'measure')
    return (
      <MeasureForm
        row={row}
        region={region}
        onDone={at => {
          setDoing(null)
          onOpen(at)
        }}
        onCancel={() => setDoing(null)}
      />
    )
  return (
    <>
      <div className="jg-head">
        <Figure cell={cell} row={{ target }} />
        <TargetLight status={cell.finding.status} />
        <span className="jt-soft">
          {t('目标 {goal}', { goal: targetWords(target) || t('待定') })}
          {target.by && `，${t('{day} 前', { day: target.by })}`}
        </span>
      </div>
      <h3>{t('为什么')}</h3>
      <Why target={target} cell={cell} />
      <Space wrap className="jg-do">
        {waits && (
          <Button type="primary" onClick={() => setAssigning(true)}>
            {t('补填下达的目标值')}
          </Button>
        )}
        {can.record && !target.notApplicable && (
          <Button type={waits ? 'default' : 'primary'} onClick={() => setDoing('measure')}>
            {t('录入实测值')}
          </Button>
        )}
        {can.freeze && needsBaseline(target.comparison) && (
          <Button onClick={() => setDoing(doing === 'freeze' ? null : 'freeze')}>{t('冻结基数')}</Button>
        )}
      </Space>
      {doing === 'freeze' && (
        <div className="jg-inset">
          <BaselineForm row={row} region={region} onDone={() => setDoing(null)} />
        </div>
      )}
      <h3>{t('实测值')}</h3>
      <Measurements target={target} rows={own} />
      {parts.length > 0 && (
        <>
          <h3>{t('各区域')}</h3>
          <ul className="jg-parts">
            {parts.map(part => (
              <li key={part.regionId}>
                <button type="button" className="jg-card-region" onClick={() => onOpen(part.regionId)}>
                  <span>{part.regionName}</span>
                  <Figure cell={part} row={{ target }} />
                  <TargetLight status={part.finding.status} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {target.quote && (
        <>
          <h3>{t('计划原文')}</h3>
          <blockquote className="jg-quote">
            {target.quote}
            <Link to={`/plans/${plan.id}?tab=text&target=${target.id}`}>{t('在计划中查看')}</Link>
          </blockquote>
        </>
      )}
      <AssignDialog
        path={`/api/plans/${plan.id}`}
        target={assigning ? target : null}
        onClose={() => setAssigning(false)}
      />
    </>
  )
}

/** Only where the figure is compared with one. */
const needsBaseline = (comparison: string | null): boolean => comparison !== null && comparison !== '水质类别'
