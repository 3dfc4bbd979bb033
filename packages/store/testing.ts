/**
 * A fresh, migrated store for one test file: on the server named by DATABASE_URL (a database of its own, dropped
 * afterwards), else an embedded one in a temporary folder. Real databases only; nothing of ours is mocked.
 */
import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { listMigrations } from './migrate.ts'
import { openStore, type Store } from './open.ts'

export interface TestStore extends Store {
  /** What openStore was given; a second process can open it too. */
  location: string
  /** Closes the store but leaves the place for others; `remove` ends it. */
  release(): Promise<void>
  remove(): Promise<void>
}

/** Where a store can be opened, with nothing in it yet. */
export interface Place {
  location: string
  remove(): Promise<void>
}

export const onServer = (): boolean => Boolean(process.env.DATABASE_URL)

export async function openTestStore(): Promise<TestStore> {
  const place = await openEmptyPlace()
  if (!onServer()) cpSync(await migratedFolder(), place.location, { recursive: true })
  const store = await openStore(place.location)
  return {
    ...store,
    location: place.location,
    release: store.close,
    remove: place.remove,
    close: async () => {
      await store.close()
      await place.remove()
    },
  }
}

export async function openEmptyPlace(engine: Store['engine'] = onServer() ? 'server' : 'embedded'): Promise<Place> {
  if (engine === 'embedded') {
    const folder = mkdtempSync(join(tmpdir(), 'jingtu-test-'))
    return { location: folder, remove: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
  }
  const url = process.env.DATABASE_URL!
  const name = `jingtu_test_${randomBytes(6).toString('hex')}`
  await admin(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { location: own.href, remove: () => admin(url, `drop database ${name} with (force)`) }
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A migrated folder is kept and copied: making one takes seconds, copying it a fraction. */
async function migratedFolder(): Promise<string> {
  const digests = listMigrations().map(m => m.digest)
  const digest = createHash('sha256').update(digests.join()).digest('hex').slice(0, 16)
  const template = join(tmpdir(), `jingtu-template-${digest}`)
  if (existsSync(template)) return template
  const making = mkdtempSync(join(tmpdir(), 'jingtu-making-'))
  await (await openStore(making)).close()
  rmSync(join(making, 'run'), { recursive: true, force: true })
  try {
    renameSync(making, template)
  } catch (error) {
    if (!existsSync(template)) throw error
    rmSync(making, { recursive: true, force: true }) // another worker was faster
  }
  return template
}
