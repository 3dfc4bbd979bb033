import type { Register } from '@jingtu/core/register.ts'
import type { Standing, SubjectView } from '@jingtu/server/registers/subjects.ts'
import { Button, Modal, Skeleton } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { showValue } from '../parts/show.ts'
import { fieldColumn } from '../records/columns.tsx'
import type { AnyRow } from '../records/record-page.ts'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { findRegister, pageOf, REGISTERS, titleKey, titleOf, type Values } from './declared.ts'
import { FormPlaceProvider } from './field-context.ts'
import { ReferenceInput } from './ReferenceInput.tsx'
import { DutyTable } from './RowDuties.tsx'

interface Asked {
  data: SubjectView | undefined
  error: unknown
}

/** Everything about one subject; asked only where the row is one. */
export const useSubject = (kind: Register, id: string | null): Asked => {
  const { data, error } = useGet<SubjectView>(kind.register.isSubject && id ? `/api/subjects/${kind.id}/${id}` : null)
  return { data, error }
}

interface Props {
  kind: Register
  id: string
  subject: Asked
}

/** The lists a subject stands on, what it owes on them, and what stands under it: tabs of its own page. */
export function SubjectTabs(props: Props): { key: string; label: ReactNode; children: ReactNode }[] {
  const { data } = props.subject
  const lists = [...(data?.lists ?? []), ...(data?.parts ?? []).flatMap(part => part.lists)]
  const owed = lists.flatMap(list => list.duties).length
  const rows = (data?.lists ?? []).reduce((n, list) => n + list.rows.length, 0)
  return [
    { key: 'lists', label: t('往来 {n}', { n: rows }), children: <Lists {...props} /> },
    ...(owed > 0 ? [{ key: 'owed', label: t('义务 {n}', { n: owed }), children: <Owed lists={lists} /> }] : []),
  ]
}

function Lists({ kind, id, subject }: Props): ReactNode {
  const { data, error } = subject
  if (error) return <Problem error={error} />
  if (!data) return <Skeleton active title={false} />
  const offered = REGISTERS.filter(
    other =>
      other.register.subject === kind.id && !other.register.example && !data.lists.some(l => l.register === other.id),
  )
  return (
    <div className="jg-subject">
      {data.lists.length === 0 && (
        <EmptyState
          compact
          title={t('还没有列入任何台账')}
          how={t('列入台账后，它的义务、监测和变动都会出现在这里。')}
        />
      )}
      {data.lists.map(list => (
        <Standings key={`${list.register} ${list.field}`} list={list} />
      ))}
      {data.parts.map(part => (
        <section key={part.row.id} className="jg-part">
          <h2>
            <Link to={`/registers/${part.register}/${part.row.id}`}>{part.name}</Link>
          </h2>
          {part.lists.length === 0 && <p className="jt-faint">{t('还没有列入任何台账')}</p>}
          {part.lists.map(list => (
            <Standings key={`${list.register} ${list.field}`} list={list} />
          ))}
        </section>
      ))}
      {data.merged.length > 0 && (
        <p className="jt-soft">
          {t('由这些重复条目并成：')}
          {data.merged.map(one => (
            <Link key={one.id} to={pageOf(kind, one.id)} className="jg-merged">
              {one.name}
            </Link>
          ))}
        </p>
      )}
      {offered.length > 0 && data.subject.row.state === kind.initial && (
        <p className="jg-offered">
          <span className="jt-soft">{t('列入：')}</span>
          {offered.map(other => (
            <Link key={other.id} to={`${pageOf(other, 'new')}?subject=${id}`}>
              {other.name}
            </Link>
          ))}
        </p>
      )}
      <Merge kind={kind} id={id} />
    </div>
  )
}

