import { newId } from '@jingtu/core/id.ts'
import { Refusal } from '@jingtu/core/problem.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from './changes.ts'
import { storeFile } from './files.ts'
import { countRecords, findRecord, getRecord, historyOf, listRecords } from './records.ts'
import { onServer, type TestStore } from './testing.ts'
import {
  context,
  EAST,
  insertNote,
  noteRecord,
  openWithRecords,
  PLACES,
  pondRecord,
  run,
  TEST_RECORDS,
  WEST,
} from './testing-records.ts'
import { describeFault } from './verify/fault.ts'
import { verifyStore } from './verify.ts'

let store: TestStore
beforeAll(async () => {
  store = await openWithRecords()
})
afterAll(() => store.close())

const kindOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => 'done',
    (e: unknown) => e,
  )
  return error instanceof Refusal ? error.problem.kind : String(error)
}
const isSound = async (): Promise<string[]> => (await verifyStore(store, TEST_RECORDS)).faults.map(describeFault)

describe('a request', () => {
  it('sent twice changes once and gets the same answer', async () => {
    const once = context()
    const work = () =>
      change(store.db, once, { title: '一' }, c =>
        c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '一' } }),
      )
    const first = await work()
    expect(await work()).toEqual(first)
    expect(await countRecords(store.db, noteRecord, sql`title = '一'`)).toBe(1)
  })

  it('sent ten times at once changes once', async () => {
    const once = context()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        change(store.db, once, '同时', c =>
          c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '同时' } }),
        ),
      ),
    )
    expect(new Set(answers.map(a => a.id)).size).toBe(1)
    expect(await countRecords(store.db, noteRecord, sql`title = '同时'`)).toBe(1)
  })

  it('is refused when its number was used for something else, or by somebody else', async () => {
    const once = context()
    const insert = (content: string, by = once) =>
      change(store.db, by, content, c =>
        c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: content } }),
      )
    await insert('甲')
    expect(await kindOf(insert('乙'))).toBe('conflict')
    expect(await kindOf(insert('甲', { ...once, actor: { id: newId(), name: '另一人' } }))).toBe('conflict')
    expect(await countRecords(store.db, noteRecord, sql`title = '乙'`)).toBe(0)
  })

  it('that was refused leaves nothing, and its number may be used again', async () => {
    const once = context()
    const refused = change(store.db, once, '先错', async c => {
      await c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '先错' } })
      await c.link({ kind: 'test-note', home: PLACES.east, id: newId() }, '关于', {
        kind: 'test-pond',
        home: PLACES.west,
        id: newId(),
      })
      await c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { count: 'many' as unknown as number } })
    })
    expect(await kindOf(refused)).toBe('invalid')
    expect(await countRecords(store.db, noteRecord, sql`title = '先错'`)).toBe(0)
    expect((await sql<{ n: number }>`select count(*) as n from link`.execute(store.db)).rows[0]!.n).toBe(0)
    await change(store.db, once, '先错', c =>
      c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '先错' } }),
    )
    expect(await countRecords(store.db, noteRecord, sql`title = '先错'`)).toBe(1)
    expect(await isSound()).toEqual([])
  })
})

