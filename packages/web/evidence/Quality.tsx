import type { BatchDetail } from '@jingtu/server/evidence/views.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { StateTag } from '../parts/StateTag.tsx'

type Report = BatchDetail['quality']

const PARTS = [
  { key: 'duplicates', title: '平行样', figure: '相对偏差（%）' },
  { key: 'blanks', title: '空白样', figure: '' },
  { key: 'certified', title: '有证标准物质', figure: '回收率（%）' },
] as const

/** Duplicates, blanks and certified materials of the batch, each with its bound. */
export function Quality({ report }: { report: Report }): ReactNode {
  const filled = PARTS.filter(p => report[p.key].length > 0)
  if (filled.length === 0)
    return (
      <EmptyState title={t('这一批没有质控样')} how={t('质控类型写作平行样、空白样、有证标准物质的样品会列在这里。')} />
    )
  return (
    <>
      <p>
        {t('判定 {judged} 项，不合格 {failed} 项', { judged: report.judged, failed: report.failed })}
        <span className="jt-soft">
          {t('　平行样相对偏差不大于 {rpd}%，回收率 {from}—{to}%（自拟默认值）', {
            rpd: report.limits.duplicateRpd,
            from: report.limits.recoveryFrom,
            to: report.limits.recoveryTo,
          })}
        </span>
      </p>
      {report.open.length > 0 && (
        <ul className="jt-reasons jt-soft">
          {report.open.map(o => (
            <li key={o}>{o}</li>
          ))}
        </ul>
      )}
      {filled.map(part => (
        <section key={part.key} className="je-quality">
          <h3>{t(part.title)}</h3>
          <div className="jc-scroll">
            <table className="jc-table">
              <thead>
                <tr>
                  <th>{t('样品')}</th>
                  <th>{t('对照样')}</th>
                  <th>{t('项目')}</th>
                  <th>{t('测得')}</th>
                  <th>{t('应为')}</th>
                  <th>{part.figure ? t(part.figure) : ''}</th>
                  <th>{t('结论')}</th>
                </tr>
              </thead>
              <tbody>
                {report[part.key].map((r, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a control may be measured twice
                  <tr key={`${r.code} ${r.substance} ${i}`}>
                    <th scope="row">{r.code}</th>
                    <td>{r.of ?? '—'}</td>
                    <td>{r.name}</td>
                    <td>{r.found}</td>
                    <td>{r.expected ?? '—'}</td>
                    <td>{r.figure ?? '—'}</td>
                    <td title={r.why}>
                      <StateTag
                        state={r.passes === null ? 'unknown' : r.passes ? 'met' : 'not-met'}
                        word={r.passes === null ? t('不能判定') : r.passes ? t('合格') : t('不合格')}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  )
}
