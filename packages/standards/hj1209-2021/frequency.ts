import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { monthsLater } from '../months.ts'
import { FREQUENCY, type ParameterKey } from './parameters.ts'

export type Object1209 = '表层土壤' | '深层土壤' | '地下水'
export type UnitKind = '一类' | '二类'

export interface Frequency {
  months: number
  shown: string
  why: string
}

/**
 * Least frequency of an object of a unit. A distance to sensitive groundwater that is not known counts as sensitive: the denser
 * frequency holds until it is shown otherwise. 深层土壤 is asked of 一类 units only.
 */
export function frequencyOf(
  object: Object1209,
  kind: UnitKind,
  sensitiveAt: Decimal | null | '不明',
  { values }: Settings<ParameterKey>,
): Frequency | null {
  if (object === '深层土壤' && kind === '二类') return null
  const sensitive =
    sensitiveAt === '不明' || (sensitiveAt !== null && new Big(sensitiveAt).lte(values.sensitiveDistance))
  const row = FREQUENCY.find(
    r =>
      r.object === object &&
      (r.unit === null || r.unit === kind) &&
      (r.sensitive === null || r.sensitive === sensitive),
  )!
  const near =
    object !== '地下水'
      ? ''
      : sensitiveAt === '不明'
        ? '，敏感区距离不明，按有敏感区计'
        : sensitive
          ? `，${values.sensitiveDistance} m 内有敏感区`
          : ''
  return { months: row.months, shown: row.shown, why: `${object}${object === '地下水' ? `，${kind}单元` : ''}${near}` }
}

/** At least twice as often: half the months, rounded down. */
export const doubled = (months: number): number => Math.max(1, Math.floor(months / 2))

/** Day by which the next campaign is due. Never sampled: at once, the first campaign covers all objects. */
export const dueOn = (last: string | null, months: number, listedOn: string): string =>
  last === null ? listedOn : monthsLater(last, months)

export interface Campaign1209 {
  first: boolean
  /** Names of item sets (required-items). */
  sets: string[]
  /** Catalogue ids besides. */
  items: string[]
}

/** What is analysed: at first the basic sets and the concerns, later the concerns and whatever has exceeded. */
export function itemsOf(
  object: Object1209,
  first: boolean,
  concerns: readonly string[],
  exceeded: readonly string[],
): Campaign1209 {
  const items = [...new Set([...concerns, ...(first ? [] : exceeded)])].sort()
  return { first, sets: first ? [object === '地下水' ? '37项常规指标（不含放射性）' : '45项基本项目'] : [], items }
}
