import { exceedanceFollowUp } from '@jingtu/registers/exceedance-follow-up.ts'
import { focusArea } from '@jingtu/registers/focus-area.ts'
import type { Judging } from '@jingtu/registers/monitoring/judging.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { homeOf } from '../organisation/places.ts'
import { isExceedance, type Judged } from './judged.ts'

/** Farmland and what grows on it: what exceeds there has to lead to something. */
const FOLLOWED: readonly string[] = ['GB 15618', 'GB 2762']

interface Place {
  batch: string
  site: string | null
  code: string
  region: string
  rank: number
  verdict: string
  standard: string
  decisive: Set<string>
  products: Set<string>
}

const union = (a: readonly string[], b: Iterable<string>): string[] => [...new Set([...a, ...b])].sort()

/** Every place a judging finds above its limits is entered in the list of what follows from it; exceeding products make focus areas. */
export class FollowUps {
  private readonly places = new Map<string, Place>()

  take({ standard, judgement, batch, site, code, region, sample }: Judged): void {
    if (!FOLLOWED.includes(standard.number) || !isExceedance(standard, judgement.verdict)) return
    const key = `${standard.number} ${site ?? `${batch} ${code}`}`
    const rank = standard.verdicts.indexOf(judgement.verdict)
    const known = this.places.get(key)
    const place = known ?? {
      batch,
      site,
      code,
      region,
      rank: -1,
      verdict: '',
      standard: standard.number,
      decisive: new Set<string>(),
      products: new Set<string>(),
    }
    if (rank > place.rank) Object.assign(place, { rank, verdict: judgement.verdict })
    for (const name of judgement.decisive) place.decisive.add(name)
    if (sample.crop) place.products.add(sample.crop)
    if (!known) this.places.set(key, place)
  }

  /** @returns how many places were entered that were not there yet */
  async write(c: Change, judging: Judging): Promise<number> {
    if (this.places.size === 0) return 0
    const places = [...this.places.values()]
    const surveys = await this.surveysOf(c)
    const sites = await sitesOf(c, places)
    const homes = new Map<string, string>()
    for (const path of new Set(places.map(p => p.region))) {
      const region = await findRegion(c.tx, { path })
      if (region) homes.set(path, await homeOf(c.tx, region))
    }
    const known = await listRecords(
      c.tx,
      exceedanceFollowUp,
      sql`survey = any(${[...new Set(surveys.values())]}::uuid[]) and state <> 'void'`,
    )
    const had = new Set(known.map(k => `${k.survey} ${k.place} ${k.standard}`))
    const rows = places.flatMap(p => {
      const survey = surveys.get(p.batch)
      const home = homes.get(p.region)
      const site = p.site === null ? undefined : sites.get(p.site)
      const place = site?.code ?? p.code
      if (!survey || !home || had.has(`${survey} ${place} ${p.standard}`)) return []
      return [
        {
          home,
          region: p.region,
          values: {
            place,
            standard: p.standard,
            verdict: p.verdict,
            decisive: [...p.decisive].sort().join('、'),
            judgedOn: c.today,
            survey,
            site: p.site,
            judging: judging.id,
            unit: site?.unit ?? null,
          },
        },
      ]
    })
    if (rows.length > 0) await c.insertMany(exceedanceFollowUp, rows)
    await this.markAreas(
      c,
      places.filter(p => p.standard === 'GB 2762'),
      sites,
      homes,
    )
    return rows.length
  }

  private async surveysOf(c: Change): Promise<Map<string, string>> {
    const batches = [...new Set([...this.places.values()].map(p => p.batch))]
    const { rows } = await sql<{ id: string; survey: string }>`select id, survey from import_batch
      where until is null and survey is not null and id = any(${batches}::uuid[])`.execute(c.tx)
    return new Map(rows.map(r => [r.id, r.survey]))
  }

  private async markAreas(c: Change, places: Place[], sites: Sites, homes: Map<string, string>): Promise<void> {
    for (const [path, own] of Map.groupBy(places, p => p.region)) {
      const region = await findRegion(c.tx, { path })
      const home = homes.get(path)
      if (!region || !home) continue
      const [known] = await listRecords(c.tx, focusArea, sql`region = ${path} and state not in ('void', 'removed')`, {
        limit: 1,
      })
      const found = {
        places: own.map(p => (p.site === null ? p.code : (sites.get(p.site)?.code ?? p.code))),
        products: own.flatMap(p => [...p.products]),
        items: own.flatMap(p => [...p.decisive]),
      }
      if (!known) {
        const values = {
          place: region.name,
          places: union([], found.places),
          products: union([], found.products),
          items: union([], found.items),
          firstOn: c.today,
          lastOn: c.today,
        }
        await c.insert(focusArea, { home, region: path, values })
        continue
      }
      const row = await c.get(focusArea, known.id)
      const values = {
        places: union(row.places, found.places),
        products: union(row.products, found.products),
        items: union(row.items, found.items),
        lastOn: c.today,
      }
      await c.update(focusArea, row, { action: 'exceed', values })
    }
  }
}

type Sites = Map<string, { code: string; unit: string | null }>

/** Points by id, each with the farmland unit it lies in. */
async function sitesOf(c: Change, places: readonly Place[]): Promise<Sites> {
  const ids = places.flatMap(p => p.site ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; code: string; unit: string | null }>`
    select s.id, s.code, (select u.id from farmland_unit u where u.until is null and u.state = 'active'
      and st_covers(u.extent_shape, st_setsrid(st_makepoint(s.longitude::float8, s.latitude::float8), 4490)) order by u.id limit 1) as unit
    from monitoring_site s where s.until is null and s.id = any(${ids}::uuid[])`.execute(c.tx)
  return new Map(rows.map(r => [r.id, { code: r.code, unit: r.unit }]))
}
