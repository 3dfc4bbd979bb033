import { type Field, f } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { cellOf } from './cells.ts'

/** A column of a register's sheet. `key` is a field, `extra.<key>` a local one, or one of the columns every row has. */
export interface SheetField {
  key: string
  field: Field
  required: boolean
}

/** The columns every row has beside its fields. */
export const OWN = {
  id: '系统编号',
  region: '所在区域',
  state: '状态',
  effective: '生效日期',
} as const

/** What joins the rows of the sheets of embedded rows to their row. */
export const ORDINAL = '序号'

/** The columns of the main sheet, in order; computed fields only where the sheet is read and not filled in. */
export function sheetFields(
  kind: Register,
  local: Readonly<Record<string, Field>>,
  options: { computed: boolean },
): SheetField[] {
  const about = kind.register.subject !== undefined
  const declared = Object.entries(kind.fields)
    .filter(([, field]) => cellOf(field).inSheet && (options.computed || !field.derived))
    .map(([key, field]) => ({ key, field, required: field.required }))
  return [
    ...declared.filter(d => d.key === 'subject'),
    ...(about && !options.computed ? [] : [{ key: 'region', field: f.region(OWN.region) as Field, required: !about }]),
    ...declared.filter(d => d.key !== 'subject'),
    ...Object.entries(local).map(([key, field]) => ({ key: `extra.${key}`, field, required: field.required })),
    { key: 'state', field: f.choice(OWN.state, Object.values(kind.states).slice(0, -1)) as Field, required: false },
    { key: 'effective', field: f.day(OWN.effective) as Field, required: false },
    { key: 'id', field: f.text(OWN.id) as Field, required: false },
  ]
}

/** Embedded rows with the columns of their own sheets. */
export const rowSheets = (kind: Register): { key: string; field: Field; columns: SheetField[] }[] =>
  Object.entries(kind.fields)
    .filter(([, field]) => field.kind === 'rows')
    .map(([key, field]) => ({
      key,
      field,
      columns: Object.entries(field.fields ?? {})
        .filter(([, inner]) => cellOf(inner).inSheet)
        .map(([sub, inner]) => ({ key: sub, field: inner, required: inner.required })),
    }))

export const headOf = ({ field, required }: SheetField): string =>
  `${field.name}${field.unit && field.kind !== 'area' ? `（${field.unit}）` : ''}${required ? '*' : ''}`

/** How heads are compared: without the unit in brackets, stars and blanks. */
export const bareHead = (head: string): string => head.replace(/\s|\*|＊|[（(][^（）()]*[）)]/g, '')
