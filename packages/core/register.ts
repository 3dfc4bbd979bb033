import type { Duty, Grant, Relation } from './access.ts'
import { EMPTY, type Field, f } from './field.ts'
import type { Reason } from './problem.ts'
import {
  defineRecord,
  type Fields,
  type Header,
  type MoveContext,
  type RecordKind,
  type Transition,
  type Values,
} from './record.ts'
import type { DutyRule } from './register-duty.ts'
import { declaredFaults } from './register-faults.ts'

/** A row whose creation was taken back by the one who made it. Every register has this state; no declared move leads there. */
export const VOID = 'void'

/** The subject a row is about, and fields a place adds by its own data, are columns of every register. */
type Common<F extends Fields, U extends string> = F &
  ([U] extends [never] ? unknown : { subject: Field<string> }) & { extra: Field<Record<string, unknown> | null> }

type Key<F> = keyof F & string
export type RegisterRow<F extends Fields, S extends string> = Header<S | typeof VOID> &
  Values<F> & { subject?: string; extra: Record<string, unknown> | null }

/** Some fields of a row; a list may be given as it stands in the code. */
type Written<F extends Fields> = { [K in keyof F]?: Values<F>[K] extends (infer E)[] ? readonly E[] : Values<F>[K] }

/** Who may do something: one of the grants, and inside the unit the duty ('reporter' where none is named). */
export interface Permission {
  by: readonly Grant[]
  duty?: Duty
}

interface DeclaredMove<F extends Fields, S extends string> extends Permission {
  label: string
  from: readonly S[]
  to: S
  reason?: 'required'
  asks?: readonly Key<F>[]
  needs?: readonly Key<F>[]
  evidence?: readonly Key<F>[]
  refuse?: (row: RegisterRow<F, S>, context: MoveContext) => (string | Reason)[]
  sets?: (row: RegisterRow<F, S>, context: MoveContext) => Written<F>
  single?: true
}

/** In which states (or for which rows) a field must be filled, or exists at all. */
type When<F extends Fields, S extends string> = readonly S[] | ((row: RegisterRow<F, S>) => boolean)

export interface Declared<F extends Fields, S extends string, T extends string, U extends string, D extends string> {
  id: string
  name: string
  /** The module of the programme it belongs to: M09. */
  module: string
  /** What a row is about: the id of a subject. Its home and region become those of the row. */
  subject?: U
  /** Invented, for learning by: it works like any other but is not offered. */
  example?: true
  /** It is a subject itself: organisations, sites, wells … other lists stand on. */
  isSubject?: true
  /** Laws and documents the list exists by. */
  basis: readonly string[]
  /** One line for people: what this list is for. */
  purpose?: string
  fields: F
  /** What makes two rows the same row, besides the subject: import finds rows by it and a second one is refused. */
  key?: readonly (Key<F> | 'subject')[]
  /** Where the key must be unique; a credit code is so everywhere, a name within its county, a yearly plan within its very region. */
  keyScope?: 'home' | 'region' | 'everywhere'
  requiredWhen?: { [K in Key<F>]?: When<F, S> }
  visibleWhen?: { [K in Key<F>]?: When<F, S> }
  /** Faults between fields. */
  check?: (row: RegisterRow<F, S>) => (string | Reason)[]
  /** Computed fields (declared with `derived: true`), stored with the row. */
  derive?: (row: RegisterRow<F, S>) => Written<F>
  states: Record<S, string>
  initial: NoInfer<S>
  /** States that end a row's life in the list: it counts no longer. */
  ended?: readonly NoInfer<S>[]
  create: Permission
  /** `partyFields`: what a regulated party may correct in its own rows; all of them where nothing is said. */
  correct: Permission & { in: readonly NoInfer<S>[]; partyFields?: readonly Key<F>[] }
  /** Corrections of rows that stand, as a draft that somebody else accepts. */
  amend?: Permission & { in: readonly NoInfer<S>[]; review: Permission }
  transitions: Record<T, DeclaredMove<F, NoInfer<S>>>
  duties?: Record<D, DutyRule<RegisterRow<F, NoInfer<S>>, NoInfer<S>, Key<F>>>
  /** The field through which a regulated party stands to a row: a unit, or a subject that has one. `subject` where there is one. */
  party?: Key<F>
  /** Fields naming units that stand to a row otherwise; they see it wherever they are. */
  relations?: Partial<Record<Relation, Key<F>>>
  publish?: { fields: readonly (Key<F> | 'subject' | 'region' | 'state')[]; in: readonly NoInfer<S>[] }
  list: readonly (Key<F> | 'subject' | 'region' | 'state' | 'effective')[]
  filters?: readonly (Key<F> | 'region' | 'state')[]
  /** Text fields a search looks into. */
  search?: readonly Key<F>[]
  /** The first order of the list: a key, with '-' for descending. */
  sort?: Key<F> | `-${Key<F>}`
  map?: { geometry: Key<F>; colourBy?: Key<F> | 'state' }
}

