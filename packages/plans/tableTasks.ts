import { type ClauseOptions, findFirstLeads, nobody, promoteFirst, type RoleClause, readClause } from './clauses.ts'
import { type Column, isRole, readHeading } from './columns.ts'
import type { TableCell, TableRow } from './context.ts'
import { ROLES, type TaskDraft } from './draft.ts'
import { markAt } from './numbering.ts'
import type { ReadingProblem, Role, Span } from './programme.ts'
import type { FoundTable } from './tableLines.ts'
import { align, headingOf, isNumber, looksLikeUnits, unitCell } from './tableRows.ts'
import { readUnits, type UnitMention } from './units.ts'

export interface TableReading {
  tasks: TaskDraft[]
  problems: ReadingProblem[]
}

const SECTION_NUMBER =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]?|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章部分节]+)$/
const TOTAL = /^(?:合计|总计|总分|小计|共计)$/
const squeeze = (text: string): string => text.replace(/(?<=[^\w,.;]) | (?=[^\w,.;])/g, '')

/** Reads a table as tasks when its heading is that of a work table; null when it is none. `above` are the headings it stands under. */
export function readTaskTable(
  table: FoundTable,
  text: string,
  above: readonly string[],
  options: ClauseOptions,
): TableReading | null {
  if (isOfIndicators(table)) return null
  const found = headingOf(table)
  if (!found) return null
  const { columns, rows } = found
  const roled = columns.some(isRole)
  if (!roled && !rows.some(row => unitCell(row, columns) !== null)) return null
  if (!columns.includes('title') && !columns.includes('content')) return null
  const reader = new RowReader(table, text, columns, above, options, findFirstLeads(text) >= 0)
  rows.forEach((row, i) => {
    reader.read(row, rows[i + 1])
  })
  return { tasks: reader.tasks, problems: reader.problems }
}

const INDICATOR = /^(?:(?:考核|主要|具体|评价|约束性|二级|三级)?指标(?:名称|项目|内容)?|指标)$/
const VALUE = /^(?:\d{4}年(?:度|底)?.{0,4}|(?:年度)?目标值|指标值|(?:年度|计划|预期)?目标|\d{4}年.{0,6}目标.{0,3})$/
/** “指标名称 2024年目标 责任单位”: a table of targets that says who answers for each is no table of work. */
function isOfIndicators(table: FoundTable): boolean {
  const plain = (cell: TableCell) => cell.text.replace(/\s|[（(].*[）)]$/g, '')
  return table.rows
    .slice(0, 3)
    .some(row => row.cells.some(c => INDICATOR.test(plain(c))) && row.cells.some(c => VALUE.test(plain(c))))
}

class RowReader {
  readonly tasks: TaskDraft[] = []
  readonly problems: ReadingProblem[] = []
  private section: string[] = []
  private sectionUnits: Partial<Record<Role, UnitMention[]>> = {}
  private above = new Map<Column, TableCell>()
  private aboveRoles: Partial<Record<Role, UnitMention[]>> = {}
  private forLater: UnitMention[] | null = null
  /** Names have stood over groups of numbered rows before. */
  private grouped = false
  private readonly table: FoundTable
  private readonly text: string
  private readonly columns: (Column | null)[]
  private readonly headings: readonly string[]
  private readonly options: ClauseOptions
  private readonly firstLeads: boolean

  constructor(
    table: FoundTable,
    text: string,
    columns: (Column | null)[],
    headings: readonly string[],
    options: ClauseOptions,
    firstLeads: boolean,
  ) {
    this.firstLeads = firstLeads
    this.table = table
    this.text = text
    this.columns = columns
    this.headings = headings
    this.options = options
  }

