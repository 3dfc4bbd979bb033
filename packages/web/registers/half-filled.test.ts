/** Whoever fills in a form has half-filled it most of the time: no declaration may break on that. */
import type { Register } from '@jingtu/core/register.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { typedValue } from '@jingtu/registers/testing-values.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { derivedOf, faultsOfForm, isRequired, isVisible, rowFor } from './row-faults.ts'

const NAMED = REGISTERS.map(kind => [kind.id, kind] as const)
test.each(NAMED)('the form of %s stands whatever is filled in so far', (_, kind) => {
  const keys = Object.keys(kind.fields)
  const states = Object.keys(kind.states)
  const look = (values: Record<string, unknown>, state: string): void => {
    const row = rowFor(kind as unknown as Register, values, { state, effective: '2026-03-01' })
    const computed = { ...row, ...derivedOf(kind, row) }
    for (const key of keys) {
      isVisible(kind, key, computed)
      isRequired(kind, key, computed)
    }
    expect(faultsOfForm(kind, {}, keys, computed)).toBeTypeOf('object')
  }
  for (const state of states) look({}, state)
  const values = fc.record(Object.fromEntries(keys.map(key => [key, typedValue(kind.fields[key]!)])), {
    requiredKeys: [],
  })
  fc.assert(
    fc.property(values, fc.constantFrom(...states), (filled, state) => look(filled, state)),
    { numRuns: 60 },
  )
})
