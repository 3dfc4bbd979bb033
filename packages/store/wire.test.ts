import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectStore, type Store } from './open.ts'
import { openEmptyPlace, type Place } from './testing.ts'

/** The embedded engine behind the wire, whatever DATABASE_URL says; several stores of this process share it. */
let place: Place
let owner: Store
const joined: Store[] = []
let client: pg.PoolClient

beforeAll(async () => {
  place = await openEmptyPlace('embedded')
  owner = await connectStore(place.location)
  await owner.pool.query('create table stock (id int primary key, n int not null)')
  for (let i = 0; i < 3; i++) joined.push(await connectStore(place.location))
})
beforeEach(async () => {
  client = await owner.pool.connect()
})
afterEach(() => client.release())
afterAll(async () => {
  for (const store of joined) await store.close()
  await owner.close()
  await place.remove()
})

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (e: { code: unknown }) => e.code,
  )

describe('an error', () => {
  // [statement, parameters, SQLSTATE]: in parsing, in binding, in execution, at the end of the statement, of the simple protocol.
  const BAD: [string, unknown[] | undefined, string][] = [
    ['select $1::nonsense', ['1'], '42704'],
    ['select $1::uuid', ['zz'], '22P02'],
    ['select 1 / $1::int', [0], '22012'],
    ['select 1 / (3 - i) from generate_series(1, $1::int) as g(i)', [5], '22012'],
    ['insert into stock values (1, 1), ($1::int, 1)', [1], '23505'],
    ['select 1 / 0', undefined, '22012'],
  ]
  it('never shifts the answers that follow it', async () => {
    for (const [statement, parameters, code] of BAD) {
      expect(await codeOf(client.query(statement, parameters))).toBe(code)
      for (const n of [1, 2, 3])
        expect((await client.query('select $1::int as n', [n])).rows, statement).toEqual([{ n }])
    }
  })
  it('inside a transaction holds until it is rolled back', async () => {
    for (const [statement, parameters, code] of BAD) {
      await client.query('begin')
      expect(await codeOf(client.query(statement, parameters))).toBe(code)
      expect(await codeOf(client.query('select $1::int', [1]))).toBe('25P02')
      await client.query('rollback')
      expect((await client.query('select $1::int as n', [7])).rows).toEqual([{ n: 7 }])
    }
  })
  it('is every client’s own: others get their answers meanwhile', async () => {
    await Promise.all(
      joined.map(async (store, i) => {
        for (let n = 0; n < 40; n++) {
          if (n % 3 === i) expect(await codeOf(store.pool.query('select $1::uuid', ['zz']))).toBe('22P02')
          expect((await store.pool.query('select $1::text as x', [`${i}-${n}`])).rows).toEqual([{ x: `${i}-${n}` }])
        }
      }),
    )
  })
})

it('large statements and large answers arrive whole', async () => {
  for (const size of [1, 65_535, 65_536, 3_000_000]) {
    const text = '净'.repeat(size)
    const { rows } = await client.query('select $1::text as text, length($1) as n', [text])
    expect(rows[0].n).toBe(size)
    expect(rows[0].text === text).toBe(true)
  }
})

it('a client in a transaction keeps the session; others wait and then see what it did', async () => {
  await client.query('begin')
  await client.query('insert into stock values (10, 1)')
  const seen = joined[0]!.pool.query('select n from stock where id = 10')
  await new Promise(r => setTimeout(r, 50))
  await client.query('update stock set n = 2 where id = 10')
  await client.query('commit')
  expect((await seen).rows).toEqual([{ n: 2 }])
})

it('a client that goes away inside a transaction leaves nothing and blocks nobody', async () => {
  const leaving = await connectStore(place.location)
  const gone = await leaving.pool.connect()
  await gone.query('begin')
  await gone.query('insert into stock values (20, 1)')
  const waiting = joined[1]!.pool.query('select count(*) as n from stock where id = 20')
  gone.release(true)
  await leaving.close()
  expect((await waiting).rows).toEqual([{ n: 0 }])
})
