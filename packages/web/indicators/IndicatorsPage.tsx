import type { FigurePage, ShownFigure } from '@jingtu/server/indicators/views.ts'
import { Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import { useAddress } from '../shell/address.ts'
import { useGet } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { FigureSheet } from './FigureSheet.tsx'
import { FiguresByYear } from './FiguresByYear.tsx'
import { FigureValue, shownValue } from './FigureValue.tsx'

/** Every figure worked out from the registers, for a region and a period; each opens to its rows. */
export default function IndicatorsPage(): ReactNode {
  const today = useToday()
  const [params, put] = useAddress()
  const period = params.get('period') ?? today.slice(0, 4)
  const byYear = params.get('view') === 'years'
  const asked = useGet<FigurePage>(
    byYear ? null : '/api/indicators/values',
    { period, region: params.get('region') },
    { keep: true },
  )
  const page = asked.data
  const places = [...new Map((page?.rows ?? []).flatMap(r => r.below.map(b => [b.path, b.name] as const))).entries()]
  const columns: Column<ShownFigure>[] = [
    { key: 'name', title: '指标', pinned: true, width: 280 },
    {
      key: 'value',
      title: '数值',
      kind: 'number',
      width: 90,
      value: shownValue,
      render: f => <FigureValue figure={f} />,
    },
    { key: 'unit', title: '单位', width: 60 },
    { key: 'numerator', title: '分子', kind: 'number', width: 80 },
    { key: 'denominator', title: '分母', kind: 'number', width: 80, value: f => f.denominator },
    { key: 'missing', title: '缺数据', kind: 'number', width: 80, value: f => f.missing || null },
    ...places.map(
      ([path, name]): Column<ShownFigure> => ({
        key: path,
        title: name,
        kind: 'number',
        width: 96,
        deskOnly: true,
        value: f => {
          const there = f.below.find(b => b.path === path)
          return there ? shownValue(there) : null
        },
      }),
    ),
  ]
  const open = page?.rows.find(f => f.indicator === params.get('open'))
  const views = (
    <Segmented
      value={byYear ? 'years' : 'period'}
      onChange={view => put({ view: view === 'years' ? view : null, open: null })}
      options={[
        { value: 'period', label: t('一个时段') },
        { value: 'years', label: t('近五年') },
      ]}
    />
  )
  const regions = (name: string | undefined): ReactNode => (
    <div style={{ width: 200 }}>
      <RegionPicker value={params.get('region')} placeholder={name} onChange={region => put({ region })} />
    </div>
  )
  const head = (
    <PageHead title={t('台账指标')} note={t('由台账逐行计算，每个数都能打开到它的行；缺数据的行从不计入达成。')} />
  )
  if (byYear)
    return (
      <>
        {head}
        <FiguresByYear
          region={params.get('region')}
          thisYear={Number(today.slice(0, 4))}
          tools={name => (
            <>
              {views}
              {regions(name)}
            </>
          )}
          onOpen={(indicator, year) => put({ view: null, period: year, open: indicator })}
        />
      </>
    )
  return (
    <>
      {head}
      <DataTable
        id="indicators"
        columns={columns}
        rows={page?.rows}
        rowKey={f => f.indicator}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={f => put({ open: f.indicator })}
        exportName={`${t('台账指标')}-${page?.regionName ?? ''}-${period}`}
        empty={{ title: t('没有指标') }}
        tools={
          <>
            {views}
            <Select
              aria-label={t('时段')}
              value={period}
              style={{ width: 130 }}
              onChange={value => put({ period: value })}
              options={periodsOf(Number(today.slice(0, 4))).map(value => ({ value, label: value }))}
            />
            {regions(page?.regionName)}
          </>
        }
      />
      {open && page && (
        <FigureSheet figure={open} region={page.region} period={period} onClose={() => put({ open: null })} />
      )}
    </>
  )
}

const periodsOf = (year: number): string[] =>
  [year, year - 1, year - 2].flatMap(y => [String(y), `${y}-H1`, `${y}-H2`, ...[1, 2, 3, 4].map(q => `${y}-Q${q}`)])
