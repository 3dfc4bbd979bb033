import Big from 'big.js'
import { combine } from '../combine.ts'
import { type Finding, INSUFFICIENT, type Judgement, type Missing, type Sample, VERDICTS } from '../judgement.ts'
import { judgeLadder, type Ladder, lesser } from '../ladder.ts'
import { stackingNote, stackLimits, tablesFor } from '../local-tables.ts'
import { measuredOf, pHOf } from '../measured.ts'
import type { AssessOptions } from '../options.ts'
import { showReading } from '../reading.ts'
import { membersOf, type Sum, sumOf } from '../sums.ts'
import { CONDITION_NEED, type ColumnChoice, columnsOf, conditionOf } from './conditions.ts'
import { BASIC, COLUMNS, type Column, PH, type Row, SELECTIVE, STANDARD } from './table.ts'

const ORDER = VERDICTS['GB 5084']
const STEPS = ['限值'] as const
const SUMS: readonly Sum[] = [
  { substance: 'xylenes', sumOf: ['o-xylene', 'm-p-xylene'] },
  { substance: 'm-p-xylene', sumOf: ['m-xylene', 'p-xylene'] },
]
const MEMBERS = membersOf(SUMS)

export interface Item {
  substance: string
  name: string
  unit: string
  clause: string
  source: 'verified' | '2005' | 'memory'
  /** By column. */
  limits: Record<Column, string> | null
  byCondition: readonly (readonly [string, string])[] | null
}

/** Row numbers follow no text that was seen, so a finding names the table and the item. */
const itemOf = (table: string, row: Row): Item => ({
  substance: row[1],
  name: row[2],
  unit: row[3],
  clause: `${STANDARD.id} ${table} ${row[2]}`,
  source: row.at(-1) as Item['source'],
  limits:
    row.length === 9 ? (Object.fromEntries(COLUMNS.map((c, i) => [c, row[4 + i]])) as Record<Column, string>) : null,
  byCondition: row.length === 6 && row[4] !== 'pH' ? row[4] : null,
})
export const ITEMS: readonly Item[] = [...BASIC.map(r => itemOf('表1', r)), ...SELECTIVE.map(r => itemOf('表2', r))]
const UNITS = new Map(ITEMS.map(i => [i.substance, i.unit]))

const SOURCE_NOTE: Record<Item['source'], string[]> = {
  verified: [],
  '2005': ['限值未与 2021 年正式文本核对，取自 2005 年版'],
  memory: ['限值未与正式文本核对'],
}

/** 4: each item against its column, pH inside 5.5—8.5. */
export function assess(sample: Sample, options: AssessOptions = {}): Judgement {
  const crop = sample.crop ?? options.crop
  const columns = columnsOf([sample.column, options.column, sample.crop, options.crop, sample.landUse, options.landUse])
  const condition = sample.condition ?? options.condition
  const tables = tablesFor(
    options.tables ?? [],
    STANDARD.id,
    sample.region ?? options.region,
    sample.takenOn ?? options.on,
  )
  const stacking = options.stacking ?? 'strictest'
  const measured = measuredOf(sample.results, {
    standard: STANDARD.id,
    unitOf: s => (s === 'ph' ? undefined : (UNITS.get(s) ?? UNITS.get(ownerOf(s)))),
    basis: null,
  })
  const findings: Finding[] = []
  const missing: Missing[] = []
  for (const item of ITEMS) {
    if (item.substance === 'ph') {
      findings.push(...judgePH(item, sample))
      continue
    }
    const sum = SUMS.find(s => s.substance === item.substance)
    const m = sum ? sumOf(sum, SUMS, measured.items, item.unit) : measured.items.get(item.substance)
    if (!m) continue
    const chosen = item.byCondition ? conditionOf(item.substance, condition, crop) : undefined
    const stacked = laddersOf(item, columns, chosen).map(
      ladder =>
        stackLimits(
          ladder,
          STEPS,
          { substance: item.substance, unit: item.unit, column: ladder.band },
          tables,
          stacking,
        )!,
    )
    const used = [...new Set(stacked.flatMap(s => s.used))].map(id => `采用地方标准 ${id} 的限值`)
    const finding = judgeLadder(
      {
        ...item,
        footnotes: [...SOURCE_NOTE[item.source], ...used],
        verified: item.source === 'verified' && stacked.every(s => s.verified),
      },
      m,
      stacked.map(s => s.ladder),
      ORDER,
    )
    findings.push(finding)
    if (finding.verdict === INSUFFICIENT && finding.limits.length === 0)
      missing.push(openCondition(item, chosen, finding))
  }
  return combine({
    sample: sample.id,
    standard: STANDARD.id,
    order: ORDER,
    findings: [...findings, ...measured.refused, ...measured.unlimited],
    missing: missing.filter((m, i) => missing.findIndex(o => o.need === m.need) === i),
    notes: [
      columns.certain
        ? `适用列：${columns.cases[0]!.join('、')}${columns.cases[0]!.length > 1 ? '（取最严）' : ''}`
        : '适用列未定，逐列比较',
      ...stackingNote(tables, stacking),
    ],
  })
}

