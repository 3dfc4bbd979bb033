import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { isId } from '@jingtu/core/id.ts'
import { addDays, dayInShanghai, isDay } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { ValuesOf } from '@jingtu/core/record.ts'
import { sampleHandoverRecord } from '@jingtu/registers/monitoring/handover.ts'
import { defaultItemsOf, MONITORING_ITEMS } from '@jingtu/registers/monitoring/item-sets.ts'
import { laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import { type MonitoringSite, monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { itemSetOf } from '@jingtu/standards/required-items.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { actorOf, type Env } from '../context.ts'
import { getRegion, homeOf } from '../organisation/places.ts'
import { checked, refusal } from '../problems.ts'
import { type Crud, crudRoutes } from '../records/crud.ts'
import type { Services } from '../services.ts'
import { handoverFaults } from './custody.ts'
import { groundwaterYear, trendOf } from './groundwater.ts'
import { coverageOf, dueSites, dueSurveys, progressOf, seriesOf } from './network.ts'
import { standingOf } from './standing.ts'
import { surveyGuards } from './survey-guards.ts'
import { surveyObjects } from './survey-objects.ts'

const yearQuery = z.object({
  year: z.coerce.number('应为年份').int().min(1990).max(2100),
  baseline: z.coerce.number('应为年份').int().min(1990).max(2100).optional(),
  region: z.string().optional(),
  items: z.string().min(1).optional(),
  share: z
    .string()
    .regex(/^\d+(\.\d+)?$/, '应为百分数，例如 25')
    .optional(),
})

type Query = (name: string) => string | undefined

/** A row lies in the region it names; who makes it must answer for that region. */
async function placeInRegion(change: Change, actor: Actor, regionId: string | null | undefined) {
  if (!regionId) throw refusal('invalid', '填写有误', [{ message: '请选择所在区域', where: 'regionId' }])
  const region = await getRegion(change.tx, regionId)
  if (actor.party !== null || !seesRegion(actor, region.path))
    throw refusal('forbidden', '不能登记', [`“${region.name}”不在您的管辖范围内`])
  return { home: await homeOf(change.tx, region), region: region.path }
}

const equals = (query: Query, ...names: [name: string, column: string][]): RawBuilder<unknown> => {
  const parts = names.flatMap(([name, column]) => {
    const value = query(name)
    return value ? [sql`${sql.ref(column)}::text = ${value}`] : []
  })
  return parts.length ? sql.join(parts, sql` and `) : sql`true`
}

async function samplesOf(c: Change, survey: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(sample_count), 0) as n from import_batch
    where until is null and survey = ${survey}::uuid and state in ('stored', 'accepted', 'accepted-with-reason')`.execute(
    c.tx,
  )
  return Number(rows[0]!.n)
}

const surveys: Crud<typeof surveyRecord> = {
  kind: surveyRecord,
  path: 'surveys',
  duty: 'planner',
  editable: ['planned', 'sampling', 'analysis', 'result'],
  orderBy: sql`period_from desc`,
  filter: query => equals(query, ['kind', 'kind'], ['state', 'state'], ['ownerUnit', 'owner_unit']),
  alsoSees: actor => sql`${actor.unit}::uuid = any(contractors)`,
  relations: (_c, actor, row) => standingOf(actor, row),
  place: async (change, actor, values) => {
    if (values.periodFrom && values.periodTo && values.periodTo < values.periodFrom)
      throw refusal('invalid', '填写有误', [{ message: '完成期限早于开始日期', where: 'periodTo' }])
    return placeInRegion(change, actor, values.regionId)
  },
  refusals: async (change, row, move, values) => {
    const after = { ...row, ...values }
    const need = (ok: boolean, message: string, where: string): Reason[] => (ok ? [] : [{ message, where }])
    if (move === 'startAnalysis' || move === 'conclude') {
      const taken =
        (await samplesOf(change, row.id)) > 0 || (move === 'startAnalysis' && (await handedOver(change, row.id)))
      const missing = move === 'conclude' ? '还没有导入检测数据' : '还没有样品交接单或检测数据'
      return [
        ...need(taken, missing, 'samples'),
        ...(await surveyGuards(change, row.id, move)),
        ...(move === 'conclude' ? need(after.report.length > 0, '请上传成果报告', 'report') : []),
      ]
    }
    if (move === 'apply')
      return [
        ...need(Boolean(after.application?.trim()), '请写明成果怎样应用', 'application'),
        ...(await surveyGuards(change, row.id, move)),
      ]
    return []
  },
}

const handedOver = async (c: Change, survey: string): Promise<boolean> =>
  (await listRecords(c.tx, sampleHandoverRecord, sql`survey = ${survey}::uuid and state = 'recorded'`, { limit: 1 }))
    .length > 0

const sites: Crud<typeof monitoringSiteRecord> = {
  kind: monitoringSiteRecord,
  path: 'monitoring-sites',
  duty: 'planner',
  editable: ['planned', 'active', 'suspended'],
  orderBy: sql`code`,
  filter: query =>
    sql`${equals(query, ['network', 'network'], ['kind', 'kind'], ['landUse', 'land_use'], ['department', 'department'], ['state', 'state'])}
      and (${query('tag') ?? null}::text is null or ${query('tag') ?? null} = any(tags))`,
  relations: (_c, actor, row) =>
    standingOf(actor, {
      region: row.region,
      ownerUnit: row.department === actor.line && seesRegion(actor, row.region) ? actor.unit : row.ownerUnit,
    }),
  place: async (change, actor, values) => {
    const place = await placeInRegion(change, actor, values.regionId)
    // A point without items of its own starts with what its kind is usually asked for.
    if (!values.items?.length) Object.assign(values, { items: defaultItemsOf(values.kind) })
    const code = values.code?.trim()
    const same = code
      ? await listRecords(change.tx, monitoringSiteRecord, sql`code = ${code} and state <> 'retired'`, { limit: 1 })
      : []
    if (same.length > 0)
      throw refusal('conflict', `编码“${code}”已被使用`, [{ message: `“${same[0]!.name}”已用此编码`, where: 'code' }])
    return place
  },
}

const laboratories: Crud<typeof laboratoryRecord> = {
  kind: laboratoryRecord,
  path: 'laboratories',
  duty: 'planner',
  editable: ['listed', 'suspended'],
  orderBy: sql`name`,
  // Who brings results has to say which laboratory made them.
  alsoSees: actor => (actor.party ? sql`state = 'listed'` : sql`false`),
  filter: query =>
    sql`${equals(query, ['state', 'state'], ['kind', 'kind'])}
      and (${query('expiringBy') ?? null}::date is null or cma_until <= ${query('expiringBy') ?? null}::date)`,
  relations: (_c, actor, row) => standingOf(actor, row),
  place: (change, actor, values) => placeInRegion(change, actor, values.regionId),
}

const handovers: Crud<typeof sampleHandoverRecord> = {
  kind: sampleHandoverRecord,
  path: 'sample-handovers',
  duty: 'reporter',
  editable: [],
  orderBy: sql`done_on desc, number`,
  filter: query => equals(query, ['survey', 'survey'], ['stage', 'stage']),
  alsoSees: actor =>
    sql`survey in (select id from survey where until is null and ${actor.unit}::uuid = any(contractors))`,
  relations: async (db, actor, row) => {
    const survey = row.survey ? await findRecord(db, surveyRecord, row.survey) : undefined
    const contracted = survey?.contractors.includes(actor.unit) ?? false
    return standingOf(actor, {
      region: row.region,
      ownerUnit: survey?.ownerUnit ?? null,
      submittedBy: contracted ? actor.unit : null,
    })
  },
  place: async (change, actor, values: Partial<ValuesOf<typeof sampleHandoverRecord>>) => {
    const survey = values.survey ? await findRecord(change.tx, surveyRecord, values.survey) : undefined
    if (!survey) throw refusal('invalid', '填写有误', [{ message: '请选择调查任务', where: 'survey' }])
    if (!survey.contractors.includes(actor.unit) && (actor.party !== null || !seesRegion(actor, survey.region)))
      throw refusal('forbidden', '不能登记', [`贵单位不是“${survey.name}”的承担单位`])
    const faults = await handoverFaults(change, survey.id, values)
    if (faults.length > 0) throw refusal('invalid', '交接单有误', faults)
    return { home: survey.home, region: survey.region }
  },
}

/** Surveys, points, laboratories and handovers, and what follows from them: coverage, what is due, how far a survey is. */
export function networkRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  app.route('/', crudRoutes(services, surveys))
  app.route('/', crudRoutes(services, sites))
  app.route('/', crudRoutes(services, laboratories))
  app.route('/', crudRoutes(services, handovers))

  const pathFor = async (actor: Actor, regionId: string | undefined): Promise<string> => {
    if (actor.party !== null) throw refusal('forbidden', '不能查看监测网络')
    if (!regionId) return actor.region
    const region = await getRegion(db, regionId)
    if (!seesRegion(actor, region.path)) throw refusal('forbidden', '不能查看', [`“${region.name}”不在您的管辖范围内`])
    return region.path
  }
  const untilOf = (text: string | undefined, days: number): string => {
    if (text === undefined) return addDays(dayInShanghai(services.clock()), days)
    if (!isDay(text)) throw refusal('invalid', '日期有误', [{ message: '应写作 2026-12-31', where: 'until' }])
    return text
  }

  const siteOf = async (actor: Actor, id: string): Promise<MonitoringSite> => {
    const site = isId(id) ? await findRecord(db, monitoringSiteRecord, id) : undefined
    if (!site || actor.party !== null || !seesRegion(actor, site.region)) throw refusal('not-found', '没有找到这个点位')
    return site
  }

  app.get('/evidence/coverage', async c => {
    const level = c.req.query('level') === 'township' ? 'township' : 'county'
    return c.json(await coverageOf(db, await pathFor(actorOf(c), c.req.query('region')), level))
  })

  /** Points that are due until a day (three months from today). */
  app.get('/evidence/due-sites', async c => {
    const path = await pathFor(actorOf(c), c.req.query('region'))
    return c.json({
      rows: await dueSites(db, path, dayInShanghai(services.clock()), untilOf(c.req.query('until'), 92)),
    })
  })

  app.get('/evidence/item-sets', c => {
    actorOf(c)
    return c.json({ rows: MONITORING_ITEMS })
  })

  app.get('/evidence/due-surveys', async c => {
    const path = await pathFor(actorOf(c), c.req.query('region'))
    return c.json({ rows: await dueSurveys(db, path, untilOf(c.req.query('until'), 366)) })
  })

  app.get('/evidence/surveys/:id/progress', async c => {
    const actor = actorOf(c)
    const survey = await findRecord(db, surveyRecord, c.req.param('id'))
    if (
      !survey ||
      !(survey.contractors.includes(actor.unit) || (actor.party === null && seesRegion(actor, survey.region)))
    )
      throw refusal('not-found', '没有找到这个调查任务')
    return c.json(await progressOf(db, survey))
  })

  /** The objects of the enterprise land survey: first list, added, removed with reasons, and how far each is. */
  app.get('/evidence/survey-objects', async c => {
    const survey = c.req.query('survey') ?? null
    if (survey !== null && !isId(survey)) throw refusal('not-found', '没有找到这个调查任务')
    return c.json(await surveyObjects(db, await pathFor(actorOf(c), c.req.query('region')), survey))
  })

  app.get('/evidence/groundwater/:year', async c => {
    const asked = checked(yearQuery, { ...c.req.query(), year: c.req.param('year') })
    const path = await pathFor(actorOf(c), asked.region)
    const { year, baseline, items, share } = asked
    const set = items === undefined || itemSetOf('GB/T 14848', items)
    if (!set)
      throw refusal('invalid', '没有这个项目组', [{ where: 'items', message: `GB/T 14848 没有名为“${items}”的项目组` }])
    const order = { year, baselineYear: baseline ?? null, items: items ?? null, share: share ?? null }
    return c.json(await groundwaterYear(db, path, order, dayInShanghai(services.clock())))
  })

  /** One substance at a point with the alarms of HJ 1209. */
  app.get('/evidence/sites/:id/trend', async c => {
    const site = await siteOf(actorOf(c), c.req.param('id'))
    return c.json({ rows: await trendOf(db, site, c.req.query('substance') ?? '', dayInShanghai(services.clock())) })
  })

  app.get('/evidence/sites/:id/series', async c => {
    const site = await siteOf(actorOf(c), c.req.param('id'))
    return c.json({ rows: await seriesOf(db, site.id, c.req.query('substance') ?? '') })
  })
  return app
}
