import { dayInShanghai, isDay } from '@jingtu/core/period.ts'
import type { Register } from '@jingtu/core/register.ts'
import { ruleMaking } from '@jingtu/registers/rule-making.ts'
import { CHAIN, soilIndustry } from '@jingtu/registers/soil-industry.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { actorOf, type Env } from '../context.ts'
import { checked } from '../problems.ts'
import { visibleTo } from '../registers/rights.ts'
import type { Services } from '../services.ts'
import { stateOwnedReport } from './state-owned.ts'

const day = z.string().refine(isDay, '日期应写作 2026-03-25')
const onQuery = z.object({ on: day.optional() })
const spanQuery = z.object({ from: day, to: day })

/** What the lists of M25 tell together: rules in force on a day, links of the chain that are missing, state-owned enterprises. */
export function economyRoutes({ store, clock }: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/economy/rules-in-force', async c => {
    const { on = dayInShanghai(clock()) } = checked(onQuery, c.req.query())
    const actor = actorOf(c)
    // They are published: what a place above has ruled holds here.
    const rows = await listRecords(
      store.db,
      ruleMaking,
      sql`(${actor.region} like region || '%' or region like ${`${actor.region}%`}) and state in ('published', 'repealed') and valid_from <= ${on}::date
        and (valid_until is null or valid_until >= ${on}::date)`,
    )
    const told = rows.map(({ id, title, kind, number, validFrom, validUntil }) => ({
      id,
      title,
      kind,
      number,
      validFrom,
      validUntil,
    }))
    return c.json({ on, rows: told.sort((a, b) => (a.validFrom! < b.validFrom! ? 1 : -1)) })
  })
  app.get('/economy/chain', async c => {
    const rows = await listRecords(
      store.db,
      soilIndustry,
      sql`${visibleTo(soilIndustry as unknown as Register, actorOf(c))} and state = 'active'`,
    )
    const links = CHAIN.map(link => ({ link, units: rows.filter(r => r.links.includes(link)).length }))
    return c.json({ links, missing: links.filter(l => l.units === 0).map(l => l.link) })
  })
  app.get('/economy/state-owned', async c => {
    const { from, to } = checked(spanQuery, c.req.query())
    return c.json(await stateOwnedReport(store.db, actorOf(c), from, to, dayInShanghai(clock())))
  })
  return app
}
