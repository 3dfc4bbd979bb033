import type { Geometry } from '@jingtu/core/geometry.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { RegisterPage as Answer } from '@jingtu/server/registers/views.ts'
import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import type Feature from 'ol/Feature'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { pageOf, pathOf, type RegisterRow, titleOf } from './declared.ts'
import { useListAddress } from './list-address.ts'
import { featureOf, openMap, showAll } from './map-base.ts'

/** Earth, water and the accent; told apart by shape as well, so that a grey print loses nothing. */
const LOOKS = [
  { colour: '#1f6f54', sign: '●', points: 0 },
  { colour: '#96610f', sign: '▲', points: 3 },
  { colour: '#ae3226', sign: '■', points: 4 },
  { colour: '#2f6f9f', sign: '◆', points: 4, angle: Math.PI / 4 },
  { colour: '#6a4f8f', sign: '⬟', points: 5 },
  { colour: '#8a6a3f', sign: '⬢', points: 6 },
] as const
type Look = (typeof LOOKS)[number]
const NONE: Look = { colour: '#8a8478', sign: '●', points: 0 } as unknown as Look

/** So many at most are drawn; a frame or a filter narrows more. */
const MOST = 2000

async function fetchRows(path: string, query: Record<string, string>, signal: AbortSignal): Promise<Answer> {
  let all: Answer | undefined
  for (let after: string | null = ''; after !== null && (all?.rows.length ?? 0) < MOST; ) {
    const page: Answer = await api.get<Answer>(path, { ...query, limit: 500, after }, { signal })
    all = all ? { ...all, rows: [...all.rows, ...page.rows], names: { ...all.names, ...page.names } } : page
    after = page.next
  }
  return all!
}

/** The rows of a list where they lie, under the same conditions as the list; a click opens one. */
export default function RowMap({ kind }: { kind: Register }): ReactNode {
  const { query } = useListAddress()
  const declared = kind.register.map!
  const path = `${pathOf(kind)}/rows`
  const asked = useQuery({ queryKey: [path, query, 'map'], queryFn: ({ signal }) => fetchRows(path, query, signal) })
  const rows = useMemo(() => (asked.data?.rows ?? []) as RegisterRow[], [asked.data])
  const placed = useMemo(() => rows.filter(row => row[declared.geometry]), [rows, declared.geometry])
  const groupValue = useMemo(() => {
    const by = declared.colourBy ?? 'state'
    return (row: RegisterRow): string => {
      const value = row[by]
      if (value === null || value === undefined || value === '') return ''
      return by === 'state' ? (kind.states[String(value)] ?? String(value)) : String([value].flat()[0])
    }
  }, [declared.colourBy, kind])
  const order = useMemo(() => {
    const by = declared.colourBy ?? 'state'
    const options = by === 'state' ? Object.values(kind.states) : (kind.fields[by]?.options ?? [])
    const met = new Set(rows.map(groupValue))
    return [...options.filter(option => met.has(option)), ...[...met].filter(v => v !== '' && !options.includes(v))]
  }, [rows, groupValue, declared.colourBy, kind])
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Spin className="jg-map" />
  const lookOf = (value: string): Look => (value === '' ? NONE : (LOOKS[order.indexOf(value) % LOOKS.length] ?? NONE))
  const by = declared.colourBy && declared.colourBy !== 'state' ? kind.fields[declared.colourBy]!.name : t('状态')
  return (
    <div className="jg-map-page">
      <div className="jg-legend" role="note" aria-label={t('图例')}>
        <b>{by}</b>
        {[...order, ''].map(value => {
          const n = placed.filter(row => groupValue(row) === value).length
          if (n === 0) return null
          const look = lookOf(value)
          return (
            <span key={value}>
              <i style={{ color: look.colour }} aria-hidden="true">
                {look.sign}
              </i>
              {value || t('未填')} {n}
            </span>
          )
        })}
        <span className="jt-soft">
          {t('{n} 条有位置', { n: placed.length })}
          {rows.length > placed.length && `，${t('{n} 条没有位置', { n: rows.length - placed.length })}`}
          {asked.data.next && `；${t('只画出前 {n} 条，请先筛选', { n: rows.length })}`}
        </span>
      </div>
      {placed.length === 0 ? (
        <EmptyState title={t('没有可以画的位置')} how={t('在记录里填写点位、线或范围后，就会出现在这里。')} />
      ) : (
        <Drawing kind={kind} rows={placed} names={asked.data.names} lookOf={row => lookOf(groupValue(row))} />
      )}
    </div>
  )
}

interface DrawingProps {
  kind: Register
  rows: readonly RegisterRow[]
  names: Record<string, string>
  lookOf: (row: RegisterRow) => Look
}

function Drawing({ kind, rows, names, lookOf }: DrawingProps): ReactNode {
  const target = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const go = useRef(navigate)
  go.current = navigate
  const look = useRef(lookOf)
  look.current = lookOf
  useEffect(() => {
    const byId = new Map(rows.map(row => [row.id, row]))
    const source = new VectorSource({
      features: rows.map(row =>
        featureOf({
          id: row.id,
          shape: row[kind.register.map!.geometry] as Geometry,
          name: titleOf(kind, row, names),
        }),
      ),
    })
    const style = (feature: Feature, resolution: number): Style =>
      styleOf(look.current(byId.get(String(feature.getId()))!), resolution < 200 ? String(feature.get('name')) : '')
    const map = openMap(target.current!, [
      new VectorLayer({ source, style: (f, resolution) => style(f as Feature, resolution), declutter: true }),
    ])
    map.on('click', e => {
      const hit = map.forEachFeatureAtPixel(e.pixel, f => f, { hitTolerance: 6 })
      if (hit) void go.current(pageOf(kind, String((hit as Feature).getId())))
    })
    map.on('pointermove', e => {
      const hit = map.forEachFeatureAtPixel(e.pixel, f => f, { hitTolerance: 6 })
      target.current!.style.cursor = hit ? 'pointer' : ''
      target.current!.title = hit ? String((hit as Feature).get('name')) : ''
    })
    showAll(map, source)
    return () => map.setTarget(undefined)
  }, [kind, rows, names])
  return <div ref={target} className="jg-map jg-map-large" role="application" aria-label={t('地图')} />
}

function styleOf(look: Look, name: string): Style {
  const fill = new Fill({ color: look.colour })
  const stroke = new Stroke({ color: '#fff', width: 1.5 })
  return new Style({
    image:
      look.points === 0
        ? new Circle({ radius: 6, fill, stroke })
        : new RegularShape({
            points: look.points,
            radius: 8,
            angle: 'angle' in look ? 0 : look.points === 4 ? Math.PI / 4 : 0,
            fill,
            stroke,
          }),
    stroke: new Stroke({ color: look.colour, width: 2 }),
    fill: new Fill({ color: `${look.colour}26` }),
    text: new Text({
      text: name,
      offsetY: 15,
      font: '12px sans-serif',
      overflow: true,
      fill: new Fill({ color: '#2b2a26' }),
      stroke: new Stroke({ color: '#fff', width: 3 }),
    }),
  })
}
