import { addDays } from '@jingtu/core/period.ts'
import { type RegionNode, shortPlaceName } from '@jingtu/core/region.ts'
import type { UnitBrief } from '@jingtu/programme/plan-views.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { REGION_COLUMNS } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { type Match, type MatchContext, matchUnits } from '../organisation/matching.ts'

/** Units and regions a plan of this region can name: its own, those below and those above. */
export async function matchContextOf(db: Db | Tx, region: RegionNode, on: string): Promise<MatchContext> {
  const { rows: regions } = await sql<RegionNode>`select ${REGION_COLUMNS} from region
    where path like ${`${region.path}%`} or ${region.path} like path || '%'`.execute(db)
  const units: Unit[] = await listRecords(
    db,
    unitRecord,
    sql`state = 'active' and (region like ${`${region.path}%`} or ${region.path} like region || '%')`,
  )
  return { ownerRegion: region, units, regions, on }
}

/** What each name means, once per name. */
export function resolveNames(names: Iterable<string>, context: MatchContext): Map<string, Match> {
  const distinct = [...new Set(names)]
  return new Map(matchUnits(distinct, context).map(m => [m.name, m]))
}

/** The one place below the owner that a target's scope names (东湖区); null for the whole, and where it could be two. */
export function regionOfScope(scope: string | null, context: MatchContext): string | null {
  const name = scope?.trim()
  if (!name || /^(?:全|本|我|各)/.test(name)) return null
  const below = context.regions.filter(
    r => r.path !== context.ownerRegion.path && r.path.startsWith(context.ownerRegion.path),
  )
  const found = below.filter(r => r.name === name || shortPlaceName(r.name) === name)
  return found.length === 1 ? found[0]!.id : null
}

export async function unitBriefs(db: Db | Tx, ids: Iterable<string>): Promise<Record<string, UnitBrief>> {
  const distinct = [...new Set(ids)]
  if (distinct.length === 0) return {}
  const { rows } = await sql<UnitBrief>`select id, name, short_name as "shortName", level, line, kind
    from unit where id = any(${distinct}::uuid[]) and until is null`.execute(db)
  return Object.fromEntries(rows.map(u => [u.id, u]))
}

/** The last instant of a day in Shanghai, for “as it stood on”. */
export const endOfDay = (day: string): string =>
  new Date(Date.parse(`${addDays(day, 1)}T00:00:00+08:00`) - 1).toISOString()
