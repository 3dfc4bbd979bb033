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

/** 基坑底部和侧壁最少采样点数: area below (m²), bottom, side. From the last bound on, by grid. */
export const PIT = [
  { below: '100', bottom: 2, side: 4 },
  { below: '1000', bottom: 3, side: 5 },
  { below: '1500', bottom: 4, side: 6 },
  { below: '2500', bottom: 5, side: 7 },
  { below: '5000', bottom: 6, side: 8 },
  { below: '7500', bottom: 7, side: 9 },
  { below: '12500', bottom: 8, side: 10 },
] as const
/** m: side of the bottom's grid and distance along the wall, at most. */
export const GRID = 40
/** m: 表层, and thickness of each layer below it, at most; walls no deeper than 1 m are one layer. */
export const WALL = { single: '1', surface: '0.2', layer: '3' } as const

/** 异位修复后土壤: volume one sample stands for, by coefficient of variation, m³. */
export const VOLUME_BY_VARIATION = [
  { from: '0.05', below: '0.20', volume: '100' },
  { from: '0.20', below: '0.40', volume: '300' },
  { from: '0.40', below: '0.60', volume: '500' },
  { from: '0.60', below: '0.80', volume: '800' },
  { from: '0.80', below: '1.00', volume: '1000' },
] as const
/** m³ per sample where the variation is not known. */
export const VOLUME = '500'

/** 堆体: volume up to (m³) → samples; one more for every further 500 m³ begun. */
export const HEAP = [
  { upTo: '100', samples: 1 },
  { upTo: '300', samples: 2 },
  { upTo: '500', samples: 3 },
  { upTo: '1000', samples: 4 },
] as const
export const HEAP_STEP = '500'
