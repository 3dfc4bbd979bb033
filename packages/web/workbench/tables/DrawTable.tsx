import { LINES } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { ReportTable } from '@jingtu/programme/report-table.ts'
import { makeGrid } from '@jingtu/programme/table-grid.ts'
import type { TableList, TableView } from '@jingtu/server/workbench/tables/answers.ts'
import { Button, Checkbox, Input, Segmented, Select, Skeleton } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { t } from '../../i18n/language.ts'
import { useLeaveGuard } from '../../parts/leave-guard.tsx'
import { PageHead } from '../../parts/PageHead.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { UnitsPicker } from '../../parts/UnitPicker.tsx'
import { api } from '../../shell/api.ts'
import { useGet, useWrite } from '../../shell/query.ts'
import { ColumnEditor } from './ColumnEditor.tsx'
import { type Drawing, drawingOf, EMPTY_DRAWING, formulasOf, newColumn, textOfFormulas } from './drawing.ts'
import './tables.css'

/** Draws a report table: its rows, its columns and where their figures come from. */
export default function DrawTable(): ReactNode {
  const { id } = useParams()
  const [params] = useSearchParams()
  const asked = useGet<TableView>(id ? `/api/report-tables/${id}` : null)
  const plan = asked.data?.plan.id ?? params.get('plan')
  const list = useGet<TableList>(plan ? '/api/report-tables' : null, { plan })
  const error = asked.error ?? list.error
  if (error) return <Problem error={error} />
  if (!list.data || !plan || (id && !asked.data)) return <Skeleton active />
  return <Drawer plan={plan} table={asked.data?.table ?? null} sources={list.data.sources} />
}

