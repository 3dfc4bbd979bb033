import type { Actor } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import {
  type CellFormula,
  type ReportTable,
  reportLineRecord,
  reportTableRecord,
  type TableColumn,
  type TableRow,
} from '@jingtu/programme/report-table.ts'
import { type Grid, makeGrid, type TableShape } from '@jingtu/programme/table-grid.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { countRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../../moves.ts'
import { canEditPlan, planRelations } from '../../plans/rights.ts'
import { refusal } from '../../problems.ts'

export type TableValues = Pick<ReportTable, 'name' | 'rowsBy'> &
  Partial<Pick<ReportTable, 'number' | 'basis' | 'hasTotal' | 'line' | 'note'>> & {
    rows: TableRow[]
    columns: TableColumn[]
    formulas: CellFormula[]
  }

export const shapeOf = (table: Pick<ReportTable, 'columns' | 'rows' | 'formulas' | 'hasTotal'>): TableShape => ({
  columns: table.columns ?? [],
  rows: table.rows?.length ?? 0,
  formulas: table.formulas ?? [],
  hasTotal: table.hasTotal === true,
})

export const gridOf = (table: ReportTable): Grid => makeGrid(shapeOf(table)).grid

/** Everything that is wrong with a drawing, each with its column or cell; nothing when it can be filled in. */
export function faultsOfDrawing(values: TableValues): Reason[] {
  const faults: Reason[] = []
  if (values.rows.length === 0) faults.push({ where: 'rows', message: '请至少选一行（区域或单位）' })
  if (values.columns.length === 0) faults.push({ where: 'columns', message: '请至少设一列' })
  for (const [what, names] of [
    ['列', values.columns.map(c => c.name)],
    ['列编号', values.columns.map(c => c.key)],
    ['行', values.rows.map(r => r.id)],
  ] as const)
    for (const name of new Set(names.filter((n, i) => names.indexOf(n) !== i)))
      faults.push({ where: 'columns', message: `${what}“${name}”重复，请改名或删去一个` })
  return [...faults, ...makeGrid(shapeOf(values as ReportTable)).faults]
}

function assertDraws(actor: Actor, plan: Plan): void {
  if (!canEditPlan(actor, plan))
    throw refusal('forbidden', '不能设计报表', ['报表由计划编制单位中有“计划管理”权限的人员设计'])
}

export async function drawTable(
  change: Change,
  actor: Actor,
  planId: string,
  values: TableValues,
): Promise<ReportTable> {
  const plan = await change.get(planRecord, planId)
  assertDraws(actor, plan)
  const faults = faultsOfDrawing(values)
  if (faults.length) throw refusal('invalid', '报表有误', faults)
  return change.insert(
    reportTableRecord,
    { home: plan.home, region: plan.region, values: { plan: planId, ...values } },
    'draw',
  )
}

/** Draws a table anew while it is not being filled in. */
export async function redrawTable(
  change: Change,
  actor: Actor,
  id: string,
  version: number,
  values: TableValues,
): Promise<ReportTable> {
  const table = await change.get(reportTableRecord, id)
  assertDraws(actor, await change.get(planRecord, table.plan))
  if (table.version !== version) throw refusal('conflict', '报表已被他人修改', ['请刷新后再改'])
  if (table.state !== 'draft')
    throw refusal('conflict', '不能修改', [`报表${reportTableRecord.states[table.state]}，请先退回设计`])
  const faults = faultsOfDrawing(values)
  if (faults.length) throw refusal('invalid', '报表有误', faults)
  return change.update(reportTableRecord, table, { action: 'draw', values })
}

export async function moveTable(change: Change, actor: Actor, id: string, move: string): Promise<ReportTable> {
  const table = await change.get(reportTableRecord, id)
  const plan = await change.get(planRecord, table.plan)
  if (!(move in reportTableRecord.transitions)) throw refusal('not-found', '没有这个操作')
  const refusals: string[] = []
  if (move === 'open' && plan.state !== 'published') refusals.push('计划发布后报表才能启用')
  if (move === 'redraw') {
    const handedIn = await countRecords(
      change.tx,
      reportLineRecord,
      sql`report_table = ${id}::uuid and state = 'submitted'`,
    )
    // What was handed in was said of these columns; a new drawing would put other words over the figures.
    if (handedIn > 0) refusals.push(`已有 ${handedIn} 行提交，不能改动表样；请停用本表，另设新表`)
  }
  return moveRecord(change, reportTableRecord, table, move as 'open', {
    actor,
    relations: planRelations(actor, plan),
    refusals,
  })
}
