import { type Actor, type Relation, seesRegion } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { canonicalJson } from '@jingtu/core/record.ts'
import {
  gridCellRecord,
  lawDutyRecord,
  type Patrol,
  staffingRecord,
  supervisionRecord,
} from '@jingtu/programme/supervision.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { type RawBuilder, sql } from 'kysely'
import { idAsked, numberAsked } from '../address.ts'
import type { Env } from '../context.ts'
import { refusal } from '../problems.ts'
import { type Crud, crudRoutes } from '../records/crud.ts'
import type { Services } from '../services.ts'

/** A row lives with the unit it is about; only who answers for that unit's region may make it. */
async function placeWithUnit(
  change: Change,
  actor: Actor,
  values: { unit?: string | null },
): Promise<{ home: string; region: string }> {
  const unit = values.unit ? await findRecord(change.tx, unitRecord, values.unit) : undefined
  if (!unit) throw refusal('invalid', '填写有误', [{ message: '请选择单位', where: 'unit' }])
  if (actor.party || !seesRegion(actor, unit.region))
    throw refusal('forbidden', '不能登记', [`“${unit.name}”不在您的管辖范围内`])
  return { home: unit.home, region: unit.region }
}

/** Ecology bureaus and governments answer for what lies in their region; other bureaus beside them do not. */
const SUPERVISORS: readonly string[] = ['生态环境', '政府']

/** The unit itself is 'assignee'; an ecology bureau or government over its region is 'owner'. */
const standing = (actor: Actor, row: { unit: string; region: string }): Set<Relation> => {
  if (row.unit === actor.unit) return new Set<Relation>(['assignee'])
  return new Set<Relation>(SUPERVISORS.includes(actor.line) && seesRegion(actor, row.region) ? ['owner'] : [])
}

/** A reason, at its field, for each text that says nothing. */
const missing = (...asked: [text: string | null | undefined, where: string, message: string][]): Reason[] =>
  asked.filter(([text]) => !text?.trim()).map(([, where, message]) => ({ message, where }))

const byUnit = (query: (name: string) => string | undefined): RawBuilder<unknown> => {
  const unit = idAsked(query, 'unit')
  return sql`(${unit}::uuid is null or unit = ${unit}::uuid)`
}

const lawDuties: Crud<typeof lawDutyRecord> = {
  kind: lawDutyRecord,
  path: 'law-duties',
  duty: 'planner',
  editable: ['unchecked', 'weak'],
  orderBy: sql`law, article`,
  filter: byUnit,
  relations: (_c, actor, row) => standing(actor, row),
  place: placeWithUnit,
  alsoSees: actor => sql`unit = ${actor.unit}::uuid`,
  refusals: async (_c, row, move, values) => {
    const after = { ...row, ...values }
    if (move === 'confirm') return missing([after.finding, 'finding', '请填写自查情况'])
    if (move === 'expose')
      return missing([after.weakness, 'weakness', '请写明薄弱环节'], [after.due, 'due', '请填写整改时限'])
    if (move === 'fix')
      return missing([after.measure, 'measure', '请填写整改措施'], [after.fixedOn, 'fixedOn', '请填写整改完成日期'])
    return []
  },
}

const gridCells: Crud<typeof gridCellRecord> = {
  kind: gridCellRecord,
  path: 'grid-cells',
  duty: 'reporter',
  editable: ['active'],
  orderBy: sql`region, name`,
  filter: byUnit,
  relations: (_c, actor, row) => standing(actor, row),
  place: placeWithUnit,
  refusals: async (change, row, move, values) => {
    if (move === 'reassign')
      return values.responsible?.trim() && values.responsible !== row.responsible
        ? []
        : [{ message: '请填写新的监管责任人', where: 'responsible' }]
    if (move !== 'patrol') return []
    const [before, after] = [row.patrols ?? [], (values.patrols ?? []) as Patrol[]]
    const added = after.slice(before.length)
    if (canonicalJson(after.slice(0, before.length)) !== canonicalJson(before) || added.length === 0)
      return [{ message: '巡查记录只能追加，不能改动已有记录', where: 'patrols' }]
    return added.flatMap(p => [
      ...(p.on && p.on <= change.today ? [] : [{ message: '巡查日期缺失或晚于今天', where: 'patrols' }]),
      ...missing([p.by, 'patrols', '请填写巡查人'], [p.found, 'patrols', '请填写巡查情况（没有发现问题也要写明）']),
    ])
  },
}

