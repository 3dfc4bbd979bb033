import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sha256 } from './digest.ts'
import { findFile, readFileBytes, storeFile } from './files.ts'
import { openTestStore, type TestStore } from './testing.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const about = { type: 'application/pdf', name: '附件.pdf', by: null, now: new Date('2026-03-01T00:00:00Z') }

it('a file is stored once by the hash of its content, however often and by whomever at once', async () => {
  const bytes = new Uint8Array(300_000).map((_, i) => (i * 7) % 256)
  const stored = await Promise.all(
    ['附件.pdf', '又一份.pdf', '第三份.pdf'].map(name => storeFile(store.db, bytes, { ...about, name })),
  )
  expect(new Set(stored.map(s => s.hash))).toEqual(new Set([sha256(bytes)]))
  expect((await sql<{ n: number }>`select count(*) as n from file_body`.execute(store.db)).rows[0]!.n).toBe(1)
  expect(Buffer.from((await readFileBytes(store.db, sha256(bytes)))!).equals(Buffer.from(bytes))).toBe(true)
})

it('keeps every byte value, and the empty file', async () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i)
  for (const bytes of [all, new Uint8Array()]) {
    const { hash, size } = await storeFile(store.db, bytes, about)
    expect(size).toBe(bytes.length)
    expect([...(await readFileBytes(store.db, hash))!]).toEqual([...bytes])
  }
})

it('a large file arrives whole', { timeout: 60_000 }, async () => {
  const bytes = new Uint8Array(20_000_000).map((_, i) => (i * 31 + (i >> 8)) % 256)
  const { hash } = await storeFile(store.db, bytes, about)
  expect(sha256((await readFileBytes(store.db, hash))!)).toBe(hash)
})

it('knows nothing of a file nobody stored', async () => {
  expect(await findFile(store.db, 'f'.repeat(64))).toBeUndefined()
  expect(await readFileBytes(store.db, 'f'.repeat(64))).toBeUndefined()
})
