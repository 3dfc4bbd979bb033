import { reportRecord } from '@jingtu/programme/reporting.ts'
import type { DispatchDetail, PeriodEntry } from '@jingtu/server/workbench/answers.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { FileList } from '../parts/FileList.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { showNumber } from '../parts/show.ts'

/** A report as it was handed in. */
export function ReportView({ detail, period }: { detail: DispatchDetail; period: PeriodEntry }): ReactNode {
  const { report } = period
  if (!report) {
    return (
      <EmptyState
        compact
        title={
          period.owed
            ? t('{period}还没有报告', { period: period.name })
            : t('{period}不要求报送', { period: period.name })
        }
        how={
          period.state === 'closed'
            ? t('该调度期已汇总办结。')
            : period.owed
              ? t('{day}前报送。', { day: period.due })
              : undefined
        }
      />
    )
  }
  const unit = detail.dispatch.quantityUnit ?? ''
  const figure = [
    report.quantity === null ? null : `${showNumber(report.quantity)} ${unit}`,
    report.percent === null ? null : `${report.percent}%`,
  ]
    .filter(Boolean)
    .join('，')
  const values = (report.values ?? []).flatMap(v => {
    const target = detail.targets.find(x => x.id === v.target)
    return target
      ? [`${target.indicator}：${v.value ?? v.text ?? t('未填')}${v.value === null ? '' : (target.unit ?? '')}`]
      : []
  })
  const rows: [string, ReactNode][] = [
    ['进展情况', report.progress],
    ['完成数量', figure && `${figure}（${t(report.figureKind ?? '')}）`],
    ['累计值下降说明', report.fallReason],
    ['指标数值', values.join('\n')],
    ['存在问题', report.problems],
    ['下一步措施', report.nextStep],
    ...(report.proofs ?? []).map((p): [string, ReactNode] => [p.name, <FileList key={p.name} hashes={p.files} />]),
    ['佐证材料', report.evidence.length > 0 && <FileList hashes={report.evidence} />],
    ['审核意见', report.reviewNote],
  ]
  return (
    <>
      <p className="jt-soft jt-gapped">
        <RecordState kind={reportRecord} state={report.state} />

        {report.submittedOn && <span>{t('{day} 提交', { day: report.submittedOn })}</span>}
        {report.late && <span className="jt-not-met">■ {t('逾期报送')}</span>}
        {report.reusedFrom && <span>{t('沿用同一事实的另一份报告')}</span>}
      </p>
      <dl className="jt-told">
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{t(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
