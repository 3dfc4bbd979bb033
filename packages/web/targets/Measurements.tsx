import { measurementRecord, type Target } from '@jingtu/programme/target.ts'
import type { MeasurementEntry } from '@jingtu/server/targets/views.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FileList } from '../parts/FileList.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { showInstant, showNumber } from '../parts/show.ts'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

interface Props {
  target: Target
  rows: readonly MeasurementEntry[]
  /** Several regions: each row says which. */
  regions?: boolean
}

/** The rows a figure rests on, newest first; withdrawn ones stay, struck through, with the reason. */
export function Measurements({ target, rows, regions }: Props): ReactNode {
  const { ask, dialog } = useReason()
  const move = useWrite(
    ({ id, name, reason }: { id: string; name: 'confirm' | 'withdraw'; reason?: string }, key) =>
      api.post(`/api/measurements/${id}/moves/${name}`, { reason: reason ?? null }, { key }),
    { refresh: ['/api/targets', '/api/records/measurement'], done: t('已办理') },
  )
  const withdraw = async (m: MeasurementEntry): Promise<void> => {
    const reason = await ask({
      title: t('撤回 {day} 的实测值', { day: m.asOf }),
      content: t('撤回后不再参与判定，但记录和理由会保留。更正请先撤回，再重新录入。'),
      ok: t('撤回'),
      required: true,
      danger: true,
      usual: [t('口径有误'), t('数值录错'), t('数据来源更正')],
    })
    if (reason !== undefined) move.mutate({ id: m.id, name: 'withdraw', reason })
  }
  if (rows.length === 0) return <p className="jt-faint jg-nothing">{t('还没有实测值。')}</p>
  return (
    <>
      <ul className="jg-rows">
        {[...rows].reverse().map(m => (
          <li key={m.id} className={m.state === 'withdrawn' ? 'jg-gone' : undefined}>
            <div className="jg-row-head">
              {regions && <b>{m.regionName}</b>}
              <time>{m.asOf}</time>
              <span className="jg-row-value">{valueWords(m, target)}</span>
              <RecordState kind={measurementRecord} state={m.state} />
              <span className="jg-row-moves jt-no-print">
                {m.can.confirm && (
                  <Button
                    size="small"
                    type="primary"
                    ghost
                    loading={move.isPending}
                    onClick={() => move.mutate({ id: m.id, name: 'confirm' })}
                  >
                    {t('确认')}
                  </Button>
                )}
                {m.can.withdraw && (
                  <Button size="small" onClick={() => void withdraw(m)}>
                    {t('撤回')}
                  </Button>
                )}
              </span>
            </div>
            {m.words && m.value !== null && <p>{m.words}</p>}
            {m.members.length > 0 && <p className="jt-soft">{m.members.join(t('、'))}</p>}
            <p className="jt-soft">
              {t('来源：{source}', { source: m.source })}　{m.actorName} {showInstant(m.at)}
            </p>
            {m.state === 'withdrawn' && m.reason && <p>{t('撤回理由：{reason}', { reason: m.reason })}</p>}
            {m.evidence.length > 0 && <FileList hashes={m.evidence} />}
            <Past m={m} target={target} />
          </li>
        ))}
      </ul>
      {dialog}
    </>
  )
}

/** What was said before, fetched when somebody asks. */
function Past({ m, target }: { m: MeasurementEntry; target: Target }): ReactNode {
  const [open, setOpen] = useState(false)
  if (m.version === 1) return null
  return (
    <>
      <button type="button" className="jt-link jg-past" onClick={() => setOpen(!open)}>
        {open ? t('收起变动') : t('看变动（{n} 次）', { n: m.version })}
      </button>
      {open && (
        <RecordTimeline
          kind={measurementRecord}
          id={m.id}
          names={{ [target.id]: target.indicator, [m.regionId]: m.regionName }}
        />
      )}
    </>
  )
}

export function valueWords(
  m: Pick<
    MeasurementEntry,
    'value' | 'words' | 'met' | 'notApplicable' | 'numerator' | 'denominator' | 'unit' | 'members'
  >,
  target: Pick<Target, 'unit' | 'comparison'>,
): ReactNode {
  if (m.notApplicable) return t('/（不涉及）')
  const unit = target.comparison ? (m.unit ?? '') : (target.unit ?? '')
  if (m.value !== null)
    return (
      <>
        {showNumber(m.value)}
        {unit}
        {m.numerator !== null && (
          <small className="jt-soft">
            {' '}
            {showNumber(m.numerator)} ÷ {showNumber(m.denominator)}
          </small>
        )}
      </>
    )
  if (m.met !== null) return `${m.met ? t('达到') : t('未达到')}${m.words ? `：${m.words}` : ''}`
  if (m.words) return m.words
  return m.members.length > 0 ? t('{n} 项', { n: m.members.length }) : '—'
}
