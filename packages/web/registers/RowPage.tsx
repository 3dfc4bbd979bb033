import { EditOutlined, PrinterOutlined, UndoOutlined } from '@ant-design/icons'
import type { Field } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { RegisterView } from '@jingtu/server/registers/views.ts'
import { App, Skeleton, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead, type Step } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { api } from '../shell/api.ts'
import { NotFound } from '../shell/FirstPage.tsx'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { viewOf } from '../views/views.ts'
import { AsOfButton, AsOfNote } from './AsOf.tsx'
import { Corrections } from './Corrections.tsx'
import { findRegister, grantWords, pageOf, pathOf, type RegisterRow, titleOf } from './declared.ts'
import { ImportRows } from './ImportRows.tsx'
import { useListAddress } from './list-address.ts'
import { MoveDialog, type Moving } from './MoveDialog.tsx'
import { NewRow } from './NewRow.tsx'
import { DutyTable } from './RowDuties.tsx'
import { RowFacts } from './RowFacts.tsx'
import { RowForm } from './RowForm.tsx'
import { RowHistory } from './RowHistory.tsx'
import { useRowDuties } from './row-duties.ts'
import { standsAgainst } from './row-faults.ts'
import { SubjectTabs, useSubject } from './Subject.tsx'
import '../records/records.css'
import './registers.css'

export interface Answer {
  row: RegisterRow
  standing: { inReach: boolean; relations: string[] }
  names: Record<string, string>
  regions: Record<string, string>
}

/** One row of any register; 'new' and 'import' stand in the place of its id. */
export default function RowPage(): ReactNode {
  const { register = '', row = '' } = useParams()
  const kind = findRegister(register)
  if (!kind) return <NotFound />
  if (row === 'new') return <NewRow key={kind.id} kind={kind} />
  if (row === 'import') return <ImportRows key={kind.id} kind={kind} />
  return <OneRow key={row} kind={kind} id={row} />
}

function OneRow({ kind, id }: { kind: Register; id: string }): ReactNode {
  const { query, put, isPast } = useListAddress()
  const past = { knownOn: query.knownOn, validOn: query.validOn }
  const asked = useGet<Answer>(`${pathOf(kind)}/rows/${id}`, past)
  const view = useGet<RegisterView>(pathOf(kind))
  const trail = [
    { label: t('台账'), to: '/registers' },
    { label: kind.name, to: pageOf(kind) },
  ]
  if (asked.error)
    return (
      <>
        <PageHead title={kind.name} trail={trail} />
        <AsOfNote {...past} put={put} />
        <Problem error={asked.error} onRetry={() => void asked.refetch()} />
      </>
    )
  if (!asked.data || !view.data) return <Skeleton active />
  const local = Object.fromEntries(view.data.local.map(l => [l.key, l.field]))
  return <Shown kind={kind} answer={asked.data} local={local} past={past} put={put} isPast={isPast} />
}

interface ShownProps {
  kind: Register
  answer: Answer
  local: Record<string, Field>
  past: { knownOn: string | undefined; validOn: string | undefined }
  put: ReturnType<typeof useListAddress>['put']
  isPast: boolean
}

const EDIT = ' edit'
const AMEND = ' amend'

