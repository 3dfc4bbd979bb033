import type { Actor } from '@jingtu/core/access.ts'
import type { Day } from '@jingtu/core/period.ts'
import { type WordBlock, writeWord } from '@jingtu/documents/word/write.ts'
import { sectionsOf } from '@jingtu/programme/dispatch-sheet.ts'
import { owesReport } from '@jingtu/programme/obligations.ts'
import type { Report } from '@jingtu/programme/reporting.ts'
import type { Dispatch } from '@jingtu/programme/task.ts'
import type { Db } from '@jingtu/store/open.ts'
import { type Board, doneOf, loadBoard, unitName } from './board.ts'
import { assertSeesWholePlan } from './relations.ts'

export interface Summary {
  name: string
  bytes: Uint8Array
  accepted: number
  unitsWithout: string[]
}

/**
 * The year's report in one step: every task with what its units reported and what was accepted, then what is open, and by
 * name who has not reported. Reports that were not accepted are not quoted.
 * @param upTo the last period taken in, by its due day; the whole year when null
 */
export async function annualSummary(
  db: Db,
  actor: Actor,
  planId: string,
  today: Day,
  upTo: Day | null = null,
): Promise<Summary> {
  const whole = await loadBoard(db, planId)
  assertSeesWholePlan(actor, whole.plan)
  const periods = whole.periods.filter(p => (upTo === null || p.due <= upTo) && p.startsOn <= today)
  const board: Board = {
    ...whole,
    periods,
    reports: whole.reports.filter(r => r.state === 'accepted' && periods.some(p => p.id === r.period)),
  }
  const { plan } = board
  const missing = missingPerUnit(board, today)
  const title = `${plan.title.replace(/[《》]/g, '').replace(/(工作)?(计划|方案)$/, '')}工作完成情况报告`
  const blocks: WordBlock[] = [
    {
      paragraph: `根据《${plan.title.replace(/[《》]/g, '')}》${plan.issuingNumber ? `（${plan.issuingNumber}）` : ''}，现将截至${dateText(upTo ?? today)}的工作完成情况汇总如下。`,
    },
    { heading: '一、总体情况', level: 1 },
    { paragraph: overall(board, missing) },
    { heading: '二、重点任务完成情况', level: 1 },
    ...taskBlocks(board),
    { heading: '三、存在问题', level: 1 },
    ...told(board, 'problems', '各单位未报告存在问题。'),
    { heading: '四、下一步工作', level: 1 },
    ...told(board, 'nextStep', '各单位未报告下一步措施。'),
    { heading: '五、未报送单位', level: 1 },
    ...(missing.length
      ? [
          {
            table: {
              headRows: 1,
              widths: [1, 3],
              rows: [['单位', '未报送（任务·调度期）'], ...missing.map(m => [m.unitName, m.what.join('；')])],
            },
          },
        ]
      : [{ paragraph: '各单位均已按要求报送。' }]),
  ]
  const bytes = await writeWord({
    title,
    blocks,
    issued: { by: unitName(board.units, plan.ownerUnit), on: dateText(today) },
  })
  return { name: `${title}.docx`, bytes, accepted: board.reports.length, unitsWithout: missing.map(m => m.unitName) }
}

function overall(board: Board, missing: { unitName: string }[]): string {
  const live = board.dispatches.filter(d => !['cancelled', 'reassigned'].includes(d.state))
  const closed = live.filter(d => d.state === 'closed').length
  const units = new Set(board.reports.map(r => r.unit)).size
  return `计划共${board.tasks.length}项任务，交办${live.length}件，已办结${closed}件；${units}家单位报送并经审核的进展报告共${board.reports.length}份，尚有${missing.length}家单位未按要求报送。`
}

function taskBlocks(board: Board): WordBlock[] {
  const blocks: WordBlock[] = []
  let section = ''
  for (const task of board.tasks) {
    const heading = sectionsOf(task)[0] ?? ''
    if (heading && heading !== section) blocks.push({ heading, level: 2 })
    section = heading
    blocks.push({
      heading: [task.no, task.title].filter(Boolean).join(/^\d+$/.test(task.no ?? '') ? '. ' : ' '),
      level: 3,
    })
    const lines = board.dispatches
      .filter(d => d.task === task.id && d.state !== 'cancelled')
      .flatMap(d => lineOf(board, d))
    blocks.push(...(lines.length ? lines : ['没有经审核的报告。']).map(paragraph => ({ paragraph })))
  }
  return blocks
}

function lineOf(board: Board, dispatch: Dispatch): string[] {
  const last = lastReport(board, dispatch)
  if (!last) return []
  const { quantity, percent } = doneOf(board, dispatch)
  const unit = dispatch.quantityUnit ?? ''
  const figure =
    quantity === null && percent === null
      ? ''
      : `（${[quantity === null ? '' : `完成${quantity}${unit}${dispatch.quantity ? `，任务${dispatch.quantity}${unit}` : ''}`, percent === null ? '' : `完成率${percent}%`].filter(Boolean).join('，')}）`
  return [`${unitName(board.units, dispatch.unit)}${figure}：${(last.progress ?? '').replace(/\s*\n\s*/g, '')}`]
}

function lastReport(board: Board, dispatch: Dispatch): Report | undefined {
  const due = (r: Report): Day => board.periods.find(p => p.id === r.period)?.due ?? ''
  return board.reports.filter(r => r.dispatch === dispatch.id).sort((a, b) => (due(a) < due(b) ? 1 : -1))[0]
}

/** Problems and next steps of the last word of each unit; the same words said twice stand once. */
function told(board: Board, key: 'problems' | 'nextStep', none: string): WordBlock[] {
  const lines = board.dispatches.flatMap(d => {
    const text = lastReport(board, d)?.[key]?.trim()
    return text && !/^(无|没有|暂无)[。.]?$/.test(text) ? [`${unitName(board.units, d.unit)}：${text}`] : []
  })
  return (lines.length ? [...new Set(lines)] : [none]).map(paragraph => ({ paragraph }))
}

function missingPerUnit(board: Board, today: Day): { unitName: string; what: string[] }[] {
  const found = new Map<string, string[]>()
  for (const period of board.periods.filter(p => p.due <= today || p.state === 'closed')) {
    for (const d of board.dispatches) {
      const task = board.tasks.find(t => t.id === d.task)
      if (
        !task ||
        !owesReport(board.held.get(d.id)!, period) ||
        board.reports.some(r => r.dispatch === d.id && r.period === period.id)
      )
        continue
      found.set(d.unit, [...(found.get(d.unit) ?? []), `${task.title}·${period.name}`])
    }
  }
  return [...found].map(([unit, what]) => ({ unitName: unitName(board.units, unit), what }))
}

const dateText = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
