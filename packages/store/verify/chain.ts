import type { RecordKind } from '@jingtu/core/record.ts'
import { sql } from 'kysely'
import { type ChangeRow, digestOfChange, digestOfEvent, type EventRow, GENESIS, hashOfChange } from '../digest.ts'
import type { Tx } from '../open.ts'
import { type About, type Findings, nameOf, parseAfter, show } from './fault.ts'
import { listLost } from './lost.ts'

const CHANGES_A_BATCH = 500
const EVENTS_A_BATCH = 1000

/** seq as text: an edited bigint may not fit a number, and must be reported, not thrown. */
type Stored<T extends { seq: number }> = Omit<T, 'seq'> & { seq: string }
type Event = Stored<EventRow>

export const EVENT_COLUMNS = sql`e.home, e.seq::text as seq, e.ordinal, e.kind, e.record, e.version, e.action,
  e.from_state as "fromState", e.to_state as "toState", e.after, e.digest`

export const isIntact = (e: Event): boolean => digestOfEvent({ ...e, seq: Number(e.seq) }) === e.digest

export const aboutEvent = (e: Event, at: string | null): About => ({
  home: e.home,
  kind: e.kind,
  record: e.record,
  name: nameOf(parseAfter(e.after)),
  version: e.version,
  at,
})

export interface Walked {
  seq: number
  hash: string
  changes: number
}

/** Walks one home's chain from its beginning: numbers, hashes, digests, and that every event still has its row. */
export async function walkChain(
  tx: Tx,
  home: string,
  kinds: ReadonlyMap<string, RecordKind>,
  findings: Findings,
): Promise<Walked> {
  const events = new EventStream(tx, home)
  const walked: Walked = { seq: 0, hash: GENESIS, changes: 0 }
  for await (const change of listChanges(tx, home)) {
    await judgeChange(tx, change, walked, events, kinds, findings)
    walked.seq = Number(change.seq)
    walked.hash = change.hash
    walked.changes++
  }
  await strayEvents(tx, events, null, kinds, findings)
  return walked
}

async function judgeChange(
  tx: Tx,
  change: Stored<ChangeRow>,
  before: Walked,
  events: EventStream,
  kinds: ReadonlyMap<string, RecordKind>,
  findings: Findings,
): Promise<void> {
  await strayEvents(tx, events, BigInt(change.seq), kinds, findings)
  const seen = new Seen()
  const digest = digestOfChange()
  for (;;) {
    const batch = await events.take(BigInt(change.seq))
    if (batch.length === 0) break
    for (const event of batch) {
      digest.add(event.digest)
      seen.add(event)
      if (!isIntact(event))
        findings.add(aboutEvent(event, change.at), `变更事件的内容与其摘要不符，事件被改动过${otherId(event)}`)
      if (event.ordinal !== seen.count)
        findings.add(aboutEvent(event, change.at), `变更事件的序号应为 ${seen.count}，现为 ${event.ordinal}`)
    }
    await judgeLost(tx, batch, change.at, kinds, findings)
  }
  const about = seen.about(change)
  const number = Number(change.seq)
  if (number !== before.seq + 1)
    findings.add(
      about,
      `变更链断开：第${before.seq}次变更之后应为第${before.seq + 1}次，现为第${change.seq}次${seen.words()}`,
    )
  if (change.previousHash !== before.hash)
    findings.add(about, `第${change.seq}次变更所记的上一次校验值与上一次变更不符${seen.words()}`)
  if (change.digest !== digest.end())
    findings.add(about, `第${change.seq}次变更的事件摘要不符，事件有增、删或改${seen.words()}`)
  if (hashOfChange({ ...change, seq: number }) !== change.hash)
    findings.add(
      about,
      `第${change.seq}次变更的校验值不符，变更本身（时间、操作人、原因、请求编号等）被改动过${seen.words()}`,
    )
}

/** Which records a change touched, for naming it: all that people can read, not all of a bulk batch. */
class Seen {
  count = 0
  private readonly first: Event[] = []

  add(event: Event): void {
    this.count++
    if (this.first.length < 5) this.first.push(event)
  }

  about(change: Stored<ChangeRow>): About {
    const event = this.first[0]
    return event
      ? aboutEvent(event, change.at)
      : { home: change.home, kind: 'change', record: null, name: null, version: null, at: change.at }
  }

