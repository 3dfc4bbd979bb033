import type { Decimal } from '@jingtu/core/measure.ts'
import { noteOf, type Parameter, type Place, settingsOn } from '../dated-parameter.ts'

/**
 * HJ 25.5-2018 污染地块风险管控与土壤修复效果评估技术导则. The text was not at hand: tables and rules are from memory and not verified; every
 * answer says so. Days of issue and of force are from memory too.
 */
export const STANDARD = {
  id: 'HJ 25.5-2018',
  title: '污染地块风险管控与土壤修复效果评估技术导则（试行）',
  from: '2018-12-29',
  until: null,
  supersedes: null,
  verified: false,
} as const

/** Fewest points and samples. One version of the tables; a place with its own adds another with its days and region. */
export interface SamplingTable {
  id: string
  /** 基坑底部和侧壁: area below (m²), bottom, side. From the last bound on, by grid. */
  pit: readonly { below: Decimal; bottom: number; side: number }[]
  /** m: side of the bottom's grid and distance along the wall, at most. */
  grid: number
  /** m: 表层, and thickness of each layer below it, at most; walls no deeper than `single` are one layer. */
  wall: { single: Decimal; surface: Decimal; layer: Decimal }
  /**
   * 异位修复后土壤: m³ one sample stands for, by 差变系数 (target − mean) / standard deviation: the further the mean lies below
   * the target, the more one sample may stand for. Not the coefficient of variation, which would ask less of uneven soil.
   */
  byDifference: readonly { from: Decimal; below: Decimal; volume: Decimal }[]
  /** m³ per sample where that is not known. */
  volume: Decimal
  /** 堆体: volume up to (m³) → samples; one more for every further `heapStep` begun. */
  heap: readonly { upTo: Decimal; samples: number }[]
  heapStep: Decimal
}

export const NATIONAL: SamplingTable = {
  id: STANDARD.id,
  pit: [
    { below: '100', bottom: 2, side: 4 },
    { below: '1000', bottom: 3, side: 5 },
    { below: '1500', bottom: 4, side: 6 },
    { below: '2500', bottom: 5, side: 7 },
    { below: '5000', bottom: 6, side: 8 },
    { below: '7500', bottom: 7, side: 9 },
    { below: '12500', bottom: 8, side: 10 },
  ],
  grid: 40,
  wall: { single: '1', surface: '0.2', layer: '3' },
  byDifference: [
    { from: '0.05', below: '0.20', volume: '100' },
    { from: '0.20', below: '0.40', volume: '300' },
    { from: '0.40', below: '0.60', volume: '500' },
    { from: '0.60', below: '0.80', volume: '800' },
    { from: '0.80', below: '1.00', volume: '1000' },
  ],
  volume: '500',
  heap: [
    { upTo: '100', samples: 1 },
    { upTo: '300', samples: 2 },
    { upTo: '500', samples: 3 },
    { upTo: '1000', samples: 4 },
  ],
  heapStep: '500',
}

const USED: Parameter<'table'> = {
  key: 'table',
  name: '布点表',
  value: NATIONAL.id,
  unit: '',
  mark: 'M',
  basis: `${STANDARD.id}，据记忆`,
  from: STANDARD.from,
  until: null,
  region: null,
}

export interface LocalSampling extends Pick<Parameter, 'mark' | 'basis' | 'from' | 'until' | 'region'> {
  table: SamplingTable
}

/** The table for a day and place, and what is to be said of it. */
export function samplingTableOn(
  place: Place,
  local: readonly LocalSampling[] = [],
): { table: SamplingTable; note: string } {
  const ids = [NATIONAL.id, ...local.map(l => l.table.id)]
  const { used } = settingsOn(
    [{ ...USED, choices: ids }],
    place,
    local.map(({ table, ...about }) => ({ ...USED, ...about, value: table.id })),
  )
  return {
    table: local.find(l => l.table.id === used.table.value)?.table ?? NATIONAL,
    note: noteOf(used.table),
  }
}
