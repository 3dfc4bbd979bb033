import { type Field, fieldFault } from '@jingtu/core/field.ts'
import type { RecordKind } from '@jingtu/core/record.ts'
import { valueFromText } from './pasted.ts'

/** A reference as somebody writes it: not an id, but what the record is called. */
export interface Named {
  id: string
  name: string
  shortName?: string | null
  aliases?: readonly string[]
}

/** Found for a name; several where the name alone does not say which. */
export type Found = Record<string, readonly Named[]>

export interface PastedRecord {
  /** As counted in what was pasted, the heads included. */
  line: number
  values: Record<string, unknown>
  /** Field → why it cannot stand. */
  faults: Record<string, string>
}

const norm = (text: string): string => text.normalize('NFKC').replaceAll(/[\s*]/g, '')

/** Which field stands in which column: by the heads where there are some, else in the order of the form. */
export function headsOf(
  kind: RecordKind,
  keys: readonly string[],
  first: readonly string[],
): { keys: (string | null)[]; hasHeads: boolean } {
  const byName = new Map(keys.map(key => [norm(kind.fields[key]!.name), key]))
  const heads = first.map(cell => byName.get(norm(cell)) ?? null)
  const hasHeads = heads.filter(key => key !== null).length >= Math.min(2, keys.length)
  return hasHeads ? { keys: heads, hasHeads } : { keys: [...keys], hasHeads }
}

/** The names of records that the pasted rows refer to, by what they refer to: { unit: ['市生态环境局'] }. */
export function namesToFind(
  kind: RecordKind,
  heads: readonly (string | null)[],
  rows: readonly (readonly string[])[],
): Record<string, string[]> {
  const wanted: Record<string, Set<string>> = {}
  heads.forEach((key, column) => {
    const to = key === null ? undefined : kind.fields[key]!.to
    if (!to) return
    for (const row of rows) if (row[column]) (wanted[to] ??= new Set()).add(row[column])
  })
  return Object.fromEntries(Object.entries(wanted).map(([to, names]) => [to, [...names]]))
}

/** Rows as records to be made: what the form starts with, and over it what was pasted. Nothing that is wrong is dropped. */
export function recordsFrom(
  kind: RecordKind,
  keys: readonly string[],
  heads: readonly (string | null)[],
  rows: readonly { line: number; cells: readonly string[] }[],
  found: Record<string, Found>,
  start: Record<string, unknown>,
): PastedRecord[] {
  return rows.map(({ line, cells }) => {
    const record: PastedRecord = { line, values: { ...start }, faults: {} }
    heads.forEach((key, column) => {
      const text = cells[column] ?? ''
      if (key === null || text === '') return
      const field = kind.fields[key]!
      const read = field.to ? referenceFrom(field, text, found[field.to] ?? {}) : valueOrFault(field, text)
      if ('fault' in read) record.faults[key] = read.fault
      else record.values[key] = read.value
    })
    for (const key of keys) {
      const fault = record.faults[key] ?? fieldFault(kind.fields[key]!, record.values[key])
      if (fault) record.faults[key] = fault
    }
    return record
  })
}

type Read = { value: unknown } | { fault: string }

function valueOrFault(field: Field, text: string): Read {
  const value = valueFromText(field, text)
  return value === null ? { fault: fieldFault(field, text) ?? `“${field.name}”读不出“${text}”` } : { value }
}

function referenceFrom(field: Field, text: string, found: Found): Read {
  const called = (one: Named): boolean =>
    [one.name, one.shortName, ...(one.aliases ?? [])].some(n => n && norm(n) === norm(text))
  const fitting = (found[text] ?? []).filter(called)
  if (fitting.length === 1) return { value: fitting[0]!.id }
  if (fitting.length === 0) return { fault: `“${field.name}”没有找到“${text}”，请写登记的全称或简称` }
  return { fault: `“${field.name}”有 ${fitting.length} 个“${text}”，请单独登记这一条` }
}
