import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isId } from '@jingtu/core/id.ts'
import { Refusal } from '@jingtu/core/problem.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFile } from './files.ts'
import { openStore, type Store } from './open.ts'
import { findRecord, listRecords } from './records.ts'
import { onServer, openEmptyPlace, openTestStore, type Place, type TestStore } from './testing.ts'
import { createTestTables, EAST, insertNote, noteRecord, PLACES, run, TEST_RECORDS } from './testing-records.ts'
import { describeFault } from './verify/fault.ts'
import { verifyStore } from './verify.ts'

const ROUNDS = Number(process.env.JINGTU_CRASH_ROUNDS ?? 3)
const pause = (ms: number): Promise<void> => new Promise(r => setTimeout(r, ms))

interface Child {
  process: ChildProcess
  lines: string[]
  /** Resolves at the first line, or with the error the child died of. */
  ready: Promise<void>
  ended: Promise<number | null>
  errors: () => string
}

const children = new Set<ChildProcess>()

function start(location: string, mode: 'write' | 'hold'): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing-writer.ts'), location, mode], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  const lines: string[] = []
  let errors = ''
  child.stderr.on('data', data => {
    errors += data
  })
  const ended = new Promise<number | null>(done => child.once('close', code => done(code)))
  const ready = new Promise<void>((done, fail) => {
    createInterface(child.stdout).on('line', line => {
      lines.push(line)
      done()
    })
    void ended.then(() => fail(new Error(`the child ended before it was ready:\n${errors}`)))
  })
  ready.catch(() => {})
  return { process: child, lines, ready, ended, errors: () => errors }
}

afterEach(() => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  children.clear()
})

/** The process of the embedded database, as it notes itself beside its lock; 0 before it has. */
const enginePid = (folder: string): number => {
  const path = join(folder, 'pid')
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !existsSync(`/proc/${pid}/stat`) || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
async function goneWithin(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await pause(20)) if (!isAlive(pid)) return true
  return !isAlive(pid)
}

async function missing(store: Store, lines: string[]): Promise<string[]> {
  const lost: string[] = []
  for (const line of lines) {
    const [what, id, hash] = line.split(' ') as [string, string, string?]
    if (!isId(id)) continue
    const row = await findRecord(store.db, noteRecord, id)
    if (!row || (what === 'closed' && row.state !== 'closed')) lost.push(line)
    if (hash && !(await findFile(store.db, hash))) lost.push(line)
  }
  return lost
}

describe('kill -9 at any moment', () => {
  let store: TestStore
  beforeEach(async () => {
    store = await openTestStore()
    await store.release() // the test itself must not hold the folder while others are killed on it
  })
  afterEach(() => store.remove())

  it(`loses nothing that was acknowledged (${ROUNDS} rounds)`, { timeout: 60_000 * (ROUNDS + 2) }, async () => {
    const acknowledged: string[] = []
    let kills = 0
    for (let round = 0; round < ROUNDS; round++) {
      const child = start(store.location, 'write')
      await child.ready
      // Sometimes in the middle of the very first change, mostly in the midst of writing.
      if (round % 4 !== 3)
        for (; !child.lines.some(l => l.startsWith('made ')) && child.process.exitCode === null; ) await pause(5)
      await pause(Math.random() * (round % 4 === 3 ? 50 : 800))
      const victim = onServer() ? 'parent' : (['parent', 'engine', 'both'] as const)[round % 3]!
      const engine = onServer() ? 0 : enginePid(store.location)
      if (victim !== 'parent') process.kill(engine, 'SIGKILL')
      if (victim === 'engine') {
        await child.ended
        expect(child.errors()).toContain('数据库连接已中断')
      } else child.process.kill('SIGKILL')
      await child.ended
      kills++
      acknowledged.push(...child.lines)
      if (!onServer() && victim === 'parent') expect(await goneWithin(engine, 20_000)).toBe(true)
      const again = await openStore(store.location)
      try {
        await createTestTables(again) // the first kill may have come before there were any
        expect(await missing(again, acknowledged)).toEqual([])
        expect((await verifyStore(again, TEST_RECORDS)).faults.map(describeFault)).toEqual([])
      } finally {
        await again.close()
      }
      if (acknowledged.length > 4000) acknowledged.splice(0, acknowledged.length - 4000)
    }
    expect(kills).toBe(ROUNDS)
    expect(acknowledged.filter(l => l.startsWith('made ')).length).toBeGreaterThan(0)
  })
})

