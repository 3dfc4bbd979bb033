import { addDays, type Day, lastDayOfMonth, type Period } from '@jingtu/core/period.ts'
import type { PlanRhythm } from './plan.ts'
import type { TaskRecurring } from './task.ts'

/** A reporting period before it is stored. */
export interface DraftPeriod extends Period {
  basis: string
  recipient: string | null
  /** Empty: every task of the plan. */
  tasks: string[]
}

export interface RhythmPlan {
  year: number | null
  periodFrom: Day | null
  periodTo: Day | null
  rhythm: PlanRhythm[] | null
}
export interface RhythmTask {
  id: string
  content: string | null
  recurring: TaskRecurring[] | null
}

type Cycle = 'month' | 'quarter' | 'half-year' | 'year'
const MONTHS: Record<Cycle, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }
/** A due day this early in a slot reports on the slot before: 4 月 5 日 is about the first quarter, 1 月 31 日 about the past year. */
const GRACE: Record<Cycle, number> = { month: 15, quarter: 20, 'half-year': 31, year: 92 }
const REPORTS = /报送|上报|报告|报市|报省|报县|反馈|推送|备案|调度|汇总/

/**
 * The periods a plan orders: its own rhythms, then the rhythms of single tasks where their sentence speaks of reporting
 * (每半年开展执法检查 is work, not a report). A plan for several years has them for every year.
 * @returns in the order of their due days; two rhythms that ask for the same period by the same day are one
 */
export function periodsOf(plan: RhythmPlan, tasks: readonly RhythmTask[] = []): DraftPeriod[] {
  const drafts: DraftPeriod[] = []
  const years = yearsOf(plan)
  for (const rule of plan.rhythm ?? []) {
    for (const year of years) drafts.push(...periodsOfRule(rule, year))
  }
  for (const task of tasks) {
    for (const rule of reportingRules(task)) {
      for (const year of years) drafts.push(...periodsOfRule(rule, year).map(p => ({ ...p, tasks: [task.id] })))
    }
  }
  return distinct(drafts)
}

