import { multiply, percentage } from '@jingtu/core/measure.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { ruralAward } from '@jingtu/registers/rural-award.ts'
import { villageEnvironment } from '@jingtu/registers/village-environment.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

/** Villages hang together when one gets from each to each in steps no longer than the set distance. */
async function contiguity(c: Change, row: Row) {
  const ids = row.villages as string[]
  const { rows: known } = await sql<{
    id: string
    name: string
    placed: boolean
  }>`select id, name, location_shape is not null as placed
    from village where until is null and id = any(${ids}::uuid[]) order by name`.execute(c.tx)
  if (known.some(v => !v.placed)) {
    const apart = known.filter(v => !v.placed).map(v => `${v.name}（没有位置）`)
    return { contiguous: '证据不足' as const, apart }
  }
  const { rows: near } = await sql<{
    a: string
    b: string
  }>`select v.id as a, o.id as b from village v join village o on o.id <> v.id
      and st_dwithin(v.location_shape::geography, o.location_shape::geography, ${parameterOn('award.contiguousMetres', c.today).value})
    where v.until is null and o.until is null and v.id = any(${ids}::uuid[]) and o.id = any(${ids}::uuid[])`.execute(
    c.tx,
  )
  const reached = new Set(ids.slice(0, 1))
  for (const id of reached) for (const n of near) if (n.a === id) reached.add(n.b)
  const apart = known.filter(v => !reached.has(v.id)).map(v => v.name)
  return { contiguous: apart.length > 0 ? ('不连片' as const) : ('连片' as const), apart }
}

/** Of which villages the newest evaluation was reviewed and passed. */
async function outcome(c: Change, row: Row) {
  const ids = row.villages as string[]
  const all = await listRecords(
    c.tx,
    villageEnvironment,
    sql`subject = any(${ids}::uuid[]) and state in ('reviewed', 'passed')`,
  )
  const passed = ids.filter(id => {
    const last = all.filter(e => e.subject === id).sort((a, b) => (a.period < b.period ? 1 : -1))[0]
    return last?.result === '通过'
  })
  const { rows } = await sql<{ name: string }>`select name from village where until is null and id = any(${ids}::uuid[])
    and not id = any(${passed}::uuid[]) order by name`.execute(c.tx)
  const share = percentage(multiply(row.award as string, String(passed.length)), String(ids.length * 100))
  return {
    passed: passed.length,
    failing: rows.map(r => r.name),
    due: share === 'not-applicable' ? '0' : share,
  }
}

export const ruralAwardEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'start') return []
    const { contiguous, apart } = await contiguity(c, row)
    return contiguous === '连片'
      ? []
      : [{ where: 'villages', message: `${contiguous}：${apart.join('、')}，不能作为连片整治实施` }]
  },
  async after(c, { action, after }) {
    if (['create', 'correct', 'import'].includes(action)) {
      const values = await contiguity(c, after)
      await c.update(ruralAward, await c.get(ruralAward, after.id), { action: 'locate', values })
    }
    if (action === 'evaluate') {
      const values = await outcome(c, after)
      await c.update(ruralAward, await c.get(ruralAward, after.id), { action: 'count', values })
    }
  },
}
