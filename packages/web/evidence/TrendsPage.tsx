import type { SeriesPoint, SiteView } from '@jingtu/server/evidence/views.ts'
import { SUBSTANCES } from '@jingtu/standards/substances.ts'
import { Select } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { TrendChart } from '../charts/TrendChart.tsx'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { useAddress } from '../shell/address.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { trendOf } from './trend-series.ts'
import './evidence.css'

/** Where a point says nothing of its rhythm, twice a year for a well and once for soil. */
const USUAL_MONTHS = { well: 6, soil: 12 }

/** 变化趋势: one item at one well or point over the years, with the alarms of HJ 1209. */
export default function TrendsPage(): ReactNode {
  const today = useToday()
  const [params, put] = useAddress('goes back')
  const sites = useGet<List<SiteView>>('/api/monitoring-sites')
  const site = sites.data?.rows.find(s => s.id === params.get('site'))
  const substance = params.get('item') ?? (site?.kind === '地下水井' ? 'ammonia-nitrogen' : 'cadmium')
  const asked = useGet<{ rows: SeriesPoint[] }>(site ? `/api/evidence/sites/${site.id}/series` : null, { substance })
  const found = useMemo(
    () =>
      site && asked.data
        ? trendOf(site, substance, asked.data.rows, site.kind === '地下水井' ? USUAL_MONTHS.well : USUAL_MONTHS.soil)
        : null,
    [site, asked.data, substance],
  )
  return (
    <>
      <PageHead
        title={t('变化趋势')}
        note={t('一口井（一个点）一个项目的历次结果，按 HJ 1209 的规则标出预警。')}
        steps={[{ label: t('监测点位'), to: '/evidence/sites' }]}
      />
      <div className="jt-card jt-card-above je-about">
        <label htmlFor="je-site">
          {t('点位')}
          <Select
            id="je-site"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('请选择')}
            value={site?.id ?? null}
            onChange={(value: string) => put({ site: value })}
            options={(sites.data?.rows ?? []).map(s => ({ value: s.id, label: `${s.code} ${s.name}` }))}
          />
        </label>
        <label htmlFor="je-item">
          {t('检测项目')}
          <Select
            id="je-item"
            showSearch={{ optionFilterProp: 'label' }}
            value={substance}
            onChange={value => put({ item: value })}
            options={SUBSTANCES.map(s => ({ value: s.id, label: substanceName(s.id, s.name) }))}
          />
        </label>
      </div>
      {(sites.error ?? asked.error) && <Problem error={sites.error ?? asked.error} />}
      {!site && sites.data && (
        <EmptyState title={t('请选择一个点位')} how={t('点位在“监测点位”登记，检测数据按编码或名称对上。')} />
      )}
      {found && (
        <>
          <TrendChart series={found.series} on={today} />
          {found.left > 0 && (
            <p className="jt-at-risk">▲ {t('{n} 个结果的单位不能换算，没有画出', { n: found.left })}</p>
          )}
        </>
      )}
    </>
  )
}
