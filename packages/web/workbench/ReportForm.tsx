import type { DispatchDetail, PeriodEntry } from '@jingtu/server/workbench/answers.ts'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FileList } from '../parts/FileList.tsx'
import { useLeaveGuard } from '../parts/leave-guard.tsx'
import { Problem } from '../parts/Problem.tsx'
import { ApiError, api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { AlsoFor, keyOf, offers, Reuse } from './Reuse.tsx'
import { bodyOf, type Draft, draftOf, figureFaults } from './report-draft.ts'

const KINDS = ['本期值', '累计值', '工程量百分比'] as const

/** One unit's word on one task in one period: text, figures, files; kept as a draft at any time. */
export function ReportForm({ detail, period }: { detail: DispatchDetail; period: PeriodEntry }): ReactNode {
  const [draft, setDraft] = useState<Draft>(() => draftOf(detail, period))
  const [changed, setChanged] = useState(false)
  const [alsoFor, setAlsoFor] = useState<string[]>([])
  const { dispatch, task } = detail
  const path = `/api/dispatches/${dispatch.id}`
  const options = {
    refresh: [path, '/api/workbench', '/api/periods', '/api/plans', '/api/dispatches'],
    quiet: true,
    onDone: () => setChanged(false),
  }
  const of = { dispatch: dispatch.id, period: period.id }
  const save = useWrite((body: object, key) => api.post('/api/reports', body, { key }), {
    ...options,
    done: t('草稿已保存'),
  })
  const submit = useWrite(
    (body: object, key) => api.post<{ late: boolean; shared: string[] }>('/api/reports/submit', body, { key }),
    {
      ...options,
      done: r =>
        r.late
          ? t('已提交（逾期）')
          : r.shared.length
            ? t('已提交，并同时报给 {count} 份计划', { count: r.shared.length })
            : t('已提交，等待审核'),
    },
  )
  useLeaveGuard(changed && !submit.isPending)

  const set = (more: Partial<Draft>): void => {
    setDraft(now => ({ ...now, ...more }))
    setChanged(true)
  }
  const [asked, setAsked] = useState(false)
  const faults = { ...(asked ? figureFaults(draft) : {}), ...placedFaults(submit.error ?? save.error) }
  const send = (): void => {
    setAsked(true)
    if (Object.keys(figureFaults(draft)).length > 0) return
    const linked = offers(detail, period).open.filter(l => alsoFor.includes(keyOf(l)))
    submit.mutate({ ...of, ...bodyOf(draft), alsoFor: linked.map(l => ({ dispatch: l.dispatch, period: l.period })) })
  }
  const keep = (): void => {
    setAsked(true)
    if (Object.keys(figureFaults(draft)).length === 0) save.mutate({ ...of, ...bodyOf(draft) })
  }
  const percent = draft.figureKind === '工程量百分比'
  const error = submit.error ?? save.error
  const refused = useRef<HTMLDivElement>(null)
  // On the phone the button stays in sight while the reasons would not.
  useEffect(() => {
    if (error) refused.current?.scrollIntoView({ block: 'center' })
  }, [error])
  const demanded = demandedFiles(detail)
  return (
    <form
      className="jt-report-form"
      onSubmit={e => {
        e.preventDefault()
        send()
      }}
      onKeyDown={e => {
        if (!(e.ctrlKey || e.metaKey)) return
        if (e.key === 'Enter') send()
        if (e.key === 's') {
          e.preventDefault()
          keep()
        }
      }}
    >
      {period.report?.state === 'returned' && period.report.reviewNote && (
        <div className="jt-hint jt-at-risk" role="status">
          ↩ {t('退回理由：{reason}', { reason: period.report.reviewNote })}
        </div>
      )}
      <Reuse detail={detail} period={period} onTake={more => set(more)} />
      <Text
        label="进展情况"
        must
        value={draft.progress}
        fault={faults.progress}
        rows={4}
        placeholder={t('做了什么、到什么程度；没有进展的写明原因')}
        onChange={progress => set({ progress })}
      />
      <div>
        <div className="jt-figures">
          <label htmlFor="jt-figure-kind">
            <span>{t('数值口径')}</span>
            <Select<Draft['figureKind']>
              id="jt-figure-kind"
              value={draft.figureKind}
              style={{ width: 150 }}
              allowClear
              placeholder={t('请选择')}
              onChange={v => set({ figureKind: v ?? null })}
              options={KINDS.map(k => ({ value: k, label: t(k) }))}
            />
          </label>
          {percent && (
            <Figure label={t('完成比例')} unit="%" value={draft.percent} onChange={v => set({ percent: v })} />
          )}
          {!percent && (
            <Figure
              label={t('完成数量')}
              unit={dispatch.quantityUnit ?? task.quantityUnit ?? ''}
              must={dispatch.quantity !== null}
              value={draft.quantity}
              onChange={v => set({ quantity: v })}
            />
          )}
          <span className="jt-soft jt-figure-before">{before(detail, period)}</span>
        </div>
        {[faults.figureKind, faults.quantity, faults.percent].filter(Boolean).map(f => (
          <div key={f} className="jt-fault">
            {f}
          </div>
        ))}
      </div>
      {(faults.fallReason || draft.fallReason) && (
        <Text
          label="累计值下降说明"
          must
          value={draft.fallReason}
          fault={faults.fallReason}
          rows={1}
          onChange={fallReason => set({ fallReason })}
        />
      )}
      {detail.targets.length > 0 && (
        <div className="jt-figures">
          {detail.targets.map(target => (
            <Figure
              key={target.id}
              label={target.indicator}
              unit={target.unit ?? ''}
              value={draft.values[target.id] ?? ''}
              onChange={v => set({ values: { ...draft.values, [target.id]: v } })}
            />
          ))}
        </div>
      )}
      {faults.values && <div className="jt-fault">{faults.values}</div>}
      <Text label="存在问题" value={draft.problems} rows={2} onChange={problems => set({ problems })} />
      <Text label="下一步措施" value={draft.nextStep} rows={2} onChange={nextStep => set({ nextStep })} />
      {demanded.map(({ name, must }) => (
        <div key={name}>
          <div className="jt-report-label">
            {name} {must && <i>*</i>}
          </div>
          <FileList
            hashes={draft.proofs[name] ?? []}
            onChange={files => set({ proofs: { ...draft.proofs, [name]: files } })}
          />
        </div>
      ))}
      {faults.proofs && <div className="jt-fault">{faults.proofs}</div>}
      <div>
        <div className="jt-report-label">{t(demanded.length ? '其他佐证材料' : '佐证材料')}</div>
        <FileList
          hashes={draft.evidence}
          onChange={evidence => set({ evidence })}
          hint={t('照片、盖章件、表格等，单个不超过 50 MB')}
        />
      </div>
      <AlsoFor askings={offers(detail, period).open} value={alsoFor} onChange={setAlsoFor} />
      <div ref={refused}>{error ? <Problem error={error} title={t('还没有提交成')} /> : null}</div>
      <div className="jt-report-end">
        <span className="jt-soft">
          {t('报送截止 {day}', { day: period.due })}
          {'　'}
          {changed ? t('有未保存的修改') : period.report ? t('草稿已保存') : ''}
        </span>
        <Button onClick={keep} loading={save.isPending}>
          {t('存草稿')}
        </Button>
        <Button type="primary" htmlType="submit" loading={submit.isPending}>
          {t('提交')}
        </Button>
      </div>
    </form>
  )
}

function Text({
  label,
  value,
  onChange,
  rows,
  must,
  fault,
  placeholder,
}: {
  label: string
  value: string
  onChange: (v: string) => void
  rows: number
  must?: boolean
  fault?: string
  placeholder?: string
}): ReactNode {
  const id = useId()
  return (
    <label htmlFor={id}>
      <span>
        {t(label)} {must && <i>*</i>}
      </span>
      <Input.TextArea
        id={id}
        value={value}
        maxLength={10_000}
        autoSize={{ minRows: rows, maxRows: 16 }}
        status={fault ? 'error' : undefined}
        placeholder={placeholder}
        onChange={e => onChange(e.target.value)}
      />
      {fault && <div className="jt-fault">{fault}</div>}
    </label>
  )
}

function Figure({
  label,
  unit,
  value,
  onChange,
  must,
}: {
  label: string
  unit: string
  value: string
  onChange: (v: string) => void
  must?: boolean
}): ReactNode {
  const id = useId()
  return (
    <label htmlFor={id}>
      <span>
        {label} {must && <i>*</i>}
      </span>
      <Input id={id} value={value} suffix={unit} inputMode="decimal" onChange={e => onChange(e.target.value)} />
    </label>
  )
}

/** What must be handed in by name: proof of every report, and documents the task asks for once. */
function demandedFiles({ task, deliverables, dispatch }: DispatchDetail): { name: string; must: boolean }[] {
  const proofs = task.proofs.map(name => ({ name, must: dispatch.role !== '配合' }))
  return [
    ...proofs,
    ...deliverables
      .filter(d => d.state !== 'accepted' && !task.proofs.includes(d.name))
      .map(d => ({ name: d.name, must: false })),
  ]
}

/** The figure handed in last, so that nobody has to look it up. */
function before(detail: DispatchDetail, period: PeriodEntry): string {
  const last = detail.periods
    .filter(p => p.due < period.due && p.report && ['submitted', 'accepted'].includes(p.report.state))
    .at(-1)
  const figure =
    last?.report?.figureKind === '工程量百分比'
      ? last.report.percent && `${last.report.percent}%`
      : last?.report?.quantity
  const whole = detail.dispatch.quantity
    ? t('本单位承担 {quantity}{unit}', { quantity: detail.dispatch.quantity, unit: detail.dispatch.quantityUnit ?? '' })
    : ''
  return [
    whole,
    last && figure
      ? t('{period}报 {figure}（{kind}）', { period: last.name, figure, kind: t(last.report!.figureKind ?? '') })
      : '',
  ]
    .filter(Boolean)
    .join('；')
}

/** Refusals of the server at the field they are about. */
function placedFaults(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.reasons.filter(r => r.where && r.where !== 'proofs').map(r => [r.where!, r.message]))
}
