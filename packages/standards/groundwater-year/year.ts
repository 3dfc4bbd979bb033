import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { classIndex } from '../gbt14848-2017/assess.ts'
import { assess, findStandard } from '../index.ts'
import {
  type Finding,
  INSUFFICIENT,
  type Judgement,
  type Missing,
  type Reading,
  type Sample,
  VERDICTS,
  type Verdict,
} from '../judgement.ts'
import { parseReading } from '../reading.ts'
import type { ParameterKey } from './parameters.ts'

export const WATER_CLASSES = VERDICTS['GB/T 14848']
export type WaterClass = (typeof WATER_CLASSES)[number]
export const rankOf = (v: Verdict): number => (WATER_CLASSES as readonly Verdict[]).indexOf(v)

export interface Campaign {
  /** 丰水期, 枯水期 … */
  name: string
  sample: Sample
}

export interface PointYear {
  point: string
  year: number
  rule: string
  /** Class of the year; 证据不足 where a campaign or an item is lacking and what is known does not already miss the target. */
  class: Verdict
  target: WaterClass
  /** Whether the target is met. */
  meets: '达标' | '不达标' | typeof INSUFFICIENT
  /** Per item: the year's class, its value and what it rests on. */
  items: YearItem[]
  decisive: string[]
  /** Class of every campaign. */
  campaigns: { name: string; class: Verdict }[]
  /** The campaigns do not agree in class. */
  unstable: boolean
  missing: Missing[]
  notes: string[]
}

export interface YearItem {
  substance: string
  name: string
  class: Verdict
  /** Mean, or the worst campaign's value; "<0.01" for a mean of non-detects, "a—b" where only a range is known. */
  value: string | null
  unit: string
  /** Campaigns that have the item. */
  of: number
}

/** A point's year from its campaigns. `items`: name of a required set of items, where one is asked for. */
export function assessYear(
  point: string,
  year: number,
  campaigns: readonly Campaign[],
  settings: Settings<ParameterKey>,
  options: { target?: string; items?: string } = {},
): PointYear {
  const standard = findStandard('GB/T 14848-2017')!
  const target = classIndex(options.target) ?? 2
  const judge = (sample: Sample): Judgement =>
    assess(standard, sample, { target: WATER_CLASSES[target]!, ...(options.items ? { items: options.items } : {}) })
  const each = campaigns.map(c => ({ name: c.name, judgement: judge(c.sample) }))
  const wanted = Math.max(1, Number(settings.values.campaigns))
  const items = itemsOf(each.map(e => e.judgement))
  const results =
    settings.values.yearValue === '均值' ? items.map(i => meanOf(i, judge, target)) : items.map(i => worstOf(i, target))
  const missing: Missing[] = each.flatMap(e => e.judgement.missing.map(m => ({ ...m, why: `${e.name}：${m.why}` })))
  if (campaigns.length < wanted)
    missing.push({
      substance: null,
      name: '监测期次',
      why: `只有 ${campaigns.length} 期，应有 ${wanted} 期`,
      need: '请补充缺少的监测期',
    })
  else
    for (const r of results.filter(x => x.of < wanted))
      missing.push({ substance: r.substance, name: r.name, why: `只有 ${r.of} 期有结果`, need: '请补测缺少的一期' })
  for (const r of results.filter(x => x.class === INSUFFICIENT))
    if (!missing.some(m => m.substance === r.substance))
      missing.push({
        substance: r.substance,
        name: r.name,
        why: '年度值的类别不能确定',
        need: '请用检出限更低的方法重测',
      })
  const worst = Math.max(-1, ...results.map(r => rankOf(r.class)))
  // Set aside for the year only what every campaign set aside: one campaign that saw it makes it count.
  const leftOut = new Set(
    items
      .map(i => i[0]!.substance!)
      .filter(s => each.every(e => !has(e.judgement, s) || leftOutOf(e.judgement).includes(s))),
  )
  const open = missing.filter(m => m.substance === null || !leftOut.has(m.substance))
  const verdict: Verdict =
    worst > target ? WATER_CLASSES[worst]! : open.length || worst < 0 ? INSUFFICIENT : WATER_CLASSES[worst]!
  const classes = each.map(e => ({ name: e.name, class: e.judgement.verdict }))
  const known = new Set(classes.map(c => c.class).filter(c => rankOf(c) >= 0))
  return {
    point,
    year,
    rule: settings.values.yearValue,
    class: verdict,
    target: WATER_CLASSES[target]!,
    meets: verdict === INSUFFICIENT ? INSUFFICIENT : rankOf(verdict) > target ? '不达标' : '达标',
    items: results,
    decisive: worst > 0 ? results.filter(r => rankOf(r.class) === worst).map(r => r.name) : [],
    campaigns: classes,
    unstable: known.size > 1,
    missing: open,
    notes: [
      `年度值取${settings.values.yearValue}，pH 和文字项目取最差一期`,
      ...settings.notes,
      ...(leftOut.size ? ['检出限高于Ⅰ类限值但不超过目标类别的项目不参与综合评价'] : []),
    ],
  }
}

