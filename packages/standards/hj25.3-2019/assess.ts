import type { Reason } from '@jingtu/core/problem.ts'
import { INSUFFICIENT, type Missing, type Reading } from '../judgement.ts'
import { type ControlValues, controlValues } from './control-values.ts'
import { type Applied, checkOverrides, type Inputs, inputsOf, type Override } from './overrides.ts'
import { PARAMETERS, SOURCE_NOTE, STANDARD, type Use } from './parameters.ts'
import { type Concentrations, type RouteRisk, routeRisks, sumOf, type Totals } from './risk.ts'
import { type Medium, ROUTES, type RouteId } from './routes.ts'
import { findToxicity, type ToxicityRow } from './toxicity.ts'

/** 可接受: CR ≤ 1e-6 and HQ ≤ 1 over all routes of the medium. */
export type RiskVerdict = '可接受' | '不可接受' | typeof INSUFFICIENT

export interface RiskQuestion {
  substance: string
  use: Use
  /** YYYY-MM-DD of the assessment. */
  on?: string
  /** mg/kg. */
  surfaceSoil?: Reading
  subsurfaceSoil?: Reading
  /** mg/L. */
  groundwater?: Reading
  /** Target of the groundwater below, mg/L, where it is to be protected from the soil. */
  groundwaterTarget?: number
  overrides?: readonly Override[]
  /** Routes the site's conceptual model leaves out, and why. */
  without?: readonly { route: RouteId; reason: string }[]
  /** Optional routes to reckon, and why. */
  including?: readonly { route: RouteId; reason: string }[]
  /** Who takes responsibility for values that are not verified; nobody: they are shown and decide nothing. */
  accepted?: { by: string; reason: string }
}

export interface UnverifiedUse {
  key: string
  value: number | null
  why: string
}

export interface RiskAssessment {
  standard: string
  substance: string
  use: Use
  verdict: RiskVerdict
  why: string
  routes: RouteRisk[]
  soil: Totals & { verdict: RiskVerdict | null }
  groundwater: Totals & { verdict: RiskVerdict | null }
  control: ControlValues
  unverified: UnverifiedUse[]
  overrides: Applied[]
  missing: Missing[]
  notes: string[]
}

export type RiskOutcome = { ok: true; assessment: RiskAssessment } | { ok: false; reasons: Reason[] }

/** Risk numbers are floats; a total this close (relative) to its acceptable level counts as equal to it, and equal is acceptable. */
export const RISK_TOLERANCE = 1e-9

/** One contaminant at one place. Refuses a question that cannot be asked, with all its faults. */
export function assessRisk(question: RiskQuestion): RiskOutcome {
  const row = findToxicity(question.substance)
  const reasons = faultsOf(question, row)
  if (reasons.length) return { ok: false, reasons }
  const inputs = inputsOf(question.use, row, question.overrides ?? [])
  const left = new Map([
    ...ROUTES.filter(r => r.optional && !question.including?.some(i => i.route === r.id)).map(
      r => [r.id, '公式未核实，默认不计'] as const,
    ),
    ...(question.without ?? []).map(w => [w.route, w.reason] as const),
  ])
  const concentrations: Concentrations = {
    表层土壤: question.surfaceSoil,
    下层土壤: question.subsurfaceSoil,
    地下水: question.groundwater,
  }
  const trusted = question.accepted !== undefined
  const routes = routeRisks(inputs, row, concentrations, left, trusted)
  const asked = (m: Medium): boolean => concentrations[m] !== undefined
  const soilAsked = asked('表层土壤') || asked('下层土壤')
  const soil = judge(routes, r => r.medium !== '地下水', inputs, soilAsked)
  const groundwater = judge(routes, r => r.medium === '地下水', inputs, asked('地下水'))
  const verdicts = [soil.verdict, groundwater.verdict].filter(v => v !== null)
  const missing = missingOf(routes, soilAsked, asked('地下水'))
  if (verdicts.length === 0)
    missing.push({
      substance: null,
      name: '浓度',
      why: '没有任何介质的浓度',
      need: '请给出表层土壤、下层土壤或地下水的浓度',
    })
  const verdict: RiskVerdict = verdicts.includes('不可接受')
    ? '不可接受'
    : verdicts.length === 0 || verdicts.includes(INSUFFICIENT)
      ? INSUFFICIENT
      : '可接受'
  const unverified = unverifiedOf(routes, inputs, row)
  return {
    ok: true,
    assessment: {
      standard: STANDARD.id,
      substance: row?.name ?? question.substance,
      use: question.use,
      verdict,
      why: whyOf(verdict, soil, groundwater, trusted ? [] : unverified),
      routes,
      soil,
      groundwater,
      control: controlValues(inputs, row, left, question.groundwaterTarget ?? null, trusted),
      unverified,
      overrides: inputs.applied,
      missing,
      notes: notesOf(question, row, routes),
    },
  }
}

