import { combine } from '../combine.ts'
import {
  type Finding,
  INSUFFICIENT,
  type Judgement,
  type Limit,
  type Result,
  type Sample,
  VERDICTS,
} from '../judgement.ts'
import { judgeLadder, type Ladder } from '../ladder.ts'
import { type PlannedUse, plannedUseOf } from '../land-use/planned-use.ts'
import { type LocalTable, stackingNote, stackLimits, tablesFor } from '../local-tables.ts'
import { type Measured, measuredOf } from '../measured.ts'
import type { AssessOptions } from '../options.ts'
import { findSubstance, foldName, getSubstance } from '../substances.ts'
import { givenForThemselves, membersOf, sumOf } from '../sums.ts'
import { sameDimension } from '../units.ts'
import { backgroundFlag, methylmercuryNote, useUnclearNote } from './footnotes.ts'
import { BASIC, OTHER, STANDARD, SUMS } from './table.ts'

const ORDER = VERDICTS['GB 36600']
const UNIT = 'mg/kg'
const TEQ = 'mg-TEQ/kg'
const STEPS = ['筛选值', '管制值'] as const
const MEMBERS = membersOf(SUMS)

interface Item {
  substance: string
  name: string
  clause: string
  screening: Record<PlannedUse['class'], string>
  control: Record<PlannedUse['class'], string>
}
export const ITEMS: readonly Item[] = [
  ...BASIC.map(r => ({ table: '表1', r })),
  ...OTHER.map(r => ({ table: '表2', r })),
].map(({ table, r: [no, substance, name, s1, s2, c1, c2] }) => ({
  substance,
  name,
  clause: `${STANDARD.id} ${table} 序号${no}`,
  screening: { 第一类: s1, 第二类: s2 },
  control: { 第一类: c1, 第二类: c2 },
}))

export const unitOfItem = (substance: string): string => (substance === 'dioxins' ? TEQ : UNIT)

/** 5.3: each item of one sample against 筛选值 and 管制值 of its class of use, the worst deciding. Samples are never averaged. */
export function assess(sample: Sample, options: AssessOptions = {}): Judgement {
  const use = useOf(sample, options)
  const tables = tablesFor(
    options.tables ?? [],
    STANDARD.id,
    sample.region ?? options.region,
    sample.takenOn ?? options.on,
  )
  const stacking = options.stacking ?? 'strictest'
  const local = new Set(tables.flatMap(t => t.rows.map(r => r.substance)))
  const known = new Set([...ITEMS.map(i => i.substance), ...MEMBERS.keys(), ...local])
  const measured = measuredOf(sample.results.map(asEquivalent), {
    standard: STANDARD.id,
    unitOf: s => (known.has(s) ? unitOfItem(s) : undefined),
    basis: 'dry',
  })
  const findings: Finding[] = []
  for (const item of ITEMS) {
    const sum = SUMS.find(s => s.substance === item.substance)
    const m = sum ? sumOf(sum, SUMS, measured.items, UNIT) : measured.items.get(item.substance)
    if (!m) continue
    const finding = judge(item, m, use, tables, stacking)
    if (sum && finding.verdict === INSUFFICIENT && givenForThemselves(sum, measured.items, isItem)) continue
    findings.push(finding)
  }
  for (const substance of [...local].filter(s => !ITEMS.some(i => i.substance === s)).sort()) {
    const m = measured.items.get(substance)
    if (m) findings.push(judge({ substance, name: getSubstance(substance).name }, m, use, tables, stacking))
  }
  return combine({
    sample: sample.id,
    standard: STANDARD.id,
    order: ORDER,
    findings: [...findings, ...measured.refused, ...measured.unlimited],
    notes: [`${use.class}用地：${use.why}`, ...stackingNote(tables, stacking)],
  })
}

const isItem = (substance: string): boolean => ITEMS.some(i => i.substance === substance)

function judge(
  item: Pick<Item, 'substance' | 'name'> & Partial<Item>,
  m: Measured,
  use: PlannedUse,
  tables: LocalTable[],
  stacking: NonNullable<AssessOptions['stacking']>,
): Finding {
  const unit = unitOfItem(item.substance)
  const national: Ladder | null =
    item.screening && item.control
      ? {
          band: `${use.class}用地`,
          limits: [
            { name: STEPS[0], value: item.screening[use.class], unit },
            { name: STEPS[1], value: item.control[use.class], unit },
          ] satisfies Limit[],
        }
      : null
  const stacked = stackLimits(
    national,
    STEPS,
    { substance: item.substance, unit, column: use.class },
    tables,
    stacking,
  )!
  const used = stacked.used.map(id => `采用地方标准 ${id} 的限值`)
  const finding = judgeLadder(
    {
      substance: item.substance,
      name: item.name,
      unit,
      clause: item.clause ?? tables.find(t => stacked.used.includes(t.id))?.id ?? STANDARD.id,
      footnotes: [...useUnclearNote(use), ...methylmercuryNote(item.substance), ...used],
      verified: stacked.verified,
    },
    m,
    [stacked.ladder],
    ORDER,
  )
  return { ...finding, flags: [...finding.flags, ...backgroundFlag(item.substance, use.class, finding.verdict)] }
}

/** The sample's planned use, else its column of land use where that speaks of construction land, else the caller's word. */
export function useOf(sample: Pick<Sample, 'use' | 'landUse'>, options: AssessOptions): PlannedUse {
  return (
    plannedUseOf(sample.use) ??
    plannedUseOf(sample.landUse) ??
    plannedUseOf(options.use) ?? {
      class: '第一类',
      certain: false,
      why: '规划用途不明确，按第一类用地（GB 36600-2018 5.3.1）',
    }
  )
}

/** Table 2 prints dioxins in mg/kg of toxic equivalents; a name that says so makes the unit one of equivalents. */
export function asEquivalent(r: Result): Result {
  if (findSubstance(r.substance)?.id !== 'dioxins') return r
  if (!/teq|毒性当量/.test(foldName(r.substance)) || !sameDimension(r.unit, UNIT)) return r
  return { ...r, unit: r.unit.trim().replace(/^(\D?g)/, '$1-TEQ') }
}
