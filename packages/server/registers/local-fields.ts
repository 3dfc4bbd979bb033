import { type Field, type FieldKind, fieldFaults } from '@jingtu/core/field.ts'
import type { Day } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

/** A field a place adds to a register, from a day on; kinds, checks, forms and Excel are those of any other field. */
export interface LocalField {
  id: string
  register: string
  region: string
  key: string
  field: Field
  from: Day
  until: Day | null
}

/** What a place may add: values that stand alone. References, shapes and embedded rows belong into a declaration. */
export const LOCAL_KINDS: readonly FieldKind[] = [
  'text',
  'decimal',
  'integer',
  'money',
  'area',
  'boolean',
  'day',
  'period',
  'choice',
  'choices',
]

const COLUMNS = sql`id, register, region, key, field, valid_from as "from", valid_until as until`

/** Fields that hold for rows of a region on a day: those of the region itself and of all above it. */
export async function localFieldsOf(db: Db | Tx, register: string, region: string, today: Day): Promise<LocalField[]> {
  const { rows } = await sql<LocalField>`select ${COLUMNS} from local_field
    where register = ${register} and ${region} like region || '%' and valid_from <= ${today}::date
      and (valid_until is null or valid_until > ${today}::date) order by region, key`.execute(db)
  return rows
}

/** Fields that hold anywhere within a region or above it: what a list or a template of that region has to show. */
export async function localFieldsWithin(
  db: Db | Tx,
  register: string,
  region: string,
  today: Day,
): Promise<LocalField[]> {
  return (await allLocalFields(db, region, today)).filter(l => l.register === register)
}

/** Those of every register; there are a handful. */
export async function allLocalFields(db: Db | Tx, region: string, today: Day): Promise<LocalField[]> {
  const { rows } = await sql<LocalField>`select ${COLUMNS} from local_field
    where (${region} like region || '%' or region like ${`${region}%`})
      and valid_from <= ${today}::date and (valid_until is null or valid_until > ${today}::date)
    order by region, key`.execute(db)
  return rows
}

export const asFields = (local: readonly LocalField[]): Record<string, Field> =>
  Object.fromEntries(local.map(l => [l.key, l.field]))

/** Faults of `extra`: the same checks every field has. What was written before a field ended may stay. */
export function extraFaults(
  local: readonly LocalField[],
  extra: Record<string, unknown> | null | undefined,
  before: Record<string, unknown> | null = null,
): Reason[] {
  const fields = asFields(local)
  const faults = Object.entries(fields).flatMap(([key, field]) => fieldFaults(`extra.${key}`, field, extra?.[key]))
  for (const key of Object.keys(extra ?? {}))
    if (!(key in fields) && JSON.stringify(before?.[key]) !== JSON.stringify(extra![key]))
      faults.push({ where: `extra.${key}`, message: `本地没有“${key}”这个地方字段` })
  return faults
}

/** @returns what is wrong with a field somebody wants to add */
export function localFieldFaults(kind: Register, key: string, field: Field, taken: readonly LocalField[]): Reason[] {
  const faults: Reason[] = []
  if (!/^[a-z][A-Za-z0-9]{1,39}$/.test(key))
    faults.push({ where: 'key', message: '字段编号用小驼峰英文，例如 localCode' })
  if (key in kind.fields) faults.push({ where: 'key', message: `${kind.name}已有字段“${key}”` })
  if (taken.some(l => l.key === key)) faults.push({ where: 'key', message: `本地或上级已有地方字段“${key}”` })
  if (!LOCAL_KINDS.includes(field.kind))
    faults.push({ where: 'field.kind', message: `地方字段的类型只能是 ${LOCAL_KINDS.join('、')}` })
  if (!field.name?.trim()) faults.push({ where: 'field.name', message: '请填写字段名称' })
  if ((field.kind === 'choice' || field.kind === 'choices') && !field.options?.length)
    faults.push({ where: 'field.options', message: '请列出选项' })
  return faults
}
