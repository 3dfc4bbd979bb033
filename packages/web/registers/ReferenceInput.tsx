import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { INPUTS, type InputProps } from '../parts/field-inputs.tsx'
import { useSettled } from '../parts/settled.ts'
import { useGet } from '../shell/query.ts'
import { findRegister, pageOf, titleOf, type Values } from './declared.ts'
import { useFormPlace } from './field-context.ts'

interface Found {
  rows: (Values & { id: string; name?: string; region?: string })[]
  names?: Record<string, string>
  regions?: Record<string, string>
}
interface Option {
  value: string
  label: string
  where: string
}

/** Where records that are no registers are found by name. */
const PATHS: Record<string, string> = { person: '/api/people', 'grid-cell': '/api/grid-cells', plan: '/api/plans' }

/** Looks for the records a field may point to, by whatever they are called; the server searches. */
function useSearch(to: string, typed: string, open: boolean): { options: Option[]; busy: boolean } {
  const kind = findRegister(to)
  const q = useSettled(typed.trim(), 200)
  const path = kind ? `/api/registers/${to}/rows` : (PATHS[to] ?? null)
  const query: Record<string, string | number> = kind ? { q, limit: 30 } : { search: q, limit: 30 }
  const asked = useGet<Found>(open ? path : null, query, { keep: true })
  const options = (asked.data?.rows ?? [])
    .filter(row => !kind?.register.ended.includes(String(row.state)))
    .map(row => ({
      value: row.id,
      label: kind ? titleOf(kind, row, asked.data?.names ?? {}) : String(row.name ?? row.title ?? row.id),
      where: [row.creditCode ?? row.kind, asked.data?.regions?.[String(row.region)]].filter(Boolean).join(' · '),
    }))
  return { options, busy: asked.isFetching }
}

type Props = InputProps & { placeholder?: string }

export function ReferenceInput(props: Props): ReactNode {
  const { field } = props
  if (field.to === 'unit' || field.to === 'region') return <Plain {...props} many={false} />
  return <Search {...props} many={false} />
}

export function ReferencesInput(props: InputProps): ReactNode {
  if (props.field.to === 'unit') return <Plain {...props} many />
  return <Search {...props} many />
}

function Plain({ many, ...props }: InputProps & { many: boolean }): ReactNode {
  const { names } = useFormPlace()
  const Input = many ? INPUTS.refs : INPUTS.ref
  return <Input {...props} names={{ ...names, ...props.names }} />
}

function Search({ id, field, value, onChange, disabled, many, placeholder }: Props & { many: boolean }): ReactNode {
  const { names, learn } = useFormPlace()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const { options, busy } = useSearch(field.to!, typed, open)
  const kind = findRegister(field.to!)
  const chosen = (many ? ((value as string[] | null) ?? []) : value ? [String(value)] : []).map(v => ({
    value: v,
    label: names[v] ?? options.find(o => o.value === v)?.label ?? t('已选'),
  }))
  const take = (picked: { value: string; label?: ReactNode }[]): void => {
    for (const one of picked) {
      const option = options.find(o => o.value === one.value)
      if (option) learn(option.value, option.label)
    }
    onChange(many ? picked.map(p => p.value) : (picked[0]?.value ?? null))
  }
  return (
    <Select<{ value: string; label?: ReactNode } | { value: string; label?: ReactNode }[]>
      id={id}
      className="jt-wide"
      labelInValue
      allowClear
      disabled={disabled}
      mode={many ? 'multiple' : undefined}
      value={many ? chosen : (chosen[0] ?? (null as never))}
      placeholder={placeholder ?? t('输入名称查找')}
      options={options}
      optionRender={option => (
        <span className="jt-option">
          <span>{option.data.label}</span>
          <small>{(option.data as unknown as Option).where}</small>
        </span>
      )}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      onOpenChange={setOpen}
      loading={busy}
      notFoundContent={
        busy ? (
          t('正在查找…')
        ) : (
          <EmptyState
            compact
            title={t('没有找到')}
            how={
              kind && (
                <Link to={`${pageOf(kind)}/new`} target="_blank">
                  {t('登记一条新的“{name}”', { name: kind.name })}
                </Link>
              )
            }
          />
        )
      }
      onChange={picked => take(picked ? [picked].flat() : [])}
    />
  )
}
