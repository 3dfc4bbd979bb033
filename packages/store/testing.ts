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
  const place = onServer() ? await openDatabase(await migratedDatabase()) : await openEmptyPlace()
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
  return openDatabase()
}

/** A database of one's own on the server, empty or a copy of another. */
async function openDatabase(template?: string): Promise<Place> {
  const url = process.env.DATABASE_URL!
  const name = `jingtu_test_${randomBytes(6).toString('hex')}`
  await admin(url, `create database ${name}${template ? ` template ${template}` : ''}`)
  return { location: databaseUrl(name), remove: () => admin(url, `drop database ${name} with (force)`) }
}

const databaseUrl = (name: string): string => {
  const url = new URL(process.env.DATABASE_URL!)
  url.pathname = `/${name}`
  return url.href
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

const schemaDigest = (): string => {
  const digests = listMigrations().map(m => m.digest)
  return createHash('sha256').update(digests.join()).digest('hex').slice(0, 16)
}

/** The same on a server: a migrated database is kept and copied. */
async function migratedDatabase(): Promise<string> {
  const url = process.env.DATABASE_URL!
  const template = `jingtu_template_${schemaDigest()}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const isMade = async (): Promise<boolean> =>
      (await client.query('select 1 from pg_database where datname = $1', [template])).rows.length > 0
    if (await isMade()) return template
    // Several test files begin at once; the first makes it and the others wait. The lock ends with the connection.
    await client.query('select pg_advisory_lock(45012026)')
    if (await isMade()) return template
    const making = await openDatabase()
    const store = await openStore(making.location)
    await store.close()
    await client.query(`alter database ${new URL(making.location).pathname.slice(1)} rename to ${template}`)
    return template
  } finally {
    await client.end()
  }
}

/** A migrated folder is kept and copied: making one takes seconds, copying it a fraction. */
async function migratedFolder(): Promise<string> {
  const template = join(tmpdir(), `jingtu-template-${schemaDigest()}`)
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
