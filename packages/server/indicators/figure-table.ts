/** Many figures at once, as the text that is sent: what did not change since it was last sent is not made anew. */
import { type Day, dayInShanghai } from '@jingtu/core/period.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { keptYears } from '@jingtu/programme/indicators/kept-measure.ts'
import { refusal } from '../problems.ts'
import { regionNames } from '../registers/reading.ts'
import type { Services } from '../services.ts'
import { timeOf } from './conditions.ts'
import { evaluate, type Figure } from './evaluate.ts'
import { type KeptFigure, keptFiguresOf } from './kept-figures.ts'
import type { FigureCell, FigureTable, Source } from './views.ts'

const MOST_YEARS = 10

const cell = (place: string, f: Figure): FigureCell => [
  place,
  f.value,
  f.unknown,
  f.numerator,
  f.denominator,
  f.missing,
]

const line = (indicator: Indicator, year: string, source: Source, path: string, figure: KeptFigure): string =>
  JSON.stringify({
    indicator: indicator.id,
    year,
    rule: figure.rule.id,
    source,
    whole: cell(path, figure.whole),
    below: [...figure.below].map(([place, f]) => cell(place, f)),
  } satisfies FigureTable['rows'][number])

/** @throws Refusal where years are not written as years */
export async function figureTable(
  services: Services,
  node: RegionNode,
  indicators: readonly Indicator[],
  years: readonly string[],
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (years.length > MOST_YEARS || !years.every(y => /^\d{4}$/.test(y)))
    throw refusal('invalid', '年份有误', [{ where: 'years', message: `应写作 2025,2026，最多 ${MOST_YEARS} 年` }])
  const { db } = services.store
  const today: Day = dayInShanghai(services.clock())
  const inReach = years.filter(y => keptYears(today).includes(y))
  const view = inReach.length > 0 ? await keptFiguresOf(services).view(node.path, inReach, today) : undefined
  const head: Omit<FigureTable, 'rows'> = {
    region: node.id,
    regionName: node.name,
    path: node.path,
    years: [...years],
    indicators: indicators.map(({ id, name, unit, better }) => ({ id, name, unit, better })),
    names: view?.names() ?? {},
  }
  const isKept = (year: string): boolean => view !== undefined && inReach.includes(year)
  // All that is kept is written at once: while rows are walked, what is kept goes on changing.
  const kept = (): string[] =>
    years
      .filter(isKept)
      .flatMap(year => indicators.map(i => view!.text(i, year, figure => line(i, year, 'kept', node.path, figure))))
  const written = (lines: string[]): string => `${JSON.stringify(head).slice(0, -1)},"rows":[${lines.join(',')}]}`
  if (view && years.every(isKept))
    return view.page(`${node.name} ${years} ${indicators.map(i => i.id)}`, () => written(kept()))

  const lines = kept()
  const places = new Set<string>()
  for (const year of years.filter(y => !isKept(y)))
    for (const indicator of indicators) {
      const figure = await evaluate(db, indicator, node.path, timeOf(year, today))
      for (const place of figure.below.keys()) places.add(place)
      lines.push(line(indicator, year, 'rows', node.path, figure))
    }
  const found = await regionNames(
    db,
    [...places].map(region => ({ region })),
  )
  head.names = { ...head.names, ...found }
  return written(lines)
}
