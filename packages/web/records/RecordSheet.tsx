import type { Transition } from '@jingtu/core/record.ts'
import { Button, Popconfirm, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { FieldView } from '../parts/FieldView.tsx'
import { Light } from '../parts/Light.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession, useToday } from '../shell/session.tsx'
import { deadlineOf, State } from './columns.tsx'
import { EntryForm } from './EntryForm.tsx'
import { MoveForm, type Moving } from './MoveForm.tsx'
import { RecordHistory } from './RecordHistory.tsx'
import { RowsView } from './RowsView.tsx'
import { type AnyRow, type RecordPage, readFields, rowsIn } from './record-page.ts'

export const EDIT = 'edit'

interface Props {
  page: RecordPage
  row: AnyRow | undefined
  names: Record<string, string>
  /** A move or a correction being written. */
  doing: string | null
  onDo: (what: string | null) => void
  onClose: () => void
}

/** One row beside its list: what it says, what can be done with it, what happened to it. */
export function RecordSheet(props: Props): ReactNode {
  const { page, row, names } = props
  return (
    <SideSheet
      wide={page.rows !== undefined}
      open={row !== undefined}
      title={row && titleOf(page, row, names)}
      extra={row && <Standing page={page} row={row} />}
      onClose={props.onClose}
    >
      {row && <Content key={`${row.id} ${row.version}`} {...props} row={row} />}
    </SideSheet>
  )
}

/** The pinned column is what the row is called. */
export function titleOf(page: RecordPage, row: AnyRow, names: Record<string, string>): string {
  const pinned = page.columns.find(c => typeof c !== 'string' && c.pinned) ?? page.columns[0]!
  const value = row[typeof pinned === 'string' ? pinned : pinned.field]
  return names[String(value)] ?? String(value ?? '')
}

function Standing({ page, row }: { page: RecordPage; row: AnyRow }): ReactNode {
  const today = useToday()
  const deadline = deadlineOf(page, row)
  return (
    <span className="jr-standing">
      {deadline && <Light due={deadline.due} today={today} finishedOn={deadline.metOn} />}
      <State page={page} state={row.state} />
    </span>
  )
}

function Content({ page, row, names, doing, onDo }: Props & { row: AnyRow }): ReactNode {
  const { kind, path } = page
  const refresh = [path, `/api/records/${kind.id}/${row.id}`]
  const done = (): void => onDo(null)
  const save = useWrite(
    (values: Record<string, unknown>, key) => api.patch(`${path}/${row.id}`, { version: row.version, values }, { key }),
    { refresh, done: t('已保存'), quiet: true, onDone: done },
  )
  const send = ({ move, ...said }: Moving, key: string): Promise<unknown> =>
    api.post(`${path}/${row.id}/moves/${move}`, said, { key })
  const said = (_: unknown): string => t('已办理')
  const fromForm = useWrite(send, { refresh, done: said, quiet: true, onDone: done })
  const atOnce = useWrite(send, { refresh, done: said })
  const reason = useReason()

  const asks = (move: string): boolean => (page.moves?.[move]?.fields.length ?? 0) > 0
  const start = async (move: string): Promise<void> => {
    if (asks(move)) {
      fromForm.reset()
      onDo(move)
      return
    }
    const { label, reason: needed } = kind.transitions[move] as Transition
    if (needed !== 'required') return atOnce.mutate({ move })
    const why = await reason.ask({ title: t(label), ok: t(label), required: true, danger: page.moves?.[move]?.danger })
    if (why !== undefined) atOnce.mutate({ move, reason: why })
  }

  if (doing === EDIT && row.editable)
    return (
      <EntryForm
        page={page}
        row={row}
        sections={page.form}
        values={row}
        names={names}
        submit={t('保存')}
        busy={save.isPending}
        error={save.error}
        onSubmit={(_, changed) => (Object.keys(changed).length ? save.mutate(changed) : done())}
        onCancel={done}
      />
    )
  const about = (
    <>
      <About page={page} row={row} names={names} />
      <Moves page={page} row={row} busy={atOnce.isPending} asks={asks} onMove={start} onEdit={() => onDo(EDIT)} />
      {reason.dialog}
    </>
  )
  if (doing && row.moves.includes(doing) && asks(doing))
    return (
      <>
        <MoveForm
          key={doing}
          page={page}
          row={row}
          names={names}
          move={doing}
          asked={page.moves![doing]!}
          busy={fromForm.isPending}
          error={fromForm.error}
          onMove={moving => fromForm.mutate(moving)}
          onCancel={done}
        />
        <About page={page} row={row} names={names} brief />
      </>
    )
  return (
    <Tabs
      items={[
        { key: 'about', label: t('内容'), children: about },
        {
          key: 'history',
          label: t('变动'),
          children: <RecordHistory page={page} id={row.id} names={names} />,
        },
      ]}
    />
  )
}

function About({
  page,
  row,
  names,
  brief,
}: {
  page: RecordPage
  row: AnyRow
  names: Record<string, string>
  brief?: boolean
}): ReactNode {
  const fields = readFields(page)
  const labels = Object.fromEntries(fields.filter(key => page.kind.fields[key]!.to).map(key => [key, names]))
  return (
    <div className="jr-about">
      <FieldView kind={page.kind} fields={fields} row={row} labels={labels} brief={brief} />
      {Object.entries(page.rows ?? {}).map(([key, spec]) => {
        const rows = rowsIn(row, key)
        return (
          <section key={key}>
            <h3>
              {t(page.kind.fields[key]!.name)}
              {rows.length > 0 && <small className="jt-soft">{t('{n} 条', { n: rows.length })}</small>}
            </h3>
            {rows.length > 0 ? (
              <RowsView spec={spec!} rows={rows} names={names} />
            ) : (
              <p className="jt-faint">{row[key] ? t('没有') : t('还没有记录')}</p>
            )}
          </section>
        )
      })}
    </div>
  )
}

interface MovesProps {
  page: RecordPage
  row: AnyRow
  busy: boolean
  asks: (move: string) => boolean
  onMove: (move: string) => Promise<void>
  onEdit: () => void
}

/** What this reader may do with this row now, the usual next step first; nothing is offered that would be refused. */
function Moves({ page, row, busy, asks, onMove, onEdit }: MovesProps): ReactNode {
  const { actor } = useSession()
  const order = [...new Set([...Object.keys(page.moves ?? {}), ...Object.keys(page.kind.transitions)])]
  const moves = order.filter(move => row.moves.includes(move))
  if (moves.length === 0 && !row.editable) return null
  // What waits for another unit can be done, but is not the reader's next step.
  const whose = page.waiting?.[row.state]
  const next = whose === undefined || row[whose] === actor.unit
  return (
    <div className="jr-moves">
      {moves.map((move, i) => {
        const declared = page.kind.transitions[move] as Transition
        const sure = !asks(move) && declared.reason !== 'required'
        const button = (
          <Button
            key={move}
            type={next && i === 0 && !page.moves?.[move]?.danger ? 'primary' : 'default'}
            danger={page.moves?.[move]?.danger}
            loading={busy}
            onClick={sure ? undefined : () => void onMove(move)}
          >
            {t(declared.label)}
          </Button>
        )
        if (!sure) return button
        return (
          <Popconfirm
            key={move}
            title={t('{move}？', { move: t(declared.label) })}
            description={t('办理后状态为“{state}”。', { state: t(page.kind.states[declared.to]!) })}
            okText={t(declared.label)}
            onConfirm={() => void onMove(move)}
          >
            {button}
          </Popconfirm>
        )
      })}
      {row.editable && <Button onClick={onEdit}>{t('修改')}</Button>}
    </div>
  )
}
