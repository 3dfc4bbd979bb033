import { describe, expect, it } from 'vitest'
import { PARAMETERS as SOIL } from '../hj25.5-2018/parameters.ts'
import { NATIONAL } from '../hj25.5-2018/table.ts'
import { PARAMETERS as GROUNDWATER } from '../hj25.6-2019/parameters.ts'
import { doubled } from '../hj1209-2021/frequency.ts'
import { FREQUENCY, PARAMETERS as MONITORING } from '../hj1209-2021/parameters.ts'
import { PARAMETERS as FIELD } from '../nyt3343-2018/parameters.ts'
import { type Pair, unsettled } from './comparison.ts'
import { HEAP_UNITS, PIT_SAMPLES, RULES, type Rule, UNIT_BY_DIFFERENCE } from './rules.ts'

const of = (list: readonly { key: string; value: string }[], key: string, percent = false): number =>
  Number(list.find(p => p.key === key)!.value) / (percent ? 100 : 1)
const months = (object: string, unit: string | null, sensitive: boolean | null): number =>
  FREQUENCY.find(r => r.object === object && r.unit === unit && r.sensitive === sensitive)!.months

/** Where the code keeps the number of each rule; null: it has no such number, which docs/standards-check.md explains. */
const OURS: Record<Rule['standard'], Record<string, number | null>> = {
  'HJ 25.5-2018': {
    'samples from which the mean may be judged': of(SOIL, 'statisticsFrom'),
    'confidence of the upper limit of the mean': of(SOIL, 'confidence'),
    'largest sample against the target, times': of(SOIL, 'maximumFactor'),
    'duplicate pairs that allow the t-test': null,
  },
  'HJ 1209-2021': {
    '表层土壤，年': months('表层土壤', null, null) / 12,
    '深层土壤，年': months('深层土壤', null, null) / 12,
    '地下水一类单元，月': months('地下水', '一类', false),
    '地下水一类单元，周边 1 km 有敏感区，月': months('地下水', '一类', true),
    '地下水二类单元，月': months('地下水', '二类', false),
    '地下水二类单元，周边 1 km 有敏感区，月': months('地下水', '二类', true),
    'rise over the last result at the point that calls for more, share': of(MONITORING, 'rise', true),
    'results in a row that make a rising trend': of(MONITORING, 'successiveRises'),
    'frequency is at least multiplied by': 12 / doubled(12),
    'results in a row that end the higher frequency': of(MONITORING, 'normalResults'),
    'largest area of a unit, m2': of(MONITORING, 'unitArea'),
    'least number of wells, control well among them': of(MONITORING, 'wells'),
    'wells for comparison': null,
  },
  'HJ 25.6-2019': {
    '批次 that allow 修复达标初判': null,
    '批次 that allow 修复效果评估': of(GROUNDWATER, 'batches'),
    'confidence of the upper limit of the mean': of(GROUNDWATER, 'confidence'),
  },
  'NY/T 3343-2018': {
    'share of samples above the limit still 达标': of(FIELD, 'exceedingShare', true),
    'significance of the one-sided test': of(FIELD, 'significance'),
    'loss of yield still allowed, share': of(FIELD, 'yieldLoss', true),
    'years for the overall effect': of(FIELD, 'consecutiveYears'),
  },
}

describe('the numbers of rules against the second transcription', () => {
  it.each(Object.keys(OURS) as Rule['standard'][])('%s', standard => {
    const rules = RULES.filter(r => r.standard === standard)
    expect(rules.map(r => r.rule).sort()).toEqual(Object.keys(OURS[standard]).sort())
    const pairs = rules.flatMap(({ rule, value }): Pair[] => {
      const table = OURS[standard][rule]
      return table == null ? [] : [{ cell: `${standard} ${rule}`, table: String(table), second: String(value) }]
    })
    expect(pairs.length).toBeGreaterThan(1)
    expect(unsettled(standard, pairs)).toEqual({ differences: [], stale: [] })
  })

  it('HJ 25.5-2018: pits, treated soil and heaps', () => {
    expect(NATIONAL.pit.map(r => [Number(r.below), r.bottom, r.side])).toEqual(PIT_SAMPLES)
    expect(NATIONAL.byDifference.map(r => [Number(r.below), Number(r.volume)])).toEqual(UNIT_BY_DIFFERENCE)
    expect(NATIONAL.heap.map(r => [Number(r.upTo), r.samples])).toEqual(HEAP_UNITS)
    expect(NATIONAL.grid).toBe(40)
  })
})