const staffing: Crud<typeof staffingRecord> = {
  kind: staffingRecord,
  path: 'staffing',
  duty: 'reporter',
  editable: ['recorded'],
  orderBy: sql`year desc, region`,
  filter: query => {
    const year = numberAsked(query, 'year')
    return sql`${byUnit(query)} and (${year}::int is null or year = ${year}::int)`
  },
  relations: (_c, actor, row) => standing(actor, row),
  place: async (change, actor, values) => {
    const place = await placeWithUnit(change, actor, values)
    const same = await listRecords(
      change.tx,
      staffingRecord,
      sql`unit = ${values.unit}::uuid and year = ${values.year ?? 0}`,
    )
    if (same.length) throw refusal('conflict', '该单位该年度已登记', ['请直接修改已有记录'])
    return place
  },
}

const supervision: Crud<typeof supervisionRecord> = {
  kind: supervisionRecord,
  path: 'supervision',
  duty: 'planner',
  editable: ['planned'],
  orderBy: sql`planned_on desc`,
  filter: byUnit,
  place: placeWithUnit,
  relations: (_c, actor, row) =>
    new Set<Relation>([
      ...(row.inspector === actor.unit ? ['owner' as const] : []),
      ...(row.unit === actor.unit ? ['assignee' as const] : []),
    ]),
  alsoSees: actor => sql`inspector = ${actor.unit}::uuid`,
  refusals: async (change, row, move, values) => {
    const findings = (values.findings ?? row.findings ?? []) as {
      text: string
      reply: string | null
      settledOn: string | null
    }[]
    if (move === 'inspect') {
      const on = values.inspectedOn
      return [
        ...(on && on <= change.today ? [] : [{ message: '请填写检查日期，且不晚于今天', where: 'inspectedOn' }]),
        ...(findings.every(x => x.text?.trim()) ? [] : [{ message: '每条检查发现都要写明内容', where: 'findings' }]),
        ...(values.findings ? [] : [{ message: '请列出检查发现；没有发现问题时填空清单', where: 'findings' }]),
      ]
    }
    // Nothing was found, so there is nothing to answer; what was found is closed only after the unit has answered.
    const told = row.findings ?? []
    if (move === 'close' && row.state === 'inspected' && told.length > 0)
      return [{ message: `还有 ${told.length} 条检查发现等待被检查单位反馈，反馈后才能办结`, where: 'findings' }]
    if (findings.length !== told.length || told.some((x, i) => x.text !== findings[i]?.text))
      return [{ message: '检查发现只能逐条反馈和销号，不能改写、增减', where: 'findings' }]
    if (move === 'answer')
      return missing(
        ...findings.map(x => [x.reply, 'findings', `“${x.text}”还没有反馈`] as [string | null, string, string]),
      )
    if (move === 'close')
      return missing(
        ...findings.map(x => [x.settledOn, 'findings', `“${x.text}”尚未销号`] as [string | null, string, string]),
      )
    return []
  },
}

/** Duties the law names, the grid down to the village, the hands a bureau has, and inspections of lower units. */
export function supervisionRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.route('/', crudRoutes(services, lawDuties))
  app.route('/', crudRoutes(services, gridCells))
  app.route('/', crudRoutes(services, staffing))
  app.route('/', crudRoutes(services, supervision))
  return app
}
