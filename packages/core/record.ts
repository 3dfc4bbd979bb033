import type { Duty, Grant } from './access.ts'
import { EMPTY, type Field, fieldFaults } from './field.ts'
import type { Reason } from './problem.ts'

/**
 * A record is a declared kind of row whose table keeps every version. From the declaration follow the row type, the table
 * (drafted by `jingtu ddl`, guarded by a drift test), the checks, the events and what `jingtu verify` compares.
 */
export interface RecordKind<F extends Fields = Fields, S extends string = string, T extends string = string> {
  id: string
  /** SQL table; the id with '_' for '-'. */
  table: string
  name: string
  fields: F
  states: Record<S, string>
  initial: S
  transitions: Record<T, Transition<S>>
  /** What a row must be beyond the faults of single values; kept by the store, whoever writes. */
  rules?: RowRules
}

export type Fields = Record<string, Field>

export interface Transition<S extends string = string> {
  label: string
  from: readonly S[]
  to: S
  by: readonly Grant[]
  duty?: Duty
  reason?: 'required'
  /** The fields this move writes; without it a move of a plain record writes what its route lets through. */
  asks?: readonly string[]
  /** Fields that must be filled once the move is made. */
  needs?: readonly string[]
  /** File fields without which the move has nothing to stand on. */
  evidence?: readonly string[]
  /** Why the content forbids the move: all reasons at once. `row` is what it would be, still in its state of before. */
  refuse?(row: Row, context: MoveContext): (string | Reason)[]
  /** What the move itself writes: a date, a counter. */
  sets?(row: Row, context: MoveContext): Record<string, unknown>
  /** Each row by itself: never offered for many rows at once (销号 is decided one by one). */
  single?: true
}

export interface MoveContext {
  today: string
  effective: string
}

// biome-ignore lint/suspicious/noExplicitAny: declarations type their own rows; here any of them is meant
type Row = any

export interface RowRules {
  /** Field → whether this row must have it. */
  required: Record<string, (row: Row) => boolean>
  /** Field → whether this row has it at all; what is hidden must be empty. */
  visible: Record<string, (row: Row) => boolean>
  check(row: Row): (string | Reason)[]
  /** The computed fields of a row, stored with it. */
  derive(row: Row): Record<string, unknown>
}

/** The columns every record table has. */
export interface Header<S extends string = string> {
  /** Immutable id of the county-level node (city- or province-owned rows: that node); first column of every key. */
  home: string
  id: string
  version: number
  /** Mutable path in the region tree; the only thing rights look at. */
  region: string
  state: S
  /** The day from which this version is true; the recorded time stands in `since`. */
  effective: string
  since: string
  until: string | null
}

export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer V> ? Exclude<V, undefined> : never }
export type RowOf<K> = K extends RecordKind<infer F, infer S, string> ? Header<S> & Values<F> : never
export type ValuesOf<K> = K extends RecordKind<infer F, string, string> ? Values<F> : never
export type StateOf<K> = K extends RecordKind<Fields, infer S, string> ? S : never

const RESERVED = new Set(['home', 'id', 'version', 'region', 'state', 'effective', 'since', 'until', 'changeSeq'])

/** Checks a declaration when it is loaded; the error names the record and the field. */
export function defineRecord<const F extends Fields, const S extends string, const T extends string = never>(declared: {
  id: string
  name: string
  fields: F
  states: Record<S, string>
  initial: NoInfer<S>
  transitions?: Record<T, Transition<NoInfer<S>>>
}): RecordKind<F, S, T> {
  const where = `记录“${declared.id}”`
  if (!/^[a-z][a-z-]*$/.test(declared.id)) throw new Error(`${where}：编号只用小写字母和连字符`)
  for (const [key, field] of Object.entries(declared.fields)) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(key)) throw new Error(`${where} 字段“${key}”：用小驼峰英文`)
    if (RESERVED.has(key)) throw new Error(`${where} 字段“${key}”与公共列重名`)
    if (field.kind === 'choice' && !field.options?.length) throw new Error(`${where} 字段“${key}”没有选项`)
  }
  if (!(declared.initial in declared.states)) throw new Error(`${where}：初始状态“${declared.initial}”没有声明`)
  const transitions = (declared.transitions ?? {}) as Record<T, Transition<S>>
  for (const [key, t] of Object.entries<Transition<S>>(transitions)) {
    for (const s of [...t.from, t.to])
      if (!(s in declared.states)) throw new Error(`${where} 流转“${key}”用了未声明的状态“${s}”`)
  }
  return { ...declared, table: declared.id.replaceAll('-', '_'), transitions }
}

export const columnOf = (key: string): string => key.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)