const ownerOf = (s: string): string => {
  const owner = MEMBERS.get(s)
  return owner && !UNITS.has(owner) ? ownerOf(owner) : (owner ?? '')
}

function laddersOf(item: Item, columns: ColumnChoice, chosen: number | undefined): Ladder[] {
  const ladder = (band: string, value: string): Ladder => ({
    band,
    limits: [{ name: '限值', value, unit: item.unit }],
  })
  if (item.byCondition)
    return item.byCondition.filter((_, i) => chosen === undefined || i === chosen).map(([band, v]) => ladder(band, v))
  return columns.cases.map(c => ladder(c.join('、'), c.map(k => item.limits![k]).reduce(lesser)))
}

const openCondition = (item: Item, chosen: number | undefined, f: Finding): Missing =>
  item.byCondition && chosen === undefined
    ? { substance: item.substance, name: item.name, why: f.why, need: CONDITION_NEED[item.substance]! }
    : { substance: null, name: '适用列', why: '没有说明灌溉作物', need: '请注明水田作物、旱地作物、蔬菜a 或 蔬菜b' }

function judgePH(item: Item, sample: Sample): Finding[] {
  const reading = pHOf(sample)
  if (!reading) return []
  const [low, high] = PH
  const at = reading.kind === 'missing' ? null : new Big(reading.kind === 'value' ? reading.value : reading.limit)
  const inside = at?.gte(low) && at.lte(high)
  const verdict =
    at === null || at.gt(14)
      ? INSUFFICIENT
      : reading.kind === 'value'
        ? inside
          ? '达标'
          : '超标'
        : (reading.kind === 'below' ? at.lte(low) : at.gte(high))
          ? '超标'
          : INSUFFICIENT
  const shown = showReading(reading)
  return [
    {
      substance: 'ph',
      name: 'pH',
      value: shown,
      unit: '',
      limits: [
        { name: '下限', value: low, unit: '' },
        { name: '上限', value: high, unit: '' },
      ],
      ratio: null,
      band: null,
      clause: item.clause,
      footnotes: SOURCE_NOTE[item.source],
      verdict,
      why:
        verdict === '达标'
          ? `pH ${shown} 在 ${low}—${high} 之间`
          : verdict === '超标'
            ? `pH ${shown} 不在 ${low}—${high} 之间`
            : reading.kind === 'missing'
              ? reading.why
              : `pH ${shown} 不能与 ${low}—${high} 比较`,
      flags: [],
      verified: item.source === 'verified',
      conversion: null,
      original: shown,
      ...(verdict === INSUFFICIENT ? { need: '请补测 pH' } : {}),
    },
  ]
}
