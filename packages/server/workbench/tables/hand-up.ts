import type { Actor, Relation } from '@jingtu/core/access.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { type ReportSheet, reportSheetRecord, reportTableRecord } from '@jingtu/programme/report-table.ts'
import { periodRecord } from '@jingtu/programme/reporting.ts'
import { layOutTable } from '@jingtu/programme/table-sheet.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { moveRecord } from '../../moves.ts'
import { refusal } from '../../problems.ts'
import { unitName } from '../board.ts'
import { XLSX } from '../periods.ts'
import { computeFigures, loadFacts, type TableFacts } from './figures.ts'
import { assertOpen, sheetOf, typedColumns } from './fill.ts'

/** Rows with something to type in that nobody has handed in. */
export const missingRows = (facts: TableFacts): string[] =>
  facts.places.flatMap((place, row) =>
    typedColumns(facts.table, row).length > 0 && facts.lines.get(place.id)?.state !== 'submitted' ? [place.name] : [],
  )

/** The table as a workbook with its formulas alive. */
export const writeTable = (facts: TableFacts, actor: Actor | null, submittedOn: string | null): Promise<Uint8Array> =>
  writeSheet({
    sheets: [
      layOutTable({
        name: facts.table.name,
        number: facts.table.number,
        basis: facts.table.basis,
        periodName: facts.period.name,
        due: facts.period.due,
        rowsHead: facts.table.rowsBy === '区域' ? '县（市、区）' : '单位',
        rowNames: facts.places.map(p => p.name),
        note: facts.table.note,
        compiler: unitName(facts.board.units, facts.board.plan.ownerUnit),
        submittedOn,
        grid: facts.grid,
        figures: computeFigures(facts, actor),
      }),
    ],
  })

export const workbookName = (facts: TableFacts): string =>
  `${facts.table.name}（${facts.period.name}）.xlsx`.replace(/[\\/:*?"<>|]/g, '')

/**
 * Hands the table of a period up: its figures and its workbook are frozen.
 * @param withMissing although rows are not handed in; they stay empty
 */
export async function handUp(
  change: Change,
  actor: Actor,
  of: { table: string; period: string },
  withMissing: boolean,
): Promise<ReportSheet> {
  const table = await change.get(reportTableRecord, of.table)
  const plan = await change.get(planRecord, table.plan)
  const period = await change.get(periodRecord, of.period)
  if (plan.ownerUnit !== actor.unit || !actor.duties.includes('reviewer'))
    throw refusal('forbidden', '不能上报', ['报表由计划编制单位中有“审核”权限的人员上报'])
  await assertOpen(change, table, period)
  const facts = await loadFacts(change.tx, table, period)
  const missing = missingRows(facts)
  if (missing.length && !withMissing)
    throw refusal(
      'conflict',
      '还有行没有提交',
      missing.map(name => ({ where: name, message: '还没有提交；请催报，或注明带空行上报' })),
    )
  const file = await storeFile(change.tx, await writeTable(facts, null, change.today), {
    type: XLSX,
    name: workbookName(facts),
    by: change.context.actor.id,
    now: change.context.now,
  })
  return change.insert(
    reportSheetRecord,
    {
      home: plan.home,
      region: plan.region,
      values: {
        reportTable: table.id,
        period: period.id,
        figures: computeFigures(facts, null),
        file: file.hash,
        submittedOn: change.today,
      },
    },
    'handUp',
  )
}

export async function withdrawSheet(change: Change, actor: Actor, id: string): Promise<ReportSheet> {
  const sheet = await change.get(reportSheetRecord, id)
  const table = await change.get(reportTableRecord, sheet.reportTable)
  const plan = await change.get(planRecord, table.plan)
  const later = await sheetOf(change.tx, table.id, sheet.period)
  return moveRecord(change, reportSheetRecord, sheet, 'withdraw', {
    actor,
    relations: new Set<Relation>(plan.ownerUnit === actor.unit ? ['owner'] : []),
    refusals: later && later.id !== id ? ['这一期已另行上报，请刷新'] : [],
  })
}
