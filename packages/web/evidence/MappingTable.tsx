import type { Preview, PreviewTable } from '@jingtu/server/evidence/views.ts'
import { COLUMN_ROLES, type ColumnRole, type LayoutColumn } from '@jingtu/standards/laboratory/layout.ts'
import { columnLetters } from '@jingtu/standards/laboratory/place.ts'
import { SUBSTANCES } from '@jingtu/standards/substances.ts'
import { Checkbox, Input, InputNumber, Select, Tag } from 'antd'
import type { ReactNode } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { t } from '../i18n/language.ts'
import { type ImportOrder, isUsed, tablesInUse, withColumn, withLayout, withTable } from './import-order.ts'
import { DEFAULTS, ROLE_NAMES } from './roles.ts'

interface Props {
  order: ImportOrder
  preview: Preview
  onChange: (order: ImportOrder) => void
}

const SUBSTANCE_CHOICES = SUBSTANCES.map(s => ({
  value: s.id,
  label: substanceName(s.id, s.name),
  search: [s.name, s.english, s.cas, ...s.aliases].join(' ').toLowerCase(),
}))
const UNITS = ['mg/kg', 'μg/kg', 'ng/kg', 'g/kg', '%', 'mg/L', 'μg/L', 'ng-TEQ/kg', '无量纲'].map(value => ({ value }))

/** How each table of the file is read; whatever is changed here is remembered for the laboratory. */
export function MappingTable({ order, preview, onChange }: Props): ReactNode {
  return preview.tables.map(table => {
    const used = isUsed(order, preview, table)
    const now = tablesInUse(order, preview).find(
      x => x.sheet === table.sheet && x.layout.fingerprint === table.layout.fingerprint,
    )
    return (
      <section key={`${table.sheet} ${table.layout.fingerprint}`} className="je-table">
        <h3>
          <Checkbox checked={used} onChange={e => onChange(withTable(order, preview, table, e.target.checked))}>
            {table.sheetName || preview.file.name}
          </Checkbox>
          {table.hidden && <Tag>{t('隐藏的工作表')}</Tag>}
          {table.remembered ? (
            <Tag color="success">{t('沿用这家机构上次的对应')}</Tag>
          ) : (
            <Tag color={table.confidence < 0.7 ? 'warning' : 'default'}>
              {t('自动识别，把握 {n}%', { n: Math.round(table.confidence * 100) })}
            </Tag>
          )}
          <small className="jt-soft">
            {t(table.layout.form === 'long' ? '每行一个结果' : '每行一个样品')}
            {table.layout.turned && `，${t('样品横排')}`}
          </small>
        </h3>
        {used && now && (
          <Columns
            table={{ ...table, layout: now.layout }}
            onLayout={change => onChange(withLayout(order, preview, table, change))}
          />
        )}
      </section>
    )
  })
}

function Columns({
  table,
  onLayout,
}: {
  table: PreviewTable
  onLayout: (change: Partial<PreviewTable['layout']>) => void
}): ReactNode {
  const { layout } = table
  return (
    <>
      <div className="je-defaults">
        <label htmlFor={`je-head-${table.sheet}`}>
          {t('表头在第几行')}
          <InputNumber
            id={`je-head-${table.sheet}`}
            size="small"
            min={0}
            value={layout.headerRow}
            onChange={headerRow => headerRow !== null && onLayout({ headerRow, dataFrom: headerRow + 1 })}
          />
        </label>
        {DEFAULTS.map(key => (
          <Default
            key={key}
            id={`je-${key}-${table.sheet}`}
            label={t('全部样品的{what}', { what: t(ROLE_NAMES[key as ColumnRole]) })}
            value={layout.defaults[key] ?? ''}
            onChange={value => {
              const { [key]: _old, ...rest } = layout.defaults
              onLayout({ defaults: value === '' ? rest : { ...rest, [key]: value } })
            }}
          />
        ))}
      </div>
      <div className="jc-scroll je-columns">
        <table className="jc-table">
          <thead>
            <tr>
              <th>{t('列')}</th>
              <th>{t('表头')}</th>
              <th>{t('含义')}</th>
              <th>{t('物质')}</th>
              <th>{t('计量单位')}</th>
            </tr>
          </thead>
          <tbody>
            {layout.columns.map(column => (
              <ColumnRow
                key={column.column}
                column={column}
                onChange={change => onLayout({ columns: withColumn(layout, column.column, change) })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Sent when the field is left, not with every letter. */
const Default = ({
  id,
  label,
  value,
  onChange,
}: {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
}): ReactNode => (
  <label htmlFor={id}>
    {label}
    <Input
      id={id}
      key={value}
      size="small"
      defaultValue={value}
      onBlur={e => e.target.value.trim() !== value && onChange(e.target.value.trim())}
      onPressEnter={e => e.currentTarget.blur()}
    />
  </label>
)

function ColumnRow({
  column: c,
  onChange,
}: {
  column: LayoutColumn
  onChange: (change: Partial<LayoutColumn>) => void
}): ReactNode {
  return (
    <tr className={c.doubt ? 'jc-cell-raised' : undefined}>
      <th scope="row">{columnLetters(c.column)}</th>
      <td className="je-head-text">{c.head}</td>
      <td>
        <Select
          size="small"
          aria-label={`${columnLetters(c.column)} ${t('含义')}`}
          className="je-role"
          showSearch={{ optionFilterProp: 'label' }}
          value={c.role}
          onChange={role => onChange({ role })}
          options={COLUMN_ROLES.map(role => ({ value: role, label: t(ROLE_NAMES[role]) }))}
          popupMatchSelectWidth={false}
        />
      </td>
      <td>
        {c.role === 'item' && (
          <Select
            size="small"
            aria-label={`${columnLetters(c.column)} ${t('物质')}`}
            className="je-role"
            showSearch={{ filterOption: (text, option) => option?.search.includes(text.toLowerCase()) ?? false }}
            status={c.substance ? undefined : 'error'}
            value={c.substance ?? null}
            onChange={substance => onChange({ role: 'item', substance })}
            options={SUBSTANCE_CHOICES}
            popupMatchSelectWidth={false}
          />
        )}
      </td>
      <td>
        {(c.role === 'item' || c.role === 'value') && (
          <Select
            size="small"
            allowClear
            aria-label={`${columnLetters(c.column)} ${t('计量单位')}`}
            className="je-unit"
            value={c.unit ?? null}
            onChange={(unit: string | null) => onChange({ role: c.role, unit: unit ?? undefined })}
            options={UNITS}
          />
        )}
      </td>
    </tr>
  )
}
