import type { RecordKind } from '@jingtu/core/record.ts'

/** The row without its personal fields; they come back as null, so that forms and lists keep their shape. */
export function withoutPersonal<R extends object>(kind: RecordKind, row: R): R {
  const copy = { ...row } as Record<string, unknown>
  for (const [key, field] of Object.entries(kind.fields)) if (field.secrecy === 'personal') copy[key] = null
  return copy as R
}
