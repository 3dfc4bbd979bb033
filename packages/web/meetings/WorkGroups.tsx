import { PlusOutlined } from '@ant-design/icons'
import { type GroupMember, workGroupRecord } from '@jingtu/programme/organisation.ts'
import type { WorkGroupRow } from '@jingtu/server/meetings/views.ts'
import { Button, Tabs } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { useAddress } from '../shell/address.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { GroupForm } from './GroupForm.tsx'
import { GroupSheet } from './GroupSheet.tsx'
import './meetings.css'

const headOf = (row: WorkGroupRow): string => (row.members ?? []).find(m => m.role === '组长')?.name ?? ''

const GROUPS: readonly Column<WorkGroupRow>[] = [
  { key: 'name', title: '名称', pinned: true, width: 300 },
  { key: 'kind', title: '类型', width: 110, filter: true },
  { key: 'regionName', title: '区域', width: 120, filter: true },
  { key: 'head', title: '组长', width: 100, value: headOf },
  { key: 'officeName', title: '办公室设在', width: 200, deskOnly: true },
  { key: 'count', title: '成员', unit: '人', kind: 'number', width: 80, value: row => row.members?.length ?? 0 },
  {
    key: 'state',
    title: '状态',
    width: 80,
    filter: true,
    value: row => t(workGroupRecord.states[row.state]),
    render: row => <RecordState kind={workGroupRecord} state={row.state} />,
  },
]

interface PersonRow extends GroupMember {
  id: string
  group: WorkGroupRow
}

const PEOPLE = (experts: boolean): readonly Column<PersonRow>[] => [
  { key: 'name', title: '姓名', pinned: true, width: 110 },
  { key: 'title', title: experts ? '专业' : '职务', width: 180, filter: experts },
  { key: 'unitName', title: '单位', width: 240, filter: true },
  { key: 'role', title: '角色', width: 110, filter: !experts, value: row => t(row.role) },
  {
    key: 'group',
    title: experts ? '所在委员会' : '所在工作组',
    width: 280,
    value: row => row.group.name,
    filter: true,
  },
  { key: 'regionName', title: '区域', width: 120, filter: true, value: row => row.group.regionName },
]

/** 工作组: leading groups of every level, their members as a contact list, and the experts to choose from. */
export default function WorkGroups(): ReactNode {
  const { actor } = useSession()
  const [params, put] = useAddress()
  const [adding, setAdding] = useState(false)
  const asked = useGet<List<WorkGroupRow>>('/api/work-groups')
  const rows = asked.data?.rows
  const tab = params.get('tab') ?? 'groups'
  const mayAdd = actor.duties.includes('planner')
  const people = useMemo(
    () =>
      rows
        ?.filter(g => g.state === 'active')
        .flatMap(group => (group.members ?? []).map((m, i): PersonRow => ({ ...m, id: `${group.id} ${i}`, group }))),
    [rows],
  )
  const add = mayAdd && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('设立工作组')}
    </Button>
  )
  const roster = (experts: boolean): ReactNode => (
    <DataTable
      id={experts ? 'experts' : 'group-members'}
      columns={PEOPLE(experts)}
      rows={people?.filter(p => (p.role === '专家') === experts)}
      error={asked.error}
      onOpen={row => put({ group: row.group.id })}
      exportName={experts ? t('专家名册') : t('成员名册')}
      empty={
        experts
          ? {
              title: t('还没有专家'),
              how: t('设立“专家委员会”，填入专家的姓名、单位和专业，评审时从这里选。'),
              action: add,
            }
          : { title: t('还没有成员'), how: t('在工作组里逐行填写成员，可以从 Excel 粘贴。'), action: add }
      }
    />
  )
  return (
    <>
      <PageHead
        title={t('工作组')}
        note={t('领导小组及其办公室、工作专班和专家委员会；会议和议定事项都记在工作组下。')}
        next={mayAdd ? { label: t('设立工作组'), icon: <PlusOutlined />, onClick: () => setAdding(true) } : undefined}
      />
      <Tabs
        activeKey={tab}
        onChange={key => put({ tab: key === 'groups' ? null : key })}
        items={[
          {
            key: 'groups',
            label: t('工作组'),
            children: (
              <DataTable
                id="work-groups"
                columns={GROUPS}
                rows={rows}
                error={asked.error}
                onRetry={() => void asked.refetch()}
                onOpen={row => put({ group: row.id })}
                exportName={t('工作组')}
                rowClass={row => (row.state === 'dissolved' ? 'jt-row-ended' : '')}
                empty={{
                  title: t('还没有工作组'),
                  how: t('先设立本级的土壤污染防治工作领导小组，填写组长、成员单位和办公室。'),
                  action: add,
                }}
              />
            ),
          },
          { key: 'members', label: t('成员名册'), children: roster(false) },
          { key: 'experts', label: t('专家'), children: roster(true) },
        ]}
      />
      <SideSheet wide open={adding} title={t('设立工作组')} onClose={() => setAdding(false)}>
        <GroupForm
          onDone={id => {
            setAdding(false)
            put({ group: id })
          }}
          onCancel={() => setAdding(false)}
        />
      </SideSheet>
      <GroupSheet group={rows?.find(r => r.id === params.get('group'))} onClose={() => put({ group: null })} />
    </>
  )
}
