import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../open.ts'
import { WORKED_OUT } from './format.ts'

export type Sort = 'sharded' | 'reference' | 'local'

export interface Table {
  name: string
  sort: Sort
  /** Generated columns are made anew where the rows arrive. asText: travels as its own text, because JSON would round it (geometry) or take jsonb's null for no value. */
  columns: { name: string; type: string; asText: boolean }[]
  /** Rows point to rows of the same table, so they must arrive in one statement. */
  pointsToItself: boolean
}

/** Our tables (those whose comment says of which sort they are), what others point to before what points to it. */
export async function listTables(db: Db | Tx): Promise<Table[]> {
  const { rows } = await sql<{ name: string; sort: Sort; columns: Table['columns']; targets: string[] }>`
    select c.relname as name, obj_description(c.oid, 'pg_class') as sort,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'asText', t.typnamespace <> 'pg_catalog'::regnamespace or t.typname in ('json', 'jsonb')) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '') as columns,
      coalesce((select json_agg(f.confrelid::regclass::text) from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as targets
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and obj_description(c.oid, 'pg_class') in ('sharded', 'reference', 'local')
    order by c.relname`.execute(db)
  const ordered: typeof rows = []
  let rest = rows
  while (rest.length > 0) {
    const done = new Set(ordered.map(t => t.name))
    const next = rest.filter(t => t.targets.every(target => target === t.name || done.has(target)))
    if (next.length === 0) throw new Error(`表之间的外键成环：${rest.map(t => t.name).join('、')}`)
    ordered.push(...next)
    rest = rest.filter(t => !next.includes(t))
  }
  return ordered.map(({ targets, ...table }) => ({ ...table, pointsToItself: targets.includes(table.name) }))
}

/** Which of our tables hold rows of their own; `migration` does not count. */
export async function listFilled(db: Db | Tx, tables: Table[]): Promise<string[]> {
  const filled: string[] = []
  for (const { name } of tables) {
    if (name === 'migration' || WORKED_OUT.includes(name)) continue
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
    if (rows.length > 0) filled.push(name)
  }
  return filled
}

/** The columns as they travel. */
export const travelling = (table: Table): RawBuilder<unknown> =>
  sql.join(
    table.columns.map(c => (c.asText ? sql`${sql.ref(c.name)}::text as ${sql.id(c.name)}` : sql`${sql.ref(c.name)}`)),
  )
