import type { Actor } from '@jingtu/core/access.ts'
import { isId } from '@jingtu/core/id.ts'
import { checkRules, checkValues, completeValues } from '@jingtu/core/record.ts'
import type { Register } from '@jingtu/core/register.ts'
import { type Correction, correctionRecord } from '@jingtu/registers/correction.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { mayDo, type Row } from './rights.ts'
import { assertVersion, takeRow, writeCorrection } from './writing.ts'

type Values = Record<string, unknown>

/** Proposes other values for a row that stands; while a draft is open there is no second one. */
export async function proposeCorrection(
  change: Change,
  actor: Actor,
  kind: Register,
  id: string,
  asked: { version: number; values: Values; why: string },
): Promise<Correction> {
  const { row, standing } = await takeRow(change, actor, kind, id)
  const { amend } = kind.register
  const reasons: string[] = []
  if (!amend || !mayDo(actor, amend, standing)) reasons.push('您不能对这条记录提出更正申请')
  else if (!amend.in.includes(row.state)) reasons.push(`状态为“${kind.states[row.state]}”时不能提出更正申请`)
  if (reasons.length > 0) throw refusal('forbidden', '不能提出更正申请', reasons)
  assertVersion(kind, row, asked.version)
  const open = await openOf(change, kind, id)
  if (open) throw refusal('conflict', '已有待处理的更正申请', ['同一条记录一次只能有一份更正申请；请先撤回或等待处理'])
  const faults = [
    ...(asked.why.trim() ? [] : [{ where: 'why', message: '请写明更正理由' }]),
    ...(Object.keys(asked.values).length > 0 ? [] : [{ where: 'values', message: '没有改动任何内容' }]),
    ...Object.keys(asked.values)
      .filter(key => kind.fields[key]?.derived)
      .map(key => ({ where: key, message: `“${kind.fields[key]!.name}”由系统计算，不能更正` })),
    ...faultsAfter(kind, row, asked.values, change.today),
  ]
  if (faults.length > 0) throw refusal('invalid', '更正内容有误', faults)
  return change.insert(
    correctionRecord,
    {
      home: row.home,
      region: row.region,
      values: {
        register: kind.id,
        rowId: id,
        base: row.version,
        changes: asked.values,
        why: asked.why,
        author: actor.person,
        unit: actor.unit,
      },
    },
    'propose',
  )
}

/** What would be wrong with the row if it said so. */
function faultsAfter(kind: Register, row: Row, values: Values, today: string) {
  const all = completeValues(kind, { ...Object.fromEntries(Object.keys(kind.fields).map(k => [k, row[k]])), ...values })
  const unknown = Object.keys(values).filter(key => !(key in kind.fields))
  const faults = [
    ...unknown.map(key => ({ where: key, message: `${kind.name}没有“${key}”这一项` })),
    ...checkValues(kind, all, today),
  ]
  if (faults.length > 0 || !kind.rules) return faults
  const whole = { ...row, ...all }
  return checkRules(kind, { ...whole, ...kind.rules.derive(whole) })
}

async function openOf(change: Change, kind: Register, id: string): Promise<Correction | undefined> {
  const [found] = await listRecords(
    change.tx,
    correctionRecord,
    sql`register = ${kind.id} and row_id = ${id} and state = 'open'`,
  )
  return found
}

export async function decideCorrection(
  change: Change,
  actor: Actor,
  id: string,
  verdict: 'accept' | 'refuse' | 'withdraw',
  words: string | null,
): Promise<{ correction: Correction; row: Row }> {
  const draft = isId(id) ? await change.find(correctionRecord, id) : undefined
  const kind = draft && findRegister(draft.register)
  if (!draft || !kind) throw refusal('not-found', '没有找到这份更正申请')
  const { row, standing } = await takeRow(change, actor, kind, draft.rowId)
  const review = kind.register.amend?.review
  const reasons: string[] = []
  if (verdict === 'withdraw') {
    if (draft.unit !== actor.unit) reasons.push('只有提出申请的单位可以撤回')
  } else {
    if (!review || !mayDo(actor, review, standing)) reasons.push('您不能处理这份更正申请')
    if (draft.author === actor.person) reasons.push('更正申请须由他人处理')
  }
  if (reasons.length > 0) throw refusal('forbidden', '不能处理更正申请', reasons)
  if (draft.state !== 'open')
    throw refusal('conflict', '不能处理更正申请', [`这份申请${correctionRecord.states[draft.state]}`])
  if (verdict === 'refuse' && !words?.trim())
    throw refusal('invalid', '不能处理更正申请', [{ where: 'decision', message: '不采纳的须写明意见' }])
  const state = { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' }[verdict]
  const correction = await change.update(correctionRecord, draft, {
    action: verdict,
    state,
    values: { decision: words },
  })
  if (verdict !== 'accept') return { correction, row }
  if (row.version !== draft.base)
    throw refusal('conflict', '不能采纳', ['申请提出之后这条记录已有变更，请退回后按最新内容重新申请'])
  const after = await writeCorrection(change, actor, kind, row, { values: draft.changes as Values }, 'amend')
  return { correction, row: after }
}

/** Drafts of a register within reach, open ones first; a row's own where one is named. */
export async function listCorrections(db: Db, actor: Actor, kind: Register, rowId?: string): Promise<Correction[]> {
  const mine = actor.party
    ? sql`unit = ${actor.unit}::uuid`
    : sql`(region like ${`${actor.region}%`} or unit = ${actor.unit}::uuid)`
  const row = rowId ? sql`row_id = ${rowId}` : sql`true`
  return listRecords(db, correctionRecord, sql`register = ${kind.id} and ${row} and ${mine}`, {
    orderBy: sql`state <> 'open', id desc`,
    limit: 500,
  })
}
