/** The real server with the built app on a fresh store, for one journey. Its clock stands where the journey sets it. */
import { mkdirSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Running, startServer } from '@jingtu/server/main.ts'
import { TestServer } from '@jingtu/server/testing.ts'
import { openTestStore } from '@jingtu/store/testing.ts'
import { ensureBuilt } from '../scripts/web-bundle.mjs'

export interface Site {
  /** Makes what a journey finds there: regions, units, people. What the journey is about goes through the browser. */
  server: TestServer
  address: string
  /** '2026-03-25' at nine in the morning. Sessions last half a day, so whoever comes back signs in anew. */
  setDay(day: string): void
  close(): Promise<void>
}

export async function openSite(day: string): Promise<Site> {
  await buildOnce()
  const store = await openTestStore()
  const server = new TestServer(store, `${day}T09:00:00+08:00`)
  let running: Running
  try {
    running = await startServer({ store, port: 0, logLevel: 'error', clock: server.services.clock })
  } catch (error) {
    await store.close()
    throw error
  }
  return {
    server,
    address: running.address,
    setDay: next => server.setClock(`${next}T09:00:00+08:00`),
    close: running.close,
  }
}

const LOCK = join(tmpdir(), 'jingtu-building')
const PATIENCE = 60_000

/** Journeys run side by side; the first one builds the app where it is older than its sources, the others wait. */
async function buildOnce(): Promise<void> {
  for (const until = Date.now() + PATIENCE; !lock(); await new Promise(r => setTimeout(r, 100)))
    if (Date.now() > until) rmdirSync(LOCK) // left behind by a run that was killed
  try {
    if (!(await ensureBuilt())) throw new Error('the web app could not be built')
  } finally {
    rmdirSync(LOCK)
  }
}

function lock(): boolean {
  try {
    mkdirSync(LOCK)
    return true
  } catch {
    return false
  }
}