  read(row: TableRow, next: TableRow | undefined): void {
    const filled = row.cells.filter(c => c.text)
    if (filled.length === 0 || filled.some(c => TOTAL.test(c.text.replace(/\s/g, '')))) return
    if (filled.length > 1 && readHeading(row.cells.map(c => c.text)) && filled.every(c => c.text.length <= 14)) return
    if (this.isSection(row, filled)) {
      this.openSection(filled)
      return
    }
    if (this.table.layout === 'cells' && row.cells.length < this.columns.length)
      this.problem('表格这一行的单元格少于表头，可能有缺漏', row.span)
    const cells = align(row, this.columns)
    const roled = this.columns.some(isRole)
    const number = this.numberOf(cells)
    const own = (column: Column) => (cells.get(column)?.text ? cells.get(column)! : undefined)
    let title = own('title')
    const content = own('content')
    const department = title && !this.columns.some(isRole) && looksLikeUnits(title.text) ? title : undefined
    // A name over several numbered rows with units of their own is that of a group; each row is named by what it says.
    if (roled && title && content && (markAt(content.text, 0) || !number)) {
      const last = this.grouped && markAt(title.text, 0) !== null && markAt(content.text, 0) !== null
      if (last || this.hasOwnUnits(next)) {
        this.grouped = true
        title = undefined
      }
    }
    if (!this.columns.some(isRole)) {
      if (department)
        this.aboveRoles = { lead: readUnits(department.text, department.span[0], '', this.options.places).units }
      if (department || !title) {
        title = content && content.text.length <= 80 ? content : undefined
      }
    }
    const clauses = this.clausesOf(cells)
    const continues = !number && !title && clauses.length === 0
    if (continues && content && this.tasks.length > 0 && this.columns.includes('title')) {
      const last = this.tasks.at(-1)!
      last.span = [last.span[0], row.span[1]]
      return
    }
    if (!title && !content) {
      if (clauses.length === 0 && !number) return
      this.problem('表格这一行没有任务名称或内容，无法读作任务', row.span)
      return
    }
    const named = title ?? content!
    const heading = squeeze(title && (content || !/。./.test(title.text)) ? title.text : firstSentence(named.text))
    const no =
      number?.text.replace(/[（()）、.．]/g, '') ?? (own('number') ? '' : (this.above.get('number')?.text ?? ''))
    if (number) this.above.set('number', number)
    const inherited: Partial<Record<Role, UnitMention[]>> = { ...this.sectionUnits }
    if (clauses.length === 0 && roled && number && ROLES.some(role => this.aboveRoles[role]?.length)) {
      // An empty cell is what a merge leaves behind, or an omission: only the printed table can tell.
      if (this.table.layout === 'rows' && row.cells.length >= this.columns.length)
        this.problem('这一行没有写责任单位，按合并单元格沿用上一行，请核对', row.span)
    }
    if (clauses.length === 0) Object.assign(inherited, this.aboveRoles)
    if (this.forLater && !clauses.some(c => c.resp.length > 0)) inherited.resp = this.forLater
    const mark = markAt(heading, 0)
    const plainTitle = (mark ? heading.slice(mark.mark.length) : heading).replace(/[。；;：:]$/, '')
    this.tasks.push({
      path: [...this.headings, ...(this.table.caption ? [this.table.caption] : []), ...this.section, heading],
      no: no || mark?.no || '',
      title: plainTitle,
      span: [this.startOf(row, number, title ?? named, department), row.span[1]],
      clauses: clauses.map(clause => ({ from: row.span[0], clause })),
      inherited,
      added: {},
      deadlineCells: own('deadline') ? [own('deadline')!.span] : [],
    })
    this.remember(clauses, row)
    if (
      department === undefined &&
      this.columns.some(isRole) &&
      clauses.length === 0 &&
      !ROLES.some(role => inherited[role]?.length)
    )
      this.problem('表格这一行没有写明任何责任单位', row.span)
  }

  /** Is it the next row of the same name, numbered and with units? */
  private hasOwnUnits(row: TableRow | undefined): boolean {
    if (!row || row.cells.length < 2) return false
    const cells = align(row, this.columns)
    const content = cells.get('content')
    return (
      !cells.get('title')?.text &&
      !!content?.text &&
      markAt(content.text, 0) !== null &&
      [...cells].some(([column, c]) => isRole(column) && c.text !== '')
    )
  }

  private remember(clauses: RoleClause[], row: TableRow): void {
    if (clauses.length === 0) return
    this.aboveRoles = {}
    for (const role of ROLES) this.aboveRoles[role] = clauses.flatMap(c => c[role])
    for (const clause of clauses) {
      if (clause.forLater) this.forLater = clause.forLater.length ? clause.forLater : clauses.flatMap(c => c.resp)
      for (const span of clause.unread) this.problem('责任单位一栏中有不能识别的文字', span)
    }
    if (row.cells.length > this.columns.length + 2) this.problem('表格这一行的单元格多于表头', row.span)
  }

