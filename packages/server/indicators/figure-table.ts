/** Many figures at once, as the text that is sent: what did not change since it was last sent is not made anew. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Day, dayInShanghai } from '@jingtu/core/period.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { keptYears } from '@jingtu/programme/indicators/kept-measure.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import { refusal } from '../problems.ts'
import { regionNames } from '../registers/reading.ts'
import type { Services } from '../services.ts'
import { timeOf } from './conditions.ts'
import { evaluate, type Figure } from './evaluate.ts'
import type { ReaderStanding } from './following.ts'
import { keptFiguresOf } from './kept-figures.ts'
import type { KeptFigure } from './remembered-place.ts'
import type { FigureCell, FigureTable, Source } from './views.ts'

const MOST_YEARS = 10

const zip = promisify(gzip)

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

/** A table as it goes over the wire, told from another by `tag`: the moment it is of is no part of that. */
export interface SentTable {
  tag: string
  plain: Uint8Array<ArrayBuffer>
  zipped: Uint8Array<ArrayBuffer>
}

type Head = Omit<FigureTable, 'rows' | 'asOf'>

async function send(head: Head, lines: readonly string[], asOf: Date): Promise<SentTable> {
  const figures = `${JSON.stringify(head).slice(1, -1)},"rows":[${lines.join(',')}]}`
  const plain = new TextEncoder().encode(`{"asOf":"${asOf.toISOString()}",${figures}`)
  return { tag: sha256(figures).slice(0, 24), plain, zipped: new Uint8Array(await zip(plain, { level: 3 })) }
}

/**
 * Every change is contained that was committed before the table's `asOf`, which is never longer ago than LATELY, and every
 * change of the reader himself (`standing` is his).
 * @throws Refusal where years are not written as years
 */
export async function figureTable(
  services: Services,
  standing: ReaderStanding,
  node: RegionNode,
  indicators: readonly Indicator[],
  years: readonly string[],
): Promise<SentTable> {
  if (years.length > MOST_YEARS || !years.every(y => /^\d{4}$/.test(y)))
    throw refusal('invalid', '年份有误', [{ where: 'years', message: `应写作 2025,2026，最多 ${MOST_YEARS} 年` }])
  const { db } = services.store
  const now = services.clock()
  const today: Day = dayInShanghai(now)
  const inReach = years.filter(y => keptYears(today).includes(y))
  const view =
    inReach.length > 0 ? await keptFiguresOf(services).viewLately(node.path, inReach, today, standing) : undefined
  const asOf = view ? new Date(services.clock().getTime() - (performance.now() - view.since)) : now
  const head: Head = {
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
  if (view && years.every(isKept))
    return view.page(`${node.name} ${years} ${indicators.map(i => i.id)}`, () => send(head, kept(), asOf))

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
  return send({ ...head, names: { ...head.names, ...found } }, lines, asOf)
}
