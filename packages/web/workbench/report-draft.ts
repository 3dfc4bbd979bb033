import type { Report } from '@jingtu/programme/reporting.ts'
import type { DispatchDetail, PeriodEntry } from '@jingtu/server/workbench/answers.ts'
import { t } from '../i18n/language.ts'
import { readFigure } from '../parts/read-figure.ts'

/** A report while it is being written: everything is text as it was typed. */
export interface Draft {
  progress: string
  problems: string
  nextStep: string
  figureKind: Report['figureKind']
  quantity: string
  percent: string
  fallReason: string
  values: Record<string, string>
  evidence: string[]
  proofs: Record<string, string[]>
  reusedFrom: string | null
}
type Told = Pick<
  Report,
  'progress' | 'problems' | 'nextStep' | 'figureKind' | 'quantity' | 'percent' | 'evidence' | 'proofs'
>

export function draftOf(detail: DispatchDetail, period: PeriodEntry): Draft {
  const empty: Draft = {
    progress: '',
    problems: '',
    nextStep: '',
    figureKind: usualKind(detail),
    quantity: '',
    percent: '',
    fallReason: '',
    values: {},
    evidence: [],
    proofs: {},
    reusedFrom: null,
  }
  const { report } = period
  if (!report) return empty
  const values = Object.fromEntries((report.values ?? []).map(v => [v.target, v.value ?? v.text ?? '']))
  return {
    ...empty,
    ...takeOver(report),
    figureKind: report.figureKind ?? empty.figureKind,
    fallReason: report.fallReason ?? '',
    values,
    reusedFrom: report.reusedFrom,
  }
}

/** The kind of figure used last; a quantity that was dealt out is usually told as a total. */
function usualKind(detail: DispatchDetail): Report['figureKind'] {
  return (
    detail.periods.findLast(p => p.report?.figureKind)?.report?.figureKind ??
    (detail.dispatch.quantity === null ? null : '累计值')
  )
}

export const takeOver = (
  report: Told,
): Pick<
  Draft,
  'progress' | 'problems' | 'nextStep' | 'figureKind' | 'quantity' | 'percent' | 'evidence' | 'proofs'
> => ({
  progress: report.progress ?? '',
  problems: report.problems ?? '',
  nextStep: report.nextStep ?? '',
  figureKind: report.figureKind,
  quantity: report.quantity ?? '',
  percent: report.percent ?? '',
  evidence: report.evidence,
  proofs: Object.fromEntries((report.proofs ?? []).map(p => [p.name, p.files])),
})

/** Figures that cannot be read as such, told before anything is sent. */
export function figureFaults(draft: Draft): Record<string, string> {
  const faults: Record<string, string> = {}
  const wrong = (text: string): boolean => text.trim() !== '' && readFigure(text) === undefined
  if (draft.figureKind !== '工程量百分比' && wrong(draft.quantity))
    faults.quantity = t('“{text}”不是数字，请填写阿拉伯数字', { text: draft.quantity })
  if (draft.figureKind === '工程量百分比' && wrong(draft.percent))
    faults.percent = t('“{text}”不是数字，请填写阿拉伯数字', { text: draft.percent })
  return faults
}

const words = (text: string): string | null => text.trim() || null

export function bodyOf(draft: Draft): object {
  const percent = draft.figureKind === '工程量百分比'
  const quantity = percent ? null : (readFigure(draft.quantity) ?? null)
  const share = percent ? (readFigure(draft.percent) ?? null) : null
  return {
    progress: words(draft.progress),
    problems: words(draft.problems),
    nextStep: words(draft.nextStep),
    // A kind without a figure says nothing; it is only the preset of the form.
    figureKind: quantity === null && share === null ? null : draft.figureKind,
    quantity,
    percent: share,
    fallReason: words(draft.fallReason),
    values: Object.entries(draft.values)
      .filter(([, v]) => v.trim())
      .map(([target, v]) => ({
        target,
        value: readFigure(v) ?? null,
        text: readFigure(v) === undefined ? v.trim() : null,
      })),
    evidence: draft.evidence,
    proofs: Object.entries(draft.proofs)
      .filter(([, files]) => files.length > 0)
      .map(([name, files]) => ({ name, files })),
    reusedFrom: draft.reusedFrom,
  }
}
