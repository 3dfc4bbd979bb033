import { findClauses, findInProse } from './clauseSearch.ts'
import type { ClauseOptions } from './clauses.ts'
import { cleanText } from './clean.ts'
import { splitCollection } from './collection.ts'
import type { DocumentContext } from './context.ts'
import { type Dates, findDates } from './dates.ts'
import { finishTask, type TaskDraft } from './draft.ts'
import { findFootnotes } from './footnotes.ts'
import { readHeader } from './header.ts'
import { type Normal, normalise } from './numerals.ts'
import { findObjects } from './objects.ts'
import { findBrackets, readOutline } from './outline.ts'
import type { PlanDocument, PlanTarget, PlanTask, Reading, ReadingProblem, Span } from './programme.ts'
import { findReportingRules } from './rhythm.ts'
import { linesIn } from './tableLines.ts'
import { findTables } from './tables.ts'
import { readTaskTable } from './tableTasks.ts'
import { findTargets } from './targets.ts'
import { readTextTasks, readUnnumberedTasks } from './textTasks.ts'

export type * from './programme.ts'

export interface ReadOptions {
  /** Used for 'X月底前' where the text itself prints no year. */
  fallbackYear?: number
}

/**
 * Reads the plans in a plain text (a table row to a line, its cells separated by tabs, as `documents` hands it over; flattened
 * tables are recognised too). Pure and deterministic. Spans are offsets in `text`. Never throws: what cannot be read is in `problems`.
 */
export function readPlan(text: string, options: ReadOptions = {}): Reading {
  const documents: PlanDocument[] = []
  const problems: ReadingProblem[] = []
  for (const section of splitCollection(text)) {
    if (!text.slice(...section.span).trim()) continue
    const read = readDocument(text, section.span, section.title, options)
    documents.push(read.document)
    for (const problem of read.problems) problems.push(problem)
  }
  if (documents.length === 0) problems.push({ message: '文件里没有文字', span: [0, text.length], quote: '' })
  return { documents, problems }
}

function readDocument(
  original: string,
  span: Span,
  named: string | null,
  options: ReadOptions,
): { document: PlanDocument; problems: ReadingProblem[] } {
  const clean = cleanText(original, ...span)
  const { text } = clean
  const normal = normalise(text)
  const header = readHeader(text, named, options.fallbackYear ?? null)
  const problems: ReadingProblem[] = []
  const lines = linesIn(text)
  const tables = findTables(text, lines)
  const tableSpans = tables.map(table => table.span)
  const brackets = findBrackets(text)
  const outline = readOutline(text, lines, tableSpans, brackets)
  const clauseOptions: ClauseOptions = { places: header.places }

  const inTable = (at: number) => tableSpans.some(([start, end]) => at >= start && at < end)
  const outside: Span[] = []
  let from = 0
  for (const [start, end] of [...tableSpans, [text.length, text.length] as Span]) {
    if (start > from) outside.push([from, start])
    from = end
  }
  const outsideTables = brackets.filter(b => !inTable(b.start))
  let clauses = findClauses(text, outsideTables, outside, clauseOptions, problems)
  if (clauses.length === 0)
    clauses = findClauses(text, outsideTables, outside, { ...clauseOptions, bare: true }, problems)
  if (clauses.length === 0) clauses = findInProse(text, outside, clauseOptions)
  const drafts: TaskDraft[] = readTextTasks(text, outline, clauses, problems, header.places)
  for (const table of tables) {
    const read = readTaskTable(table, text, [], clauseOptions)
    if (!read || read.tasks.length === 0) continue
    table.isTaskTable = true
    for (const draft of read.tasks) drafts.push(draft)
    for (const problem of read.problems) problems.push(problem)
  }
  const numbered = (at: number) => outline.some(node => node.kind !== 'title' && at >= node.own[0] && at < node.own[1])
  for (const draft of readUnnumberedTasks(text, clauses, numbered, outside, header.places)) drafts.push(draft)
  drafts.sort((a, b) => a.span[0] - b.span[0])
  const datesRead = new Map<string, Dates>()
  const tasks = drafts.map(draft => withFindings(finishTask(draft, text), draft, text, header.year, normal, datesRead))
  if (tasks.length === 0)
    problems.push({
      message: '没有读到写明责任单位的任务，请核对文件是否为工作计划',
      span: [0, text.length],
      quote: text.slice(0, 80),
    })

  const context: DocumentContext = { ...header, text, clean, normal, datesRead, outline, tasks, tables }
  return {
    document: toOriginal(original, context, header, findTargets(context)),
    problems: problems.map(p => ({ ...p, span: clean.toOriginal(p.span) })),
  }
}

