import type { RecordKind, RowOf } from '@jingtu/core/record.ts'
import { columnOf } from '@jingtu/core/record.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { selection } from '@jingtu/store/columns.ts'
import { type RawBuilder, sql } from 'kysely'
import { refusal } from '../problems.ts'

/**
 * Two entries for one body become one: the duplicate is closed, its names become other names of the one that stays, and
 * everything that pointed to it (people, plans, tasks, dispatches, reports …) points to the one that stays.
 */
export async function mergeUnits(
  change: Change,
  duplicate: Unit,
  into: Unit,
): Promise<{ merged: Unit; into: Unit; moved: number }> {
  const reasons: string[] = []
  if (duplicate.id === into.id) reasons.push('不能把单位合并到它自己')
  if (duplicate.state !== 'active') reasons.push(`“${duplicate.name}”${unitRecord.states[duplicate.state]}，不能合并`)
  if (into.state !== 'active') reasons.push(`“${into.name}”${unitRecord.states[into.state]}，不能作为合并后的单位`)
  if (duplicate.home !== into.home) reasons.push('两个单位不在同一县级区域，不会是同一个单位；如确属撤并，请分别登记')
  if (reasons.length) throw refusal('conflict', '不能合并单位', reasons)
  let moved = 0
  for (const kind of RECORDS) {
    const fields = Object.entries(kind.fields).filter(([, field]) => field.to === 'unit')
    if (fields.length)
      moved += await repoint(
        change,
        kind,
        fields.map(([key]) => key),
        duplicate.id,
        into.id,
      )
  }
  const aliases = [...into.aliases]
  for (const name of [duplicate.name, duplicate.shortName, ...duplicate.aliases]) {
    if (name && name !== into.name && name !== into.shortName && !aliases.includes(name)) aliases.push(name)
  }
  const kept = await change.update(unitRecord, into, { action: 'absorb', values: { aliases } })
  const merged = await change.update(unitRecord, duplicate, { action: 'merge', state: 'closed' })
  await change.link({ kind: 'unit', home: merged.home, id: merged.id }, 'merged-into', {
    kind: 'unit',
    home: kept.home,
    id: kept.id,
  })
  return { merged, into: kept, moved }
}

async function repoint(change: Change, kind: RecordKind, keys: string[], from: string, to: string): Promise<number> {
  const conditions = keys.map((key): RawBuilder<unknown> => {
    const column = sql.id(columnOf(key))
    return kind.fields[key]!.kind === 'refs' ? sql`${from}::uuid = any(${column})` : sql`${column} = ${from}::uuid`
  })
  const { rows } = await sql`select ${selection(kind)} from ${sql.table(kind.table)}
    where until is null and id <> ${from}::uuid and (${sql.join(conditions, sql` or `)}) for update`.execute(change.tx)
  for (const row of rows as Record<string, unknown>[]) {
    const values: Record<string, unknown> = {}
    for (const key of keys) {
      const value = row[key]
      if (Array.isArray(value)) values[key] = [...new Set(value.map(v => (v === from ? to : v)))]
      else if (value === from) values[key] = to
    }
    await change.update(kind, row as unknown as RowOf<RecordKind>, { action: 'unitMerged', values })
  }
  return rows.length
}
