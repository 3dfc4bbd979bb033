import { type Actor, isGranted } from '@jingtu/core/access.ts'
import { type Letter, letterRecord } from '@jingtu/programme/organisation.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { canReadPlan } from '../plans/rights.ts'
import { refusal } from '../problems.ts'
import type { LetterParty, LetterRow } from './views.ts'

/** Letters of one's own region and below, and those one's unit has signed or is to sign. */
export async function listLetters(db: Db, actor: Actor, planId: string | null): Promise<LetterRow[]> {
  if (actor.party) return []
  const letters = await listRecords(
    db,
    letterRecord,
    sql`(region like ${`${actor.region}%`} or party_a = ${actor.unit}::uuid or party_b = ${actor.unit}::uuid)
      and (${planId}::uuid is null or plan = ${planId}::uuid)`,
    { orderBy: sql`region, id` },
  )
  const ids = (pick: (l: Letter) => string): string[] => [...new Set(letters.map(pick))]
  const [units, plans, regions] = await Promise.all([
    listRecords(db, unitRecord, sql`id = any(${[...ids(l => l.partyA), ...ids(l => l.partyB)]}::uuid[])`),
    listRecords(db, planRecord, sql`id = any(${ids(l => l.plan)}::uuid[])`),
    sql<{
      id: string
      name: string
    }>`select id, name from region where id = any(${ids(l => l.regionId)}::uuid[])`.execute(db),
  ])
  const nameOf = (id: string): string => units.find(u => u.id === id)?.name ?? ''
  return letters.map(letter => {
    const relations = new Set(letter.partyA === actor.unit ? (['owner'] as const) : [])
    const { sign, assess } = letterRecord.transitions
    const drafted = letter.state === 'drafted'
    return {
      ...letter,
      planTitle: plans.find(p => p.id === letter.plan)?.title ?? '',
      partyAName: nameOf(letter.partyA),
      partyBName: nameOf(letter.partyB),
      regionName: regions.rows.find(r => r.id === letter.regionId)?.name ?? '',
      can: {
        redraft: drafted && isGranted(actor, sign, relations),
        sign: drafted && isGranted(actor, sign, relations),
        assess: letter.state === 'signed' && isGranted(actor, assess, relations),
      },
    }
  })
}

/** Whom a letter can be drafted for: units with tasks of the plan, and governments right below its region. */
export async function letterParties(db: Db, actor: Actor, planId: string): Promise<LetterParty[]> {
  const plan = await getRecord(db, planRecord, planId)
  if (!canReadPlan(actor, plan)) throw refusal('not-found', '没有找到这份计划')
  const { rows } = await sql<LetterParty>`
    select u.id, u.name, r.name as "regionName", u.kind, coalesce(d.tasks, 0)::int as tasks, l.state as letter
    from unit u join region r on r.id = u.region_id
    left join (select unit, count(distinct task) as tasks from dispatch
      where until is null and plan = ${plan.id}::uuid and state not in ('reassigned', 'cancelled') group by unit) d on d.unit = u.id
    left join letter l on l.until is null and l.plan = ${plan.id}::uuid and l.party_b = u.id
    where u.until is null and u.state = 'active' and u.id <> ${plan.ownerUnit}::uuid and u.region like ${`${plan.region}%`}
      and (d.tasks > 0 or (r.parent = ${plan.regionId}::uuid and u.kind in ('政府', '园区管委会')))
    order by u.kind not in ('政府', '园区管委会'), u.region, u.name`.execute(db)
  return rows
}
