import { isId, newId } from '@jingtu/core/id.ts'
import { dayInShanghai, isDay } from '@jingtu/core/period.ts'
import { problem, type Reason, Refusal } from '@jingtu/core/problem.ts'
import {
  canonicalJson,
  canonicalRow,
  checkRules,
  checkValues,
  completeValues,
  type RecordKind,
  type RowOf,
  type ValuesOf,
} from '@jingtu/core/record.ts'
import { sql } from 'kysely'
import type pg from 'pg'
import { extendChains, type PendingEvent } from './chain.ts'
import { columnsOf, parameter, selection } from './columns.ts'
import { holdConnection, insideChange } from './connection.ts'
import { sha256 } from './digest.ts'
import { MANY, writeManyRows } from './many-rows.ts'
import type { Db, Tx } from './open.ts'
import { normaliseValues, unstorable } from './storable.ts'

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

/** What the next version changes; a value that is left out or undefined stays, null empties it. */
export interface NextVersion<K extends RecordKind> {
  action: string
  state?: string
  effective?: string
  region?: string
  values?: Partial<ValuesOf<K>>
}

/** A record as the end of a link. */
export interface LinkEnd {
  kind: string
  home: string
  id: string
}

type Row = Record<string, unknown>

const DEADLOCK = '40P01'

/**
 * One transaction: new versions of rows, their events, one change per home at the head of that home's chain, and the
 * answer kept under the request id. Either all of it is there afterwards or none.
 * @param content what was asked, so that a request id is never reused for something else
 * @param work may only read and write through the change (`c.tx`); using `db` inside throws
 * @throws Refusal when the work refuses; the transaction is then rolled back whole
 */
