import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import { monthsLater } from '../months.ts'
import { parseReading } from '../reading.ts'
import { judgeGroundwater, risingTrend } from './judge.ts'
import { PARAMETERS } from './parameters.ts'

const settings = settingsOn(PARAMETERS, { on: '2024-10-01' })
const series = (well: string, cells: string[], start = '2022-01-15', every = 3) => ({
  well,
  batches: cells.map((c, i) => ({ on: monthsLater(start, i * every), reading: parseReading(c) })),
})
const STABLE = ['0.05', '0.04', '0.05', '0.06', '0.05', '0.04', '0.05', '0.05']
const judge = (...wells: ReturnType<typeof series>[]) => judgeGroundwater(wells, '0.10', settings)

describe('HJ 25.6-2019 groundwater', () => {
  it('eight quarterly batches at or below the target, in every well', () => {
    expect(
      judge(
        series('W1', STABLE),
        series(
          'W2',
          [...STABLE.slice(1), '0.10'].map((_, i) => (i === 3 ? '0.10' : '0.05')),
        ),
      ).verdict,
    ).toBe('达到')
    expect(
      judge(
        series('W1', STABLE),
        series(
          'W2',
          STABLE.map((c, i) => (i === 3 ? '0.11' : c)),
        ),
      ),
    ).toMatchObject({ verdict: '未达到' })
  })
  it('seven are not enough, and a gap of more than three months breaks the row', () => {
    expect(judge(series('W1', STABLE.slice(1))).why).toContain('7 批')
    expect(judge(series('W1', STABLE, '2022-01-15', 4)).verdict).toBe('证据不足')
    expect(judge().verdict).toBe('证据不足')
  })
  it('a rising trend below the target is not stable', () => {
    const rising = ['0.01', '0.02', '0.03', '0.04', '0.05', '0.06', '0.07', '0.08']
    expect(judge(series('W1', rising))).toMatchObject({ verdict: '未达到', wells: [{ rising: true }] })
    expect(judge(series('W1', [...rising].reverse())).verdict).toBe('达到')
  })
  it('a blind or missing batch proves nothing', () => {
    expect(
      judge(
        series(
          'W1',
          STABLE.map((c, i) => (i === 2 ? '<0.2' : c)),
        ),
      ).verdict,
    ).toBe('证据不足')
    expect(
      judge(
        series(
          'W1',
          STABLE.map((c, i) => (i === 2 ? 'ND' : c)),
        ),
      ).verdict,
    ).toBe('证据不足')
    expect(
      judge(
        series(
          'W1',
          STABLE.map((c, i) => (i === 2 ? '<0.05' : c)),
        ),
      ).verdict,
    ).toBe('达到')
  })
  it('the trend test agrees with a regression worked by hand', () => {
    // t(0.95, 3) = 2.353; first: slope 0.6, residuals 1.6, t = 2.60; second: slope 0.5, residuals 2.7, t = 1.67
    const by = (cells: string[]) =>
      risingTrend(
        cells.map(c => ({ reading: parseReading(c) })),
        0.95,
        5,
      )
    expect(by(['1', '3', '2', '3', '4'])).toBe(true)
    expect(by(['2', '1', '3', '4', '3'])).toBe(false)
    expect(by(['1', '1', '1', '1', '1'])).toBe(false)
    expect(by(['1', '2'])).toBeNull()
  })
  it('months keep to the end of short months', () => {
    expect(monthsLater('2023-11-30', 3)).toBe('2024-02-29')
    expect(monthsLater('2023-10-31', 1)).toBe('2023-11-30')
  })
  it('an exceeding batch never helps, whatever else is there', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 10 }), values => {
        const cells = values.map(v => (v / 100).toFixed(2))
        expect(judge(series('W', [...cells, '0.2'])).verdict).toBe('未达到')
      }),
    )
  })
})
