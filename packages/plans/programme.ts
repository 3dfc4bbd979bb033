/**
 * What a reading of a plan yields. Everything carries the place in the text it came from, so that a task can always be
 * opened at the sentence that ordered it. Offsets count UTF-16 code units in the text that was read, end exclusive.
 */
export type Span = readonly [start: number, end: number]

/** A calendar day, ISO 'YYYY-MM-DD'. */
export type Day = string

export type PlanLevel = 'national' | 'province' | 'city' | 'county' | 'township' | 'unknown'

/** One file may hold several plans (“第二篇：…”). */
export interface Reading {
  documents: PlanDocument[]
  /** What could not be read, with its place; nothing is dropped silently. */
  problems: ReadingProblem[]
}

export interface PlanDocument {
  title: string
  /** 文号, for example 北环字〔2020〕85号. */
  issuingNumber: string | null
  issuer: string | null
  level: PlanLevel
  /** As the text names it: 南宁市, 南召县, 江西省; null when the place was blanked. */
  jurisdiction: string | null
  year: number | null
  /** The term the plan covers, when it says more than one year (2021—2025年). */
  period: { from: Day; to: Day } | null
  span: Span
  tasks: PlanTask[]
  targets: PlanTarget[]
  /** When units must report, and to whom. */
  rhythm: ReportingRule[]
  /** “注：①…” rules that define an indicator or a word of the tables. */
  footnotes: Footnote[]
}

export type Role = 'lead' | 'coop' | 'resp' | 'guide'

export interface PlanTask {
  /** Headings from the top down to and including the task's own. */
  path: string[]
  /** Its own number without punctuation: "1", "五", "一是". */
  no: string
  title: string
  /** The task's text from its number on. */
  quote: string
  span: Span
  /** 牵头 */ lead: string[]
  /** 参与 / 配合 */ coop: string[]
  /** 责任单位 / 落实 */ resp: string[]
  /** 指导 */ guide: string[]
  /** Roles whose list closed with 等: the text itself leaves it open. */
  open: Role[]
  /** Roles that were declared elsewhere: by a heading above, or by “以下均需…落实，不再列出”. */
  inherited: Role[]
  /** Where each unit was read, so that a name can be shown in the text. */
  unitSpans: { role: Role; name: string; span: Span }[]
  /** Several role clauses under one number; the lists above are their union. */
  parts: { quote: string; span: Span; lead: string[]; coop: string[]; resp: string[]; guide: string[] }[]
  deadlines: Day[]
  deadlineSpans: { day: Day; text: string; span: Span }[]
  /** 自X年起 */ starts: string[]
  /** 每年X月底前, 每半年, 每季度 … as written. */ recurring: { text: string; span: Span; every: Every | null }[]
  /** 印发之日起30日内 */ relative: { text: string; span: Span }[]
  /** “*年底前”: digits blanked in the source. */ masked: { text: string; span: Span }[]
  objects: NamedObjects[]
}

export type Every = { unit: 'year' | 'half-year' | 'quarter' | 'month' | 'week' | 'day'; count: number }

/** “广西桂柳新材料股份有限公司等8家企业”: the names that are spelled out and the count that was promised. */
export interface NamedObjects {
  names: string[]
  count: number | null
  /** 家, 个, 座, 处 … */ measureWord: string | null
  /** 企业, 地块, 矿区 … */ noun: string | null
  quote: string
  span: Span
}

export type Operator = '>=' | '<=' | '=' | '>' | '<' | 'text'

export interface PlanTarget {
  indicator: string
  op: Operator
  /** A number, or the words of a 'text' target; null when masked or not yet assigned (待下达). */
  value: number | string | null
  /** The other end of a range (“1-2家”). */
  valueMax: number | null
  unit: string | null
  by: Day | null
  /** False when `by` is only the end of the plan's year. */
  byExplicit: boolean
  /** 全市, 全县, a named place or point. */
  scope: string | null
  kind: 'indicator' | 'workload' | 'frequency'
  /** 约束性 / 指导性 where a table says so. */
  binding: '约束性' | '指导性' | null
  /** 左右 */ approx: boolean
  /** 累计 */ cumulative: boolean
  /** Digits blanked in the source. */ masked: boolean
  /** “达到自治区下达的任务要求”, “以市下达为准”. */ pending: string | null
  /** “以2024年3月底的清单为基数”, “比2013年下降”. */ baseline: string | null
  /** “/” in a table: nothing assigned. Such cells are kept in the table's picture but are no targets. */
  quote: string
  span: Span
  /** Number of the task it sits in, or null (goals, tables). */
  task: string | null
  source: 'goals' | 'table' | 'task'
}

export interface ReportingRule {
  quote: string
  span: Span
  /** 'MM-DD' days in every year by which to report; empty when only a frequency is given. */
  days: string[]
  every: Every | null
  from: string | null
  to: string | null
}

export interface Footnote {
  mark: string
  text: string
  span: Span
}

export interface ReadingProblem {
  message: string
  span: Span
  quote: string
}
