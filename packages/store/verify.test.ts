import { newId } from '@jingtu/core/id.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeFile } from './files.ts'
import { loadRegions, REFERENCE_HOME, renameRegion } from './regions.ts'
import type { TestStore } from './testing.ts'
import {
  EAST,
  noteRecord,
  openWithRecords,
  PLACES,
  pondRecord,
  REGIONS,
  run,
  TEST_RECORDS,
  WEST,
} from './testing-records.ts'
import { describeFault, type Fault } from './verify/fault.ts'
import { verifyStore } from './verify.ts'

let store: TestStore
let photo: string

const pond = (name: string) => ({
  name,
  area: '12.50',
  depth: 3,
  lined: true,
  builtOn: '2001-05-06',
  sampledAt: '2026-01-02T03:04:05.678Z',
  level: '二级' as const,
  owner: newId(),
  outlets: [newId()],
  formerNames: ['旧名'],
  visits: ['2026-01-02'],
  photos: [photo],
  readings: { pH: 6.5, list: [1, 2] },
})

beforeAll(async () => {
  store = await openWithRecords()
  const file = { type: 'image/png', name: '照片.png', by: null, now: new Date('2026-03-01T00:00:00Z') }
  photo = (await storeFile(store.db, new Uint8Array(3000).fill(7), file)).hash
  await run(store, c => loadRegions(c, REGIONS))
  for (const [home, region] of [
    [PLACES.east, EAST],
    [PLACES.west, WEST],
  ] as const) {
    const first = await run(
      store,
      async c => {
        const row = await c.insert(pondRecord, { home, region, values: pond('甲塘') })
        const note = await c.insert(noteRecord, { home, region, values: { title: '便条', count: 1 } })
        await c.link({ kind: 'test-note', home, id: note.id }, '关于', {
          kind: 'test-pond',
          home: PLACES.east,
          id: row.id,
        })
        return row
      },
      { reason: '建档', onBehalfOf: newId(), sourceFile: photo },
    )
    const second = await run(store, c =>
      c.update(pondRecord, first, { action: 'list', state: 'listed', values: { area: '13.00' } }),
    )
    await run(store, c => c.update(pondRecord, second, { action: 'edit', values: { name: '乙塘' } }))
    await run(store, c =>
      c.insertMany(
        noteRecord,
        [1, 2, 3].map(count => ({ home, region, values: { title: `批${count}`, count } })),
      ),
    )
  }
  await run(store, c =>
    renameRegion(c, PLACES.east, { name: '东州市', code: '450181', effective: '2021-02-03' }, TEST_RECORDS),
  )
})
afterAll(() => store.close())

const faultsNow = async (): Promise<Fault[]> => (await verifyStore(store, TEST_RECORDS)).faults

it('finds nothing in an untouched store, counts it and lists the heads', async () => {
  const v = await verifyStore(store, TEST_RECORDS)
  expect(v.faults.map(describeFault)).toEqual([])
  expect(v).toMatchObject({ changes: 11, rows: 19, links: 2, files: 1, faultCount: 0 })
  expect(v.homes.map(h => [h.home, h.name, h.seq])).toEqual([
    [REFERENCE_HOME, '行政区划', 2],
    [PLACES.west, '西县', 4],
    [PLACES.east, '东州市', 5],
  ])
  for (const h of v.homes) expect(h.hash).toMatch(/^[0-9a-f]{64}$/)
})