/** All faults of a row's values at once; `today` as in `fieldFaults`. */
export function checkValues(kind: RecordKind, values: Record<string, unknown>, today?: string): Reason[] {
  const reasons: Reason[] = []
  for (const [key, field] of Object.entries(kind.fields)) reasons.push(...fieldFaults(key, field, values[key], today))
  for (const key of Object.keys(values)) {
    if (!(key in kind.fields)) reasons.push({ message: `${kind.name}没有“${key}”这一项`, where: key })
  }
  return reasons
}

/** What the rules of the declaration say of a whole row whose single values are sound. */
export function checkRules(kind: RecordKind, row: Record<string, unknown>): Reason[] {
  const { rules } = kind
  if (!rules) return []
  const empty = (key: string): boolean => canonicalJson(row[key] ?? null) === 'null' || isEmptyList(row[key])
  const stage = kind.states[row.state as string] ?? String(row.state)
  const required = Object.entries(rules.required)
    .filter(([key, holds]) => empty(key) && holds(row))
    .map(([key]) => ({ where: key, message: `“${kind.fields[key]!.name}”在“${stage}”时不能为空` }))
  const hidden = Object.entries(rules.visible)
    .filter(([key, holds]) => !empty(key) && !holds(row))
    .map(([key]) => ({ where: key, message: `“${kind.fields[key]!.name}”此时不应填写` }))
  return [...required, ...hidden, ...rules.check(row).map(r => (typeof r === 'string' ? { message: r } : r))]
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** Every declared field present, with its empty value where nothing was given or null was: an emptied list is a list. */
export function completeValues(kind: RecordKind, values: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(kind.fields)) out[key] = completeValue(field, values[key])
  return out
}

/** What was left out is empty as its kind is empty, in embedded rows too: rules may read any list's length. */
function completeValue(field: Field, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return EMPTY[field.kind]
  if (field.kind !== 'rows' || !Array.isArray(value)) return value
  const inner = Object.entries(field.fields ?? {})
  return value.map(row =>
    row === null || typeof row !== 'object' || Array.isArray(row)
      ? row
      : { ...row, ...Object.fromEntries(inner.map(([k, f]) => [k, completeValue(f, (row as Values<Fields>)[k])])) },
  )
}

/**
 * The row as canonical text: what the event stores, what is hashed and what `verify` compares. Keys are sorted at every
 * depth, so the text depends on the content alone.
 */
export function canonicalRow(kind: RecordKind, row: Record<string, unknown>): string {
  // Joined, not added up: a text added up piece by piece is kept as its pieces, which is many times as much.
  const parts: string[] = []
  for (const { key, head, empty } of canonicalParts(kind)) {
    const value = row[key] ?? (empty === undefined ? row[key] : empty)
    if (value !== undefined) parts.push(parts.length === 0 ? '{' : ',', head, canonicalJson(value))
  }
  parts.push('}')
  return parts.join('')
}

interface CanonicalPart {
  key: string
  /** The key as JSON with its colon. */
  head: string
  /** What stands where nothing was given; undefined for the header, which says only what it has. */
  empty: unknown
}
/** The keys of a kind in their order, worked out once: a file brings a hundred thousand rows. */
const PARTS = new WeakMap<Fields, CanonicalPart[]>()
function canonicalParts(kind: RecordKind): CanonicalPart[] {
  let parts = PARTS.get(kind.fields)
  if (!parts) {
    const own = Object.entries(kind.fields).map(([key, field]) => ({ key, empty: EMPTY[field.kind] as unknown }))
    const header = ['home', 'id', 'version', 'region', 'state', 'effective'].map(key => ({ key, empty: undefined }))
    parts = [...header, ...own]
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(part => ({ ...part, head: `${JSON.stringify(part.key)}:` }))
    PARTS.set(kind.fields, parts)
  }
  return parts
}

export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const parts: string[] = []
  for (const key of Object.keys(value).sort()) {
    const own = (value as Record<string, unknown>)[key]
    if (own !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(own)}`)
  }
  return `{${parts.join(',')}}`
}

/** The field-level difference between two versions. */
export interface FieldChange {
  key: string
  name: string
  before: unknown
  after: unknown
}
export function diffRows(
  kind: RecordKind,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): FieldChange[] {
  const changes: FieldChange[] = []
  if (before && before.state !== after.state)
    changes.push({ key: 'state', name: '状态', before: before.state, after: after.state })
  for (const [key, field] of Object.entries(kind.fields)) {
    const a = before?.[key] ?? EMPTY[field.kind]
    const b = after[key] ?? EMPTY[field.kind]
    if (canonicalJson(a) !== canonicalJson(b)) changes.push({ key, name: field.name, before: a, after: b })
  }
  return changes
}
