import { DeleteOutlined, PlusOutlined, SnippetsOutlined } from '@ant-design/icons'
import type { GroupMember } from '@jingtu/programme/organisation.ts'
import { Button, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import type { InputProps } from '../parts/FieldForm.tsx'
import { UnitPicker } from '../parts/UnitPicker.tsx'
import { membersFromText, ROLES } from './members-text.ts'

/** The members of a group as rows to write in; a unit that is registered is linked, any other is plain words. */
export function MemberRows({ value, onChange, values }: InputProps): ReactNode {
  const rows = (value as GroupMember[] | null) ?? []
  const experts = values?.kind === '专家委员会'
  const usual: GroupMember['role'] = experts ? '专家' : '成员'
  const [pasting, setPasting] = useState(false)
  const put = (i: number, change: Partial<GroupMember>): void =>
    onChange(rows.map((row, k) => (k === i ? { ...row, ...change } : row)))
  return (
    <div className="jm-members">
      {rows.length > 0 && (
        <div className="jm-member jm-member-head">
          <span>{t('姓名')}</span>
          <span>{t('单位')}</span>
          <span>{experts ? t('专业') : t('职务')}</span>
          <span>{t('角色')}</span>
          <span />
        </div>
      )}
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place until it is saved
        <div className="jm-member" key={i}>
          <Input value={row.name} aria-label={t('姓名')} onChange={e => put(i, { name: e.target.value })} />
          <UnitCell row={row} onChange={change => put(i, change)} />
          <Input
            value={row.title}
            aria-label={experts ? t('专业') : t('职务')}
            onChange={e => put(i, { title: e.target.value })}
          />
          <Select
            value={row.role}
            aria-label={t('角色')}
            options={ROLES.map(role => ({ value: role, label: t(role) }))}
            onChange={role => put(i, { role })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('移除')}
            onClick={() => onChange(rows.filter((_, k) => k !== i))}
          />
        </div>
      ))}
      <div className="jm-member-tools">
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...rows, { name: '', unit: null, unitName: '', title: '', role: usual }])}
        >
          {t('加一行')}
        </Button>
        <Button size="small" icon={<SnippetsOutlined />} onClick={() => setPasting(true)}>
          {t('从 Excel 粘贴')}
        </Button>
      </div>
      <Modal
        open={pasting}
        title={t('从 Excel 粘贴成员')}
        footer={null}
        destroyOnHidden
        onCancel={() => setPasting(false)}
      >
        <Paste
          usual={usual}
          onDone={more => {
            onChange([...rows, ...more])
            setPasting(false)
          }}
        />
      </Modal>
    </div>
  )
}

function UnitCell({
  row,
  onChange,
}: {
  row: GroupMember
  onChange: (change: Partial<GroupMember>) => void
}): ReactNode {
  if (row.unitName && !row.unit)
    return (
      <Input
        value={row.unitName}
        aria-label={t('单位')}
        allowClear
        onChange={e => onChange({ unitName: e.target.value })}
      />
    )
  return (
    <UnitPicker
      value={row.unit}
      name={row.unitName}
      placeholder={t('查找已登记的单位')}
      onChange={(id, unit) => onChange({ unit: id, unitName: unit?.name ?? (id ? row.unitName : '') })}
    />
  )
}

function Paste({ usual, onDone }: { usual: GroupMember['role']; onDone: (members: GroupMember[]) => void }): ReactNode {
  const [text, setText] = useState('')
  const found = membersFromText(text, usual)
  return (
    <>
      <p className="jt-soft">{t('一行一人，依次为姓名、单位、职务（专业）、角色，直接从表格里复制过来。')}</p>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 6, maxRows: 14 }}
        value={text}
        onChange={e => setText(e.target.value)}
      />
      <div className="jt-dialog-end">
        <Button type="primary" disabled={found.length === 0} onClick={() => onDone(found)}>
          {t('加入 {n} 人', { n: found.length })}
        </Button>
      </div>
    </>
  )
}