function Drawer({
  plan,
  table,
  sources,
}: {
  plan: string
  table: ReportTable | null
  sources: TableList['sources']
}): ReactNode {
  const [drawing, setDrawing] = useState<Drawing>(() =>
    table ? drawingOf(table) : { ...EMPTY_DRAWING, rows: sources.regions, columns: [newColumn([])] },
  )
  const [cellText, setCellText] = useState(() => textOfFormulas(drawing.formulas))
  const [changed, setChanged] = useState(false)
  const navigate = useNavigate()
  const set = (part: Partial<Drawing>): void => {
    setDrawing(now => ({ ...now, ...part }))
    setChanged(true)
  }
  const save = useWrite(
    (body: Drawing, key) =>
      table
        ? api.post<ReportTable>(`/api/report-tables/${table.id}/draw`, { ...body, version: table.version }, { key })
        : api.post<ReportTable>('/api/report-tables', { ...body, plan }, { key }),
    {
      refresh: ['/api/report-tables'],
      done: t('已保存'),
      quiet: true,
    },
  )
  const made = save.data?.id
  useLeaveGuard(changed && !made)
  // After the guard: it has to know that all is kept before the page is left.
  useEffect(() => {
    if (made) void navigate(`/report-tables/${made}`)
  }, [made, navigate])
  const faults = useMemo(() => faultsOf(drawing), [drawing])
  const { columns } = drawing
  const setColumn = (i: number, column: Drawing['columns'][number]): void =>
    set({ columns: columns.map((c, n) => (n === i ? column : c)) })
  const moveColumn = (i: number, by: 1 | -1): void => {
    const next = [...columns]
    next.splice(i + by, 0, ...next.splice(i, 1))
    set({ columns: next })
  }
  return (
    <>
      <PageHead
        trail={[{ label: t('报表'), to: `/report-tables?plan=${plan}` }]}
        title={table ? t('修改表样') : t('设计报表')}
        next={{ label: t('保存'), onClick: () => save.mutate(drawing), busy: save.isPending }}
      />
      {save.error && <Problem error={save.error} />}
      <div className="jt-paper jt-draw">
        <div className="jt-draw-line">
          <Named label="表名" must>
            <Input id="jt-draw-表名" value={drawing.name} onChange={e => set({ name: e.target.value })} />
          </Named>
          <Named label="表号">
            <Input
              id="jt-draw-表号"
              value={drawing.number ?? ''}
              onChange={e => set({ number: e.target.value || null })}
            />
          </Named>
          <Named label="依据">
            <Input
              id="jt-draw-依据"
              value={drawing.basis ?? ''}
              placeholder={t('要求报送的文件')}
              onChange={e => set({ basis: e.target.value || null })}
            />
          </Named>
          <Named label="填报条线">
            <Select
              id="jt-draw-填报条线"
              className="jt-wide"
              allowClear
              value={drawing.line}
              placeholder={t('本区域任一单位均可填')}
              options={LINES.map(l => ({ value: l, label: t(l) }))}
              onChange={line => set({ line: line ?? null })}
            />
          </Named>
        </div>
        <div>
          <span className="jt-soft">{t('行')}　</span>
          <Segmented<Drawing['rowsBy']>
            value={drawing.rowsBy}
            options={[
              { value: '区域', label: t('按区域') },
              { value: '单位', label: t('按单位') },
            ]}
            onChange={rowsBy => set({ rowsBy, rows: rowsBy === '区域' ? sources.regions : [] })}
          />{' '}
          <Checkbox checked={drawing.hasTotal} onChange={e => set({ hasTotal: e.target.checked })}>
            {t('合计行')}
          </Checkbox>
        </div>
        <RowsInput drawing={drawing} regions={sources.regions} onChange={rows => set({ rows })} />
        <div className="jt-draw-columns">
          {columns.map((column, i) => (
            <ColumnEditor
              key={column.key}
              column={column}
              index={i}
              last={i === columns.length - 1}
              sources={sources}
              onChange={c => setColumn(i, c)}
              onMove={by => moveColumn(i, by)}
              onRemove={() => set({ columns: columns.filter((_, n) => n !== i) })}
            />
          ))}
          <span>
            <Button onClick={() => set({ columns: [...columns, newColumn(columns)] })}>{t('加一列')}</Button>
          </span>
        </div>
        <p className="jt-soft">
          {t(
            '公式写法同 Excel：C/B*100 用本行的列，B3 指第 3 行的单元格，SUM(C) 是整列求和，SUM(B:D) 是本行 B 至 D 求和，也可写列名 [完成面积]/[任务面积]*100。可用 SUM、AVERAGE、MAX、MIN、COUNT、ROUND。',
          )}
        </p>
        <Named label="单元格公式">
          <Input.TextArea
            id="jt-draw-单元格公式"
            autoSize={{ minRows: 1, maxRows: 8 }}
            placeholder={t('个别单元格另用公式时，一行一个，例如 C3 = C1 - C2')}
            value={cellText}
            onChange={e => {
              setCellText(e.target.value)
              set({ formulas: formulasOf(e.target.value) })
            }}
          />
        </Named>
        <Named label="填表说明">
          <Input.TextArea
            id="jt-draw-填表说明"
            autoSize={{ minRows: 1, maxRows: 8 }}
            value={drawing.note ?? ''}
            onChange={e => set({ note: e.target.value || null })}
          />
        </Named>
        {faults.length > 0 && (
          <ul className="jt-reasons jt-not-met" role="status">
            {faults.map(f => (
              <li key={`${f.where} ${f.message}`}>
                <b>{f.where}</b>　{f.message}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

/** What is wrong with the formulas so far; what is not yet written is not yet wrong. */
const faultsOf = (drawing: Drawing): Reason[] =>
  makeGrid({
    columns: drawing.columns.map(c =>
      c.source.kind === 'formula' && !c.source.formula.trim() ? { ...c, source: { kind: 'typed' } } : c,
    ),
    rows: drawing.rows.length,
    formulas: drawing.formulas.filter(f => f.formula),
    hasTotal: drawing.hasTotal,
  }).faults

function RowsInput({
  drawing,
  regions,
  onChange,
}: {
  drawing: Drawing
  regions: Drawing['rows']
  onChange: (rows: Drawing['rows']) => void
}): ReactNode {
  const known = new Map([...regions, ...drawing.rows].map(r => [r.id, r.name]))
  if (drawing.rowsBy === '区域')
    return (
      <Select
        aria-label={t('行')}
        mode="multiple"
        className="jt-wide"
        value={drawing.rows.map(r => r.id)}
        options={[...known].map(([value, label]) => ({ value, label }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={ids => onChange(ids.map(id => ({ id, name: known.get(id) ?? '' })))}
      />
    )
  return (
    <UnitsPicker
      value={drawing.rows.map(r => r.id)}
      names={Object.fromEntries(known)}
      onChange={(ids, units) =>
        onChange(
          ids.map(id => {
            const unit = units.find(u => u.id === id)
            return { id, name: unit ? (unit.shortName ?? unit.name) : (known.get(id) ?? '') }
          }),
        )
      }
    />
  )
}

function Named({ label, must, children }: { label: string; must?: boolean; children: ReactNode }): ReactNode {
  return (
    <label htmlFor={`jt-draw-${label}`}>
      <span>
        {t(label)}
        {must && <i className="jt-not-met"> *</i>}
      </span>
      {children}
    </label>
  )
}
