import { combine, ratioOf } from '../combine.ts'
import {
  type Finding,
  INSUFFICIENT,
  type Judgement,
  type Limit,
  type Missing,
  NO_LIMIT,
  type Sample,
  VERDICTS,
} from '../judgement.ts'
import { needOf } from '../ladder.ts'
import { type LocalTable, stackingNote, tablesFor } from '../local-tables.ts'
import { type Measured, measuredOf, pHOf } from '../measured.ts'
import type { AssessOptions } from '../options.ts'
import { possiblyExceeds, type Range, surelyExceeds } from '../range.ts'
import { getSubstance } from '../substances.ts'
import { membersOf, type Sum, sumOf } from '../sums.ts'
import { type Case, casesOf, dependsOnPH, UNIT } from './cases.ts'
import { bandsOf, landUsesOf } from './conditions.ts'
import { rotationNote, totalElementNote } from './footnotes.ts'
import { OTHER_ITEMS, SCREENING, STANDARD } from './table.ts'

export { dependsOnPH, screeningValue, UNIT } from './cases.ts'

const ORDER = VERDICTS['GB 15618']
export const SUMS: readonly Sum[] = [
  ...OTHER_ITEMS.flatMap(i => (i.sumOf ? [{ substance: i.substance, sumOf: i.sumOf }] : [])),
  { substance: 'ddt', sumOf: ['op-ddt', 'pp-ddt'] },
]
const LIMITED = new Set([...[...SCREENING, ...OTHER_ITEMS].map(i => i.substance), ...membersOf(SUMS).keys()])

/** 6.1–6.3 for one sample: each item against 筛选值 and 管制值, the worst deciding. */
export function assess(sample: Sample, options: AssessOptions = {}): Judgement {
  const pH = pHOf(sample)
  const { why: noBand } = bandsOf(pH)
  const { uses, certain } = landUsesOf([sample.landUse, sample.use, options.landUse, options.use, options.column])
  const tables = tablesFor(
    options.tables ?? [],
    STANDARD.id,
    sample.region ?? options.region,
    sample.takenOn ?? options.on,
  )
  const stack = { tables, stacking: options.stacking ?? 'strictest' }
  const local = new Set(tables.flatMap(t => t.rows.map(r => r.substance)))
  const measured = measuredOf(sample.results, {
    standard: STANDARD.id,
    unitOf: s => (LIMITED.has(s) || local.has(s) ? UNIT : undefined),
    basis: 'dry',
  })
  const findings: Finding[] = []
  const missing: Missing[] = []
  const items: Item[] = [
    ...SCREENING.map(i => ({ ...i, table: '表1' as const })),
    ...OTHER_ITEMS.map(i => ({ ...i, table: '表2' as const, flat: i.value })),
    ...[...local]
      .filter(s => ![...SCREENING, ...OTHER_ITEMS].some(i => i.substance === s))
      .sort()
      .map(substance => ({ substance, name: getSubstance(substance).name, no: null, table: null })),
  ]
  for (const item of items) {
    const sum = SUMS.find(s => s.substance === item.substance)
    const m = sum ? sumOf(sum, SUMS, measured.items, UNIT) : measured.items.get(item.substance)
    if (!m) continue
    const cases = casesOf({ ...item, no: item.table === '表1' ? item.no : null }, pH, uses, stack)
    findings.push(judgeItem(item, m, cases, { noBand, certainUse: certain, tables: stack.tables }))
    if (!same(cases) && !certain)
      addOnce(missing, {
        substance: null,
        name: '土地利用类型',
        why: '没有可识别的土地利用类型',
        need: '请注明水田、旱地、水旱轮作或果园等',
      })
  }
  // A land use that would not change any verdict is no reason to withhold one; without a pH none is ever compliant.
  const needed = missing.filter(() => findings.some(f => f.verdict === INSUFFICIENT))
  if (noBand && findings.length)
    needed.unshift({ substance: null, name: 'pH', why: noBand, need: '请补测该样品的土壤 pH' })
  return combine({
    sample: sample.id,
    standard: STANDARD.id,
    order: ORDER,
    findings: [...findings, ...measured.refused, ...measured.unlimited],
    missing: needed,
    notes: stackingNote(tables, stack.stacking),
  })
}

interface Item {
  substance: string
  name: string
  no: number | null
  /** null: only a local table has it. */
  table: '表1' | '表2' | null
  flat?: string
}

