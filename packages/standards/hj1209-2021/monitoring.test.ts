import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import { assess as assessLand } from '../gb36600-2018/assess.ts'
import { assess as assessWater } from '../gbt14848-2017/assess.ts'
import { resultOf } from '../measured.ts'
import { monthsLater } from '../months.ts'
import { parseReading } from '../reading.ts'
import { exceedsOf, followAlarms, type MonitoringResult } from './alarm.ts'
import { doubled, dueOn, frequencyOf, itemsOf } from './frequency.ts'
import { PARAMETERS } from './parameters.ts'
import { checkPlan, kindOf, type MonitoringUnit, type Well } from './plan.ts'

const settings = settingsOn(PARAMETERS, { on: '2024-10-01' })
const months = (...args: [Parameters<typeof frequencyOf>[0], '一类' | '二类', string | null]) =>
  frequencyOf(...args, settings)?.months ?? null

describe('HJ 1209-2021 frequency', () => {
  it('the printed table', () => {
    expect(months('表层土壤', '一类', null)).toBe(12)
    expect(months('表层土壤', '二类', null)).toBe(12)
    expect(months('深层土壤', '一类', null)).toBe(36)
    expect(months('深层土壤', '二类', null)).toBeNull()
    expect(months('地下水', '一类', null)).toBe(6)
    expect(months('地下水', '一类', '600')).toBe(3)
    expect(months('地下水', '一类', '1000')).toBe(3)
    expect(months('地下水', '一类', '1000.1')).toBe(6)
    expect(months('地下水', '二类', null)).toBe(12)
    expect(months('地下水', '二类', '600')).toBe(6)
  })
  it('an unknown distance counts as sensitive', () => {
    expect(frequencyOf('地下水', '二类', '不明', settings)).toMatchObject({
      months: 6,
      why: expect.stringContaining('不明'),
    })
  })
  it('a deep sample of 2022 is due again in 2025; never sampled is due at once', () => {
    expect(dueOn('2022-06-30', 36, '2020-01-01')).toBe('2025-06-30')
    expect(dueOn(null, 36, '2024-03-28')).toBe('2024-03-28')
    expect([36, 12, 6, 3].map(doubled)).toEqual([18, 6, 3, 1])
  })
  it('first everything, later the concerns and what has exceeded', () => {
    expect(itemsOf('地下水', true, ['benzene'], ['nickel'])).toMatchObject({
      sets: ['37项常规指标（不含放射性）'],
      items: ['benzene'],
    })
    expect(itemsOf('表层土壤', false, ['benzene'], ['nickel', 'benzene'])).toEqual({
      first: false,
      sets: [],
      items: ['benzene', 'nickel'],
    })
  })
})

const series = (cells: string[], exceeds: (boolean | null)[] = []): MonitoringResult[] =>
  cells.map((c, i) => ({
    on: monthsLater('2022-06-15', i * 12),
    reading: parseReading(c),
    exceeds: i in exceeds ? exceeds[i]! : false,
  }))
const follow = (cells: string[], exceeds: (boolean | null)[] = []) =>
  followAlarms(series(cells, exceeds), '地下水', 12, settings)
const kinds = (r: ReturnType<typeof follow>) => r.map(x => x.alarms.map(a => a.kind).join())