  /** The number may stand before a merged group cell that the heading has no column for. */
  private numberOf(cells: Map<Column, TableCell> & { extra?: TableCell[] }): TableCell | undefined {
    const placed = cells.get('number')
    if (placed && isNumber(placed.text)) return placed
    return cells.extra?.find(c => isNumber(c.text))
  }

  /**
   * Where a task's text starts: at its name in a table that says who does it; a table of departments or of scores starts a row at
   * the department or the number.
   */
  private startOf(
    row: TableRow,
    number: TableCell | undefined,
    title: TableCell,
    department: TableCell | undefined,
  ): number {
    if (this.columns.some(isRole)) return title.span[0]
    if (department && department !== title) return department.span[0]
    const first = row.cells.find(c => c.text)!
    return number && number.span[0] < title.span[0] ? number.span[0] : first.span[0]
  }

  private isSection(row: TableRow, filled: TableCell[]): boolean {
    if (filled.length === 1)
      return row.cells.length < this.columns.length || markAt(filled[0]!.text, 0) !== null || filled[0] === row.cells[0]
    if (filled.every(c => c.text === filled[0]!.text)) return true
    return SECTION_NUMBER.test(filled[0]!.text) && this.columns[0] === 'number'
  }

  private openSection(filled: TableCell[]): void {
    const text =
      SECTION_NUMBER.test(filled[0]!.text) && filled[1] ? `${filled[0]!.text} ${filled[1].text}` : filled[0]!.text
    const rank = (heading: string) => (/^[（(]/.test(heading) ? 1 : 0)
    this.section = [...this.section.filter(heading => rank(heading) < rank(text)), text]
    this.sectionUnits = {}
    this.aboveRoles = {}
    const bracket = /[（(]([^（()）]*)[）)]\s*$/.exec(text)
    if (!bracket) return
    const cell = filled.find(c => c.text.includes(bracket[1]!))!
    const at = cell.span[0] + cell.text.indexOf(bracket[1]!)
    const clause = readClause(bracket[1]!, at, { ...this.options, assume: 'resp' })
    if (clause) for (const role of ROLES) if (clause[role].length > 0) this.sectionUnits[role] = clause[role]
  }

  private clausesOf(cells: Map<Column, TableCell>): RoleClause[] {
    const clauses: RoleClause[] = []
    for (const [column, cell] of cells) {
      if (isRole(column) && AS_ABOVE.test(cell.text) && this.aboveRoles[column]) {
        clauses.push({ ...NOBODY, span: cell.span, [column]: this.aboveRoles[column] })
        continue
      }
      if (!isRole(column) || !cell.text || /^[-—/／无\\]+$/.test(cell.text)) continue
      const clause = readClause(this.text.slice(...cell.span), cell.span[0], {
        ...this.options,
        assume: column,
        trusting: true,
      })
      if (clause) clauses.push(clause)
    }
    if (clauses.length === 0) return clauses
    const whole = clauses.reduce(merge)
    if (this.firstLeads) promoteFirst(whole)
    return [whole]
  }

  private problem(message: string, span: Span): void {
    this.problems.push({ message, span, quote: this.text.slice(...span).slice(0, 80) })
  }
}

const AS_ABOVE = /^(?:同上|同前|〃|″|”)$/
const NOBODY = nobody([0, 0])

const merge = (a: RoleClause, b: RoleClause): RoleClause => ({
  span: [Math.min(a.span[0], b.span[0]), Math.max(a.span[1], b.span[1])],
  lead: [...a.lead, ...b.lead],
  coop: [...a.coop, ...b.coop],
  resp: [...a.resp, ...b.resp],
  guide: [...a.guide, ...b.guide],
  open: [...new Set([...a.open, ...b.open])],
  forLater: a.forLater ?? b.forLater,
  firstLeads: a.firstLeads || b.firstLeads,
  leadNamed: a.leadNamed || b.leadNamed,
  shared: [...a.shared, ...b.shared],
  unread: [...a.unread, ...b.unread],
})

const firstSentence = (text: string): string => /^[^。；]*/.exec(text)![0]
