import { settingsOn } from '@jingtu/standards/dated-parameter.ts'
import { PARAMETERS, STANDARD } from '@jingtu/standards/farmland-classification-2019/parameters.ts'
import {
  type ClassOrOpen,
  classifyPoint,
  ELEMENT_NAMES,
  type Element,
  type FarmlandClass,
  FIVE,
} from '@jingtu/standards/farmland-classification-2019/point.ts'
import { gradeProduct } from '@jingtu/standards/farmland-classification-2019/product.ts'
import { proposeClass } from '@jingtu/standards/farmland-classification-2019/propose.ts'
import { classifyUnit } from '@jingtu/standards/farmland-classification-2019/unit.ts'
import { PARAMETERS as WARNING_PARAMETERS } from '@jingtu/standards/farmland-warning/parameters.ts'
import { type Warning, warn } from '@jingtu/standards/farmland-warning/warning.ts'
import { assess as assessSoil } from '@jingtu/standards/gb15618-2018/assess.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import type { Judgement, Result } from '@jingtu/standards/judgement.ts'
import { resultOf } from '@jingtu/standards/measured.ts'
import { parseReading } from '@jingtu/standards/reading.ts'

export const GRADES = ['未污染', '轻微污染', '轻度污染', '中度污染', '重度污染'] as const

/** Five grades of pollution are three classes. */
export const GRADE_CLASS: Record<(typeof GRADES)[number], FarmlandClass> = {
  未污染: '优先保护类',
  轻微污染: '优先保护类',
  轻度污染: '安全利用类',
  中度污染: '安全利用类',
  重度污染: '严格管控类',
}

export type Contents = Partial<Record<Element, string | null>>

/** The numbers of the guide in force on a day; before its first day its first. */
export const guideOn = (day: string) => settingsOn(PARAMETERS, { on: day > STANDARD.from ? day : STANDARD.from })

const resultsOf = (row: Contents): Result[] =>
  FIVE.flatMap(e => (row[e] ? [resultOf(ELEMENT_NAMES[e], row[e], 'mg/kg')] : []))

/** One product sample under the edition of GB 2762 in force when it was taken. */
export function judgeProduct(row: Contents & { sample: string; on: string; crop: string }) {
  const standard = findStandard('GB 2762', row.on) ?? findStandard('GB 2762')!
  return standard.assess({ id: row.sample, crop: row.crop, takenOn: row.on, results: resultsOf(row) })
}

export interface Ruled {
  soil: ClassOrOpen
  suggested: ClassOrOpen
  grounds: string[]
  cutOuts: string[]
}

/** Soil step and product step of one unit, from the rows written for it. */
export function classifyRows(row: {
  effective: string
  landUse: string
  points: readonly (Contents & { point: string; on: string; pH: string; beside: string[] })[]
  products: readonly (Contents & { sample: string; on: string; crop: string })[]
}): Ruled {
  const settings = guideOn(row.effective)
  const points = row.points.map(p =>
    classifyPoint(
      assessSoil({ id: p.point, pH: parseReading(p.pH), landUse: row.landUse, takenOn: p.on, results: resultsOf(p) }),
      settings.values,
    ),
  )
  const adjacent = row.points.flatMap(p => p.beside.map(other => [p.point, other] as const))
  const unit = classifyUnit({ id: 'unit', points, adjacent }, settings)
  const worst = FIVE.filter(e => unit.class !== '优先保护类' && unit.elements?.[e].body === unit.class)
  const products = row.products.map(p => gradeProduct(judgeProduct(p), worst, settings))
  const proposal = proposeClass(unit, products, [], settings)
  const named = FIVE.filter(e => unit.elements && unit.elements[e].body !== '优先保护类')
  return {
    soil: unit.class,
    suggested: proposal.class,
    grounds: [
      ...named.map(e => `${ELEMENT_NAMES[e]}：${unit.elements![e].why}`),
      ...(proposal.revision ? [proposal.revision.why, ...proposal.revision.flags] : []),
      ...points.flatMap(p => p.missing.map(m => `${p.point} ${m.name}：${m.why}`)),
    ],
    cutOuts: proposal.cutOuts.map(c => `${c.class}：${c.points.join('、')}（${c.kind}）`),
  }
}

