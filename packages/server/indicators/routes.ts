import { createHash } from 'node:crypto'
import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { dayInShanghai, isPeriod } from '@jingtu/core/period.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { findIndicator, INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { indicatorBindingRecord, indicatorSnapshotRecord } from '@jingtu/programme/indicators/snapshot.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { type Context, Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { moveRecord } from '../moves.ts'
import { getRegion, homeOf } from '../organisation/places.ts'
import { readBody, refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import { regionNames, shownRows } from '../registers/reading.ts'
import type { Row } from '../registers/rights.ts'
import type { Services } from '../services.ts'
import { bindTarget, computeTarget, proposalsFor, readTarget } from './binding.ts'
import { type Time, timeOf } from './conditions.ts'
import { evaluate, type Part, rowsBehind } from './evaluate.ts'
import { figureTable } from './figure-table.ts'
import { type KeptView, keptFiguresOf } from './kept-figures.ts'
import type { FigurePage, RowsBehind, ShownFigure } from './views.ts'

const MOST_ROWS = 500

const snapshotBody = z.object({ region: z.string(), period: z.string(), published: z.string().min(1).max(200) })
const bindBody = z.object({ indicator: z.string(), note: z.string().max(500).nullish() })
const computeBody = z.object({ period: z.string(), region: z.string().nullish() })
const releaseBody = z.object({ reason: z.string().max(1000).nullish() })

export function indicatorRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  const today = (): string => dayInShanghai(services.clock())
  const officer = (c: Context<Env>): Actor => {
    const actor = actorOf(c)
    if (actor.party) throw refusal('forbidden', '不能查看指标', ['企业和第三方机构的账号看不到指标'])
    return actor
  }
  const indicatorOf = (id: string): Indicator => {
    const indicator = findIndicator(id)
    if (!indicator) throw refusal('not-found', '没有这个指标')
    return indicator
  }
  /** @throws Refusal where the region is not the reader's or the period is none */
  const asked = async (actor: Actor, region: string | undefined, period: string | undefined, on: Db | Tx = db) => {
    const node = region ? await getRegion(on, region) : await findRegion(on, { path: actor.region })
    if (!node || !seesRegion(actor, node.path)) throw refusal('forbidden', '不能查看这个区域的指标')
    const key = period ?? today().slice(0, 4)
    if (!isPeriod(key))
      throw refusal('invalid', '时段有误', [{ where: 'period', message: '应写作 2026、2026-H1、2026-Q3 或 2026-07' }])
    return { node, time: timeOf(key, today()) }
  }

  app.get('/indicators', c => {
    officer(c)
    return c.json({ rows: INDICATORS })
  })

  app.get('/indicators/values', async c => {
    const actor = officer(c)
    const { node, time } = await asked(actor, c.req.query('region'), c.req.query('period'))
    const wanted = c.req.query('ids')?.split(',')
    const rows = []
    const kept = await keptFiguresOf(services).view(node.path, [time.period], today())
    for (const indicator of INDICATORS.filter(i => !wanted || wanted.includes(i.id)))
      rows.push(await shown(db, indicator, node, time, kept))
    return c.json({ region: node.id, regionName: node.name, period: time.period, rows } satisfies FigurePage)
  })

  app.get('/indicators/table', async c => {
    const actor = officer(c)
    const { following } = keptFiguresOf(services).rollUp
    const [{ node }, standing] = await Promise.all([
      asked(actor, c.req.query('region'), undefined),
      following.latelyFor(today(), actor.person),
    ])
    const ids = c.req.query('ids')?.split(',')
    const wanted = INDICATORS.filter(i => !ids || ids.includes(i.id))
    const years = (c.req.query('years') ?? today().slice(0, 4)).split(',')
    const table = await figureTable(services, standing, node, wanted, years)
    const etag = `W/"${table.tag}"`
    // A browser may keep it but has to ask whether it still is so, and whether he who asks may see it.
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding' }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    const isZipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return c.body(isZipped ? table.zipped : table.plain, 200, {
      ...headers,
      'content-type': 'application/json',
      ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    })
  })

  app.get('/indicators/:id', async c => {
    const actor = officer(c)
    const indicator = indicatorOf(c.req.param('id'))
    const { node, time } = await asked(actor, c.req.query('region'), c.req.query('period'))
    const kept = await keptFiguresOf(services).view(node.path, [time.period], today())
    return c.json({ ...(await shown(db, indicator, node, time, kept)), declaration: indicator })
  })

  app.get('/indicators/:id/rows', async c => {
    const actor = officer(c)
    const indicator = indicatorOf(c.req.param('id'))
    const { node, time } = await asked(actor, c.req.query('region'), c.req.query('period'))
    const part = (c.req.query('part') ?? 'numerator') as Part
    if (!['numerator', 'minus', 'denominator', 'missing'].includes(part))
      throw refusal('invalid', '不能展开', [
        { where: 'part', message: 'part 应为 numerator、minus、denominator 或 missing' },
      ])
    const { rule } = await evaluate(db, indicator, node.path, time)
    const behind = await rowsBehind(db, rule, part, node.path, time)
    const kind = findRegister(behind.register)!
    const versions = new Map(behind.rows.map(r => [r.id, r.version]))
    const ids = behind.rows.slice(0, MOST_ROWS).map(r => r.id)
    const found = (await listRecords(db, kind, sql`id = any(${ids}::uuid[])`, {
      asOf: behind.asOf ? { validOn: behind.asOf } : undefined,
    })) as unknown as Row[]
    const answer: RowsBehind = {
      register: kind.id,
      part,
      rows: await shownRows(
        db,
        actor,
        kind,
        found.filter(r => versions.get(r.id) === r.version),
        today(),
        !behind.asOf,
      ),
      total: behind.rows.length,
      names: await namesOf(db, kind, found),
      regions: await regionNames(db, found),
    }
    return c.json(answer)
  })

  app.post('/indicators/:id/snapshots', async c => {
    const actor = officer(c)
    const indicator = indicatorOf(c.req.param('id'))
    const body = await readBody(c, snapshotBody)
    if (!actor.duties.includes('planner') && !actor.duties.includes('reviewer'))
      throw refusal('forbidden', '不能冻结指标', ['需要“计划管理”或“审核”权限'])
    return c.json(
      await change(db, changeContext(c, services), { indicator: indicator.id, body }, async ch => {
        const { node, time } = await asked(actor, body.region, body.period, ch.tx)
        return ch.insert(indicatorSnapshotRecord, {
          home: await homeOf(ch.tx, node),
          region: node.path,
          values: {
            ...(await frozen(ch.tx, indicator, node, time)),
            published: body.published,
            asOf: time.asOf ?? ch.today,
          },
        })
      }),
    )
  })

  /** The figure as it was frozen beside what the same rule makes of today's rows, and which rows differ. */
  app.get('/indicator-snapshots/:id', async c => {
    const actor = officer(c)
    const snapshot = await getRecord(db, indicatorSnapshotRecord, c.req.param('id'))
    if (!seesRegion(actor, snapshot.region)) throw refusal('not-found', '没有找到这个快照')
    const indicator = indicatorOf(snapshot.indicator)
    const { node, time } = await asked(actor, snapshot.regionId, snapshot.periodKey)
    const now = await frozen(db, indicator, node, time)
    const key = (r: { part: string; id: string }): string => `${r.part} ${r.id}`
    const before = new Map((snapshot.rows ?? []).map(r => [key(r), r.version]))
    const after = new Map((now.rows ?? []).map(r => [key(r), r.version]))
    return c.json({
      snapshot,
      now,
      same:
        now.rowsDigest === snapshot.rowsDigest &&
        now.ruleVersion === snapshot.ruleVersion &&
        now.value === snapshot.value,
      gone: [...before.keys()].filter(k => !after.has(k)),
      come: [...after.keys()].filter(k => !before.has(k)),
      changed: [...before].filter(([k, v]) => after.has(k) && after.get(k) !== v).map(([k]) => k),
    })
  })

  app.get('/targets/:id/indicator', async c => {
    return c.json(await proposalsFor(db, officer(c), await readTarget(db, c.req.param('id'))))
  })
  app.post('/targets/:id/indicator', async c => {
    const actor = officer(c)
    const body = await readBody(c, bindBody)
    const id = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services), { bind: id, body }, ch =>
        bindTarget(ch, actor, id, body.indicator, body.note ?? null),
      ),
    )
  })
  app.post('/targets/:id/indicator/release', async c => {
    const actor = officer(c)
    const body = await readBody(c, releaseBody)
    const id = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { release: id, body }, async ch => {
        const [bound] = await listRecords(ch.tx, indicatorBindingRecord, sql`target = ${id}::uuid and state = 'bound'`)
        if (!bound) throw refusal('conflict', '不能解除', ['这个目标没有对应指标'])
        return moveRecord(ch, indicatorBindingRecord, bound, 'release', {
          actor,
          relations: new Set(seesRegion(actor, bound.region) ? ['owner'] : []),
        })
      }),
    )
  })
  app.post('/targets/:id/compute', async c => {
    const actor = officer(c)
    const body = await readBody(c, computeBody)
    if (!isPeriod(body.period))
      throw refusal('invalid', '时段有误', [{ where: 'period', message: '应写作 2026 或 2026-Q3' }])
    const id = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services), { compute: id, body }, ch =>
        computeTarget(ch, actor, id, { regionId: body.region ?? null, period: body.period }),
      ),
    )
  })
  return app
}

