import type { Field } from '@jingtu/core/field.ts'
import type { RecordKind } from '@jingtu/core/record.ts'
import { Button, Form, Space } from 'antd'
import { type ComponentType, type FormEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { ApiError } from '../shell/api.ts'
import { INPUTS, type InputProps } from './field-inputs.tsx'
import { changedValues, faultsOf, givenValues, splitReasons } from './form-values.ts'
import { useLeaveGuard } from './leave-guard.tsx'
import { Problem } from './Problem.tsx'

export type { InputProps } from './field-inputs.tsx'

type Values = Record<string, unknown>

interface Section {
  title?: string
  fields: readonly string[]
}
interface Props {
  kind: RecordKind
  /** Which fields, in which order; one list, or several with headings. */
  fields: readonly string[] | readonly Section[]
  /** A row or part of one. */
  values?: object
  /** `changed`: only what differs from `values` (for PATCH). */
  onSubmit: (values: Values, changed: Values) => void
  onCancel?: () => void
  submit?: string
  busy?: boolean
  /** The refusal of the last attempt: reasons whose `where` is a field stand under it, the others above the form. */
  error?: unknown
  /** An input of the page's own for a field. */
  inputs?: Partial<Record<string, ComponentType<InputProps>>>
  /** What the options of a choice are called. */
  labels?: Partial<Record<string, Record<string, string>>>
  hints?: Partial<Record<string, ReactNode>>
  /** Text fields of several lines. */
  long?: readonly string[]
  disabled?: readonly string[]
  /** Beyond what the declaration says, for this form. */
  required?: readonly string[]
  /** Something else that belongs to the same form (a login name …), below the fields. */
  children?: ReactNode
  /** Known names of the records that references point to: id → name. */
  names?: Record<string, string>
}

/** A form that follows from a declaration: marks, checks and the places of the server's reasons. */
export function FieldForm(props: Props): ReactNode {
  const { kind, error } = props
  const before = (props.values ?? {}) as Values
  const [values, setValues] = useState<Values>(before)
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState<Values | null>(null)
  const area = useRef<HTMLFormElement>(null)
  const sections = isSections(props.fields) ? props.fields : [{ fields: props.fields }]
  const keys = sections.flatMap(section => section.fields)
  const changed = changedValues(kind, keys, before, values)
  useLeaveGuard(Object.keys(changed).length > 0 && !props.busy)

  const fieldOf = (key: string): Field => {
    const field = kind.fields[key]
    if (!field) throw new Error(`${kind.name}: no field ${key}`)
    return props.required?.includes(key) ? { ...field, required: true } : field
  }
  const ownFaults = tried
    ? faultsOf(
        keys.map(key => [key, fieldOf(key)]),
        values,
      )
    : {}
  const { placed, rest } = splitReasons(error instanceof ApiError ? error.reasons : [], keys)
  const above = error instanceof ApiError ? new ApiError(error.status, error.title, rest) : error

  const submit = (e: FormEvent): void => {
    e.preventDefault()
    setTried(true)
    const faults = faultsOf(
      keys.map(key => [key, fieldOf(key)]),
      values,
    )
    const first = keys.find(key => key in faults)
    if (first) {
      focusField(area.current, first)
      return
    }
    setSent(values)
    props.onSubmit(givenValues(keys, values), changed)
  }

  const item = (key: string): ReactNode => {
    const field = fieldOf(key)
    const Input = props.inputs?.[key] ?? INPUTS[field.kind]
    // What the server refused stands until the value is changed.
    const fault = ownFaults[key] ?? (sent?.[key] === values[key] ? placed[key] : undefined)
    const wide = field.kind === 'json' || field.kind === 'files' || props.long?.includes(key)
    return (
      <Form.Item
        key={key}
        className={wide ? 'jt-field jt-field-wide' : 'jt-field'}
        label={t(field.name)}
        htmlFor={inputId(key)}
        required={field.required}
        validateStatus={fault ? 'error' : undefined}
        help={fault}
        extra={props.hints?.[key]}
        data-field={key}
      >
        <Input
          id={inputId(key)}
          field={field}
          value={values[key] ?? null}
          onChange={value => setValues(now => ({ ...now, [key]: value }))}
          disabled={props.disabled?.includes(key) ?? false}
          long={props.long?.includes(key) ?? false}
          labels={props.labels?.[key]}
          names={props.names}
          values={values}
        />
      </Form.Item>
    )
  }
  return (
    <form ref={area} className="jt-form" onSubmit={submit} noValidate>
      {error ? <Problem error={above} /> : null}
      {sections.map(section => (
        <fieldset key={section.fields.join()}>
          {section.title && <legend>{t(section.title)}</legend>}
          <Form component={false} layout="vertical" requiredMark>
            <div className="jt-fields">{section.fields.map(item)}</div>
          </Form>
        </fieldset>
      ))}
      {props.children}
      <Space className="jt-form-end">
        <Button type="primary" htmlType="submit" loading={props.busy}>
          {props.submit ?? t('保存')}
        </Button>
        {props.onCancel && <Button onClick={props.onCancel}>{t('取消')}</Button>}
      </Space>
    </form>
  )
}

const isSections = (fields: Props['fields']): fields is readonly Section[] => typeof fields[0] === 'object'
const inputId = (key: string): string => `jt-field-${key}`

function focusField(area: HTMLElement | null, key: string): void {
  const item = area?.querySelector<HTMLElement>(`[data-field="${key}"]`)
  item?.scrollIntoView({ block: 'center' })
  item?.querySelector<HTMLElement>('input, textarea, button, [tabindex]')?.focus({ preventScroll: true })
}
