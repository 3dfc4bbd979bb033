import type { Actor } from '@jingtu/core/access.ts'
import { type Letter, type LetterItem, letterRecord } from '@jingtu/programme/organisation.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { dispatchRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { letterDocument } from './letter-document.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Drafts the 目标责任书 of one unit from a published plan: the targets that bind it and the tasks it was given, each item
 * linked to its row, and the .docx. Drafting again while it is not signed makes the next version.
 */
export async function draftLetter(change: Change, actor: Actor, planId: string, unitId: string): Promise<Letter> {
  const plan = await change.get(planRecord, planId)
  const party = await change.get(unitRecord, unitId)
  const owner = await change.get(unitRecord, plan.ownerUnit)
  const faults: string[] = []
  if (plan.ownerUnit !== actor.unit || !actor.duties.includes('planner'))
    throw refusal('forbidden', '不能生成责任书', ['责任书由计划编制单位的计划管理人员生成'])
  if (plan.state !== 'published') faults.push('计划尚未发布')
  if (!party.region.startsWith(plan.region)) faults.push(`“${party.name}”不在计划的适用区域之内`)
  const items = await itemsFor(change, plan, party)
  if (items.length === 0) faults.push(`“${party.name}”在本计划中没有目标或任务`)
  if (faults.length) throw refusal('conflict', '不能生成责任书', faults)
  const bytes = await letterDocument({ plan, partyA: owner, partyB: party, items })
  const file = await storeFile(change.tx, bytes, {
    type: DOCX,
    name: `${party.name}目标责任书.docx`,
    by: actor.person,
    now: change.context.now,
  })
  const values = {
    plan: plan.id,
    regionId: party.regionId,
    partyA: owner.id,
    partyB: party.id,
    items,
    document: file.hash,
    sample: plan.sample,
  }
  const [before] = await listRecords(
    change.tx,
    letterRecord,
    sql`plan = ${plan.id}::uuid and party_b = ${party.id}::uuid`,
  )
  if (!before) return change.insert(letterRecord, { home: party.home, region: party.region, values }, 'draft')
  if (before.state !== 'drafted') throw refusal('conflict', '不能重新生成责任书', [`与“${party.name}”的责任书已经签订`])
  return change.update(letterRecord, before, { action: 'draft', values })
}

async function itemsFor(change: Change, plan: Plan, party: Unit): Promise<LetterItem[]> {
  const targets = await listRecords(
    change.tx,
    targetRecord,
    sql`plan = ${plan.id}::uuid and state = 'inForce' and kind = 'indicator'`,
    { orderBy: sql`ordinal` },
  )
  const tasks = await listRecords(
    change.tx,
    taskRecord,
    sql`plan = ${plan.id}::uuid and state in ('inForce', 'done')`,
    { orderBy: sql`ordinal` },
  )
  const dispatches = await listRecords(
    change.tx,
    dispatchRecord,
    sql`plan = ${plan.id}::uuid and unit = ${party.id}::uuid and state not in ('reassigned', 'cancelled')`,
  )
  const given = new Map(dispatches.map(d => [d.task, d]))
  const bound = targets.filter(
    t => !t.notApplicable && (t.regionId === null || t.regionId === party.regionId || t.regionId === plan.regionId),
  )
  return [
    ...bound.map(t => ({ target: t.id, task: null, text: t.indicator, requirement: requirementOf(t), by: t.by })),
    ...tasks
      .filter(t => given.has(t.id))
      .map((t: Task) => {
        const d = given.get(t.id)!
        const amount = d.quantity === null ? '' : `（${d.quantity}${d.quantityUnit ?? ''}）`
        return {
          target: null,
          task: t.id,
          text: `${t.no ? `${t.no}. ` : ''}${t.title}`,
          requirement: `${d.role}${amount}`,
          by: d.due ?? t.due,
        }
      }),
  ]
}

const WORDS: Record<Target['op'], string> = {
  '>=': '不低于',
  '<=': '不超过',
  '=': '',
  '>': '高于',
  '<': '低于',
  text: '',
}

export function requirementOf(
  t: Pick<Target, 'op' | 'value' | 'valueMax' | 'words' | 'unit' | 'approx' | 'pending' | 'masked' | 'cumulative'>,
): string {
  if (t.op === 'text') return t.words ?? ''
  if (t.value === null) return t.pending ?? (t.masked ? '（原文隐去，待补）' : '（待定）')
  const range = t.valueMax === null ? t.value : `${t.value}—${t.valueMax}`
  return `${t.cumulative ? '累计' : ''}${WORDS[t.op]}${range}${t.unit ?? ''}${t.approx ? '左右' : ''}`
}
