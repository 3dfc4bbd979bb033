import type { Actor } from '@jingtu/core/access.ts'
import { sum } from '@jingtu/core/measure.ts'
import type { LedgerRow } from '@jingtu/programme/plan-views.ts'
import type { Task } from '@jingtu/programme/task.ts'
import type { Db } from '@jingtu/store/open.ts'
import { doneOf, loadBoard, unitName } from '../workbench/board.ts'
import { getReadablePlan } from './rights.ts'

/** 工作台账: every item that is tracked by itself, with its owner, day, and quantity done of the total. */
export async function ledgerOf(db: Db, actor: Actor, planId: string): Promise<LedgerRow[]> {
  await getReadablePlan(db, actor, planId)
  const board = await loadBoard(db, planId)
  const parents = new Set(board.tasks.map(t => t.parentTask))
  const titles = new Map(board.tasks.map(t => [t.id, t.title]))
  return board.tasks
    .filter(t => !parents.has(t.id))
    .map(task => {
      const dispatches = board.dispatches.filter(
        d => d.task === task.id && !['cancelled', 'reassigned', 'returned'].includes(d.state),
      )
      // A unit that only assists reports its own part of the same work; counting it would count twice.
      const counted = dispatches.filter(d => d.role !== '配合')
      const figures = counted.map(d => doneOf(board, d).quantity).filter(q => q !== null)
      const reported = board.reports.some(
        r => r.task === task.id && (r.state === 'submitted' || r.state === 'accepted'),
      )
      const objects = board.objects.filter(o => o.task === task.id)
      return {
        id: task.id,
        parent: task.parentTask,
        parentTitle: task.parentTask ? (titles.get(task.parentTask) ?? null) : null,
        title: task.title,
        quantity: task.quantity,
        quantityUnit: task.quantityUnit,
        done: figures.length ? sum(figures) : null,
        objects: objects.length
          ? { done: objects.filter(o => o.state === 'done').length, total: objects.length }
          : null,
        owners: ownersOf(task).map(id => unitName(board.units, id)),
        due: task.due,
        state:
          task.state === 'done'
            ? '已完成'
            : reported || dispatches.some(d => d.state === 'accepted')
              ? '进行中'
              : '未开展',
      }
    })
}

const ownersOf = (t: Task): string[] =>
  t.leadUnits.length ? t.leadUnits : t.respUnits.length ? t.respUnits : t.coopUnits
