import { EllipsisOutlined } from '@ant-design/icons'
import type { RecordKind } from '@jingtu/core/record.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { App, Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { showProblem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { UnitPicker } from '../parts/UnitPicker.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { AdministeredTabs } from './AdministeredTabs.tsx'
import { LEVELS, mayAdminister } from './administration.ts'
import { UNIT_HINTS, UNIT_SECTIONS } from './NewUnit.tsx'
import { UnitPeople } from './UnitPeople.tsx'
import type { UnitRow } from './Units.tsx'

const FIELDS = UNIT_SECTIONS.flatMap(section => section.fields)
const REFRESH = ['/api/units', '/api/people', '/api/records/unit']

/** One unit beside the list: read, correct, close, merge, its people, what has changed. */
export function UnitSheet({ unit, onClose }: { unit: UnitRow | undefined; onClose: () => void }): ReactNode {
  return (
    <SideSheet
      open={unit !== undefined}
      title={unit?.name}
      extra={unit && <Moves unit={unit} onMerged={onClose} />}
      onClose={onClose}
    >
      {unit && <Content key={`${unit.id} ${unit.version}`} unit={unit} />}
    </SideSheet>
  )
}

function Content({ unit }: { unit: UnitRow }): ReactNode {
  const names = { [unit.regionId]: unit.regionName }
  return (
    <AdministeredTabs
      kind={unitRecord as unknown as RecordKind}
      row={unit}
      path="units"
      refresh={REFRESH}
      names={names}
      form={{ fields: UNIT_SECTIONS, labels: { level: LEVELS }, hints: UNIT_HINTS, disabled: ['regionId'] }}
      view={{ fields: FIELDS, labels: { level: LEVELS, regionId: names } }}
      words={LEVELS}
      more={[{ key: 'people', label: t('人员'), children: <UnitPeople unit={unit.id} /> }]}
    />
  )
}

function Moves({ unit, onMerged }: { unit: UnitRow; onMerged: () => void }): ReactNode {
  const { actor } = useSession()
  const { modal } = App.useApp()
  const { ask, dialog } = useReason()
  const move = useWrite(
    ({ name, reason }: { name: string; reason: string }, key) =>
      api.post(`/api/units/${unit.id}/moves/${name}`, { reason }, { key }),
    { refresh: REFRESH, done: t('已办理') },
  )
  const merge = useWrite(
    ({ target, reason }: { target: string; reason: string }, key) =>
      api.post<{ moved: number }>(`/api/units/${unit.id}/merge`, { into: target, reason }, { key }),
    {
      refresh: REFRESH,
      quiet: true,
      done: ({ moved }) => t('已合并，{count} 条记录改指合并后的单位', { count: moved }),
      onDone: onMerged,
    },
  )
  if (!mayAdminister(actor, unit.region)) return null

  const start = async (name: 'close' | 'reopen'): Promise<void> => {
    const { label, reason: needed } = unitRecord.transitions[name]
    const title = t('{move}“{name}”', { move: t(label), name: unit.name })
    const reason = await ask({ title, ok: t(label), required: needed === 'required', danger: name === 'close' })
    if (reason !== undefined) move.mutate({ name, reason })
  }
  const startMerge = async (): Promise<void> => {
    let target: string | null = null
    const content = (
      <>
        <p>
          {t('把“{name}”并入下面的单位：它的名称成为那个单位的别称，指向它的任务、报告和人员都改指那个单位。', {
            name: unit.name,
          })}
        </p>
        <MergeTarget
          onChange={id => {
            target = id
          }}
        />
      </>
    )
    const reason = await ask({
      title: t('合并重复的单位'),
      content,
      ok: t('合并'),
      required: true,
      missing: () => (target === null ? t('请选择要并入的单位') : undefined),
      usual: [t('同一单位重复登记'), t('机构改革后为同一单位')],
    })
    if (reason === undefined || target === null) return
    merge.mutate({ target, reason }, { onError: error => showProblem(modal, error, t('没有合并成')) })
  }
  const items =
    unit.state === 'active'
      ? [
          { key: 'merge', label: t('合并重复的单位'), onClick: () => void startMerge() },
          { key: 'close', label: t('撤销'), danger: true, onClick: () => void start('close') },
        ]
      : [{ key: 'reopen', label: t('恢复'), onClick: () => void start('reopen') }]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button icon={<EllipsisOutlined />} aria-label={t('更多')} />
      </Dropdown>
      {dialog}
    </>
  )
}

function MergeTarget({ onChange }: { onChange: (id: string | null) => void }): ReactNode {
  const [picked, setPicked] = useState<string | null>(null)
  return (
    <UnitPicker
      value={picked}
      onChange={id => {
        setPicked(id)
        onChange(id)
      }}
    />
  )
}
