import { seesRegion } from '@jingtu/core/access.ts'
import { isDay } from '@jingtu/core/period.ts'
import { decisionRecord, meetingRecord, workGroupRecord } from '@jingtu/programme/organisation.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { idAsked } from '../address.ts'
import type { Env } from '../context.ts'
import { refusal } from '../problems.ts'
import { crudRoutes } from '../records/crud.ts'
import type { Services } from '../services.ts'
import { expertReviewRoutes } from './expert-reviews.ts'
import { managerOf, showDecisions, showGroups, showMeetings } from './shown.ts'

const ofUnit = async (change: Change, id: unknown): Promise<{ home: string; region: string }> => {
  const unit = await change.get(unitRecord, String(id))
  return { home: unit.home, region: unit.region }
}

/** 领导小组, its meetings with minutes, and the 议定事项 that leave them with owner and day (S046). */
export function meetingRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.route('/', expertReviewRoutes(services))
  app.route(
    '/',
    crudRoutes(services, {
      kind: workGroupRecord,
      path: 'work-groups',
      duty: 'planner',
      editable: ['active'],
      show: showGroups,
      relations: (_c, actor, row) => managerOf(actor, row.region),
      place: async (_c, actor, values) => {
        if (values.regionId && values.regionId !== actor.home) {
          const { rows } = await sql<{
            path: string
          }>`select path from region where id = ${values.regionId}::uuid`.execute(_c.tx)
          if (!rows[0] || !seesRegion(actor, rows[0].path))
            throw refusal('forbidden', '不能新建工作组', ['所选区域不在您的管辖范围内'])
          return { home: values.regionId, region: rows[0].path }
        }
        return { home: actor.home, region: actor.region }
      },
    }),
  )
  app.route(
    '/',
    crudRoutes(services, {
      kind: meetingRecord,
      path: 'meetings',
      duty: 'planner',
      editable: ['planned', 'held'],
      show: showMeetings,
      orderBy: sql`held_on desc`,
      filter: query => {
        const group = idAsked(query, 'group')
        return sql`(${group}::uuid is null or work_group = ${group}::uuid)`
      },
      relations: (_c, actor, row) => managerOf(actor, row.region),
      place: async (_c, actor) => ({ home: actor.home, region: actor.region }),
      refusals: async (_c, row, move, values) =>
        move === 'hold' && !(values.minutes ?? row.minutes)?.trim() ? ['请填写会议纪要'] : [],
    }),
  )
  app.route(
    '/',
    crudRoutes(services, {
      kind: decisionRecord,
      path: 'decisions',
      duty: 'planner',
      editable: ['made', 'assigned'],
      show: showDecisions,
      orderBy: sql`due`,
      filter: query => {
        const [meeting, unit] = [idAsked(query, 'meeting'), idAsked(query, 'unit')]
        return sql`(${meeting}::uuid is null or meeting = ${meeting}::uuid) and (${unit}::uuid is null or owner_unit = ${unit}::uuid)`
      },
      // The meeting's region decides who made it; the owner unit carries it out, and may lie elsewhere.
      relations: async (db, actor, row) => {
        const meeting = await getRecord(db, meetingRecord, row.meeting)
        const relations = managerOf(actor, meeting.region)
        if (row.ownerUnit === actor.unit) relations.add('assignee')
        return relations
      },
      alsoSees: actor => sql`owner_unit = ${actor.unit}::uuid`,
      place: async (c, actor, values) => {
        const meeting = await c.get(meetingRecord, String(values.meeting))
        if (!seesRegion(actor, meeting.region))
          throw refusal('forbidden', '不能新建议定事项', ['只能为本区域的会议记录议定事项'])
        if (!isDay(values.due)) throw refusal('invalid', '议定事项有误', [{ message: '请填写时限', where: 'due' }])
        return ofUnit(c, values.ownerUnit)
      },
      refusals: async (_c, row, move, values) =>
        move === 'finish' && !(values.result ?? row.result)?.trim() ? ['请填写办理结果'] : [],
    }),
  )
  return app
}
