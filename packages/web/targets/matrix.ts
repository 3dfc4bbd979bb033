import type { Target } from '@jingtu/programme/target.ts'
import { type TargetStatus, worstStatus } from '@jingtu/programme/target-status.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import type { RegionCell, TargetRow } from '@jingtu/server/targets/views.ts'
import { STATUS_ORDER } from './status-look.ts'

export interface MatrixColumn {
  id: string
  name: string
}
export interface MatrixRow {
  target: Target
  /** Under the first column, that of the whole; undefined where the target is given to one region below alone. */
  whole: TargetRow['overall'] | undefined
  /** By region; a region without a cell was not given this target. */
  cells: Map<string, RegionCell>
  /** The target of each region, where an annexed table gave every region its own of one name. */
  goals: Map<string, Target>
}

/** The target a region's cell is judged by. */
export const goalAt = (row: MatrixRow, region: string): Target => row.goals.get(region) ?? row.target
export interface Matrix {
  whole: MatrixColumn
  regions: MatrixColumn[]
  rows: MatrixRow[]
}

/**
 * Indicators down, the regions right below the plan's region across. A target of one county stands in that county's
 * column. `wholeId` is the plan's own region; without it nothing can be laid out.
 */
export function matrixOf(rows: readonly TargetRow[], whole: MatrixColumn): Matrix {
  const regions = new Map<string, string>()
  const own = new Map<string, string>()
  for (const row of rows) {
    if (row.overall.regionId === whole.id) for (const c of row.regions) regions.set(c.regionId, c.regionName)
    else own.set(row.overall.regionId, row.overall.regionName)
  }
  for (const [id, name] of own) regions.set(id, name)
  const out: MatrixRow[] = []
  const gathered = new Map<string, MatrixRow>()
  for (const { target, overall, regions: cells } of rows) {
    if (overall.regionId === whole.id) {
      out.push({ target, whole: overall, cells: new Map(cells.map(c => [c.regionId, c])), goals: new Map() })
      continue
    }
    const key = JSON.stringify([target.indicator, target.kind, target.binding, target.stage, target.by])
    const known = gathered.get(key)
    // A second target of one name for the same region is another matter and keeps its own row.
    const row = known && !known.cells.has(overall.regionId) ? known : undefined
    if (row) {
      row.cells.set(overall.regionId, overall)
      row.goals.set(overall.regionId, target)
      // A region that has nothing of the kind (“/”) does not say what the row is about.
      if (row.target.notApplicable && !target.notApplicable) row.target = target
      continue
    }
    const fresh: MatrixRow = {
      target,
      whole: undefined,
      cells: new Map([[overall.regionId, overall]]),
      goals: new Map([[overall.regionId, target]]),
    }
    if (!known) gathered.set(key, fresh)
    out.push(fresh)
  }
  return { whole, regions: [...regions].map(([id, name]) => ({ id, name })), rows: out }
}

/** What is asked for, where it is the same everywhere; null where every region has its own. */
export function commonGoal(row: MatrixRow): string | null {
  const asked = [...row.goals.values()].filter(x => !x.notApplicable).map(targetWords)
  const first = asked[0] ?? targetWords(row.target)
  return asked.every(words => words === first) ? first : null
}

export interface MatrixFilter {
  kind: 'indicator' | 'workload' | 'all'
  status: TargetStatus | null
  binding: string | null
  /** Empty: all regions. */
  regions: readonly string[]
  search: string
}

/** Rows that fit; with a status, those in which the whole or one of the shown regions has it. */
export function filterMatrix(matrix: Matrix, filter: MatrixFilter): Matrix {
  const regions = matrix.regions.filter(r => filter.regions.length === 0 || filter.regions.includes(r.id))
  const sought = filter.search.trim().normalize('NFKC').toLowerCase()
  const rows = matrix.rows.filter(row => {
    const { target } = row
    if (filter.kind !== 'all' && (target.kind === 'indicator' ? 'indicator' : 'workload') !== filter.kind) return false
    if (filter.binding !== null && (target.binding ?? '') !== filter.binding) return false
    if (sought && !target.indicator.normalize('NFKC').toLowerCase().includes(sought)) return false
    if (!filter.status) return true
    const shown = [row.whole, ...regions.map(r => row.cells.get(r.id))]
    return shown.some(cell => cell?.finding.status === filter.status)
  })
  return { ...matrix, regions, rows }
}

/** The light a target counts with: of the reader's own region, else of the whole, else of the one region it was given to. */
export const leadingCell = (row: MatrixRow, own?: string): RegionCell | undefined =>
  (own ? row.cells.get(own) : undefined) ?? row.whole ?? [...row.cells.values()][0]

const standing = (row: MatrixRow, own?: string): TargetStatus =>
  !row.whole && !(own && row.cells.has(own))
    ? worstStatus([...row.cells.values()].map(c => c.finding.status))
    : (leadingCell(row, own)?.finding.status ?? 'unknown')

export function countStatuses(rows: readonly MatrixRow[], own?: string): Record<TargetStatus, number> {
  const counts = Object.fromEntries(STATUS_ORDER.map(s => [s, 0])) as Record<TargetStatus, number>
  for (const row of rows) counts[standing(row, own)] += 1
  return counts
}

export const GROUPS = ['约束性指标', '指导性指标', '指标', '数量任务', '频次要求'] as const

export const groupOf = (target: Pick<Target, 'kind' | 'binding'>): (typeof GROUPS)[number] => {
  if (target.kind === 'workload') return '数量任务'
  if (target.kind === 'frequency') return '频次要求'
  return target.binding ? `${target.binding}指标` : '指标'
}

/** Rows under their headings, each heading once, in the fixed order. */
export const groupRows = (rows: readonly MatrixRow[]): { heading: (typeof GROUPS)[number]; rows: MatrixRow[] }[] =>
  GROUPS.map(heading => ({ heading, rows: rows.filter(r => groupOf(r.target) === heading) })).filter(
    g => g.rows.length > 0,
  )