export async function change<T>(
  db: Db,
  context: ChangeContext,
  content: unknown,
  work: (c: Change) => Promise<T>,
): Promise<T> {
  const digest = sha256(JSON.stringify(content ?? null))
  const slot: { client?: pg.PoolClient } = {}
  const transaction = (): Promise<T> =>
    db.transaction().execute(tx =>
      insideChange(async () => {
        const fresh = await sql`insert into request (id, actor, digest, answer, at)
          values (${context.requestId}, ${context.actor.id}::uuid, ${digest}, 'null'::jsonb, ${context.now.toISOString()}::timestamptz)
          on conflict (id) do nothing returning id`.execute(tx)
        if (fresh.rows.length === 0) return repeated<T>(tx, context, digest)
        const c = new Change(tx, context, slot.client)
        const value = await work(c)
        if (value !== null && value !== undefined)
          await sql`update request set answer = ${JSON.stringify(value)}::jsonb where id = ${context.requestId}`.execute(
            tx,
          )
        await c.seal()
        return value
      }),
    )
  try {
    return await holdConnection(slot, transaction)
  } catch (error) {
    if ((error as { code?: string }).code !== DEADLOCK) throw error
    throw new Refusal(
      problem('conflict', '同时有其他操作在修改这些记录', ['本次操作没有生效，请稍后用同样的内容再试一次']),
    )
  }
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
  /** The connection of `tx` where the engine takes COPY … FROM STDIN; only what writes many rows uses it. */
  readonly copies: pg.PoolClient | undefined
  private readonly events = new Map<string, PendingEvent[]>()
  private readonly linked: { home: string; id: string }[] = []

  constructor(tx: Tx, context: ChangeContext, copies?: pg.PoolClient) {
    this.tx = tx
    this.context = context
    this.copies = copies
  }

  get now(): string {
    return this.context.now.toISOString()
  }
  get today(): string {
    return dayInShanghai(this.context.now)
  }

  async insert<K extends RecordKind>(kind: K, row: NewRow<K>, action = 'create'): Promise<RowOf<K>> {
    return (await this.insertMany(kind, [row], action))[0]!
  }

  /** @throws Refusal with the faults of all rows at once (the first fifty) */
  async insertMany<K extends RecordKind>(kind: K, rows: NewRow<K>[], action = 'create'): Promise<RowOf<K>[]> {
    const full = rows.map(row => ({
      home: row.home,
      id: row.id ?? newId(this.context.now.getTime()),
      version: 1,
      region: row.region,
      state: row.state ?? kind.initial,
      effective: row.effective ?? this.today,
      since: this.now,
      until: null,
      ...normaliseValues(kind, completeValues(kind, row.values as Row)),
    }))
    refuseFaults(
      kind,
      full,
      rows.map(row => row.values as Row),
      this.today,
    )
    await this.write(kind, full, row => this.record(kind, row, action, null))
    return full as unknown as RowOf<K>[]
  }

  /**
   * Writes the next version of a row. `before` is the version the caller decided on; when somebody was faster the whole
   * change is refused.
   */
  async update<K extends RecordKind>(kind: K, before: RowOf<K>, next: NextVersion<K>): Promise<RowOf<K>> {
    return (await this.updateMany(kind, [{ before, next }]))[0]!
  }

  /**
   * The next versions of many rows, each row once; all of them or none.
   * @param options.carried values only move along (a reform of regions) and are neither judged nor worked out anew by today's rules
   */
  async updateMany<K extends RecordKind>(
    kind: K,
    moves: { before: RowOf<K>; next: NextVersion<K> }[],
    options: { carried?: boolean } = {},
  ): Promise<RowOf<K>[]> {
    const given: Row[] = []
    const full = moves.map(({ before, next }) => {
      const old = before as unknown as Row & { since: string }
      const values: Row = {}
      for (const key of Object.keys(kind.fields)) values[key] = old[key]
      for (const [key, value] of Object.entries(next.values ?? {})) if (value !== undefined) values[key] = value
      given.push(values)
      return {
        home: old.home,
        id: old.id,
        version: (old.version as number) + 1,
        region: next.region ?? old.region,
        state: next.state ?? old.state,
        effective: next.effective ?? this.today,
        // A clock behind the one that wrote the last version must not make two versions true at once.
        since: later(old.since, this.now),
        until: null,
        ...normaliseValues(kind, completeValues(kind, values)),
      }
    })
    if (!options.carried) refuseFaults(kind, full, given, this.today)
    if (full.length === 0) return []
    const column = (key: string): unknown[] => full.map(row => (row as Row)[key])
    const closed = await sql`update ${sql.table(kind.table)} t set until = n.since, effective_until = n.effective
      from unnest(${column('home')}::uuid[], ${column('id')}::uuid[], ${column('version')}::int[], ${column('since')}::timestamptz[],
          ${column('effective')}::date[]) as n(home, id, version, since, effective)
      where t.home = n.home and t.id = n.id and t.version = n.version - 1 and t.until is null`.execute(this.tx)
    if (Number(closed.numAffectedRows) !== full.length) {
      throw new Refusal(problem('conflict', `${kind.name}已被他人修改`, ['您看到的内容已不是最新版本，请刷新后再操作']))
    }
    await this.shorten(
      kind,
      full.filter((row, i) => row.effective < (moves[i]!.before as unknown as { effective: string }).effective),
    )
    await this.write(kind, full, (row, i) =>
      this.record(kind, row, moves[i]!.next.action, (moves[i]!.before as unknown as Row).state as string),
    )
    return full as unknown as RowOf<K>[]
  }

  /** The current version, locked against others until this change ends. */
  async find<K extends RecordKind>(kind: K, id: string): Promise<RowOf<K> | undefined> {
    if (!isId(id)) return undefined
    const current = sql`from ${sql.table(kind.table)} where id = ${id}::uuid and until is null`
    for (;;) {
      const { rows } = await sql`select ${selection(kind)} ${current} for update`.execute(this.tx)
      if (rows[0]) return rows[0] as RowOf<K>
      // Waiting for somebody's change ends with the version we waited for closed and the new one unseen: look again.
      const there = await sql`select 1 ${current}`.execute(this.tx)
      if (there.rows.length === 0) return undefined
    }
  }

  async get<K extends RecordKind>(kind: K, id: string): Promise<RowOf<K>> {
    const row = await this.find(kind, id)
    if (!row) throw new Refusal(problem('not-found', `没有找到这条${kind.name}`))
    return row
  }

  /** Joins two records, perhaps of two homes; the link stands in the chain of `from`. Linking again changes nothing. */
  async link(from: LinkEnd, relation: string, to: LinkEnd): Promise<void> {
    const fresh = await sql`insert into link (home, from_kind, from_id, relation, to_kind, to_home, to_id, since_seq)
      values (${from.home}::uuid, ${from.kind}, ${from.id}::uuid, ${relation}, ${to.kind}, ${to.home}::uuid, ${to.id}::uuid, 0)
      on conflict do nothing returning home`.execute(this.tx)
    if (fresh.rows.length === 0) return
    this.linked.push({ home: from.home, id: from.id })
    const after = canonicalLink({
      home: from.home,
      fromKind: from.kind,
      fromId: from.id,
      relation,
      toKind: to.kind,
      toHome: to.home,
      toId: to.id,
    })
    this.note(from.home, { kind: 'link', record: from.id, version: 0, action: 'link', toState: 'linked', after })
  }

  /** For the few things that are not record tables but must stand in the chain (the region tree, links). */
  note(home: string, event: Omit<PendingEvent, 'fromState'>): void {
    this.append(home, { fromState: null, ...event })
  }

  /** Extends the chains of all homes this change touched; the last thing before commit. */
  async seal(): Promise<void> {
    if (this.events.size === 0) return
    await extendChains(this.tx, this.context, this.events, this.copies)
    // Only this transaction sees links that do not know their place yet.
    if (this.linked.length > 0)
      await sql`update link l set since_seq = h.seq
        from chain_head h, unnest(${this.linked.map(l => l.home)}::uuid[], ${this.linked.map(l => l.id)}::uuid[]) as n(home, id)
        where h.home = n.home and l.home = n.home and l.from_id = n.id and l.since_seq = 0`.execute(this.tx)
  }

  /** A version dated before the one it replaces (an undo) also cuts short what held before that. */
  private async shorten(kind: RecordKind, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return
    await sql`update ${sql.table(kind.table)} t set effective_until = n.effective
      from unnest(${rows.map(r => r.home)}::uuid[], ${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.effective)}::date[]) as n(home, id, effective)
      where t.home = n.home and t.id = n.id and t.effective_until > n.effective`.execute(this.tx)
  }

  private record(kind: RecordKind, row: Row, action: string, fromState: string | null): void {
    this.append(row.home as string, {
      kind: kind.id,
      record: row.id as string,
      version: row.version as number,
      action,
      fromState,
      toState: row.state as string,
      after: canonicalRow(kind, row),
    })
  }

  private append(home: string, event: PendingEvent): void {
    const list = this.events.get(home)
    if (list) list.push(event)
    else this.events.set(home, [event])
  }

  /** @param note the event of each row, made while the database is still busy with the rows before it */
  private async write(kind: RecordKind, rows: Row[], note: (row: Row, i: number) => void): Promise<void> {
    const columns = columnsOf(kind)
    if (rows.length > MANY) {
      const noted = function* () {
        for (const [i, row] of rows.entries()) {
          note(row, i)
          yield row
        }
      }
      return writeManyRows(this.tx, this.copies, kind.table, columns, noted())
    }
    const perStatement = Math.max(1, Math.floor(30_000 / columns.length))
    for (let i = 0; i < rows.length; i += perStatement) {
      const part = rows.slice(i, i + perStatement)
      await sql`insert into ${sql.table(kind.table)} (${sql.join(columns.map(c => sql.id(c.column)))})
        values ${sql.join(part.map(row => sql`(${sql.join(columns.map(c => parameter(c.type, row[c.key])))})`))}`.execute(
        this.tx,
      )
    }
    for (const [i, row] of rows.entries()) note(row, i)
  }
}

