import { EMPTY, type Field, fieldFaults, isMissing } from '@jingtu/core/field.ts'
import type { Day } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { canonicalJson, completeValues, type Transition } from '@jingtu/core/record.ts'
import type { Register } from '@jingtu/core/register.ts'
import { isBlank } from '../records/embedded-rows.ts'
import type { Values } from './declared.ts'

/** Faults by place: a field ('closedOn'), a cell of embedded rows ('floodChecks.0.measure'), a local field ('extra.code'). */
export type Faults = Record<string, string>

/** The whole row a form stands for, as the rules of its declaration read it. */
export const rowFor = (kind: Register, values: Values, header: Values): Values => ({
  ...header,
  ...completeValues(kind, values),
  extra: values.extra ?? null,
})

/** What the declaration computes; a value still missing or being typed cannot be computed with, and then nothing is shown. */
export function derivedOf(kind: Register, row: Values): Values {
  const unsound = Object.entries(kind.fields).some(
    ([key, field]) => fieldFaults(key, { ...field, required: field.required && !field.derived }, row[key]).length > 0,
  )
  return unsound ? {} : (kind.rules?.derive(row) ?? {})
}

/** Whether the row has this field now; what it does not have is neither shown nor asked. */
export const isVisible = (kind: Register, key: string, row: Values): boolean => {
  const holds = kind.rules?.visible[key]
  return holds === undefined || holds(row)
}

export const isRequired = (kind: Register, key: string, row: Values): boolean =>
  kind.fields[key]!.required || (kind.rules?.required[key]?.(row) ?? false)

/** Every fault of what stands in a form, each at its place: single values, what the stage demands, checks between fields. */
export function faultsOfForm(
  kind: Register,
  local: Readonly<Record<string, Field>>,
  keys: readonly string[],
  row: Values,
  today?: Day,
): Faults {
  const faults: Faults = {}
  const add = ({ where = '', message }: Reason): void => {
    if (!faults[where]) faults[where] = message
  }
  let sound = true
  // What was typed before a field was hidden counts for nothing, and need not be sound.
  const shown: Values = { ...row }
  for (const key of keys) {
    if (!isVisible(kind, key, row)) {
      shown[key] = EMPTY[kind.fields[key]!.kind]
      continue
    }
    const found = fieldFaults(key, { ...kind.fields[key]!, required: isRequired(kind, key, row) }, row[key], today)
    if (found.length > 0 && (kind.fields[key]!.required || !isMissing(row[key]))) sound = false
    found.forEach(add)
  }
  const extra = (row.extra ?? {}) as Values
  for (const [key, field] of Object.entries(local)) fieldFaults(`extra.${key}`, field, extra[key]).forEach(add)
  // Checks between fields read whole and sound values only, as the declaration types them.
  if (sound) for (const said of kind.rules?.check(shown) ?? []) add(typeof said === 'string' ? { message: said } : said)
  return faults
}

/** Faults at places of this form; what belongs nowhere on it is the rest. */
export function placed(reasons: readonly Reason[], keys: readonly string[]): { faults: Faults; rest: Reason[] } {
  const faults: Faults = {}
  const rest: Reason[] = []
  for (const reason of reasons) {
    const where = reason.where?.replace(/^values\./, '') ?? ''
    const key = keys.find(k => where === k || where.startsWith(`${k}.`))
    if (!key) rest.push(reason)
    else faults[where] = faults[where] ? `${faults[where]}；${reason.message}` : reason.message
  }
  return { faults, rest }
}

/** Embedded rows as they are sent: blank ones fall away, and a cell nobody wrote holds the empty value of its kind. */
export function withWholeRows(kind: Register, values: Values): Values {
  const whole: Values = { ...values }
  for (const [key, field] of Object.entries(kind.fields)) {
    if (field.kind !== 'rows' || !Array.isArray(values[key])) continue
    whole[key] = (values[key] as Values[])
      .filter(row => !isBlank(row))
      .map(row =>
        Object.fromEntries(
          Object.entries(field.fields ?? {}).map(([sub, inner]) => [sub, row[sub] ?? EMPTY[inner.kind]]),
        ),
      )
  }
  return whole
}

/** Blank rows are left out when a form is sent; a fault of the third row sent may stand in the fourth row shown. */
export function asShown(kind: Register, values: Values, faults: Faults): Faults {
  return Object.fromEntries(
    Object.entries(faults).map(([where, message]) => {
      const [key = '', index, cell] = where.split('.')
      const rows = values[key]
      if (kind.fields[key]?.kind !== 'rows' || !Array.isArray(rows) || cell === undefined) return [where, message]
      const kept = rows.flatMap((row, i) => (isBlank(row) ? [] : [i]))
      return [`${key}.${kept[Number(index)] ?? index}.${cell}`, message]
    }),
  )
}

/** Faults in the cells of embedded rows: row → cell → why. */
export function cellFaults(faults: Faults, key: string): Record<number, Record<string, string>> {
  const cells: Record<number, Record<string, string>> = {}
  for (const [where, message] of Object.entries(faults)) {
    const parts = where.split('.')
    if (parts[0] === key && parts.length === 3) (cells[Number(parts[1])] ??= {})[parts[2]!] = message
  }
  return cells
}

/** What differs from before, an emptied field as its empty value; computed fields and what is hidden are not written. */
export function changesOf(kind: Register, before: Values, after: Values): Values {
  const changed: Values = {}
  for (const [key, field] of Object.entries(kind.fields)) {
    if (field.derived || !(key in after)) continue
    const empty = EMPTY[field.kind]
    const was = isMissing(before[key]) ? empty : before[key]
    const is = isMissing(after[key]) ? empty : after[key]
    if (canonicalJson(was) !== canonicalJson(is)) changed[key] = is
  }
  return changed
}

/** Why the content of a row would forbid a move now, as far as the move itself does not ask for it: all reasons. */
export function standsAgainst(kind: Register, move: string, row: Values, today: string): string[] {
  const t = kind.transitions[move] as Transition
  const asks = new Set(t.asks ?? [])
  const own = (reason: string | Reason): Reason => (typeof reason === 'string' ? { message: reason } : reason)
  const needs = [...(t.needs ?? []), ...(t.evidence ?? [])]
    .filter(key => !asks.has(key) && isMissing(row[key]))
    .map(key => `请先填写“${kind.fields[key]!.name}”`)
  const refused = (t.refuse?.(row, { today, effective: today }) ?? [])
    .map(own)
    .filter(reason => !reason.where || !asks.has(reason.where.split('.')[0]!))
    .map(reason => reason.message)
  return [...new Set([...needs, ...refused])]
}
