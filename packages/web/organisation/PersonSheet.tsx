import { EllipsisOutlined } from '@ant-design/icons'
import type { RecordKind } from '@jingtu/core/record.ts'
import { personRecord } from '@jingtu/registers/subjects/person.ts'
import { App, Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { AdministeredTabs } from './AdministeredTabs.tsx'
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
  const names = { [person.unit]: person.unitName }
  return (
    <AdministeredTabs
      kind={personRecord as unknown as RecordKind}
      row={person}
      path="people"
      refresh={REFRESH}
      names={names}
      form={{ fields: PERSON_FIELDS, inputs: { duties: DutiesInput }, labels: { party: PARTIES }, long: ['duties'] }}
      view={{ fields: PERSON_FIELDS, labels: { unit: names, party: PARTIES, duties: DUTY_WORDS } }}
      words={DUTY_WORDS}
      above={
        <dl className="jt-view">
          <div>
            <dt>{t('登录名')}</dt>
            <dd>{person.login ?? <span className="jt-faint">—</span>}</dd>
          </div>
        </dl>
      }
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
