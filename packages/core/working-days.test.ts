import { HOLIDAYS } from '@jingtu/registers/holidays.ts'
import { describe, expect, it } from 'vitest'
import { addWorkingDays, calendarOf, isWorkday, workingDaysBetween } from './working-days.ts'

const calendar = calendarOf(HOLIDAYS)

describe('workdays by the official calendar', () => {
  it('skip the holiday and count the make-up days, in both directions', () => {
    // Fifteen workdays before 21 October 2024: over the national holiday, with 29 September and 12 October worked.
    expect(addWorkingDays('2024-10-21', -15, calendar)).toEqual({ day: '2024-09-25', certain: true })
    expect(addWorkingDays('2024-09-25', 15, calendar).day).toBe('2024-10-21')
    expect(workingDaysBetween('2024-09-25', '2024-10-21', calendar)).toBe(15)
    expect(addWorkingDays('2024-09-27', 5, calendar).day).toBe('2024-10-10')
    expect([isWorkday('2026-02-14', calendar), isWorkday('2026-02-16', calendar)]).toEqual([true, false])
  })
  it('say so where the year is not announced yet', () => {
    expect(addWorkingDays('2027-12-30', 3, calendar)).toEqual({ day: '2028-01-04', certain: false })
    expect(addWorkingDays('2026-12-31', 1, calendar)).toEqual({ day: '2027-01-01', certain: false })
  })
})
