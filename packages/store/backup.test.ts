import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { f } from '@jingtu/core/field.ts'
import { newId } from '@jingtu/core/id.ts'
import { Refusal } from '@jingtu/core/problem.ts'
import { defineRecord, type RecordKind } from '@jingtu/core/record.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { backupStore, backupToFile } from './backup.ts'
import { readFileBytes, storeFile } from './files.ts'
import { listRunMigrations } from './migrate.ts'
import { connectStore, openStore, type Store } from './open.ts'
import { historyOf } from './records.ts'
import { listRegions, loadRegions } from './regions.ts'
import { restoreFromFile, restoreStore } from './restore.ts'
import { onServer, openEmptyPlace, openTestStore, type Place, type TestStore } from './testing.ts'
import { EAST, PLACES, REGIONS, run, WEST } from './testing-records.ts'
import { verifyStore } from './verify.ts'

/** Some columns of a table that the migrations make: a backup restores only what those know. */
const lists = [
  'path',
  'leadNames',
  'coopNames',
  'respNames',
  'guideNames',
  'openRoles',
  'inheritedRoles',
  'starts',
  'openDeadlines',
  'proofs',
  'assessments',
] as const
const taskRecord = defineRecord({
  id: 'task',
  name: '任务',
  fields: {
    title: f.text('名称'),
    quantity: f.decimal('数量'),
    ordinal: f.integer('序号'),
    due: f.day('期限'),
    sample: f.boolean('样例'),
    deliverables: f.json<unknown>('成果'),
    covers: f.refs('覆盖', 'task'),
    leadUnits: f.refs('牵头', 'unit'),
    coopUnits: f.refs('配合', 'unit'),
    respUnits: f.refs('责任', 'unit'),
    deadlines: f.days('时限'),
    ...(Object.fromEntries(lists.map(key => [key, f.texts(key)])) as Record<
      (typeof lists)[number],
      ReturnType<typeof f.texts>
    >),
  },
  states: { draft: '草稿', open: '进行' },
  initial: 'draft',
})
const RECORDS = [taskRecord] as unknown as readonly RecordKind[]
const NOW = new Date('2026-06-01T00:00:00Z')

// Many of these start an engine of their own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

let store: TestStore
let bytes: Buffer
let task: string
const folder = mkdtempSync(join(tmpdir(), 'jingtu-backup-'))
const places: Place[] = []

const makeBackup = async (from: Store): Promise<Buffer> => {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  await backupStore(from, sink, NOW)
  return Buffer.concat(chunks)
}
const emptyPlace = async (engine?: Store['engine']): Promise<string> => {
  const place = await openEmptyPlace(engine)
  places.push(place)
  return place.location
}

beforeAll(async () => {
  store = await openTestStore()
  await run(store, c => loadRegions(c, REGIONS))
  const file = new Uint8Array(2_000_000).map((_, i) => (i * 31 + (i >> 8)) % 256)
  await storeFile(store.db, file, { type: 'application/pdf', name: '大附件.pdf', by: null, now: NOW })
  await storeFile(store.db, new Uint8Array(), { type: 'text/plain', name: '空.txt', by: null, now: NOW })
  const made = await run(store, c =>
    c.insert(taskRecord, {
      home: PLACES.east,
      region: EAST,
      values: {
        title: '一行\n两行\t"引号"\\反斜 𠮷 😀',
        quantity: '12345678901234567890.10',
        ordinal: -7,
        due: '2026-12-31',
        sample: false,
        deliverables: { 表: [1, null, 1e21, { 深: '~#{' }] },
        covers: [newId(), newId()],
        deadlines: ['2026-06-30', '2026-12-31'],
        leadNames: ['甲局', '', 'NULL', '逗,号'],
      },
    }),
  )
  task = made.id
  await run(store, async c => {
    await c.update(taskRecord, made, { action: 'open', state: 'open', values: { quantity: null, deliverables: null } })
    await c.link({ kind: 'task', home: PLACES.east, id: task }, '分解', {
      kind: 'task',
      home: PLACES.west,
      id: newId(),
    })
  })
  await run(store, c =>
    c.insertMany(
      taskRecord,
      Array.from({ length: 1200 }, (_, i) => ({
        home: PLACES.west,
        region: WEST,
        values: { title: `批量${i}`, quantity: `${i}.50` },
      })),
    ),
  )
  await run(store, async () => undefined) // an answer that is jsonb's null, which is not the absence of one
  await sql`insert into session (token_hash, person, created_at, seen_at, expires_at)
    values ('s', ${newId()}::uuid, now(), now(), now())`.execute(store.db)
  bytes = await makeBackup(store)
})
afterAll(async () => {
  await store.close()
  for (const place of places) await place.remove()
  rmSync(folder, { recursive: true, force: true })
})

