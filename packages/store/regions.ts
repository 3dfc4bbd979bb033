import { isId, newId } from '@jingtu/core/id.ts'
import { type Day, isDay } from '@jingtu/core/period.ts'
import { problem, type Reason, Refusal } from '@jingtu/core/problem.ts'
import { canonicalJson, type RecordKind, type RowOf } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Change } from './changes.ts'
import { selection } from './columns.ts'
import type { Db, Tx } from './open.ts'

/** Reference data belongs to no county: its changes stand in a chain of their own. */
export const REFERENCE_HOME = '00000000-0000-0000-0000-000000000000'

/** What a node was, kept as a dated row beside the place that goes on under its id; not a place of its own. */
const DESIGNATION = 'designation'
const MOVE_BATCH = 500

export const REGION_COLUMNS: RawBuilder<RegionNode> = sql`id, parent, code, name, level, kind, path,
  valid_from as "from", valid_until as "until", successor`

/** What the event of a node stores: the node, and the day from which this version of it holds (null: always). */
export const canonicalRegion = (node: RegionNode, effective: Day | null): string =>
  canonicalJson({ ...pick(node), effective })

const pick = (n: RegionNode): RegionNode => ({
  id: n.id,
  parent: n.parent,
  code: n.code,
  name: n.name,
  level: n.level,
  kind: n.kind,
  path: n.path,
  from: n.from,
  until: n.until,
  successor: n.successor,
})

/**
 * Adds the nodes that are not there yet; loading the same list again changes nothing.
 * @throws Refusal naming every node that cannot stand in the tree or is known differently
 */
export async function loadRegions(c: Change, nodes: readonly RegionNode[]): Promise<{ added: number }> {
  await lockTree(c)
  const known = new Map((await listAll(c.tx)).map(n => [n.id, n]))
  const fresh = nodes.filter(n => !known.has(n.id)).map(pick)
  const reasons = [...treeFaults(known, fresh)]
  for (const node of nodes) {
    const before = known.get(node.id)
    if (before && canonicalJson(pick(before)) !== canonicalJson(pick(node)))
      reasons.push({
        where: label(node),
        message: `已登记为“${label(before)}”，内容不同；改名、改代码请用区划变更，不要重新导入`,
      })
  }
  if (reasons.length > 0) throw new Refusal(problem('invalid', '行政区划有误', reasons.slice(0, 50)))
  if (fresh.length === 0) return { added: 0 }
  await insertNodes(c, fresh)
  await noteNodes(c, fresh, 'create', null)
  return { added: fresh.length }
}

/** Adds one node, for example a development zone without a code. */
export async function addRegion(c: Change, node: RegionNode): Promise<void> {
  const { added } = await loadRegions(c, [node])
  if (added === 0) throw new Refusal(problem('conflict', `“${label(node)}”已经在行政区划中`))
}

/**
 * The same place under another name or code, as 横县 450127 became 横州市 450181: the node keeps its id, its former
 * designation stays as an ended row whose successor it is, and the paths of everything below it, and the rows that lie
 * there, move along as new versions.
 * @returns how many rows moved
 */
export async function renameRegion(
  c: Change,
  id: string,
  next: { name?: string; code?: string; effective: Day },
  records: readonly RecordKind[],
): Promise<{ node: RegionNode; moved: number }> {
  await lockTree(c)
  const before = await getLiving(c, id)
  refuseDay(next.effective)
  if (before.from && next.effective < before.from)
    throw new Refusal(problem('invalid', `变更日期早于“${label(before)}”的启用日期 ${before.from}`))
  const path = next.code ? before.path.replace(/[^/]+\/$/, `${next.code}/`) : before.path
  const node = {
    ...before,
    name: next.name ?? before.name,
    code: next.code ?? before.code,
    path,
    from: next.effective,
  }
  if (node.name === before.name && node.code === before.code)
    throw new Refusal(problem('invalid', '新的名称和代码与原来相同，没有可变更的内容'))
  await refuseTakenPaths(c, before.path, path, 'itself too')
  const former = { ...before, id: newId(c.context.now.getTime()), until: next.effective, successor: id }
  await insertNodes(c, [former])
  await noteNodes(c, [former], DESIGNATION, null)
  await updateNode(c, node)
  await noteNodes(c, [node], 'rename', next.effective)
  const moved = await movePaths(c, before.path, path, next.effective, records)
  return { node, moved }
}

/**
 * A place that ends and becomes part of another: it is closed with its successor named, and everything below it, and the
 * rows that lie there, move under the successor. Homes stay as they are.
 */
