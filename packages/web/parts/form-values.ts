import { EMPTY, type Field, fieldFault } from '@jingtu/core/field.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { canonicalJson, type RecordKind } from '@jingtu/core/record.ts'

type Values = Record<string, unknown>

/** The first fault of each field, in the words every other door of the house uses. */
export function faultsOf(fields: readonly (readonly [string, Field])[], values: Values): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const [key, field] of fields) {
    const value = values[key]
    const isEmptyList = Array.isArray(value) && value.length === 0
    const fault = fieldFault(field, isEmptyList && field.required ? null : value)
    if (fault) faults[key] = fault
  }
  return faults
}

/** What was filled in: nothing is sent for a field that was left empty. */
export function givenValues(keys: readonly string[], values: Values): Values {
  const given: Values = {}
  for (const key of keys) {
    const value = values[key]
    if (value !== null && value !== undefined && value !== '') given[key] = value
  }
  return given
}

/** What differs from before, an emptied field as its empty value. */
export function changedValues(kind: RecordKind, keys: readonly string[], before: Values, after: Values): Values {
  const changed: Values = {}
  for (const key of keys) {
    const empty = EMPTY[kind.fields[key]!.kind]
    const was = orEmpty(before[key], empty)
    const is = orEmpty(after[key], empty)
    if (canonicalJson(was) !== canonicalJson(is)) changed[key] = is
  }
  return changed
}

const orEmpty = (value: unknown, empty: unknown): unknown =>
  value === undefined || value === null || value === '' ? empty : value

/** Reasons by field; `values.name` and `name` are the same place. What belongs to no field of the form is the rest. */
export function splitReasons(
  reasons: readonly Reason[],
  keys: readonly string[],
): { placed: Record<string, string>; rest: Reason[] } {
  const placed: Record<string, string> = {}
  const rest: Reason[] = []
  for (const reason of reasons) {
    const key = keys.find(
      k => reason.where === k || reason.where === `values.${k}` || reason.where?.startsWith(`values.${k}.`),
    )
    if (key) placed[key] = placed[key] ? `${placed[key]}；${reason.message}` : reason.message
    else rest.push(reason)
  }
  return { placed, rest }
}