const ENGINES: Store['engine'][] = onServer() ? ['embedded', 'server'] : ['embedded']

describe.each(ENGINES)('restored on the %s engine', engine => {
  it('is verified equal, row by row and file by file, and backs up to the same text', async () => {
    const location = await emptyPlace(engine)
    const summary = await restoreStore(location, Readable.from([bytes]))
    expect(summary.rows).toMatchObject({ task: 1202, region: 6, file: 2, file_body: 2, link: 1, change: 4 })
    const copy = await openStore(location)
    try {
      const [before, after] = [await verifyStore(store, RECORDS), await verifyStore(copy, RECORDS)]
      expect(before.faults).toEqual([])
      expect(after).toEqual(before)
      expect(await historyOf(copy.db, taskRecord, task)).toEqual(await historyOf(store.db, taskRecord, task))
      expect(await listRegions(copy.db, { asOf: '2026-01-01' })).toEqual(await listRegions(store.db))
      expect((await sql`select 1 from session`.execute(copy.db)).rows).toEqual([])
      const lines = (text: Buffer) =>
        gunzipSync(text)
          .toString()
          .split('\n')
          .filter(l => !l.startsWith('#'))
          .sort()
      expect(lines(await makeBackup(copy))).toEqual(lines(bytes))
      // And it goes on from there.
      await run(copy, c => c.insert(taskRecord, { home: PLACES.east, region: EAST, values: { title: '恢复之后' } }))
      expect((await verifyStore(copy, RECORDS)).faults).toEqual([])
    } finally {
      await copy.close()
    }
  })
})

