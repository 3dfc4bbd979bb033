import { type Decimal, percentage, roundHalfUp } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Baseline, Comparison, Measurement, Target } from './target.ts'

type Measured = Pick<Measurement, 'value' | 'words' | 'met' | 'notApplicable' | 'asOf'> & { members?: string[] }

export interface DecidedValue {
  /** What statusOfTarget decides on; null where it cannot be computed yet. */
  measured: Measured | null
  /** The arithmetic in words: （12000 − 9800）÷ 12000 = 18.33%. */
  formula: string | null
  /** What it would take, where something is missing. */
  missing: string | null
  /** Worth watching although it may be met. */
  warning: string | null
}

const CLASSES = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ']
const PLAIN: Record<string, string> = { I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ', V: 'Ⅴ' }

/** 1…5 for Ⅰ类…Ⅴ类 (also written "III类", "劣Ⅴ类" counts as Ⅴ); undefined where the words name no class. */
export function waterClass(words: string | null): number | undefined {
  const found = words?.match(/([ⅠⅡⅢⅣⅤ]|III|II|IV|I|V)\s*类/)?.[1]
  const index = found ? CLASSES.indexOf(PLAIN[found] ?? found) : -1
  return index < 0 ? undefined : index + 1
}

/** “石桥村：Ⅳ类” → its name and class. */
function pointOf(text: string): { name: string; class: number | undefined } {
  const [name = '', words = ''] = text.split(/[:：]/)
  return { name: name.trim(), class: waterClass(words) }
}

export interface ValueInputs {
  measured: Measured | null
  baseline: Pick<Baseline, 'value' | 'day' | 'members'> | null
  /** For 区域占比: what each region below has said. */
  regions?: { name: string; met: boolean | null }[]
  /** The measurement before this one, to notice worsening. */
  previous?: Measured | null
}

/** Turns what was measured into the figure the target is decided on. Without its baseline nothing is decided. */
export function decidedValue(target: Pick<Target, 'comparison' | 'unit' | 'words'>, inputs: ValueInputs): DecidedValue {
  const { measured } = inputs
  if (measured?.notApplicable) return plain(measured)
  const how = target.comparison as Comparison | null
  if (how === '区域占比') return shareOfRegions(inputs)
  if (!measured) return plain(measured)
  if (!how)
    return measured.value === null && measured.members?.length ? counted(measured, inputs.baseline) : plain(measured)
  return COMPARE[how](target, measured, inputs)
}

const plain = (measured: Measured | null): DecidedValue => ({ measured, formula: null, missing: null, warning: null })
const lacking = (measured: Measured, missing: string): DecidedValue => ({
  measured: { ...measured, value: null, met: null },
  formula: null,
  missing,
  warning: null,
})

/** A count of named things: those of the frozen list that are done, and which of them are still to come. */
function counted(measured: Measured, baseline: ValueInputs['baseline']): DecidedValue {
  const members = measured.members ?? []
  const listed = baseline?.members ?? []
  const done = new Set(listed.length ? members.filter(m => listed.includes(m)) : members)
  const open = listed.filter(m => !done.has(m))
  return {
    measured: { ...measured, value: String(done.size) },
    formula: listed.length ? `清单 ${listed.length} 个，已完成 ${done.size} 个` : `共 ${done.size} 个`,
    missing: null,
    warning: open.length ? `尚未完成：${open.join('、')}` : null,
  }
}

type Compare = (target: Pick<Target, 'unit' | 'words'>, measured: Measured, inputs: ValueInputs) => DecidedValue

const againstBaseline =
  (
    compute: (
      value: Big,
      base: Big,
      target: Pick<Target, 'unit'>,
    ) => { value?: Decimal; met?: boolean; formula: string } | string,
  ): Compare =>
  (target, measured, { baseline }) => {
    if (measured.value === null) return lacking(measured, '还没有实测数值')
    if (baseline?.value == null) return lacking(measured, '缺少基数，请先冻结基数')
    const result = compute(new Big(measured.value), new Big(baseline.value), target)
    if (typeof result === 'string') return lacking(measured, result)
    return {
      measured: { ...measured, value: result.value ?? measured.value, met: result.met ?? null },
      formula: result.formula,
      missing: null,
      warning: null,
    }
  }

const COMPARE: Record<Exclude<Comparison, '区域占比'>, Compare> = {
  零增长: againstBaseline((value, base) => ({
    met: value.lte(base),
    formula: `本期 ${value.toFixed()} ${value.lte(base) ? '≤' : '＞'} 基数 ${base.toFixed()}`,
  })),
  较基数下降: againstBaseline((value, base) =>
    change(base.minus(value), base, `（${base.toFixed()} − ${value.toFixed()}）÷ ${base.toFixed()}`),
  ),
  较基数增长: againstBaseline((value, base) =>
    change(value.minus(base), base, `（${value.toFixed()} − ${base.toFixed()}）÷ ${base.toFixed()}`),
  ),
  较基数净增: againstBaseline((value, base) => ({
    value: value.minus(base).toFixed(),
    formula: `${value.toFixed()} − ${base.toFixed()} = ${value.minus(base).toFixed()}`,
  })),
  占基数比例: (_target, measured, { baseline }) => {
    const base = baseline?.members.length ? String(baseline.members.length) : baseline?.value
    if (!base) return lacking(measured, '缺少基数，请先冻结基准日的清单')
    // Only what stands in the frozen list counts; what was added to the list later changes neither side.
    const done = measured.members?.length
      ? new Set(measured.members.filter(m => !baseline?.members.length || baseline.members.includes(m))).size
      : measured.value
    if (done === null) return lacking(measured, '还没有完成数量或清单')
    const value = percentage(String(done), base)
    if (value === 'not-applicable') return plain({ ...measured, notApplicable: true })
    const open = baseline!.members.filter(m => !measured.members?.includes(m))
    return {
      measured: { ...measured, value },
      formula: `${done} ÷ ${base} = ${value}%`,
      missing: null,
      warning: measured.members?.length && open.length ? `尚未完成：${open.join('、')}` : null,
    }
  },
  点位稳定: (_target, measured, { baseline }) => {
    if (!baseline?.members.length) return lacking(measured, '缺少基准年的点位和类别，请先冻结基数')
    const before = baseline.members.map(pointOf)
    const now = new Map((measured.members ?? []).map(pointOf).map(p => [p.name, p.class]))
    const silent = before.filter(p => p.class === undefined || now.get(p.name) === undefined).map(p => p.name)
    const worse = before.filter(p => p.class && (now.get(p.name) ?? 0) > p.class)
    const shown = worse
      .map(p => `${p.name}由${CLASSES[p.class! - 1]}类变为${CLASSES[now.get(p.name)! - 1]}类`)
      .join('；')
    if (worse.length > 0)
      return {
        measured: { ...measured, met: false },
        formula: `变差 ${worse.length} 个：${shown}`,
        missing: null,
        warning: shown,
      }
    if (silent.length > 0) return lacking(measured, `缺少点位的水质类别：${silent.join('、')}`)
    return {
      measured: { ...measured, met: true },
      formula: `${before.length} 个点位均未变差`,
      missing: null,
      warning: null,
    }
  },
  水质类别: (target, measured, { previous }) => {
    const goal = waterClass(target.words)
    const found = waterClass(measured.words)
    if (!goal) return lacking(measured, '目标没有写明水质类别')
    if (!found) return lacking(measured, '还没有水质类别，请在情况中填写，例如“Ⅲ类”')
    const before = waterClass(previous?.words ?? null)
    return {
      measured: { ...measured, met: found <= goal },
      formula: `${CLASSES[found - 1]}类 ${found <= goal ? '不劣于' : '劣于'} ${CLASSES[goal - 1]}类`,
      missing: null,
      warning: before && found > before ? `由${CLASSES[before - 1]}类变差为${CLASSES[found - 1]}类` : null,
    }
  },
}

function change(difference: Big, base: Big, shown: string): { value: Decimal; formula: string } | string {
  if (base.eq(0)) return '基数为 0，无法计算变化率'
  const value = roundHalfUp(difference.times(100).div(base).toFixed(10))
  return { value, formula: `${shown} = ${value}%` }
}

function shareOfRegions({ baseline, regions = [] }: ValueInputs): DecidedValue {
  const listed = baseline?.members ?? []
  if (listed.length === 0)
    return { measured: null, formula: null, missing: '缺少应纳入统计的区域清单，请先冻结清单', warning: null }
  const byName = new Map(regions.map(r => [r.name, r.met]))
  const silent = listed.filter(name => byName.get(name) == null)
  const met = listed.filter(name => byName.get(name) === true)
  if (silent.length > 0)
    return {
      measured: null,
      formula: `已达到 ${met.length} 个，共 ${listed.length} 个`,
      missing: `尚未报告：${silent.join('、')}`,
      warning: null,
    }
  const value = percentage(String(met.length), String(listed.length)) as Decimal
  return {
    measured: { value, words: null, met: null, notApplicable: false, asOf: '' },
    formula: `${met.length} ÷ ${listed.length} = ${value}%`,
    missing: null,
    warning: null,
  }
}
