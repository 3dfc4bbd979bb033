import type { Decimal } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Limit } from './judgement.ts'
import type { Ladder } from './ladder.ts'
import { getSubstance, SUBSTANCES } from './substances.ts'
import { convertUnit } from './units.ts'

/**
 * Stricter or additional limits of one region, as data: same items, same steps as the national table they stand beside.
 */
export interface LocalTable {
  /** DB36/1282-2020 … */
  id: string
  title: string
  /** Administrative code; applies to that region and all below it. */
  region: string
  from: string
  until: string | null
  /** The national standard it stands beside. */
  standard: string
  /** Read against the official text. */
  verified: boolean
  rows: readonly LocalRow[]
}

export interface LocalRow {
  substance: string
  unit: string
  /** 第一类, 水田作物 …; null: all columns. */
  column: string | null
  /** The stretch of soil pH the row is for, upper end inclusive; only where the national limits depend on pH. */
  pH?: { above: Decimal | null; upTo: Decimal | null } | null
  /** In the order of the national steps (筛选值, 管制值); null: no limit at this step. */
  limits: readonly (Decimal | null)[]
}

export type Stacking = 'strictest' | 'first'

/** What is wrong with a table, all faults at once; an empty list lets it be used. */
export function checkLocalTable(table: LocalTable): Reason[] {
  const faults: Reason[] = []
  const say = (message: string, where?: string): void => void faults.push(where ? { message, where } : { message })
  if (!/^\d{2}(\d{2}){0,2}$/.test(table.region)) say(`region 应为 2、4 或 6 位行政区划代码，现为“${table.region}”`)
  for (const day of table.until === null ? [table.from] : [table.from, table.until])
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) say(`日期应写作 2026-01-01，现为“${day}”`)
  if (table.until !== null && table.until < table.from) say('失效日期早于生效日期')
  table.rows.forEach((row, i) => {
    const where = `第 ${i + 1} 行`
    if (!SUBSTANCES.some(s => s.id === row.substance)) say(`物质名录没有“${row.substance}”`, where)
    const known = row.limits.filter(l => l !== null)
    if (known.length === 0) say('没有限值', where)
    if (known.some(l => !/^\d+(\.\d+)?$/.test(l))) say('限值应为不带单位的十进制数', where)
    else if (known.some((l, k) => k > 0 && Number(l) < Number(known[k - 1]))) say('后一级限值小于前一级', where)
    if (row.limits.some((l, k) => l !== null && k > 0 && row.limits[k - 1] === null))
      say('有后一级限值而没有前一级', where)
    const stretch = row.pH ? pHFault(row.pH) : undefined
    if (stretch) say(stretch, where)
    if (row.pH && !table.standard.startsWith(PH_STANDARD)) say(`${table.standard} 的限值不分 pH`, where)
    // A word the table is never asked for would be a limit that never judges.
    if (table.standard.startsWith(PH_STANDARD) && row.column !== null && !PH_COLUMNS.includes(row.column))
      say(`类别“${row.column}”应为${PH_COLUMNS.join('、')}，或不填`, where)
  })
  return faults
}

/** The only national standard whose limits have bands of pH. */
const PH_STANDARD = 'GB 15618-'
const PH_COLUMNS: readonly string[] = ['水田', '其他', '果园', '水旱轮作']

function pHFault({ above, upTo }: NonNullable<LocalRow['pH']>): string | undefined {
  const ends = [above, upTo].filter(e => e !== null)
  if (ends.some(e => !/^\d+(\.\d+)?$/.test(e) || Number(e) > 14)) return 'pH 范围的两端应在 0—14 之间'
  return above !== null && upTo !== null && Number(upTo) <= Number(above) ? 'pH 范围的上端不大于下端' : undefined
}

/** "5.5＜pH≤6.5", "pH≤5.5", ">7.5", "5.5-6.5": the stretch a cell means, null where it names none, undefined where unreadable. */
export function readPHRange(text: string): LocalRow['pH'] | undefined {
  const t = text
    .normalize('NFKC')
    .replace(/\s|pH/gi, '')
    .replace(/≤|<=|⩽/g, '<')
    .replace(/≥|>=/g, '>')
  if (t === '' || /^(?:[-—–/]|全部|不分|所有)$/.test(t)) return null
  const one = /^([<>])(\d+(?:\.\d+)?)$/.exec(t)
  if (one) return one[1] === '<' ? { above: null, upTo: one[2]! } : { above: one[2]!, upTo: null }
  const two = /^(\d+(?:\.\d+)?)(?:<<?|[-~—–至])(\d+(?:\.\d+)?)$/.exec(t)
  return two ? { above: two[1]!, upTo: two[2]! } : undefined
}

