import type { Field, FieldKind } from '@jingtu/core/field.ts'
import { type Geometry, geometryText, parseGeometry } from '@jingtu/core/geometry.ts'
import { type Area, parseArea } from '@jingtu/core/measure.ts'
import { DatePicker, Input, InputNumber, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { t } from '../i18n/language.ts'
import { useVisitor } from '../shell/session.tsx'
import { FileList } from './FileList.tsx'
import { RegionPicker } from './RegionPicker.tsx'
import { DAY_FORMATS, readFigure } from './read-figure.ts'
import { areaWords, instantFromWall, showInstant, showNumber, showValue } from './show.ts'
import { UnitPicker, UnitsPicker } from './UnitPicker.tsx'

export interface InputProps {
  id?: string
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  disabled?: boolean
  /** Several lines. */
  long?: boolean
  /** What the options are called. */
  labels?: Record<string, string>
  names?: Record<string, string>
  /** The other values of the form. */
  values?: Record<string, unknown>
}

/** One input for every kind of field; a new kind does not compile until it has one. */
export const INPUTS = {
  text: TextInput,
  decimal: DecimalInput,
  integer: IntegerInput,
  boolean: BooleanInput,
  day: DayInput,
  instant: InstantInput,
  choice: ChoiceInput,
  ref: RefInput,
  refs: RefsInput,
  texts: TextsInput,
  days: DaysInput,
  files: FilesInput,
  json: JsonInput,
  rows: JsonInput,
  money: DecimalInput,
  area: AreaInput,
  period: TextInput,
  choices: ChoicesInput,
  point: ShapeInput,
  line: ShapeInput,
  polygon: ShapeInput,
} satisfies Record<FieldKind, ComponentType<InputProps>>

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

function TextInput({ id, value, onChange, disabled, long }: InputProps): ReactNode {
  const common = { id, disabled, value: asText(value) }
  if (long)
    return (
      <Input.TextArea
        {...common}
        autoSize={{ minRows: 3, maxRows: 16 }}
        onChange={e => onChange(e.target.value || null)}
      />
    )
  return <Input {...common} onChange={e => onChange(e.target.value || null)} />
}

/** Keeps what is typed; on leaving, a readable figure takes its canonical form and anything else stays to be mended. */
function DecimalInput({ id, field, value, onChange, disabled }: InputProps): ReactNode {
  const [typed, setTyped] = useState(showNumber(asText(value)))
  useEffect(() => {
    setTyped(now => (readFigure(now) === value ? now : showNumber(asText(value))))
  }, [value])
  const change = (text: string): void => {
    setTyped(text)
    onChange(text.trim() === '' ? null : (readFigure(text) ?? text))
  }
  return (
    <Input
      id={id}
      className="jt-figure"
      inputMode="decimal"
      disabled={disabled}
      value={typed}
      suffix={field.unit}
      onChange={e => change(e.target.value)}
      onBlur={() => setTyped(now => showNumber(readFigure(now) ?? now))}
    />
  )
}

function IntegerInput({ id, field, value, onChange, disabled }: InputProps): ReactNode {
  return (
    <InputNumber
      id={id}
      className="jt-figure jt-wide"
      precision={0}
      min={field.min}
      max={field.max}
      suffix={field.unit}
      disabled={disabled}
      value={typeof value === 'number' ? value : null}
      onChange={number => onChange(number)}
    />
  )
}

/** Not said is a third answer: nobody is made to say no by leaving a box empty. */
function BooleanInput({ field, value, onChange, disabled }: InputProps): ReactNode {
  const options = [
    { value: 'yes', label: t('是') },
    { value: 'no', label: t('否') },
    ...(field.required ? [] : [{ value: 'unknown', label: t('未填') }]),
  ]
  const picked = value === true ? 'yes' : value === false ? 'no' : field.required ? undefined : 'unknown'
  return (
    <Radio.Group
      disabled={disabled}
      options={options}
      value={picked}
      onChange={e => onChange(e.target.value === 'unknown' ? null : e.target.value === 'yes')}
    />
  )
}

function DayInput({ field, id, value, onChange, disabled }: InputProps): ReactNode {
  // The day of the server, where somebody is signed in: the machine's own may be another.
  const today = useVisitor()?.today
  return (
    <DatePicker
      id={id}
      className="jt-wide"
      disabled={disabled}
      maxDate={field.past ? dayjs(today) : undefined}
      format={DAY_FORMATS}
      value={asText(value) ? dayjs(asText(value)) : null}
      onChange={day => onChange(day ? day.format('YYYY-MM-DD') : null)}
    />
  )
}

function InstantInput({ id, value, onChange, disabled }: InputProps): ReactNode {
  return (
    <DatePicker
      id={id}
      className="jt-wide"
      disabled={disabled}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={asText(value) ? dayjs(showInstant(asText(value))) : null}
      onChange={at => onChange(at ? instantFromWall(at.format('YYYY-MM-DD HH:mm')) : null)}
    />
  )
}

function ChoiceInput({ id, field, value, onChange, disabled, labels }: InputProps): ReactNode {
  const options = (field.options ?? []).map(option => ({ value: option, label: t(labels?.[option] ?? option) }))
  return (
    <Select
      id={id}
      disabled={disabled}
      options={options}
      value={value === null ? undefined : asText(value)}
      allowClear={!field.required}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      placeholder={t('请选择')}
      onChange={picked => onChange(picked ?? null)}
    />
  )
}

function ChoicesInput({ id, field, value, onChange, disabled, labels }: InputProps): ReactNode {
  return (
    <Select
      id={id}
      mode="multiple"
      disabled={disabled}
      options={(field.options ?? []).map(option => ({ value: option, label: t(labels?.[option] ?? option) }))}
      value={asList(value)}
      placeholder={t('请选择')}
      onChange={onChange}
    />
  )
}

/** What was typed stays until it can be read; then it takes its form. */
function ReadInput(
  props: InputProps & { words: (value: unknown) => string; read: (text: string) => unknown },
): ReactNode {
  const { id, value, onChange, disabled, words, read } = props
  const [typed, setTyped] = useState(words(value))
  return (
    <Input
      id={id}
      disabled={disabled}
      value={typed}
      onChange={e => {
        setTyped(e.target.value)
        onChange(e.target.value.trim() === '' ? null : (read(e.target.value) ?? e.target.value))
      }}
    />
  )
}

function AreaInput(props: InputProps): ReactNode {
  return (
    <ReadInput
      {...props}
      words={value => areaWords(value as Area | null)}
      read={text => parseArea(text, props.field.unit ?? '亩')}
    />
  )
}

function ShapeInput(props: InputProps): ReactNode {
  return (
    <ReadInput
      {...props}
      words={value => (value && typeof value === 'object' ? geometryText(value as Geometry) : asText(value))}
      read={parseGeometry}
    />
  )
}

function RefInput(props: InputProps): ReactNode {
  const { id, field, value, onChange, disabled, names } = props
  const picked = asText(value) || null
  const name = picked ? names?.[picked] : undefined
  if (field.to === 'unit')
    return <UnitPicker id={id} disabled={disabled} value={picked} name={name} onChange={onChange} />
  if (field.to === 'region')
    return <RegionPicker id={id} disabled={disabled} value={picked} name={name} onChange={onChange} />
  // Other records are chosen on pages that know them; there the form is given an input of its own.
  return <Input id={id} disabled value={name ?? picked ?? ''} />
}

function RefsInput({ id, field, value, onChange, disabled, names }: InputProps): ReactNode {
  if (field.to === 'unit')
    return <UnitsPicker id={id} disabled={disabled} value={asList(value)} names={names} onChange={onChange} />
  return (
    <Select
      id={id}
      mode="multiple"
      disabled
      options={asList(value).map(v => ({ value: v, label: names?.[v] ?? v }))}
      value={asList(value)}
    />
  )
}

function TextsInput({ id, value, onChange, disabled }: InputProps): ReactNode {
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      disabled={disabled}
      value={asList(value)}
      tokenSeparators={['、', '，', ',', '；', ';', '\n']}
      placeholder={t('填一项按回车，或用顿号分开')}
      onChange={list => onChange(list.map(text => text.trim()).filter(Boolean))}
    />
  )
}

function DaysInput({ id, value, onChange, disabled }: InputProps): ReactNode {
  return (
    <DatePicker
      id={id}
      className="jt-wide"
      multiple
      disabled={disabled}
      value={asList(value).map(day => dayjs(day))}
      onChange={days =>
        onChange(
          (Array.isArray(days) ? days : [days])
            .filter(day => day !== null)
            .map(day => day.format('YYYY-MM-DD'))
            .sort(),
        )
      }
    />
  )
}

function FilesInput({ value, onChange, disabled }: InputProps): ReactNode {
  return <FileList hashes={asList(value)} onChange={disabled ? undefined : onChange} />
}

/** Structured values have editors of their own; here one reads what is stored. */
function JsonInput({ value }: InputProps): ReactNode {
  return <div className="jt-soft">{showValue(value)}</div>
}
