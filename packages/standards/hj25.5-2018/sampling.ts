import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import { NATIONAL, type SamplingTable } from './table.ts'

export interface PitPoints {
  bottom: number
  /** Around the wall, for each layer. */
  side: number
  layers: number
  /** All of them. */
  total: number
  why: string
}

/**
 * Fewest points of a pit. From the table's end on by grid: as many cells of 40 m × 40 m as cover the bottom, and one point for
 * every 40 m of wall, for which the perimeter is needed; undefined without it.
 */
export function pitPoints(
  area: Decimal,
  depth: Decimal,
  perimeter?: Decimal,
  table: SamplingTable = NATIONAL,
): PitPoints | undefined {
  const row = table.pit.find(r => new Big(area).lt(r.below))
  if (!row && perimeter === undefined) return undefined
  const bottom = row ? row.bottom : ceil(new Big(area).div(table.grid * table.grid))
  const side = row ? row.side : ceil(new Big(perimeter!).div(table.grid))
  const layers = wallLayers(depth, table)
  return {
    bottom,
    side,
    layers,
    total: bottom + side * layers,
    why: row
      ? `${table.id}：面积 ${area} m² 属于小于 ${row.below} m² 一档${layers > 1 ? `，侧壁分 ${layers} 层` : ''}`
      : `${table.id}：面积不小于 ${table.pit.at(-1)!.below} m²，网格不大于 ${table.grid} m×${table.grid} m，侧壁间距不大于 ${table.grid} m`,
  }
}

/** Walls deeper than 1 m: 0–0.2 m, then layers of at most 3 m. */
export function wallLayers(depth: Decimal, { wall }: SamplingTable = NATIONAL): number {
  const d = new Big(depth)
  return d.lte(wall.single) ? 1 : 1 + ceil(d.minus(wall.surface).div(wall.layer))
}

/** 差变系数: how many standard deviations the mean lies below the target; null where nothing varies. */
export const differenceCoefficient = (target: Decimal, mean: Decimal, deviation: Decimal): Decimal | null =>
  new Big(deviation).eq(0) ? null : new Big(target).minus(mean).div(deviation).round(4, Big.roundDown).toFixed()

/** Fewest samples of treated soil by volume; with a known 差变系数 of the contaminant the unit's volume follows from it. */
export function treatedSoilSamples(
  volume: Decimal,
  difference?: Decimal,
  table: SamplingTable = NATIONAL,
): { samples: number; perSample: Decimal } {
  const row =
    difference === undefined
      ? undefined
      : table.byDifference.find(r => new Big(difference).gte(r.from) && new Big(difference).lt(r.below))
  // Outside the table nothing is said: nearer to the target takes the smallest unit, further the rule without it.
  const perSample =
    row?.volume ??
    (difference !== undefined && new Big(difference).lt(table.byDifference[0]!.from)
      ? table.byDifference[0]!.volume
      : table.volume)
  return { samples: Math.max(1, ceil(new Big(volume).div(perSample))), perSample }
}

/** Fewest samples of a heap. */
export function heapSamples(volume: Decimal, table: SamplingTable = NATIONAL): number {
  const row = table.heap.find(r => new Big(volume).lte(r.upTo))
  const last = table.heap.at(-1)!
  return row?.samples ?? last.samples + ceil(new Big(volume).minus(last.upTo).div(table.heapStep))
}

const ceil = (v: Big): number => Number(v.round(0, Big.roundUp).toFixed())
