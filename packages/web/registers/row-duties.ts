import type { Register } from '@jingtu/core/register.ts'
import type { Due } from '@jingtu/server/registers/duties.ts'
import { useGet } from '../shell/query.ts'
import type { RegisterRow } from './declared.ts'

interface Answer {
  rows: Due[]
}

/** What this row owes around the year it was last changed in; the server reckons it with the official calendar. */
export function useRowDuties(kind: Register, row: RegisterRow | null): readonly Due[] {
  const has = Object.keys(kind.register.duties).length > 0
  const year = row ? Number(row.since.slice(0, 4)) : 0
  const asked = useGet<Answer>(has && row ? '/api/duties' : null, {
    register: kind.id,
    ...(row?.subject ? { 'f.subject': String(row.subject) } : {}),
    from: `${year - 1}-01-01`,
    to: `${year + 3}-12-31`,
  })
  return (asked.data?.rows ?? []).filter(item => item.row === row?.id)
}
