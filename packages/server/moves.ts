import { type Actor, isGranted, type Relation } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RecordKind, RowOf, StateOf, Transition, ValuesOf } from '@jingtu/core/record.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { refusal } from './problems.ts'

export interface Move<K extends RecordKind> {
  actor: Actor
  /** How the actor's unit stands to the record. */
  relations: ReadonlySet<Relation>
  /** Why the content itself forbids the move; all of them at once. */
  refusals?: (string | Reason)[]
  values?: Partial<ValuesOf<K>>
  effective?: string
}

/** Every reason why this actor cannot make this move now; empty when it may be made. */
export function refusalsOf<K extends RecordKind>(
  kind: K,
  row: RowOf<K>,
  name: keyof K['transitions'] & string,
  actor: Actor,
  relations: ReadonlySet<Relation>,
  reason: string | null,
): { forbidden: string[]; conflicts: string[]; invalid: string[] } {
  const t = kind.transitions[name] as Transition | undefined
  if (!t) return { forbidden: [], conflicts: [`${kind.name}没有“${name}”这一操作`], invalid: [] }
  const state = (row as unknown as { state: string }).state
  const forbidden = isGranted(actor, t, relations)
    ? []
    : [`您所在单位（${actor.unitName}）或您的权限不能对这条${kind.name}做“${t.label}”`]
  const conflicts = t.from.includes(state) ? [] : [`当前状态为“${kind.states[state as StateOf<K>]}”，不能“${t.label}”`]
  const invalid = t.reason === 'required' && !reason?.trim() ? [`“${t.label}”须填写理由`] : []
  return { forbidden, conflicts, invalid }
}

/** Makes a declared move: checks right, state and reason together, then writes the next version. */
export async function moveRecord<K extends RecordKind>(
  change: Change,
  kind: K,
  row: RowOf<K>,
  name: keyof K['transitions'] & string,
  move: Move<K>,
): Promise<RowOf<K>> {
  const faults = refusalsOf(kind, row, name, move.actor, move.relations, change.context.reason ?? null)
  const all = [...faults.forbidden, ...faults.conflicts, ...faults.invalid, ...(move.refusals ?? [])]
  if (all.length > 0) {
    const why = faults.forbidden.length ? 'forbidden' : faults.conflicts.length ? 'conflict' : 'invalid'
    throw refusal(why, `不能${kind.transitions[name]?.label ?? name}`, all)
  }
  const t = kind.transitions[name] as Transition
  return change.update(kind, row, { action: name, state: t.to, values: move.values, effective: move.effective })
}