export const showPHRange = ({ above, upTo }: NonNullable<LocalRow['pH']>): string =>
  above === null ? (upTo === null ? 'pH 不限' : `pH≤${upTo}`) : upTo === null ? `pH＞${above}` : `${above}＜pH≤${upTo}`

/** The tables that apply to a place on a day, the nearest region first, of one region the newest first. */
export const tablesFor = (
  tables: readonly LocalTable[],
  standard: string,
  region: string | undefined,
  on: string | undefined,
): LocalTable[] =>
  tables
    .filter(t => t.standard === standard && region?.startsWith(t.region.replace(/(?:00)+$/, '')))
    .filter(t => on !== undefined && on >= t.from && (t.until === null || on <= t.until))
    .sort(
      (a, b) =>
        b.region.length - a.region.length || (a.from < b.from ? 1 : a.from > b.from ? -1 : a.id < b.id ? -1 : 1),
    )

export interface StackedItem {
  substance: string
  unit: string
  column: string | null
  /** The rows of a table that may apply, where more than the column decides. */
  rowsOf?: (table: LocalTable) => readonly LocalRow[]
}

export interface Stacked {
  ladder: Ladder
  /** Ids of the tables whose numbers are used. */
  used: string[]
  verified: boolean
}

/**
 * One item's limits when local tables stand beside the national one. 'strictest' takes the smallest number of each step,
 * 'first' the whole row of the first table that has the item, the national one last.
 */
export function stackLimits(
  national: Ladder | null,
  steps: readonly string[],
  item: StackedItem,
  tables: readonly LocalTable[],
  stacking: Stacking,
): Stacked | null {
  const byColumn = (t: LocalTable): LocalRow[] => t.rows.filter(r => r.column === null || r.column === item.column)
  const found = tables.flatMap(t =>
    (item.rowsOf ?? byColumn)(t)
      .filter(r => r.substance === item.substance)
      .map(r => ({ table: t, limits: limitsOf(r, steps, item.unit) })),
  )
  if (found.length === 0) return national && { ladder: national, used: [], verified: true }
  // Of several rows of the first table that apply at once, the strictest: 水旱轮作 asks both of 水田 and of 其他.
  const alone = stacking === 'first'
  const rows = alone ? found.filter(r => r.table === found[0]!.table) : found
  const used = new Set<string>()
  let verified = true
  const limits = steps.flatMap(name => {
    let best = alone ? undefined : national?.limits.find(l => l.name === name)
    let from: LocalTable | null = null
    for (const { table, limits: own } of rows) {
      const mine = own.find(l => l.name === name)
      if (mine && (!best || Number(mine.value) < Number(best.value))) [best, from] = [mine, table]
    }
    if (from) {
      used.add(from.id)
      verified &&= from.verified
    }
    return best ? [best] : []
  })
  return { ladder: { band: national?.band ?? item.column, limits }, used: [...used].sort(), verified }
}

function limitsOf(row: LocalRow, steps: readonly string[], unit: string): Limit[] {
  return row.limits.flatMap((value, i) => {
    if (value === null) return []
    const converted = convertUnit(value, row.unit, unit)
    if (converted === undefined)
      throw new Error(`地方标准“${getSubstance(row.substance).name}”的单位 ${row.unit} 不能换算为 ${unit}`)
    return [{ name: steps[i]!, value: converted, unit }]
  })
}

/** What the verdict says of the tables it was stacked from. */
export const stackingNote = (tables: readonly LocalTable[], stacking: Stacking): string[] =>
  tables.length === 0
    ? []
    : [
        `叠加地方标准 ${tables.map(t => t.id).join('、')}，${stacking === 'first' ? '以最先适用的标准为准（地方优先）' : '逐项取最严的限值'}`,
      ]
