import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Field, FieldKind } from '@jingtu/core/field.ts'
import { Button, Input } from 'antd'
import { type ClipboardEvent, type ComponentType, createContext, type ReactNode, use } from 'react'
import { t } from '../i18n/language.ts'
import { INPUTS, type InputProps } from '../parts/field-inputs.tsx'
import { showValue } from '../parts/show.ts'
import { useToday } from '../shell/session.tsx'
import { blankRow, cellsToWrite, rowFaults } from './embedded-rows.ts'
import { cellsOf, pasteInto } from './pasted.ts'
import type { EmbeddedRows, RowsTask } from './record-page.ts'

type Row = Record<string, unknown>

interface Props extends InputProps {
  spec: EmbeddedRows
  task?: RowsTask
  /** Rows before this one are on record and are not written again. */
  from: number
  begin: () => Row
  /** Cells of kinds the caller has inputs of its own for. */
  inputs?: Partial<Record<FieldKind, ComponentType<InputProps>>>
  /** What the whole form or the server says of a cell: row → cell → why. */
  told?: Record<number, Record<string, string>>
}

/** Whether the form was sent once: faults are told then, not while somebody is still writing. */
export const Tried = createContext(false)

/** Rows inside a record, written like a small sheet: cells side by side on the desk, below each other on the phone. */
export function RowsInput({ id, value, onChange, spec, task, from, begin, inputs, told, names }: Props): ReactNode {
  const tried = use(Tried)
  const today = useToday()
  const rows = (value as Row[] | null) ?? []
  const writes = cellsToWrite(spec, task)
  const reads = task?.cells ? Object.keys(spec.fields).filter(key => !task.cells!.includes(key)) : []
  const read = reads.filter(key => rows.some(row => row[key]))
  const grows = !task?.cells
  const faults = tried ? rowFaults(spec, task, rows, from) : {}
  const put = (i: number, change: Row): void => onChange(rows.map((row, k) => (k === i ? { ...row, ...change } : row)))
  const paste = (e: ClipboardEvent<HTMLElement>, i: number, key: string): void => {
    const block = cellsOf(e.clipboardData.getData('text/plain'))
    if (block.length === 1 && block[0]!.length === 1) return
    e.preventDefault()
    onChange(pasteInto(rows, writes, { row: i, key }, block, grows ? () => blankRow(spec) : null))
  }
  const shown = rows.map((row, i) => ({ row, i })).slice(from)
  const days = writes.filter(([, field]) => field.kind === 'day')
  return (
    <div id={id} className="jr-edit">
      {shown.map(({ row, i }) => (
        <div className="jr-edit-row" key={i} data-row={i}>
          {(shown.length > 1 || !task?.append) && <span className="jr-edit-number">{i + 1}</span>}
          {read.length > 0 && (
            <div className="jr-edit-read">
              {read.map(key => (
                <span key={key}>
                  {spec.fields[key]!.kind !== 'text' && <i>{t(spec.fields[key]!.name)}</i>}
                  {showValue(row[key])}
                </span>
              ))}
            </div>
          )}
          <div className="jr-edit-cells">
            {writes.map(([key, field]) => (
              <div key={key} className={cellClass(spec, key, field)} data-cell={key} onPaste={e => paste(e, i, key)}>
                <Cell
                  id={`${id}-${i}-${key}`}
                  field={field}
                  long={spec.long?.includes(key) ?? false}
                  value={row[key] ?? null}
                  fault={faults[i]?.[key] ?? told?.[i]?.[key]}
                  inputs={inputs}
                  names={names}
                  usual={spec.usual?.[key]}
                  onChange={now => put(i, { [key]: now })}
                />
              </div>
            ))}
          </div>
          {grows && !(task?.append && shown.length === 1) && (
            <Button
              type="text"
              className="jr-edit-remove"
              icon={<DeleteOutlined />}
              aria-label={t('移除第 {n} 条', { n: i + 1 })}
              onClick={() => onChange(rows.filter((_, k) => k !== i))}
            />
          )}
        </div>
      ))}
      <div className="jr-edit-tools">
        {grows && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...rows, begin()])}>
            {task?.append ? t('再加一条') : t('加一条')}
          </Button>
        )}
        {!grows && shown.length > 1 && days.length > 0 && (
          <Button
            size="small"
            onClick={() =>
              onChange(rows.map(row => ({ ...row, ...Object.fromEntries(days.map(([k]) => [k, row[k] ?? today])) })))
            }
          >
            {t('空着的都填今天')}
          </Button>
        )}
        {grows && !task?.append && <span className="jt-faint">{t('可以从 Excel 复制多行，粘贴到格子里')}</span>}
      </div>
    </div>
  )
}

const cellClass = (spec: EmbeddedRows, key: string, field: Field): string =>
  spec.long?.includes(key) ? 'jr-cell jr-cell-long' : `jr-cell jr-cell-${field.kind}`

interface CellProps extends InputProps {
  inputs: Props['inputs']
  fault: string | undefined
  usual: readonly string[] | undefined
}

function Cell({ fault, usual, inputs, ...input }: CellProps): ReactNode {
  const { id, field, value, onChange, long } = input
  const Plain = inputs?.[field.kind] ?? INPUTS[field.kind]
  return (
    <>
      <label htmlFor={id}>
        {t(field.name)}
        {field.required && <em aria-hidden="true">*</em>}
      </label>
      {long ? (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 1, maxRows: 8 }}
          status={fault ? 'error' : undefined}
          value={typeof value === 'string' ? value : ''}
          onChange={e => onChange(e.target.value || null)}
        />
      ) : (
        <Plain {...input} />
      )}
      {usual && !value && (
        <span className="jr-usual">
          {usual.map(words => (
            <Button key={words} size="small" onClick={() => onChange(words)}>
              {words}
            </Button>
          ))}
        </span>
      )}
      {fault && (
        <span className="jr-fault" role="alert">
          {fault}
        </span>
      )}
    </>
  )
}
