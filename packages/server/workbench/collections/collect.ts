import type { Actor, Relation } from '@jingtu/core/access.ts'
import { type Day, deadlineLight } from '@jingtu/core/period.ts'
import { readSheet } from '@jingtu/documents/sheet/read.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import {
  columnFaults,
  type DataCollection,
  type DataReturn,
  dataCollectionRecord,
  dataReturnRecord,
  readReturn,
} from '@jingtu/programme/data-collection.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { getRecord, historyOf, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord, refusalsOf } from '../../moves.ts'
import { canEditPlan } from '../../plans/rights.ts'
import { refusal } from '../../problems.ts'
import { unitName, unitsOf } from '../board.ts'
import { addNotice } from '../notices.ts'
import { XLSX } from '../periods.ts'
import type { CollectionRow, UnitReturn } from './answers.ts'

type Values = Pick<DataCollection, 'title' | 'due' | 'units'> &
  Partial<Pick<DataCollection, 'task' | 'note'>> & { columns: NonNullable<DataCollection['columns']> }

const ownerOf = (actor: Actor, plan: Pick<Plan, 'ownerUnit'>): Set<Relation> =>
  new Set<Relation>(plan.ownerUnit === actor.unit ? ['owner'] : [])

/** Asks a list of units by a day, and tells them so. */
export async function startCollection(
  change: Change,
  actor: Actor,
  planId: string,
  values: Values,
): Promise<DataCollection> {
  const plan = await change.get(planRecord, planId)
  if (!canEditPlan(actor, plan))
    throw refusal('forbidden', '不能发起收集', ['由计划编制单位中有“计划管理”权限的人员发起'])
  const faults = columnFaults(values.columns)
  const units = await listRecords(change.tx, unitRecord, sql`id = any(${values.units}::uuid[])`)
  if (values.units.length === 0 || units.length < new Set(values.units).size)
    faults.push({ where: 'units', message: '请选择报送单位' })
  if (values.due < change.today) faults.push({ where: 'due', message: `报送截止 ${values.due} 已经过去` })
  if (plan.state !== 'published') faults.push({ where: 'plan', message: '计划发布后才能收集' })
  if (faults.length) throw refusal('invalid', '数据收集有误', faults)
  const made = await change.insert(
    dataCollectionRecord,
    { home: plan.home, region: plan.region, values: { plan: planId, ...values } },
    'start',
  )
  for (const unit of units)
    await addNotice(change.tx, {
      unit: unit.id,
      kind: 'assigned',
      key: `data-collection-${made.id}:${unit.id}`,
      title: `请报送：${values.title}`,
      body: values.note ?? '',
      link: `/collections?at=${made.id}`,
      due: values.due,
      now: change.context.now,
    })
  return made
}

