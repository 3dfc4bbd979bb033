import type { RecordKind } from '@jingtu/core/record.ts'
import { reportTableRecord } from '@jingtu/programme/report-table.ts'
import type { TableLine, TableView } from '@jingtu/server/workbench/tables/answers.ts'
import { App, Button, Select, Skeleton } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { t } from '../../i18n/language.ts'
import { useLeaveGuard } from '../../parts/leave-guard.tsx'
import { PageHead, type Step } from '../../parts/PageHead.tsx'
import { Problem, showProblem } from '../../parts/Problem.tsx'
import { useReason } from '../../parts/ReasonDialog.tsx'
import { RecordState } from '../../parts/RecordState.tsx'
import { StateTag } from '../../parts/StateTag.tsx'
import { api } from '../../shell/api.ts'
import { useGet, useWrite } from '../../shell/query.ts'
import { FigureSheet } from './FigureSheet.tsx'
import { figuresWhile, gridOfTable, type Typed, tidied } from './figures.ts'
import { TableGrid } from './TableGrid.tsx'
import './tables.css'

const REFRESH = ['/api/report-tables', '/api/notices']

/** One report table in one period: filled in, sent back, handed up, taken out as a workbook. */
export default function TablePage(): ReactNode {
  const { id } = useParams()
  const [params, setParams] = useSearchParams()
  const asked = useGet<TableView>(`/api/report-tables/${id}`, { period: params.get('period') }, { keep: true })
  const view = asked.data
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!view) return <Skeleton active />
  const choice = (
    <Select
      aria-label={t('调度期')}
      value={view.period?.id}
      style={{ minWidth: 200 }}
      placeholder={t('还没有调度期')}
      options={view.periods.map(p => ({ value: p.id, label: `${p.name}（${p.due}）` }))}
      onChange={(period: string) => setParams({ period }, { replace: true })}
    />
  )
  return <Filling key={`${view.table.id} ${view.period?.id} ${view.table.version}`} view={view} choice={choice} />
}

