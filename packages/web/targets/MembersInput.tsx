import type { TargetRow } from '@jingtu/server/targets/views.ts'
import { Button, Checkbox, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import type { InputProps } from '../parts/FieldForm.tsx'

const CLASSES = ['Ⅰ类', 'Ⅱ类', 'Ⅲ类', 'Ⅳ类', 'Ⅴ类']

/**
 * The single things behind a value. Where a list was frozen they are ticked off (or, for points of water, given a class);
 * else they are typed or pasted, one a line.
 */
export function MembersInput({ row, value, onChange, values, id }: InputProps & { row: TargetRow }): ReactNode {
  const picked = Array.isArray(value) ? value.map(String) : []
  const cell = [row.overall, ...row.regions].find(c => c.regionId === values?.regionId)
  const listed = cell?.baseline?.members ?? []
  if (listed.length === 0) return <LinesInput id={id} value={picked} onChange={onChange} />
  if (row.target.comparison === '点位稳定') {
    const names = listed.map(m => m.split(/[:：]/)[0]!.trim())
    const classOf = (name: string): string | undefined =>
      picked.find(p => p.startsWith(`${name}：`))?.slice(name.length + 1)
    const set = (name: string, grade: string | undefined): void =>
      onChange([...picked.filter(p => !p.startsWith(`${name}：`)), ...(grade ? [`${name}：${grade}`] : [])])
    return (
      <div className="jg-points">
        {names.map((name, i) => (
          <div key={name}>
            <span>{name}</span>
            <small className="jt-faint">{t('基准 {grade}', { grade: listed[i]!.split(/[:：]/)[1] ?? '—' })}</small>
            <Select
              size="small"
              aria-label={name}
              allowClear
              placeholder={t('本次类别')}
              value={classOf(name)}
              options={CLASSES.map(c => ({ value: c, label: c }))}
              onChange={grade => set(name, grade)}
            />
          </div>
        ))}
      </div>
    )
  }
  return (
    <>
      <Checkbox.Group className="jg-members" value={picked} options={[...listed]} onChange={onChange} />
      <Button size="small" type="link" onClick={() => onChange(picked.length === listed.length ? [] : [...listed])}>
        {picked.length === listed.length ? t('全部取消') : t('全部选中')}
      </Button>
    </>
  )
}

/** One a line, as a column pasted from Excel comes in. */
export function LinesInput({
  id,
  value,
  onChange,
}: {
  id?: string
  value: readonly string[]
  onChange: (lines: string[]) => void
}): ReactNode {
  const [typed, setTyped] = useState(value.join('\n'))
  return (
    <>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 4, maxRows: 14 }}
        value={typed}
        placeholder={t('一行一项，可以从 Excel 复制一列粘贴进来')}
        onChange={e => {
          setTyped(e.target.value)
          onChange(linesOf(e.target.value))
        }}
      />
      <span className="jt-faint">{t('共 {n} 项', { n: linesOf(typed).length })}</span>
    </>
  )
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n\t]/)
      .map(line => line.trim())
      .filter(Boolean),
  ),
]
