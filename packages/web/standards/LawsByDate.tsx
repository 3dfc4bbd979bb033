import { LAWS } from '@jingtu/standards/laws.ts'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { InForce } from './StandardTables.tsx'
import { LISTED, lawsOn } from './validity.ts'

/** Which law and which edition held on a day: old verdicts keep the law of theirs. */
export function LawsByDate({ today }: { today: string }): ReactNode {
  const [day, setDay] = useState(today)
  const reported = LAWS.filter(l => !l.verified)
  return (
    <>
      <p className="js-day">
        <label htmlFor="js-day">{t('看哪一天')}</label>
        <DatePicker
          id="js-day"
          allowClear={false}
          value={dayjs(day)}
          onChange={value => value && setDay(value.format('YYYY-MM-DD'))}
        />
      </p>
      <figure className="js-printed">
        <figcaption>
          <b>{t('法律、法规、规章')}</b>
        </figcaption>
        <div className="jc-scroll">
          <table>
            <thead>
              <tr>
                <th>{t('名称')}</th>
                <th>{t('令号')}</th>
                <th>{t('施行')}</th>
                <th>{day}</th>
                <th>{t('附注')}</th>
              </tr>
            </thead>
            <tbody>
              {lawsOn(day).map(({ id, title, found }) => {
                const law = LAWS.find(l => l.id === id)!
                const word = found?.reported
                  ? t('{law} 据报道当日已施行，未核实，不据以判断', { law: found.reported.title })
                  : found && found.law.id !== id
                    ? t('由 {law} 代替', { law: found.law.title })
                    : (law.note ?? '')
                return (
                  <tr key={id} className={law.verified ? undefined : 'js-doubt'}>
                    <td>{title}</td>
                    <td>{law.number ?? '—'}</td>
                    <td>{law.from}</td>
                    <td>
                      {law.verified ? (
                        <InForce listed={law} day={day} />
                      ) : (
                        <span className="jt-at-risk">▲ {t('未核实')}</span>
                      )}
                    </td>
                    <td className="js-wide">{word}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
        {reported.length > 0 && (
          <p className="jt-soft">
            {t('只有据报道的记录不代替任何法律；核实以后作为数据补入施行日期，旧结论仍保留当时的法律。')}
          </p>
        )}
      </figure>
      <figure className="js-printed">
        <figcaption>
          <b>{t('标准')}</b>
        </figcaption>
        <div className="jc-scroll">
          <table>
            <thead>
              <tr>
                <th>{t('编号')}</th>
                <th>{t('名称')}</th>
                <th>{t('施行')}</th>
                <th>{t('至')}</th>
                <th>{day}</th>
              </tr>
            </thead>
            <tbody>
              {LISTED.map(s => (
                <tr key={s.id}>
                  <td>{s.id}</td>
                  <td className="js-wide">{s.title}</td>
                  <td>{s.from}</td>
                  <td>{s.until ?? '—'}</td>
                  <td>
                    <InForce listed={s} day={day} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </figure>
    </>
  )
}