  words(): string {
    if (this.count < 2) return ''
    const names = this.first.map(e => nameOf(parseAfter(e.after)) ?? e.record)
    return `（涉及 ${names.map(n => `“${n}”`).join('、')}${this.count > names.length ? `等共 ${this.count} 条` : ''}）`
  }
}

/** The record the text of an event speaks of, where its own column says another. */
function otherId(event: Event): string {
  const values = parseAfter(event.after)
  const id = values?.id ?? values?.fromId
  return id === undefined || id === event.record ? '' : `；登记文本中的编号为 ${show(id)}`
}

async function judgeLost(
  tx: Tx,
  batch: Event[],
  at: string | null,
  kinds: ReadonlyMap<string, RecordKind>,
  findings: Findings,
): Promise<void> {
  for (const { event, what } of await listLost(tx, batch, kinds)) findings.add(aboutEvent(event, at), what)
}

/** Events before `seq` (all that are left when null) that no change claims. */
async function strayEvents(
  tx: Tx,
  events: EventStream,
  seq: bigint | null,
  kinds: ReadonlyMap<string, RecordKind>,
  findings: Findings,
): Promise<void> {
  for (;;) {
    const batch = await events.takeBefore(seq)
    if (batch.length === 0) return
    for (const event of batch) findings.add(aboutEvent(event, null), `变更事件所属的第${event.seq}次变更不存在`)
    await judgeLost(tx, batch, null, kinds, findings)
  }
}

async function* listChanges(tx: Tx, home: string): AsyncGenerator<Stored<ChangeRow>> {
  let last = '-9223372036854775808'
  for (;;) {
    const { rows } = await sql<Stored<ChangeRow>>`
      select home, seq::text as seq, id, at, actor, actor_name as "actorName", on_behalf_of as "onBehalfOf", reason,
        request_id as "requestId", source_file as "sourceFile", previous_hash as "previousHash", digest, hash
      from change where home = ${home}::uuid and seq > ${last}::bigint order by change.seq limit ${CHANGES_A_BATCH}`.execute(
      tx,
    )
    yield* rows
    if (rows.length < CHANGES_A_BATCH) return
    last = rows.at(-1)!.seq
  }
}

/** The events of a home in their order, read in batches and handed out change by change. */
class EventStream {
  private readonly tx: Tx
  private readonly home: string
  private buffer: Event[] = []
  private last: [string, number] = ['-9223372036854775808', 0]
  private isEnd = false

  constructor(tx: Tx, home: string) {
    this.tx = tx
    this.home = home
  }

  /** Some of the next events of this change; none when there are no more. */
  take(seq: bigint): Promise<Event[]> {
    return this.takeWhile(e => BigInt(e.seq) === seq)
  }

  takeBefore(seq: bigint | null): Promise<Event[]> {
    return this.takeWhile(e => seq === null || BigInt(e.seq) < seq)
  }

  private async takeWhile(fits: (e: Event) => boolean): Promise<Event[]> {
    if (this.buffer.length === 0) await this.read()
    const end = this.buffer.findIndex(e => !fits(e))
    return this.buffer.splice(0, end === -1 ? this.buffer.length : end)
  }

  private async read(): Promise<void> {
    if (this.isEnd) return
    const { rows } = await sql<Event>`select ${EVENT_COLUMNS} from record_event e
      where home = ${this.home}::uuid and (seq, ordinal) > (${this.last[0]}::bigint, ${this.last[1]}::int)
      order by e.seq, e.ordinal limit ${EVENTS_A_BATCH}`.execute(this.tx)
    this.isEnd = rows.length < EVENTS_A_BATCH
    this.buffer = rows
    const last = rows.at(-1)
    if (last) this.last = [last.seq, last.ordinal]
  }
}

/** Compares the head with the last change that was walked. */
export function judgeHead(
  home: string,
  head: { seq: string; hash: string } | undefined,
  walked: Walked,
  last: About | undefined,
  findings: Findings,
): void {
  const about = last ?? { home, kind: 'change', record: null, name: null, version: null, at: null }
  if (!head) {
    if (walked.changes > 0) findings.add(about, '变更链没有链首记录（chain_head）')
    return
  }
  if (Number(head.seq) !== walked.seq)
    findings.add(about, `链首记为第${head.seq}次变更，链上最后一次是第${walked.seq}次`)
  if (head.hash !== walked.hash)
    findings.add(about, `链首校验值 ${show(head.hash)} 与最后一次变更的 ${show(walked.hash)} 不符`)
}
