import type { Actor } from '@jingtu/core/access.ts'
import { type Reason, Refusal } from '@jingtu/core/problem.ts'
import { readSheet } from '@jingtu/documents/sheet/read.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { type FillingTask, layOutFilling, readFilling } from '@jingtu/programme/filling-sheet.ts'
import { mayReport } from '@jingtu/programme/obligations.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { periodRecord, type Report, type ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import type { Dispatch } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { type Board, loadBoard } from './board.ts'
import { XLSX } from './periods.ts'
import { saveReport, submitReport } from './reports.ts'

const GONE = new Set(['cancelled', 'reassigned', 'returned'])

/** The dispatches of a unit that may still be reported on in a period. */
export const fillable = (board: Board, unit: string, period: ReportingPeriod): Dispatch[] =>
  period.state !== 'open'
    ? []
    : board.dispatches.filter(
        d =>
          d.unit === unit &&
          !GONE.has(d.state) &&
          board.tasks.some(t => t.id === d.task) &&
          mayReport({ ...board.held.get(d.id)!, endedOn: null }, period) &&
          !board.reports.some(
            r => r.dispatch === d.id && r.period === period.id && ['submitted', 'accepted'].includes(r.state),
          ),
      )

interface Asked {
  plan: Plan
  period: ReportingPeriod
  tasks: FillingTask[]
}

async function askedOf(db: Db | Tx, actor: Actor, periodId: string): Promise<Asked> {
  if (actor.party || !actor.duties.includes('reporter'))
    throw refusal('forbidden', '不能填报', ['您没有“填报”权限，请联系本单位管理员'])
  const period = await getRecord(db, periodRecord, periodId)
  const board = await loadBoard(db, period.plan, sql`unit = ${actor.unit}::uuid`)
  const targets = await listRecords(db, targetRecord, sql`plan = ${period.plan}::uuid and state = 'inForce'`, {
    orderBy: sql`ordinal`,
  })
  const order = new Map(board.tasks.map((t, i) => [t.id, i]))
  const own = fillable(board, actor.unit, period).sort((a, b) => order.get(a.task)! - order.get(b.task)!)
  return {
    plan: await getRecord(db, planRecord, period.plan),
    period,
    tasks: own.map(d => taskOf(board, period, d, targets)),
  }
}

function taskOf(board: Board, period: ReportingPeriod, dispatch: Dispatch, targets: Target[]): FillingTask {
  const task = board.tasks.find(t => t.id === dispatch.task)!
  const report = board.reports.find(r => r.dispatch === dispatch.id && r.period === period.id) ?? null
  const earlier = board.periods
    .filter(p => p.due < period.due)
    .reverse()
    .flatMap(p => board.reports.filter(r => r.dispatch === dispatch.id && r.period === p.id && r.state !== 'draft'))
  return {
    dispatch: dispatch.id,
    no: task.no ?? '',
    title: task.title,
    content: task.content ?? '',
    due: dispatch.due,
    share: dispatch.quantity ? `${dispatch.quantity}${dispatch.quantityUnit ?? ''}` : '',
    before: earlier[0] ? saidBefore(earlier[0], dispatch) : '',
    targets: targets.filter(t => t.task === task.id).map(t => ({ id: t.id, indicator: t.indicator, unit: t.unit })),
    report,
    returned: report?.state === 'returned' ? report.reviewNote : null,
  }
}

const saidBefore = (r: Report, d: Dispatch): string =>
  [
    r.quantity !== null && `${r.figureKind ?? ''}${r.quantity}${d.quantityUnit ?? ''}`,
    r.percent !== null && `${r.percent}%`,
    r.progress,
  ]
    .filter(Boolean)
    .join('；')

/** The sheet in which a unit reports all its tasks of a period, with what it has written so far. */
export async function writeFilling(
  db: Db,
  actor: Actor,
  periodId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { plan, period, tasks } = await askedOf(db, actor, periodId)
  if (tasks.length === 0)
    throw refusal('conflict', '没有要填报的任务', [`${period.name}没有本单位待填报的任务，或都已提交`])
  const title = `${actor.unitName}${period.name}工作进展填报表`
  const hint = `《${plan.title.replace(/[《》]/g, '')}》　报送截止：${period.due}　只填白色的格；整行不填的任务不报；填好后在“调度”页上传。`
  const bytes = await writeSheet({
    sheets: [layOutFilling(title, hint, tasks)],
    notes: {
      lines: [
        '一行是一项任务，灰色的格供对照，改动无效；“编号（勿改）”一列不能改动。',
        '数值口径：本期值（只算本期）、累计值（年初至今）、工程量百分比。填了数量或比例就要选口径。',
        '完成数量只填数字，单位见“本单位承担”。没有完成的填 0。',
        '指标数值写作“指标(单位)=数值”，多个指标用“；”隔开；“=”后面不填的不报。',
        '佐证材料在网页上传；要求证明材料的任务，请先存草稿，再到任务页上传材料后提交。',
      ],
    },
  })
  return { name: `${title}.xlsx`.replace(/[\\/:*?"<>|]/g, ''), bytes }
}

export interface FillingAnswer {
  saved: number
  submitted: number
}

/**
 * Takes a filled sheet in as one change: every row is saved, and handed in where asked. Nothing is kept when any cell is
 * wrong; each fault stands with its row, column and cell.
 */
export async function takeFilling(
  change: Change,
  actor: Actor,
  periodId: string,
  file: { name: string; bytes: Uint8Array },
  submit: boolean,
): Promise<FillingAnswer> {
  const { period, tasks } = await askedOf(change.tx, actor, periodId)
  const reading = await readSheet(file.bytes)
  if ('refused' in reading)
    throw refusal(
      'invalid',
      '读不出这份表',
      reading.refused.reasons.map(r => `${r.message}。${r.hint}`),
    )
  const sheet = reading.sheets.find(s => !s.hidden)
  const { filled, faults } = readFilling(sheet?.rows.map(r => r.texts) ?? [], tasks)
  if (faults.length === 0 && filled.length === 0)
    faults.push({ message: '表里没有填写任何一项；请在白色的格里填写后再上传' })
  if (faults.length) throw refusal('invalid', '填报表有误，没有导入', faults)
  for (const row of filled) {
    const where = `第${row.line}行 ${tasks.find(t => t.dispatch === row.dispatch)!.title}`
    try {
      const draft = await saveReport(change, actor, { dispatch: row.dispatch, period: period.id }, row.content)
      if (submit) await submitReport(change, actor, draft.id)
    } catch (error) {
      // The whole change is refused in the end; the rows behind are looked at as well, so that all faults are told at once.
      if (!(error instanceof Refusal)) throw error
      faults.push(...error.problem.reasons.map((r): Reason => ({ where, message: r.message })))
    }
  }
  if (faults.length) throw refusal('invalid', submit ? '有任务不能提交，没有导入' : '填报表有误，没有导入', faults)
  await storeFile(change.tx, file.bytes, {
    type: XLSX,
    name: file.name,
    by: actor.person,
    now: change.context.now,
  })
  return { saved: filled.length, submitted: submit ? filled.length : 0 }
}

/** How many tasks each open period still asks of the reader's unit. */
export const askedCount = (board: Board, actor: Actor, period: ReportingPeriod): number =>
  actor.party || !actor.duties.includes('reporter') ? 0 : fillable(board, actor.unit, period).length
