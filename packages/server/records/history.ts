import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { diffRows, type FieldChange, type RecordKind } from '@jingtu/core/record.ts'
import { contains } from '@jingtu/core/region.ts'
import { isRegister } from '@jingtu/core/register.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import type { Db } from '@jingtu/store/open.ts'
import { historyOf } from '@jingtu/store/records.ts'
import { seesPersonal } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import { readVersions } from '../registers/reading.ts'

export interface HistoryRow {
  version: number
  at: string
  actorName: string
  action: string
  label: string
  reason: string | null
  changes: FieldChange[]
}

/** What is done to records beside the moves they declare. */
const LABELS: Record<string, string> = {
  create: '新建',
  correct: '修改',
  import: '导入',
  read: '识别',
  merge: '合并（本条为重复）',
  absorb: '并入重复条目',
  unitMerged: '单位合并',
  transfer: '调动',
  resetPassword: '重置密码',
  split: '拆分',
  amend: '计划调整',
  carryOver: '结转',
  assign: '分派单位',
}

/** What a government orders is read by those below it; their own words and people are not. */
const SEEN_FROM_BELOW = new Set([
  'plan',
  'amendment',
  'task',
  'named-object',
  'target',
  'period',
  'unit',
  'work-group',
  'meeting',
  'letter',
])

/** Every version of a record with the field-level difference to the one before; newest first. @throws Refusal 'not-found' */
export async function readHistory(db: Db, actor: Actor, kindId: string, id: string): Promise<{ rows: HistoryRow[] }> {
  const kind = RECORDS.find(k => k.id === kindId)
  if (!kind) throw refusal('not-found', `没有“${kindId}”这类记录`)
  // Registers say in their declaration who sees what.
  if (isRegister(kind)) return { rows: await readVersions(db, actor, kind, id) }
  const versions = await historyOf(db, kind, id)
  const newest = versions[0]?.row as Record<string, unknown> | undefined
  if (!newest || !mayRead(actor, kind, newest)) throw refusal('not-found', `没有找到这条${kind.name}`)
  const personal = seesPersonal(actor, { unit: unitOf(kind, newest), region: newest.region as string })
  const rows = versions.map((v, i) => ({
    version: (v.row as Record<string, unknown>).version as number,
    at: v.at,
    actorName: v.actorName,
    action: v.action,
    reason: v.reason,
    label: kind.transitions[v.action]?.label ?? LABELS[v.action] ?? v.action,
    changes: diffRows(
      kind,
      (versions[i + 1]?.row as Record<string, unknown> | undefined) ?? null,
      v.row as Record<string, unknown>,
    ).filter(ch => personal || kind.fields[ch.key]?.secrecy !== 'personal'),
  }))
  return { rows }
}

function mayRead(actor: Actor, kind: RecordKind, row: Record<string, unknown>): boolean {
  const region = row.region as string
  if (Object.entries(kind.fields).some(([key, field]) => field.to === 'unit' && [row[key]].flat().includes(actor.unit)))
    return true
  if (kind.id === 'unit' && row.id === actor.unit) return true
  if (actor.party) return false
  return (
    seesRegion(actor, region) ||
    (SEEN_FROM_BELOW.has(kind.id) && row.state !== 'draft' && contains(region, actor.region))
  )
}

const unitOf = (kind: RecordKind, row: Record<string, unknown>): string =>
  (kind.id === 'unit' ? row.id : row.unit) as string