function withFindings(
  task: PlanTask,
  draft: TaskDraft,
  text: string,
  year: number | null,
  normal: Normal,
  datesRead: Map<string, Dates>,
): PlanTask {
  const dates = findDates(text, task.span, year, normal)
  datesRead.set(task.span.join(), dates)
  const { starts, recurring, relative, masked } = dates
  const deadlines = [...dates.deadlines]
  for (const cell of draft.deadlineCells)
    if (!deadlines.some(d => d.span[0] >= cell[0] && d.span[1] <= cell[1]))
      deadlines.push(...dateCell(text, cell, year))
  return {
    ...task,
    deadlines: [...new Set(deadlines.map(d => d.day))],
    deadlineSpans: deadlines,
    starts,
    recurring,
    relative,
    masked,
    objects: findObjects(text, task.span, normal),
  }
}

const DATE_CELL = /^(?:(\d{4})[年./-])?(?:(\d{1,2})月?(?:[./-]?(\d{1,2})日?)?)?(?:底|末)?前?$/

/** In a column of dates 底 and 前 go without saying: “2024年”, “12月”, “2024.6”. */
function dateCell(text: string, cell: Span, year: number | null): PlanTask['deadlineSpans'] {
  const written = text.slice(...cell).replace(/\s/g, '')
  const found = DATE_CELL.exec(written)
  if (!found || !(found[1] || written.includes('月'))) return []
  const words = `${found[1] ? `${found[1]}年` : ''}${found[2] ? `${found[2]}月` : ''}${found[3] ? `${found[3]}日` : '底'}前`
  return findDates(words, [0, words.length], year).deadlines.map(({ day }) => ({ day, text: written, span: cell }))
}

/** Carries every span from the cleaned text back to the text that was read. */
function toOriginal(
  original: string,
  context: DocumentContext,
  header: ReturnType<typeof readHeader>,
  targets: PlanTarget[],
): PlanDocument {
  const { clean, text } = context
  const back = clean.toOriginal
  const whole: Span = [0, text.length]
  // What was found is carried over in place: it was made for this reading and nobody reads its old place any more.
  const moved = <T extends { span: Span }>(items: T[]): T[] => {
    for (const item of items) item.span = back(item.span)
    return items
  }
  // Signs that the reading put in are not quoted.
  const quoted = <T extends { span: Span; quote: string }>(items: T[]): T[] => {
    for (const item of items) {
      const isPunctuated = clean.rewriting(item.span[0]) === 'punctuated'
      item.span = back(item.span)
      if (isPunctuated) item.quote = original.slice(...item.span)
    }
    return items
  }
  const tasks: PlanTask[] = context.tasks.map(task => ({
    ...task,
    // The cells of a drawn table are put in order for reading; what is quoted is the text as it stands.
    quote: clean.rewriting(task.span[0]) ? original.slice(...back(task.span)) : task.quote,
    span: back(task.span),
    unitSpans: moved(task.unitSpans),
    parts: quoted(task.parts),
    deadlineSpans: moved(task.deadlineSpans),
    recurring: moved(task.recurring),
    relative: moved(task.relative),
    masked: moved(task.masked),
    objects: quoted(task.objects),
  }))
  const { annual: _annual, places: _places, ...head } = header
  return {
    ...head,
    span: back(whole),
    tasks,
    targets: quoted(targets),
    rhythm: quoted(findReportingRules(text, whole, context.normal)),
    footnotes: moved(findFootnotes(text, whole)),
  }
}
