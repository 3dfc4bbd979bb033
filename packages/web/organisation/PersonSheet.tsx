import { EllipsisOutlined } from '@ant-design/icons'
import { type Person, personRecord } from '@jingtu/registers/subjects/person.ts'
import { App, Button, Dropdown, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import { FieldView } from '../parts/FieldView.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { DUTY_WORDS, mayAdminister, PARTIES } from './administration.ts'
import type { Issued } from './FirstPassword.tsx'
import { DutiesInput, PERSON_FIELDS } from './NewPerson.tsx'
import type { PersonRow } from './People.tsx'

interface Props {
  person: PersonRow | undefined
  onClose: () => void
  onIssued: (issued: Issued) => void
}

const REFRESH = ['/api/people', '/api/records/person']

export function PersonSheet({ person, onClose, onIssued }: Props): ReactNode {
  const extra = person && <Moves person={person} onIssued={onIssued} />
  return (
    <SideSheet open={person !== undefined} title={person?.name} extra={extra} onClose={onClose}>
      {person && <Content key={`${person.id} ${person.version}`} person={person} />}
    </SideSheet>
  )
}

function Content({ person }: { person: PersonRow }): ReactNode {
  const { actor } = useSession()
  const [editing, setEditing] = useState(false)
  const names = { [person.unit]: person.unitName }
  const save = useWrite(
    (values: Record<string, unknown>, key) =>
      api.patch<Person>(`/api/people/${person.id}`, { version: person.version, values }, { key }),
    { refresh: REFRESH, done: t('已保存'), quiet: true, onDone: () => setEditing(false) },
  )
  const may = mayAdminister(actor, person.region) && person.state === 'active'
  const about = editing ? (
    <FieldForm
      kind={personRecord}
      fields={PERSON_FIELDS}
      values={person}
      names={names}
      inputs={{ duties: DutiesInput }}
      labels={{ party: PARTIES }}
      long={['duties']}
      busy={save.isPending}
      error={save.error}
      onSubmit={(_, changed) => (Object.keys(changed).length ? save.mutate(changed) : setEditing(false))}
      onCancel={() => setEditing(false)}
    />
  ) : (
    <>
      <dl className="jt-view">
        <div>
          <dt>{t('登录名')}</dt>
          <dd>{person.login ?? <span className="jt-faint">—</span>}</dd>
        </div>
      </dl>
      <FieldView
        kind={personRecord}
        fields={PERSON_FIELDS}
        row={person}
        labels={{ unit: names, party: PARTIES, duties: DUTY_WORDS }}
      />
      {may && (
        <Button className="jt-below" onClick={() => setEditing(true)}>
          {t('修改')}
        </Button>
      )}
    </>
  )
  return (
    <Tabs
      items={[
        { key: 'about', label: t('资料'), children: about },
        {
          key: 'history',
          label: t('变动'),
          children: <RecordTimeline kind={personRecord} id={person.id} names={{ ...names, ...DUTY_WORDS }} />,
        },
      ]}
    />
  )
}

function Moves({ person, onIssued }: { person: PersonRow; onIssued: (issued: Issued) => void }): ReactNode {
  const { actor } = useSession()
  const { modal } = App.useApp()
  const move = useWrite((name: string, key) => api.post(`/api/people/${person.id}/moves/${name}`, {}, { key }), {
    refresh: REFRESH,
    done: t('已办理'),
  })
  const reset = useWrite(
    (_: null, key) =>
      api.post<{ login: string; password: string | null }>(`/api/people/${person.id}/password-reset`, {}, { key }),
    {
      refresh: REFRESH,
      onDone: ({ login, password }) => onIssued({ name: person.name, login, password }),
    },
  )
  if (!mayAdminister(actor, person.region)) return null

  const confirm = (title: string, content: string, ok: string, go: () => void): void => {
    modal.confirm({ title, content, okText: ok, cancelText: t('取消'), onOk: go })
  }
  const { leave, return: back } = personRecord.transitions
  const items =
    person.state === 'active'
      ? [
          {
            key: 'reset',
            label: t('重置密码'),
            onClick: () =>
              confirm(
                t('重置{name}的密码？', { name: person.name }),
                t('现在的密码随即失效，已登录的设备会退出。'),
                t('重置密码'),
                () => reset.mutate(null),
              ),
          },
          {
            key: 'leave',
            label: t(leave.label),
            danger: true,
            disabled: person.id === actor.person,
            onClick: () =>
              confirm(
                t('{name}离岗？', { name: person.name }),
                t('离岗后不能再登录；在办的任务仍在单位名下。'),
                t(leave.label),
                () => move.mutate('leave'),
              ),
          },
        ]
      : [{ key: 'return', label: t(back.label), onClick: () => move.mutate('return') }]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button icon={<EllipsisOutlined />} aria-label={t('更多')} loading={move.isPending || reset.isPending} />
    </Dropdown>
  )
}