const later = (a: string, b: string): string => [a, b].sort()[1]!

/** What the event of a link stores and `verify` compares. */
export const canonicalLink = (link: {
  home: string
  fromKind: string
  fromId: string
  relation: string
  toKind: string
  toHome: string
  toId: string
}): string => canonicalJson(link)

/** Completes the rows by what their declaration derives. @throws Refusal with the faults of all rows (the first fifty) */
function refuseFaults(kind: RecordKind, rows: Row[], given: Row[], today: string): void {
  const reasons: Reason[] = []
  for (const [i, row] of rows.entries()) {
    const own = [...checkValues(kind, given[i]!, today), ...unstorable(kind, row)]
    if (!isDay(row.effective))
      own.push({
        where: 'effective',
        message: `生效日期应为日期，例如 2026-03-25，现为“${String(row.effective).slice(0, 40)}”`,
      })
    if (!Object.hasOwn(kind.states, String(row.state)))
      own.push({ where: 'state', message: `${kind.name}没有“${String(row.state)}”这个状态` })
    // What is worked out of sound values, and what only the whole row can tell.
    if (own.length === 0 && kind.rules) {
      Object.assign(row, normaliseValues(kind, { ...kind.rules.derive(row) }))
      own.push(...checkRules(kind, row))
    }
    for (const reason of own)
      reasons.push(rows.length > 1 ? { ...reason, where: `第${i + 1}条 ${reason.where ?? ''}` } : reason)
    if (reasons.length >= 50) break
  }
  if (reasons.length > 0) throw new Refusal(problem('invalid', `${kind.name}有误`, reasons.slice(0, 50)))
}
