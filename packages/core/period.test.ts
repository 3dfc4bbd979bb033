import { describe, expect, it } from 'vitest'
import { addDays, dayInShanghai, daysBetween, deadlineLight, elapsedShare, isDay, lastDayOfMonth } from './period.ts'

describe('days', () => {
  it('are those of the calendar', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const bad of ['2023-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z', 20260101])
      expect(isDay(bad)).toBe(false)
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-01-01', '2026-12-31')).toBe(364)
    expect(daysBetween('2026-03-02', '2026-03-01')).toBe(-1)
    expect([1, 2, 4, 12].map(m => lastDayOfMonth(2024, m))).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-04-30',
      '2024-12-31',
    ])
  })
  it('are those a clock knows, in leap years, common years and full centuries, and no others', () => {
    const two = (n: number): string => String(n).padStart(2, '0')
    for (const year of ['1900', '2000', '2023', '2024', '2100'])
      for (let month = 0; month <= 13; month++)
        for (let day = 0; day <= 32; day++) {
          const text = `${year}-${two(month)}-${two(day)}`
          const instant = new Date(`${text}T00:00:00Z`)
          const isKnown = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
          expect(isDay(text), text).toBe(isKnown)
        }
  })
  it('begin at midnight in Shanghai, whatever zone the machine is in', () => {
    expect(dayInShanghai('2026-03-01T15:59:59.999Z')).toBe('2026-03-01')
    expect(dayInShanghai(new Date('2026-03-01T16:00:00Z'))).toBe('2026-03-02')
    expect(dayInShanghai('2025-12-31T16:00:00Z')).toBe('2026-01-01')
  })
})

describe('the light of a deadline', () => {
  it('is green, yellow from thirty days before, red only after the day itself', () => {
    const on = (today: string) => deadlineLight('2026-06-30', today)
    expect(on('2026-05-30')).toBe('green')
    expect(on('2026-05-31')).toBe('yellow')
    expect(on('2026-06-30')).toBe('yellow')
    expect(on('2026-07-01')).toBe('red')
    expect(deadlineLight('2026-06-30', '2026-06-20', null, 5)).toBe('green')
  })
  it('of what is finished says whether it was in time, for ever', () => {
    expect(deadlineLight('2026-06-30', '2027-01-01', '2026-06-30')).toBe('green')
    expect(deadlineLight('2026-06-30', '2026-07-02', '2026-07-01')).toBe('red')
  })
  it('is none where there is no deadline', () => {
    expect(deadlineLight(null, '2026-07-01')).toBe('none')
  })
})

it('the share of a period that has passed', () => {
  expect(elapsedShare('2026-01-01', '2026-12-31', '2025-06-01')).toBe(0)
  expect(elapsedShare('2026-01-01', '2026-12-31', '2027-06-01')).toBe(1)
  expect(elapsedShare('2026-01-01', '2026-12-31', '2026-07-02')).toBeCloseTo(183 / 365, 10)
})
