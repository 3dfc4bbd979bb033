import { expect, test } from 'vitest'
import { widthOf } from './export-rows.ts'
import { lightWords } from './light-words.ts'
import { readFigure } from './read-figure.ts'
import { nextIndex } from './row-keys.ts'
import { instantFromWall, showBytes, showDayLong, showInstant, showNumber, showValue } from './show.ts'

test('figures keep their digits and get separators only before the point', () => {
  expect(showNumber('1234567.50')).toBe('1,234,567.50')
  expect(showNumber('-1234.56789')).toBe('-1,234.56789')
  expect(showNumber(0)).toBe('0')
  expect(showNumber(null)).toBe('')
})

test('figures are read as people type and paste them', () => {
  expect(readFigure('1,234.50')).toBe('1234.50')
  expect(readFigure('１２．５')).toBe('12.5')
  expect(readFigure(' 007 ')).toBe('7')
  expect(readFigure('.5')).toBe('0.5')
  expect(readFigure('12.')).toBe('12')
  expect(readFigure('-0.30')).toBe('-0.30')
  expect(readFigure('约12')).toBeUndefined()
  expect(readFigure('<0.01')).toBeUndefined()
  expect(readFigure('')).toBeUndefined()
})

test('instants are shown and read by the clock in Shanghai, also across midnight', () => {
  expect(showInstant('2026-03-24T23:30:00Z')).toBe('2026-03-25 07:30')
  expect(instantFromWall('2026-03-25 07:30')).toBe('2026-03-24T23:30:00.000Z')
  expect(showDayLong('2026-03-25')).toBe('2026年3月25日 星期三')
})

test('missing is a dash and false is a word', () => {
  expect(showValue(null)).toBe('—')
  expect(showValue([])).toBe('—')
  expect(showValue(0)).toBe('0')
  expect(showValue(false)).toBe('否')
  expect(showValue(['甲', '乙'])).toBe('甲、乙')
  expect(showBytes(1536 * 1024)).toBe('1.5 MB')
})

test('a deadline says how many days are left or lost', () => {
  expect(lightWords('2026-03-31', '2026-03-25', null)).toBe('剩 6 天')
  expect(lightWords('2026-03-25', '2026-03-25', null)).toBe('今天到期')
  expect(lightWords('2026-03-20', '2026-03-25', null)).toBe('逾期 5 天')
  expect(lightWords('2026-03-20', '2026-03-25', '2026-03-20')).toBe('按期完成')
  expect(lightWords('2026-03-20', '2026-03-25', '2026-03-22')).toBe('逾期 2 天完成')
  expect(lightWords(null, '2026-03-25', null)).toBe('未定时限')
})

test('the keys stay inside the list', () => {
  expect(nextIndex(-1, 1, 5)).toBe(0)
  expect(nextIndex(-1, -1, 5)).toBe(4)
  expect(nextIndex(4, 1, 5)).toBe(4)
  expect(nextIndex(2, -10, 5)).toBe(0)
  expect(nextIndex(0, Number.POSITIVE_INFINITY, 5)).toBe(4)
  expect(nextIndex(3, Number.NEGATIVE_INFINITY, 5)).toBe(0)
})

test('columns of the Excel file are as wide as their words, a hanzi counting two', () => {
  expect(widthOf('单位', ['青川市水利局'])).toBe(14)
  expect(widthOf('号', ['1'])).toBe(8)
  expect(widthOf('说明', ['长'.repeat(100)])).toBe(48)
})
