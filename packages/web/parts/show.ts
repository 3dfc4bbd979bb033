import { type Geometry, geometryText } from '@jingtu/core/geometry.ts'
import type { Area } from '@jingtu/core/measure.ts'
import { type Day, dayInShanghai } from '@jingtu/core/period.ts'
import { currentLanguage, t } from '../i18n/language.ts'

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const

/** 2026年3月25日 星期三 */
export function showDayLong(day: Day): string {
  const weekday = t(WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!)
  if (currentLanguage() === 'en') return `${weekday} ${day}`
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日 ${weekday}`
}

/** An instant as the clock on the wall in Shanghai shows it: 2026-03-25 16:04. */
export function showInstant(instant: string): string {
  const shifted = new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString()
  return `${dayInShanghai(instant)} ${shifted.slice(11, 16)}`
}

/** 1234567.50 → 1,234,567.50: the digits of a decimal stay what they are, nothing is rounded. */
export function showNumber(value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  const [whole, ...rest] = String(value).split('.')
  return [whole!.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.')
}

/** 12.5 亩: as it was given. */
export const areaWords = (value: unknown): string => {
  const area = value as Area | null
  return area ? `${showNumber(area.value)} ${area.unit}` : ''
}

/** A position, or what a line or an area begins with. */
export const shapeWords = (value: unknown): string => (value ? geometryText(value as Geometry).slice(0, 60) : '')

export function showBytes(size: number): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}

/** Any stored value as words, for a timeline or a tooltip; missing is a dash, never 0. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? t('是') : t('否')
  if (Array.isArray(value)) return value.length ? value.map(showValue).join(t('、')) : '—'
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

/** What the clock on the wall in Shanghai shows (2026-03-25 16:04) as an instant. */
export const instantFromWall = (wall: string): string => new Date(`${wall.replace(' ', 'T')}:00+08:00`).toISOString()
