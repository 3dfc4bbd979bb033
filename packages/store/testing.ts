/**
 * A fresh, migrated store for one test file: on the server named by DATABASE_URL (a database of its own, dropped
 * afterwards), else an embedded one in a temporary folder. Real databases only; nothing of ours is mocked.
 */

import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { listMigrations } from './migrate.ts'
import { openStore, type Store } from './open.ts'

export interface TestStore extends Store {
  /** What openStore was given; a second process can open it too. */
  location: string
}

export const onServer = (): boolean => Boolean(process.env.DATABASE_URL)

export async function openTestStore(): Promise<TestStore> {
  return onServer() ? serverStore(process.env.DATABASE_URL!) : embeddedStore()
}

async function serverStore(url: string): Promise<TestStore> {
  const name = `jingtu_test_${randomBytes(6).toString('hex')}`
  await admin(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const store = await openStore(own.href)
  return {
    ...store,
    location: own.href,
    close: async () => {
      await store.close()
      await admin(url, `drop database ${name} with (force)`)
    },
  }
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
async function embeddedStore(): Promise<TestStore> {
  const digest = createHash('sha256')
    .update(
      listMigrations()
        .map(m => m.digest)
        .join(),
    )
    .digest('hex')
    .slice(0, 16)
  const template = join(tmpdir(), `jingtu-template-${digest}`)
  if (!existsSync(template)) {
    const making = mkdtempSync(join(tmpdir(), 'jingtu-making-'))
    await (await openStore(making)).close()
    rmSync(join(making, 'run'), { recursive: true, force: true })
    try {
      renameSync(making, template)
    } catch {
      rmSync(making, { recursive: true, force: true })
    } // another worker was faster
  }
  const folder = mkdtempSync(join(tmpdir(), 'jingtu-test-'))
  mkdirSync(folder, { recursive: true })
  cpSync(template, folder, { recursive: true })
  const store = await openStore(folder)
  return {
    ...store,
    location: folder,
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
