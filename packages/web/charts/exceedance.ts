import { type Finding, INSUFFICIENT, type Judgement, NO_LIMIT, VERDICTS } from '@jingtu/standards/judgement.ts'

/** How a verdict is marked: each has a sign beside its colour, so that a grey print loses nothing. */
export type Severity = 'fine' | 'raised' | 'serious' | 'open' | 'none'

export const SIGNS: Record<Severity, string> = { fine: '●', raised: '▲', serious: '■', open: '◇', none: '/' }

const GROUNDWATER: readonly string[] = VERDICTS['GB/T 14848']
const RAISED: readonly string[] = ['可能存在风险', '超筛选值', '需测形态']
const SERIOUS: readonly string[] = ['风险高', '超管制值', '超标']

/** @param target class of groundwater that still is good enough; Ⅲ类 unless said otherwise */
export function severityOf(verdict: string, target = 'Ⅲ类'): Severity {
  if (verdict === INSUFFICIENT) return 'open'
  if (verdict === NO_LIMIT) return 'none'
  if (SERIOUS.includes(verdict)) return 'serious'
  if (RAISED.includes(verdict)) return 'raised'
  const at = GROUNDWATER.indexOf(verdict)
  if (at > Math.max(0, GROUNDWATER.indexOf(target))) return at === GROUNDWATER.length - 1 ? 'serious' : 'raised'
  return 'fine'
}

export const exceeds = (severity: Severity): boolean => severity === 'raised' || severity === 'serious'

export interface ExceedanceItem {
  key: string
  substance: string | null
  name: string
  unit: string
}
export interface ExceedanceCell {
  shown: string
  ratio: string | null
  severity: Severity
  finding: Finding
}
export interface ExceedanceRow {
  sample: string
  severity: Severity
  judgement: Judgement
  /** One per item; null where the sample has no such result. */
  cells: (ExceedanceCell | null)[]
}
/** Samples that meet the same column of the standard, under its limits. */
export interface ExceedanceGroup {
  key: string
  standard: string
  title: string | null
  /** `values`: one per item; null: no such limit; VARIES: not the same for all samples of the group. */
  limits: { name: string; values: (string | null)[] }[]
  rows: ExceedanceRow[]
}
export interface ItemCount {
  results: number
  notDetected: number
  /** Those a verdict was given of; the rate is of these. */
  judged: number
  exceeding: number
  largestRatio: string | null
}
export interface Exceedance {
  items: ExceedanceItem[]
  groups: ExceedanceGroup[]
  counts: ItemCount[]
}

export const VARIES = '*'

const keyOf = (f: Finding): string => f.substance ?? f.name

/** Sample × item as laboratories print it, the limits above the samples they hold for. */
export function exceedanceTable(judgements: readonly Judgement[], target?: string): Exceedance {
  const items = itemsOf(judgements)
  const at = new Map(items.map((item, i) => [item.key, i]))
  const groups = [...Map.groupBy(judgements, groupKey)].map(([key, of]): ExceedanceGroup => {
    const rows = of.map((judgement): ExceedanceRow => {
      const cells: (ExceedanceCell | null)[] = items.map(() => null)
      for (const f of judgement.findings) {
        const i = at.get(keyOf(f))!
        const cell = cellOf(f, items[i]!, target)
        // Of two words on one item the worse one is shown.
        if (!cells[i] || rank(cell.severity) > rank(cells[i].severity)) cells[i] = cell
      }
      return { sample: judgement.sample, severity: severityOf(judgement.verdict, target), judgement, cells }
    })
    return { key, standard: of[0]!.standard, title: titleOf(of[0]!), limits: limitRows(items, rows), rows }
  })
  const all = groups.flatMap(g => g.rows)
  return { items, groups, counts: items.map((_, i) => countOf(all.map(r => r.cells[i] ?? null))) }
}

const rank = (s: Severity): number => ['none', 'fine', 'open', 'raised', 'serious'].indexOf(s)

/** In the order of the sample with the most results, which is the order of the standard's table. */
function itemsOf(judgements: readonly Judgement[]): ExceedanceItem[] {
  const items = new Map<string, ExceedanceItem>()
  const longest = [...judgements].sort((a, b) => b.findings.length - a.findings.length)
  for (const f of longest.flatMap(j => j.findings)) {
    const known = items.get(keyOf(f))
    if (!known) items.set(keyOf(f), { key: keyOf(f), substance: f.substance, name: f.name, unit: f.unit })
    else if (f.limits.length > 0) known.unit = f.unit
  }
  return [...items.values()]
}

const bandsOf = (j: Judgement): string[] => [...new Set(j.findings.flatMap(f => (f.band ? [f.band] : [])))]
const titleOf = (j: Judgement): string | null => {
  const bands = bandsOf(j)
  return bands.length === 1 ? bands[0]! : (j.notes[0] ?? (bands.join('；') || null))
}
const groupKey = (j: Judgement): string => `${j.standard} ${titleOf(j) ?? ''}`

function cellOf(f: Finding, item: ExceedanceItem, target: string | undefined): ExceedanceCell {
  const value = f.value ?? f.original ?? '—'
  return {
    shown: f.unit === item.unit || f.value === null || f.unit === '' ? value : `${value} ${f.unit}`,
    ratio: f.ratio,
    severity: severityOf(f.verdict, target),
    finding: f,
  }
}

function limitRows(items: ExceedanceItem[], rows: ExceedanceRow[]): ExceedanceGroup['limits'] {
  const names = [...new Set(rows.flatMap(r => r.cells.flatMap(c => c?.finding.limits.map(l => l.name) ?? [])))]
  return names.map(name => ({
    name,
    values: items.map((_, i) => {
      const values = new Set(
        rows.flatMap(r => r.cells[i]?.finding.limits.filter(l => l.name === name).map(l => l.value) ?? []),
      )
      return values.size === 0 ? null : values.size === 1 ? [...values][0]! : VARIES
    }),
  }))
}

function countOf(cells: (ExceedanceCell | null)[]): ItemCount {
  // What could not be read (#REF!, a bare ND) is shown and is no result.
  const given = cells.filter(c => c !== null && c.finding.value !== null) as ExceedanceCell[]
  const judged = given.filter(c => c.severity !== 'open' && c.severity !== 'none')
  const over = judged.filter(c => exceeds(c.severity))
  const ratios = over.flatMap(c => (c.ratio ? [c.ratio] : []))
  const number = (r: string): number => Number(r.replace(/^[<>≥]/, ''))
  return {
    results: given.length,
    notDetected: given.filter(c => c.shown.startsWith('<')).length,
    judged: judged.length,
    exceeding: over.length,
    largestRatio: ratios.sort((a, b) => number(b) - number(a))[0] ?? null,
  }
}

/** How many samples have each verdict, in the order of the list given. */
export const verdictCounts = (
  judgements: readonly Judgement[],
  order: readonly string[],
): { verdict: string; count: number }[] =>
  [...new Set([...order, INSUFFICIENT, NO_LIMIT])]
    .map(verdict => ({ verdict, count: judgements.filter(j => j.verdict === verdict).length }))
    .filter(c => c.count > 0)
