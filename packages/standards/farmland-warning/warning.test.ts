import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import { assess as assessCrop } from '../gb2762-2022/edition.ts'
import { assess as assessSoil } from '../gb15618-2018/assess.ts'
import { resultOf } from '../measured.ts'
import { parseReading } from '../reading.ts'
import { checkClosing, type Disposal, openCases, REQUIRED, type WarningCase } from './disposal.ts'
import { PARAMETERS } from './parameters.ts'
import { LEVELS, type Period, warn } from './warning.ts'

const settings = settingsOn(PARAMETERS, { on: '2024-10-01' })
const period = (year: number, cd: string, rice?: string, pH = '5.3'): Period => ({
  on: `${year}-10-15`,
  soil: assessSoil({ id: 'p', landUse: '水田', pH: parseReading(pH), results: [resultOf('镉', cd, 'mg/kg')] }),
  product: rice === undefined ? null : assessCrop({ id: 'r', crop: '糙米', results: [resultOf('镉', rice, 'mg/kg')] }),
})
const levelOf = (...periods: Period[]) => warn('p', periods, settings).level

describe('early warning of farmland', () => {
  it('blue: rising through three periods below the screening value', () => {
    const w = warn('p', [period(2022, '0.24'), period(2023, '0.27'), period(2024, '0.29')], settings)
    expect([w.level, w.reasons[0]!.why]).toEqual(['蓝色', '连续 3 期上升：0.24→0.27→0.29'])
    expect(w.notes.join()).toContain('自拟默认值')
  })
  it('blue: more than a fifth above the first period, though not in a row', () => {
    expect(levelOf(period(2022, '0.20'), period(2023, '0.26'), period(2024, '0.25'))).toBe('蓝色')
    expect(levelOf(period(2022, '0.20'), period(2023, '0.26'), period(2024, '0.24'))).toBe('无')
  })
  it('yellow above the screening value, orange above the control value', () => {
    expect(levelOf(period(2024, '0.33'))).toBe('黄色')
    expect(levelOf(period(2024, '1.6'))).toBe('橙色')
    expect(levelOf(period(2024, '0.30'))).toBe('无')
  })
  it('orange where the product exceeds, red above twice its limit', () => {
    expect(levelOf(period(2024, '0.1', '0.21'))).toBe('橙色')
    expect(levelOf(period(2024, '0.1', '0.40'))).toBe('橙色')
    expect(levelOf(period(2024, '0.1', '0.45'))).toBe('红色')
  })
  it('what is missing is never no warning, and never hides one', () => {
    expect(levelOf()).toBe('证据不足')
    expect(levelOf(period(2024, 'ND'))).toBe('证据不足')
    expect(levelOf(period(2024, '0.1', undefined, '—'))).toBe('证据不足')
    expect(levelOf(period(2024, 'ND', '0.5'))).toBe('红色')
  })
  it('more in soil or product never lowers the level, and the order of entry does not matter', () => {
    const amount = fc.integer({ min: 1, max: 250 }).map(n => (n / 100).toFixed(2))
    fc.assert(
      fc.property(amount, amount, amount, amount, (a, b, rice, more) => {
        const at = (cd: string, r: string) => LEVELS.indexOf(levelOf(period(2023, a), period(2024, cd, r)) as '无')
        const plus = (x: string) => (Number(x) + Number(more)).toFixed(2)
        expect(at(plus(b), rice)).toBeGreaterThanOrEqual(at(b, rice))
        expect(at(b, plus(rice))).toBeGreaterThanOrEqual(at(b, rice))
        expect(levelOf(period(2024, b, rice), period(2023, a))).toBe(levelOf(period(2023, a), period(2024, b, rice)))
      }),
    )
  })
})

const done = (kind: Disposal['kind'], on = '2024-11-01'): Disposal => ({
  kind,
  on,
  by: '张三',
  result: '已处置',
  evidence: ['照片1'],
})
const caseOf = (w: Period, disposals: Disposal[], closed: WarningCase['closed']): WarningCase => ({
  warning: warn('p', [w], settings),
  disposals,
  closed,
})
const close = (recheck: '无' | '黄色' | '红色' | '证据不足' = '无', on = '2024-12-01') => ({
  on,
  by: '李四',
  recheck,
  why: '复测达标',
})

describe('disposal of warnings', () => {
  it('a red one is closed with a new test, the lot set apart and a lower level on re-check', () => {
    const red = period(2024, '0.1', '0.45')
    expect(checkClosing(caseOf(red, [done('复测'), done('批次隔离')], close()))).toEqual([])
    expect(checkClosing(caseOf(red, [done('复测')], close())).map(r => r.message)).toEqual([
      '红色预警须有“批次隔离”的处置记录',
    ])
    expect(checkClosing(caseOf(red, [done('复测'), done('批次隔离')], close('红色')))).toHaveLength(1)
    expect(checkClosing(caseOf(red, [done('复测'), done('批次隔离'), done('类别调整')], close('红色')))).toEqual([])
    expect(checkClosing(caseOf(red, [done('复测'), done('批次隔离')], close('证据不足')))).toHaveLength(1)
  })
  it('a disposal needs a hand, a result, evidence and a day after the warning; closing comes last', () => {
    const bare = { kind: '复测' as const, on: '2024-01-01', by: '', result: ' ', evidence: [] }
    expect(checkClosing(caseOf(period(2024, '0.33'), [bare], close()))).toHaveLength(4)
    expect(checkClosing(caseOf(period(2024, '0.33'), [done('复测', '2024-12-02')], close()))).toHaveLength(1)
    expect(checkClosing(caseOf(period(2024, '0.33'), [done('复测')], null))).toHaveLength(1)
  })
  it('a local scheme of disposals takes the place of the suggested one', () => {
    const yellow = caseOf(period(2024, '0.33'), [done('复测')], close())
    expect(openCases([yellow], 2024)).toEqual([])
    expect(openCases([yellow], 2024, { ...REQUIRED, 黄色: ['复测', '调整种植'] })).toEqual([yellow])
  })
  it('lists what is still open of a year, the gravest first', () => {
    const yellow = caseOf(period(2024, '0.33'), [], null)
    const orange = caseOf(period(2024, '1.6'), [], null)
    const none = caseOf(period(2024, '0.1'), [], null)
    const old = caseOf(period(2023, '0.33'), [], null)
    const finished = caseOf(period(2024, '0.34'), [done('复测')], close())
    expect(openCases([yellow, none, old, finished, orange], 2024)).toEqual([orange, yellow])
  })
})
