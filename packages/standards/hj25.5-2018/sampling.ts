import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import { GRID, HEAP, HEAP_STEP, PIT, STANDARD, VOLUME, VOLUME_BY_VARIATION, WALL } from './table.ts'

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
export function pitPoints(area: Decimal, depth: Decimal, perimeter?: Decimal): PitPoints | undefined {
  const row = PIT.find(r => new Big(area).lt(r.below))
  if (!row && perimeter === undefined) return undefined
  const bottom = row ? row.bottom : ceil(new Big(area).div(GRID * GRID))
  const side = row ? row.side : ceil(new Big(perimeter!).div(GRID))
  const layers = wallLayers(depth)
  return {
    bottom,
    side,
    layers,
    total: bottom + side * layers,
    why: row
      ? `${STANDARD.id}：面积 ${area} m² 属于小于 ${row.below} m² 一档${layers > 1 ? `，侧壁分 ${layers} 层` : ''}`
      : `${STANDARD.id}：面积不小于 ${PIT.at(-1)!.below} m²，网格不大于 ${GRID} m×${GRID} m，侧壁间距不大于 ${GRID} m`,
  }
}

/** Walls deeper than 1 m: 0–0.2 m, then layers of at most 3 m. */
export function wallLayers(depth: Decimal): number {
  const d = new Big(depth)
  return d.lte(WALL.single) ? 1 : 1 + ceil(d.minus(WALL.surface).div(WALL.layer))
}

/** Fewest samples of treated soil by volume; with a known variation of the contaminant the unit's volume follows from it. */
export function treatedSoilSamples(volume: Decimal, variation?: Decimal): { samples: number; perSample: Decimal } {
  const row =
    variation === undefined
      ? undefined
      : VOLUME_BY_VARIATION.find(r => new Big(variation).gte(r.from) && new Big(variation).lt(r.below))
  // Outside the table nothing is said: less variation takes the smallest unit, more the rule without variation.
  const perSample =
    row?.volume ??
    (variation !== undefined && new Big(variation).lt(VOLUME_BY_VARIATION[0].from)
      ? VOLUME_BY_VARIATION[0].volume
      : VOLUME)
  return { samples: Math.max(1, ceil(new Big(volume).div(perSample))), perSample }
}

/** Fewest samples of a heap. */
export function heapSamples(volume: Decimal): number {
  const row = HEAP.find(r => new Big(volume).lte(r.upTo))
  const last = HEAP.at(-1)!
  return row?.samples ?? last.samples + ceil(new Big(volume).minus(last.upTo).div(HEAP_STEP))
}

const ceil = (v: Big): number => Number(v.round(0, Big.roundUp).toFixed())
