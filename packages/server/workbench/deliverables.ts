import { type Report, reportRecord } from '@jingtu/programme/reporting.ts'
import type { Dispatch, Task } from '@jingtu/programme/task.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { DeliverableStatus } from './answers.ts'

/** The documents a task asks for (排查情况表, 整治清单, …), each missing until a report brings it and accepted with that report. */
export async function deliverablesOf(db: Db | Tx, task: Task, dispatch: Dispatch): Promise<DeliverableStatus[]> {
  if (!task.deliverables?.length) return []
  return statusOf(
    task,
    await listRecords(db, reportRecord, sql`dispatch = ${dispatch.id}::uuid and state in ('submitted', 'accepted')`, {
      orderBy: sql`submitted_on`,
    }),
  )
}

export const statusOf = (task: Task, reports: Report[]): DeliverableStatus[] =>
  (task.deliverables ?? []).map(({ name, due }) => {
    const bringing = reports.filter(r => (r.proofs ?? []).some(p => p.name === name && p.files.length > 0))
    const accepted = bringing.find(r => r.state === 'accepted')
    const first = accepted ?? bringing[0]
    return {
      name,
      due,
      state: accepted ? 'accepted' : first ? 'submitted' : 'missing',
      submittedOn: first?.submittedOn ?? null,
      files: first?.proofs?.find(p => p.name === name)?.files ?? [],
      late: Boolean(due && first?.submittedOn && first.submittedOn > due),
    }
  })
