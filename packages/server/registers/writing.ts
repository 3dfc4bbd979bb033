import type { Actor } from '@jingtu/core/access.ts'
import { fieldFault } from '@jingtu/core/field.ts'
import { isId } from '@jingtu/core/id.ts'
import { isDay } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import { effectsOf } from '../effects/effects.ts'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { missingFiles } from './evidence.ts'
import { extraFaults, type LocalField, localFieldsOf } from './local-fields.ts'
import { assertInReach, findSame, keyWords, type Place, placeOf } from './placing.ts'
import { mayDo, type Row, reachOf, type Standing, standingOf } from './rights.ts'

type Values = Record<string, unknown>

export interface NewEntry {
  values: Values
  /** The region of a row that is about no subject. */
  region?: string
  state?: string
  effective?: string
}

const asRow = (row: unknown): Row => row as Row
const asVersion = (row: Row): RowOf<Register> => row as unknown as RowOf<Register>

/** @throws Refusal with all reasons */
export async function createRow(change: Change, actor: Actor, kind: Register, entry: NewEntry): Promise<Row> {
  const place = await placeOf(change.tx, actor, kind, entry.values, entry.region)
  return (await createRows(change, actor, kind, [{ ...entry, place }], 'create'))[0]!
}

/** Many rows at once, each with its place known; all of them or none. */
export async function createRows(
  change: Change,
  actor: Actor,
  kind: Register,
  entries: readonly (NewEntry & { place: Place })[],
  action: 'create' | 'import',
): Promise<Row[]> {
  const reasons: Reason[] = []
  const locals = new Map<string, LocalField[]>()
  for (const entry of entries) {
    reasons.push(...unwritable(kind, entry.values), ...backdated(change, entry.effective, action))
    const { region } = entry.place
    const local = locals.get(region) ?? (await localFieldsOf(change.tx, kind.id, region, change.today))
    locals.set(region, local)
    reasons.push(...extraFaults(local, entry.values.extra as Values | undefined))
    reasons.push(...(await missingFiles(change.tx, kind, entry.values)))
    const same = await findSame(change, kind, entry.place, entry.values)
    if (same)
      reasons.push({
        where: kind.register.key[0],
        message: `已有同样的${kind.name}（${keyWords(kind)}相同），请直接修改那一条`,
      })
    if (entry.state !== undefined && entry.state !== kind.initial && action === 'create')
      reasons.push({ where: 'state', message: `新登记的${kind.name}从“${kind.states[kind.initial]}”开始` })
  }
  if (reasons.length > 0) throw refusal('invalid', `${kind.name}有误`, reasons.slice(0, 50))
  const rows = (
    await change.insertMany(
      kind,
      entries.map(e => ({
        home: e.place.home,
        region: e.place.region,
        state: e.state,
        effective: e.effective,
        values: e.values as never,
      })),
      action,
    )
  ).map(asRow)
  await assertInReach(change, actor, kind, rows)
  const reach = await reachOf(
    change.tx,
    kind,
    actor,
    rows.map(r => r.id),
  )
  if (rows.some(row => !mayDo(actor, kind.register.create, standingOf(kind, actor, row, reach))))
    throw refusal('forbidden', `不能登记${kind.name}`, [
      `您所在单位（${actor.unitName}）或您的权限不能登记${kind.name}`,
    ])
  for (const after of rows) await effectsOf(kind).after?.(change, { action, before: null, after, actor })
  await effectsOf(kind).afterAll?.(change, rows)
  return allAfterEffects(change, kind, rows)
}

async function allAfterEffects(change: Change, kind: Register, rows: readonly Row[]): Promise<Row[]> {
  const done: Row[] = []
  for (const row of rows) done.push(await afterEffects(change, kind, row))
  return done
}

/** The row as its effects left it: who goes on from the answer goes on from there. */
async function afterEffects(change: Change, kind: Register, row: Row): Promise<Row> {
  const { after, afterAll } = effectsOf(kind)
  return after || afterAll ? asRow(await change.get(kind, row.id)) : row
}

/** Computed fields are nobody's to write. */
const unwritable = (kind: Register, values: Values): Reason[] =>
  Object.keys(values)
    .filter(key => kind.fields[key]?.derived)
    .map(key => ({ where: key, message: `“${kind.fields[key]!.name}”由系统计算，不能填写` }))

