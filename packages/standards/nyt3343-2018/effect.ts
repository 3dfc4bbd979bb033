import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { INSUFFICIENT } from '../judgement.ts'
import type { ParameterKey } from './parameters.ts'
import { assessSeason, type EffectVerdict, type SeasonEffect, type SeasonSample } from './season.ts'

export interface Season {
  year: number
  /** 早稻, 晚稻, 小麦 … */
  season: string
  /** By contaminant. */
  samples: Readonly<Record<string, readonly SeasonSample[]>>
  /** Yield with and without treatment, any unit; null: not measured. */
  yield?: { treated: Decimal; control: Decimal } | null
}

export interface Treatment {
  /** Contaminants the treatment is judged by. */
  contaminants: readonly string[]
  /** Every season grown, in the years judged. */
  seasons: readonly string[]
  lastYear: number
  results: readonly Season[]
  /** Materials brought in, and whether they meet their own standards (GB 18877 …); null: no proof. */
  materials: readonly { name: string; compliant: boolean | null }[]
}

export interface TreatmentEffect {
  verdict: EffectVerdict
  seasons: { year: number; season: string; contaminant: string; effect: SeasonEffect }[]
  why: string
  missing: { name: string; why: string; need: string }[]
  notes: string[]
}

/** The whole treatment: every season of the years in a row, every contaminant, its materials and its yield. */
export function assessTreatment(treatment: Treatment, settings: Settings<ParameterKey>): TreatmentEffect {
  const span = Number(settings.values.consecutiveYears)
  const years = Array.from({ length: span }, (_, i) => treatment.lastYear - span + 1 + i)
  const seasons: TreatmentEffect['seasons'] = []
  const missing: TreatmentEffect['missing'] = []
  const faults: string[] = []
  for (const year of years)
    for (const season of treatment.seasons) {
      const name = `${year} 年${season}`
      const found = treatment.results.filter(r => r.year === year && r.season === season)
      if (found.length === 0) {
        missing.push({ name, why: '没有评价结果', need: `须有连续 ${span} 年每季的结果` })
        continue
      }
      for (const contaminant of treatment.contaminants) {
        const effect = assessSeason(
          found.flatMap(r => r.samples[contaminant] ?? []),
          settings,
        )
        seasons.push({ year, season, contaminant, effect })
        if (effect.verdict === '不达标') faults.push(`${name}${contaminant}不达标：${effect.why}`)
        if (effect.verdict === INSUFFICIENT)
          missing.push(...effect.missing.map(m => ({ ...m, name: `${name}${contaminant} ${m.name}` })))
      }
      for (const r of found) {
        const loss = r.yield ? yieldLoss(r.yield) : null
        if (loss === null) missing.push({ name, why: '没有产量对照', need: '请给出治理与对照的产量' })
        else if (loss.gt(settings.values.yieldLoss))
          faults.push(`${name}减产 ${loss.round(2).toFixed()}%，大于 ${settings.values.yieldLoss}%`)
      }
    }
  for (const m of treatment.materials) {
    if (m.compliant === false) faults.push(`治理材料“${m.name}”不合格`)
    if (m.compliant === null) missing.push({ name: m.name, why: '没有治理材料检验证明', need: '请提供检验报告' })
  }
  const verdict: EffectVerdict = faults.length ? '不达标' : missing.length ? INSUFFICIENT : '达标'
  return {
    verdict,
    seasons,
    why: faults.length
      ? faults.join('；')
      : missing.length
        ? `${missing.length} 处资料不全`
        : `${years.join('、')} 年每季均达标`,
    missing,
    notes: settings.notes,
  }
}

/** Percent; null where the control yielded nothing. */
const yieldLoss = ({ treated, control }: { treated: Decimal; control: Decimal }): Big | null =>
  new Big(control).eq(0) ? null : new Big(control).minus(treated).times(100).div(control)
