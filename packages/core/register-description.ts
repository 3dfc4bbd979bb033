import { EMPTY, type Field } from './field.ts'
import type { Register } from './register.ts'

/** A declaration as data: what a page, a template or another system can be drawn from. Functions stay behind. */
export interface RegisterDescription {
  id: string
  name: string
  module: string
  subject: string | null
  isSubject: boolean
  example: boolean
  basis: readonly string[]
  purpose: string | null
  fields: Record<string, FieldDescription>
  states: Record<string, string>
  initial: string
  ended: readonly string[]
  transitions: Record<string, MoveDescription>
  create: { by: readonly string[]; duty: string }
  correct: { by: readonly string[]; duty: string; in: readonly string[]; partyFields?: readonly string[] }
  amend: { by: readonly string[]; duty: string; in: readonly string[] } | null
  duties: Record<string, { label: string; clause: string; by: string; while: readonly string[]; every: string | null }>
  key: readonly string[]
  list: readonly string[]
  filters: readonly string[]
  sorts: readonly string[]
  sort: string
  /** Whether `q` finds anything. */
  searchable: boolean
  publish: { fields: readonly string[]; in: readonly string[] } | null
  map: { geometry: string; colourBy?: string } | null
}

export type FieldDescription = Omit<Field, 'value' | 'fields'> & {
  /** A list is empty, anything else unknown. */
  empty: unknown
  fields?: Record<string, FieldDescription>
}

export interface MoveDescription {
  label: string
  from: readonly string[]
  to: string
  by: readonly string[]
  duty: string
  reason: boolean
  asks: readonly string[]
  needs: readonly string[]
  evidence: readonly string[]
  single: boolean
}

export const describeField = (field: Field): FieldDescription => {
  const { fields, value: _, ...plain } = field
  return {
    ...plain,
    empty: EMPTY[field.kind],
    ...(fields ? { fields: Object.fromEntries(Object.entries(fields).map(([k, x]) => [k, describeField(x)])) } : {}),
  }
}

export function describeRegister(kind: Register): RegisterDescription {
  const r = kind.register
  return {
    id: kind.id,
    name: kind.name,
    module: r.module,
    subject: r.subject ?? null,
    isSubject: r.isSubject,
    example: r.example,
    basis: r.basis,
    purpose: r.purpose ?? null,
    fields: Object.fromEntries(Object.entries(kind.fields).map(([key, field]) => [key, describeField(field)])),
    states: kind.states,
    initial: kind.initial,
    ended: r.ended,
    transitions: Object.fromEntries(
      Object.entries(kind.transitions).map(([name, t]) => [
        name,
        {
          label: t.label,
          from: t.from,
          to: t.to,
          by: t.by,
          duty: t.duty ?? 'reporter',
          reason: t.reason === 'required',
          asks: t.asks ?? [],
          needs: t.needs ?? [],
          evidence: t.evidence ?? [],
          single: t.single ?? false,
        },
      ]),
    ),
    create: r.create,
    correct: r.correct,
    amend: r.amend ? { by: r.amend.by, duty: r.amend.duty, in: r.amend.in } : null,
    duties: Object.fromEntries(
      Object.entries(r.duties).map(([name, d]) => [
        name,
        { label: d.label, clause: d.clause, by: d.by, while: d.while, every: d.every ?? null },
      ]),
    ),
    key: r.key,
    list: r.list,
    filters: r.filters,
    sorts: r.sorts,
    sort: r.sort,
    searchable: r.search.length > 0 || r.subject !== undefined,
    publish: r.publish ?? null,
    map: r.map ?? null,
  }
}