function faultsOf(q: RiskQuestion, row: ToxicityRow | undefined): Reason[] {
  const faults = checkOverrides(q.overrides ?? [], q.use)
  if (row?.outside) faults.push({ message: row.outside, where: '污染物' })
  if (!row && !q.overrides?.some(o => ['SFo', 'IUR', 'RfDo', 'RfC'].includes(o.key)))
    faults.push({ message: `毒性参数表没有“${q.substance}”，请给出毒性参数并注明来源`, where: '污染物' })
  if (!row && !q.overrides?.some(o => o.key === 'SAF'))
    faults.push({ message: '请给出参考剂量分配系数 SAF（挥发性有机物 0.33，其他 0.5）', where: 'SAF' })
  for (const { route, reason } of [...(q.without ?? []), ...(q.including ?? [])])
    if (reason.trim() === '') faults.push({ message: '请写明暴露途径取舍的理由', where: route })
  if (q.accepted && (q.accepted.by.trim() === '' || q.accepted.reason.trim() === ''))
    faults.push({ message: '采用未核实的参数须写明责任人和理由', where: '未核实参数' })
  if (q.groundwaterTarget !== undefined && !(q.groundwaterTarget > 0))
    faults.push({ message: '地下水保护目标应为大于零的浓度（mg/L）', where: '地下水保护目标' })
  return faults
}

function judge(
  routes: RouteRisk[],
  of: (r: RouteRisk) => boolean,
  { parameters }: Inputs,
  asked: boolean,
): Totals & { verdict: RiskVerdict | null } {
  const mine = routes.filter(of)
  const totals = sumOf(mine)
  if (!asked) return { ...totals, verdict: null }
  const above = (v: number, limit: number): boolean => v > limit * (1 + RISK_TOLERANCE)
  // Not the same as not above: a risk that is no number is never acceptable.
  const within = (v: number, limit: number): boolean => v <= limit * (1 + RISK_TOLERANCE)
  const exceeds = above(totals.cr.sure, parameters.ACR) || above(totals.hq.sure, parameters.AHQ)
  const open =
    mine.some(r => r.state === '证据不足' || r.state === '未核实') ||
    mine.every(r => r.cr === null && r.hq === null) ||
    totals.cr.high === null ||
    totals.hq.high === null ||
    !within(totals.cr.high, parameters.ACR) ||
    !within(totals.hq.high, parameters.AHQ)
  return { ...totals, verdict: exceeds ? '不可接受' : open ? INSUFFICIENT : '可接受' }
}

const missingOf = (routes: RouteRisk[], soil: boolean, groundwater: boolean): Missing[] =>
  routes
    .filter(r => (r.medium === '地下水' ? groundwater : soil))
    .filter(r => r.state === '证据不足' || r.state === '未核实')
    .map(r => ({ substance: null, name: r.route, why: r.why, need: r.need ?? '请补充该途径的参数' }))

function unverifiedOf(routes: RouteRisk[], { values }: Inputs, row: ToxicityRow | undefined): UnverifiedUse[] {
  const keys = [...new Set(routes.flatMap(r => r.unverified))]
  return keys.map(key => ({
    key,
    value: values[key],
    why: `${values[key] === null ? '附录B 未列值一事' : '取值'}只有单一来源${row?.doubt ? `；${row.doubt}` : ''}`,
  }))
}

function whyOf(
  verdict: RiskVerdict,
  soil: Totals & { verdict: RiskVerdict | null },
  water: Totals & { verdict: RiskVerdict | null },
  unverified: UnverifiedUse[],
): string {
  const parts = (
    [
      ['土壤', soil],
      ['地下水', water],
    ] as const
  )
    .filter(([, t]) => t.verdict !== null)
    .map(([name, t]) => `${name}致癌风险 ${show(t.cr.high)}、危害商 ${show(t.hq.high)}`)
  const open = unverified.length ? `；其中 ${unverified.map(u => u.key).join('、')} 未核实，只列出而不据以下结论` : ''
  return `${parts.join('；')}${verdict === INSUFFICIENT ? open : ''}`
}

export const show = (v: number | null): string => (v === null ? '未知' : v === 0 ? '0' : v.toPrecision(3))

const notesOf = (q: RiskQuestion, row: ToxicityRow | undefined, routes: RouteRisk[]): string[] => [
  `可接受水平：单一污染物致癌风险与危害商见附录G；累计判断的相对容差 ${RISK_TOLERANCE}`,
  SOURCE_NOTE,
  ...(q.on !== undefined && q.on < STANDARD.from
    ? [`${q.on} 不在 ${STANDARD.id} 的施行期间（自 ${STANDARD.from} 起）`]
    : []),
  ...(row?.doubt ? [`${row.name}：${row.doubt}`] : []),
  ...routes.filter(r => r.state === '未选用').map(r => `未计“${r.route}”：${r.why}`),
  ...(q.including ?? []).map(i => `另计“${i.route}”：${i.reason}；该途径公式未核实`),
  ...(q.accepted ? [`${q.accepted.by} 对未核实的参数负责：${q.accepted.reason}`] : []),
  ...PARAMETERS.filter(p => !p.verified && q.including?.length).map(p => `${p.table} ${p.symbol} 未核实`),
]
