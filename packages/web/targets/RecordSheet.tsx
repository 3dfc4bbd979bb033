import type { TargetRow } from '@jingtu/server/targets/views.ts'
import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { SideSheet } from '../parts/SideSheet.tsx'
import { MeasureForm } from './MeasureForm.tsx'
import { GROUPS, groupOf } from './matrix.ts'

interface Props {
  open: boolean
  rows: readonly TargetRow[]
  onClose: () => void
  onDone: (target: string, region: string) => void
}

/** A value for any target of the plan: first which one, then the value. */
export function RecordSheet({ open, rows, onClose, onDone }: Props): ReactNode {
  return (
    <SideSheet open={open} title={t('录入实测值')} onClose={onClose}>
      <Choose rows={rows} onClose={onClose} onDone={onDone} />
    </SideSheet>
  )
}

function Choose({ rows, onClose, onDone }: Omit<Props, 'open'>): ReactNode {
  const live = rows.filter(r => r.target.state === 'inForce' && !r.target.notApplicable)
  const [picked, setPicked] = useState<string | null>(live.length === 1 ? live[0]!.target.id : null)
  const row = live.find(r => r.target.id === picked)
  // A table annexed to the plan gives every region its own target of one name.
  const nameOf = (r: TargetRow): string =>
    live.some(x => x !== r && x.target.indicator === r.target.indicator)
      ? `${r.target.indicator}（${r.overall.regionName}）`
      : r.target.indicator
  const options = GROUPS.map(heading => ({
    label: t(heading),
    options: live.filter(r => groupOf(r.target) === heading).map(r => ({ value: r.target.id, label: nameOf(r) })),
  })).filter(g => g.options.length > 0)
  return (
    <>
      <Select
        className="jt-wide jg-choose"
        autoFocus
        placeholder={t('选择指标')}
        aria-label={t('选择指标')}
        value={picked}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={setPicked}
      />
      {row && (
        <MeasureForm
          key={row.target.id}
          row={row}
          region={null}
          onDone={region => onDone(row.target.id, region)}
          onCancel={onClose}
        />
      )}
    </>
  )
}
