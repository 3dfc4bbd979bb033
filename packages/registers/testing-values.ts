import type { Field } from '@jingtu/core/field.ts'
import fc from 'fast-check'

const ID = '019f1b30-a280-7acf-8c11-251457adfc3c'
const POINT = { type: 'Point', coordinates: [108.3, 22.8] }

/** Values somebody may have typed so far, the sound ones and those that are not yet. */
export function typedValue(field: Field): fc.Arbitrary<unknown> {
  const some = (...values: unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(null, ...values)
  switch (field.kind) {
    case 'choice':
      return some(...(field.options ?? []), '别的')
    case 'choices':
      return fc.subarray([...(field.options ?? [])], { maxLength: Math.min(3, field.options?.length ?? 0) })
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
        fc.record(
          Object.fromEntries(Object.entries(field.fields ?? {}).map(([key, inner]) => [key, typedValue(inner)])),
        ),
        { maxLength: 2 },
      )
    default:
      return some('字', '91450980000000001X')
  }
}
