import { type Day, daysBetween } from '@jingtu/core/period.ts'
import { t } from '../i18n/language.ts'

/** How a deadline stands, in words: 剩 6 天, 逾期 5 天, 按期完成. */
export function lightWords(due: Day | null, today: Day, finishedOn: Day | null): string {
  if (!due) return finishedOn ? t('已完成') : t('未定时限')
  if (finishedOn)
    return finishedOn <= due ? t('按期完成') : t('逾期 {days} 天完成', { days: daysBetween(due, finishedOn) })
  const left = daysBetween(today, due)
  if (left < 0) return t('逾期 {days} 天', { days: -left })
  return left === 0 ? t('今天到期') : t('剩 {days} 天', { days: left })
}