/** A lot is good only when all five elements of every sample are known and none exceeds its limit. */
export function judgeLot(row: { crop: string; samples: readonly (Contents & { sample: string; on: string })[] }): {
  verdict: '合格' | '不合格' | '证据不足' | null
  exceeded: string[]
  open: string[]
} {
  const judged = row.samples.map(s => ({ sample: s, judgement: judgeProduct({ ...s, crop: row.crop }) }))
  const exceeded = judged.flatMap(({ sample, judgement }) =>
    judgement.findings.filter(f => f.verdict === '超标').map(f => `${sample.sample} ${f.name} ${f.why}`),
  )
  const open = judged.flatMap(({ sample, judgement }) => [
    ...FIVE.filter(e => !sample[e]).map(e => `${sample.sample} 没有${ELEMENT_NAMES[e]}的结果`),
    ...judgement.findings
      .filter(f => f.verdict !== '超标' && f.verdict !== '达标' && f.verdict !== '无适用限值')
      .map(f => `${sample.sample} ${f.name}：${f.why}`),
    ...judgement.missing.map(m => `${sample.sample} ${m.name}：${m.why}`),
  ])
  const verdict = judged.length === 0 ? null : exceeded.length > 0 ? '不合格' : open.length > 0 ? '证据不足' : '合格'
  return { verdict, exceeded, open }
}

/** The newest period of a unit against its limits and its own past; products count to the period of their year. */
export function warningOf(row: {
  id: string
  periods: readonly (Contents & { on: string; landUse: string; pH: string })[]
  products: readonly (Contents & { sample: string; on: string; crop: string })[]
}): Warning {
  const newest = row.periods.reduce((a, p) => (p.on > a ? p.on : a), '2019-01-01')
  const periods = row.periods.map(p => ({
    on: p.on,
    soil: assessSoil({
      id: p.on,
      pH: parseReading(p.pH),
      landUse: p.landUse,
      takenOn: p.on,
      results: resultsOf(p),
    }),
    product: together(row.products.filter(s => s.on.slice(0, 4) === p.on.slice(0, 4)).map(judgeProduct)),
  }))
  // A unit that lacks one of the five metals is never said to be without warning.
  const last = periods.find(p => p.on === newest)
  const lacking = last ? FIVE.filter(e => !row.periods.find(p => p.on === newest)![e]) : []
  const warning = warn(row.id, periods, settingsOn(WARNING_PARAMETERS, { on: newest }))
  const missing = [
    ...warning.missing,
    ...lacking.map(e => ({ name: ELEMENT_NAMES[e], why: '没有本期结果', need: '请补测' })),
  ]
  return { ...warning, missing, level: warning.level === '无' && missing.length > 0 ? '证据不足' : warning.level }
}

/** Several samples of one period are one judgement: all their findings. */
const together = (all: readonly Judgement[]): Judgement | null =>
  all.length === 0 ? null : { ...all[0]!, findings: all.flatMap(j => j.findings), missing: all.flatMap(j => j.missing) }

/** The elements of one soil point, each by itself: above its screening value, not above it, or not known. */
export function judgeSoil(
  row: Contents & { point: string; on: string; pH: string; landUse: string },
): Record<Element, '未超筛选值' | '超筛选值' | '证据不足'> {
  const { findings } = assessSoil({
    id: row.point,
    pH: parseReading(row.pH),
    landUse: row.landUse,
    takenOn: row.on,
    results: resultsOf(row),
  })
  const say = (e: Element) => {
    const found = findings.find(f => f.name.startsWith(ELEMENT_NAMES[e]))
    if (found?.verdict === '风险低') return '未超筛选值' as const
    return found?.verdict === '可能存在风险' || found?.verdict === '风险高'
      ? ('超筛选值' as const)
      : ('证据不足' as const)
  }
  return Object.fromEntries(FIVE.map(e => [e, say(e)])) as ReturnType<typeof judgeSoil>
}
