import { newId } from '@jingtu/core/id.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { Refusal, problem } from '@jingtu/core/problem.ts'
import { canonicalRow, checkValues, completeValues, type RecordKind, type RowOf, type ValuesOf } from '@jingtu/core/record.ts'
import { sql } from 'kysely'
import { columnsOf, parameter, selection } from './columns.ts'
import { digestOfEvents, type EventRow, GENESIS, hashOfChange, sha256 } from './digest.ts'
import type { Db, Tx } from './open.ts'

export interface ChangeContext {
  actor: { id: string | null; name: string }
  onBehalfOf?: string | null
  reason?: string | null
  /** Sending the same request again changes nothing and gets the same answer. */
  requestId: string
  now: Date
  /** Hash of the file a bulk batch came from. */
  sourceFile?: string | null
}

export interface NewRow<K extends RecordKind> {
  id?: string
  home: string
  region: string
  state?: string
  /** The day from which it is true; today by default. */
  effective?: string
  values: Partial<ValuesOf<K>>
}

/**
 * One transaction: new versions of rows, their events, one change per home at the head of that home's chain, and the
 * answer kept under the request id. Either all of it is there afterwards or none.
 * @param content what was asked, so that a request id is never reused for something else
 * @throws Refusal when the work refuses; the transaction is then rolled back whole
 */
export async function change<T>(db: Db, context: ChangeContext, content: unknown, work: (c: Change) => Promise<T>): Promise<T> {
  const digest = sha256(JSON.stringify(content ?? null))
  return db.transaction().execute(async tx => {
    const fresh = await sql`insert into request (id, actor, digest, answer, at)
      values (${context.requestId}, ${context.actor.id}::uuid, ${digest}, 'null'::jsonb, ${context.now.toISOString()}::timestamptz)
      on conflict (id) do nothing returning id`.execute(tx)
    if (fresh.rows.length === 0) return repeated<T>(tx, context, digest)
    const c = new Change(tx, context)
    const value = await work(c)
    await c.seal()
    await sql`update request set answer = ${JSON.stringify(value ?? null)}::jsonb where id = ${context.requestId}`.execute(tx)
    return value
  })
}

async function repeated<T>(tx: Tx, context: ChangeContext, digest: string): Promise<T> {
  const { rows } = await sql<{ actor: string | null; digest: string; answer: T }>`
    select actor, digest, answer from request where id = ${context.requestId}`.execute(tx)
  const before = rows[0]
  if (!before || before.actor !== context.actor.id || before.digest !== digest) {
    throw new Refusal(problem('conflict', '请求编号已被使用', ['同一个请求编号不能用于不同的操作，请刷新页面后重试']))
  }
  return before.answer
}

export class Change {
  readonly tx: Tx
  readonly context: ChangeContext
  private readonly events = new Map<string, Omit<EventRow, 'home' | 'seq'>[]>()

  constructor(tx: Tx, context: ChangeContext) {
    this.tx = tx
    this.context = context
  }

  get now(): string { return this.context.now.toISOString() }
  get today(): string { return dayInShanghai(this.context.now) }

  async insert<K extends RecordKind>(kind: K, row: NewRow<K>, action = 'create'): Promise<RowOf<K>> {
    return (await this.insertMany(kind, [row], action))[0]!
  }

  /** @throws Refusal with all faults of all rows at once */
  async insertMany<K extends RecordKind>(kind: K, rows: NewRow<K>[], action = 'create'): Promise<RowOf<K>[]> {
    const reasons = rows.flatMap((row, i) => checkValues(kind, row.values as Record<string, unknown>)
      .map(r => (rows.length > 1 ? { ...r, where: `第${i + 1}条 ${r.where ?? ''}` } : r)))
    if (reasons.length > 0) throw new Refusal(problem('invalid', `${kind.name}有误`, reasons.slice(0, 50)))
    const full = rows.map(row => ({
      home: row.home, id: row.id ?? newId(this.context.now.getTime()), version: 1, region: row.region, state: row.state ?? kind.initial,
      effective: row.effective ?? this.today, since: this.now, until: null,
      ...completeValues(kind, row.values as Record<string, unknown>),
    }))
    await this.write(kind, full)
    for (const row of full) this.record(kind, row, action, null)
    return full as unknown as RowOf<K>[]
  }

  /**
   * Writes the next version of a row. `before` is the version the caller decided on; when somebody was faster the whole
   * change is refused.
   */
  async update<K extends RecordKind>(kind: K, before: RowOf<K>, next: { action: string; state?: string; effective?: string; region?: string; values?: Partial<ValuesOf<K>> }): Promise<RowOf<K>> {
    const old = before as unknown as Record<string, unknown>
    const values: Record<string, unknown> = {}
    for (const key of Object.keys(kind.fields)) values[key] = (next.values as Record<string, unknown> | undefined)?.[key] ?? old[key]
    for (const [key, value] of Object.entries(next.values ?? {})) values[key] = value
    const reasons = checkValues(kind, values)
    if (reasons.length > 0) throw new Refusal(problem('invalid', `${kind.name}有误`, reasons))
    const closed = await sql`update ${sql.table(kind.table)} set until = ${this.now}::timestamptz
      where home = ${old.home}::uuid and id = ${old.id}::uuid and version = ${old.version} and until is null`.execute(this.tx)
    if (Number(closed.numAffectedRows) !== 1) {
      throw new Refusal(problem('conflict', `${kind.name}已被他人修改`, ['您看到的内容已不是最新版本，请刷新后再操作']))
    }
    const row = {
      home: old.home, id: old.id, version: (old.version as number) + 1, region: next.region ?? old.region, state: next.state ?? old.state,
      effective: next.effective ?? this.today, since: this.now, until: null, ...completeValues(kind, values),
    }
    await this.write(kind, [row])
    this.record(kind, row, next.action, old.state as string)
    return row as unknown as RowOf<K>
  }

