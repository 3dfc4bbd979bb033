import { type Actor, isGranted, type Relation } from '@jingtu/core/access.ts'
import { fieldFaults, isMissing } from '@jingtu/core/field.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import {
  checkRules,
  completeValues,
  type RecordKind,
  type RowOf,
  type StateOf,
  type Transition,
  type ValuesOf,
} from '@jingtu/core/record.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { refusal } from './problems.ts'

export interface Move<K extends RecordKind> {
  actor: Actor
  /** How the actor's unit stands to the record. */
  relations: ReadonlySet<Relation>
  /** Whether the record lies in the actor's region (a party's: is its own); outside it only relations count. */
  inReach?: boolean
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
  inReach = true,
): { forbidden: string[]; conflicts: string[]; invalid: string[] } {
  const t = kind.transitions[name] as Transition | undefined
  if (!t) return { forbidden: [], conflicts: [`${kind.name}没有“${name}”这一操作`], invalid: [] }
  const state = (row as unknown as { state: string }).state
  const forbidden = isGranted(actor, t, relations, inReach)
    ? []
    : [`您所在单位（${actor.unitName}）或您的权限不能对这条${kind.name}做“${t.label}”`]
  const conflicts = t.from.includes(state) ? [] : [`当前状态为“${kind.states[state as StateOf<K>]}”，不能“${t.label}”`]
  const invalid = t.reason === 'required' && !reason?.trim() ? [`“${t.label}”须填写理由`] : []
  return { forbidden, conflicts, invalid }
}

/** Makes a declared move: checks right, state, reason and content together, then writes the next version. */
export async function moveRecord<K extends RecordKind>(
  change: Change,
  kind: K,
  row: RowOf<K>,
  name: keyof K['transitions'] & string,
  move: Move<K>,
): Promise<RowOf<K>> {
  const reason = change.context.reason ?? null
  const faults = refusalsOf(kind, row, name, move.actor, move.relations, reason, move.inReach ?? true)
  const t = kind.transitions[name] as Transition | undefined
  const made = t ? contentOf(kind, row, t, { ...move, today: change.today, reason }) : { reasons: [], values: {} }
  const all = [...faults.forbidden, ...faults.conflicts, ...faults.invalid, ...made.reasons, ...(move.refusals ?? [])]
  if (all.length > 0 || !t) {
    const why = faults.forbidden.length ? 'forbidden' : faults.conflicts.length ? 'conflict' : 'invalid'
    throw refusal(why, `不能${t?.label ?? name}`, all)
  }
  const values = made.values as Partial<ValuesOf<K>>
  return change.update(kind, row, { action: name, state: t.to, values, effective: move.effective })
}

type Row = Record<string, unknown>
interface Asked {
  values?: object
  effective?: string
  today: string
  reason: string | null
}

/** What the move writes, and every reason its content gives against it. */
function contentOf(kind: RecordKind, before: object, t: Transition, asked: Asked): { reasons: Reason[]; values: Row } {
  const row = before as Row
  const given = (asked.values ?? {}) as Row
  const effective = asked.effective ?? asked.today
  const reasons: Reason[] = effectiveFaults(row, asked)
  if (t.asks) {
    for (const key of Object.keys(given))
      if (!t.asks.includes(key))
        reasons.push({ where: key, message: `“${t.label}”时不能填写“${kind.fields[key]?.name ?? key}”` })
    for (const [key, value] of Object.entries(given))
      if (kind.fields[key]) reasons.push(...fieldFaults(key, { ...kind.fields[key], required: false }, value))
    if (reasons.length > 0) return { reasons, values: given }
  }
  // What is computed follows what the move brings, before anything is decided on it.
  const merged = { ...row, ...completeValues(kind, { ...row, ...given }) }
  const after = kind.rules ? { ...merged, ...kind.rules.derive(merged) } : merged
  for (const key of t.needs ?? [])
    if (isMissing(after[key])) reasons.push({ where: key, message: `请填写“${kind.fields[key]!.name}”` })
  for (const key of t.evidence ?? [])
    if (isMissing(after[key])) reasons.push({ where: key, message: `请上传“${kind.fields[key]!.name}”作为依据` })
  const context = { today: asked.today, effective }
  reasons.push(...(t.refuse?.(after, context) ?? []).map(r => (typeof r === 'string' ? { message: r } : r)))
  // A day ahead can be read, so it is said beside everything else.
  const places = new Set(reasons.map(r => r.where))
  for (const key of t.asks ?? [])
    if (kind.fields[key] && !places.has(key))
      reasons.push(...fieldFaults(key, { ...kind.fields[key], required: false }, given[key], asked.today))
  const values = { ...given, ...t.sets?.(after, context) }
  if (kind.rules) {
    const made = { ...row, ...completeValues(kind, { ...row, ...values }), state: t.to }
    const said = new Set(reasons.map(r => r.where))
    reasons.push(...checkRules(kind, { ...made, ...kind.rules.derive(made) }).filter(r => !said.has(r.where)))
  }
  return { reasons, values }
}

/** A day that lies back needs a reason; none lies ahead, or before what is already known of the row. */
function effectiveFaults(row: Row, { effective, today, reason }: Asked): Reason[] {
  if (effective === undefined) return []
  const where = 'effective'
  if (effective > today) return [{ where, message: '生效日期不能晚于今天' }]
  if (effective < (row.effective as string))
    return [{ where, message: `生效日期不能早于上一次变更的生效日期 ${row.effective}` }]
  return effective < today && !reason?.trim() ? [{ where, message: '生效日期早于今天（补登）的，须填写理由' }] : []
}
