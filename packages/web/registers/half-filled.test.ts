/** Whoever fills in a form has half-filled it most of the time: no declaration may break on that. */
import type { Field } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { derivedOf, faultsOfForm, isRequired, isVisible, rowFor } from './row-faults.ts'

const ID = '019f1b30-a280-7acf-8c11-251457adfc3c'
const POINT = { type: 'Point', coordinates: [108.3, 22.8] }

/** Values somebody may have typed so far, the sound ones and those that are not yet. */
function typed(field: Field): fc.Arbitrary<unknown> {
  const some = (...values: unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(null, ...values)
  switch (field.kind) {
    case 'choice':
      return some(...(field.options ?? []), '别的')
    case 'choices':
      return fc.subarray([...(field.options ?? [])], { maxLength: 3 })
    case 'decimal':
    case 'money':
      return some('0', '1', '12.5', '-1', '十二')
    case 'integer':
      return some(0, 1, 2026, -3)
    case 'area':
      return some({ value: '12.5', unit: '亩' }, { value: '', unit: '公顷' })
    case 'boolean':
      return some(true, false)
    case 'day':
      return some('2026-03-01', '2026-12-31', '2026-13-01')
    case 'instant':
      return some('2026-03-01T08:00:00.000Z')
    case 'period':
      return some('2026', '2026-Q1', '去年')
    case 'ref':
      return some(ID)
    case 'refs':
      return some([], [ID])
    case 'texts':
      return some([], ['甲', '乙'])
    case 'days':
      return some([], ['2026-03-01'])
    case 'files':
      return some([], ['0'.repeat(64)])
    case 'point':
      return some(POINT)
    case 'rows':
      return fc.array(
        fc.record(Object.fromEntries(Object.entries(field.fields ?? {}).map(([key, inner]) => [key, typed(inner)]))),
        { maxLength: 2 },
      )
    default:
      return some('字', '91450980000000001X')
  }
}

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
  const values = fc.record(Object.fromEntries(keys.map(key => [key, typed(kind.fields[key]!)])), { requiredKeys: [] })
  fc.assert(
    fc.property(values, fc.constantFrom(...states), (filled, state) => look(filled, state)),
    { numRuns: 60 },
  )
})
