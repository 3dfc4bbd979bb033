import { type Change, change } from '@jingtu/store/changes.ts'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { checked, readBody } from '../problems.ts'
import type { Services } from '../services.ts'
import { draftAmendment, editAmendment, listAmendments, publishAmendment, withdrawAmendment } from './amendments.ts'
import { assignTarget } from './assigned-targets.ts'
import * as body from './bodies.ts'
import { coverageOf, setCovers, setParents } from './coverage.ts'
import { changesBetween, listVersions } from './history.ts'
import { ledgerOf } from './ledger.ts'
import { compareWithPrevious, confirmLineage } from './next-year.ts'
import { endOfDay } from './places.ts'
import { type Workbook, writeTargetTables, writeTaskTable } from './workbooks.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const instant = z.string().refine(s => !Number.isNaN(Date.parse(s)), '应为日期或时间')

/** A plan's life beside its draft: amendments, versions, the plans above and before it, and what is taken out as files. */
export function planLifeRoutes(services: Services): Hono<Env> {
  const { store } = services
  const app = new Hono<Env>()
  const post = <S extends z.ZodType, T>(
    path: `/plans${string}`,
    schema: S,
    work: (c: Change, input: z.output<S>, http: Context<Env>) => Promise<T>,
    method: 'post' | 'patch' = 'post',
  ) =>
    app[method](path, async http => {
      const input = await readBody(http, schema)
      const context = changeContext(http, services)
      return http.json(
        (await change(store.db, context, { path: http.req.path, input }, c => work(c, input, http))) as object,
      )
    })
  const param = (http: Context<Env>, name: string): string => checked(body.id, http.req.param(name))
  const file = (http: Context<Env>, book: Workbook): Response =>
    http.body(Uint8Array.from(book.bytes), 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(book.name)}`,
    })

  app.get('/plans/:id/amendments', async c => {
    const rows = await listAmendments(store.db, actorOf(c), param(c, 'id'))
    return c.json({ rows, total: rows.length })
  })
  post('/plans/:id/amendments', body.amendment, (c, input, http) =>
    draftAmendment(c, actorOf(http), param(http, 'id'), input),
  )
  post(
    '/plans/:id/amendments/:amendment',
    body.amendment,
    (c, input, http) => editAmendment(c, actorOf(http), param(http, 'id'), param(http, 'amendment'), input),
    'patch',
  )
  post('/plans/:id/amendments/:amendment/withdraw', z.object({}), (c, _input, http) =>
    withdrawAmendment(c, actorOf(http), param(http, 'id'), param(http, 'amendment')),
  )
  post('/plans/:id/amendments/:amendment/publish', z.object({ publishedOn: body.day.optional() }), (c, input, http) =>
    publishAmendment(c, actorOf(http), param(http, 'id'), param(http, 'amendment'), input.publishedOn),
  )

  app.get('/plans/:id/versions', async c => {
    const rows = await listVersions(store.db, actorOf(c), param(c, 'id'))
    return c.json({ rows, total: rows.length })
  })
  app.get('/plans/:id/changes', async c => {
    const { from, to } = checked(z.object({ from: instant, to: instant }), c.req.query())
    const moment = (s: string) => (/^\d{4}-\d{2}-\d{2}$/.test(s) ? endOfDay(s) : s)
    const rows = await changesBetween(store.db, actorOf(c), param(c, 'id'), moment(from), moment(to))
    return c.json({ rows, total: rows.length })
  })

  app.get('/plans/:id/previous', async c => {
    const other = c.req.query('previous')
    const found = await compareWithPrevious(
      store.db,
      actorOf(c),
      param(c, 'id'),
      other ? checked(body.id, other) : undefined,
    )
    return c.json({ comparison: found })
  })
  const lineage = z.object({
    previousPlan: body.id,
    pairs: z
      .array(z.object({ task: body.id, previous: body.id.nullable() }))
      .max(2000)
      .default([]),
    targets: z
      .array(z.object({ target: body.id, previous: body.id.nullable() }))
      .max(2000)
      .default([]),
    carry: z.array(body.id).max(500).default([]),
  })
  post('/plans/:id/previous', lineage, (c, input, http) => confirmLineage(c, actorOf(http), param(http, 'id'), input))

  app.get('/plans/:id/coverage', async c => c.json(await coverageOf(store.db, actorOf(c), param(c, 'id'))))
  post('/plans/:id/parents', z.object({ parents: z.array(body.id).max(20) }), (c, input, http) =>
    setParents(c, actorOf(http), param(http, 'id'), input.parents),
  )
  post(
    '/plans/:id/coverage',
    z.object({ ties: z.array(z.object({ task: body.id, covers: z.array(body.id) })).min(1) }),
    (c, input, http) => setCovers(c, actorOf(http), param(http, 'id'), input.ties),
  )

  post('/plans/:id/targets/:target/assign', body.assignment, (c, input, http) =>
    assignTarget(c, actorOf(http), param(http, 'id'), param(http, 'target'), input),
  )

  app.get('/plans/:id/ledger', async c => {
    const rows = await ledgerOf(store.db, actorOf(c), param(c, 'id'))
    return c.json({ rows, total: rows.length })
  })
  app.get('/plans/:id/tasks.xlsx', async c =>
    file(
      c,
      await writeTaskTable(store.db, actorOf(c), param(c, 'id'), { subtasks: c.req.query('subtasks') !== undefined }),
    ),
  )
  app.get('/plans/:id/targets.xlsx', async c => {
    const tables = (c.req.queries('table') ?? []).map(t => {
      const [title, ids] = t.split('|')
      return {
        title: title ?? '',
        targets: (ids ?? '')
          .split(',')
          .filter(Boolean)
          .map(x => checked(body.id, x)),
      }
    })
    return file(c, await writeTargetTables(store.db, actorOf(c), param(c, 'id'), tables))
  })
  return app
}
