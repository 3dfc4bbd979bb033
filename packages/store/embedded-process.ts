/**
 * The embedded database, alone in its own process: a slow query here never stalls HTTP, and the folder has exactly one
 * owner. Started by embedded.ts with the data folder as argument; says 'ready' or a refusal over the IPC channel.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { postgis } from '@electric-sql/pglite-postgis'
import { serveWire } from './wire.ts'

const [folder, socketPath] = process.argv.slice(2) as [string, string]

/**
 * The lock is one the operating system holds for the process (SQLite's exclusive lock on a small file), so that kill -9
 * releases it and a second process on the same folder can never get it. Two owners destroy the data.
 */
function lockFolder(): DatabaseSync | undefined {
  const lock = new DatabaseSync(join(folder, 'lock'))
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    return lock
  } catch {
    lock.close()
    return undefined
  }
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const lock = lockFolder()
  if (!lock) {
    process.send?.({ state: 'locked' })
    process.disconnect?.()
    return
  }
  writeFileSync(join(folder, 'pid'), `${process.pid}\n`) // for people who look which process it is
  // The parent may die while the engine still starts; without this the process would outlive it.
  let orphaned = false
  process.once('disconnect', () => {
    orphaned = true
  })
  rmSync(socketPath, { force: true }) // stale: we hold the lock, so nobody listens there
  const db = await openEngine()
  const server = await serveWire(db, socketPath)
  let closing = false
  const close = async (): Promise<void> => {
    if (closing) return
    closing = true
    await server.close()
    await db.close()
    lock.close()
    process.exit(0)
  }
  process.on('disconnect', close) // the parent is gone, even by kill -9
  process.on('SIGTERM', close)
  process.on('SIGINT', () => {}) // Ctrl+C reaches the whole group; the parent decides when to stop
  process.on('message', message => {
    if (message === 'close') void close()
  })
  if (orphaned || !process.connected) return close()
  process.send?.({ state: 'ready' })
}

/** A folder whose first making was broken off (kill, power) holds nothing anybody was told of, and is made anew. */
async function openEngine(): Promise<PGlite> {
  const dataDir = join(folder, 'pg')
  const unfinished = join(folder, 'pg-unfinished')
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true })
  else if (!existsSync(dataDir)) writeFileSync(unfinished, '')
  const db = await PGlite.create({ dataDir, extensions: { postgis, pg_trgm } })
  // A folder remembers the zone of the machine that made it; one session serves everybody, so it is set once.
  await db.exec("set timezone to 'UTC'")
  rmSync(unfinished, { force: true })
  return db
}

main().catch(error => {
  process.send?.({ state: 'failed', message: String(error?.stack ?? error) })
  process.exitCode = 1
  process.disconnect?.()
})