describe('several processes on one place', () => {
  let place: Place
  beforeEach(async () => {
    place = await openEmptyPlace()
  })
  afterEach(() => place.remove())

  it('five that start at the same moment on nothing: one makes it, all work, none harms it', {
    timeout: 180_000,
  }, async () => {
    const starters = Array.from({ length: 5 }, () => start(place.location, 'write'))
    await Promise.all(starters.map(s => s.ready))
    const enough = () => starters.every(s => s.lines.filter(l => l.startsWith('closed ')).length >= 3)
    for (const end = Date.now() + 60_000; !enough() && Date.now() < end; ) await pause(50)
    expect(starters.map(s => s.errors())).toEqual(['', '', '', '', ''])
    expect(enough()).toBe(true)
    for (const s of starters) s.process.kill('SIGKILL')
    await Promise.all(starters.map(s => s.ended))
    const store = await openStore(place.location)
    expect(
      await missing(
        store,
        starters.flatMap(s => s.lines),
      ),
    ).toEqual([])
    expect((await verifyStore(store, TEST_RECORDS)).faults.map(describeFault)).toEqual([])
    await store.close()
  })

  it.runIf(!onServer())(
    'when the owner dies, who had joined goes on with a database of its own',
    { timeout: 120_000 },
    async () => {
      const owner = start(place.location, 'hold')
      await owner.ready
      const engine = enginePid(place.location)
      const joined = await openStore(place.location)
      await sql`select 1`.execute(joined.db)
      expect(enginePid(place.location)).toBe(engine)
      owner.process.kill('SIGKILL')
      await owner.ended
      expect(await goneWithin(engine, 20_000)).toBe(true)
      expect((await sql`select 2 as two`.execute(joined.db)).rows).toEqual([{ two: 2 }])
      expect(enginePid(place.location)).not.toBe(engine)
      await joined.close()
    },
  )

  it.runIf(!onServer())(
    'a change that was under way when the engine was killed is refused clearly, and the next one works',
    { timeout: 120_000 },
    async () => {
      const store = await openStore(place.location)
      await createTestTables(store)
      await insertNote(store, '之前')
      const cut = run(store, async c => {
        await c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '途中' } })
        process.kill(enginePid(place.location), 'SIGKILL')
        await pause(100)
        await c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '途中二' } })
      })
      const error = await cut.catch((e: unknown) => e)
      expect(error).toBeInstanceOf(Refusal)
      expect((error as Refusal).problem).toMatchObject({ kind: 'unavailable', title: '数据库连接已中断' })
      await insertNote(store, '之后')
      expect((await listRecords(store.db, noteRecord)).map(r => r.title)).toEqual(['之前', '之后'])
      expect((await verifyStore(store, TEST_RECORDS)).faults.map(describeFault)).toEqual([])
      await store.close()
    },
  )

  it.runIf(!onServer())(
    'kill -9 of the first making leaves a place that can be opened',
    { timeout: 180_000 },
    async () => {
      for (const ms of [300, 1500]) {
        const maker = start(place.location, 'hold')
        await pause(ms)
        const engine = enginePid(place.location)
        maker.process.kill('SIGKILL')
        if (engine > 0 && isAlive(engine)) process.kill(engine, 'SIGKILL')
        await maker.ended
      }
      const store = await openStore(place.location)
      expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }])
      await store.close()
    },
  )

  it.runIf(!onServer())(
    'a parent killed while the engine starts leaves no process behind',
    { timeout: 120_000 },
    async () => {
      const parent = start(place.location, 'hold')
      for (const end = Date.now() + 30_000; enginePid(place.location) === 0 && Date.now() < end; ) await pause(5)
      const engine = enginePid(place.location)
      parent.process.kill('SIGKILL')
      await parent.ended
      expect(await goneWithin(engine, 60_000)).toBe(true)
    },
  )

  it('SIGTERM closes it: the process ends by itself, the engine with it, and everything is there', {
    timeout: 120_000,
  }, async () => {
    const child = start(place.location, 'write')
    await child.ready
    await pause(400)
    const engine = onServer() ? 0 : enginePid(place.location)
    child.process.kill('SIGTERM')
    expect(await child.ended).toBe(0)
    expect(child.lines.at(-1)).toBe('closed')
    if (!onServer()) expect(isAlive(engine)).toBe(false)
    const store = await openStore(place.location)
    expect(await missing(store, child.lines)).toEqual([])
    await insertNote(store, '之后')
    await store.close()
  })
})
