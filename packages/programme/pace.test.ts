import { expect, test } from 'vitest'
import { doneSoFar, type Figure, fallsBelow, paceOf, plannedCurve } from './pace.ts'

const figure = (due: string, kind: Figure['kind'], quantity: string | null, percent: string | null = null): Figure => ({
  period: due,
  due,
  kind,
  quantity,
  percent,
})

test('S036 the planned curve rises with time per quarter and tells behind from on track', () => {
  const curve = plannedCurve('1000', '2026-01-01', '2026-12-31')
  expect(curve.map(p => [p.key, p.planned])).toEqual([
    ['2026-Q1', '246.58'],
    ['2026-Q2', '495.89'],
    ['2026-Q3', '747.95'],
    ['2026-Q4', '1000.00'],
  ])
  expect(paceOf('495.89', '1000', '2026-01-01', '2026-12-31', '2026-06-30')).toBe('on-track')
  expect(paceOf('495.88', '1000', '2026-01-01', '2026-12-31', '2026-06-30')).toBe('behind')
  expect(paceOf(null, '1000', '2026-01-01', '2026-12-31', '2026-06-30')).toBe('unknown')
  expect(plannedCurve('80', '2026-03-10', '2026-08-31').map(p => p.day)).toEqual([
    '2026-03-31',
    '2026-06-30',
    '2026-08-31',
  ])
})

test('S070 period values add up, cumulative values replace, shares are taken of the total', () => {
  expect(doneSoFar([figure('2026-03-25', '本期值', '120.5'), figure('2026-06-25', '本期值', '79.5')], '400')).toEqual({
    quantity: '200',
    percent: '50.00',
  })
  expect(doneSoFar([figure('2026-06-25', '累计值', '300'), figure('2026-03-25', '累计值', '120')], '400')).toEqual({
    quantity: '300',
    percent: '75.00',
  })
  expect(doneSoFar([figure('2026-06-25', '工程量百分比', null, '80')], '50')).toEqual({
    quantity: '40',
    percent: '80.00',
  })
  expect(doneSoFar([figure('2026-06-25', '工程量百分比', null, '80')], null)).toEqual({
    quantity: null,
    percent: '80.00',
  })
  expect(doneSoFar([figure('2026-06-25', null, null)], '50')).toEqual({ quantity: null, percent: null })
  expect(fallsBelow(figure('2026-03-25', '累计值', '300'), figure('2026-06-25', '累计值', '280'))).toContain(
    '300 降为 280',
  )
  expect(fallsBelow(figure('2026-03-25', '本期值', '300'), figure('2026-06-25', '本期值', '280'))).toBeUndefined()
  expect(
    fallsBelow(figure('2026-03-25', '工程量百分比', null, '80'), figure('2026-06-25', '工程量百分比', null, '75')),
  ).toContain('80% 降为 75%')
})