/** How a value of each type is altered by as little as the type allows; `n` chooses the place. */
const ALTER: Record<string, (text: string | null, n: number) => string> = {
  text: (t, n) => (t ? flip(t, n) : 'x'),
  uuid: (t, n) => (t ? flipHex(t, n) : '00000000-0000-0000-0000-000000000001'),
  integer: (t, n) => String(Number(t ?? 0) + 90 + n),
  bigint: (t, n) => (n % 3 === 0 ? '9223372036854775807' : String(Number(t ?? 0) + 90 + n)),
  numeric: t => (t ? `${t}0` : '0'),
  boolean: t => (t === 'true' ? 'false' : 'true'),
  date: (t, n) => (t === '2020-01-01' ? '2020-01-02' : n % 3 === 0 ? 'infinity' : '2020-01-01'),
  'timestamp with time zone': (t, n) =>
    n % 3 === 0
      ? 'infinity'
      : n % 3 === 1
        ? `${t ?? '2026-01-01 00:00:00+00'}`.replace(/(\.\d+)?([+-]\d\d)$/, '.000001$2')
        : '1999-12-31 00:00:00.001+00',
  jsonb: (_, n) => (n % 2 ? '{"pH": 6.51}' : 'null'),
  'text[]': (_, n) => (n % 2 ? '{}' : '{"x",NULL}'),
  'uuid[]': (_, n) => (n % 2 ? '{}' : '{00000000-0000-0000-0000-000000000001}'),
  'date[]': (_, n) => (n % 2 ? '{}' : '{2020-01-01}'),
}
function flip(text: string, n: number): string {
  const chars = [...text]
  const i = n % chars.length
  chars[i] = chars[i] === '0' ? '1' : '0'
  return chars.join('')
}
function flipHex(id: string, n: number): string {
  const places = [...id].map((_, i) => i).filter(i => id[i] !== '-' && i !== 14)
  const i = places[n % places.length]!
  return id.slice(0, i) + (id[i] === '7' ? '8' : '7') + id.slice(i + 1)
}

interface Cell {
  table: string
  column: string
  type: string
}
const TABLES = ['test_pond', 'test_note', 'change', 'record_event', 'chain_head', 'link', 'region', 'file', 'file_body']
/** What stands beside the chain: who stored a file under which name is not part of any change. */
const NOT_CHAINED = new Set(['file.type', 'file.name', 'file.uploaded_by', 'file.uploaded_at'])

async function listCells(): Promise<Cell[]> {
  const { rows } = await sql<Cell>`select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relname = any(${TABLES}::text[]) order by 1, a.attnum`.execute(store.db)
  return rows.filter(c => !NOT_CHAINED.has(`${c.table}.${c.column}`))
}

/** The records a stored row is about, and when it was recorded. */
const ABOUT: Record<string, string> = {
  change: `select e.record::text, c.at from change c join record_event e using (home, seq) where c.ctid = $`,
  record_event: `select e.record::text, c.at from change c join record_event e using (home, seq) where e.ctid = $`,
  chain_head: `select e.record::text, c.at from chain_head h join change c using (home, seq) join record_event e using (home, seq) where h.ctid = $`,
  link: `select l.from_id::text as record, c.at from link l join change c on c.home = l.home and c.seq = l.since_seq where l.ctid = $`,
  region: `select r.id::text as record, c.at from region r join record_event e on e.record = r.id join change c on c.home = e.home and c.seq = e.seq where r.ctid = $ order by e.version desc limit 1`,
  file: `select hash as record, uploaded_at as at from file f where f.ctid = $`,
  file_body: `select hash as record, uploaded_at as at from file_body b join file f using (hash) where b.ctid = $`,
}
const aboutOf = async (table: string, ctid: string): Promise<{ record: string; at: string }[]> => {
  const query = ABOUT[table] ?? `select id::text as record, since as at from ${table} t where t.ctid = $`
  return (await sql.raw<{ record: string; at: string }>(query.replace('$', `'${ctid}'::tid`)).execute(store.db)).rows
}

/** Alters one cell as psql would, verifies, and puts the cell back. */
async function alter({ table, column, type }: Cell, row: number, n: number): Promise<void> {
  const t = sql.table(table)
  const c = sql.id(column)
  const cells = (
    await sql<{ ctid: string; text: string | null }>`select ctid::text as ctid, ${c}::text as text from ${t}
      where ${c} is not null or ${column !== 'parent' && column !== 'successor'} order by ctid`.execute(store.db)
  ).rows
  if (cells.length === 0) return
  const { ctid, text } = cells[row % cells.length]!
  const about = await aboutOf(table, ctid)
  const altered = type === 'bytea' ? '\\x00' : ALTER[type]!(text, n)
  const write = async (at: string, value: string | null) =>
    (
      await sql<{ ctid: string; text: string | null }>`update ${t} set ${c} = ${value}::${sql.raw(type)}
        where ctid = ${at}::tid returning ctid::text as ctid, ${c}::text as text`.execute(store.db)
    ).rows[0]!
  let moved: { ctid: string; text: string | null }
  try {
    moved = await write(ctid, altered)
  } catch (error) {
    // Foreign keys and unique keys refuse some alterations by themselves.
    expect((error as { code: string }).code, `${table}.${column}`).toMatch(/^23/)
    return
  }
  const faults = await faultsNow().finally(() => write(moved.ctid, text))
  if (moved.text === text) return // it stood so already
  const what = `${table}.${column}: ${text} → ${altered}\n${faults.map(describeFault).join('\n')}`
  expect(faults.length, what).toBeGreaterThan(0)
  expect(about.length, what).toBeGreaterThan(0)
  const named = faults.filter(f => about.some(a => a.record === f.record || f.what.includes(a.record)))
  expect(named.length, what).toBeGreaterThan(0)
  // A change or event torn out of its place: one fault names the record, another the time. An edited time has lost itself.
  const isTorn = ['change', 'record_event'].includes(table) && ['home', 'seq'].includes(column)
  const timed = isTorn ? faults : named
  const isTimed = timed.some(f => about.some(a => a.at === f.at))
  if (!(table === 'change' && column === 'at')) expect(isTimed, what).toBe(true)
}

