import type { Decimal } from '@jingtu/core/measure.ts'
import type { Limit, Reading } from '../judgement.ts'
import { type LocalRow, type LocalTable, type Stacking, showPHRange, stackLimits } from '../local-tables.ts'
import { bandsOf, type LandUse } from './conditions.ts'
import { INTERVENTION, PH_BANDS, SCREENING } from './table.ts'

export const UNIT = 'mg/kg'
const STEPS = ['筛选值', '管制值'] as const

/** One condition under which an item may have to be judged, with the limits that then apply. */
export interface Case {
  /** The stretch of pH in words. */
  band: string
  use: LandUse
  screening: Decimal | null
  control: Decimal | null
  /** Local tables whose numbers are used. */
  used: string[]
  verified: boolean
}

export interface Stack {
  tables: readonly LocalTable[]
  stacking: Stacking
}

/** Screening value of one element for one use and band. 表1注②: 水旱轮作 takes the stricter of 水田 and 其他, per element. */
export function screeningValue(no: number, use: LandUse, band: number): string {
  const { rows } = SCREENING[no - 1]!
  const at = (name: string | null): string | undefined => rows.find(r => r.use === name)?.values[band]
  const other = at('其他') ?? at(null)!
  if (use === '水旱轮作') {
    const paddy = at('水田') ?? other
    return Number(paddy) < Number(other) ? paddy : other
  }
  return at(use) ?? other
}

/** Every stretch of pH and use of land that is possible for an item, national and local edges taken together. */
export function casesOf(
  item: { substance: string; no: number | null; flat?: Decimal },
  pH: Reading | undefined,
  uses: readonly LandUse[],
  { tables, stacking }: Stack,
): Case[] {
  const own = tables.flatMap(t => t.rows.filter(r => r.substance === item.substance))
  if (own.length === 0) {
    const { bands } = bandsOf(pH)
    return bands.flatMap(band => uses.map(use => nationalCase(item, use, band)))
  }
  const edges = edgesOf(own)
  return bandsOf(pH, edges).bands.flatMap(i => {
    const stretch = { above: edges[i - 1] ?? null, upTo: edges[i] ?? null }
    return uses.map(use => localCase(item, use, stretch, tables, stacking))
  })
}

/** Whether the limits of an item differ by pH, in the national table or in a local one. */
export const dependsOnPH = (
  item: { substance: string; no: number | null },
  tables: readonly LocalTable[] = [],
): boolean =>
  (item.no !== null && SCREENING[item.no - 1]!.rows.some(r => new Set(r.values).size > 1)) ||
  tables.some(t => t.rows.some(r => r.substance === item.substance && r.pH))

const NATIONAL_EDGES = PH_BANDS.flatMap(b => (b.upTo === null ? [] : [b.upTo]))

function edgesOf(rows: readonly LocalRow[]): string[] {
  const ends = [...NATIONAL_EDGES, ...rows.flatMap(r => [r.pH?.above, r.pH?.upTo])].filter(e => e != null)
  // "5.5" and "5.50" are one edge.
  return [...new Map(ends.map(e => [Number(e), e])).entries()].sort((a, b) => a[0] - b[0]).map(([, e]) => e)
}

function nationalCase(
  item: { substance: string; no: number | null; flat?: Decimal },
  use: LandUse,
  band: number,
): Case {
  const control = INTERVENTION.find(i => i.substance === item.substance)?.values[band] ?? null
  const screening = item.flat ?? (item.no === null ? null : screeningValue(item.no, use, band))
  return { band: PH_BANDS[band]!.label, use, screening, control, used: [], verified: true }
}

type Stretch = NonNullable<LocalRow['pH']>

function localCase(
  item: { substance: string; no: number | null; flat?: Decimal },
  use: LandUse,
  stretch: Stretch,
  tables: readonly LocalTable[],
  stacking: Stacking,
): Case {
  const nationalBand = PH_BANDS.findIndex(b => covers({ above: b.above, upTo: b.upTo }, stretch))
  const national = nationalCase(item, use, nationalBand)
  const limits = [
    ...(national.screening === null ? [] : [limit(STEPS[0], national.screening)]),
    ...(national.control === null ? [] : [limit(STEPS[1], national.control)]),
  ]
  const stacked = stackLimits(
    limits.length ? { band: null, limits } : null,
    STEPS,
    { substance: item.substance, unit: UNIT, column: use, rowsOf: t => rowsOf(t, item.substance, use, stretch) },
    tables,
    stacking,
  )
  const at = (name: string): Decimal | null => stacked?.ladder.limits.find(l => l.name === name)?.value ?? null
  return {
    band: showPHRange(stretch),
    use,
    screening: at(STEPS[0]),
    control: at(STEPS[1]),
    used: stacked?.used ?? [],
    verified: stacked?.verified ?? true,
  }
}

const limit = (name: string, value: Decimal): Limit => ({ name, value, unit: UNIT })

const covers = (outer: Stretch, inner: Stretch): boolean =>
  (outer.above === null || (inner.above !== null && Number(inner.above) >= Number(outer.above))) &&
  (outer.upTo === null || (inner.upTo !== null && Number(inner.upTo) <= Number(outer.upTo)))

/** As the national table is read: a use without a row of its own falls under 其他, and 水旱轮作 under both. */
function rowsOf(table: LocalTable, substance: string, use: LandUse, stretch: Stretch): LocalRow[] {
  const rows = table.rows.filter(r => r.substance === substance && (!r.pH || covers(r.pH, stretch)))
  const ofUse = (u: LandUse): LocalRow[] => {
    const own = rows.filter(r => r.column === u)
    return own.length > 0 || u === '其他' ? own : rows.filter(r => r.column === '其他')
  }
  const chosen =
    use === '水旱轮作' && !rows.some(r => r.column === use) ? [...ofUse('水田'), ...ofUse('其他')] : ofUse(use)
  return [...new Set([...rows.filter(r => r.column === null), ...chosen])]
}