function backdated(change: Change, effective: string | undefined, action: string): Reason[] {
  if (effective === undefined) return []
  if (!isDay(effective)) return [{ where: 'effective', message: '生效日期应写作 2026-03-25' }]
  if (effective > change.today) return [{ where: 'effective', message: '生效日期不能晚于今天' }]
  return effective < change.today && action === 'create' && !change.context.reason?.trim()
    ? [{ where: 'effective', message: '生效日期早于今天（补登）的，须填写理由' }]
    : []
}

/** A row the actor sees, locked, with how he stands to it. @throws Refusal 'not-found' */
export async function takeRow(
  change: Change,
  actor: Actor,
  kind: Register,
  id: string,
): Promise<{ row: Row; standing: Standing }> {
  const row = isId(id) ? ((await change.find(kind, id)) as unknown as Row | undefined) : undefined
  const reach = row ? await reachOf(change.tx, kind, actor, [id]) : new Set<string>()
  const standing = row && standingOf(kind, actor, row, reach)
  if (!row || !standing || !(standing.inReach || standing.relations.size > 0) || row.state === VOID)
    throw refusal('not-found', `没有找到这条${kind.name}`)
  return { row, standing }
}

export const assertVersion = (kind: Register, row: Row, version: number): void => {
  if (row.version !== version)
    throw refusal('conflict', `${kind.name}已被他人修改`, ['您看到的内容已不是最新版本，请刷新后再操作'])
}

/** Why this actor may not correct this row now. */
export function correctionRefusals(kind: Register, actor: Actor, row: Row, standing: Standing): string[] {
  const { correct } = kind.register
  return [
    ...(mayDo(actor, correct, standing) ? [] : [`您所在单位（${actor.unitName}）或您的权限不能修改这条${kind.name}`]),
    ...(correct.in.includes(row.state) ? [] : [`状态为“${kind.states[row.state]}”时不能直接修改`]),
  ]
}

export interface Correction {
  version: number
  values: Values
  effective?: string
}

export async function correctRow(
  change: Change,
  actor: Actor,
  kind: Register,
  id: string,
  asked: Correction,
): Promise<Row> {
  const { row, standing } = await takeRow(change, actor, kind, id)
  const refusals = correctionRefusals(kind, actor, row, standing)
  if (refusals.length > 0)
    throw refusal(mayDo(actor, kind.register.correct, standing) ? 'conflict' : 'forbidden', '不能修改', refusals)
  assertVersion(kind, row, asked.version)
  const { partyFields } = kind.register.correct
  const locked = actor.party && partyFields ? Object.keys(asked.values).filter(key => !partyFields.includes(key)) : []
  if (locked.length > 0)
    throw refusal(
      'forbidden',
      '不能修改',
      locked.map(key => ({
        where: key,
        message: `“${kind.fields[key]?.name ?? key}”由主管部门填写；有误的请提出更正申请`,
      })),
    )
  return writeCorrection(change, actor, kind, row, asked, 'correct')
}

/** The next version of a row with other values; also what accepts a correction and what an import changes. */
export async function writeCorrection(
  change: Change,
  actor: Actor,
  kind: Register,
  row: Row,
  asked: Pick<Correction, 'values' | 'effective'>,
  action: string,
): Promise<Row> {
  const values = withExtra(row, asked.values)
  const reasons = [...unwritable(kind, values), ...(await valueFaults(change, kind, row, values))]
  if (asked.effective !== undefined)
    reasons.push(...backdated(change, asked.effective, action === 'correct' ? 'create' : action))
  if (reasons.length > 0) throw refusal('invalid', `${kind.name}有误`, reasons)
  const next = { action, values: values as never, effective: asked.effective }
  const after = asRow(await change.update(kind, asVersion(row), next))
  await assertInReach(change, actor, kind, [after])
  await effectsOf(kind).after?.(change, { action, before: row, after, actor })
  await effectsOf(kind).afterAll?.(change, [after])
  return afterEffects(change, kind, after)
}

/** Local fields are written one by one: what is not named stays. */
const withExtra = (row: Row, values: Values): Values =>
  values.extra ? { ...values, extra: { ...(row.extra as Values | null), ...(values.extra as Values) } } : values

