import type { DutyItem } from '@jingtu/core/register-duty.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Light } from '../parts/Light.tsx'
import { useToday } from '../shell/session.tsx'

/** What a row owes, soonest first: by which clause, until when, and how it stands. */
export function DutyTable({ items }: { items: readonly DutyItem[] }): ReactNode {
  const today = useToday()
  if (items.length === 0) return <EmptyState compact title={t('这段时间没有法定义务')} />
  return (
    <table className="jg-duties">
      <thead>
        <tr>
          <th scope="col">{t('义务')}</th>
          <th scope="col">{t('时段')}</th>
          <th scope="col">{t('由谁履行')}</th>
          <th scope="col">{t('期限')}</th>
          <th scope="col">{t('情况')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr key={`${item.duty} ${item.period} ${item.due}`}>
            <td>
              {item.label}
              <small className="jt-faint">{item.clause}</small>
            </td>
            <td data-name={t('时段')}>{item.period ?? <span className="jt-faint">—</span>}</td>
            <td data-name={t('由谁履行')}>{item.by}</td>
            <td className="jt-cell-day" data-name={t('期限')}>
              {item.due}
              {!item.certain && <small className="jt-faint">{t('放假安排未公布，可能变动')}</small>}
            </td>
            <td data-name={t('情况')}>
              <Light due={item.due} today={today} finishedOn={item.metOn} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
