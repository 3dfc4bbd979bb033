import type { Field } from '@jingtu/core/field.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

interface Named {
  where: string
  name: string
  hash: string
}

/** A move that stands on a file must find it: a hash nobody uploaded is no evidence. */
export async function missingFiles(db: Db | Tx, kind: Register, values: Record<string, unknown>): Promise<Reason[]> {
  const named = Object.entries(kind.fields).flatMap(([key, field]) => filesIn(key, field, values[key]))
  if (named.length === 0) return []
  const { rows } = await sql<{
    hash: string
  }>`select hash from file where hash = any(${named.map(n => n.hash)}::text[])`.execute(db)
  const there = new Set(rows.map(r => r.hash))
  const lost = new Map(named.filter(n => !there.has(n.hash)).map(n => [n.where, n.name]))
  return [...lost].map(([where, name]) => ({ where, message: `“${name}”中有文件没有上传成功，请重新上传` }))
}

function filesIn(where: string, field: Field, value: unknown): Named[] {
  if (!Array.isArray(value)) return []
  if (field.kind === 'files')
    return value.filter(h => typeof h === 'string').map(hash => ({ where, name: field.name, hash }))
  if (field.kind !== 'rows') return []
  return value.flatMap((row, i) =>
    Object.entries(field.fields ?? {}).flatMap(([sub, inner]) =>
      filesIn(`${where}.${i}.${sub}`, inner, (row as Record<string, unknown> | null)?.[sub]),
    ),
  )
}
