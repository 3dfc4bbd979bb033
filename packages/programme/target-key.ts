/**
 * A target is identified by indicator, region and stage, never by its year alone: one plan can set 90 % for the near and
 * 95 % for the far stage, and may even print the same year for both.
 */
export interface Keyed {
  indicator: string
  scope: string | null
  regionId?: string | null
  stage: string | null
  kind: string
  /** The task it sits in: a workload (“完成12个”) has no name of its own. */
  task?: string | null
}

/** An indicator's name without what differs between places of one plan: 全市, footnote marks, the unit in brackets. */
const plainIndicator = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[①-⑳\s“”"'《》]/g, '')
    .replace(/[(（][^()（）]{0,8}[)）]/g, '')
    .replace(/^(?:全(?:市|县|区|省|州|国|域)|[市县区省]?本级|我[市县区省])的?/, '')
    .replace(/(?:总体|力争|基本)$/, '')

export const targetKey = (t: Keyed): string =>
  [
    plainIndicator(t.indicator),
    t.regionId ?? plainScope(t.scope),
    t.stage ?? '',
    t.kind === 'indicator' ? '' : (t.task ?? ''),
  ].join('|')

const plainScope = (scope: string | null): string =>
  (scope ?? '').replace(/\s/g, '').replace(/^全(?:市|县|区|省|州|域)(?:范围)?(?:内)?$/, '')

export interface Stated extends Keyed {
  op: string
  value: string | null
  words: string | null
  by: string | null
  source: string
}

export interface Settled {
  stage: string | null
  /** Index of the statement it repeats, when the plan says the same thing in several places. */
  repeats: number | null
}

/** A table states a target most exactly, then the goals section, then a task in passing. */
const EXACT: Record<string, number> = { table: 0, goals: 1, task: 2 }

/**
 * Tells apart what only looks equal: statements with the same value are one target said several times; statements of one
 * indicator with different days or values are its stages, in the order of their days (or of the text where days are equal).
 */
export function settleStages(targets: readonly Stated[]): Settled[] {
  const out: Settled[] = targets.map(t => ({ stage: t.stage, repeats: null }))
  const groups = new Map<string, number[]>()
  for (const [i, t] of targets.entries()) groups.set(targetKey(t), [...(groups.get(targetKey(t)) ?? []), i])
  for (const group of groups.values()) {
    const kept: number[] = []
    for (const i of [...group].sort((a, b) => exactness(targets[a]!) - exactness(targets[b]!) || a - b)) {
      const before = kept.find(k => saysAgain(targets[k]!, targets[i]!))
      if (before === undefined) kept.push(i)
      else out[i]!.repeats = before
    }
    kept.sort((a, b) => a - b)
    if (kept.length > 1) nameStages(kept, targets, out)
    for (const i of group) if (out[i]!.repeats !== null) out[i]!.stage = out[out[i]!.repeats!]!.stage
  }
  return out
}

const exactness = (t: Stated): number => EXACT[t.source] ?? 3

/** The same requirement once more: equal words or figures, or a task that in passing refers to what is set elsewhere. */
function saysAgain(kept: Stated, t: Stated): boolean {
  const sameDay = kept.by === t.by || kept.by === null || t.by === null
  if (kept.op === t.op && kept.value === t.value && (kept.words ?? '') === (t.words ?? '')) return sameDay
  return t.source === 'task' && t.op === 'text' && kept.op !== 'text' && sameDay
}

function nameStages(kept: number[], targets: readonly Stated[], out: Settled[]): void {
  const days = kept.map(i => targets[i]!.by)
  const years = days.map(d => d?.slice(0, 4))
  const told = new Set(years).size === kept.length && !years.includes(undefined)
  kept.forEach((i, n) => {
    out[i]!.stage = told ? years[n]! : `第${'一二三四五六七八九十'[n] ?? n + 1}阶段`
  })
}

/** Targets that cannot be told apart any more: each group has more than one member. */
export function clashingTargets<T extends Keyed>(targets: readonly T[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const t of targets) groups.set(targetKey(t), [...(groups.get(targetKey(t)) ?? []), t])
  return [...groups.values()].filter(g => g.length > 1)
}

export type TargetMove = 'same' | 'up' | 'down' | 'changed' | 'new' | 'dropped'
interface Valued extends Keyed {
  id: string
  op: string
  value: string | null
  words: string | null
  unit: string | null
}
export interface TargetDiff {
  move: TargetMove
  before: string | null
  after: string | null
}

/** Last year's targets against this year's; stages are matched first, then the indicator alone. */
export function diffTargets(before: readonly Valued[], after: readonly Valued[]): TargetDiff[] {
  const open = new Map(before.map(t => [t.id, t]))
  const out: TargetDiff[] = []
  const take = (fits: (t: Valued) => boolean): Valued | undefined => {
    for (const t of open.values()) if (fits(t)) return open.delete(t.id) ? t : undefined
    return undefined
  }
  const yearless = (t: Valued) => ({ ...t, stage: t.stage && /^\d{4}$/.test(t.stage) ? null : t.stage, task: null })
  const later: Valued[] = []
  for (const t of after) {
    const old = take(o => targetKey(yearless(o)) === targetKey(yearless(t)))
    if (old) out.push({ move: moveOf(old, t), before: old.id, after: t.id })
    else later.push(t)
  }
  for (const t of later) {
    const old =
      t.kind === 'indicator'
        ? take(o => o.kind === 'indicator' && plainIndicator(o.indicator) === plainIndicator(t.indicator))
        : undefined
    out.push(old ? { move: moveOf(old, t), before: old.id, after: t.id } : { move: 'new', before: null, after: t.id })
  }
  for (const t of open.values()) out.push({ move: 'dropped', before: t.id, after: null })
  return out
}

function moveOf(a: Valued, b: Valued): TargetMove {
  if (a.value !== null && b.value !== null && a.unit === b.unit) {
    const [x, y] = [Number(a.value), Number(b.value)]
    if (x !== y) return y > x ? 'up' : 'down'
    return a.op === b.op ? 'same' : 'changed'
  }
  return a.op === b.op && a.value === b.value && a.words === b.words ? 'same' : 'changed'
}
