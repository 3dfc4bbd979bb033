import { addDays, type Day } from '@jingtu/core/period.ts'
import type { Due } from '@jingtu/server/registers/duties.ts'
import { Button, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { useNarrow } from '../parts/narrow.ts'
import { VERDICTS } from '../parts/StateTag.tsx'
import { nextMonth, STANDINGS, standingOfDue } from './DutyCalendarPage.tsx'

const WEEK = ['一', '二', '三', '四', '五', '六', '日'] as const
const SHOWN = 4
interface Props {
  /** 2026-07 */
  month: string
  today: Day
  rows: readonly Due[]
  onMonth: (month: string) => void
}

/** A month as it hangs on the wall: weeks from Monday; on the phone only the days with something on them. */
export function DutyMonth({ month, today, rows, onMonth }: Props): ReactNode {
  const narrow = useNarrow()
  const byDay = Map.groupBy(rows, due => due.due)
  const days = daysOf(month)
  const first = (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7
  return (
    <section className="jg-month" aria-label={month}>
      <Space>
        <Button onClick={() => onMonth(nextMonth(month, -1).slice(0, 7))}>{t('上个月')}</Button>
        <h2>{month}</h2>
        <Button onClick={() => onMonth(nextMonth(month).slice(0, 7))}>{t('下个月')}</Button>
        <Button type="text" onClick={() => onMonth(today.slice(0, 7))}>
          {t('本月')}
        </Button>
      </Space>
      {narrow ? (
        <ul className="jg-month-list">
          {days
            .filter(day => byDay.has(day))
            .map(day => (
              <li key={day}>
                <b>{day}</b>
                <Dues dues={byDay.get(day)!} today={today} />
              </li>
            ))}
        </ul>
      ) : (
        <div className="jg-month-grid">
          {WEEK.map(day => (
            <b key={day}>{t(`周${day}`)}</b>
          ))}
          {days.map((day, i) => (
            <div
              key={day}
              className={day === today ? 'jg-day jg-day-today' : 'jg-day'}
              style={i === 0 ? { gridColumnStart: first + 1 } : undefined}
            >
              <time dateTime={day}>{Number(day.slice(8))}</time>
              <Dues dues={byDay.get(day) ?? []} today={today} />
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

/** Many of the same kind on one day (all works report by the same day) stand together. */
function Dues({ dues, today }: { dues: readonly Due[]; today: Day }): ReactNode {
  const [all, setAll] = useState(false)
  return (
    <ul>
      {(all ? dues : dues.slice(0, SHOWN)).map(due => (
        <li key={`${due.row} ${due.duty}`}>
          <Link to={`/registers/${due.register}/${due.row}`} title={`${due.about}：${due.label}（${due.clause}）`}>
            <Sign due={due} today={today} /> {due.about}：{due.label}
          </Link>
        </li>
      ))}
      {!all && dues.length > SHOWN && (
        <li>
          <button type="button" className="jt-link" onClick={() => setAll(true)}>
            {t('还有 {n} 项', { n: dues.length - SHOWN })}
          </button>
        </li>
      )}
    </ul>
  )
}

function Sign({ due, today }: { due: Due; today: Day }): ReactNode {
  const { verdict, word } = STANDINGS[standingOfDue(due, today)]
  return (
    <span className={`jt-${verdict}`} title={t(word)}>
      <span aria-hidden="true">{VERDICTS[verdict].sign}</span>
      <span className="jt-hidden">{t(word)}</span>
    </span>
  )
}

function daysOf(month: string): Day[] {
  const days: Day[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}
