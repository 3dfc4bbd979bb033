import { type Actor, type Relation, seesRegion } from '@jingtu/core/access.ts'
import type { RecordKind, RowOf } from '@jingtu/core/record.ts'
import {
  type Decision,
  decisionRecord,
  type Meeting,
  meetingRecord,
  questionRecord,
  type WorkGroup,
  workGroupRecord,
} from '@jingtu/programme/organisation.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusalsOf } from '../moves.ts'
import type { DecisionRow, MeetingRow, WorkGroupRow } from './views.ts'

/** Who manages what belongs to a region: a planner of it or of a region above. */
export const managerOf = (actor: Actor, region: string): Set<Relation> =>
  new Set(seesRegion(actor, region) && actor.duties.includes('planner') ? ['owner'] : [])

const movesOf = <K extends RecordKind>(
  kind: K,
  row: RowOf<K>,
  actor: Actor,
  relations: ReadonlySet<Relation>,
): string[] =>
  Object.keys(kind.transitions).filter(name => {
    const { forbidden, conflicts } = refusalsOf(kind, row, name as never, actor, relations, '理由')
    return forbidden.length + conflicts.length === 0
  })

/** Current rows with these ids, by id. */
async function byId<K extends RecordKind>(
  db: Db,
  kind: K,
  ids: (string | null)[],
): Promise<Map<string, RowOf<K> & { id: string }>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  const rows = (await listRecords(db, kind, sql`id = any(${wanted}::uuid[])`)) as (RowOf<K> & { id: string })[]
  return new Map(rows.map(row => [row.id, row]))
}

type Extra<View, Row> = Omit<View, keyof Row>

export async function showGroups(db: Db, actor: Actor, rows: WorkGroup[]): Promise<Extra<WorkGroupRow, WorkGroup>[]> {
  const units = await byId(
    db,
    unitRecord,
    rows.map(r => r.officeUnit),
  )
  const { rows: regions } = await sql<{ id: string; name: string }>`
    select id, name from region where id = any(${rows.map(r => r.regionId)}::uuid[])`.execute(db)
  return rows.map(row => {
    const manages = managerOf(actor, row.region)
    return {
      regionName: regions.find(r => r.id === row.regionId)?.name ?? '',
      officeName: row.officeUnit ? (units.get(row.officeUnit)?.name ?? null) : null,
      can: {
        edit: manages.size > 0 && row.state === 'active',
        dissolve: movesOf(workGroupRecord, row, actor, manages).includes('dissolve'),
      },
    }
  })
}

export async function showMeetings(db: Db, actor: Actor, rows: Meeting[]): Promise<Extra<MeetingRow, Meeting>[]> {
  const groups = await byId(
    db,
    workGroupRecord,
    rows.map(r => r.workGroup),
  )
  const decisions = await listRecords(db, decisionRecord, sql`meeting = any(${rows.map(r => r.id)}::uuid[])`)
  return rows.map(row => {
    const manages = managerOf(actor, row.region)
    const own = decisions.filter(d => d.meeting === row.id && d.state !== 'cancelled')
    return {
      groupName: row.workGroup ? (groups.get(row.workGroup)?.name ?? null) : null,
      decisions: { open: own.filter(d => d.state !== 'done').length, total: own.length },
      can: {
        edit: manages.size > 0,
        hold: movesOf(meetingRecord, row, actor, manages).includes('hold'),
        decide: manages.size > 0,
      },
    }
  })
}

export async function showDecisions(db: Db, actor: Actor, rows: Decision[]): Promise<Extra<DecisionRow, Decision>[]> {
  const [meetings, units, tasks, questions] = await Promise.all([
    byId(
      db,
      meetingRecord,
      rows.map(r => r.meeting),
    ),
    byId(
      db,
      unitRecord,
      rows.map(r => r.ownerUnit),
    ),
    byId(
      db,
      taskRecord,
      rows.map(r => r.task),
    ),
    byId(
      db,
      questionRecord,
      rows.map(r => r.question),
    ),
  ])
  return rows.map(row => {
    const meeting = meetings.get(row.meeting)
    const relations = meeting ? managerOf(actor, meeting.region) : new Set<Relation>()
    const manages = relations.size > 0
    if (row.ownerUnit === actor.unit) relations.add('assignee')
    return {
      meetingTitle: meeting?.title ?? '',
      heldOn: meeting?.heldOn ?? '',
      ownerName: units.get(row.ownerUnit)?.name ?? '',
      taskTitle: row.task ? (tasks.get(row.task)?.title ?? null) : null,
      questionTitle: row.question ? (questions.get(row.question)?.title ?? null) : null,
      moves: actor.duties.some(d => d !== 'viewer') ? movesOf(decisionRecord, row, actor, relations) : [],
      can: { edit: manages && (row.state === 'made' || row.state === 'assigned') },
    }
  })
}
