import type { FieldKind } from '@jingtu/core/field.ts'
import { AREA_UNITS, type Area, type AreaUnit, convertArea, isDecimal } from '@jingtu/core/measure.ts'
import { Button, Input, Select, Space } from 'antd'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FileList } from '../parts/FileList.tsx'
import { INPUTS, type InputProps } from '../parts/field-inputs.tsx'
import { readFigure } from '../parts/read-figure.ts'
import { showNumber } from '../parts/show.ts'
import { blankRow } from '../records/embedded-rows.ts'
import { RowsInput } from '../records/RowsInput.tsx'
import type { EmbeddedRows } from '../records/record-page.ts'
import { useFormPlace } from './field-context.ts'
import { ReferenceInput, ReferencesInput } from './ReferenceInput.tsx'
import { cellFaults } from './row-faults.ts'
import { ShapeInput } from './ShapeInput.tsx'

/** One input for every kind of field of a register; a new kind does not compile until it has one. */
export const ROW_INPUTS = {
  ...INPUTS,
  area: AreaInput,
  period: PeriodInput,
  ref: ReferenceInput,
  refs: ReferencesInput,
  files: EvidenceInput,
  rows: GridInput,
  point: ShapeInput,
  line: ShapeInput,
  polygon: ShapeInput,
} satisfies Record<FieldKind, ComponentType<InputProps>>

const asArea = (value: unknown): Area | null => (typeof value === 'object' && value !== null ? (value as Area) : null)

/** The units an area is offered in; what was given in another one keeps it. */
const OFFERED: readonly AreaUnit[] = ['亩', '公顷', '平方米', '万亩', '平方公里']

/** A figure and its unit; beside it what it is in the two others people reckon with. Switching the unit converts the figure. */
function AreaInput({ id, field, value, onChange, disabled }: InputProps): ReactNode {
  const area = asArea(value)
  const [unit, setUnit] = useState<AreaUnit>(area?.unit ?? (field.unit as AreaUnit | undefined) ?? '亩')
  const [typed, setTyped] = useState(area ? showNumber(area.value) : typeof value === 'string' ? value : '')
  const read = readFigure(typed)
  useEffect(() => {
    const given = asArea(value)
    if (given && (given.value !== readFigure(typed) || given.unit !== unit)) {
      setTyped(showNumber(given.value))
      setUnit(given.unit)
    }
  }, [value, typed, unit])
  const write = (text: string, to: AreaUnit): void => {
    setTyped(text)
    setUnit(to)
    const figure = readFigure(text)
    onChange(text.trim() === '' ? null : figure === undefined ? text : { value: figure, unit: to })
  }
  const units = AREA_UNITS.filter(u => OFFERED.includes(u) || u === unit)
  const others = (['亩', '公顷', '平方米'] as const).filter(u => u !== unit)
  return (
    <>
      <Space.Compact block>
        <Input
          id={id}
          className="jt-figure"
          inputMode="decimal"
          disabled={disabled}
          value={typed}
          onChange={e => write(e.target.value, unit)}
        />
        <Select
          className="jg-unit"
          disabled={disabled}
          aria-label={t('{field} 的单位', { field: field.name })}
          value={unit}
          popupMatchSelectWidth={false}
          options={units.map(u => ({ value: u, label: t(u) }))}
          onChange={to =>
            write(read !== undefined && isDecimal(read) ? (convertArea(read, unit, to) ?? typed) : typed, to)
          }
        />
      </Space.Compact>
      {read !== undefined && (
        <small className="jt-faint">
          {others.map(to => `= ${showNumber(convertArea(read, unit, to))} ${t(to)}`).join('　')}
        </small>
      )}
    </>
  )
}

const PARTS: readonly { value: string; label: string }[] = [
  { value: '', label: '全年' },
  { value: '-H1', label: '上半年' },
  { value: '-H2', label: '下半年' },
  ...['一', '二', '三', '四'].map((n, i) => ({ value: `-Q${i + 1}`, label: `${n}季度` })),
  ...Array.from({ length: 12 }, (_, i) => ({ value: `-${String(i + 1).padStart(2, '0')}`, label: `${i + 1}月` })),
]

function PeriodInput({ id, field, value, onChange, disabled }: InputProps): ReactNode {
  const text = typeof value === 'string' ? value : ''
  const [year, part] = [text.slice(0, 4), text.slice(4)]
  return (
    <Space.Compact block>
      <Input
        id={id}
        inputMode="numeric"
        maxLength={4}
        disabled={disabled}
        placeholder={t('年份')}
        value={year}
        onChange={e => onChange(e.target.value ? e.target.value + part : null)}
      />
      <Select
        disabled={disabled}
        className="jg-part"
        aria-label={t('{field} 的时段', { field: field.name })}
        value={part}
        options={PARTS.map(p => ({ value: p.value, label: t(p.label) }))}
        onChange={next => onChange(year ? year + next : null)}
      />
    </Space.Compact>
  )
}

/** What counts as evidence, as the server checks it by content. */
const ACCEPT = '.pdf,.png,.jpg,.jpeg,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.zip,.txt,.csv'

function EvidenceInput({ value, onChange, disabled }: InputProps): ReactNode {
  return (
    <FileList
      hashes={Array.isArray(value) ? value.map(String) : []}
      onChange={disabled ? undefined : onChange}
      accept={ACCEPT}
      hint={t('PDF、图片、Word、Excel、ZIP，每个不超过 50 MB')}
    />
  )
}

/** Embedded rows as a small sheet: cells can be pasted from Excel; faults stand in their cells. */
function GridInput(props: InputProps): ReactNode {
  const { field, value, onChange } = props
  const { faults, names } = useFormPlace()
  const [key] = [props.id?.replace(/^jg-/, '') ?? '']
  const spec: EmbeddedRows = { noun: field.name, fields: field.fields ?? {}, long: longCells(field.fields ?? {}) }
  const rows = Array.isArray(value) ? value : []
  return (
    <>
      <RowsInput
        {...props}
        names={names}
        value={rows}
        spec={spec}
        from={0}
        begin={() => blankRow(spec)}
        inputs={CELL_INPUTS}
        told={cellFaults(faults, key)}
      />
      {rows.length > 3 && (
        <Button size="small" type="text" onClick={() => onChange([])}>
          {t('全部移除')}
        </Button>
      )}
    </>
  )
}

const longCells = (fields: NonNullable<InputProps['field']['fields']>): string[] =>
  Object.keys(fields).filter(key => fields[key]!.long)

/** Inside a cell a map has no room: shapes are typed there. */
const CELL_INPUTS: Partial<Record<FieldKind, ComponentType<InputProps>>> = {
  area: AreaInput,
  period: PeriodInput,
  ref: ReferenceInput,
  refs: ReferencesInput,
  files: EvidenceInput,
}