describe('one cell edited beside the system', () => {
  it('is named with its record and its time, in every column of every chained table', {
    timeout: 300_000,
  }, async () => {
    const cells = await listCells()
    expect(new Set(cells.map(c => c.table)).size).toBe(TABLES.length)
    for (const [i, cell] of cells.entries()) await alter(cell, i, i)
    expect((await faultsNow()).map(describeFault)).toEqual([])
  })

  it('is named whichever row and whichever byte', { timeout: 300_000 }, async () => {
    const cells = await listCells()
    const runs = Number(process.env.JINGTU_VERIFY_RUNS ?? 40)
    await fc.assert(
      fc.asyncProperty(fc.nat(cells.length - 1), fc.nat(1000), fc.nat(1000), (cell, row, n) =>
        alter(cells[cell]!, row, n),
      ),
      { numRuns: runs },
    )
    expect((await faultsNow()).map(describeFault)).toEqual([])
  })
})

describe('a row', () => {
  const inTurn = async (damage: string, mend: string): Promise<string[]> => {
    await sql.raw(damage).execute(store.db)
    const found = (await faultsNow()).map(describeFault)
    await sql.raw(mend).execute(store.db)
    return found
  }
  it('deleted beside the system is missed', async () => {
    await sql
      .raw(`create table kept as select * from test_pond where name = '乙塘' and home = '${PLACES.west}'`)
      .execute(store.db)
    const found = await inTurn(
      `delete from test_pond where name = '乙塘' and home = '${PLACES.west}'`,
      'insert into test_pond select * from kept',
    )
    expect(found.join('\n')).toMatch(/【试验塘】“乙塘”（.*第3版.*数据行缺失/)
  })
  it('inserted beside the system is found', async () => {
    await sql.raw(`update kept set id = '${newId()}', until = null`).execute(store.db)
    const found = await inTurn(
      'insert into test_pond select * from kept',
      'delete from test_pond where id in (select id from kept)',
    )
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/没有对应的变更事件/)
  })
  it('whose difference is told field by field', async () => {
    const where = `where home = '${PLACES.west}' and version = 2`
    const found = await inTurn(`update test_pond set area = 99 ${where}`, `update test_pond set area = 13.00 ${where}`)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('“面积”数据行为 99，登记为 13.00')
    expect(found[0]).toContain('归属 西县')
  })
  it('that points to a file which is gone', async () => {
    const found = await inTurn(
      'create table kept_body as select * from file_body; delete from file_body',
      'insert into file_body select * from kept_body',
    )
    expect(found.some(f => f.includes('照片') && f.includes('不在库中'))).toBe(true)
    expect(found.some(f => f.includes('文件内容缺失'))).toBe(true)
  })
  it('together with its event and its change, at the end of the chain, is missed by the head', async () => {
    const at = `home = '${PLACES.east}' and seq = 5`
    const found = await inTurn(
      `create table kept_change as select * from change where ${at}; delete from change where ${at}`,
      'insert into change select * from kept_change',
    )
    expect(found.some(f => f.includes('链首记为第5次变更，链上最后一次是第4次'))).toBe(true)
    expect((await faultsNow()).length).toBe(0)
  })
})

it('keeps the first faults and counts them all', async () => {
  await sql`update test_note set count = count + 1`.execute(store.db)
  const v = await verifyStore(store, TEST_RECORDS, { mostFaults: 3 })
  await sql`update test_note set count = count - 1`.execute(store.db)
  expect(v.faults).toHaveLength(3)
  expect(v.faultCount).toBeGreaterThanOrEqual(8)
})
