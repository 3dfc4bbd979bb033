/**
 * The child of the crash tests: `node testing-writer.ts <location> <mode>` opens the store and
 *   write  changes it for ever and prints the id of each acknowledged record on a line of its own
 *   hold   prints "ready owner|joined" and waits
 * On SIGTERM it closes the store and ends.
 */
import { sql } from 'kysely'
import { storeFile } from './files.ts'
import { openStore } from './open.ts'
import { getRecord } from './records.ts'
import { context, createTestTables, EAST, noteRecord, PLACES, run, WEST } from './testing-records.ts'

const [location, mode] = process.argv.slice(2) as [string, 'write' | 'hold']
const store = await openStore(location)
let isEnding = false
process.on('SIGTERM', () => {
  isEnding = true
})
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

say(`ready ${process.pid}`)
if (mode === 'write') {
  await createTestTables(store)
  for (let n = 0; !isEnding; n++) await write(n)
} else {
  while (!isEnding) {
    await sql`select 1`.execute(store.db)
    await new Promise(r => setTimeout(r, 20))
  }
}
await store.close()
say('closed')

/** A record of two versions, in two homes at times, with a file at times. */
async function write(n: number): Promise<void> {
  const hash =
    n % 5 === 0
      ? (
          await storeFile(store.db, Buffer.from(`文件 ${process.pid} ${n}`.repeat(500)), {
            type: 'text/plain',
            name: '附件.txt',
            by: null,
            now: context().now,
          })
        ).hash
      : null
  const note = await run(store, async c => {
    if (n % 3 === 0) await c.insert(noteRecord, { home: PLACES.west, region: WEST, values: { title: '旁' } })
    return c.insert(noteRecord, {
      home: PLACES.east,
      region: EAST,
      values: { title: `记 ${process.pid} ${n}`, count: n },
    })
  })
  say(`made ${note.id}${hash ? ` ${hash}` : ''}`)
  await run(store, async c =>
    c.update(noteRecord, await getRecord(c.tx, noteRecord, note.id), { action: 'close', state: 'closed' }),
  )
  say(`closed ${note.id}`)
}
