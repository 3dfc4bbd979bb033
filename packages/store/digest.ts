import { createHash } from 'node:crypto'
import { canonicalJson } from '@jingtu/core/record.ts'

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

export interface EventRow {
  home: string
  seq: number
  ordinal: number
  kind: string
  record: string
  version: number
  action: string
  fromState: string | null
  toState: string
  after: string
}

export interface ChangeRow {
  home: string
  seq: number
  id: string
  at: string
  actor: string | null
  actorName: string
  onBehalfOf: string | null
  reason: string | null
  requestId: string
  sourceFile: string | null
  previousHash: string
  digest: string
  hash: string
}

export const GENESIS = '0'.repeat(64)

/** Ordered digest of a change's events; the stored bytes of each row are what is hashed. */
export function digestOfEvents(events: Iterable<Omit<EventRow, 'home' | 'seq'>>): string {
  const hash = createHash('sha256')
  for (const e of events) {
    hash.update([e.ordinal, e.kind, e.record, e.version, e.action, e.fromState ?? '', e.toState, e.after].join('\t'))
    hash.update('\n')
  }
  return hash.digest('hex')
}

/** The link of the chain: everything the change says, its events' digest and the hash before it. */
export const hashOfChange = (c: Omit<ChangeRow, 'hash'>): string =>
  sha256(canonicalJson({
    home: c.home, seq: c.seq, id: c.id, at: c.at, actor: c.actor, actorName: c.actorName, onBehalfOf: c.onBehalfOf, reason: c.reason,
    requestId: c.requestId, sourceFile: c.sourceFile, previousHash: c.previousHash, digest: c.digest,
  }))
