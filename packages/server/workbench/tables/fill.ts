import type { Actor, Relation } from '@jingtu/core/access.ts'
import { isDecimal } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import {
  type ReportLine,
  type ReportTable,
  reportLineRecord,
  reportSheetRecord,
  reportTableRecord,
} from '@jingtu/programme/report-table.ts'
import { periodRecord, type ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { parseAddress } from '@jingtu/programme/table-formula.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../../moves.ts'
import { getRegion, homeOf } from '../../organisation/places.ts'
import { refusal } from '../../problems.ts'
import { addNotice } from '../notices.ts'
import { placesOf, type RowPlace } from './figures.ts'

export interface LineInput {
  subject: string
  /** Column key → what was typed: a number, “/”, or nothing. */
  cells: Record<string, string | null>
  note?: string | null
}

/** Whoever keeps the plan may fill in any row; a unit fills in its own, or that of its region where its line is asked. */
export function fills(actor: Actor, table: ReportTable, plan: Plan, place: RowPlace): boolean {
  if (actor.party) return false
  if (plan.ownerUnit === actor.unit) return actor.duties.some(d => d === 'reporter' || d === 'planner')
  if (!actor.duties.includes('reporter')) return false
  if (table.rowsBy === '单位') return place.id === actor.unit
  return place.region?.path === actor.region && (table.line === null || table.line === actor.line)
}

/** The columns of a row that are typed in: those so drawn, but for cells with a formula of their own. */
export const typedColumns = (table: ReportTable, row: number): { key: string; name: string }[] => {
  const own = new Set(
    (table.formulas ?? []).map(f => parseAddress(f.at)).flatMap(a => (a?.row === row ? [a.column] : [])),
  )
  return (table.columns ?? []).filter((c, i) => c.source.kind === 'typed' && !own.has(i))
}

/** Keeps what was typed into rows of one period, and hands the rows in where asked; all faults of all cells at once. */
export async function fillLines(
  change: Change,
  actor: Actor,
  of: { table: string; period: string },
  input: LineInput[],
  submit: boolean,
): Promise<ReportLine[]> {
  const table = await change.get(reportTableRecord, of.table)
  const plan = await change.get(planRecord, table.plan)
  const period = await change.get(periodRecord, of.period)
  await assertOpen(change, table, period)
  const places = await placesOf(change.tx, table)
  const faults: Reason[] = []
  const kept: ReportLine[] = []
  const existing = await listRecords(
    change.tx,
    reportLineRecord,
    sql`report_table = ${table.id}::uuid and period = ${period.id}::uuid`,
  )
  for (const { subject, cells, note } of input) {
    const row = places.findIndex(p => p.id === subject)
    const place = places[row]
    if (!place) throw refusal('invalid', '不能填报', ['表中没有这一行，请刷新后再填'])
    if (!fills(actor, table, plan, place))
      throw refusal('forbidden', '不能填报', [`“${place.name}”这一行由其他单位填报，或您没有“填报”权限`])
    const before = existing.find(l => l.subject === subject)
    if (before?.state === 'submitted') {
      faults.push({ where: place.name, message: '这一行已提交，如需修改请汇总单位先退回' })
      continue
    }
    const columns = typedColumns(table, row)
    const merged = cleaned({ ...(before?.cells ?? {}), ...cells }, columns)
    faults.push(...cellFaults(merged, columns, place.name, submit))
    if (faults.length) continue
    const values = {
      reportTable: table.id,
      period: period.id,
      subject,
      cells: merged,
      filledBy: actor.unit,
      note: note === undefined ? (before?.note ?? null) : note,
    }
    const line = before
      ? await change.update(reportLineRecord, await change.get(reportLineRecord, before.id), { action: 'fill', values })
      : await change.insert(reportLineRecord, { ...(await seatOf(change.tx, place, plan)), values }, 'fill')
    kept.push(
      submit
        ? await moveRecord(change, reportLineRecord, line, 'submit', {
            actor,
            relations: new Set<Relation>(['assignee']),
          })
        : line,
    )
  }
  if (faults.length) throw refusal('invalid', submit ? '不能提交' : '填写有误', faults)
  return kept
}

const cleaned = (cells: Record<string, string | null>, columns: { key: string }[]): Record<string, string> =>
  Object.fromEntries(columns.flatMap(({ key }) => (cells[key]?.trim() ? [[key, cells[key].trim()]] : [])))

function cellFaults(
  cells: Record<string, string>,
  columns: { key: string; name: string }[],
  row: string,
  submit: boolean,
): Reason[] {
  return columns.flatMap(({ key, name }): Reason[] => {
    const text = cells[key]
    if (text === undefined)
      return submit ? [{ where: `${row} ${name}`, message: '还没有填；没有的填 0，不涉及的填“/”' }] : []
    return text === '/' || isDecimal(text)
      ? []
      : [{ where: `${row} ${name}`, message: `“${text}”不是数字；填数字（例如 12.5），不涉及的填“/”` }]
  })
}

/** The row lives with the region it speaks of. */
async function seatOf(tx: Tx, place: RowPlace, plan: Plan): Promise<{ home: string; region: string }> {
  if (!place.region) return { home: plan.home, region: plan.region }
  return { home: await homeOf(tx, await getRegion(tx, place.region.id)), region: place.region.path }
}

export async function assertOpen(change: Change, table: ReportTable, period: ReportingPeriod): Promise<void> {
  const faults: string[] = []
  if (period.plan !== table.plan) faults.push('调度期不属于这份计划')
  if (table.state !== 'inUse') faults.push(`报表${reportTableRecord.states[table.state]}，启用后才能填报`)
  if (await sheetOf(change.tx, table.id, period.id)) faults.push(`${period.name}的报表已上报；如需改动，请先撤回上报`)
  if (faults.length) throw refusal('conflict', '不能填报', faults)
}

export const sheetOf = async (db: Db | Tx, table: string, period: string) =>
  (
    await listRecords(
      db,
      reportSheetRecord,
      sql`report_table = ${table}::uuid and period = ${period}::uuid and state = 'submitted'`,
    )
  )[0]

/** Sends a row back to whoever filled it in, with the reason of the change. */
export async function sendLineBack(change: Change, actor: Actor, id: string): Promise<ReportLine> {
  const line = await change.get(reportLineRecord, id)
  const table = await change.get(reportTableRecord, line.reportTable)
  const plan = await change.get(planRecord, table.plan)
  const period = await change.get(periodRecord, line.period)
  const refusals = (await sheetOf(change.tx, table.id, period.id)) ? [`${period.name}的报表已上报，请先撤回上报`] : []
  const sent = await moveRecord(change, reportLineRecord, line, 'sendBack', {
    actor,
    relations: new Set<Relation>(plan.ownerUnit === actor.unit ? ['owner'] : []),
    refusals,
  })
  await addNotice(change.tx, {
    unit: line.filledBy,
    kind: 'returned',
    key: `report-line-${id}-${sent.version}:returned`,
    title: `报表被退回：${table.name}（${period.name}）`,
    body: change.context.reason ?? '',
    link: `/report-tables/${table.id}?period=${period.id}`,
    due: period.due,
    now: change.context.now,
  })
  return sent
}
