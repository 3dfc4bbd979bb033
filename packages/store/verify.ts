import type { RecordKind } from '@jingtu/core/record.ts'
import { sql } from 'kysely'
import type { Store, Tx } from './open.ts'
import { REFERENCE_HOME } from './regions.ts'
import { compareBulk } from './verify/bulk.ts'
import { aboutEvent, EVENT_COLUMNS, judgeHead, type Walked, walkChain } from './verify/chain.ts'
import { type About, type Fault, Findings } from './verify/fault.ts'
import { compareFiles, compareLinks, compareRegions } from './verify/reference.ts'
import { compareRows } from './verify/rows.ts'

export interface Head {
  home: string
  /** Name of the region; null when the tree does not know it. */
  name: string | null
  seq: number
  hash: string
}

export interface Verification {
  /** The heads of all chains: printed on what leaves the house, they show later that nothing was rewritten. */
  homes: Head[]
  changes: number
  rows: number
  links: number
  files: number
  /** The first faults (a thousand by default); `faultCount` says how many there are. */
  faults: Fault[]
  faultCount: number
}

/**
 * Walks every chain and compares every row version, link, region and file with what the chain says of it. Reads one
 * consistent state in batches; changes nothing. On the embedded engine others wait meanwhile.
 *
 * What it cannot see: a history rewritten from some change on with all hashes made anew. Only heads noted elsewhere show that.
 */
export async function verifyStore(
  store: Store,
  records: readonly RecordKind[],
  options: { mostFaults?: number } = {},
): Promise<Verification> {
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => {
      await waitForTheWhole(tx)
      return verify(tx, records, options.mostFaults ?? 1000)
    })
}

/**
 * Who reads every table holds a lock on each of them and of their indexes until the end, thousands: a server as it is
 * installed has room for one or two such readers, so they take turns.
 */
export async function waitForTheWhole(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WHOLE_STORE})`.execute(tx)
}
const WHOLE_STORE = 4501_2027

async function verify(tx: Tx, records: readonly RecordKind[], mostFaults: number): Promise<Verification> {
  const kinds = new Map(records.map(kind => [kind.id, kind]))
  const names = await sql<{ id: string; name: string }>`select id, name from region`.execute(tx)
  const homeNames = new Map([[REFERENCE_HOME, '行政区划'], ...names.rows.map(r => [r.id, r.name] as const)])
  const findings = new Findings(kinds, homeNames, mostFaults)
  const heads = await sql<{ home: string; seq: string; hash: string }>`
    select home, seq::text as seq, hash from chain_head order by home`.execute(tx)
  const headOf = new Map(heads.rows.map(h => [h.home, h]))
  const homes: Head[] = []
  let changes = 0
  for (const home of await listHomes(tx)) {
    const walked = await walkChain(tx, home, kinds, findings)
    judgeHead(home, headOf.get(home), walked, await lastEvent(tx, home, walked), findings)
    homes.push({ home, name: findings.homeName(home), seq: walked.seq, hash: walked.hash })
    changes += walked.changes
  }
  let rows = 0
  for (const kind of records) rows += await compareRows(tx, kind, findings)
  rows += await compareBulk(tx, findings)
  const links = await compareLinks(tx, findings)
  await compareRegions(tx, findings)
  const files = await compareFiles(tx, findings)
  return { homes, changes, rows, links, files, faults: findings.faults, faultCount: findings.count }
}

/** Every home any table of the chain knows, found by hopping along the keys instead of reading the tables. */
async function listHomes(tx: Tx): Promise<string[]> {
  const homes = new Set<string>()
  for (const table of ['chain_head', 'change', 'record_event']) {
    let last: string | undefined
    for (;;) {
      const { rows } = await sql<{ home: string }>`select home from ${sql.table(table)}
        where ${last ? sql`home > ${last}::uuid` : sql`true`} order by home limit 1`.execute(tx)
      if (!rows[0]) break
      last = rows[0].home
      homes.add(last)
    }
  }
  return [...homes].sort()
}

/** What the last change was about, to name it when the head does not fit. */
async function lastEvent(tx: Tx, home: string, walked: Walked): Promise<About | undefined> {
  if (!Number.isSafeInteger(walked.seq)) return undefined
  const { rows } = await sql<Parameters<typeof aboutEvent>[0] & { at: string }>`select ${EVENT_COLUMNS}, c.at
    from record_event e join change c on c.home = e.home and c.seq = e.seq
    where e.home = ${home}::uuid and e.seq = ${walked.seq} order by e.ordinal limit 1`.execute(tx)
  return rows[0] && aboutEvent(rows[0], rows[0].at)
}
