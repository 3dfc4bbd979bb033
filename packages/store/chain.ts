import { newId } from '@jingtu/core/id.ts'
import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'
import type { ChangeContext } from './changes.ts'
import { type ChangeRow, digestOfChange, digestOfEvent, type EventRow, GENESIS, hashOfChange } from './digest.ts'
import { writeManyRows } from './many-rows.ts'
import type { Tx } from './open.ts'

/** An event before its place in the chain is known. */
export type PendingEvent = Omit<EventRow, 'home' | 'seq' | 'ordinal' | 'digest'>

/** Events travel as one JSON parameter up to here, so that it does not outgrow what the engine takes; more are written like many rows. */
const EVENTS_A_STATEMENT = 2000

/**
 * Extends the chains of all homes at once: their heads are locked in one order, so that two changes never wait for each
 * other, and as late as possible, so that others wait as little as possible.
 */
export async function extendChains(
  tx: Tx,
  context: ChangeContext,
  pending: ReadonlyMap<string, PendingEvent[]>,
  copies?: pg.PoolClient,
): Promise<void> {
  const homes = [...pending.keys()].sort()
  const heads = await lockHeads(tx, homes)
  const changes: ChangeRow[] = []
  // One after the other as they are written: digests are made while the database is busy with the events before them.
  function* place(): Generator<EventRow> {
    for (const home of homes) {
      const head = heads.get(home)!
      const seq = head.seq + 1
      const digest = digestOfChange()
      for (const [i, event] of pending.get(home)!.entries()) {
        const placed: EventRow = { ...event, home, seq, ordinal: i + 1, digest: '' }
        placed.digest = digestOfEvent(placed)
        digest.add(placed.digest)
        yield placed
      }
      const entry = {
        home,
        seq,
        id: newId(context.now.getTime()),
        at: context.now.toISOString(),
        actor: context.actor.id,
        actorName: context.actor.name,
        onBehalfOf: context.onBehalfOf ?? null,
        reason: context.reason ?? null,
        requestId: context.requestId,
        sourceFile: context.sourceFile ?? null,
        previousHash: head.hash,
        digest: digest.end(),
      }
      changes.push({ ...entry, hash: hashOfChange(entry) })
    }
  }
  const isMany = homes.reduce((n, home) => n + pending.get(home)!.length, 0) > EVENTS_A_STATEMENT
  if (isMany) await writeManyRows(tx, copies, 'record_event', EVENT_COLUMNS, place())
  const events = isMany ? [] : [...place()]
  await sql`with events as (${insertEvents(events)}), moved as (
      insert into change (home, seq, id, at, actor, actor_name, on_behalf_of, reason, request_id, source_file, previous_hash, digest, hash)
      select home, seq, id, at, actor, "actorName", "onBehalfOf", reason, "requestId", "sourceFile", "previousHash", digest, hash
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        as c(home uuid, seq bigint, id uuid, at timestamptz, actor uuid, "actorName" text, "onBehalfOf" uuid, reason text, "requestId" text,
          "sourceFile" text, "previousHash" text, digest text, hash text)
      returning home, seq, hash)
    update chain_head h set seq = moved.seq, hash = moved.hash from moved where h.home = moved.home`.execute(tx)
}

type Head = { home: string; seq: number; hash: string }

/**
 * Heads that are missing are made before any is locked: who held a locked head while making another could meet somebody
 * who holds the other and waits for the first.
 */
async function lockHeads(tx: Tx, homes: string[]): Promise<Map<string, Head>> {
  const lock = async () =>
    (
      await sql<Head>`select home, seq, hash from chain_head where home = any(${homes}::uuid[]) order by home for update`.execute(
        tx,
      )
    ).rows
  const count = async () =>
    (await sql`select 1 from chain_head where home = any(${homes}::uuid[])`.execute(tx)).rows.length
  let heads = homes.length === 1 || (await count()) === homes.length ? await lock() : []
  if (heads.length < homes.length) {
    await sql`insert into chain_head (home, seq, hash) select home, 0, ${GENESIS} from unnest(${homes}::uuid[]) as h(home)
      where not exists (select 1 from chain_head c where c.home = h.home) order by home on conflict (home) do nothing`.execute(
      tx,
    )
    heads = await lock()
  }
  return new Map(heads.map(head => [head.home, head]))
}

const EVENT_COLUMNS = [
  ['home', 'home', 'uuid'],
  ['seq', 'seq', 'bigint'],
  ['ordinal', 'ordinal', 'integer'],
  ['kind', 'kind', 'text'],
  ['record', 'record', 'uuid'],
  ['version', 'version', 'integer'],
  ['action', 'action', 'text'],
  ['fromState', 'from_state', 'text'],
  ['toState', 'to_state', 'text'],
  ['after', 'after', 'text'],
  ['digest', 'digest', 'text'],
].map(([key, column, type]) => ({ key: key!, column: column!, type: type! }))

const insertEvents = (events: EventRow[]): RawBuilder<unknown> => sql`
  insert into record_event (home, seq, ordinal, kind, record, version, action, from_state, to_state, after, digest)
  select home, seq, ordinal, kind, record, version, action, "fromState", "toState", after, digest
  from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
    as e(home uuid, seq bigint, ordinal int, kind text, record uuid, version int, action text, "fromState" text, "toState" text,
      after text, digest text)`