async function shown(
  db: Db,
  indicator: Indicator,
  node: RegionNode,
  time: Time,
  kept: KeptView | undefined,
): Promise<ShownFigure> {
  const { whole, below, rule } =
    kept?.figure(indicator, time.period) ?? (await evaluate(db, indicator, node.path, time))
  const names =
    kept?.names() ??
    (await regionNames(
      db,
      [...below.keys()].map(region => ({ region })),
    ))
  return {
    name: indicator.name,
    better: indicator.better,
    department: indicator.department ?? null,
    ...whole,
    rule: { id: rule.id, basis: rule.basis, mark: rule.mark },
    asOf: time.asOf ?? null,
    source: kept ? 'kept' : 'rows',
    below: [...below].map(([path, figure]) => ({ path, name: names[path] ?? path, ...figure })),
  }
}

/** Everything that makes a figure, and the digest of the versions it rests on. */
async function frozen(db: Db | Tx, indicator: Indicator, node: RegionNode, time: Time) {
  const { whole, rule } = await evaluate(db, indicator, node.path, time)
  const parts = (['numerator', 'minus', 'denominator'] as const).filter(p => rule[p])
  const rows: { part: (typeof parts)[number]; id: string; version: number }[] = []
  for (const part of parts)
    for (const r of (await rowsBehind(db, rule, part, node.path, time)).rows)
      rows.push({ part, id: r.id, version: r.version })
  return {
    indicator: indicator.id,
    regionId: node.id,
    periodKey: time.period,
    ruleVersion: rule.id,
    value: whole.value,
    numerator: whole.numerator,
    denominator: whole.denominator,
    missing: whole.missing,
    rowCount: rows.length,
    rowsDigest: createHash('sha256')
      .update(rows.map(r => `${r.part} ${r.id} ${r.version}\n`).join(''))
      .digest('hex'),
    rows,
  }
}