describe('many at once', () => {
  it('twenty changes of one home make one unbroken chain', async () => {
    const before = (await verifyStore(store, TEST_RECORDS)).homes.find(h => h.home === PLACES.east)!.seq
    await Promise.all(Array.from({ length: 20 }, (_, i) => insertNote(store, `并发${i}`)))
    const after = await verifyStore(store, TEST_RECORDS)
    expect(after.faults.map(describeFault)).toEqual([])
    expect(after.homes.find(h => h.home === PLACES.east)!.seq).toBe(before + 20)
  })

  it('changes that touch two homes in opposite orders do not wait for each other', async () => {
    const both = (first: [string, string], second: [string, string]) =>
      run(store, async c => {
        await c.insert(noteRecord, { home: first[0], region: first[1], values: { title: '两地' } })
        await c.insert(noteRecord, { home: second[0], region: second[1], values: { title: '两地' } })
      })
    const east: [string, string] = [PLACES.east, EAST]
    const west: [string, string] = [PLACES.west, WEST]
    await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 ? both(east, west) : both(west, east))))
    expect(await countRecords(store.db, noteRecord, sql`title = '两地'`)).toBe(24)
    expect(await isSound()).toEqual([])
  })

  it('two who decided on the same version: one wins, the other is told', async () => {
    const note = await insertNote(store, '抢')
    const outcomes = await Promise.all(
      [1, 2].map(count => kindOf(run(store, c => c.update(noteRecord, note, { action: 'count', values: { count } })))),
    )
    expect(outcomes.sort().map(o => (o === 'conflict' ? o : 'done'))).toEqual(['done', 'conflict'].sort())
    expect((await getRecord(store.db, noteRecord, note.id)).version).toBe(2)
  })

  it('who reads inside the change sees what the one before him wrote', async () => {
    const note = await insertNote(store, '计数')
    await Promise.all(
      Array.from({ length: 10 }, () =>
        run(store, async c => {
          const row = await c.get(noteRecord, note.id)
          await c.update(noteRecord, row, { action: 'count', values: { count: row.count! + 1 } })
        }),
      ),
    )
    const row = await getRecord(store.db, noteRecord, note.id)
    expect([row.count, row.version]).toEqual([10, 11])
    expect(await isSound()).toEqual([])
  })

  it.runIf(onServer())('a deadlock of rows is a refusal, and the other one is done', async () => {
    const [a, b] = [await insertNote(store, '甲锁'), await insertNote(store, '乙锁')]
    let met = 0
    const meet = async () => {
      met++
      while (met < 2) await new Promise(r => setTimeout(r, 5))
    }
    const both = (first: string, second: string) =>
      kindOf(
        run(store, async c => {
          await c.get(noteRecord, first)
          await meet()
          await c.get(noteRecord, second)
        }),
      )
    const outcomes = await Promise.all([both(a.id, b.id), both(b.id, a.id)])
    expect(outcomes.sort()).toEqual(['conflict', 'done'])
  })
})

describe('a row', () => {
  it('reads back as it was given, in every kind of field', async () => {
    const photo = await storeFile(store.db, new Uint8Array([1, 2, 3]), {
      type: 'image/png',
      name: '塘.png',
      by: null,
      now: new Date(),
    })
    const values = {
      name: '一号塘',
      area: '12.50',
      depth: -3,
      lined: false,
      builtOn: '1998-02-28',
      sampledAt: '2026-03-05T16:00:00+08:00',
      level: '二级' as const,
      owner: newId(),
      outlets: [newId(), newId()],
      formerNames: ['老"塘', '逗,号', '{花}', '', 'NULL', '反\\斜'],
      visits: ['2026-01-01', '2026-12-31'],
      photos: [photo.hash],
      readings: { pH: [6.5, null], 备注: '深\n浅', 值: 1e21, b: { z: 1, a: -0.1 } },
    }
    const made = await run(store, c => c.insert(pondRecord, { home: PLACES.west, region: WEST, values }))
    const read = await getRecord(store.db, pondRecord, made.id)
    expect(read).toEqual({ ...made, ...values, sampledAt: '2026-03-05T08:00:00.000Z' })
    const empty = await run(store, c =>
      c.insert(pondRecord, { home: PLACES.west, region: WEST, values: { name: '空' } }),
    )
    expect(await getRecord(store.db, pondRecord, empty.id)).toMatchObject({
      area: null,
      depth: null,
      visits: [],
      readings: null,
    })
    expect(await isSound()).toEqual([])
  })

  it('is refused whole when something in it cannot be kept, with all reasons', async () => {
    const bad = run(store, c =>
      c.insertMany(pondRecord, [
        { home: PLACES.east, region: EAST, values: { name: '好' } },
        { home: PLACES.east, region: EAST, values: { name: '空\0符', depth: 3_000_000_000 } },
        { home: PLACES.east, region: EAST, state: 'toString', effective: '2026-3-5', values: { name: '半\ud800字' } },
        { home: PLACES.east, region: EAST, values: { name: '', readings: { 深: ['\udc00'] } } },
      ]),
    )
    const error = (await bad.catch((e: unknown) => e)) as Refusal
    expect(error).toBeInstanceOf(Refusal)
    expect(error.problem.reasons.map(r => r.where)).toEqual([
      '第2条 name',
      '第2条 depth',
      '第3条 name',
      '第3条 effective',
      '第3条 state',
      '第4条 name',
      '第4条 readings',
    ])
    expect(await countRecords(store.db, pondRecord, sql`name = '好'`)).toBe(0)
  })

  it('keeps what is left out and empties what is null', async () => {
    const made = await run(store, c =>
      c.insert(pondRecord, { home: PLACES.east, region: EAST, values: { name: '留', depth: 4, area: '1' } }),
    )
    const next = await run(store, c =>
      c.update(pondRecord, made, { action: 'edit', values: { area: null, depth: undefined } }),
    )
    expect(next).toMatchObject({ name: '留', depth: 4, area: null, version: 2 })
  })

  it('has one version at any instant even when a clock runs behind', async () => {
    const now = new Date('2026-05-01T08:00:00Z')
    const note = await run(
      store,
      c => c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '钟' } }),
      { now },
    )
    const behind = new Date(now.getTime() - 60_000)
    const second = await run(store, c => c.update(noteRecord, note, { action: 'edit', values: { count: 2 } }), {
      now: behind,
    })
    expect(second.since).toBe(now.toISOString())
    for (const knownOn of [behind.toISOString(), now.toISOString()]) {
      const seen = await listRecords(store.db, noteRecord, sql`id = ${note.id}::uuid`, { asOf: { knownOn } })
      expect(seen.map(r => r.version)).toEqual(knownOn === now.toISOString() ? [2] : [])
    }
    expect(await isSound()).toEqual([])
  })
})

