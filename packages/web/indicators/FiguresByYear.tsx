import type { FigureCell, FigureTable } from '@jingtu/server/indicators/views.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { useGet } from '../shell/query.ts'
import { FigureValue, shownValue } from './FigureValue.tsx'

/** How far back figures are kept beside the lists. */
const YEARS = 5

interface Line {
  key: string
  indicator: string
  name: string
  unit: string
  year: string
  places: ReadonlyMap<string, FigureCell>
  whole: FigureCell
}

interface Props {
  region: string | null
  thisYear: number
  tools: (regionName: string | undefined) => ReactNode
  onOpen: (indicator: string, year: string) => void
}

/** All figures of a region and of those right below it, year by year. */
export function FiguresByYear({ region, thisYear, tools, onOpen }: Props): ReactNode {
  const years = Array.from({ length: YEARS }, (_, i) => String(thisYear - i)).join(',')
  const asked = useGet<FigureTable>('/api/indicators/table', { years, region }, { keep: true })
  const table = asked.data
  const columns: Column<Line>[] = [
    { key: 'name', title: '指标', pinned: true, width: 280 },
    { key: 'year', title: '年度', pinned: true, width: 70, filter: true },
    { key: 'value', title: '数值', kind: 'number', width: 90, ...cellColumn(line => line.whole) },
    { key: 'unit', title: '单位', width: 60 },
    ...placesOf(table).map(
      (path): Column<Line> => ({
        key: path,
        title: table?.names[path] ?? path,
        kind: 'number',
        width: 96,
        deskOnly: true,
        ...cellColumn(line => line.places.get(path)),
      }),
    ),
  ]
  return (
    <>
      <DataTable
        id="figures-by-year"
        columns={columns}
        rows={table && linesOf(table)}
        rowKey={line => line.key}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={line => onOpen(line.indicator, line.year)}
        exportName={`${t('台账指标')}-${table?.regionName ?? ''}-${t('近五年')}`}
        empty={{ title: t('没有指标') }}
        tools={tools(table?.regionName)}
      />
      {table && (
        <p className="jt-faint">
          {t('含 {moment} 之前的全部变动，以及您本人的变动。', { moment: showMoment(table.asOf) })}
        </p>
      )}
    </>
  )
}

/** Regions of today, and those of before that still have figures. */
const placesOf = (table: FigureTable | undefined): string[] =>
  table
    ? [...new Set([...Object.keys(table.names), ...table.rows.flatMap(row => row.below.map(([path]) => path))])].sort()
    : []

/** The clock on the wall in Shanghai to the second: 2026-03-25 16:04:09. */
const showMoment = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const known = ([, value, unknown]: FigureCell) => ({ value, unknown })

const cellColumn = (cell: (line: Line) => FigureCell | undefined): Pick<Column<Line>, 'value' | 'render'> => ({
  value: line => {
    const there = cell(line)
    return there ? shownValue(known(there)) : null
  },
  render: line => {
    const there = cell(line)
    return there ? <FigureValue figure={known(there)} /> : null
  },
})

/** Year below year of one indicator, in the order of the list. */
function linesOf({ indicators, rows }: FigureTable): Line[] {
  const of = Map.groupBy(rows, row => row.indicator)
  return indicators.flatMap(({ id, name, unit }) =>
    (of.get(id) ?? []).map(({ year, whole, below }) => ({
      key: `${id} ${year}`,
      indicator: id,
      name,
      unit,
      year,
      whole,
      places: new Map(below.map(cell => [cell[0], cell])),
    })),
  )
}
