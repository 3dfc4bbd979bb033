import { addDays, type Day, lastDayOfMonth, periodDays } from './period.ts'
import type { Register } from './register.ts'
import { addWorkingDays, type WorkCalendar } from './working-days.ts'

/** What a row obliges somebody to do by when. Dates follow from the row's own attributes. */
export interface DutyRule<R, S extends string, K extends string> {
  label: string
  /** The clause it stands in. */
  clause: string
  /** Whose duty it is, in words people use: 企业、县级生态环境部门. */
  by: string
  /** Missed, it becomes a clue for enforcement, once. */
  clue?: true
  /** In which states the row owes it. */
  while: readonly S[]
  /** Only rows of which this holds. */
  when?: (row: R) => boolean
  /** Once in every period … */
  every?: 'year' | 'half-year' | 'quarter' | 'month'
  /** … of a year by this day (05-31); otherwise by the last day of the period. */
  due?: string
  /** Or counted from a date: of a field, or of the day the row entered a state. Negative days lie before it. */
  after?: { field: K } | { state: S }
  /** A function where the number is a dated parameter or depends on the row. */
  days?: number | ((row: R) => number)
  /** The days are workdays. */
  working?: true
  years?: number
  /** Where one sees that it was done: a date, or the dates in embedded rows. */
  met?: { field: K } | { rows: K; on: string }
}

export interface DutyItem {
  duty: string
  label: string
  clause: string
  by: string
  /** 2026 or 2026-Q3 for what comes with each period. */
  period: string | null
  due: Day
  metOn: Day | null
  status: 'met' | 'late' | 'open' | 'overdue'
  /** False where a year on the way has no announced holidays yet. */
  certain: boolean
}

export interface DutyContext {
  /** The days looked at. */
  from: Day
  to: Day
  today: Day
  calendar: WorkCalendar
  /** State → the day this row last entered it. */
  entered: Readonly<Record<string, Day>>
}

type Row = Record<string, unknown> & { state: string }

/** What one row owes between two days, soonest first. */
export function dutiesOf(kind: Register, row: Row, context: DutyContext): DutyItem[] {
  const items = Object.entries(kind.register.duties).flatMap(([duty, rule]) => {
    if (!rule.while.includes(row.state) || (rule.when && !rule.when(row))) return []
    const met = metDays(rule, row)
    const made = rule.every ? periodic(rule.every, rule.due, row, context) : counted(rule, row, context)
    return made
      .filter(m => m.due >= context.from && m.due <= context.to)
      .map(m => {
        const metOn = met.find(day => day >= m.from && day <= m.until) ?? null
        return {
          duty,
          label: rule.label,
          clause: rule.clause,
          by: rule.by,
          period: m.period,
          due: m.due,
          metOn,
          status: statusOf(m.due, metOn, context.today),
          certain: m.certain,
        }
      })
  })
  return items.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

const statusOf = (due: Day, metOn: Day | null, today: Day): DutyItem['status'] =>
  metOn ? (metOn <= due ? 'met' : 'late') : today > due ? 'overdue' : 'open'

function metDays(rule: DutyRule<Row, string, string>, row: Row): Day[] {
  const { met } = rule
  if (!met) return []
  const values =
    'rows' in met
      ? ((row[met.rows] as Record<string, unknown>[] | null) ?? []).map(r => r[met.on])
      : [row[met.field]].flat()
  return values.filter((v): v is Day => typeof v === 'string').sort()
}

interface Made {
  period: string | null
  due: Day
  /** Done within these days counts for it. */
  from: Day
  until: Day
  certain: boolean
}

const PARTS = {
  year: [''],
  'half-year': ['-H1', '-H2'],
  quarter: ['-Q1', '-Q2', '-Q3', '-Q4'],
  month: Array.from({ length: 12 }, (_, i) => `-${String(i + 1).padStart(2, '0')}`),
} as const

/** Nothing is owed whose day had passed before the row came into the list. */
function periodic(every: keyof typeof PARTS, due: string | undefined, row: Row, context: DutyContext): Made[] {
  const entered = context.entered[row.state] ?? context.from
  const made: Made[] = []
  for (let year = Number(context.from.slice(0, 4)); year <= Number(context.to.slice(0, 4)); year++)
    for (const part of PARTS[every]) {
      const period = `${year}${part}`
      const days = periodDays(period)
      const by = due && every === 'year' ? clamp(year, due) : days.to
      if (by >= entered) made.push({ period, due: by, from: days.from, until: days.to, certain: true })
    }
  return made
}

const clamp = (year: number, monthDay: string): Day => {
  const last = lastDayOfMonth(year, Number(monthDay.slice(0, 2)))
  const day = `${year}-${monthDay}`
  return day > last ? last : day
}

function counted(rule: DutyRule<Row, string, string>, row: Row, context: DutyContext): Made[] {
  const { after } = rule
  if (!after) return []
  const start = 'field' in after ? (row[after.field] as Day | null) : context.entered[after.state]
  if (!start) return []
  const days = typeof rule.days === 'function' ? rule.days(row) : (rule.days ?? 0)
  const base = rule.years ? addYears(start, rule.years) : start
  const { day, certain } = rule.working
    ? addWorkingDays(base, days, context.calendar)
    : { day: addDays(base, days), certain: true }
  // A deadline is kept by what was done before it; so is a duty that lies before its date.
  const earlier = day < start || ('field' in after && day === start)
  return [{ period: null, due: day, from: earlier ? '0001-01-01' : start, until: '9999-12-31', certain }]
}

const addYears = (day: Day, years: number): Day => clamp(Number(day.slice(0, 4)) + years, day.slice(5))