/** What a register is beyond a record; values only, so that it can be sent to a browser but for its functions. */
export interface RegisterPart {
  module: string
  subject?: string
  isSubject: boolean
  example: boolean
  basis: readonly string[]
  purpose?: string
  key: readonly string[]
  keyScope: 'home' | 'region' | 'everywhere'
  ended: readonly string[]
  create: Required<Permission>
  correct: Required<Permission> & { in: readonly string[]; partyFields?: readonly string[] }
  amend?: Required<Permission> & { in: readonly string[]; review: Required<Permission> }
  // biome-ignore lint/suspicious/noExplicitAny: each declaration types its own rows
  duties: Record<string, DutyRule<any, string, string>>
  party?: string
  relations: Partial<Record<Relation, string>>
  publish?: { fields: readonly string[]; in: readonly string[] }
  list: readonly string[]
  filters: readonly string[]
  search: readonly string[]
  sorts: readonly string[]
  sort: string
  map?: { geometry: string; colourBy?: string }
}

export type Register<F extends Fields = Fields, S extends string = string, T extends string = string> = RecordKind<
  F,
  S,
  T
> & { register: RegisterPart }

export const isRegister = (kind: RecordKind): kind is Register => 'register' in kind

const permission = (p: Permission): Required<Permission> => ({ by: p.by, duty: p.duty ?? 'reporter' })

/**
 * A government list as one declaration: table, checks, forms, Excel, duties, rights and public list follow from it.
 * @throws Error naming register and field where the declaration is wrong
 */
export function defineRegister<
  const F extends Fields,
  const S extends string,
  const T extends string,
  const U extends string = never,
  const D extends string = never,
>(declared: Declared<F, S, T, U, D>): Register<Common<F, U>, S | typeof VOID, T> {
  const faults = declaredFaults(declared as unknown as Declared<Fields, string, string, string, string>)
  if (faults.length > 0) throw new Error(`登记册“${declared.id}”：${faults.join('；')}`)
  const filters = declared.filters ?? []
  const order = declared.sort ? [declared.sort.replace(/^-/, '')] : []
  const offered = new Set<string>([
    ...filters,
    ...order,
    ...(declared.key ?? []),
    ...(declared.party ? [declared.party] : []),
  ])
  const related = new Set<string>(Object.values(declared.relations ?? {}) as string[])
  const fields: Fields = {
    ...(declared.subject ? { subject: f.ref('对象', declared.subject, { required: true, indexed: true }) } : {}),
    ...Object.fromEntries(
      Object.entries<Field>(declared.fields).map(([key, field]) => [
        key,
        offered.has(key) || related.has(key) ? { ...field, indexed: true } : field,
      ]),
    ),
    extra: f.json('地方字段'),
  }
  const record = defineRecord({
    id: declared.id,
    name: declared.name,
    fields,
    states: { ...declared.states, [VOID]: '已撤回' } as Record<string, string>,
    initial: declared.initial,
    transitions: Object.fromEntries(
      Object.entries<DeclaredMove<F, S>>(declared.transitions).map(([name, move]) => [
        name,
        { asks: [], ...move, duty: move.duty ?? 'reporter' } as Transition,
      ]),
    ),
  })
  const sorts = Object.keys(fields).filter(key => fields[key]!.indexed && !Array.isArray(EMPTY[fields[key]!.kind]))
  const party = declared.party ?? (declared.subject ? 'subject' : undefined)
  return {
    ...record,
    rules: {
      required: tests(declared.requiredWhen),
      visible: tests(declared.visibleWhen),
      check: declared.check ?? (() => []),
      derive: declared.derive ?? (() => ({})),
    },
    register: {
      module: declared.module,
      subject: declared.subject,
      isSubject: declared.isSubject ?? false,
      example: declared.example ?? false,
      basis: declared.basis,
      purpose: declared.purpose,
      key: declared.key ?? [],
      keyScope: declared.keyScope ?? 'home',
      ended: declared.ended ?? [],
      create: permission(declared.create),
      correct: {
        ...permission(declared.correct),
        in: declared.correct.in,
        partyFields: declared.correct.partyFields,
      },
      ...(declared.amend
        ? {
            amend: {
              ...permission(declared.amend),
              in: declared.amend.in,
              review: { duty: 'reviewer' as const, ...declared.amend.review },
            },
          }
        : {}),
      duties: declared.duties ?? {},
      party,
      relations: (declared.relations ?? {}) as Partial<Record<Relation, string>>,
      publish: declared.publish,
      list: declared.list,
      filters,
      search: declared.search ?? [],
      sorts: ['id', 'region', ...sorts],
      sort: declared.sort ?? '-id',
      map: declared.map,
    },
  } as unknown as Register<Common<F, U>, S | typeof VOID, T>
}

// biome-ignore lint/suspicious/noExplicitAny: each declaration types its own rows
function tests(when: Record<string, any> | undefined): Record<string, (row: any) => boolean> {
  return Object.fromEntries(
    Object.entries(when ?? {}).map(([key, w]) => [
      key,
      Array.isArray(w) ? (row: { state: string }) => w.includes(row.state) : w,
    ]),
  )
}
