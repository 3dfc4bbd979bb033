import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

/** Whether accounts of the sample city exist: then the server only serves this machine. */
export async function hasSample(db: Db | Tx): Promise<boolean> {
  return (await sql`select 1 from credential where sample limit 1`.execute(db)).rows.length > 0
}

/** @returns how many accounts there were; their sessions end too */
export async function deleteSampleCredentials(tx: Tx): Promise<number> {
  await sql`delete from session where person in (select person from credential where sample)`.execute(tx)
  return Number((await sql`delete from credential where sample`.execute(tx)).numAffectedRows ?? 0)
}
