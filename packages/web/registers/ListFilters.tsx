import type { Field, FieldKind } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { LocalField } from '@jingtu/server/registers/local-fields.ts'
import { Button, DatePicker, Input, InputNumber, Popover, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { type ComponentType, type ReactNode, useMemo } from 'react'
import { t } from '../i18n/language.ts'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import type { Put } from '../shell/address.ts'
import { FormPlaceProvider } from './field-context.ts'
import type { ListAddress } from './list-address.ts'
import { ReferenceInput } from './ReferenceInput.tsx'

interface FilterProps {
  name: string
  field: Field
  query: Record<string, string>
  put: Put
}

/** How a list is narrowed by every kind of field; a new kind does not compile until it is here. null: only filled or not. */
const FILTERS = {
  text: TextFilter,
  decimal: RangeFilter,
  integer: RangeFilter,
  money: RangeFilter,
  area: RangeFilter,
  boolean: BooleanFilter,
  day: DaysFilter,
  instant: null,
  period: TextFilter,
  choice: OptionFilter,
  choices: OptionFilter,
  ref: ReferenceFilter,
  refs: ReferenceFilter,
  texts: TextFilter,
  days: null,
  files: null,
  point: null,
  line: null,
  polygon: null,
  rows: null,
  json: null,
} satisfies Record<FieldKind, ComponentType<FilterProps> | null>

/** Selections above a list: what the declaration offers, and what this place added. */
export function ListFilters({
  kind,
  local,
  address,
}: {
  kind: Register
  local: readonly LocalField[]
  address: ListAddress
}): ReactNode {
  const { query, put } = address
  const keys = kind.register.filters.filter(key => kind.fields[key])
  const place = useMemo(() => ({ kind, names: {}, faults: {}, learn: () => undefined }), [kind])
  return (
    <FormPlaceProvider value={place}>
      <fieldset className="jg-filters" aria-label={t('筛选')}>
        <span className="jg-filter jg-filter-region">
          <RegionPicker value={query.region ?? null} placeholder={t('所在区域')} onChange={region => put({ region })} />
        </span>
        {keys.map(key => {
          const field = kind.fields[key]!
          const Filter = FILTERS[field.kind] ?? FilledFilter
          return <Filter key={key} name={`f.${key}`} field={field} query={query} put={put} />
        })}
        {local
          .filter(l => ['choice', 'boolean', 'text'].includes(l.field.kind))
          .map(l => {
            const Filter = l.field.kind === 'choice' ? OptionFilter : TextFilter
            return <Filter key={l.id} name={`x.${l.key}`} field={l.field} query={query} put={put} />
          })}
      </fieldset>
    </FormPlaceProvider>
  )
}

function OptionFilter({ name, field, query, put }: FilterProps): ReactNode {
  return (
    <Select
      className="jg-filter"
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      aria-label={field.name}
      placeholder={field.name}
      value={query[name]?.split(',') ?? []}
      options={(field.options ?? []).map(option => ({ value: option, label: t(option) }))}
      popupMatchSelectWidth={false}
      onChange={values => put({ [name]: values.join(',') || null })}
    />
  )
}

function BooleanFilter({ name, field, query, put }: FilterProps): ReactNode {
  return (
    <Select
      className="jg-filter"
      allowClear
      aria-label={field.name}
      placeholder={field.name}
      value={query[name]}
      options={[
        { value: 'true', label: t('是') },
        { value: 'false', label: t('否') },
      ]}
      popupMatchSelectWidth={false}
      onChange={value => put({ [name]: value ?? null })}
    />
  )
}

function FilledFilter({ name, field, query, put }: FilterProps): ReactNode {
  return (
    <Select
      className="jg-filter"
      allowClear
      aria-label={field.name}
      placeholder={field.name}
      value={query[`${name}.empty`]}
      options={[
        { value: 'false', label: t('已填写') },
        { value: 'true', label: t('未填写') },
      ]}
      onChange={value => put({ [`${name}.empty`]: value ?? null })}
    />
  )
}

function TextFilter({ name, field, query, put }: FilterProps): ReactNode {
  return (
    <Input
      className="jg-filter"
      allowClear
      aria-label={field.name}
      placeholder={field.name}
      defaultValue={query[name]}
      key={query[name] ?? ''}
      onPressEnter={e => put({ [name]: e.currentTarget.value || null })}
      onBlur={e => put({ [name]: e.target.value || null })}
      onClear={() => put({ [name]: null })}
    />
  )
}

function ReferenceFilter({ name, field, query, put }: FilterProps): ReactNode {
  return (
    <span className="jg-filter" title={field.name}>
      <ReferenceInput
        field={{ ...field, kind: 'ref' }}
        value={query[name] ?? null}
        placeholder={field.name}
        onChange={value => put({ [name]: (value as string | null) ?? null })}
      />
    </span>
  )
}

/** A number between two others, or none at all. */
function RangeFilter({ name, field, query, put }: FilterProps): ReactNode {
  const from = query[`${name}.from`]
  const to = query[`${name}.to`]
  const number = (end: 'from' | 'to', value: string | undefined): ReactNode => (
    <InputNumber
      aria-label={`${field.name} ${end === 'from' ? t('从') : t('至')}`}
      placeholder={end === 'from' ? t('从') : t('至')}
      value={value ?? null}
      stringMode
      onChange={next => put({ [`${name}.${end}`]: next === null ? null : String(next) })}
    />
  )
  const words = from || to ? `${field.name} ${from ?? ''}–${to ?? ''}` : field.name
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      content={
        <Space>
          {number('from', from)}
          {number('to', to)}
          {field.unit}
          <Button size="small" onClick={() => put({ [`${name}.from`]: null, [`${name}.to`]: null })}>
            {t('清除')}
          </Button>
        </Space>
      }
    >
      <Button className={from || to ? 'jg-range jg-range-set' : 'jg-range'}>{words}</Button>
    </Popover>
  )
}

function DaysFilter({ name, field, query, put }: FilterProps): ReactNode {
  const day = (text: string | undefined): dayjs.Dayjs | null => (text ? dayjs(text) : null)
  return (
    <DatePicker.RangePicker
      className="jg-filter jg-filter-days"
      allowEmpty={[true, true]}
      placeholder={[field.name, t('至')]}
      aria-label={field.name}
      value={[day(query[`${name}.from`]), day(query[`${name}.to`])]}
      onChange={days =>
        put({
          [`${name}.from`]: days?.[0]?.format('YYYY-MM-DD') ?? null,
          [`${name}.to`]: days?.[1]?.format('YYYY-MM-DD') ?? null,
        })
      }
    />
  )
}
