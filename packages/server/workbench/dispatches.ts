import type { Actor } from '@jingtu/core/access.ts'
import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import type { Day } from '@jingtu/core/period.ts'
import type { Plan } from '@jingtu/programme/plan.ts'
import { type Dispatch, dispatchRecord, namedObjectRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change, NewRow } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusalsOf } from '../moves.ts'
import { refusal } from '../problems.ts'
import { relationsOf } from './relations.ts'

export type DispatchRole = Dispatch['role']
/** What one unit gets of a task. Names of `objects` are ids of named objects. */
export interface Part {
  unit: string
  quantity?: string | null
  due?: Day | null
  note?: string | null
  objects?: string[]
}

/** States in which a dispatch still lies with its unit. */
export const HELD = ['issued', 'accepted', 'completed', 'returned'] as const

/**
 * Hands tasks to their resolved units: 牵头, 责任 and 配合 in this order, one dispatch per unit however often the text names
 * it. What a unit already holds is left alone, so that issuing again after an amendment only adds what is new.
 * @param parts per task id: quantity, due day and named objects of single units
 */
export async function issueDispatches(
  change: Change,
  plan: Plan,
  tasks: readonly Task[],
  parts: Record<string, Part[]> = {},
): Promise<Dispatch[]> {
  if (tasks.length === 0) return []
  const held = await listRecords(
    change.tx,
    dispatchRecord,
    sql`task in (${sql.join(tasks.map(t => sql`${t.id}::uuid`))}) and state in (${sql.join([...HELD, 'closed'])})`,
  )
  const wanted = tasks.flatMap(task => {
    const own = parts[task.id] ?? []
    const others = own
      .map(p => p.unit)
      .filter(u => ![...task.leadUnits, ...task.respUnits, ...task.coopUnits].includes(u))
    return [...rolesOf(task), ...others.map(unit => ({ unit, role: '责任' as const }))]
      .filter(r => !held.some(d => d.task === task.id && d.unit === r.unit))
      .map(r => ({ task, ...r, part: own.find(p => p.unit === r.unit) }))
  })
  const units = await findUnits(
    change,
    wanted.map(w => w.unit),
  )
  const rows: NewRow<typeof dispatchRecord>[] = wanted.map(({ task, unit, role, part }) => {
    const u = units.get(unit)!
    const alone =
      task.respUnits.length === 0
        ? role === '牵头' && task.leadUnits.length === 1
        : role === '责任' && task.respUnits.length === 1
    return {
      home: u.home,
      region: u.region,
      values: {
        plan: plan.id,
        task: task.id,
        unit,
        role,
        regionId: u.regionId,
        due: part?.due ?? task.due,
        quantity: part?.quantity ?? (alone && role !== '配合' ? task.quantity : null),
        quantityUnit: task.quantityUnit,
        note: part?.note ?? null,
        sample: plan.sample,
      },
    }
  })
  const made = rows.length ? await change.insertMany(dispatchRecord, rows, 'issue') : []
  for (const [i, w] of wanted.entries())
    if (w.part?.objects?.length) await handObjects(change, w.part.objects, made[i]!, w.task)
  return made
}

function rolesOf(task: Task): { unit: string; role: DispatchRole }[] {
  const roles = new Map<string, DispatchRole>()
  for (const [role, units] of [
    ['牵头', task.leadUnits],
    ['责任', task.respUnits],
    ['配合', task.coopUnits],
  ] as const) {
    for (const unit of units) if (!roles.has(unit)) roles.set(unit, role)
  }
  return [...roles].map(([unit, role]) => ({ unit, role }))
}

export async function findUnits(change: Change, ids: string[]): Promise<Map<string, Unit>> {
  const wanted = [...new Set(ids)]
  const found = wanted.length
    ? await listRecords(change.tx, unitRecord, sql`id in (${sql.join(wanted.map(id => sql`${id}::uuid`))})`)
    : []
  const units = new Map(found.map(u => [u.id, u]))
  const faults = wanted.flatMap(id => {
    const u = units.get(id)
    if (!u) return ['交办的单位在单位名录中不存在，请先在名录中登记']
    return u.state === 'active' ? [] : [`“${u.name}”已撤销，请改选承接其职责的单位`]
  })
  if (faults.length) throw refusal('invalid', '不能交办', [...new Set(faults)])
  return units
}

/**
 * Splits a task (by its owner or lead) or a unit's own part of it (a county to its townships) into parts with quantities
 * and named objects. Parts of units that already hold the task are set anew.
 */
