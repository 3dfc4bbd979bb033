import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { INSUFFICIENT, type Judgement } from '../judgement.ts'
import type { ParameterKey } from './parameters.ts'
import { CLASSES, ELEMENT_NAMES, type Element, type FarmlandClass, rankOf } from './point.ts'

/** One product point by its single-factor index E = A/S: ≤ 1, ≤ 2, > 2 (parameter severeIndex). */
export type ProductGrade = '未超标' | '轻度超标' | '重度超标' | typeof INSUFFICIENT

export interface ProductPoint {
  point: string
  grade: ProductGrade
  /** Largest E of the elements, three digits; null where none is known. */
  index: string | null
  why: string
}

const FORMS: Record<Element, readonly string[]> = {
  cadmium: ['cadmium'],
  mercury: ['mercury', 'methylmercury'],
  arsenic: ['arsenic', 'inorganic-arsenic'],
  lead: ['lead'],
  chromium: ['chromium'],
}

/**
 * Grade of a product point from its judgement under GB 2762 (the edition of the sampling day). It must say something on every
 * element that made the soil's class; an exceedance of any of the five counts in any case.
 */
export function gradeProduct(
  judgement: Judgement,
  revised: readonly Element[],
  { values }: Pick<Settings<ParameterKey>, 'values'>,
): ProductPoint {
  const elements = Object.keys(FORMS) as Element[]
  const of = (e: Element) => judgement.findings.filter(f => f.substance !== null && FORMS[e].includes(f.substance))
  const exceeding = elements.flatMap(of).filter(f => f.verdict === '超标')
  const index = elements.flatMap(of).reduce<Big | null>((worst, f) => {
    const limit = f.limits.at(-1)?.value
    if (f.value === null || limit === undefined || !/^[\d.]+$/.test(f.value)) return worst
    const e = new Big(f.value).div(limit)
    return worst === null || e.gt(worst) ? e : worst
  }, null)
  const shown = index === null ? null : String(Number(index.toPrecision(3)))
  const open = revised.filter(e => !of(e).some(f => f.verdict === '达标' || f.verdict === '超标'))
  if (exceeding.length) {
    // An amount only known to be above its limit may be anything: it is taken as 重度.
    const severe = exceeding.some(f => {
      const limit = f.limits.at(-1)?.value
      if (f.value === null || limit === undefined || !/^[\d.]+$/.test(f.value)) return true
      return new Big(f.value).gt(new Big(limit).times(values.severeIndex))
    })
    return {
      point: judgement.sample,
      grade: severe ? '重度超标' : '轻度超标',
      index: shown,
      why: exceeding.map(f => f.why).join('；'),
    }
  }
  return {
    point: judgement.sample,
    grade: open.length ? INSUFFICIENT : '未超标',
    index: shown,
    why: open.length ? `农产品缺 ${open.map(e => ELEMENT_NAMES[e]).join('、')} 的结果` : '均不超过限量',
  }
}

export interface Revision {
  class: FarmlandClass
  /** The class by soil alone. */
  preliminary: FarmlandClass
  changed: boolean
  why: string
  flags: string[]
}

/** What the products of a unit, and of its neighbours where it has too few, make of its class by soil; one step at most. */
export function reviseByProduct(
  preliminary: FarmlandClass,
  own: readonly ProductPoint[],
  neighbours: readonly ProductPoint[],
  settings: Pick<Settings<ParameterKey>, 'values'>,
): Revision {
  const exceeding = own.filter(p => p.grade === '轻度超标' || p.grade === '重度超标')
  const stay = (why: string, flags: string[] = []): Revision => ({
    class: preliminary,
    preliminary,
    changed: false,
    why,
    flags,
  })
  const move = (to: FarmlandClass, why: string): Revision => ({ class: to, preliminary, changed: true, why, flags: [] })
  if (own.length === 0) return stay('没有农产品数据，维持按土壤划分的类别')
  if (preliminary === '优先保护类')
    return exceeding.length
      ? stay('农产品超标不直接降低类别', ['农产品超标，须复核土壤数据和污染来源'])
      : stay('农产品未超标')
  return settings.values.productRule === '超标等级'
    ? byGrade(preliminary, own, settings, stay, move)
    : byShare(preliminary, own, neighbours, settings, stay, move)
}

type Stay = (why: string, flags?: string[]) => Revision
type Move = (to: FarmlandClass, why: string) => Revision
const better = (c: FarmlandClass): FarmlandClass => CLASSES[rankOf(c) - 1]!

function byShare(
  preliminary: FarmlandClass,
  own: readonly ProductPoint[],
  neighbours: readonly ProductPoint[],
  { values }: Pick<Settings<ParameterKey>, 'values'>,
  stay: Stay,
  move: Move,
): Revision {
  const clean = own.filter(p => p.grade === '未超标').length
  const all = clean === own.length
  const known = own.filter(p => p.grade !== INSUFFICIENT).length
  const counts = `${clean}/${own.length} 个农产品点位未超标`
  if (known < Number(values.productMinimum)) {
    const around = neighbours.length > 0 && neighbours.every(p => p.grade === '未超标')
    return all && around
      ? move(better(preliminary), `${counts}，相邻单元全部未超标`)
      : stay(all ? `农产品点位少于 ${values.productMinimum} 个，相邻单元没有全部未超标` : counts)
  }
  if (preliminary === '安全利用类') return all ? move('优先保护类', counts) : stay(counts)
  const enough = new Big(clean).times(100).gte(new Big(values.strictSafeShare).times(own.length))
  if (own.some(p => p.grade === '重度超标')) return stay(`${counts}，有重度超标`)
  return enough ? move('安全利用类', `${counts}，不低于 ${values.strictSafeShare}%，无重度超标`) : stay(counts)
}

/** The other reading of the rule: the unit's products have one grade together, and severe ones also worsen a class. */
function byGrade(
  preliminary: FarmlandClass,
  own: readonly ProductPoint[],
  { values }: Pick<Settings<ParameterKey>, 'values'>,
  stay: Stay,
  move: Move,
): Revision {
  const known = own.filter(p => p.grade !== INSUFFICIENT)
  const over = known.filter(p => p.grade !== '未超标').length
  const rate = known.length ? new Big(over).times(100).div(known.length) : new Big(0)
  const indices = known.flatMap(p => (p.index === null ? [] : [new Big(p.index)]))
  const mean = indices.length ? indices.reduce((s, e) => s.plus(e), new Big(0)).div(indices.length) : new Big(0)
  if (known.length < Number(values.productMinimum)) return stay(`农产品点位少于 ${values.productMinimum} 个`)
  const large = known.length >= Number(values.largeSample)
  const clean = known.length === own.length && (large ? rate.lte(values.largeSampleRate) : over === 0)
  const severe = over > 0 && (mean.gt(values.severeMean) || rate.gte(values.severeRate))
  const counts = `超标 ${over}/${known.length}，平均指数 ${Number(mean.toPrecision(3))}`
  if (clean) return move(better(preliminary), `农产品未超标（${counts}）`)
  if (severe && preliminary === '安全利用类') return move('严格管控类', `农产品严重超标（${counts}）`)
  return stay(counts)
}