function Filling({ view, choice }: { view: TableView; choice: ReactNode }): ReactNode {
  const { table, period, sheet, can } = view
  const [typed, setTyped] = useState<Typed>({})
  const [opened, setOpened] = useState<string | null>(null)
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const { ask, dialog } = useReason()
  const grid = useMemo(() => gridOfTable(view), [view])
  const figures = useMemo(() => figuresWhile(view, grid, typed), [view, grid, typed])
  const path = `/api/report-tables/${table.id}/periods/${period?.id}`
  useLeaveGuard(Object.keys(typed).length > 0)

  const save = useWrite(
    (body: { lines: { subject: string; cells: Record<string, string> }[]; submit: boolean }, key) =>
      api.post(`${path}/lines`, body, { key }),
    { refresh: REFRESH, done: t('已保存'), onDone: () => setTyped({}) },
  )
  const back = useWrite(
    ({ line, reason }: { line: string; reason: string }, key) =>
      api.post(`/api/report-lines/${line}/moves/sendBack`, { reason }, { key }),
    { refresh: REFRESH, done: t('已退回') },
  )
  const up = useWrite((body: { withMissing: boolean }, key) => api.post(`${path}/hand-up`, body, { key }), {
    refresh: REFRESH,
    done: t('已上报，工作簿已冻结'),
  })
  const withdraw = useWrite(
    (reason: string, key) => api.post(`/api/report-sheets/${sheet?.id}/moves/withdraw`, { reason }, { key }),
    { refresh: REFRESH, done: t('已撤回') },
  )
  const move = useWrite(
    ({ name, reason }: { name: string; reason?: string }, key) =>
      api.post(`/api/report-tables/${table.id}/moves/${name}`, { reason }, { key }),
    { refresh: REFRESH, done: t('已办理') },
  )
  const fillable = view.lines.filter(l => l.canFill)
  const lines = (whole: boolean) =>
    fillable
      .filter(l => typed[l.id] || (whole && l.line))
      .map(l => ({
        subject: l.id,
        cells: Object.fromEntries(Object.entries(typed[l.id] ?? {}).map(([k, text]) => [k, tidied(text)])),
      }))
  const type = (changes: Typed): void =>
    setTyped(now => {
      const next = { ...now }
      for (const [row, cells] of Object.entries(changes)) next[row] = { ...next[row], ...cells }
      return next
    })
  const sendBack = async (line: TableLine): Promise<void> => {
    const reason = await ask({ title: t('退回“{name}”', { name: line.name }), ok: t('退回'), required: true })
    if (reason !== undefined && line.line) back.mutate({ line: line.line.id, reason })
  }
  const handUp = (): void => {
    if (view.missing.length === 0) up.mutate({ withMissing: false })
    else
      modal.confirm({
        title: t('还有 {count} 行没有提交', { count: view.missing.length }),
        content: t('{names}。上报后这些行留空，表即冻结。', { names: view.missing.join('、') }),
        okText: t('带空行上报'),
        cancelText: t('先不上报'),
        onOk: () => up.mutate({ withMissing: true }),
      })
  }
  const withReason = async (title: string, ok: string, done: (reason: string) => void): Promise<void> => {
    const reason = await ask({ title, ok, required: true })
    if (reason !== undefined) done(reason)
  }
  const download = (): void => {
    api.download(`${path}/table.xlsx`).catch(e => showProblem(modal, e, t('没有下载成')))
  }
  const more: Step[] = can.moves.map(name =>
    name === 'redraw'
      ? {
          label: t('退回设计'),
          onClick: () => void withReason(t('退回设计'), t('退回设计'), reason => move.mutate({ name, reason })),
        }
      : {
          label: name === 'open' ? t('启用') : t('停用'),
          danger: name === 'end',
          onClick: () => move.mutate({ name }),
        },
  )
  if (sheet && can.withdraw)
    more.unshift({
      label: t('撤回上报'),
      onClick: () => void withReason(t('撤回上报'), t('撤回'), reason => withdraw.mutate(reason)),
    })
  return (
    <>
      {dialog}
      <PageHead
        trail={[{ label: t('报表'), to: `/report-tables?plan=${view.plan.id}` }]}
        title={table.name}
        aside={
          sheet ? (
            <StateTag state="met" word={t('{day} 已上报', { day: sheet.submittedOn })} />
          ) : (
            <RecordState kind={reportTableRecord as unknown as RecordKind} state={table.state} />
          )
        }
        note={[table.basis, period && t('{period}，{due}前报', { period: period.name, due: period.due })]
          .filter(Boolean)
          .join('　')}
        steps={[
          ...(can.draw
            ? [{ label: t('修改表样'), onClick: () => void navigate(`/report-tables/${table.id}/draw`) }]
            : []),
          ...(view.total !== null || sheet ? [{ label: t('导出 Excel（带公式）'), onClick: download }] : []),
        ]}
        next={
          table.state === 'draft' && can.moves.includes('open')
            ? { label: t('启用'), onClick: () => move.mutate({ name: 'open' }), busy: move.isPending }
            : can.handUp
              ? { label: t('上报'), onClick: handUp, busy: up.isPending }
              : undefined
        }
        more={more.filter(s => !(table.state === 'draft' && s.label === t('启用')))}
      />
      <div className="jt-tools-line">{choice}</div>
      {table.state === 'draft' && <p className="jt-hint">{t('表样还在设计中，启用后各单位才能看到和填报。')}</p>}
      {view.missing.length > 0 && table.state === 'inUse' && (
        <p className="jt-soft">
          {t('未提交 {count} 行：{names}', { count: view.missing.length, names: view.missing.join('、') })}
        </p>
      )}
      {view.lines.length > 0 && (
        <TableGrid
          view={view}
          grid={grid}
          figures={figures}
          typed={typed}
          onType={type}
          onOpen={setOpened}
          onSendBack={line => void sendBack(line)}
        />
      )}
      {table.note && <p className="jt-soft">{t('说明：{note}', { note: table.note })}</p>}
      {fillable.length > 0 && (
        <div className="jt-grid-acts">
          <span className="jt-soft">{t('可直接粘贴从 Excel 复制的一块；没有的填 0，不涉及的填“/”。')}</span>
          <Button
            disabled={lines(false).length === 0}
            loading={save.isPending}
            onClick={() => save.mutate({ lines: lines(false), submit: false })}
          >
            {t('存草稿')}
          </Button>
          <Button
            type="primary"
            disabled={lines(true).length === 0}
            loading={save.isPending}
            onClick={() => save.mutate({ lines: lines(true), submit: true })}
          >
            {t('提交')}
          </Button>
        </div>
      )}
      <FigureSheet path={path} at={opened} onOpen={setOpened} onClose={() => setOpened(null)} />
    </>
  )
}
