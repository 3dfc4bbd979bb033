import type { KEY_INDUSTRIES } from '@jingtu/registers/metals.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { type SOURCE_HINTS, type SOURCE_INDUSTRIES, SOURCE_METALS } from '@jingtu/registers/pollution-source.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { type RawBuilder, sql } from 'kysely'

type Industry = (typeof SOURCE_INDUSTRIES)[number]
type Metal = (typeof SOURCE_METALS)[number]

/** What one set of data says of one place. */
export interface Hint {
  source: (typeof SOURCE_HINTS)[number]
  record: string
  place: string
  home: string
  region: string
  organisation: string | null
  site: string | null
  farmland: string | null
  industry: Industry
  metals: Metal[]
  ground: string[]
}

const OF_LIST: Record<(typeof KEY_INDUSTRIES)[number], Industry> = {
  重有色金属矿采选: '有色金属矿采选',
  重有色金属冶炼: '有色金属冶炼',
  铅蓄电池制造: '铅蓄电池',
  电镀: '电镀',
  化学原料及化学制品制造: '化学原料及化学制品',
  皮革鞣制加工: '皮革鞣制',
}
const OF_SITE: Record<string, Industry> = { 矿区: '有色金属矿采选', 废物堆存点: '历史遗留废渣', 尾矿库: '历史遗留废渣' }
/** Sites something can come from. */
const EMITTING = ['厂区', '矿区', '废物堆存点', '尾矿库']

const industryOf = (listed: string | null, kind?: string | null): Industry =>
  OF_LIST[listed as keyof typeof OF_LIST] ?? OF_SITE[kind ?? ''] ?? '其他'
/** Metals named in whatever words: 总镉, 无机砷, “镉 0.62 mg/kg”. */
const metalsIn = (texts: readonly string[]): Metal[] => SOURCE_METALS.filter(m => texts.some(t => t.includes(m)))

interface Enterprise {
  home: string
  region: string
  organisation: string
  name: string
  industry: string
  metals: string[]
  record: string
}

