import type { ImportBatch } from '@jingtu/registers/monitoring/import-batch.ts'
import { findFile } from '@jingtu/store/files.ts'
import type { Db } from '@jingtu/store/open.ts'
import { refusal } from '../problems.ts'
import { readPlace } from './checking.ts'
import { openSource, storedFile, type TablePlan } from './source.ts'
import type { CellContext, OriginalCell, ResultView } from './views.ts'

/** Where a result stands in its file, by what was kept of it; the file itself is not opened. */
export function cellOf(batch: ImportBatch, file: OriginalCell['file'], result: ResultView): OriginalCell {
  const at = readPlace(result.place)
  const mend = batch.mends?.find(m => m.place === result.place)
  return {
    file,
    sheet: at?.sheet ?? '',
    row: at?.row ?? 0,
    column: at?.column ?? 0,
    place: result.place,
    text: result.original,
    mend: result.mended === null ? null : { text: result.mended, reason: mend?.reason ?? null },
  }
}

export async function fileOfBatch(db: Db, batch: ImportBatch): Promise<OriginalCell['file']> {
  const hash = batch.source[0]
  const about = hash ? await findFile(db, hash) : undefined
  return hash && about ? { hash, name: batch.sourceName ?? about.name } : null
}

const AROUND = 3

/** The cell read from the file anew, with its row, its head and some rows around it. @throws Refusal */
export async function findCell(db: Db, batch: ImportBatch, place: string): Promise<CellContext> {
  const at = readPlace(place)
  const hash = batch.source[0]
  if (!at || !hash) throw refusal('not-found', '没有这个单元格', ['位置应写作 表名!D12'])
  const plans = (batch.layouts ?? []) as TablePlan[]
  const plan = plans.find(p => p.sheetName === at.sheet)
  if (!plan) throw refusal('not-found', '没有这张工作表', [`这批数据没有用到工作表“${at.sheet}”`])
  const turned = plan.layout.turned === true
  const [row, column] = turned ? [at.column, at.row] : [at.row, at.column]
  const source = await openSource(await storedFile(db, hash))
  let head: string[] = []
  const around: CellContext['around'] = []
  for await (const block of source.blocks(plan)) {
    for (let i = 0; i < block.rows.length; i++) {
      const number = block.first + i
      if (number === plan.layout.headerRow) head = block.rows[i]!
      if (Math.abs(number - row) <= AROUND) around.push({ row: number, cells: block.rows[i]! })
    }
    if (block.first + block.rows.length > row + AROUND) break
  }
  const own = around.find(a => a.row === row)
  if (!own) throw refusal('not-found', '没有这个单元格', [`文件中没有第 ${row} 行`])
  return {
    file: { hash, name: batch.sourceName ?? source.name },
    place,
    turned,
    column,
    row,
    text: own.cells[column - 1] ?? '',
    head,
    around,
  }
}