async function valueFaults(change: Change, kind: Register, row: Row, values: Values): Promise<Reason[]> {
  const reasons: Reason[] = await missingFiles(change.tx, kind, values)
  // Home and region are those of the subject: another one is another row.
  if (values.subject !== undefined && values.subject !== row.subject)
    reasons.push({ where: 'subject', message: '对象不能更改；登记错了的请撤销后另行登记，重复的对象请合并' })
  if (values.extra !== undefined) {
    const local = await localFieldsOf(change.tx, kind.id, row.region, change.today)
    reasons.push(...extraFaults(local, values.extra as Values, row.extra as Values | null))
  }
  if (kind.register.key.some(key => key in values)) {
    const same = await findSame(change, kind, row, { ...row, ...values }, row.id)
    if (same) reasons.push({ where: kind.register.key[0], message: `已有同样的${kind.name}（${keyWords(kind)}相同）` })
  }
  return reasons
}

export interface Moving {
  values?: Values
  effective?: string
  version?: number
}

export async function moveRow(
  change: Change,
  actor: Actor,
  kind: Register,
  id: string,
  move: string,
  asked: Moving,
): Promise<Row> {
  const after = await moveOne(change, actor, kind, id, move, asked)
  await effectsOf(kind).afterAll?.(change, [after])
  return afterEffects(change, kind, after)
}

async function moveOne(
  change: Change,
  actor: Actor,
  kind: Register,
  id: string,
  move: string,
  asked: Moving,
): Promise<Row> {
  const { row, standing } = await takeRow(change, actor, kind, id)
  if (asked.version !== undefined) assertVersion(kind, row, asked.version)
  const values = withExtra(row, asked.values ?? {})
  const effects = effectsOf(kind)
  const known = kind.transitions[move] !== undefined
  // What the move does elsewhere is asked about only where it can be made at all, and of values that can be read.
  const possible = kind.transitions[move]?.from.includes(row.state) === true
  const sound = Object.entries(values).every(([key, v]) => !kind.fields[key] || !fieldFault(kind.fields[key], v))
  const moved = await moveRecord(change, kind, asVersion(row), move, {
    actor,
    relations: standing.relations,
    inReach: standing.inReach,
    values: values as never,
    effective: asked.effective,
    refusals: [
      ...(possible && sound ? ((await effects.refusals?.(change, row, move, values)) ?? []) : []),
      ...(known ? await valueFaults(change, kind, row, values) : []),
      ...(kind.register.ended.includes(kind.transitions[move]?.to ?? '')
        ? await standingRefusals(change, kind, row)
        : []),
    ],
  })
  const after = asRow(moved)
  await effects.after?.(change, { action: move, before: row, after, actor })
  return after
}

/** What ends must not stand in a list any more: the list would be about nothing. */
async function standingRefusals(change: Change, kind: Register, row: Row): Promise<string[]> {
  const refusals: string[] = []
  for (const list of kind.register.isSubject ? REGISTERS : []) {
    if (list.register.subject !== kind.id) continue
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(list.table)} where until is null
      and subject = ${row.id}::uuid and state <> all(${[...list.register.ended, VOID]}::text[])`.execute(change.tx)
    if (rows[0]!.n > 0) refusals.push(`还在“${list.name}”中（${rows[0]!.n} 条），须先在那里办结或移出`)
  }
  return refusals
}

/** The same move for many rows: all of them or none, and every reason with its row. */
export async function moveRows(
  change: Change,
  actor: Actor,
  kind: Register,
  move: string,
  rows: readonly { id: string; version?: number }[],
  asked: Moving,
): Promise<Row[]> {
  const t = kind.transitions[move]
  if (t?.single) throw refusal('invalid', `“${t.label}”须逐条办理`, [`“${t.label}”不能批量操作：请逐条核查、逐条办理`])
  const reasons: Reason[] = []
  const done: Row[] = []
  let kindOf: Parameters<typeof refusal>[0] = 'invalid'
  for (const [i, { id, version }] of rows.entries()) {
    try {
      done.push(await moveOne(change, actor, kind, id, move, { ...asked, version }))
    } catch (error) {
      const { problem } = error as { problem?: { kind: typeof kindOf; title: string; reasons: Reason[] } }
      if (!problem) throw error
      kindOf = problem.kind
      const own = problem.reasons.length > 0 ? problem.reasons : [{ message: problem.title }]
      reasons.push(
        ...own.map(r => ({ message: r.message, where: `第${i + 1}条 ${id}${r.where ? ` ${r.where}` : ''}` })),
      )
    }
  }
  if (reasons.length > 0) throw refusal(kindOf, `不能${t?.label ?? move}：没有一条生效`, reasons.slice(0, 200))
  await effectsOf(kind).afterAll?.(change, done)
  return allAfterEffects(change, kind, done)
}
