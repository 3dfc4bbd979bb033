import type { Fields, Header, RecordKind } from '@jingtu/core/record.ts'
import type { RowRights } from '@jingtu/server/records/views.ts'
import type { ComponentType } from 'react'
import type { InputProps } from '../parts/FieldForm.tsx'
import type { Verdict } from '../parts/StateTag.tsx'
import type { Session } from '../shell/session.tsx'

/**
 * What a page of a declared record needs to know beside the declaration. The page itself knows no record: columns, checks,
 * names, states and moves follow from the declaration, and what is particular stands in one description per record.
 */
export interface RecordPage<K extends RecordKind = RecordKind> {
  kind: K
  /** Where the server keeps it: '/api/law-duties'. */
  path: string
  title: string
  /** One line under the title: what this list is for. */
  note: string
  /** What the button for a new row says. */
  add: string
  empty: { title: string; how: string }
  columns: readonly (KeyOf<K> | ColumnOf<K> | typeof STATE)[]
  /** Offered above the list; the choice stands in the address. */
  filters?: readonly KeyOf<K>[]
  /** How the rows stand at first; otherwise as the server gives them. */
  order?: readonly KeyOf<K>[]
  /** Figures that are added up above the list, apart for each value of `each`: people of two years are not one sum. */
  totals?: { of: readonly KeyOf<K>[]; each: KeyOf<K> }
  form: readonly { title?: string; fields: readonly KeyOf<K>[] }[]
  /** Written when the row moves, not when it is made; read beside the fields of the form. */
  later?: readonly KeyOf<K>[]
  /** Fields of several lines. */
  long?: readonly KeyOf<K>[]
  hints?: Partial<Record<KeyOf<K>, string>>
  inputs?: Partial<Record<KeyOf<K>, ComponentType<InputProps>>>
  /** What a new row starts with. */
  start?: (session: Session) => object
  /** Rows embedded in a json field. */
  rows?: Partial<Record<KeyOf<K>, EmbeddedRows>>
  /** In the order of the buttons; a move that is not named here asks nothing but what the declaration asks. */
  moves?: Partial<Record<keyof K['transitions'] & string, MoveForm>>
  /** For whom a row waits in a state: the field that names the unit. */
  waiting?: Partial<Record<keyof K['states'] & string, KeyOf<K>>>
  /** A deadline and the day it was met. */
  deadline?: { due: KeyOf<K>; metOn: KeyOf<K>; while: readonly (keyof K['states'] & string)[] }
  /** States that are a verdict and not only a step: told by colour and sign. */
  verdicts?: Partial<Record<keyof K['states'] & string, Verdict>>
  /** A second look at the same rows: what stands left, what stands above. */
  matrix?: { title: string; rows: readonly KeyOf<K>[]; about: KeyOf<K>; columns: KeyOf<K> }
  /** The move most people come for: a button of its own at the head of the page. */
  foremost?: keyof K['transitions'] & string
}

export const STATE = 'state'
export type KeyOf<K extends RecordKind> = keyof K['fields'] & string
export type AnyRow = Header & RowRights & Record<string, unknown>

/** A field as a column, where it is shown otherwise than its kind is usually shown. */
export interface ColumnOf<K extends RecordKind = RecordKind> {
  field: KeyOf<K>
  width?: number
  pinned?: boolean
  hidden?: boolean
  clip?: boolean
  deskOnly?: boolean
}

export interface MoveForm {
  fields: readonly string[]
  /** Beyond what the declaration requires. */
  required?: readonly string[]
  /** What the form starts with instead of what the row says. */
  start?: (row: AnyRow, session: Session) => object
  /** What this move does to embedded rows, by field. */
  rows?: Record<string, RowsTask>
  /** One line above the form. */
  note?: string
  /** It ends something: the button is red. */
  danger?: boolean
}

/** What may be done to embedded rows; without one they are written freely. */
export interface RowsTask {
  /** Only these cells are written; the rest is read. */
  cells?: readonly string[]
  /** These cells have to be filled. */
  required?: readonly string[]
  /** Rows that are there stay as they are; one new one is begun. */
  append?: boolean
}

export interface EmbeddedRows {
  /** What one of them is called: 巡查. */
  noun: string
  /** Declared like the fields of a record, with the same inputs and checks. */
  fields: Fields
  long?: readonly string[]
  /** Words often written into a cell, taken with one tap. */
  usual?: Record<string, readonly string[]>
  start?: (row: AnyRow, session: Session) => Record<string, unknown>
  /** Cells written later, by a move of their own. */
  later?: readonly string[]
  /** The day on which a row was written: the list then says when that was last done. */
  on?: string
  /** All of them, of all rows, as a list of its own; `of` names the field that says whose they are. */
  ledger?: { title: string; of: readonly string[] }
  /** A deadline in a cell, the cell with the day it was met, and what those are called that are not. */
  deadline?: { due: string; metOn: string; open: string }
}

export const rowsIn = (row: object, field: string): Record<string, unknown>[] => {
  const value = (row as Record<string, unknown>)[field]
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : []
}

/** Fields to read in a sheet: those of the form, then those written later; embedded rows stand apart. */
export const readFields = (page: RecordPage): string[] =>
  [...page.form.flatMap(section => section.fields), ...(page.later ?? [])].filter(key => !(key in (page.rows ?? {})))

/** A description is checked against its declaration when its page is opened, so that a wrong name is seen at once. */
export function describeRecord<K extends RecordKind>(page: RecordPage<K>): RecordPage {
  const named = [
    ...page.columns.map(c => (typeof c === 'string' ? c : c.field)).filter(key => key !== STATE),
    ...page.form.flatMap(section => section.fields),
    ...(page.later ?? []),
    ...Object.values(page.moves ?? {}).flatMap(move => (move as MoveForm).fields),
    ...Object.keys(page.rows ?? {}),
  ]
  const unknown = named.filter(key => !(key in page.kind.fields))
  if (unknown.length > 0) throw new Error(`${page.kind.name}: no field ${unknown.join(', ')}`)
  return page as unknown as RecordPage
}