describe('HJ 1209-2021 alarms', () => {
  it('22 % above the previous is no alarm, 33 % is, 30 % is not more than 30 %', () => {
    expect(kinds(follow(['0.8', '0.9', '1.1']))).toEqual(['', '', ''])
    expect(kinds(follow(['0.8', '0.9', '1.2']))).toEqual(['', '', '升幅'])
    expect(kinds(follow(['1', '1.3']))).toEqual(['', ''])
  })
  it('four rises in a row are an alarm, three are not', () => {
    expect(kinds(follow(['1', '1.1', '1.2', '1.3', '1.4'])).at(-1)).toBe('连续上升')
    expect(kinds(follow(['1', '1.1', '1.2', '1.3'])).join('')).toBe('')
    expect(kinds(follow(['1', '1.1', '1.1', '1.2', '1.3'])).join('')).toBe('')
  })
  it('an exceedance doubles the frequency until two normal results in a row', () => {
    const r = follow(['1', '1', '1', '1', '1'], [false, true, false, false, false])
    expect(r.map(x => x.months)).toEqual([12, 6, 6, 12, 12])
    const broken = follow(['1', '1', '1', '1', '1'], [false, true, false, null, false])
    expect(broken.map(x => x.months)).toEqual([12, 6, 6, 6, 6])
  })
  it('a non-detect that may hide a rise is neither alarm nor normal', () => {
    const r = follow(['<0.5', '0.4', '0.4'])
    expect([r[1]!.alarms, r[1]!.open]).toEqual([[], ['升幅不能判定']])
    expect(kinds(follow(['<0.1', '0.4']))).toEqual(['', '升幅'])
  })
  it('takes exceedance from the standards: class 2 screening for soil, the functional class for water', () => {
    const land = (pb: string) =>
      exceedsOf(assessLand({ id: 's', use: '第二类', results: [resultOf('铅', pb, 'mg/kg')] }).findings[0]!)
    expect([land('800'), land('801'), land('ND')]).toEqual([false, true, null])
    const water = (v: string, c?: 'Ⅲ类') =>
      exceedsOf(assessWater({ id: 'w', results: [resultOf('氨氮', v, 'mg/L')] }).findings[0]!, c)
    expect([water('1.0'), water('1.0', 'Ⅲ类'), water('1.6')]).toEqual([false, true, true])
  })
  it('soil knows only the screening value', () => {
    const soil = followAlarms(series(['1', '9'], [false, true]), '土壤', 12, settings)
    expect(kinds(soil)).toEqual(['', '超标'])
  })
})

const unit: MonitoringUnit = {
  id: 'B1',
  area: '6400',
  hiddenFacilities: ['埋地罐'],
  surfacePoints: 1,
  deepPoints: { 埋地罐: 1 },
  wells: ['W1'],
}
const wells: Well[] = [
  { id: 'W0', control: true, x: '0', y: '0' },
  { id: 'W1', control: false, x: '50', y: '0' },
  { id: 'W2', control: false, x: '50', y: '40.5' },
]
const faults = (u: Partial<MonitoringUnit>, w = wells) =>
  checkPlan([{ ...unit, ...u }], w, settings).map(r => r.message)

describe('HJ 1209-2021 plan', () => {
  it('a whole plan has no fault, and its unit is of the first kind', () => {
    expect(faults({})).toEqual([])
    expect(kindOf(unit)).toBe('一类')
    expect(kindOf({ hiddenFacilities: [] })).toBe('二类')
  })
  it('collects all faults', () => {
    expect(faults({ area: '6400.1', surfacePoints: 0, deepPoints: {}, wells: [] }, [])).toHaveLength(6)
    expect(
      faults(
        {},
        wells.map(w => ({ ...w, y: '0' })),
      ),
    ).toEqual(['监测井不应在同一条直线上'])
    expect(faults({ wells: ['W0'] })).toEqual(['应至少有 1 口地下水监测井'])
    expect(checkPlan([], wells, settings)).toHaveLength(1)
  })
})

describe('HJ 1209-2021, any results', () => {
  it('one more exceeding result never makes monitoring less dense; order of entry does not matter', () => {
    const cell = fc.integer({ min: 1, max: 30 }).map(n => (n / 10).toFixed(1))
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 8 }),
        fc.array(fc.constantFrom(true, false, null), { maxLength: 8 }),
        (cells, ex) => {
          const all = series(cells, ex)
          const r = followAlarms(all, '地下水', 12, settings)
          expect(followAlarms([...all].reverse(), '地下水', 12, settings)).toEqual(r)
          const more = followAlarms(
            all.map((x, i) => (i === all.length - 1 ? { ...x, exceeds: true } : x)),
            '地下水',
            12,
            settings,
          )
          expect(more.at(-1)!.months).toBeLessThanOrEqual(r.at(-1)!.months)
          expect(more.at(-1)!.dense).toBe(true)
        },
      ),
    )
  })
})
