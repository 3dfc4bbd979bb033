import type { Measured } from './measured.ts'
import { addRanges, UNKNOWN } from './range.ts'
import { getSubstance } from './substances.ts'

/** What a standard sums up, and which members it counts; a member may itself be a sum. */
export interface Sum {
  substance: string
  sumOf: readonly string[]
}

/**
 * The item as reported, or from its members: a missing member leaves the sum open upwards, so it can prove an exceedance and
 * never compliance; a non-detect member counts from nothing to its limit. Where both are given, members cannot be more than
 * their sum, and whichever is larger at its lower end holds.
 */
export function sumOf(item: Sum, sums: readonly Sum[], items: Map<string, Measured>, unit: string): Measured | null {
  const direct = items.get(item.substance) ?? null
  const parts = item.sumOf.map(id => {
    const inner = sums.find(s => s.substance === id)
    return inner ? sumOf(inner, sums, items, unit) : (items.get(id) ?? null)
  })
  if (!parts.some(Boolean)) return direct
  const range = addRanges(parts.map(p => p?.range ?? UNKNOWN))
  const absent = item.sumOf.filter((_, i) => !parts[i])
  if (direct) {
    if (range.low.lte(direct.range.low)) return direct
    const high = direct.range.high === null || direct.range.high.lt(range.low) ? range.high : direct.range.high
    return {
      ...direct,
      range: { low: range.low, openLow: range.openLow, high },
      why: `组分之和 ${range.low.toFixed()} 大于报告的合计 ${direct.shown}`,
      need: '请核实合计与各组分',
    }
  }
  const unsure = parts.find(p => p?.why)
  return {
    name: getSubstance(item.substance).name,
    shown: range.high?.eq(range.low)
      ? range.low.toFixed()
      : range.high === null
        ? `≥${range.low.toFixed()}`
        : range.low.eq(0)
          ? `<${range.high.toFixed()}`
          : `${range.low.toFixed()}—${range.high.toFixed()}`,
    range,
    unit,
    notDetected: absent.length === 0 && parts.every(p => p!.notDetected),
    conversion: null,
    original: item.sumOf.map((id, i) => `${getSubstance(id).name} ${parts[i]?.shown ?? '—'}`).join(' + '),
    why: absent.length
      ? `合计缺少组分：${absent.map(id => getSubstance(id).name).join('、')}，只能给出下限`
      : (unsure?.why ?? null),
    need: absent.length
      ? `请补测 ${absent.map(id => getSubstance(id).name).join('、')}；报告的若已是合计，请写作“${getSubstance(item.substance).name}”`
      : (unsure?.need ?? null),
  }
}

/**
 * Whether of a sum only such members are given as the standard limits by themselves (PCB 126, 林丹). They were measured for
 * their own sake; the sum then is no item of the sample, unless they alone prove that it exceeds.
 */
export function givenForThemselves(item: Sum, items: Map<string, Measured>, isItem: (id: string) => boolean): boolean {
  const given = item.sumOf.filter(id => items.has(id))
  return !items.has(item.substance) && given.length > 0 && given.every(isItem)
}

/** Every member of the sums, and the members of members. */
export const membersOf = (sums: readonly Sum[]): Map<string, string> =>
  new Map(sums.flatMap(s => s.sumOf.map(member => [member, s.substance] as const)))
