import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { type DispatchSheetModel, layOutDispatchSheet, type SheetLine } from '@jingtu/programme/dispatch-sheet.ts'
import { mayReport, owesReport } from '@jingtu/programme/obligations.ts'
import type { ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { type Dispatch, dispatchRecord } from '@jingtu/programme/task.ts'
import { type Board, doneOf, unitName } from './board.ts'
import { missingUnits } from './missing.ts'

export const sheetName = (board: Board, period: ReportingPeriod): string =>
  `${board.plan.title.replace(/[《》\\/:*?"<>|]/g, '')}${period.name}调度表.xlsx`

/** The 调度表 of a period from what has been reported; the same board gives the same bytes. */
export const writeDispatchSheet = (board: Board, period: ReportingPeriod): Promise<Uint8Array> =>
  writeSheet({ sheets: [layOutDispatchSheet(modelOf(board, period))] })

const ROLE_ORDER = { 牵头: 0, 责任: 1, 配合: 2 }

export function modelOf(board: Board, period: ReportingPeriod): DispatchSheetModel {
  const { plan, units } = board
  const upTo: Board = { ...board, periods: board.periods.filter(p => p.due <= period.due) }
  const names = (ids: string[], spelled: string[]): string[] =>
    ids.length ? ids.map(id => unitName(units, id)) : spelled
  const inPeriod = board.tasks.filter(t => period.tasks.length === 0 || period.tasks.includes(t.id))
  return {
    planTitle: plan.title,
    issuingNumber: plan.issuingNumber,
    periodName: period.name,
    from: period.startsOn,
    to: period.endsOn,
    due: period.due,
    recipient: period.recipient,
    compiler: unitName(units, plan.ownerUnit),
    closedOn: period.closedOn,
    missing: missingUnits(board, period),
    tasks: inPeriod.map(task => ({
      path: task.path,
      no: task.no ?? '',
      title: task.title,
      content: task.content ?? '',
      due: task.due,
      lead: names(task.leadUnits, task.leadNames),
      coop: names(task.coopUnits, task.coopNames),
      // “各县（市、区）人民政府” reads better than thirty names; the lines below show who they are.
      resp: task.respNames.length ? task.respNames : names(task.respUnits, []),
      lines: board.dispatches
        .filter(d => d.task === task.id)
        .sort((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || (a.region < b.region ? -1 : 1))
        .flatMap(d => lineOf(upTo, d, period)),
    })),
  }
}

function lineOf(board: Board, dispatch: Dispatch, period: ReportingPeriod): SheetLine[] {
  const held = board.held.get(dispatch.id)!
  const report = board.reports.find(r => r.dispatch === dispatch.id && r.period === period.id && r.state !== 'draft')
  const unit = unitName(board.units, dispatch.unit)
  const completion = completionOf(board, dispatch)
  if (report && report.state !== 'returned') {
    const mark = report.state === 'submitted' ? 'pending' : report.late ? 'late' : null
    const note = report.state === 'submitted' ? '（待审核）' : report.late ? '（逾期报送）' : ''
    return [
      {
        unit,
        progress: `${report.progress ?? ''}${note}`,
        problems: report.problems ?? '',
        nextStep: report.nextStep ?? '',
        completion,
        mark,
      },
    ]
  }
  if (owesReport(held, period))
    return [
      {
        unit,
        progress: report ? '报告已退回，尚未重报' : '未报送',
        problems: '',
        nextStep: '',
        completion,
        mark: 'missing',
      },
    ]
  const endedBefore = dispatch.state === 'closed' && held.endedOn !== null && held.issuedOn <= period.due
  return endedBefore && mayReport({ ...held, endedOn: null }, period)
    ? [{ unit, progress: `已于${held.endedOn}办结`, problems: '', nextStep: '', completion, mark: null }]
    : []
}

function completionOf(board: Board, dispatch: Dispatch): string {
  const parts: string[] = []
  const unit = dispatch.quantityUnit ?? ''
  const done = doneOf(board, dispatch)
  if (done.quantity !== null)
    parts.push(dispatch.quantity ? `${done.quantity}/${dispatch.quantity}${unit}` : `${done.quantity}${unit}`)
  if (done.percent !== null) parts.push(`${done.percent}%`)
  const objects = board.objects.filter(o => o.dispatch === dispatch.id)
  if (objects.length) parts.push(`对象 ${objects.filter(o => o.state === 'done').length}/${objects.length}`)
  if (dispatch.state === 'closed' || dispatch.state === 'completed') parts.push(dispatchRecord.states[dispatch.state])
  return parts.join('\n')
}
