import { compareDecimals, multiply } from '@jingtu/core/measure.ts'
import { type Day, daysBetween } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { clauseOf, type FineRange, findOffence } from './offences.ts'
import { parameterOn } from './parameters.ts'

/** The ends of a range in 万元; nothing where they hang on a cost nobody has entered. */
export function endsOf(fine: FineRange, disposalCost: string | null): { from: string; to: string } | null {
  if ('from' in fine) return fine
  if (disposalCost === null) return null
  const base = compareDecimals(disposalCost, fine.atLeast) < 0 ? fine.atLeast : disposalCost
  return { from: multiply(base, fine.times[0]), to: multiply(base, fine.times[1]) }
}

export interface Penalty {
  offence: string
  happenedOn: Day
  severe: boolean
  individual: boolean
  fine: string | null
  personsFine: string | null
  disposalCost: string | null
}

const baseOf = (fine: FineRange): string => ('of' in fine && fine.of ? fine.of : '处置费用')

/** The range that applies to a penalty, or why none does. */
export function fineRange(p: Penalty): { from: string; to: string } | Reason {
  const o = findOffence(p.offence)
  if (!o) return { where: 'offence', message: `没有登记“${p.offence}”的条款` }
  const clause = clauseOf(o)
  if (p.happenedOn < o.since)
    return { where: 'happenedOn', message: `行为发生在《${o.law}》${o.since} 施行之前，不能适用${clause}` }
  if (p.severe && !o.severe) return { where: 'severe', message: `${clause}没有从重的罚款幅度` }
  const fine = p.individual ? (o.individual ?? o.fine) : p.severe ? o.severe!.fine : o.fine
  if (!fine) return { where: 'fine', message: `${clause}：先责令改正，${o.severe?.when ?? '情节严重'}的才处罚款` }
  return (
    endsOf(fine, p.disposalCost) ?? {
      where: 'disposalCost',
      message: `${clause}按${baseOf(fine)}的倍数罚款，请填写所需${baseOf(fine)}`,
    }
  )
}

/** Why a fine cannot stand; every reason with its clause. */
export function penaltyFaults(p: Penalty): Reason[] {
  const reasons: Reason[] = []
  const o = findOffence(p.offence)
  if (p.fine !== null) {
    const ends = fineRange(p)
    if ('message' in ends) reasons.push(ends)
    else if (compareDecimals(p.fine, ends.from) < 0 || compareDecimals(p.fine, ends.to) > 0)
      reasons.push({
        where: 'fine',
        message: `罚款 ${p.fine} 万元不在${o ? clauseOf(o) : ''}的幅度 ${ends.from}—${ends.to} 万元之内`,
      })
  }
  if (p.personsFine !== null && o) {
    const ends = o.persons && endsOf(o.persons, null)
    if (!ends) reasons.push({ where: 'personsFine', message: `${clauseOf(o)}没有规定对责任人员的罚款` })
    else if (compareDecimals(p.personsFine, ends.from) < 0 || compareDecimals(p.personsFine, ends.to) > 0)
      reasons.push({
        where: 'personsFine',
        message: `对责任人员的罚款 ${p.personsFine} 万元不在${clauseOf(o)}的幅度 ${ends.from}—${ends.to} 万元之内`,
      })
  }
  return reasons
}

interface Fined extends Omit<Penalty, 'severe' | 'individual'> {
  severe: boolean | null
  offender: string | null
}
/** Without a listed organisation the offender is a person, whose fine may be another. */
export const penaltyOf = (row: Fined): Penalty => ({
  ...row,
  severe: row.severe === true,
  individual: row.offender === null,
})

/** What is added for every day a fine is paid late, never more than the fine itself. */
export function surchargeOf(fine: string, servedOn: Day, paidOn: Day, on: Day): string {
  const late = daysBetween(servedOn, paidOn) - parameterOn('case.payDays', on).value
  if (late <= 0) return '0'
  const share = multiply(String(parameterOn('case.lateRate', on).value), String(late))
  const added = multiply(multiply(fine, share), '0.01')
  return compareDecimals(added, fine) > 0 ? fine : added
}