export async function succeedRegion(
  c: Change,
  id: string,
  into: string,
  effective: Day,
  records: readonly RecordKind[],
): Promise<{ moved: number }> {
  await lockTree(c)
  const before = await getLiving(c, id)
  const successor = await getLiving(c, into)
  refuseDay(effective)
  if (successor.path.startsWith(before.path))
    throw new Refusal(problem('invalid', `“${label(successor)}”就在“${label(before)}”之内，不能承接它`))
  await refuseTakenPaths(c, before.path, successor.path, 'below')
  const ended = { ...before, until: effective, successor: into }
  await updateNode(c, ended)
  await noteNodes(c, [ended], 'end', effective)
  await sql`update region set parent = ${into}::uuid where parent = ${id}::uuid and valid_until is null`.execute(c.tx)
  return { moved: await movePaths(c, before.path, successor.path, effective, records) }
}

/**
 * Nodes that end with nothing to follow them, all that lies below them included.
 * @returns how many ended
 */
export async function endRegions(c: Change, path: string, effective: Day): Promise<number> {
  await lockTree(c)
  refuseDay(effective)
  const below = (await listAll(c.tx)).filter(n => !n.until && n.path.startsWith(path))
  const ended = below.map(n => ({ ...n, until: effective }))
  for (const node of ended) await updateNode(c, node)
  if (ended.length > 0) await noteNodes(c, ended, 'end', effective)
  return ended.length
}

/** A living node by id, code or path; a former code leads to the place that goes on under another. */
export async function findRegion(
  db: Db | Tx,
  by: { id: string } | { code: string } | { path: string },
): Promise<RegionNode | undefined> {
  const one = async (where: RawBuilder<unknown>) =>
    (
      await sql<RegionNode>`select ${REGION_COLUMNS} from region where ${where}
        order by valid_until is null desc, valid_until desc limit 1`.execute(db)
    ).rows[0]
  if ('id' in by && !isId(by.id)) return undefined
  let node = await one(
    'id' in by ? sql`id = ${by.id}::uuid` : 'code' in by ? sql`code = ${by.code}` : sql`path = ${by.path}`,
  )
  if ('id' in by) return node
  for (const seen = new Set<string>(); node?.until && node.successor && !seen.has(node.id); ) {
    seen.add(node.id)
    node = await one(sql`id = ${node.successor}::uuid`)
  }
  return node
}

/**
 * The tree, parents before children: today's, or as it was on a day, with the names, codes and paths of that day.
 * @param options.under only nodes at or below this path (of that day)
 */
