/** Rows nobody would write but every table takes: for comparing kept figures with the rows they are made of. */
import { EMPTY, type Field, type FieldKind } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'

/** A number of 0 … n-1. */
export type Dice = (n: number) => number

/** The same numbers again for the same seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let a = seed
  return n => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * n)
  }
}

const pick = <T>(dice: Dice, list: readonly T[]): T => list[dice(list.length)]!
const day = (dice: Dice): string =>
  `${2021 + dice(6)}-${String(1 + dice(12)).padStart(2, '0')}-${String(1 + dice(28)).padStart(2, '0')}`
const decimal = (dice: Dice): string => `${dice(5000)}.${dice(10)}${1 + dice(9)}`

/** A value of each kind of field that figures look at; others stay empty. */
const VALUE = {
  text: (dice, field) => (field.indexed ? `文${dice(50)}` : null),
  decimal,
  money: decimal,
  integer: dice => 2021 + dice(6),
  boolean: dice => dice(2) === 0,
  day,
  instant: () => null,
  period: dice => pick(dice, ['2024', '2025', '2025-H1', '2026', '2026-H2']),
  choice: (dice, field) => pick(dice, field.options!),
  choices: (dice, field) => [pick(dice, field.options!)],
  area: dice => ({ value: String(1 + dice(900)), unit: '亩' }),
  days: dice => [day(dice)],
  ref: () => null,
  refs: () => [],
  texts: () => [],
  files: () => [],
  json: () => null,
  point: () => null,
  line: () => null,
  polygon: () => null,
  rows: () => [],
} satisfies Record<FieldKind, (dice: Dice, field: Field) => unknown>

/** Values for a row about one of these subjects; now and then one is missing. */
export function madeUpValues(kind: Register, subjects: readonly string[], dice: Dice): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kind.fields).map(([key, field]) => {
      if (key === 'subject') return [key, pick(dice, subjects)]
      const make: (dice: Dice, field: Field) => unknown = VALUE[field.kind]
      return [key, dice(7) === 0 ? EMPTY[field.kind] : make(dice, field)]
    }),
  )
}

export const madeUpState = (kind: Register, dice: Dice): string => pick(dice, Object.keys(kind.states))

/** The register without what it refuses: any row can be written. */
export const unruled = (kind: Register): Register => ({
  ...kind,
  rules: undefined,
  fields: Object.fromEntries(
    Object.entries(kind.fields).map(([key, field]) => [
      key,
      { ...field, required: false, min: undefined, max: undefined, places: undefined, past: undefined },
    ]),
  ),
})
