import type { Day } from '@jingtu/core/period.ts'
import { IN_FORCE } from '@jingtu/registers/monitoring/import-batch.ts'
import { type MonitoringSite, monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import { settingsOn } from '@jingtu/standards/dated-parameter.ts'
import { PARAMETERS as YEAR_PARAMETERS } from '@jingtu/standards/groundwater-year/parameters.ts'
import { assessStability, type Baseline, classFiveShare } from '@jingtu/standards/groundwater-year/region.ts'
import {
  assessYear,
  type Campaign,
  type PointYear,
  rankOf,
  WATER_CLASSES,
} from '@jingtu/standards/groundwater-year/year.ts'
import { exceedsOf, followAlarms } from '@jingtu/standards/hj1209-2021/alarm.ts'
import { PARAMETERS as ALARM_PARAMETERS } from '@jingtu/standards/hj1209-2021/parameters.ts'
import { assess, findStandard } from '@jingtu/standards/index.ts'
import type { Sample } from '@jingtu/standards/judgement.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { sampleOf } from './judged.ts'
import type { GroundwaterYear, ResultView, SampleView, TrendPoint } from './views.ts'

export interface YearAsked {
  year: number
  baselineYear: number | null
  /** Name of a set of items the class must rest on. */
  items: string | null
  /** Ⅴ类 share allowed, per cent; null: the default parameter. */
  share: string | null
}

interface Taken {
  site: string
  id: string
  takenOn: Day
  sample: Sample
}

/** The wells of a region over a year: class of each, Ⅴ-class share, and what has become worse since the baseline. */
export async function groundwaterYear(db: Db, path: string, asked: YearAsked, today: Day): Promise<GroundwaterYear> {
  const wells = await listRecords(
    db,
    monitoringSiteRecord,
    sql`kind = '地下水井' and state in ('active', 'suspended') and region like ${`${path}%`}`,
    { orderBy: sql`code` },
  )
  const settings = settingsOn(YEAR_PARAMETERS, { on: `${asked.year}-12-31` })
  const yearsOf = async (year: number): Promise<PointYear[]> => {
    const taken = await samplesOf(db, wells, `${year}-01-01`, `${year}-12-31`)
    return wells.map(well => {
      const campaigns = campaignsOf(taken.get(well.id) ?? [])
      const options = { target: well.targetClass ?? 'Ⅲ类', ...(asked.items ? { items: asked.items } : {}) }
      return assessYear(well.code, year, campaigns, settings, options)
    })
  }
  const years = await yearsOf(asked.year)
  const before = asked.baselineYear === null ? [] : await yearsOf(asked.baselineYear)
  const baselines = before.flatMap((y): Baseline[] =>
    rankOf(y.class) < 0
      ? []
      : [
          {
            point: y.point,
            class: WATER_CLASSES[rankOf(y.class)]!,
            values: Object.fromEntries(
              y.items.flatMap(i => (/^\d+(\.\d+)?$/.test(i.value ?? '') ? [[i.substance, i.value!]] : [])),
            ),
          },
        ],
  )
  return {
    year: asked.year,
    points: years.map((y, i) => ({ site: wells[i]!.id, name: wells[i]!.name, ...y })),
    share: classFiveShare(years, asked.share ?? settings.values.share),
    stability: asked.baselineYear === null ? null : assessStability(years, baselines, [], today, settings),
    notes: settings.notes,
  }
}

/** Samples of one month are one campaign, named by it; the flood season brings 丰水期. */
function campaignsOf(taken: readonly Taken[]): Campaign[] {
  const months = Map.groupBy(taken, t => t.takenOn.slice(0, 7))
  return [...months].flatMap(([month, of]) =>
    of.map((t, i) => ({ name: of.length > 1 ? `${month} 第${i + 1}个样品` : month, sample: t.sample })),
  )
}

async function samplesOf(db: Db, sites: readonly MonitoringSite[], from: Day, to: Day): Promise<Map<string, Taken[]>> {
  const { rows } = await sql<SampleView & { home: string; site: string; takenOn: Day; results: ResultView[] }>`
    select s.home, s.batch || '.' || s.ordinal as id, s.batch, s.ordinal, s.code, s.site, s.medium, s.taken_on as "takenOn", s.land_use as "landUse",
      s.planned_use as "plannedUse", s.crop, s.crop_column as "cropColumn", s.condition, s.ph,
      (select coalesce(json_agg(json_build_object('substance', r.substance, 'kind', r.kind, 'value', r.value::text, 'unit', r.unit,
          'detectionLimit', r.detection_limit::text, 'method', r.method, 'basis', r.basis, 'why', r.why, 'original', r.original) order by r.ordinal), '[]')
        from result r where r.home = s.home and r.batch = s.batch and r.sample = s.ordinal) as results
    from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    where s.site = any(${sites.map(s => s.id)}::uuid[]) and s.taken_on between ${from}::date and ${to}::date
      and s.superseded_by is null and s.quality is null and b.state = any(${[...IN_FORCE]}::text[])
    order by s.taken_on, s.batch, s.ordinal`.execute(db)
  const taken = rows.map(row => ({
    site: row.site,
    id: row.id,
    takenOn: row.takenOn,
    sample: sampleOf(row, row.results, ''),
  }))
  return Map.groupBy(taken, t => t.site)
}

/** One substance at one well or soil point with the alarms of HJ 1209: above its limit, risen, rising again and again. */
export async function trendOf(db: Db, site: MonitoringSite, substance: string, today: Day): Promise<TrendPoint[]> {
  const item = findSubstance(substance)
  if (!item) return []
  const taken = (await samplesOf(db, [site], '1900-01-01', today)).get(site.id) ?? []
  const water = site.kind === '地下水井'
  const standard = findStandard(water ? 'GB/T 14848-2017' : 'GB 36600-2018')!
  const functional = WATER_CLASSES.find(c => c === site.targetClass) ?? 'Ⅳ类'
  const points = taken.flatMap(t => {
    const finding = assess(standard, t.sample, water ? { target: functional } : { use: '第二类' }).findings.find(
      f => f.substance === item.id,
    )
    const result = t.sample.results.find(r => r.substance === item.id)
    if (!finding || !result) return []
    return [{ taken: t, finding, reading: result.reading, exceeds: exceedsOf(finding, functional) }]
  })
  const settings = settingsOn(ALARM_PARAMETERS, { on: today })
  const followed = followAlarms(
    points.map(p => ({ on: p.taken.takenOn, reading: p.reading, exceeds: p.exceeds })),
    water ? '地下水' : '土壤',
    site.everyMonths && site.everyMonths > 0 ? site.everyMonths : 12,
    settings,
  )
  return points.map((p, i) => ({
    sample: p.taken.id,
    takenOn: p.taken.takenOn,
    value: p.finding.value,
    unit: p.finding.unit,
    limits: p.finding.limits,
    alarms: followed[i]!.alarms,
    open: followed[i]!.open,
    dense: followed[i]!.dense,
    everyMonths: followed[i]!.months,
  }))
}