/** The rows of one list that are about the subject; a list the browser knows shows the columns of its declaration. */
function Standings({ list }: { list: Standing }): ReactNode {
  const kind = findRegister(list.register)
  if (!kind)
    return (
      <section className="jg-standing">
        <h3>
          {list.name} <small>{t('{n} 条', { n: list.rows.length })}</small>
        </h3>
        <ul>
          {list.rows.slice(0, 10).map(row => (
            <li key={row.id}>{showValue(row.name ?? row.title ?? row.code ?? row.effective)}</li>
          ))}
        </ul>
      </section>
    )
  const keys = kind.register.list
    .filter(key => kind.fields[key] && key !== list.field && key !== titleKey(kind))
    .slice(0, 4)
  const columns = keys.map(key => fieldColumn(key, kind.fields[key]!, list.names))
  return (
    <section className="jg-standing">
      <h3>
        <Link to={pageOf(kind)}>{list.name}</Link> <small>{t('{n} 条', { n: list.rows.length })}</small>
      </h3>
      <table className="jr-rows jg-named">
        <thead>
          <tr>
            <th scope="col">{titleKey(kind) === list.field ? t('记录') : t('名称')}</th>
            {columns.map(column => (
              <th key={column.key} scope="col">
                {column.title}
                {column.unit && <span className="jt-unit">{column.unit}</span>}
              </th>
            ))}
            <th scope="col">{t('状态')}</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map(row => (
            <tr key={row.id}>
              <td aria-label={t('名称')}>
                <Link to={pageOf(kind, row.id)}>
                  {titleKey(kind) === list.field ? t('查看') : titleOf(kind, row as Values, list.names)}
                </Link>
              </td>
              {columns.map(column => (
                <td key={column.key} data-name={column.title}>
                  {showValue(column.value!(row as unknown as AnyRow))}
                </td>
              ))}
              <td data-name={t('状态')}>
                <RecordState kind={kind} state={row.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Owed = ({ lists }: { lists: readonly Standing[] }): ReactNode =>
  lists
    .filter(list => list.duties.length > 0)
    .map(list => (
      <section key={`${list.register} ${list.field}`} className="jg-standing">
        <h3>{list.name}</h3>
        <DutyTable items={list.duties} />
      </section>
    ))

/** Two entries for one thing become one; for administrators, with a reason. */
function Merge({ kind, id }: { kind: Register; id: string }): ReactNode {
  const { actor } = useSession()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [into, setInto] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [names, setNames] = useState<Record<string, string>>({})
  const place = useMemo(
    () => ({
      kind,
      names,
      faults: {},
      learn: (one: string, name: string) => setNames(now => ({ ...now, [one]: name })),
    }),
    [kind, names],
  )
  const merge = useWrite(
    (body: { into: string; reason: string }, key) =>
      api.post<{ moved: number; into: { id: string } }>(`/api/subjects/${kind.id}/${id}/merge`, body, { key }),
    {
      refresh: ['/api/registers', '/api/subjects', '/api/register-overview'],
      done: answer => t('已合并，{n} 条记录改指保留的一条', { n: answer.moved }),
      quiet: true,
      onDone: answer => void navigate(pageOf(kind, answer.into.id)),
    },
  )
  if (actor.party || !actor.duties.includes('admin')) return null
  return (
    <>
      <Button className="jg-merge" onClick={() => setOpen(true)}>
        {t('这是重复的，并入另一条…')}
      </Button>
      <Modal
        open={open}
        title={t('并入另一条')}
        okText={t('合并')}
        okButtonProps={{ disabled: !into || !reason.trim(), loading: merge.isPending }}
        onOk={() => merge.mutate({ into: into!, reason: reason.trim() })}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {merge.error && <Problem error={merge.error} />}
        <p className="jt-soft">{t('所有指向这一条的记录都会改指保留的那一条，名称成为它的曾用名；历史都留着。')}</p>
        <FormPlaceProvider value={place}>
          <Labelled label={t('保留哪一条')} required>
            <ReferenceInput
              field={{ kind: 'ref', to: kind.id, name: kind.name, required: true, indexed: true, secrecy: 'internal' }}
              value={into}
              onChange={value => setInto((value as string | null) ?? null)}
            />
          </Labelled>
        </FormPlaceProvider>
        <Labelled label={t('理由')} required>
          <textarea className="ant-input jt-wide" rows={2} value={reason} onChange={e => setReason(e.target.value)} />
        </Labelled>
      </Modal>
    </>
  )
}