function judgeItem(item: Item, m: Measured, cases: Case[], known: Known): Finding {
  const steps = cases.map(c => stepsOf(m.range, c))
  const sure = Math.min(...steps.map(s => s.sure))
  const possible = Math.max(...steps.map(s => s.possible))
  const only = cases.length === 1 ? cases[0]! : same(cases)
  const limits: Limit[] = only ? limitsOf(only) : []
  const byPH = dependsOnPH({ substance: item.substance, no: item.table === '表1' ? item.no : null }, known.tables)
  const conditional = item.table === '表1' || byPH || !only
  const band = !conditional
    ? null
    : only
      ? `${only.band}，${only.use}`
      : [known.noBand ? 'pH 未知' : cases[0]!.band, known.certainUse ? cases[0]!.use : '土地利用类型未知'].join('，')
  // Without the sample's own pH nothing that depends on it is ever called compliant, even where every band would agree.
  const withheld = known.noBand !== null && sure === 0 && byPH
  const unlimited = cases.every(c => c.screening === null && c.control === null)
  const verdict = unlimited ? NO_LIMIT : withheld || (possible !== sure && sure === 0) ? INSUFFICIENT : ORDER[sure]!
  const decisive = only ? (sure === 2 && only.control ? only.control : only.screening) : null
  const used = [...new Set(cases.flatMap(c => c.used))].sort()
  return {
    substance: item.substance,
    name: item.name,
    value: m.shown,
    unit: UNIT,
    limits,
    ratio: ratioOf(m.shown, decisive),
    band,
    clause: item.table
      ? `${STANDARD.id} ${item.table} 序号${item.no}${item.table === '表1' && limits.length > 1 ? `、表3` : ''}`
      : (used[0] ?? STANDARD.id),
    footnotes: [
      ...totalElementNote(item.table),
      ...rotationNote(conditional ? only?.use : undefined),
      ...used.map(id => `采用地方标准 ${id} 的限值`),
    ],
    verdict,
    why: unlimited ? `在${band ?? '该条件'}下没有限值` : whyOf(m, only, sure, possible),
    flags: possible > sure && sure > 0 ? ['条件不全，实际风险可能更高'] : [],
    verified: cases.every(c => c.verified),
    conversion: m.conversion,
    original: m.original,
    ...(verdict === INSUFFICIENT ? { need: needOf(m, UNIT, only && { band, limits }) } : {}),
  }
}

interface Known {
  noBand: string | null
  certainUse: boolean
  tables: readonly LocalTable[]
}

function stepsOf(range: Range, c: Case): { sure: number; possible: number } {
  const exceeded = (asks: (r: Range, limit: string) => boolean): number =>
    c.control !== null && asks(range, c.control) ? 2 : c.screening !== null && asks(range, c.screening) ? 1 : 0
  return { sure: exceeded(surelyExceeds), possible: exceeded(possiblyExceeds) }
}

/** The one case all others equal in their limits, so that unknown pH or use changes nothing for this element. */
const same = (cases: Case[]): Case | null =>
  cases.every(c => c.screening === cases[0]!.screening && c.control === cases[0]!.control) ? cases[0]! : null
const limitsOf = (c: Case): Limit[] => [
  ...(c.screening ? [{ name: '筛选值', value: c.screening, unit: UNIT }] : []),
  ...(c.control ? [{ name: '管制值', value: c.control, unit: UNIT }] : []),
]

function whyOf(m: Measured, only: Case | null, sure: number, possible: number): string {
  if (!only) {
    if (sure > 0) return `${m.shown} ${UNIT} 在所有可能的 pH 和土地利用条件下都超过${sure === 2 ? '管制值' : '筛选值'}`
    return possible === 0
      ? `${m.shown} ${UNIT} 在所有可能的 pH 和土地利用条件下都不超过筛选值，但缺少条件时不作合格结论`
      : '缺少 pH 或土地利用类型，不能确定适用的限值'
  }
  if (sure === 2) return `${m.shown} ＞ 管制值 ${only.control} ${UNIT}`
  if (sure === 1)
    return `${m.shown} ＞ 筛选值 ${only.screening} ${UNIT}${only.control && possible === 1 ? `，不超过管制值 ${only.control}` : ''}`
  if (possible === 0) return `${m.shown} ≤ 筛选值 ${only.screening} ${UNIT}`
  return m.why ?? `${m.shown} 不足以与筛选值 ${only.screening} ${UNIT} 比较（检出限高于限值或数值不全）`
}

const addOnce = (list: Missing[], entry: Missing): void => {
  if (!list.some(m => m.name === entry.name)) list.push(entry)
}