/** An enterprise's emitting sites; where there is exactly one, that is the place. */
async function atSites(c: Change, source: Hint['source'], enterprises: readonly Enterprise[]): Promise<Hint[]> {
  const hints: Hint[] = []
  for (const e of enterprises) {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from site where until is null and state = 'active' and organisation = ${e.organisation}::uuid
        and kind = any(${EMITTING}::text[]) order by id`.execute(c.tx)
    hints.push({
      source,
      record: e.record,
      place: e.name,
      home: e.home,
      region: e.region,
      organisation: e.organisation,
      site: rows.length === 1 ? rows[0]!.id : null,
      farmland: null,
      industry: industryOf(e.industry),
      metals: metalsIn(e.metals),
      ground: rows.length > 1 ? [`登记了 ${rows.length} 个场所，须指定`] : rows.length === 0 ? ['没有登记场所'] : [],
    })
  }
  return hints
}

const enterprises = async (c: Change, query: RawBuilder<unknown>): Promise<Enterprise[]> =>
  (await (query as RawBuilder<Enterprise>).execute(c.tx)).rows

interface Bad {
  shape: string
  record: string
  farmland: string | null
  texts: string[]
}

/** Emitting sites within the radius of places that were found bad, each with its distance as the reason. */
async function around(c: Change, source: Hint['source'], region: string, bad: readonly Bad[]): Promise<Hint[]> {
  const radius = parameterOn('source.radius', c.today).value
  const hints: Hint[] = []
  for (const b of bad) {
    const { rows } = await sql<{
      id: string
      name: string
      kind: string
      home: string
      region: string
      organisation: string | null
      industry: string | null
      metres: number
    }>`
      with place as (select ${b.shape}::geometry as shape),
      sites as (
        select s.*, coalesce(s.extent_shape, s.location_shape) as shape from site s
        where s.until is null and s.state = 'active' and s.kind = any(${EMITTING}::text[]) and s.region like ${region} || '%')
      select s.id, s.name, s.kind, s.home, s.region, s.organisation, e.industry,
        round(st_distance(s.shape::geography, p.shape::geography))::int as metres
      from sites s cross join place p
      left join heavy_metal_enterprise e on e.subject = s.organisation and e.until is null and e.state in ('listed', 'rectifying')
      where s.shape && st_expand(p.shape, ${radius / 55_000}) and st_dwithin(s.shape::geography, p.shape::geography, ${radius})
      order by s.id`.execute(c.tx)
    for (const s of rows)
      hints.push({
        source,
        record: b.record,
        place: s.name,
        home: s.home,
        region: s.region,
        organisation: s.organisation,
        site: s.id,
        farmland: b.farmland,
        industry: industryOf(s.industry, s.kind),
        metals: metalsIn(b.texts),
        ground: [`距${b.record} ${s.metres} m`],
      })
  }
  return hints
}

const bad = async (c: Change, query: RawBuilder<unknown>): Promise<Bad[]> =>
  (await (query as RawBuilder<Bad>).execute(c.tx)).rows

/** What the six sets of data a plan names say of a place in a year. */
export async function hintsOf(c: Change, region: string, year: number): Promise<Hint[]> {
  const here = (table: string) =>
    sql`${sql.ref(`${table}.until`)} is null and ${sql.ref(`${table}.region`)} like ${region} || '%'`
  const listed = sql`select h.home, h.region, h.subject as organisation, o.name, h.industry, h.metals`
  const join = sql`from heavy_metal_enterprise h join organisation o on o.id = h.subject and o.until is null`
  return [
    ...(await atSites(
      c,
      '环评审批',
      await enterprises(
        c,
        sql`select s.home, s.region, s.subject as organisation, o.name, s.industry, s.approval as record,
            array(select n ->> 'metal' from jsonb_array_elements(s.needs) n) as metals
          from emission_substitution s join organisation o on o.id = s.subject and o.until is null
          where ${here('s')} and s.state = 'approved' and s.approved_year = ${year} order by s.id`,
      ),
    )),
    ...(await atSites(
      c,
      '排污许可变更',
      await enterprises(
        c,
        sql`${listed}, concat_ws(' ', h.permit_changed_on::text, h.permit_change) as record ${join}
          where ${here('h')} and h.state in ('listed', 'rectifying') and extract(year from h.permit_changed_on) = ${year} order by h.id`,
      ),
    )),
    ...(await atSites(
      c,
      '污染源普查',
      await enterprises(
        c,
        sql`${listed}, '全口径清单' as record ${join}
          where ${here('h')} and h.state in ('candidate', 'listed', 'rectifying') and '污染源普查' = any(h.found) order by h.id`,
      ),
    )),
    ...(await around(
      c,
      '粮食质量安全监测',
      region,
      await bad(
        c,
        sql`select u.extent_shape::text as shape, '粮食批次 ' || g.lot || ' 所在单元 ' || u.code as record, u.id as farmland, g.exceeded as texts
          from grain_lot g join farmland_unit u on u.id = g.subject and u.until is null
          where ${here('g')} and g.state in ('failed', 'disposed') and g.year = ${year} and u.extent is not null order by g.id`,
      ),
    )),
    ...(await around(
      c,
      '农用地详查',
      region,
      await bad(
        c,
        sql`select u.extent_shape::text as shape, k.class || '单元 ' || u.code as record, u.id as farmland, k.grounds as texts
          from farmland_class k join farmland_unit u on u.id = k.subject and u.until is null
          where ${here('k')} and k.class in ('安全利用类', '严格管控类') and k.state <> 'void' and u.extent is not null order by k.id`,
      ),
    )),
    ...(await around(
      c,
      '企业用地调查',
      region,
      await bad(
        c,
        sql`select st_setsrid(st_makepoint(coalesce(m.longitude, s.longitude)::float, coalesce(m.latitude, s.latitude)::float), 4490)::text as shape,
            '调查点 ' || s.code || '（' || v.verdict || '）' as record, null::uuid as farmland, array[v.decisive] as texts
          from verdict v
          join judging j on j.id = v.judging and j.until is null and j.state = 'in-force'
          join sample s on s.home = v.home and s.batch = v.batch and s.ordinal = v.sample and s.superseded_by is null
          join import_batch b on b.id = v.batch and b.until is null
          join survey y on y.id = b.survey and y.until is null and y.kind = '重点行业企业用地调查'
          left join monitoring_site m on m.id = s.site and m.until is null
          where v.superseded_by is null and v.decisive is not null and v.standard = 'GB 36600'
            and coalesce(m.longitude, s.longitude) is not null and coalesce(m.latitude, s.latitude) is not null order by s.code`,
      ),
    )),
  ]
}