describe('a backup that is not whole', () => {
  const text = (): string => gunzipSync(bytes).toString()
  const CASES: [string, () => Buffer, RegExp][] = [
    ['cut in the middle', () => bytes.subarray(0, bytes.length >> 1), /不完整|损坏/],
    ['cut before its trailer', () => gzipSync(text().slice(0, text().lastIndexOf('\n#') + 1)), /没有结尾/],
    ['without its last line end', () => gzipSync(text().trimEnd()), /没有结束/],
    ['with one letter changed', () => gzipSync(text().replace('批量77"', '批量78"')), /校验值不符/],
    [
      'with a figure changed to nonsense',
      () => gzipSync(text().replace('"quantity":77.50', '"quantity":"many"')),
      /损坏/,
    ],
    ['with a row left out', () => gzipSync(text().replace(/\n\{[^\n]*批量77"[^\n]*/, '')), /校验值不符/],
    ['with a line added at the end', () => gzipSync(`${text()}{}\n`), /末尾之后/],
    ['of a newer version of the format', () => gzipSync(text().replace('"version":1', '"version":2')), /第2版/],
    [
      'of a newer version of the program',
      () => gzipSync(text().replace('0001_foundation', '9999_foundation')),
      /先升级/,
    ],
    ['with another list of heads', () => gzipSync(text().replace(/"hash":"./, '"hash":"x')), /校验值不符/],
    ['that is something else', () => gzipSync('hello\n'), /不是净土的备份/],
    ['that is no gzip', () => Buffer.from('hello'), /无法解压/],
    ['that is empty', () => Buffer.alloc(0), /不完整|不是净土的备份|无法解压/],
  ]
  it('is refused, whatever is wrong with it, and leaves the store as empty as it was', async () => {
    const location = await emptyPlace()
    // Held open, so that the embedded engine is not started anew for every case.
    const after = await openStore(location)
    for (const [what, make, expected] of CASES) {
      const error = await restoreStore(location, Readable.from([make()])).catch((e: unknown) => e)
      expect(error, what).toBeInstanceOf(Refusal)
      expect((error as Refusal).message, what).toMatch(expected)
    }
    expect((await sql<{ n: number }>`select count(*) as n from task`.execute(after.db)).rows[0]!.n).toBe(0)
    expect((await sql<{ n: number }>`select count(*) as n from region`.execute(after.db)).rows[0]!.n).toBe(0)
    await after.close()
    expect((await restoreStore(location, Readable.from([bytes]))).rows.task).toBe(1202)
  })

  it('a store that holds something is not restored into', async () => {
    const location = await emptyPlace()
    const full = await openStore(location)
    await run(full, c => c.insert(taskRecord, { home: PLACES.east, region: EAST, values: { title: '在先' } }))
    await full.close()
    await expect(restoreStore(location, Readable.from([bytes]))).rejects.toThrow('目标中已有数据')
    const after = await openStore(location)
    expect((await sql<{ title: string }>`select title from task`.execute(after.db)).rows).toEqual([{ title: '在先' }])
    await after.close()
  })
})

it('a damaged store comes back as damaged as it was', async () => {
  const location = await emptyPlace()
  await restoreStore(location, Readable.from([bytes]))
  const damaged = await openStore(location)
  await sql`update task set title = '改' where title = '批量5'`.execute(damaged.db)
  await sql`update file_body set bytes = '\\x00'::bytea where octet_length(bytes) = 0`.execute(damaged.db)
  const before = await verifyStore(damaged, RECORDS)
  const again = await makeBackup(damaged)
  await damaged.close()
  expect(before.faultCount).toBe(3)
  const second = await emptyPlace()
  await restoreStore(second, Readable.from([again]))
  const copy = await openStore(second)
  expect(await verifyStore(copy, RECORDS)).toEqual(before)
  await copy.close()
})

it('a backup of an older version is restored as it was made, then migrated', async () => {
  // An older version knew only the first migration: the same text without the tables that came later.
  const lines = gunzipSync(bytes).toString().split('\n')
  const header = JSON.parse(lines[0]!.slice(1))
  const first = { ...header, migrations: header.migrations.slice(0, 1), heads: [] }
  const { createHash } = await import('node:crypto')
  const body = `#${JSON.stringify(first)}\n#{"table":"setting"}\n{"key":"a","value":"{\\"b\\":null}"}\n`
  const trailer = { rows: { setting: 1 }, sha256: createHash('sha256').update(body).digest('hex') }
  const location = await emptyPlace()
  await restoreStore(location, Readable.from([gzipSync(`${body}#${JSON.stringify(trailer)}\n`)]))
  const copy = await connectStore(location)
  expect((await listRunMigrations(copy.db)).map(m => m.name)).toEqual(
    header.migrations.map((m: { name: string }) => m.name),
  )
  expect((await sql`select key, value from setting`.execute(copy.db)).rows).toEqual([{ key: 'a', value: { b: null } }])
  await copy.close()
})

describe('as a file', () => {
  it('appears only when it is whole', async () => {
    const path = join(folder, 'jingtu.backup.gz')
    const summary = await backupToFile(store, path, NOW)
    expect(summary.heads).toHaveLength(3)
    expect(readdirSync(folder)).toEqual(['jingtu.backup.gz'])
    expect(gunzipSync(readFileSync(path)).equals(gunzipSync(bytes))).toBe(true)
    const location = await emptyPlace()
    await restoreFromFile(location, path)
    const copy = await openStore(location)
    expect(
      (
        await readFileBytes(
          copy.db,
          (
            await sql<{ hash: string }>`select hash from file order by size desc limit 1`.execute(copy.db)
          ).rows[0]!.hash,
        )
      )?.length,
    ).toBe(2_000_000)
    await copy.close()
  })

  it('leaves nothing behind where it cannot be written, and says so', async () => {
    const notAFolder = join(folder, 'file')
    writeFileSync(notAFolder, '')
    await expect(backupToFile(store, join(notAFolder, 'x.gz'), NOW)).rejects.toThrow()
    rmSync(notAFolder)
    await expect(restoreFromFile(join(folder, 'new'), join(folder, 'none.gz'))).rejects.toThrow('ENOENT')
    expect(readdirSync(folder)).toEqual(['jingtu.backup.gz'])
    // The store still answers: a failed backup gave its connection back.
    expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }])
  })
})
