import { type Decimal, sum } from '@jingtu/core/measure.ts'
import type { Plan } from '@jingtu/programme/plan.ts'
import type { Baseline, Measurement, Target } from '@jingtu/programme/target.ts'
import { isAmount } from '@jingtu/programme/target-amount.ts'
import { type StatusFinding, statusOfTarget } from '@jingtu/programme/target-status.ts'
import { decidedValue } from '@jingtu/programme/target-value.ts'
import type { RegionRow } from './overview.ts'
import type { RegionCell, TargetRow } from './views.ts'

export interface CellFacts {
  latest: Measurement | null
  previous: Measurement | null
  baseline: Baseline | null
}

const startOf = (plan: Plan): string | null => plan.periodFrom ?? (plan.year ? `${plan.year}-01-01` : null)

/**
 * A region's part of the whole. Of an amount it has only what was dealt out to it; without that its figure counts in the
 * sum, and nobody can say whether it is enough.
 */
export function partOf(
  plan: Plan,
  target: Target,
  region: RegionRow,
  facts: CellFacts,
  today: string,
  allotted: Decimal | null,
): RegionCell {
  if (!isAmount(target)) return cellOf(plan, target, region, facts, today)
  if (allotted !== null)
    return { ...cellOf(plan, { ...target, value: allotted, valueMax: null }, region, facts, today), allotted }
  const cell = cellOf(plan, target, region, facts, today)
  if (cell.finding.decidedOn === null) return cell
  const why = `实测 ${cell.measurement?.value}${target.unit ?? ''}，计入合计；没有分解给本区域的任务量，不单独判定`
  return { ...cell, finding: { ...cell.finding, status: 'unknown', why, gap: null, expected: null } }
}

export function cellOf(
  plan: Plan,
  target: Target,
  region: RegionRow,
  facts: CellFacts,
  today: string,
  regions?: { name: string; met: boolean | null }[],
): RegionCell {
  const decided = decidedValue(target, {
    measured: facts.latest,
    previous: facts.previous,
    baseline: facts.baseline,
    regions,
  })
  const finding = statusOfTarget(target, decided.measured, today, startOf(plan))
  const m = facts.latest
  return {
    regionId: region.id,
    regionName: region.name,
    allotted: null,
    formula: decided.formula,
    warning: decided.warning,
    finding: decided.missing ? { ...finding, status: 'unknown', why: decided.missing } : finding,
    measurement: m && {
      id: m.id,
      value: m.value,
      numerator: m.numerator,
      denominator: m.denominator,
      members: m.members,
      words: m.words,
      met: m.met,
      notApplicable: m.notApplicable ?? false,
      asOf: m.asOf,
      source: m.source,
      state: m.state,
      evidence: m.evidence,
    },
    baseline: facts.baseline && {
      id: facts.baseline.id,
      value: facts.baseline.value,
      day: facts.baseline.day,
      members: facts.baseline.members,
      source: facts.baseline.source,
    },
  }
}

/** The figure of the whole: stated for it, a share of its regions, or — for counts — the sum of its parts. */
export function overallOf(
  plan: Plan,
  target: Target,
  own: RegionRow,
  facts: CellFacts,
  cells: RegionCell[],
  today: string,
): TargetRow['overall'] {
  if (target.comparison === '区域占比') {
    const said = cells.map(c => ({ name: c.regionName, met: c.measurement?.met ?? null }))
    return {
      ...cellOf(plan, target, own, facts, today, said),
      derivedFrom: said.filter(s => s.met !== null).length,
      missing: said.filter(s => s.met === null).map(s => s.name),
    }
  }
  const stated = cells.filter(c => c.measurement?.value != null)
  if (facts.latest || !isAmount(target) || stated.length === 0) {
    return {
      ...cellOf(plan, target, own, facts, today),
      derivedFrom: null,
      missing: cells.filter(c => !c.measurement).map(c => c.regionName),
    }
  }
  const value = sum(stated.map(c => c.measurement!.value!))
  const asOf = stated
    .map(c => c.measurement!.asOf)
    .sort()
    .at(-1)!
  const silent = cells.filter(c => !c.measurement).map(c => c.regionName)
  const finding = statusOfTarget(
    target,
    { value, words: null, met: null, notApplicable: false, asOf },
    today,
    startOf(plan),
  )
  return {
    regionId: own.id,
    regionName: own.name,
    allotted: null,
    measurement: null,
    baseline: null,
    warning: null,
    finding: silent.length > 0 ? withoutSilent(target, finding, silent) : finding,
    formula: `${stated.map(c => c.measurement!.value).join(' + ')} = ${value}`,
    derivedFrom: stated.length,
    missing: silent,
  }
}

/** Below a cap with parts missing is not yet below the cap: what is not known is never compliant. */
const withoutSilent = (target: Target, finding: StatusFinding, silent: string[]): StatusFinding =>
  finding.status === 'met' && (target.op === '<=' || target.op === '<')
    ? { ...finding, status: 'unknown', why: `${finding.why}；还缺${silent.join('、')}的数值，不能判定` }
    : finding
