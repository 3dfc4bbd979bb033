import type { Why, WhyStep } from '@jingtu/server/evidence/views.ts'
import { Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { type Severity, severityOf } from '../charts/exceedance.ts'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { useGet } from '../shell/query.ts'
import { FindingFacts } from '../standards/JudgementFacts.tsx'
import { MissingList } from '../standards/MissingList.tsx'
import { CellInFile } from './CellInFile.tsx'

const ORDER: readonly Severity[] = ['serious', 'raised', 'open', 'fine', 'none']

/** 为什么: from the verdict to the finding, the result, the cell of the laboratory's file, the conversion and the clause. */
export function WhySheet({ id, onClose }: { id: string | null; onClose: () => void }): ReactNode {
  return (
    <SideSheet open={id !== null} wide title={t('为什么')} onClose={onClose}>
      {id && <WhyBody id={id} />}
    </SideSheet>
  )
}

function WhyBody({ id }: { id: string }): ReactNode {
  const asked = useGet<Why>(`/api/evidence/verdicts/${id}/why`)
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active />
  const { verdict, judging, sample, notes, steps, missing } = asked.data
  const sorted = [...steps].sort((a, b) => rank(a) - rank(b))
  return (
    <>
      <p className="js-verdict">
        <b>{sample.code}</b>
        <VerdictTag verdict={verdict.verdict} />
        <span className="jt-soft">
          {verdict.edition}　{judging.title}　{judging.judgedOn}
        </span>
      </p>
      {!verdict.counts && <p className="jt-at-risk">▲ {t('这条结论已被替代或撤回，照当时所判保留。')}</p>}
      <p className="jt-soft">
        <Link to={`/evidence/batches/${verdict.batch}`}>{t('打开这一批')}</Link>
        {sample.takenOn && `　${t('采样日期')} ${sample.takenOn}`}
        {sample.ph && `　pH ${sample.ph}`}
        {sample.landUse && `　${sample.landUse}`}
      </p>
      {notes.length > 0 && (
        <ul className="js-notes">
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <MissingList missing={missing} />
      {sorted.map(step => (
        <Step key={`${step.finding.name} ${step.finding.clause}`} step={step} batch={verdict.batch} />
      ))}
    </>
  )
}

const rank = (s: WhyStep): number => (s.decisive ? -1 : ORDER.indexOf(severityOf(s.finding.verdict)))

function Step({ step, batch }: { step: WhyStep; batch: string }): ReactNode {
  const [at, setAt] = useState<string | null>(null)
  return (
    <>
      <FindingFacts finding={step.finding} />
      {step.results.map(r => (
        <div key={r.ordinal} className="je-origin">
          {t('结果')} <b>{r.shown}</b> {r.unit} ←
          <button type="button" className="jt-link" onClick={() => setAt(at === r.cell.place ? null : r.cell.place)}>
            {[r.cell.file?.name, r.cell.place].filter(Boolean).join(' ')}
          </button>
          <code>{r.cell.text}</code>
          {r.cell.mend && (
            <span className="jt-soft">
              　{t('更正为 {text}', { text: r.cell.mend.text })}
              {r.cell.mend.reason && `（${r.cell.mend.reason}）`}
            </span>
          )}
          {at === r.cell.place && <CellInFile batch={batch} place={at} />}
        </div>
      ))}
    </>
  )
}
