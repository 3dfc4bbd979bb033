import { PlusOutlined } from '@ant-design/icons'
import { type Person, personRecord } from '@jingtu/registers/subjects/person.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { UnitPicker } from '../parts/UnitPicker.tsx'
import { useAddress } from '../shell/address.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { DUTY_WORDS, mayAdminister, PARTIES } from './administration.ts'
import { FirstPassword, type Issued } from './FirstPassword.tsx'
import { NewPerson } from './NewPerson.tsx'
import { PersonSheet } from './PersonSheet.tsx'

export type PersonRow = Person & { login: string | null; unitName: string }

const MOST = 1000

const COLUMNS: readonly Column<PersonRow>[] = [
  { key: 'name', title: '姓名', pinned: true, width: 110 },
  { key: 'unitName', title: '单位', width: 220, filter: true },
  { key: 'title', title: '职务', width: 140 },
  {
    key: 'duties',
    title: '权限',
    width: 220,
    value: row => row.duties.map(duty => t(DUTY_WORDS[duty] ?? duty)).join(t('、')),
  },
  { key: 'login', title: '登录名', width: 140 },
  { key: 'phone', title: '电话', width: 130 },
  { key: 'email', title: '电子邮箱', width: 200, hidden: true },
  {
    key: 'party',
    title: '身份',
    width: 120,
    hidden: true,
    filter: true,
    value: row => row.party && t(PARTIES[row.party]),
  },
  {
    key: 'state',
    title: '状态',
    width: 90,
    filter: true,
    value: row => t(personRecord.states[row.state]),
    render: row => <RecordState kind={personRecord} state={row.state} />,
  },
]

export default function People(): ReactNode {
  const { actor } = useSession()
  const [params, put] = useAddress('goes back')
  const [adding, setAdding] = useState(false)
  const [issued, setIssued] = useState<Issued | null>(null)
  const unit = params.get('unit')
  const asked = useGet<List<PersonRow>>('/api/people', { unit, limit: MOST }, { keep: true })
  const opened = asked.data?.rows.find(row => row.id === params.get('person'))
  const admin = mayAdminister(actor, actor.region)
  const total = asked.data?.total ?? 0

  return (
    <>
      <PageHead
        title={t('人员')}
        note={t('谁在哪个单位、能办什么。人员离岗后不能再登录，办过的事仍在记录里。')}
        next={admin ? { label: t('登记人员'), icon: <PlusOutlined />, onClick: () => setAdding(true) } : undefined}
      />
      <DataTable
        id="people"
        columns={COLUMNS}
        rows={asked.data?.rows}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={row => put({ person: row.id })}
        exportName={t('人员')}
        rowClass={row => (row.state === 'left' ? 'jt-row-ended' : '')}
        tools={
          <>
            <span className="jt-pick-unit">
              <UnitPicker value={unit} placeholder={t('全部单位')} onChange={id => put({ unit: id })} />
            </span>
            {total > MOST && (
              <span className="jt-at-risk">
                {t('共 {total} 人，只列出前 {most} 人，请先选单位', { total, most: MOST })}
              </span>
            )}
          </>
        }
        empty={{
          title: unit ? t('这个单位还没有人员') : t('还没有登记人员'),
          how: t('登记后系统给出一个初始密码，本人首次登录时换成自己的。'),
          action: admin && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('登记人员')}
            </Button>
          ),
        }}
      />
      <SideSheet open={adding} title={t('登记人员')} onClose={() => setAdding(false)}>
        <NewPerson
          unit={unit}
          onDone={fresh => {
            setAdding(false)
            setIssued(fresh)
          }}
          onCancel={() => setAdding(false)}
        />
      </SideSheet>
      <PersonSheet person={opened} onClose={() => put({ person: null })} onIssued={setIssued} />
      <FirstPassword issued={issued} onClose={() => setIssued(null)} />
    </>
  )
}
