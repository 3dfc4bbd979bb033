import type { Actor } from '@jingtu/core/access.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { describeFault } from '@jingtu/store/verify/fault.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { actorOf, type Env } from '../context.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'

export interface SystemState {
  engine: 'embedded' | 'server'
  /** Accounts that are no sample: without one nobody can sign in once the sample is gone. */
  accounts: number
  sampleAccounts: number
  changes: number
  files: number
  fileBytes: number
}

export interface Verification {
  changes: number
  rows: number
  files: number
  homes: { name: string; seq: number; hash: string }[]
  faultCount: number
  faults: string[]
}

function requireAdmin(actor: Actor): void {
  if (!actor.duties.includes('admin')) throw refusal('forbidden', '不能使用系统管理', ['需要“系统管理”权限'])
}

/** What an administrator sees of the installation, and the check of every chain. */
export function systemRoutes({ store }: Services): Hono<Env> {
  const app = new Hono<Env>()

  app.get('/system', async c => {
    requireAdmin(actorOf(c))
    const { rows } = await sql<Omit<SystemState, 'engine'>>`select
      (select count(*) from credential where not sample) as accounts,
      (select count(*) from credential where sample) as "sampleAccounts",
      (select count(*) from change) as changes,
      (select count(*) from file) as files,
      (select coalesce(sum(size), 0)::bigint from file) as "fileBytes"`.execute(store.db)
    return c.json({ engine: store.engine, ...rows[0]! } satisfies SystemState)
  })

  // It reads everything there is: whoever asks while one is under way gets the answer of that one.
  let underWay: ReturnType<typeof verifyStore> | null = null
  app.get('/system/verification', async c => {
    requireAdmin(actorOf(c))
    underWay ??= verifyStore(store, RECORDS).finally(() => {
      underWay = null
    })
    const v = await underWay
    return c.json({
      changes: v.changes,
      rows: v.rows,
      files: v.files,
      homes: v.homes.map(h => ({ name: h.name ?? h.home, seq: h.seq, hash: h.hash })),
      faultCount: v.faultCount,
      faults: v.faults.map(describeFault),
    } satisfies Verification)
  })
  return app
}
