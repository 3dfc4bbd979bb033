import type { Dates } from './dates.ts'
import type { Normal } from './numerals.ts'
import type { PlanLevel, PlanTask, Span } from './programme.ts'

/** Cells of a drawn table were put in order; a line without punctuation was given some. */
export type Rewriting = 'drawn' | 'punctuated'

/**
 * The text of one document after repair: wrapped lines joined, page numbers taken out, one paragraph per line.
 * Every finder works on `text` and answers with spans in it; only the last step (`readPlan`) carries spans back to the
 * original with `toOriginal`, so that no finder has to know that two texts exist.
 *
 * In `text` a paragraph ends with '\n'; there are no blank lines outside tables. White space between a Chinese character
 * and a digit or a Latin letter is gone ("3 月 25 日" → "3月25日"); full-width digits and letters are ASCII; everything else is verbatim.
 * Table rows are kept as lines whose cells are separated by '\t' — read them through `tables`, not through `text`.
 */
export interface CleanText {
  text: string
  /** Carries a span of `text` back to the text that was read. */
  toOriginal(span: Span): Span
  /** Does this place lie in a line whose letters are not those of the original in their order (a table drawn with lines)? */
  rewriting(at: number): Rewriting | null
}

/** A numbered heading or numbered paragraph, or an unnumbered title line (附件 …). */
export interface OutlineNode {
  /** As printed: "（一）", "1.", "一是"; '' for unnumbered title lines. */
  mark: string
  /** Without punctuation: "一", "1", "一是". */
  no: string
  /** Heading text without number, closing 。 and role clause. */
  title: string
  /** The heading as printed, number included, for paths. */
  heading: string
  /** 0 for the topmost level found in this document. */
  depth: number
  parent: OutlineNode | null
  children: OutlineNode[]
  /** From the number to the start of the next node at whatever depth. */
  own: Span
  /** From the number to the start of the next node of the same or a higher level: with all that is below. */
  span: Span
}

export interface TableCell {
  /** White space inside collapsed. */
  text: string
  span: Span
}

/** One row as printed: cells that a vertical merge left out are absent, a merged heading row has one cell. */
export interface TableRow {
  cells: TableCell[]
  span: Span
}

export interface PlanTable {
  /** The caption line(s) above it ("附件3-2 2024年…目标指标"), or ''. */
  caption: string
  rows: TableRow[]
  span: Span
  /** True when its rows were read as tasks; otherwise it may be a table of targets. */
  isTaskTable: boolean
}

/** All that is known about one document once its tasks are read. Spans are in `text` (= `clean.text`). */
export interface DocumentContext {
  text: string
  clean: CleanText
  /** The whole text in one writing, made once. */
  normal: Normal
  /** Dates of the stretches that were read for them, by “start,end”: those of a task serve its targets too. */
  datesRead?: ReadonlyMap<string, Dates>
  /** All nodes in text order. */
  outline: OutlineNode[]
  tasks: PlanTask[]
  tables: PlanTable[]
  title: string
  year: number | null
  /** True when the plan is for that one year: targets without a date are then due at its end. */
  annual: boolean
  level: PlanLevel
  jurisdiction: string | null
}
