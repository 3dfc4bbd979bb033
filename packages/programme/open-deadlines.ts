import { addDays, type Day } from '@jingtu/core/period.ts'

/** “印发之日起30日内”, “自发布之日起三个月内” become days once the plan has a day of issue; anything else stays open. */
export function resolveOpenDeadline(text: string, issuedOn: Day): Day | undefined {
  const found =
    /(?:印发|发布|下发|公布|施行|通知)[^，。；]{0,6}?起[，,]?\s*([\d一二三四五六七八九十百]+)\s*(?:个)?(工作日|日|天|月|周|星期)(?:之?内)?/.exec(
      text,
    )
  if (!found) return undefined
  const n = numberOf(found[1]!)
  if (n === undefined) return undefined
  if (found[2] === '月') return addMonths(issuedOn, n)
  if (found[2] === '周' || found[2] === '星期') return addDays(issuedOn, 7 * n)
  // Working days need the year's calendar of holidays, which the text does not give: a person fills these in.
  return found[2] === '工作日' ? undefined : addDays(issuedOn, n)
}

const DIGITS = '零一二三四五六七八九'
function numberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const parts = /^(?:(.)?百)?(?:(.)?十)?(.)?$/.exec(text)
  if (!parts) return undefined
  const digit = (c: string | undefined) => (c ? DIGITS.indexOf(c) : 1)
  const hundreds = text.includes('百') ? digit(parts[1]) * 100 : 0
  const tens = text.includes('十') ? digit(parts[2]) * 10 : 0
  const ones = parts[3] ? DIGITS.indexOf(parts[3]) : 0
  return hundreds + tens + ones
}

function addMonths(day: Day, months: number): Day {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10)
}