/** The form: columns with their choices and what may stand in them, nothing filled in. */
export async function writeForm(db: Db, actor: Actor, id: string): Promise<{ name: string; bytes: Uint8Array }> {
  const collection = await readCollection(db, actor, id)
  const columns = collection.columns ?? []
  const hints: Record<string, string> = {
    经度: '十进制度，例如 108.3265',
    纬度: '十进制度，例如 22.8170',
    日期: '例如 2026-05-08',
  }
  const bytes = await writeSheet({
    sheets: [
      {
        name: '数据',
        columns: columns.map(c => ({
          width: Math.max(14, c.name.length * 2 + 4),
          ...(c.kind === '选项' ? { choices: c.options } : {}),
          ...(hints[c.kind] ? { prompt: hints[c.kind] } : {}),
        })),
        rows: [columns.map(c => c.name)],
        headRows: 1,
      },
    ],
    notes: {
      lines: [
        `${collection.title}，${collection.due}前报送。`,
        ...(collection.note ? [collection.note] : []),
        ...columns.map(
          c =>
            `${c.name}：${c.kind}${c.required ? '，必填' : ''}${c.unique ? '，不得重复' : ''}${c.min ? `，不小于 ${c.min}` : ''}${c.max ? `，不大于 ${c.max}` : ''}`,
        ),
      ],
    },
  })
  return { name: `${collection.title}.xlsx`.replace(/[\\/:*?"<>|]/g, ''), bytes }
}

export async function readCollection(db: Db | Tx, actor: Actor, id: string): Promise<DataCollection> {
  const collection = await getRecord(db, dataCollectionRecord, id)
  const plan = await getRecord(db, planRecord, collection.plan)
  if (actor.party || (plan.ownerUnit !== actor.unit && !collection.units.includes(actor.unit)))
    throw refusal('not-found', '没有找到这项数据收集')
  return collection
}

const returnsOf = (db: Db | Tx, ids: string[]): Promise<DataReturn[]> =>
  listRecords(db, dataReturnRecord, sql`collection = any(${ids}::uuid[])`, { orderBy: sql`submitted_on, id` })

/** Takes a unit's sheet in. @throws Refusal naming every cell that is wrong; nothing is kept then */
export async function handIn(
  change: Change,
  actor: Actor,
  id: string,
  file: { name: string; bytes: Uint8Array },
): Promise<DataReturn> {
  const collection = await change.get(dataCollectionRecord, id)
  if (!collection.units.includes(actor.unit) || !actor.duties.includes('reporter'))
    throw refusal('forbidden', '不能报送', ['这项数据没有要求本单位报送，或您没有“填报”权限'])
  if (collection.state !== 'open')
    throw refusal('conflict', '不能报送', [
      `数据收集${dataCollectionRecord.states[collection.state]}，如需补报请联系收集单位`,
    ])
  const reading = await readSheet(file.bytes)
  if ('refused' in reading)
    throw refusal(
      'invalid',
      '读不出这份表',
      reading.refused.reasons.map(r => `${r.message}。${r.hint}`),
    )
  const columns = collection.columns ?? []
  const returns = await returnsOf(change.tx, [id])
  const others = returns.filter(r => r.unit !== actor.unit && r.state !== 'returned')
  const names = await unitsOf(
    change.tx,
    others.map(r => r.unit),
  )
  const taken = new Map(
    columns.map((c, i) => [
      c.name,
      new Map(others.flatMap(r => (r.rows ?? []).map(row => [row[i] ?? '', unitName(names, r.unit)] as const))),
    ]),
  )
  const sheet = reading.sheets.find(s => !s.hidden)
  const { rows, faults } = readReturn(columns, sheet?.rows.map(r => r.texts) ?? [], taken)
  if (faults.length) throw refusal('invalid', '数据有误，没有接收', faults)
  const stored = await storeFile(change.tx, file.bytes, {
    type: XLSX,
    name: file.name,
    by: actor.person,
    now: change.context.now,
  })
  const values = { file: stored.hash, rows, submittedOn: change.today, late: change.today > collection.due }
  const before = returns.find(r => r.unit === actor.unit)
  if (before)
    return moveRecord(change, dataReturnRecord, await change.get(dataReturnRecord, before.id), 'resubmit', {
      actor,
      relations: new Set<Relation>(['assignee']),
      values,
    })
  const unit = await change.get(unitRecord, actor.unit)
  return change.insert(
    dataReturnRecord,
    { home: unit.home, region: unit.region, values: { collection: id, unit: unit.id, ...values } },
    'submit',
  )
}

/** The collecting unit takes a return as it is, or sends it back with the reason. */
export async function decideReturn(
  change: Change,
  actor: Actor,
  id: string,
  move: 'accept' | 'sendBack',
): Promise<DataReturn> {
  const row = await change.get(dataReturnRecord, id)
  const collection = await change.get(dataCollectionRecord, row.collection)
  const plan = await change.get(planRecord, collection.plan)
  const moved = await moveRecord(change, dataReturnRecord, row, move, {
    actor,
    relations: ownerOf(actor, plan),
    refusals: collection.state === 'closed' ? ['数据已汇总；如需改动，请先重新收集'] : [],
  })
  if (move === 'sendBack')
    await addNotice(change.tx, {
      unit: row.unit,
      kind: 'returned',
      key: `data-return-${id}-${moved.version}:returned`,
      title: `数据被退回：${collection.title}`,
      body: change.context.reason ?? '',
      link: `/collections?at=${collection.id}`,
      due: collection.due,
      now: change.context.now,
    })
  return moved
}

export async function moveCollection(
  change: Change,
  actor: Actor,
  id: string,
  move: 'close' | 'reopen',
): Promise<DataCollection> {
  const collection = await change.get(dataCollectionRecord, id)
  const plan = await change.get(planRecord, collection.plan)
  const waiting = move === 'close' ? (await returnsOf(change.tx, [id])).filter(r => r.state === 'submitted') : []
  const names = await unitsOf(
    change.tx,
    waiting.map(r => r.unit),
  )
  return moveRecord(change, dataCollectionRecord, collection, move, {
    actor,
    relations: ownerOf(actor, plan),
    refusals: waiting.map(r => `${unitName(names, r.unit)}报送的数据还没有接收或退回`),
    values: { closedOn: move === 'close' ? change.today : null },
  })
}

/** All rows that stand, each with the unit that handed it in. */
export async function writeMerged(db: Db, actor: Actor, id: string): Promise<{ name: string; bytes: Uint8Array }> {
  const collection = await readCollection(db, actor, id)
  const plan = await getRecord(db, planRecord, collection.plan)
  if (plan.ownerUnit !== actor.unit) throw refusal('forbidden', '不能下载汇总表', ['汇总表由收集单位下载'])
  const columns = collection.columns ?? []
  const order = (r: DataReturn): number => collection.units.indexOf(r.unit)
  const returns = (await returnsOf(db, [id])).filter(r => r.state !== 'returned').sort((a, b) => order(a) - order(b))
  const names = await unitsOf(
    db,
    returns.map(r => r.unit),
  )
  const cell = (text: string, kind: string): string | number =>
    text !== '' && ['数字', '经度', '纬度'].includes(kind) && text.replace(/\D/g, '').length <= 15 ? Number(text) : text
  const rows = returns.flatMap(r =>
    (r.rows ?? []).map(row => [...row.map((text, i) => cell(text, columns[i]!.kind)), unitName(names, r.unit)]),
  )
  const heads = ['序号', ...columns.map(c => c.name), '报送单位']
  const bytes = await writeSheet({
    sheets: [
      {
        name: '汇总',
        columns: heads.map(h => ({ width: Math.max(8, h.length * 2 + 4) })),
        rows: [heads, ...rows.map((row, i) => [i + 1, ...row])],
        headRows: 1,
        landscape: true,
      },
    ],
  })
  return { name: `${collection.title}汇总表.xlsx`.replace(/[\\/:*?"<>|]/g, ''), bytes }
}

/** Collections the reader has to do with: those of its own plans, and those it is asked in. */
export async function listCollections(db: Db, actor: Actor, today: Day, warnDays: number): Promise<CollectionRow[]> {
  if (actor.party) return []
  const collections: DataCollection[] = await listRecords(
    db,
    dataCollectionRecord,
    sql`units @> array[${actor.unit}::uuid] or plan in (select id from plan where until is null and owner_unit = ${actor.unit}::uuid)`,
    { orderBy: sql`state desc, due, id` },
  )
  const plans = new Map(
    (await listRecords(db, planRecord, sql`id = any(${collections.map(c => c.plan)}::uuid[])`)).map(p => [p.id, p]),
  )
  const returns = await returnsOf(
    db,
    collections.map(c => c.id),
  )
  const units = await unitsOf(
    db,
    collections.flatMap(c => c.units),
  )
  const reasons = new Map(
    await Promise.all(
      returns
        .filter(r => r.state === 'returned')
        .map(async r => [r.id, (await historyOf(db, dataReturnRecord, r.id))[0]?.reason ?? null] as const),
    ),
  )
  return collections.flatMap((collection): CollectionRow[] => {
    const plan = plans.get(collection.plan)
    if (!plan) return []
    const owner = ownerOf(actor, plan)
    const own = returns.filter(r => r.collection === collection.id)
    const may = (row: DataReturn | undefined, move: 'accept' | 'sendBack'): boolean => {
      if (!row || collection.state === 'closed') return false
      const { forbidden, conflicts } = refusalsOf(dataReturnRecord, row, move, actor, owner, '理由')
      return forbidden.length + conflicts.length === 0
    }
    const told = collection.units
      .filter(unit => owner.size > 0 || unit === actor.unit)
      .map((unit): UnitReturn => {
        const r = own.find(x => x.unit === unit)
        return {
          unit,
          unitName: unitName(units, unit),
          state: r?.state ?? null,
          id: r?.id ?? null,
          rows: r?.rows?.length ?? 0,
          submittedOn: r?.submittedOn ?? null,
          late: r?.late === true,
          file: r?.file ?? null,
          reason: (r && reasons.get(r.id)) ?? null,
          can: { accept: may(r, 'accept'), sendBack: may(r, 'sendBack') },
        }
      })
    const reviews = owner.size > 0 && actor.duties.includes('reviewer')
    const mine = own.find(r => r.unit === actor.unit)
    return [
      {
        collection,
        planTitle: plan.title,
        light: deadlineLight(collection.due, today, collection.closedOn, warnDays),
        returns: told,
        rows: own.filter(r => r.state !== 'returned').reduce((n, r) => n + (r.rows?.length ?? 0), 0),
        can: {
          hand:
            collection.state === 'open' &&
            collection.units.includes(actor.unit) &&
            actor.duties.includes('reporter') &&
            mine?.state !== 'accepted',
          close: reviews && collection.state === 'open',
          reopen: reviews && collection.state === 'closed',
          merge: owner.size > 0,
        },
      },
    ]
  })
}
