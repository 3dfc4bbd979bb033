import { type Field, isMissing } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { Form } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { wordsOf } from '../records/columns.tsx'
import type { FieldGroup, Values } from './declared.ts'
import { FormPlaceProvider } from './field-context.ts'
import { ROW_INPUTS } from './inputs.tsx'
import { derivedOf, type Faults, isRequired, isVisible } from './row-faults.ts'

interface Props {
  kind: Register
  groups: readonly FieldGroup[]
  local?: Readonly<Record<string, Field>>
  /** The whole row as it is being written. */
  row: Values
  onChange: (values: Values) => void
  faults: Faults
  names: Record<string, string>
  /** Fields this writer may not write. */
  locked?: readonly string[]
  /** Beyond what the declaration demands at this stage: what a move needs. */
  needed?: readonly string[]
}

export const inputId = (key: string): string => `jg-${key}`
const WIDE = new Set(['rows', 'files', 'line', 'polygon', 'point'])

/** The inputs of a row, group by group; what the row does not have at this stage is not shown. */
export function RowFields(props: Props): ReactNode {
  const { kind, row, faults, groups, local = {} } = props
  const [learnt, setLearnt] = useState<Record<string, string>>({})
  const names = useMemo(() => ({ ...props.names, ...learnt }), [props.names, learnt])
  const place = useMemo(
    () => ({ kind, names, faults, learn: (id: string, name: string) => setLearnt(now => ({ ...now, [id]: name })) }),
    [kind, names, faults],
  )
  const extra = (row.extra ?? {}) as Values
  const shown = groups
    .map(group => ({ ...group, fields: group.fields.filter(key => isVisible(kind, key, row)) }))
    .filter(group => group.fields.length > 0)
  const item = (key: string): ReactNode => (
    <Item
      key={key}
      id={inputId(key)}
      field={{
        ...kind.fields[key]!,
        required: isRequired(kind, key, row) || (props.needed?.includes(key) ?? false),
      }}
      value={row[key] ?? null}
      onChange={value => props.onChange({ [key]: value })}
      disabled={props.locked?.includes(key) ?? false}
      fault={faults[key]}
      names={names}
      bare={groups.some(group => group.title === kind.fields[key]!.name)}
    />
  )
  return (
    <FormPlaceProvider value={place}>
      <Form component={false} layout="vertical" requiredMark>
        {shown.map(group => (
          <fieldset key={group.title} className="jg-group">
            <legend>{t(group.title)}</legend>
            <div className="jt-fields">{group.fields.map(item)}</div>
          </fieldset>
        ))}
        {Object.keys(local).length > 0 && (
          <fieldset className="jg-group">
            <legend>{t('地方字段')}</legend>
            <div className="jt-fields">
              {Object.entries(local).map(([key, field]) => (
                <Item
                  key={key}
                  id={inputId(`extra.${key}`)}
                  field={field}
                  value={extra[key] ?? null}
                  onChange={value => props.onChange({ extra: { ...extra, [key]: value } })}
                  disabled={props.locked?.includes('extra') ?? false}
                  fault={faults[`extra.${key}`]}
                  names={names}
                />
              ))}
            </div>
          </fieldset>
        )}
      </Form>
    </FormPlaceProvider>
  )
}

interface ItemProps {
  id: string
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  disabled: boolean
  fault: string | undefined
  names: Record<string, string>
  /** The heading above says its name already. */
  bare?: boolean
}

function Item({ id, field, value, onChange, disabled, fault, names, bare }: ItemProps): ReactNode {
  const Input = ROW_INPUTS[field.kind]
  return (
    <Form.Item
      className={`jt-field${field.long || WIDE.has(field.kind) ? ' jt-field-wide' : ''}${bare ? ' jg-bare' : ''}`}
      label={field.name}
      htmlFor={id}
      required={field.required}
      validateStatus={fault ? 'error' : undefined}
      help={fault}
      extra={field.hint}
      data-field={id}
    >
      <Input
        id={id}
        field={field}
        value={value}
        onChange={onChange}
        disabled={disabled}
        long={field.long ?? false}
        names={names}
      />
    </Form.Item>
  )
}

/** What the declaration works out of the row as it stands now. */
export function Derived({ kind, row }: { kind: Register; row: Values }): ReactNode {
  const computed = derivedOf(kind, row)
  const keys = Object.keys(kind.fields).filter(key => kind.fields[key]!.derived)
  if (keys.length === 0) return null
  return (
    <dl className="jg-derived" aria-label={t('由系统计算')}>
      {keys.map(key => (
        <div key={key}>
          <dt>{kind.fields[key]!.name}</dt>
          <dd>
            {isMissing(computed[key]) ? (
              <span className="jt-faint">—</span>
            ) : (
              [String(wordsOf(kind.fields[key]!, computed[key], {}) ?? '—'), kind.fields[key]!.unit]
                .filter(Boolean)
                .join(' ')
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
