import type { Actor } from '@jingtu/core/access.ts'
import { type CellContent, type SheetPlan, sheetName, writeSheet } from '@jingtu/documents/sheet/write.ts'
import type { Target } from '@jingtu/programme/target.ts'
import { targetText } from '@jingtu/programme/target-text.ts'
import { TASK_TABLE_COLUMNS, taskTable } from '@jingtu/programme/task-table.ts'
import type { Db } from '@jingtu/store/open.ts'
import { refusal } from '../problems.ts'
import { getPlanDetail } from './reading-plans.ts'

export interface Workbook {
  name: string
  bytes: Uint8Array
}

/** The task list as it is annexed to a plan: six columns, section headings over the whole width. */
export async function writeTaskTable(
  db: Db,
  actor: Actor,
  planId: string,
  options: { subtasks?: boolean } = {},
): Promise<Workbook> {
  const { plan, tasks, units } = await getPlanDetail(db, actor, planId)
  const rows = taskTable(tasks, id => units[id]?.shortName ?? units[id]?.name ?? '', options)
  const width = TASK_TABLE_COLUMNS.length
  const title = `${plan.title.replace(/^.*《|》.*$/g, '')}任务清单`
  const body: CellContent[][] = rows.map(r =>
    r.cells ? [...r.cells] : [{ value: r.heading, bold: true, align: 'left' }, ...Array<null>(width - 1).fill(null)],
  )
  const sheet: SheetPlan = {
    name: sheetName('任务清单'),
    columns: [{ width: 6, align: 'center' }, { width: 22 }, { width: 64 }, { width: 18 }, { width: 24 }, { width: 24 }],
    rows: [[title, ...Array<null>(width - 1).fill(null)], [...TASK_TABLE_COLUMNS], ...body],
    merges: [
      { startRow: 0, startColumn: 0, endRow: 0, endColumn: width - 1 },
      ...rows.flatMap((r, i) =>
        r.cells ? [] : [{ startRow: i + 2, startColumn: 0, endRow: i + 2, endColumn: width - 1 }],
      ),
    ],
    headRows: 2,
    landscape: true,
  }
  return { name: `${plan.title}任务清单.xlsx`, bytes: await writeSheet({ sheets: [sheet] }) }
}

export interface TargetTable {
  title: string
  /** Ids of targets, in the order of the columns; all of the plan's indicators where left out. */
  targets?: string[]
}

/**
 * Target tables as they are annexed: indicators across, grouped as 约束性 and 指导性, the region in the row below. One sheet
 * per table.
 */
export async function writeTargetTables(
  db: Db,
  actor: Actor,
  planId: string,
  tables: TargetTable[],
): Promise<Workbook> {
  const { plan, targets, regionName } = await getPlanDetail(db, actor, planId)
  const live = targets.filter(t => t.state !== 'rejected' && t.state !== 'cancelled' && t.kind !== 'frequency')
  const asked = tables.length > 0 ? tables : [{ title: `${plan.year ? `${plan.year}年度` : ''}目标任务` }]
  const sheets = asked.map((table, i) => {
    const chosen = table.targets
      ? table.targets.map(id => live.find(t => t.id === id))
      : live.filter(t => t.kind === 'indicator')
    if (chosen.some(t => !t))
      throw refusal('invalid', '目标表有误', [{ where: `附表${i + 1}`, message: '所选的目标不在计划里，或没有采用' }])
    return targetSheet(asked.length > 1 ? `附表${i + 1}` : '附表', table.title, regionName, chosen as Target[])
  })
  return { name: `${plan.title}目标表.xlsx`, bytes: await writeSheet({ sheets }) }
}

function targetSheet(label: string, title: string, region: string, targets: Target[]): SheetPlan {
  const groups = (['约束性', '指导性', null] as const)
    .map(binding => ({
      heading: binding ? `${binding}指标` : '指标',
      targets: targets.filter(t => (t.binding ?? null) === binding),
    }))
    .filter(g => g.targets.length > 0)
  const ordered = groups.flatMap(g => g.targets)
  if (ordered.length === 0) throw refusal('conflict', '没有可以导出的目标', ['计划里还没有采用的指标'])
  const width = ordered.length + 1
  const heads: CellContent[] = [region]
  const merges: SheetPlan['merges'] = [{ startRow: 1, startColumn: 0, endRow: 1, endColumn: width - 1 }]
  for (const g of groups) {
    const from = heads.length
    heads.push(g.heading, ...Array<null>(g.targets.length - 1).fill(null))
    if (g.targets.length > 1)
      merges.push({ startRow: 2, startColumn: from, endRow: 2, endColumn: from + g.targets.length - 1 })
  }
  merges.push({ startRow: 2, startColumn: 0, endRow: 4, endColumn: 0 })
  const blank = Array<null>(width - 1).fill(null)
  return {
    name: sheetName(label),
    columns: [{ width: 14, align: 'center' }, ...ordered.map(() => ({ width: 20, align: 'center' as const }))],
    rows: [
      [label, ...blank],
      [title, ...blank],
      heads,
      [null, ...ordered.map(headOf)],
      [null, ...ordered.map(targetText)],
    ],
    merges,
    headRows: 4,
    landscape: true,
  }
}

const headOf = (t: Target): string =>
  t.unit && t.unit !== '%' && t.op !== 'text' && !/[（(]/.test(t.indicator)
    ? `${t.indicator}（${t.unit}）`
    : t.indicator