/** Items a campaign's own judgement left out of its class: non-detects that cannot be worse than the target. */
const leftOutOf = (j: Judgement): string[] =>
  j.verdict === INSUFFICIENT
    ? []
    : j.findings.filter(f => f.verdict === INSUFFICIENT && f.substance !== null).map(f => f.substance!)

const has = (j: Judgement, substance: string): boolean => j.findings.some(f => f.substance === substance)

function itemsOf(judgements: readonly Judgement[]): Finding[][] {
  const items = new Map<string, Finding[]>()
  for (const j of judgements)
    for (const f of j.findings)
      if (f.substance !== null && (rankOf(f.verdict) >= 0 || f.verdict === INSUFFICIENT))
        items.set(f.substance, [...(items.get(f.substance) ?? []), f])
  return [...items.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, f]) => f)
}

/** The worst of the campaigns; one that is not determined leaves the item open unless another already misses the target. */
function worstOf(findings: Finding[], target: number): YearItem {
  const sorted = [...findings].sort(
    (a, b) => rankOf(b.verdict) - rankOf(a.verdict) || order(a.value ?? '', b.value ?? ''),
  )
  const worst = sorted[0]!
  const open = findings.some(f => f.verdict === INSUFFICIENT) && rankOf(worst.verdict) <= target
  return { ...bare(findings), class: open ? INSUFFICIENT : worst.verdict, value: worst.value }
}

const bare = (findings: Finding[]): Omit<YearItem, 'class' | 'value'> => {
  const { substance, name, unit } = findings[0]!
  // An item counts for a campaign only where something was said on it.
  return { substance: substance!, name, unit, of: findings.filter(f => f.value !== null).length }
}

/** Mean of the campaigns between both ends of what is known of each; the class is given only where both ends agree. */
function meanOf(findings: Finding[], judge: (s: Sample) => Judgement, target: number): YearItem {
  const readings = findings.map(f => (f.value === null ? null : parseReading(f.value)))
  const numeric = readings.every((r): r is Reading => r !== null && r.kind !== 'missing')
  const units = new Set(findings.map(f => f.unit))
  // pH does not average (an acid and an alkaline campaign are no neutral one), and neither do words.
  if (!numeric || units.size > 1 || findings[0]!.substance === 'ph' || findings[0]!.limits.length === 0)
    return worstOf(findings, target)
  const ends = readings.map(endsOf)
  const mean = (pick: (e: { low: Big; high: Big | null }) => Big | null): Big | null => {
    const list = ends.map(pick)
    return list.some(v => v === null) ? null : list.reduce<Big>((s, v) => s.plus(v!), new Big(0)).div(list.length)
  }
  const [low, high] = [mean(e => e.low)!, mean(e => e.high)]
  const classOf = (reading: Reading): Verdict =>
    judge({
      id: 'mean',
      results: [{ substance: findings[0]!.name, reading, unit: findings[0]!.unit }],
    }).findings.find(f => f.substance === findings[0]!.substance)?.verdict ?? INSUFFICIENT
  const decimal = (v: Big): Decimal => v.toFixed()
  const item = bare(findings)
  if (high !== null && readings.every(r => r.kind === 'below'))
    return { ...item, class: classOf({ kind: 'below', limit: decimal(high) }), value: `<${short(high)}` }
  const at = classOf({ kind: 'value', value: decimal(low) })
  if (high?.eq(low)) return { ...item, class: at, value: short(low) }
  const top = high === null ? WATER_CLASSES[4] : classOf({ kind: 'value', value: decimal(high) })
  const sure = at === top || rankOf(at) > target
  return { ...item, class: sure ? at : INSUFFICIENT, value: `${short(low)}—${high === null ? '' : short(high)}` }
}

const endsOf = (r: Reading): { low: Big; high: Big | null } =>
  r.kind === 'value'
    ? { low: new Big(r.value), high: new Big(r.value) }
    : r.kind === 'below'
      ? { low: new Big(0), high: new Big(r.limit) }
      : { low: new Big(r.kind === 'above' ? r.limit : 0), high: null }

/** For reading only; the class rests on the exact mean. */
const short = (v: Big): string => String(Number(v.toPrecision(6)))
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
