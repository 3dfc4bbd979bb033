import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'

export interface Measure {
  kind: string
  /** 亩. */
  area: Decimal
  /** YYYY-MM-DD. */
  doneOn: string | null
  /** In the approved plan of the year. */
  planned: boolean
  /** Records, photographs with coordinates, lists of issue, remote sensing. */
  evidence: readonly string[]
  /** The part of the unit it lies on; measures on one part count once. Empty: not said. */
  part?: string
}

/**
 * Land with measures that count as carried out: in the year's plan, done in that year, with field evidence. Two measures on one
 * part count once; parts that are not named may be the same land, so only the largest of them counts. Never more than the
 * unit has.
 */
export function coveredArea(
  measures: readonly Measure[],
  whole: Big | Decimal,
  year: number,
): { area: Big; reasons: string[] } {
  const unit = new Big(whole)
  const reasons: string[] = []
  const parts = new Map<string, Big>()
  for (const m of measures) {
    const faults = [
      ...(m.planned ? [] : ['未列入当年计划']),
      ...(m.doneOn === null ? ['没有实施日期'] : m.doneOn.startsWith(`${year}-`) ? [] : [`不是 ${year} 年实施`]),
      ...(m.evidence.some(e => e.trim() !== '') ? [] : ['没有现场证据']),
    ]
    if (faults.length) {
      reasons.push(`“${m.kind}”不计：${faults.join('、')}`)
      continue
    }
    const part = m.part ?? ''
    const before = parts.get(part) ?? new Big(0)
    parts.set(part, before.gt(m.area) ? before : new Big(m.area))
  }
  const sum = [...parts.values()].reduce((s, a) => s.plus(a), new Big(0))
  const area = sum.gt(unit) ? unit : sum
  if (measures.length === 0) reasons.push('没有措施')
  else if (area.lt(unit) && area.gt(0)) reasons.push(`措施只覆盖 ${area.toFixed()}/${unit.toFixed()} 亩`)
  return { area, reasons }
}
