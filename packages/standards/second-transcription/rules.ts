/**
 * Second transcription of the numbers in rules that stand in clauses, not in tables of limits: HJ 25.5-2018, HJ 25.6-2019,
 * HJ 1209-2021 and NY/T 3343-2018. The test names the parameter each one must equal.
 */
import type { SourceKey, Sureness } from './sources.ts'

export interface Rule {
  standard: 'HJ 25.5-2018' | 'HJ 25.6-2019' | 'HJ 1209-2021' | 'NY/T 3343-2018'
  rule: string
  value: number | string
  from: SourceKey
  sure: Sureness
}

const of =
  (standard: Rule['standard']) =>
  (rule: string, value: number | string, sure: Sureness = 'sure', from: SourceKey = 'knowledge'): Rule => ({
    standard,
    rule,
    value,
    from,
    sure,
  })

const soil = of('HJ 25.5-2018')
const water = of('HJ 25.6-2019')
const own = of('HJ 1209-2021')
const field = of('NY/T 3343-2018')

export const RULES: readonly Rule[] = [
  // 6.1 and 附录: samples judged one by one below the least number, by their mean above it.
  soil('samples from which the mean may be judged', 8),
  soil('confidence of the upper limit of the mean', 0.95),
  soil('largest sample against the target, times', 2),
  soil('duplicate pairs that allow the t-test', 4),
  own('表层土壤，年', 1, 'read', 'selfMonitoring'),
  own('深层土壤，年', 3, 'read', 'selfMonitoring'),
  own('地下水一类单元，月', 6, 'read', 'selfMonitoring'),
  own('地下水一类单元，周边 1 km 有敏感区，月', 3, 'read', 'selfMonitoring'),
  own('地下水二类单元，月', 12, 'read', 'selfMonitoring'),
  own('地下水二类单元，周边 1 km 有敏感区，月', 6, 'read', 'selfMonitoring'),
  own('rise over the last result at the point that calls for more, share', 0.3),
  own('results in a row that make a rising trend', 4),
  own('frequency is at least multiplied by', 2),
  own('results in a row that end the higher frequency', 2),
  own('largest area of a unit, m2', 6400),
  own('least number of wells, control well among them', 3),
  own('wells for comparison', 1),
  water('批次 that allow 修复达标初判', 4),
  water('批次 that allow 修复效果评估', 8),
  water('confidence of the upper limit of the mean', 0.95),
  field('share of samples above the limit still 达标', 0.1),
  field('significance of the one-sided test', 0.05),
  field('loss of yield still allowed, share', 0.1),
  field('years for the overall effect', 2),
]

/** HJ 25.5-2018 表1: area of the pit below (m²), least samples of the floor, of the walls; above 12500 m² a 40 m grid. */
export const PIT_SAMPLES: readonly (readonly [below: number, floor: number, walls: number])[] = [
  [100, 2, 4],
  [1000, 3, 5],
  [1500, 4, 6],
  [2500, 5, 7],
  [5000, 6, 8],
  [7500, 7, 9],
  [12_500, 8, 10],
]

/** HJ 25.5-2018 表2: coefficient of difference up to, m³ one sample may stand for. */
export const UNIT_BY_DIFFERENCE: readonly (readonly [upTo: number, cubicMetres: number])[] = [
  [0.2, 100],
  [0.4, 300],
  [0.6, 500],
  [0.8, 800],
  [1.0, 1000],
]

/** HJ 25.5-2018 表3: volume of a heap below (m³), least sampling units; each further 500 m³ one more. */
export const HEAP_UNITS: readonly (readonly [below: number, units: number])[] = [
  [100, 1],
  [300, 2],
  [500, 3],
  [1000, 4],
]
