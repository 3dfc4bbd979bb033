import type { Reason } from '@jingtu/core/problem.ts'
import type { Settings } from '../dated-parameter.ts'
import type { ClassVersion } from './class-by-date.ts'
import type { ParameterKey } from './parameters.ts'
import { type ClassOrOpen, type FarmlandClass, rankOf } from './point.ts'

/** What experts say of a proposed class before it is put in force. */
export interface ExpertOpinion {
  class: FarmlandClass
  experts: readonly string[]
  on: string
  opinion: string
}

/** A class by the rules, confirmed: experts may be stricter than the rules, never milder, and must say why where they differ. */
export function confirmClass(
  proposed: { class: ClassOrOpen; inferred: boolean },
  opinion: ExpertOpinion,
  recordedAt: string,
): { ok: true; version: ClassVersion } | { ok: false; reasons: Reason[] } {
  const reasons: Reason[] = []
  const say = (message: string, where: string): void => void reasons.push({ message, where })
  if (opinion.experts.filter(e => e.trim()).length === 0) say('请填写参加确认的专家', '专家')
  if (opinion.opinion.trim() === '') say('请填写专家意见', '专家意见')
  if (proposed.class === '证据不足') say('按规则证据不足，补齐数据后才能确认', '类别')
  else if (rankOf(opinion.class) < rankOf(proposed.class))
    say(`规则判定为${proposed.class}，专家意见不能放宽为${opinion.class}`, '类别')
  if (reasons.length) return { ok: false, reasons }
  const basis = `专家确认（${opinion.experts.join('、')}）：${opinion.opinion}${proposed.inferred ? '；推断' : ''}`
  return { ok: true, version: { class: opinion.class, from: opinion.on, basis, recordedAt } }
}

export const TRIGGERS = ['土地利用变更', '新增监测数据', '连续达标', '突发污染', '边界精度'] as const
export type Trigger = (typeof TRIGGERS)[number]

/** Evidence each trigger cannot do without: the usual practice, from memory. A province's own list takes its place. */
export const EVIDENCE: Record<Trigger, readonly string[]> = {
  土地利用变更: ['变更批准文件'],
  新增监测数据: ['监测报告'],
  连续达标: ['监测报告', '逐年农产品结果'],
  突发污染: ['监测报告', '污染事件调查'],
  边界精度: ['国土调查成果'],
}

export interface Adjustment {
  unit: string
  from: FarmlandClass
  to: FarmlandClass
  trigger: Trigger
  evidence: readonly { kind: string; reference: string }[]
  /** Class by soil and product of the new data, where the trigger rests on data. */
  reassessed?: ClassOrOpen
  /** Whether the products of a year were all compliant; null: not known. */
  years: readonly { year: number; compliant: boolean | null }[]
  expert: { opinion: string; on: string } | null
  countyReport: { reference: string; on: string } | null
  /** By the provincial government. */
  approval: { reference: string; on: string } | null
  effective: string | null
}

/** Everything that keeps an adjustment from taking effect; empty: it may. */
export function checkAdjustment(
  a: Adjustment,
  current: ClassVersion | null,
  { values }: Settings<ParameterKey>,
  evidence: Record<Trigger, readonly string[]> = EVIDENCE,
): Reason[] {
  const reasons: Reason[] = []
  const say = (message: string, where: string): void => void reasons.push({ message, where })
  if (current === null) say('单元还没有类别，应先划分', '原类别')
  else if (current.class !== a.from) say(`单元现为${current.class}，不是${a.from}`, '原类别')
  if (a.to === a.from && a.trigger !== '边界精度') say('调整前后类别相同', '新类别')
  const steps = rankOf(a.from) - rankOf(a.to)
  if (steps > 1) say('一次最多改善一级', '新类别')
  for (const kind of evidence[a.trigger])
    if (!a.evidence.some(e => e.kind === kind && e.reference.trim() !== '')) say(`缺少“${kind}”`, '证据')
  if (steps > 0) {
    const run = compliantRun(a.years)
    if (a.trigger === '连续达标' && run < Number(values.stableYears))
      say(`连续达标 ${run} 年，须 ${values.stableYears} 年`, '逐年结果')
    if (a.trigger === '突发污染') say('突发污染不能作为改善类别的理由', '触发情形')
  }
  if ((a.trigger === '新增监测数据' || a.trigger === '突发污染') && a.reassessed !== a.to)
    say(
      a.reassessed === undefined || a.reassessed === '证据不足'
        ? '没有按新数据得出的类别'
        : `按新数据应为${a.reassessed}，与拟调整类别不符`,
      '重新评价',
    )
  if (!a.expert || a.expert.opinion.trim() === '') say('缺少专家意见', '专家意见')
  if (!a.countyReport || a.countyReport.reference.trim() === '') say('缺少县级上报文件', '县级上报')
  if (!a.approval || a.approval.reference.trim() === '') say('缺少省级人民政府审定文件', '省级审定')
  if (!a.effective) say('缺少生效日期', '生效日期')
  const order = [a.expert?.on, a.countyReport?.on, a.approval?.on, a.effective ?? undefined].filter(
    d => d !== undefined,
  )
  if (order.some((d, i) => i > 0 && d < order[i - 1]!)) say('应依次为专家意见、县级上报、省级审定、生效', '日期')
  return reasons
}

/** Compliant years in a row up to the newest; a year without a result or left out breaks the row. */
export function compliantRun(years: Adjustment['years']): number {
  const sorted = [...years].sort((x, y) => y.year - x.year)
  let run = 0
  for (const [i, y] of sorted.entries()) {
    if (y.compliant !== true || (i > 0 && sorted[i - 1]!.year !== y.year + 1)) break
    run++
  }
  return run
}

/** The new version of the class; null while anything is lacking. */
export const effectOf = (
  a: Adjustment,
  current: ClassVersion | null,
  settings: Settings<ParameterKey>,
  recordedAt: string,
  evidence: Record<Trigger, readonly string[]> = EVIDENCE,
): ClassVersion | null =>
  checkAdjustment(a, current, settings, evidence).length
    ? null
    : { class: a.to, from: a.effective!, basis: `动态调整（${a.trigger}）：${a.approval!.reference}`, recordedAt }
