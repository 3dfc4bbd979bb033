import type { Field } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { Button, DatePicker, Form, Input, Space } from 'antd'
import dayjs from 'dayjs'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { useLeaveGuard } from '../parts/leave-guard.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import { Tried } from '../records/RowsInput.tsx'
import { ApiError } from '../shell/api.ts'
import { useToday } from '../shell/session.tsx'
import { type FieldGroup, fieldGroups, type Values } from './declared.ts'
import { Derived, inputId, RowFields } from './RowFields.tsx'
import { asShown, changesOf, type Faults, faultsOfForm, placed, rowFor, withWholeRows } from './row-faults.ts'

/** What a form of a row says when it is sent. */
export interface Written {
  values: Values
  /** Only what differs from before. */
  changed: Values
  region: string | null
  effective: string
  reason: string
}

interface Props {
  kind: Register
  local: Readonly<Record<string, Field>>
  /** What a new row starts with. */
  start?: Values
  /** The row before; absent for a new one. */
  before?: Values
  names: Record<string, string>
  groups?: readonly FieldGroup[]
  locked?: readonly string[]
  submit: string
  busy: boolean
  error: unknown
  /** It is proposed and not written yet: with a reason, and without a day of its own. */
  proposal?: boolean
  onSubmit: (written: Written) => void
  onCancel: () => void
}

/** The form of a row, from its declaration: all faults at their fields at once, what the stage demands marked as it changes. */
export function RowForm(props: Props): ReactNode {
  const { kind, local, before, error } = props
  const today = useToday()
  const [values, setValues] = useState<Values>(before ?? props.start ?? {})
  const [region, setRegion] = useState<string | null>(null)
  const [effective, setEffective] = useState(today)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState<Values | null>(null)
  const area = useRef<HTMLFormElement>(null)
  const groups = props.groups ?? fieldGroups(kind, { derived: false })
  const keys = groups.flatMap(group => group.fields)
  const asksRegion = before === undefined && kind.register.subject === undefined
  const needsReason = props.proposal === true || effective < today

  const written = withWholeRows(kind, values)
  const header = { state: kind.initial, effective, home: '', id: '', version: 0, region: '', ...before }
  const row = rowFor(kind, written, header)
  const changed = changesOf(kind, before ?? {}, written)
  useLeaveGuard(Object.keys(changed).length > 0 && !props.busy)

  const own = (): Faults => ({
    ...faultsOfForm(kind, local, keys, row, today),
    ...(asksRegion && !region ? { region: t('请选择所在区域') } : {}),
    ...(needsReason && !reason.trim() ? { reason: t('请写明理由') } : {}),
  })
  const { faults: said, rest } = placed(error instanceof ApiError ? error.reasons : [], [
    ...keys,
    'region',
    'extra',
    'effective',
  ])
  // What the server refused stands until something is changed.
  const stands = sent === values ? said : {}
  const faults = asShown(kind, values, tried ? { ...own(), ...stands } : stands)
  const above = error instanceof ApiError ? new ApiError(error.status, error.title, rest) : error

  const submit = (e: FormEvent): void => {
    e.preventDefault()
    setTried(true)
    const found = own()
    if (Object.keys(found).length > 0) {
      showFirst(area.current)
      return
    }
    setSent(values)
    props.onSubmit({ values: written, changed, region, effective, reason: reason.trim() })
  }
  // Faults that belong to no field of the form: checks over the whole row.
  const placeless = Object.entries(faults).filter(
    ([where]) =>
      where === '' ||
      (!keys.includes(where.split('.')[0]!) &&
        !['region', 'reason', 'effective', 'extra'].includes(where.split('.')[0]!)),
  )
  return (
    <Tried value={tried}>
      <form ref={area} className="jt-form jg-form" onSubmit={submit} noValidate>
        {error ? <Problem error={above} /> : null}
        {placeless.length > 0 && (
          <ul className="jg-placeless" role="alert">
            {placeless.map(([where, message]) => (
              <li key={where}>{message}</li>
            ))}
          </ul>
        )}
        {asksRegion && (
          <Form component={false} layout="vertical">
            <Form.Item
              label={t('所在区域')}
              htmlFor={inputId('region')}
              required
              validateStatus={faults.region ? 'error' : undefined}
              help={faults.region}
              className="jg-narrow"
            >
              <RegionPicker id={inputId('region')} value={region} onChange={setRegion} />
            </Form.Item>
          </Form>
        )}
        <RowFields
          kind={kind}
          groups={groups}
          local={local}
          row={{ ...row, ...values }}
          names={props.names}
          faults={faults}
          locked={props.locked}
          onChange={change => setValues(now => ({ ...now, ...change }))}
        />
        <Derived kind={kind} row={row} />
        <When
          dated={!props.proposal}
          effective={effective}
          onEffective={setEffective}
          reason={reason}
          onReason={setReason}
          required={needsReason}
          faults={faults}
        />
        <Space className="jt-form-end">
          <Button type="primary" htmlType="submit" loading={props.busy}>
            {props.submit}
          </Button>
          <Button onClick={props.onCancel}>{t('取消')}</Button>
          {tried && Object.keys(faults).length > 0 && (
            <span className="jt-not-met" role="status">
              {t('还有 {n} 处要改', { n: Object.keys(faults).length })}
            </span>
          )}
        </Space>
      </form>
    </Tried>
  )
}

interface WhenProps {
  /** false: nothing is written now, so there is no day to say. */
  dated?: boolean
  effective: string
  onEffective: (day: string) => void
  reason: string
  onReason: (text: string) => void
  required: boolean
  faults: Faults
}

/** From which day it is true, and why: a day that lies back has to be justified. */
export function When({
  dated = true,
  effective,
  onEffective,
  reason,
  onReason,
  required,
  faults,
}: WhenProps): ReactNode {
  const today = useToday()
  return (
    <Form component={false} layout="vertical">
      <div className="jt-fields jg-when">
        {dated && (
          <Form.Item
            className="jt-field"
            label={t('生效日期')}
            htmlFor="jg-effective"
            validateStatus={faults.effective ? 'error' : undefined}
            help={faults.effective}
          >
            <DatePicker
              id="jg-effective"
              className="jt-wide"
              allowClear={false}
              maxDate={dayjs(today)}
              value={dayjs(effective)}
              onChange={day => day && onEffective(day.format('YYYY-MM-DD'))}
            />
          </Form.Item>
        )}
        <Form.Item
          className="jt-field"
          label={t('理由')}
          htmlFor="jg-reason"
          required={required}
          validateStatus={faults.reason ? 'error' : undefined}
          help={faults.reason}
        >
          <Input.TextArea
            id="jg-reason"
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={1000}
            placeholder={required ? undefined : t('（可不填）')}
            value={reason}
            onChange={e => onReason(e.target.value)}
          />
        </Form.Item>
      </div>
    </Form>
  )
}

/** The first field that says what is wrong, once it stands on the page. */
export const showFirst = (area: HTMLElement | null): void => {
  requestAnimationFrame(() => {
    const first = area?.querySelector('.ant-form-item-has-error, .jr-fault, .jg-placeless')
    first?.scrollIntoView({ block: 'center' })
    first?.querySelector<HTMLElement>('input, textarea, button, [tabindex]')?.focus({ preventScroll: true })
  })
}
