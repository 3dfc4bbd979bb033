/** The migrated tables are what the declarations say: columns, types, nullability, indexes, and the sort of every table. */

import { columnOf } from '@jingtu/core/record.ts'
import { companionsOf, ENDS, HEADER, indexesOf, SQL_TYPE } from '@jingtu/store/columns.ts'
import { openTestStore, type TestStore } from '@jingtu/store/testing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RECORDS } from './records.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const rowsOf = async <T>(text: string, parameters: unknown[] = []): Promise<T[]> =>
  (await store.pool.query(text, parameters)).rows as T[]

const NAMES: Record<string, string> = { timestamptz: 'timestamp with time zone' }

describe.each(RECORDS.map(kind => ({ name: kind.name, kind })))('$name', ({ kind }) => {
  it('has the declared columns with their types, and no others', async () => {
    const columns = await rowsOf<{ name: string; type: string; must: boolean; collation: string | null }>(
      `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as must,
         (select collname from pg_collation l where l.oid = a.attcollation) as collation
       from pg_attribute a where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [kind.table],
    )
    const header = HEADER.map(([, name, type]) => ({ name, type: NAMES[type] ?? type, must: name !== 'until' }))
    const fields = Object.entries(kind.fields).map(([key, field]) => {
      const type = SQL_TYPE[field.kind]
      return { name: columnOf(key), type: NAMES[type] ?? type, must: type.endsWith('[]') }
    })
    const beside = [ENDS, ...companionsOf(kind)].map(c => ({ name: c.column, type: c.type as string, must: false }))
    // Columns added by a later migration stand at the end, wherever they are declared; statements name their columns.
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
    expect(columns.map(({ name, type, must }) => ({ name, type, must })).sort(byName)).toEqual(
      [...header, ...fields, ...beside].sort(byName),
    )
    expect(columns.slice(0, header.length).map(c => c.name)).toEqual(header.map(c => c.name))
    // Any other order of the path, and the search by prefix cannot use its index.
    expect(columns.find(c => c.name === 'region')?.collation).toBe('C')
  })

  it('has the keys and indexes of every record, and one for every field offered for sorting or filtering', async () => {
    const indexes = await rowsOf<{
      columns: string | null
      method: string
      isUnique: boolean
      isPrimary: boolean
      where: string | null
    }>(
      `select (select string_agg(a.attname, ',' order by k.i) from unnest(x.indkey::int[]) with ordinality as k(n, i)
           join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.n) as columns,
         m.amname as method, x.indisunique as "isUnique", x.indisprimary as "isPrimary", pg_get_expr(x.indpred, x.indrelid) as where
       from pg_index x join pg_class c on c.oid = x.indexrelid join pg_am m on m.oid = c.relam where x.indrelid = to_regclass($1)`,
      [kind.table],
    )
    const current = '(until IS NULL)'
    const expected = [
      { columns: 'home,id,version', method: 'btree', isUnique: true, isPrimary: true, where: null },
      { columns: 'home,id', method: 'btree', isUnique: true, isPrimary: false, where: current },
      { columns: 'id,version', method: 'btree', isUnique: false, isPrimary: false, where: null },
      ...indexesOf(kind).map(i => ({
        // An index over an expression names no column; that it is there, and of its method, is told by the rest.
        columns: i.on.startsWith('(') ? null : i.on.replaceAll(' ', ''),
        method: i.method,
        isUnique: false,
        isPrimary: false,
        where: i.where && `(${i.where.replace(/is.*/, words => words.toUpperCase())})`,
      })),
    ]
    const key = (i: Pick<(typeof indexes)[number], 'columns' | 'where'>) => `${i.columns ?? ''} ${i.where}`
    const byColumns = (a: Parameters<typeof key>[0], b: Parameters<typeof key>[0]) => (key(a) < key(b) ? -1 : 1)
    // One open draft of a correction for each row: a rule the declaration of a record has no word for.
    const ruled = indexes.filter(i => !(i.isUnique && i.where?.includes("state = 'open'")))
    expect(ruled.sort(byColumns), 'see what `npm run --silent jingtu -- ddl ID` says').toEqual(expected.sort(byColumns))
  })
})

describe('every table', () => {
  interface Table {
    name: string
    sort: string | null
    key: string | null
  }
  /** What an extension brought is not ours. */
  const listTables = (): Promise<Table[]> =>
    rowsOf(`select c.relname as name, obj_description(c.oid, 'pg_class') as sort,
        (select a.attname from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
          where x.indrelid = c.oid and x.indisprimary) as key
      from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1`)

  it('says in its comment of which sort it is: sharded, reference or local', async () => {
    const tables = await listTables()
    expect(tables.length).toBeGreaterThan(RECORDS.length)
    expect(tables.filter(t => !['sharded', 'reference', 'local'].includes(t.sort ?? '')).map(t => t.name)).toEqual([])
  })
  it('that is sharded has home as the first column of its primary key and of every unique one', async () => {
    expect((await listTables()).filter(t => t.sort === 'sharded' && t.key !== 'home').map(t => t.name)).toEqual([])
    const unique = await rowsOf<{ name: string; first: string }>(
      `select x.indexrelid::regclass::text as name, a.attname as first from pg_index x
         join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
       where x.indisunique and obj_description(x.indrelid, 'pg_class') = 'sharded'`,
    )
    expect(unique.filter(u => u.first !== 'home')).toEqual([])
  })
  it('that is sharded points only to tables of its home, or to reference tables', async () => {
    const keys = await rowsOf<{ name: string; target: string | null }>(
      `select f.conname as name, obj_description(f.confrelid, 'pg_class') as target from pg_constraint f
       where f.contype = 'f' and obj_description(f.conrelid, 'pg_class') = 'sharded'`,
    )
    expect(keys.filter(k => k.target === 'local')).toEqual([])
  })
  it('of a record is declared, and nothing else pretends to be one', async () => {
    const versioned = await rowsOf<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'until'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    )
    expect(versioned.map(v => v.name)).toEqual(RECORDS.map(r => r.table).sort())
  })
  it('there are no triggers and no sequences', async () => {
    const own = `not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
    expect(
      await rowsOf(
        `select c.relname from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and ${own}`,
      ),
    ).toEqual([])
    expect(
      await rowsOf(`select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and ${own}`),
    ).toEqual([])
  })
})
