import { compareDecimals, type Decimal, percentage, subtract, sum } from '@jingtu/core/measure.ts'

/** One parcel whose use became 重点建设用地 in the year. */
export interface UsedParcel {
  id: string
  name: string
  /** Square metres; null where nobody wrote it down. */
  area: Decimal | null
  /** Unlawful uses of it; all of them have to be punished and put right. */
  violations: readonly { what: string; punished: boolean; rectified: boolean }[]
}

export interface Guarantee {
  answer: '得到有效保障' | '未得到有效保障' | '不明'
  /** Share of the year's 重点建设用地 used without violation; null: there is none of it, or it is not known. */
  rate: Decimal | null
  /** Square metres, or parcels where they are counted. */
  total: Decimal
  unlawful: Decimal
  /** What keeps it from being guaranteed, parcel by parcel. */
  blocking: { parcel: string; name: string; why: string }[]
  why: string
}

/**
 * The footnote of a plan: guaranteed is a rate of 100 %, or one of at least so many per cent where every violation was punished
 * and put right. A violation that was put right stays out of the rate all the same.
 * @param least the share below which nothing helps, in % (95 in the plan that has the footnote)
 */
export function guaranteeOf(parcels: readonly UsedParcel[], basis: 'area' | 'count', least: Decimal): Guarantee {
  const violated = parcels.filter(p => p.violations.length > 0)
  const open = violated.flatMap(p => {
    const why = p.violations
      .filter(v => !v.punished || !v.rectified)
      .map(v => `${v.what}：${v.punished ? '已处罚' : '没有处罚'}，${v.rectified ? '已整改' : '没有整改到位'}`)
    return why.length > 0 ? [{ parcel: p.id, name: p.name, why: why.join('；') }] : []
  })
  const amount = (of: readonly UsedParcel[]): Decimal =>
    basis === 'count' ? String(of.length) : sum(of.map(p => p.area ?? '0'))
  const [total, unlawful] = [amount(parcels), amount(violated)]
  const found = { total, unlawful, blocking: open }
  if (parcels.length === 0)
    return { ...found, answer: '得到有效保障', rate: null, why: '当年没有变更为重点建设用地的地块' }
  const unmeasured = basis === 'area' ? parcels.filter(p => p.area === null) : []
  // Without an area nobody can say how much of the whole was unlawful, unless nothing was.
  if (unmeasured.length > 0 && violated.length > 0)
    return {
      ...found,
      answer: '不明',
      rate: null,
      blocking: [...open, ...unmeasured.map(p => ({ parcel: p.id, name: p.name, why: '没有面积' }))],
      why: `${unmeasured.length} 个地块没有面积，不能计算安全利用率`,
    }
  if (violated.length === 0) return { ...found, answer: '得到有效保障', rate: '100.00', why: '没有违法违规开发利用' }
  const share = percentage(subtract(total, unlawful), total)
  if (share === 'not-applicable') return { ...found, answer: '不明', rate: null, why: '地块面积合计为 0' }
  if (compareDecimals(share, least) < 0)
    return {
      ...found,
      answer: '未得到有效保障',
      rate: share,
      blocking: violated.map(p => ({
        parcel: p.id,
        name: p.name,
        why: open.find(o => o.parcel === p.id)?.why ?? '已处罚并整改，仍不计入安全利用',
      })),
      why: `安全利用率 ${share}%，低于 ${least}%`,
    }
  return open.length > 0
    ? {
        ...found,
        answer: '未得到有效保障',
        rate: share,
        why: `安全利用率 ${share}%，有 ${open.length} 个地块没有处罚或整改到位`,
      }
    : { ...found, answer: '得到有效保障', rate: share, why: `安全利用率 ${share}%，违法违规的都已处罚并整改到位` }
}
