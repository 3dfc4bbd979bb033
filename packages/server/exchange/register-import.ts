import type { Actor } from '@jingtu/core/access.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { effectsOf } from '../effects/effects.ts'
import { refusal } from '../problems.ts'
import { asFields, localFieldsWithin } from '../registers/local-fields.ts'
import { assertInReach } from '../registers/placing.ts'
import type { Row } from '../registers/rights.ts'
import { restoreAll } from '../registers/undo.ts'
import { type ImportPlan, type PlannedRow, planImport } from './plan-import.ts'
import { readRegisterFile } from './read-register-file.ts'

/** Reads a file and says what it would do. Nothing is written, nor is the file kept. */
export async function previewImport(
  db: Db | Tx,
  actor: Actor,
  kind: Register,
  bytes: Uint8Array,
  now: Date,
): Promise<ImportPlan> {
  const today = dayInShanghai(now)
  const local = await localFieldsWithin(db, kind.id, actor.region, today)
  const file = await readRegisterFile(db, actor, kind, asFields(local), bytes)
  return planImport(db, { kind, actor, local, today }, file)
}

export interface Imported {
  created: number
  corrected: number
  /** Later states of rows that were in the file several times. */
  versions: number
  same: number
  /** Left out because of faults, where that was allowed. */
  left: number
  request: string
}

/**
 * Carries a file out as one change that names the file by its hash: all rows, or none.
 * @param options.partial leaves out the rows with faults instead of refusing all
 * @throws Refusal with every fault, each with sheet, row and column
 */
export async function carryOutImport(
  change: Change,
  actor: Actor,
  kind: Register,
  bytes: Uint8Array,
  options: { partial: boolean },
): Promise<Imported> {
  const plan = await previewImport(change.tx, actor, kind, bytes, change.context.now)
  const faults = [...plan.findings, ...plan.rows.flatMap(r => r.findings)].filter(f => f.grade === 'error')
  const heads = plan.findings.some(f => f.grade === 'error')
  if (faults.length > 0 && (heads || !options.partial))
    throw refusal(
      'invalid',
      `有 ${faults.length} 处错误，没有导入`,
      faults.slice(0, 200).map(f => ({ message: f.message, where: `${f.sheet} ${f.cell ?? `第${f.row}行`}` })),
    )
  if (plan.backdated && !change.context.reason?.trim())
    throw refusal('invalid', '没有导入', [{ where: 'reason', message: '文件中有早于今天生效的行（补录），须填写理由' }])
  const newest = new Map<number, Row>()
  const written: { before: Row | null; after: Row }[] = []
  const create = plan.rows.filter(r => r.action === 'create')
  const made = (await change.insertMany(
    kind,
    create.map(r => ({
      home: r.place!.home,
      region: r.place!.region,
      state: r.state,
      effective: r.effective,
      values: r.values as never,
    })),
    'import',
  )) as unknown as Row[]
  for (const [i, after] of made.entries()) {
    newest.set(create[i]!.line, after)
    written.push({ before: null, after })
  }
  const correct = plan.rows.filter(r => r.action === 'correct')
  written.push(...(await nextVersions(change, kind, correct, r => r.before!, newest)))
  // Rows that stand in the file for several days: one wave for each further day.
  let left = plan.rows.filter(r => r.action === 'version').sort((a, b) => (a.effective < b.effective ? -1 : 1))
  let versions = 0
  while (left.length > 0) {
    const wave = left.filter(r => newest.has(r.continues!))
    if (wave.length === 0) break
    written.push(...(await nextVersions(change, kind, wave, r => newest.get(r.continues!)!, newest)))
    versions += wave.length
    const done = new Set(wave)
    left = left.filter(r => !done.has(r))
  }
  const rows = [...new Map(written.map(w => [w.after.id, w.after])).values()]
  await assertInReach(change, actor, kind, rows)
  const { after, afterAll } = effectsOf(kind)
  if (after) for (const w of written) await after(change, { action: 'import', ...w, actor })
  await afterAll?.(change, rows)
  return {
    created: create.length,
    corrected: correct.length,
    versions,
    same: plan.counts.same,
    left: plan.rows.filter(r => r.action === 'none').length + left.length,
    request: change.context.requestId,
  }
}

async function nextVersions(
  change: Change,
  kind: Register,
  rows: readonly PlannedRow[],
  beforeOf: (row: PlannedRow) => Row,
  newest: Map<number, Row>,
): Promise<{ before: Row; after: Row }[]> {
  if (rows.length === 0) return []
  const befores = rows.map(beforeOf)
  const updated = (await change.updateMany(
    kind,
    rows.map((r, i) => ({
      before: befores[i] as unknown as RowOf<Register>,
      next: { action: 'import', state: r.state, effective: r.effective, values: r.values as never },
    })),
  )) as unknown as Row[]
  for (const [i, row] of updated.entries()) newest.set(rows[i]!.line, row)
  return updated.map((after, i) => ({ before: befores[i]!, after }))
}

export interface PastImport {
  request: string
  at: string
  actorName: string
  sourceFile: string | null
  reason: string | null
  rows: number
}

/** Imports of a register within a region, newest first. */
export async function listImports(db: Db, actor: Actor, kind: Register): Promise<PastImport[]> {
  const { rows } = await sql<PastImport>`
    select c.request_id as request, min(c.at) as at, min(c.actor_name) as "actorName", min(c.source_file) as "sourceFile",
      min(c.reason) as reason, count(*) as rows
    from change c join record_event e on e.home = c.home and e.seq = c.seq and e.kind = ${kind.id} and e.action = 'import'
    where c.source_file is not null and (c.actor = ${actor.person}::uuid
      or (${actor.party === null} and c.home in (select id from region where path like ${`${actor.region}%`})))
    group by c.request_id order by 2 desc limit 100`.execute(db)
  return rows
}

/** Takes a whole import back, as long as nobody has touched one of its rows since. */
export async function rollBackImport(
  change: Change,
  actor: Actor,
  kind: Register,
  request: string,
): Promise<{ rows: number }> {
  const { rows } = await sql<{
    id: string
    home: string
    first: number
    last: number
    actor: string | null
  }>`
    select e.record as id, e.home, min(e.version) as first, max(e.version) as last, min(c.actor::text) as actor
    from change c join record_event e on e.home = c.home and e.seq = c.seq
    where c.request_id = ${request} and e.kind = ${kind.id} group by e.record, e.home
    having bool_or(e.action = 'import')`.execute(change.tx)
  if (rows.length === 0) throw refusal('not-found', '没有找到这次导入')
  if (rows.some(r => r.actor !== actor.person)) throw refusal('forbidden', '不能撤销这次导入', ['只有导入的人可以撤销'])
  const ids = rows.map(r => r.id)
  const standing = (await listRecords(change.tx, kind, sql`id = any(${ids}::uuid[])`)) as unknown as Row[]
  const now = new Map(standing.map(row => [row.id, row]))
  const touched = rows.filter(r => now.get(r.id)?.version !== r.last)
  if (touched.length > 0)
    throw refusal('conflict', '不能撤销这次导入', [`其中 ${touched.length} 条之后又有变更，请逐条处理`])
  // All at once; who changes one of them from here on makes the whole a conflict.
  await restoreAll(
    change,
    kind,
    rows.map(r => ({ row: now.get(r.id)!, version: r.first - 1 })),
  )
  return { rows: rows.length }
}
