import { createHash, hash } from 'node:crypto'
import { canonicalJson } from '@jingtu/core/record.ts'

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

/** What happened to one record within a change, as it stands in record_event. */
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
  digest: string
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

/** The digest of one event with its place in the chain; the stored bytes of the row are what is hashed. */
export const digestOfEvent = (e: Omit<EventRow, 'digest'>): string =>
  sha256(
    JSON.stringify([e.home, e.seq, e.ordinal, e.kind, e.record, e.version, e.action, e.fromState, e.toState, e.after]),
  )

/** Ordered digest of a change's events, fed one after the other because a bulk change has a hundred thousand. */
export function digestOfChange() {
  const all = createHash('sha256')
  return {
    add: (eventDigest: string): void => {
      all.update(`${eventDigest}\n`)
    },
    end: (): string => all.digest('hex'),
  }
}

/** The link of the chain: everything the change says, its events' digest and the hash before it. */
export const hashOfChange = (c: Omit<ChangeRow, 'hash'>): string =>
  sha256(
    canonicalJson({
      home: c.home,
      seq: c.seq,
      id: c.id,
      at: c.at,
      actor: c.actor,
      actorName: c.actorName,
      onBehalfOf: c.onBehalfOf,
      reason: c.reason,
      requestId: c.requestId,
      sourceFile: c.sourceFile,
      previousHash: c.previousHash,
      digest: c.digest,
    }),
  )
