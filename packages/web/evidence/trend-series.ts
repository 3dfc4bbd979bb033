import type { SeriesPoint, SiteView } from '@jingtu/server/evidence/views.ts'
import { exceedsOf } from '@jingtu/standards/hj1209-2021/alarm.ts'
import { assess, findStandard } from '@jingtu/standards/index.ts'
import type { Reading, VERDICTS } from '@jingtu/standards/judgement.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import { convertUnit } from '@jingtu/standards/units.ts'
import type { TrendSeries } from '../charts/trend.ts'

type WaterClass = (typeof VERDICTS)['GB/T 14848'][number]
const CLASSES: readonly string[] = ['Ⅰ类', 'Ⅱ类', 'Ⅲ类', 'Ⅳ类', 'Ⅴ类']

export const readingOf = (p: Pick<SeriesPoint, 'kind' | 'value'>): Reading => {
  if (p.kind === 'value' && p.value !== null) return { kind: 'value', value: p.value }
  if (p.kind === 'below' && p.value !== null) return { kind: 'below', limit: p.value }
  if (p.kind === 'above' && p.value !== null) return { kind: 'above', limit: p.value }
  return {
    kind: 'missing',
    why: p.kind === 'nd' ? '未检出而没有检出限' : '没有结果',
    ...(p.kind === 'nd' ? { notDetected: true } : {}),
  }
}

/** The limit's own unit, so that the line of the limit and the points are one measure; null where it cannot be proven. */
function inUnit(reading: Reading, from: string, to: string): Reading | null {
  if (from === to || reading.kind === 'missing') return reading
  const number = reading.kind === 'value' ? reading.value : reading.limit
  const moved = convertUnit(number, from, to)
  if (moved === undefined) return null
  return reading.kind === 'value' ? { kind: 'value', value: moved } : { kind: reading.kind, limit: moved }
}

/** A non-detect leaves its class open, but one whose limit is no more than the functional class's surely does not exceed it. */
const liesBelow = (reading: Reading, limit: string): boolean =>
  reading.kind === 'below' && Number(reading.limit) <= Number(limit)

/** What HJ 1209 measures a well or soil point against, and its results in that unit, with how many could not be converted. */
export function trendOf(
  site: Pick<SiteView, 'code' | 'name' | 'kind' | 'targetClass' | 'everyMonths'>,
  substance: string,
  points: readonly SeriesPoint[],
  months: number,
): { series: TrendSeries; left: number } {
  const water = site.kind === '地下水井'
  const standard = findStandard(water ? 'GB/T 14848-2017' : 'GB 36600-2018')!
  const functional = (CLASSES.includes(site.targetClass ?? '') ? site.targetClass : 'Ⅳ类') as WaterClass
  const dated = points.filter(p => p.takenOn !== null)
  const judged = dated.map(p => {
    const results = [{ substance, reading: readingOf(p), unit: p.unit ?? '' }]
    const options = water ? { target: functional } : { use: '第二类' }
    return assess(standard, { id: p.code, takenOn: p.takenOn!, results }, options).findings[0]
  })
  const limit = judged.flatMap(f => f?.limits ?? []).find(l => l.name === (water ? functional : '筛选值'))
  const unit = limit?.unit ?? dated.find(p => p.unit)?.unit ?? ''
  const results = dated.flatMap((p, i) => {
    const reading = inUnit(readingOf(p), p.unit ?? unit, unit)
    if (!reading) return []
    const finding = judged[i]
    const said = finding ? exceedsOf(finding, functional) : null
    return [{ on: p.takenOn!, reading, exceeds: said ?? (limit && liesBelow(reading, limit.value) ? false : null) }]
  })
  return {
    series: {
      place: `${site.code} ${site.name}`,
      item: findSubstance(substance)?.name ?? substance,
      unit,
      object: water ? '地下水' : '土壤',
      months: site.everyMonths && site.everyMonths > 0 ? site.everyMonths : months,
      limit: limit ? { name: limit.name, value: limit.value } : null,
      results,
    },
    left: dated.length - results.length,
  }
}