  /** The current version, locked against others until this change ends. */
  async find<K extends RecordKind>(kind: K, id: string): Promise<RowOf<K> | undefined> {
    const { rows } = await sql`select ${selection(kind)} from ${sql.table(kind.table)} where id = ${id}::uuid and until is null for update`.execute(this.tx)
    return rows[0] as RowOf<K> | undefined
  }

  async get<K extends RecordKind>(kind: K, id: string): Promise<RowOf<K>> {
    const row = await this.find(kind, id)
    if (!row) throw new Refusal(problem('not-found', `没有找到这条${kind.name}`))
    return row
  }

  async link(from: { kind: string; home: string; id: string }, relation: string, to: { kind: string; home: string; id: string }): Promise<void> {
    await sql`insert into link (home, from_kind, from_id, relation, to_kind, to_home, to_id, since_seq)
      values (${from.home}::uuid, ${from.kind}, ${from.id}::uuid, ${relation}, ${to.kind}, ${to.home}::uuid, ${to.id}::uuid, 0)
      on conflict do nothing`.execute(this.tx)
  }

  /** Extends the chains of all homes this change touched; heads are locked in one order so that two changes never wait for each other. */
  async seal(): Promise<void> {
    for (const home of [...this.events.keys()].sort()) {
      const events = this.events.get(home)!
      await sql`insert into chain_head (home, seq, hash) values (${home}::uuid, 0, ${GENESIS}) on conflict (home) do nothing`.execute(this.tx)
      const head = (await sql<{ seq: number; hash: string }>`select seq, hash from chain_head where home = ${home}::uuid for update`.execute(this.tx)).rows[0]!
      const entry = {
        home, seq: head.seq + 1, id: newId(this.context.now.getTime()), at: this.now, actor: this.context.actor.id, actorName: this.context.actor.name,
        onBehalfOf: this.context.onBehalfOf ?? null, reason: this.context.reason ?? null, requestId: this.context.requestId,
        sourceFile: this.context.sourceFile ?? null, previousHash: head.hash, digest: digestOfEvents(events),
      }
      const hash = hashOfChange(entry)
      await sql`insert into change (home, seq, id, at, actor, actor_name, on_behalf_of, reason, request_id, source_file, previous_hash, digest, hash)
        values (${home}::uuid, ${entry.seq}, ${entry.id}::uuid, ${entry.at}::timestamptz, ${entry.actor}::uuid, ${entry.actorName}, ${entry.onBehalfOf}::uuid,
          ${entry.reason}, ${entry.requestId}, ${entry.sourceFile}, ${entry.previousHash}, ${entry.digest}, ${hash})`.execute(this.tx)
      // One statement however many events: the rows travel as one JSON parameter.
      await sql`insert into record_event (home, seq, ordinal, kind, record, version, action, from_state, to_state, after)
        select ${home}::uuid, ${entry.seq}, e.ordinal, e.kind, e.record, e.version, e.action, e."fromState", e."toState", e.after
        from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
          as e(ordinal int, kind text, record uuid, version int, action text, "fromState" text, "toState" text, after text)`.execute(this.tx)
      await sql`update chain_head set seq = ${entry.seq}, hash = ${hash} where home = ${home}::uuid`.execute(this.tx)
    }
  }

  /** For the few things that are not record tables but must stand in the chain (the region tree). */
  note(home: string, event: { kind: string; record: string; version: number; action: string; toState: string; after: string }): void {
    const list = this.events.get(home) ?? []
    list.push({ ordinal: list.length + 1, fromState: null, ...event })
    this.events.set(home, list)
  }

  private record(kind: RecordKind, row: Record<string, unknown>, action: string, fromState: string | null): void {
    const home = row.home as string
    const list = this.events.get(home) ?? []
    list.push({
      ordinal: list.length + 1, kind: kind.id, record: row.id as string, version: row.version as number, action, fromState,
      toState: row.state as string, after: canonicalRow(kind, row),
    })
    this.events.set(home, list)
  }

  private async write(kind: RecordKind, rows: Record<string, unknown>[]): Promise<void> {
    const columns = columnsOf(kind)
    const perStatement = Math.max(1, Math.floor(30_000 / columns.length))
    for (let i = 0; i < rows.length; i += perStatement) {
      const part = rows.slice(i, i + perStatement)
      await sql`insert into ${sql.table(kind.table)} (${sql.join(columns.map(c => sql.id(c.column)))})
        values ${sql.join(part.map(row => sql`(${sql.join(columns.map(c => parameter(c.type, row[c.key])))})`))}`.execute(this.tx)
    }
  }
}