export async function splitDispatch(
  change: Change,
  actor: Actor,
  of: { task: Task; plan: Plan; dispatch?: Dispatch | null },
  parts: Part[],
): Promise<{ dispatches: Dispatch[]; unassigned: string[] }> {
  const { task, plan, dispatch = null } = of
  const relations = relationsOf(actor, of)
  const entitled =
    (relations.has('owner') || relations.has('lead') || (dispatch !== null && relations.has('assignee'))) &&
    actor.duties.includes('planner')
  if (!entitled)
    throw refusal('forbidden', '不能分解', [
      '只有计划编制单位、任务牵头单位或承办单位中有“计划管理”权限的人员可以分解任务',
    ])
  const units = await findUnits(
    change,
    parts.map(p => p.unit),
  )
  const objects = await listRecords(
    change.tx,
    namedObjectRecord,
    dispatch
      ? sql`dispatch = ${dispatch.id}::uuid and state <> 'removed'`
      : sql`task = ${task.id}::uuid and state <> 'removed'`,
  )
  const faults = faultsOfParts(
    parts,
    units,
    objects.map(o => o.id),
    { total: dispatch ? dispatch.quantity : task.quantity, unit: task.quantityUnit },
  )
  if (dispatch)
    for (const u of units.values())
      if (!u.region.startsWith(dispatch.region) || u.id === dispatch.unit)
        faults.push(`“${u.name}”不是本单位辖区内的下级单位，不能向其分解`)
  if (faults.length) throw refusal('invalid', '分解有误', faults)
  const held = await listRecords(
    change.tx,
    dispatchRecord,
    sql`task = ${task.id}::uuid and state in (${sql.join([...HELD])})`,
  )
  const dispatches: Dispatch[] = []
  for (const part of parts) {
    const u = units.get(part.unit)!
    const values = {
      due: part.due ?? dispatch?.due ?? task.due,
      quantity: part.quantity ?? null,
      note: part.note ?? null,
    }
    const own = held.find(d => d.unit === part.unit)
    const made = own
      ? await change.update(dispatchRecord, own, { action: 'split', values })
      : await change.insert(
          dispatchRecord,
          {
            home: u.home,
            region: u.region,
            values: {
              plan: plan.id,
              task: task.id,
              unit: u.id,
              role: '责任',
              regionId: u.regionId,
              quantityUnit: task.quantityUnit,
              splitFrom: dispatch?.id ?? null,
              sample: plan.sample,
              ...values,
            },
          },
          'split',
        )
    if (part.objects?.length) await handObjects(change, part.objects, made, task)
    dispatches.push(made)
  }
  if (!dispatch) {
    const added = parts.map(p => p.unit).filter(u => !task.respUnits.includes(u) && !task.leadUnits.includes(u))
    if (added.length)
      await change.update(taskRecord, task, { action: 'split', values: { respUnits: [...task.respUnits, ...added] } })
  }
  const given = new Set(parts.flatMap(p => p.objects ?? []))
  return { dispatches, unassigned: objects.filter(o => !given.has(o.id) && !o.dispatch).map(o => o.name) }
}

function faultsOfParts(
  parts: Part[],
  units: Map<string, Unit>,
  objects: string[],
  whole: { total: string | null; unit: string | null },
): string[] {
  const faults: string[] = []
  const name = (p: Part): string => units.get(p.unit)!.name
  if (parts.length === 0) faults.push('没有给出任何承办单位')
  for (const [i, p] of parts.entries())
    if (parts.findIndex(q => q.unit === p.unit) !== i) faults.push(`“${name(p)}”出现了两次`)
  const seen = new Map<string, string>()
  for (const p of parts) {
    for (const o of p.objects ?? []) {
      if (!objects.includes(o)) faults.push(`分给“${name(p)}”的对象不属于这项任务`)
      const other = seen.get(o)
      if (other) faults.push(`同一个对象同时分给了“${other}”和“${name(p)}”`)
      seen.set(o, name(p))
    }
  }
  const figures = parts.flatMap(p => (p.quantity ? [p.quantity] : []))
  if (figures.length === 0) return faults
  const without = parts.filter(p => !p.quantity).map(name)
  if (without.length) faults.push(`没有填写数量：${without.join('、')}`)
  else if (whole.total && compareDecimals(sum(figures), whole.total) < 0) {
    faults.push(
      `各单位数量合计 ${sum(figures)}${whole.unit ?? ''}，少于任务总量 ${whole.total}${whole.unit ?? ''}，请补足`,
    )
  }
  return faults
}

export async function handObjects(change: Change, ids: string[], to: Dispatch, task: Task): Promise<void> {
  for (const id of ids) {
    const object = await change.get(namedObjectRecord, id)
    if (object.task !== task.id) throw refusal('invalid', '分解有误', [`“${object.name}”不属于这项任务`])
    await change.update(namedObjectRecord, object, { action: 'assign', region: to.region, values: { dispatch: to.id } })
  }
}

/** Whether a move is open to this person now; the pages offer only those. */
export const mayMove = (
  actor: Actor,
  of: { plan: Plan; task: Task; dispatch: Dispatch },
  name: keyof (typeof dispatchRecord)['transitions'] & string,
): boolean => {
  const faults = refusalsOf(dispatchRecord, of.dispatch, name, actor, relationsOf(actor, of), '理由')
  return faults.forbidden.length + faults.conflicts.length + faults.invalid.length === 0
}
