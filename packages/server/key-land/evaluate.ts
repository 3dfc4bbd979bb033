import { squareMetres } from '@jingtu/core/measure.ts'
import { keyLandViolation } from '@jingtu/registers/key-land-violation.ts'
import { landEvent } from '@jingtu/registers/land-event.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import { type Guarantee, guaranteeOf, type UsedParcel } from '@jingtu/standards/land-use/guarantee.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

export interface KeyLandYear extends Guarantee {
  year: number
  basis: 'area' | 'count'
  /** How many parcels are counted, and in how many of them something unlawful was found. */
  parcels: number
  violated: number
}

/**
 * Whether the safe use of a region's 重点建设用地 of a year is guaranteed: land whose use became that in the year, and land on
 * which something unlawful was found, whether or not its change of use was ever applied for.
 */
export async function keyLandYear(db: Db | Tx, path: string, year: number): Promise<KeyLandYear> {
  const here = sql`starts_with(region, ${path})`
  const changed = await listRecords(
    db,
    landEvent,
    sql`${here} and state = 'done' and kind = '用途变更' and extract(year from done_on) = ${year}
      and key_land is distinct from '不是'`,
    { orderBy: sql`id` },
  )
  // Brought in as done already, with no code: it may be such land, and then it is missing from what is counted.
  const undecided = changed.filter(e => e.keyLand !== '是')
  const violations = await listRecords(
    db,
    keyLandViolation,
    sql`${here} and year = ${year} and state in ('found', 'punished', 'rectified')`,
    { orderBy: sql`found_on, id` },
  )
  const ids = [...new Set([...changed.map(e => e.subject!), ...violations.map(v => v.subject!)])]
  const places = await listRecords(db, site, sql`id = any(${ids}::uuid[])`, { orderBy: sql`name, id` })
  const open = new Set(undecided.map(e => e.subject!))
  const counts = (id: string): boolean => !open.has(id) || violations.some(v => v.subject === id)
  const parcels = places
    .filter(p => counts(p.id))
    .map(
      (p): UsedParcel => ({
        id: p.id,
        name: p.name,
        area: p.area && squareMetres(p.area),
        violations: violations
          .filter(v => v.subject === p.id)
          .map(v => ({ what: v.kind, punished: v.state !== 'found', rectified: v.state === 'rectified' })),
      }),
    )
  const on = `${year}-12-31`
  const basis = parameterOn('keyLand.byCount', on).value === 1 ? 'count' : 'area'
  const found = guaranteeOf(parcels, basis, String(parameterOn('keyLand.least', on).value))
  const counted = {
    year,
    basis,
    parcels: parcels.length,
    violated: parcels.filter(p => p.violations.length > 0).length,
  } as const
  if (undecided.length > 0) {
    const nameOf = new Map(places.map(p => [p.id, p.name]))
    const unsaid = undecided.map(e => ({
      parcel: e.subject!,
      name: nameOf.get(e.subject!) ?? '',
      why: `不能判定是不是重点建设用地：${e.keyLandWhy ?? '没有用地代码'}`,
    }))
    const why = `${undecided.length} 个地块没有判定是不是重点建设用地`
    return { ...found, ...counted, answer: '不明', rate: null, blocking: [...found.blocking, ...unsaid], why }
  }
  const { rows } =
    await sql`select 1 from land_event where until is null and state <> 'void' and kind = '用途变更' and ${here} limit 1`.execute(
      db,
    )
  // A list nobody keeps does not say that there was nothing.
  return rows.length === 0 && parcels.length === 0
    ? { ...found, ...counted, answer: '不明', why: '还没有登记过用途变更' }
    : { ...found, ...counted }
}