export async function listRegions(db: Db | Tx, options: { asOf?: Day; under?: string } = {}): Promise<RegionNode[]> {
  const nodes = options.asOf ? await treeOn(db, options.asOf) : (await listAll(db)).filter(n => !n.until)
  const under = options.under
  return (under ? nodes.filter(n => n.path.startsWith(under)) : nodes).sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function treeOn(db: Db | Tx, day: Day): Promise<RegionNode[]> {
  const { rows } = await sql<{ after: string }>`
    select distinct on (record) after from record_event
    where home = ${REFERENCE_HOME}::uuid and kind = 'region' and action <> ${DESIGNATION}
      and coalesce((after::jsonb ->> 'effective')::date, '-infinity'::date) <= ${day}::date
    order by record, version desc`.execute(db)
  return rows
    .map(r => pick(JSON.parse(r.after) as RegionNode))
    .filter(n => (!n.from || n.from <= day) && (!n.until || n.until > day))
}

const listAll = async (db: Db | Tx): Promise<RegionNode[]> =>
  (await sql<RegionNode>`select ${REGION_COLUMNS} from region order by path`.execute(db)).rows

const label = (n: { name: string; code: string | null }): string => (n.code ? `${n.name}（${n.code}）` : n.name)

/** Changes of the tree are rare and touch each other; one at a time. Reading goes on. */
const lockTree = (c: Change) => sql`lock table region in share row exclusive mode`.execute(c.tx)

function refuseDay(day: unknown): void {
  if (!isDay(day)) throw new Refusal(problem('invalid', `变更日期应为日期，例如 2021-02-03，现为“${String(day)}”`))
}

async function getLiving(c: Change, id: string): Promise<RegionNode> {
  const node = await findRegion(c.tx, { id })
  if (!node) throw new Refusal(problem('not-found', '行政区划中没有这个地方'))
  if (node.until) throw new Refusal(problem('conflict', `“${label(node)}”已于 ${node.until} 撤销，不能再变更`))
  return node
}

function* treeFaults(known: Map<string, RegionNode>, fresh: RegionNode[]): Generator<Reason> {
  const all = new Map(known)
  const paths = new Set([...known.values()].filter(n => !n.until).map(n => n.path))
  for (const node of fresh) {
    if (!isId(node.id)) yield { where: label(node), message: '编号不是 UUID' }
    if (all.has(node.id)) yield { where: label(node), message: '编号在名单中重复' }
    all.set(node.id, node)
    if (!node.until && paths.has(node.path)) yield { where: label(node), message: `路径 ${node.path} 已被占用` }
    if (!node.until) paths.add(node.path)
  }
  for (const node of fresh) {
    const parent = node.parent === null ? undefined : all.get(node.parent)
    if (node.parent !== null && !parent) yield { where: label(node), message: '上级地区不在名单中' }
    // The nation is the root: everything lies below '/'.
    if (node.parent === null && node.path === '/') continue
    const rest = node.path.startsWith(parent?.path ?? '/') ? node.path.slice((parent?.path ?? '/').length) : ''
    if (!/^[^/]+\/$/.test(rest))
      yield { where: label(node), message: `路径应为“${parent?.path ?? '/'}…/”，现为“${node.path}”` }
  }
}

async function insertNodes(c: Change, nodes: RegionNode[]): Promise<void> {
  // One statement, so that parents and successors may come in any order.
  await sql`insert into region (id, parent, code, name, level, kind, path, valid_from, valid_until, successor)
    select id, parent, code, name, level, kind, path, "from", until, successor
    from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb)
      as n(id uuid, parent uuid, code text, name text, level text, kind text, path text, "from" date, until date, successor uuid)`.execute(
    c.tx,
  )
}

const updateNode = (c: Change, n: RegionNode) =>
  sql`update region set code = ${n.code}, name = ${n.name}, path = ${n.path}, valid_from = ${n.from}::date,
    valid_until = ${n.until}::date, successor = ${n.successor}::uuid where id = ${n.id}::uuid`.execute(c.tx)

/** Notes the nodes as they now stand, each under its next version number. */
async function noteNodes(c: Change, nodes: RegionNode[], action: string, effective: Day | null): Promise<void> {
  const { rows } = await sql<{ record: string; version: number }>`
    select record, max(version) as version from record_event
    where home = ${REFERENCE_HOME}::uuid and kind = 'region' and record = any(${nodes.map(n => n.id)}::uuid[]) group by record`.execute(
    c.tx,
  )
  const versions = new Map(rows.map(r => [r.record, r.version]))
  for (const node of nodes)
    c.note(REFERENCE_HOME, {
      kind: 'region',
      record: node.id,
      version: (versions.get(node.id) ?? 0) + 1,
      action,
      toState: node.until ? 'ended' : 'valid',
      after: canonicalRegion(node, effective),
    })
}

/** Whether something else already stands where the place (rename only) or what lies below it would come to stand. */
async function refuseTakenPaths(c: Change, from: string, to: string, below: 'below' | 'itself too'): Promise<void> {
  if (from === to) return
  const { rows } = await sql<{ path: string }>`
    select there.path from region there where there.valid_until is null and not starts_with(there.path, ${from})
      and exists (select 1 from region moving where moving.valid_until is null and starts_with(moving.path, ${from})
        and (moving.path <> ${from} or ${below === 'itself too'}) and ${to} || substr(moving.path, ${from.length + 1}::int) = there.path)
    order by there.path limit 20`.execute(c.tx)
  if (rows.length === 0) return
  throw new Refusal(
    problem(
      'conflict',
      '变更后的区划路径已被占用',
      rows.map(r => `${r.path} 已有另一个地区，请先变更或撤销它`),
    ),
  )
}

async function movePaths(
  c: Change,
  from: string,
  to: string,
  effective: Day,
  records: readonly RecordKind[],
): Promise<number> {
  if (from === to) return 0
  const below = await sql<RegionNode>`update region set path = ${to} || substr(path, ${from.length + 1}::int)
    where valid_until is null and starts_with(path, ${from}) and path <> ${from} returning ${REGION_COLUMNS}`.execute(
    c.tx,
  )
  if (below.rows.length > 0) await noteNodes(c, below.rows, 'move', effective)
  // What a place added to a register goes with the place.
  await sql`update local_field set region = ${to} || substr(region, ${from.length + 1}::int) where starts_with(region, ${from})`.execute(
    c.tx,
  )
  let moved = 0
  for (const kind of records) moved += await moveRows(c, kind, from, to, effective)
  return moved
}

async function moveRows(c: Change, kind: RecordKind, from: string, to: string, effective: Day): Promise<number> {
  const there = sql`from ${sql.table(kind.table)} where until is null and starts_with(region, ${from})`
  let moved = 0
  for (;;) {
    const { rows } =
      await sql`select ${selection(kind)} ${there} order by home, id limit ${MOVE_BATCH} for update`.execute(c.tx)
    // Rows somebody else was changing come back with their new version at the next look.
    if (rows.length === 0 && (await sql`select 1 ${there} limit 1`.execute(c.tx)).rows.length === 0) return moved
    const moves = (rows as RowOf<RecordKind>[]).map(before => ({
      before,
      next: {
        action: 'region-move',
        region: to + before.region.slice(from.length),
        effective: before.effective > effective ? before.effective : effective,
      },
    }))
    await c.updateMany(kind, moves, { carried: true })
    moved += moves.length
  }
}