function yearsOf(plan: Pick<RhythmPlan, 'year' | 'periodFrom' | 'periodTo'>): number[] {
  const first = plan.periodFrom ? Number(plan.periodFrom.slice(0, 4)) : plan.year
  const last = plan.periodTo ? Number(plan.periodTo.slice(0, 4)) : plan.year
  if (first === null || last === null) return []
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

function reportingRules(task: RhythmTask): PlanRhythm[] {
  return (task.recurring ?? []).flatMap(r => {
    const sentence = (task.content ?? '').split(/[。；;\n]/).find(s => s.includes(r.text)) ?? ''
    if (!r.every || !REPORTS.test(sentence)) return []
    const to =
      /(?:报送|上报|报告|反馈|报)(?:至|给)?([^，。；、]*?(?:局|委|厅|部|办|政府|办公室))/.exec(sentence)?.[1] ?? null
    return [
      {
        quote: sentence.trim(),
        span: r.span,
        days: dayIn(r.text),
        every: r.every as PlanRhythm['every'],
        from: null,
        to,
      },
    ]
  })
}

/** 每年12月底前 → 12-31; 每年6月25日前 → 06-25. */
function dayIn(text: string): string[] {
  const m = /(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日|底|末)/.exec(text)
  if (!m) return []
  const month = Number(m[1])
  return [m[2] ? `${two(month)}-${two(Number(m[2]))}` : lastDayOfMonth(2025, month).slice(5)]
}

function periodsOfRule(rule: PlanRhythm, year: number): DraftPeriod[] {
  const common = { basis: rule.quote, recipient: rule.to, tasks: [] }
  if (rule.days.length > 0) return periodsOfDays(rule.days, year).map(p => ({ ...p, ...common }))
  const cycle = cycleOf(rule.every)
  if (!cycle) return []
  const after = /(?:结束|终了)(?:后|之日起)?\s*(\d{1,2})\s*(?:个工作)?日/.exec(rule.quote)
  const ofMonth = cycle === 'month' ? /每月(?:的)?\s*(\d{1,2})\s*日/.exec(rule.quote) : null
  return slots(cycle, year).map(slot => ({ ...slot, due: dueOf(slot, after?.[1], ofMonth?.[1]), ...common }))
}

function dueOf(slot: Omit<Period, 'due'>, after: string | undefined, ofMonth: string | undefined): Day {
  if (after) return addDays(slot.to, Number(after))
  if (!ofMonth) return slot.to
  const day = Number(ofMonth)
  // 每月5日前 can only be about the month that has ended.
  if (day <= GRACE.month) return addDays(slot.to, day)
  return `${slot.to.slice(0, 8)}${two(Math.min(day, Number(slot.to.slice(8))))}`
}

function cycleOf(every: PlanRhythm['every']): Cycle | null {
  if (!every) return null
  const months = { year: 12, 'half-year': 6, quarter: 3, month: 1, week: 0, day: 0 }[every.unit] * every.count
  return (Object.keys(MONTHS) as Cycle[]).find(c => MONTHS[c] === months) ?? null
}

/** Due days that stand in a year say by their number what they close: four quarters, two halves, twelve months, one year. */
function periodsOfDays(days: string[], year: number): Period[] {
  const sorted = [...new Set(days)].sort()
  const cycle = ({ 1: 'year', 2: 'half-year', 4: 'quarter', 12: 'month' } as Record<number, Cycle>)[sorted.length]
  const fitted = cycle && fit(sorted, cycle, year)
  if (fitted) return fitted
  return sorted.map((day, i) => {
    const due = realDay(year, day)
    const from = i === 0 ? `${year}-01-01` : addDays(realDay(year, sorted[i - 1]!), 1)
    return {
      key: `${year}-${day}`,
      name: `${year}年截至${Number(day.slice(0, 2))}月${Number(day.slice(3))}日`,
      from,
      to: due,
      due,
    }
  })
}

function fit(days: string[], cycle: Cycle, year: number): Period[] | undefined {
  const all = slots(cycle, year)
  const found = new Map<string, Period>()
  for (const day of days) {
    for (const y of [year, year + 1]) {
      const due = realDay(y, day)
      const about = addDays(due, -GRACE[cycle])
      const slot =
        all.find(s => due >= s.from && about >= s.from && due <= s.to) ??
        all.find(s => about >= s.from && about <= s.to && due > s.to)
      if (slot && !found.has(slot.key)) found.set(slot.key, { ...slot, due })
    }
  }
  return found.size === all.length ? all.map(s => found.get(s.key)!) : undefined
}

function slots(cycle: Cycle, year: number): Omit<Period, 'due'>[] {
  const n = 12 / MONTHS[cycle]
  return Array.from({ length: n }, (_, i) => {
    const first = i * MONTHS[cycle] + 1
    const last = (i + 1) * MONTHS[cycle]
    return { ...label(cycle, year, i + 1), from: `${year}-${two(first)}-01`, to: lastDayOfMonth(year, last) }
  })
}

function label(cycle: Cycle, year: number, n: number): { key: string; name: string } {
  if (cycle === 'year') return { key: `${year}`, name: `${year}年度` }
  if (cycle === 'half-year') return { key: `${year}-H${n}`, name: `${year}年${n === 1 ? '上' : '下'}半年` }
  if (cycle === 'quarter') return { key: `${year}-Q${n}`, name: `${year}年第${'一二三四'[n - 1]}季度` }
  return { key: `${year}-${two(n)}`, name: `${year}年${n}月` }
}

function distinct(drafts: DraftPeriod[]): DraftPeriod[] {
  const out: DraftPeriod[] = []
  for (const draft of drafts) {
    const same = out.find(
      p => p.key === draft.key && p.due === draft.due && (p.tasks.length === 0) === (draft.tasks.length === 0),
    )
    const wider =
      draft.tasks.length > 0 && out.some(p => p.key === draft.key && p.due === draft.due && p.tasks.length === 0)
    if (wider) continue
    if (!same) out.push({ ...draft })
    else {
      if (!same.basis.includes(draft.basis)) same.basis = `${same.basis}；${draft.basis}`
      same.tasks = [...new Set([...same.tasks, ...draft.tasks])]
    }
  }
  const uses = new Map<string, number>()
  for (const p of out) {
    const n = (uses.get(p.key) ?? 0) + 1
    uses.set(p.key, n)
    if (n > 1) p.key = `${p.key}-${n}`
  }
  return out.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.from < b.from ? -1 : 1))
}

const two = (n: number): string => String(n).padStart(2, '0')
/** 02-29 in a common year is its last day of February. */
const realDay = (year: number, monthDay: string): Day => {
  const last = lastDayOfMonth(year, Number(monthDay.slice(0, 2)))
  const day = `${year}-${monthDay}`
  return day > last ? last : day
}
