import type { ResultView, SampleDetail } from '@jingtu/server/evidence/views.ts'
import { Descriptions, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { substanceName } from '../charts/substance-name.ts'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import '../charts/charts.css'
import { Problem } from '../parts/Problem.tsx'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { CorrectResult } from './CorrectResult.tsx'
import { WhySheet } from './WhySheet.tsx'

/** One sample: what was measured, from which cell, under which verdicts, through whose hands, in which versions. */
export function SampleSheet({ id }: { id: string }): ReactNode {
  const asked = useGet<SampleDetail>(`/api/evidence/samples/${id}`)
  const [why, setWhy] = useState<string | null>(null)
  const [wrong, setWrong] = useState<ResultView | null>(null)
  const { actor } = useSession()
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active />
  const { sample: s, results, verdicts, custody, versions } = asked.data
  // Whether it is allowed the server decides; what no longer counts is corrected nowhere.
  const mayCorrect = s.counts && (actor.duties.includes('reporter') || actor.duties.includes('reviewer'))
  return (
    <>
      <Descriptions size="small" column={{ xs: 1, md: 2 }}>
        <Descriptions.Item label={t('点位')}>{s.siteCode ?? '—'}</Descriptions.Item>
        <Descriptions.Item label={t('介质')}>{s.medium ?? '—'}</Descriptions.Item>
        <Descriptions.Item label={t('采样日期')}>{s.takenOn ?? '—'}</Descriptions.Item>
        <Descriptions.Item label={t('采样深度')}>{s.depth ?? '—'}</Descriptions.Item>
        <Descriptions.Item label={t('土地利用')}>{s.landUse ?? '—'}</Descriptions.Item>
        <Descriptions.Item label="pH">{s.ph ?? '—'}</Descriptions.Item>
        <Descriptions.Item label={t('经纬度')}>
          {s.longitude && s.latitude ? `${s.longitude}, ${s.latitude}` : '—'}
        </Descriptions.Item>
        <Descriptions.Item label={t('采样人')}>{s.sampler ?? '—'}</Descriptions.Item>
      </Descriptions>
      {verdicts.length > 0 && (
        <ul className="je-verdicts">
          {verdicts.map(v => (
            <li key={v.id} className={v.counts ? undefined : 'jt-faint'}>
              <VerdictTag verdict={v.verdict} /> {v.edition}　{v.judgedOn}　{v.decisive ?? ''}
              {!v.counts && `（${t('已被替代或撤回')}）`}{' '}
              <button type="button" className="jt-link" onClick={() => setWhy(v.id)}>
                {t('为什么')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="jc-scroll">
        <table className="jc-table">
          <thead>
            <tr>
              <th>{t('项目')}</th>
              <th>{t('结果')}</th>
              <th>{t('计量单位')}</th>
              <th>{t('检出限')}</th>
              <th>{t('原始单元格')}</th>
              <th>{t('位置')}</th>
              {mayCorrect && <th />}
            </tr>
          </thead>
          <tbody>
            {results.map(r => (
              <tr key={r.ordinal}>
                <th scope="row">{substanceName(r.substance, r.name)}</th>
                <td>{r.shown}</td>
                <td>{r.unit ?? '—'}</td>
                <td>{r.detectionLimit ?? '—'}</td>
                <td>
                  <code>{r.original}</code>
                  {r.mended !== null && ` → ${r.mended}`}
                </td>
                <td>{r.place}</td>
                {mayCorrect && (
                  <td>
                    <button type="button" className="jt-link" onClick={() => setWrong(r)}>
                      {t('更正')}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {custody.length > 0 && (
        <>
          <h3>{t('流转')}</h3>
          <ul className="jt-reasons">
            {custody.map(c => (
              <li key={`${c.stage} ${c.number}`}>
                {c.doneOn}　{c.stage}　{c.number}　{[c.handedBy, c.receivedBy].filter(Boolean).join(' → ')}
              </li>
            ))}
          </ul>
        </>
      )}
      {versions.length > 1 && (
        <>
          <h3>{t('各次导入')}</h3>
          <ul className="jt-reasons">
            {versions.map(v => (
              <li key={v.batch}>
                <Link to={`/evidence/batches/${v.batch}`}>{v.title}</Link>　{t(v.state)}
                {v.counts && `　● ${t('计数')}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {wrong && <CorrectResult sample={id} result={wrong} onClose={() => setWrong(null)} />}
      <WhySheet id={why} onClose={() => setWhy(null)} />
    </>
  )
}
