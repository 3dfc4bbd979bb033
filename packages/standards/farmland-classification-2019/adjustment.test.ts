import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import { type Adjustment, checkAdjustment, confirmClass, effectOf } from './adjustment.ts'
import { areaChanges, type ClassVersion, classOn } from './class-by-date.ts'
import { PARAMETERS } from './parameters.ts'

const settings = settingsOn(PARAMETERS, { on: '2025-01-01' })
const version = (c: ClassVersion['class'], from: string, recordedAt = `${from}T00:00:00Z`): ClassVersion => ({
  class: c,
  from,
  basis: '测试',
  recordedAt,
})
const current = version('安全利用类', '2021-01-01')
const whole: Adjustment = {
  unit: 'u1',
  from: '安全利用类',
  to: '优先保护类',
  trigger: '连续达标',
  evidence: [
    { kind: '监测报告', reference: '报告1' },
    { kind: '逐年农产品结果', reference: '表1' },
  ],
  years: [2022, 2023, 2024].map(year => ({ year, compliant: true })),
  expert: { opinion: '同意', on: '2024-11-01' },
  countyReport: { reference: '县报1', on: '2024-11-10' },
  approval: { reference: '省审1', on: '2024-12-20' },
  effective: '2025-01-01',
}
const faults = (a: Partial<Adjustment>): string[] =>
  checkAdjustment({ ...whole, ...a }, current, settings).map(r => r.message)

describe('dynamic adjustment', () => {
  it('takes effect with its whole evidence, a review and an approval, and the class is versioned from the day it takes effect', () => {
    expect(faults({})).toEqual([])
    const next = effectOf(whole, current, settings, '2025-01-02T00:00:00Z')!
    const history = [current, next]
    expect(classOn(history, '2024-12-31')?.class).toBe('安全利用类')
    expect(classOn(history, '2025-01-01')?.class).toBe('优先保护类')
    expect(classOn(history, '2020-12-31')).toBeNull()
    expect(next.basis).toContain('省审1')
  })
  it('two compliant years are not enough; a gap or an unknown year breaks the row', () => {
    expect(faults({ years: whole.years.slice(1) })).toEqual(['连续达标 2 年，须 3 年'])
    expect(faults({ years: [{ year: 2021, compliant: true }, ...whole.years.slice(1)] })).toEqual([
      '连续达标 2 年，须 3 年',
    ])
    expect(faults({ years: [...whole.years.slice(0, 2), { year: 2024, compliant: null }] })).toEqual([
      '连续达标 0 年，须 3 年',
    ])
  })
  it('collects everything that is lacking', () => {
    const none = faults({ evidence: [], expert: null, countyReport: null, approval: null, effective: null })
    expect(none).toHaveLength(6)
    expect(faults({ from: '严格管控类' })).toEqual(['单元现为安全利用类，不是严格管控类', '一次最多改善一级'])
    expect(faults({ effective: '2024-12-01' })).toEqual([expect.stringContaining('依次')])
    expect(effectOf({ ...whole, approval: null }, current, settings, 'x')).toBeNull()
  })
  it('new data must themselves lead to the class asked for', () => {
    const data = { trigger: '新增监测数据' as const, evidence: [{ kind: '监测报告', reference: '报告2' }] }
    expect(faults({ ...data, reassessed: '安全利用类' })).toEqual([expect.stringContaining('按新数据应为安全利用类')])
    expect(faults({ ...data, reassessed: '证据不足' })).toEqual(['没有按新数据得出的类别'])
    expect(faults({ ...data, to: '严格管控类', reassessed: '严格管控类' })).toEqual([])
  })
})

describe('expert confirmation', () => {
  const opinion = { class: '严格管控类' as const, experts: ['甲', '乙'], on: '2024-06-01', opinion: '成因明确' }
  it('may be stricter than the rules, never milder, and needs names and words', () => {
    expect(confirmClass({ class: '安全利用类', inferred: true }, opinion, 't')).toMatchObject({
      ok: true,
      version: { class: '严格管控类', basis: expect.stringContaining('推断') },
    })
    expect(confirmClass({ class: '安全利用类', inferred: false }, { ...opinion, class: '优先保护类' }, 't').ok).toBe(
      false,
    )
    const empty = confirmClass({ class: '证据不足', inferred: false }, { ...opinion, experts: [], opinion: '' }, 't')
    expect(!empty.ok && empty.reasons).toHaveLength(3)
  })
})

describe('area by class', () => {
  it('gives the matrix of class from and class to per township between two years', () => {
    const units = [
      {
        unit: 'a',
        township: '东乡',
        area: '100.5',
        history: [version('安全利用类', '2021-01-01'), version('优先保护类', '2024-01-01')],
      },
      {
        unit: 'b',
        township: '东乡',
        area: '20',
        history: [version('安全利用类', '2021-01-01'), version('优先保护类', '2024-02-01')],
      },
      { unit: 'c', township: '东乡', area: '7.25', history: [version('严格管控类', '2021-01-01')] },
      { unit: 'd', township: '西乡', area: '3', history: [version('优先保护类', '2024-06-01')] },
    ]
    expect(areaChanges(units, '2023-12-31', '2024-12-31')).toEqual([
      { township: '东乡', from: '严格管控类', to: '严格管控类', area: '7.25', units: ['c'] },
      { township: '东乡', from: '安全利用类', to: '优先保护类', area: '120.5', units: ['a', 'b'] },
      { township: '西乡', from: null, to: '优先保护类', area: '3', units: ['d'] },
    ])
  })
  it('of two versions of one day the later written one holds', () => {
    const h = [version('安全利用类', '2024-01-01', '2'), version('严格管控类', '2024-01-01', '1')]
    expect(classOn(h, '2024-01-01')?.class).toBe('安全利用类')
  })
})