function Shown({ kind, answer, local, past, put, isPast }: ShownProps): ReactNode {
  const { row, names, regions } = answer
  const { today, actor } = useSession()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const [doing, setDoing] = useState<string | null>(null)
  const rowPath = `${pathOf(kind)}/rows/${row.id}`
  const refresh = [pathOf(kind), '/api/register-overview', '/api/subjects', '/api/duties']
  const close = (): void => setDoing(null)
  const write = useWrite(
    ({ move, ...said }: Moving & { move: string }, key) => api.post(`${rowPath}/moves/${move}`, said, { key }),
    { refresh, done: t('已办理'), quiet: true, onDone: close },
  )
  const correct = useWrite((body: object, key) => api.patch(rowPath, { version: row.version, ...body }, { key }), {
    refresh,
    done: t('已保存'),
    quiet: true,
    onDone: close,
  })
  const propose = useWrite(
    (body: { values: object; why: string }, key) =>
      api.post(`${rowPath}/corrections`, { version: row.version, ...body }, { key }),
    { refresh, done: t('更正申请已提交，等待处理'), quiet: true, onDone: close },
  )
  const undo = useWrite((_: undefined, key) => api.post<{ state: string }>(`${rowPath}/undo`, undefined, { key }), {
    refresh,
    done: t('已撤销'),
    onDone: answered => answered.state === 'void' && void navigate(pageOf(kind)),
  })

  const title = titleOf(kind, row, names)
  const steps = isPast
    ? []
    : stepsOf(kind, row, today, move => {
        write.reset()
        setDoing(move)
      })
  const edit = row.editable && !isPast
  const more: Step[] = [
    ...(edit ? [{ label: t('修改'), icon: <EditOutlined />, onClick: () => setDoing(EDIT) }] : []),
    ...(row.amendable && !isPast
      ? [{ label: t('申请更正'), icon: <EditOutlined />, onClick: () => setDoing(AMEND) }]
      : []),
    ...(row.undoable
      ? [
          {
            label: t('撤销我刚才的操作'),
            icon: <UndoOutlined />,
            onClick: () =>
              modal.confirm({
                title: t('撤销最后一次操作？'),
                content: t('回到上一版；原来的操作仍留在变动里。'),
                okText: t('撤销'),
                onOk: () => undo.mutate(undefined),
              }),
          },
        ]
      : []),
    { label: t('打印'), icon: <PrinterOutlined />, onClick: () => print() },
  ]
  // The obvious next step leads on; what ends a row or sends it back stands beside it.
  const next = steps.find(step => step.onward)
  const head = (
    <>
      <PageHead
        title={title}
        trail={[
          { label: t('台账'), to: '/registers' },
          { label: kind.name, to: pageOf(kind) },
        ]}
        aside={<RecordState kind={kind} state={row.state} />}
        note={t('{region} · 第 {n} 版 · 自 {day} 起', {
          region: regions[row.region] ?? row.region,
          n: row.version,
          day: row.effective,
        })}
        next={doing ? undefined : next}
        steps={
          doing
            ? []
            : [
                ...steps.filter(step => step !== next),
                ...more.filter(step => step.label === t('修改') || step.label === t('申请更正')),
              ]
        }
        more={more.filter(step => step.label !== t('修改') && step.label !== t('申请更正'))}
      />
      {!doing && next?.blocked && (
        <p className="jg-why">{t('还不能“{move}”：{why}', { move: next.label, why: next.blocked })}</p>
      )}
      <div className="jg-row-tools">
        <AsOfNote {...past} put={put} />
        {!isPast && !doing && <AsOfButton {...past} put={put} />}
      </div>
    </>
  )
  if (doing === EDIT || doing === AMEND) {
    // What a regulated party does not write itself it may propose to correct.
    const own = actor.party && doing === EDIT ? kind.register.correct.partyFields : undefined
    const sending = doing === EDIT ? correct : propose
    return (
      <>
        {head}
        <div className="jt-card jg-paper-form">
          <RowForm
            kind={kind}
            local={local}
            before={row}
            locked={own && [...Object.keys(kind.fields), 'extra'].filter(key => !own.includes(key))}
            names={names}
            submit={doing === EDIT ? t('保存') : t('提交更正申请')}
            busy={sending.isPending}
            error={sending.error}
            proposal={doing === AMEND}
            onSubmit={({ changed, effective, reason }) => {
              if (Object.keys(changed).length === 0) return close()
              if (doing === AMEND) propose.mutate({ values: changed, why: reason })
              else
                correct.mutate({
                  values: changed,
                  ...(effective < today ? { effective } : {}),
                  ...(reason ? { reason } : {}),
                })
            }}
            onCancel={close}
          />
        </div>
      </>
    )
  }
  return (
    <>
      {head}
      {!isPast && <Corrections kind={kind} row={row} names={names} />}
      <RowTabs kind={kind} row={row} local={local} names={names} isPast={isPast} />
      {doing && (
        <MoveDialog
          kind={kind}
          move={doing}
          row={row}
          names={names}
          busy={write.isPending}
          error={write.error}
          onMove={said => write.mutate({ move: doing, ...said })}
          onCancel={close}
        />
      )}
    </>
  )
}

function RowTabs({
  kind,
  row,
  local,
  names,
  isPast,
}: {
  kind: Register
  row: RegisterRow
  local: Record<string, Field>
  names: Record<string, string>
  isPast: boolean
}): ReactNode {
  const duties = useRowDuties(kind, isPast ? null : row)
  const subject = useSubject(kind, isPast ? null : row.id)
  const View = viewOf(kind.id)
  const facts = (
    <>
      {View && <View row={row} names={names} />}
      <RowFacts kind={kind} row={row} local={local} names={names} />
    </>
  )
  const items = [
    { key: 'facts', label: t('内容'), children: facts },
    ...(duties.length > 0
      ? [
          {
            key: 'duties',
            label: t('义务 {n}', { n: duties.length }),
            children: <DutyTable items={duties} />,
          },
        ]
      : []),
    ...(kind.register.isSubject ? SubjectTabs({ kind, id: row.id, subject }) : []),
    { key: 'history', label: t('变动'), children: <RowHistory kind={kind} id={row.id} names={names} /> },
  ]
  return <Tabs items={items} />
}

/** Every move of the state it is in: those this reader may make, the others with the reason why not. */
function stepsOf(
  kind: Register,
  row: RegisterRow,
  today: string,
  onMove: (move: string) => void,
): (Step & { onward: boolean })[] {
  const order = Object.keys(kind.states)
  const from = Object.entries(kind.transitions).filter(([, declared]) => declared.from.includes(row.state))
  const step = ([move, declared]: (typeof from)[number]): Step & { onward: boolean } => {
    const may = row.moves.includes(move)
    const against = may ? standsAgainst(kind, move, row, today) : []
    const blocked = may
      ? against.join('；')
      : t('由{who}办理', { who: [...new Set(declared.by.map(grantWords))].join(t('、')) })
    return {
      label: declared.label,
      onward:
        may && !kind.register.ended.includes(declared.to) && order.indexOf(declared.to) >= order.indexOf(row.state),
      ...(blocked ? { blocked } : { onClick: () => onMove(move) }),
    }
  }
  const mine = from.filter(([move]) => row.moves.includes(move))
  const others = from.filter(([move]) => !row.moves.includes(move))
  return [...mine, ...others].map(step)
}