describe('the view of another day', () => {
  it('as known on an instant, as valid on a day, and both', async () => {
    const note = await run(
      store,
      c => c.insert(noteRecord, { home: PLACES.east, region: EAST, effective: '2026-01-01', values: { title: '初' } }),
      { now: new Date('2026-01-10T00:00:00Z') },
    )
    const second = await run(
      store,
      c => c.update(noteRecord, note, { action: 'edit', effective: '2026-02-01', values: { title: '改' } }),
      { now: new Date('2026-02-10T00:00:00Z') },
    )
    // Recorded in March, true since mid-January: back-dated behind the second version.
    await run(
      store,
      c => c.update(noteRecord, second, { action: 'correct', effective: '2026-01-15', values: { title: '更正' } }),
      { now: new Date('2026-03-10T00:00:00Z'), reason: '补正' },
    )
    const title = async (asOf: { knownOn?: string; validOn?: string }) =>
      (await findRecord(store.db, noteRecord, note.id, asOf))?.title
    expect(await title({ knownOn: '2026-01-09T00:00:00Z' })).toBeUndefined()
    expect(await title({ knownOn: '2026-01-10T00:00:00Z' })).toBe('初')
    expect(await title({ knownOn: '2026-02-28T00:00:00Z' })).toBe('改')
    expect(await title({ validOn: '2025-12-31' })).toBeUndefined()
    expect(await title({ validOn: '2026-01-14' })).toBe('初')
    expect(await title({ validOn: '2026-01-15' })).toBe('更正')
    expect(await title({ validOn: '2026-02-20' })).toBe('更正')
    expect(await title({ validOn: '2026-02-20', knownOn: '2026-03-01T00:00:00Z' })).toBe('改')
    expect(await title({ validOn: '2026-01-20', knownOn: '2026-03-01T00:00:00Z' })).toBe('初')
  })

  it('the history names who, when, what and why, newest first', async () => {
    const note = await insertNote(store, '史')
    const other = { id: newId(), name: '审核员' }
    await run(store, c => c.update(noteRecord, note, { action: 'close', state: 'closed' }), {
      actor: other,
      reason: '办结',
    })
    await run(store, c =>
      c.link({ kind: 'test-note', home: note.home, id: note.id }, '依据', {
        kind: 'test-note',
        home: PLACES.west,
        id: newId(),
      }),
    )
    const history = await historyOf(store.db, noteRecord, note.id)
    expect(history.map(h => [h.row.version, h.row.state, h.action, h.actorName, h.reason])).toEqual([
      [2, 'closed', 'close', '审核员', '办结'],
      [1, 'open', 'create', '测试员', null],
    ])
  })
})

it('a change that used the database beside its transaction fails at once and leaves nothing', async () => {
  const nested = run(store, async c => {
    await c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '嵌套' } })
    await listRecords(store.db, noteRecord)
  })
  await expect(nested).rejects.toThrow('请改用变更自己的 tx')
  expect(await countRecords(store.db, noteRecord, sql`title = '嵌套'`)).toBe(0)
  await expect(run(store, () => store.pool.query('select 1'))).rejects.toThrow('请改用变更自己的 tx')
  await expect(run(store, () => insertNote(store, '变更里的变更'))).rejects.toThrow('请改用变更自己的 tx')
})

it('what a change set going may use the database once the change has ended', async () => {
  let late: Promise<number> | undefined
  await run(store, async () => {
    late = new Promise(r => setTimeout(r, 100)).then(() => countRecords(store.db, noteRecord))
  })
  expect(await late).toBeGreaterThan(0)
})
