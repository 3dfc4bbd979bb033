import type { Day } from '@jingtu/core/period.ts'

/** One unit's line under a task. */
export interface SheetLine {
  unit: string
  progress: string
  problems: string
  nextStep: string
  completion: string
  /** 'missing': owed and not reported. */
  mark: 'missing' | 'pending' | 'late' | null
}
export interface SheetTask {
  /** Headings from the top of the plan down to the task. */
  path: string[]
  no: string
  title: string
  content: string
  lead: string[]
  coop: string[]
  resp: string[]
  due: Day | null
  lines: SheetLine[]
}
export interface DispatchSheetModel {
  planTitle: string
  issuingNumber: string | null
  periodName: string
  from: Day
  to: Day
  due: Day
  recipient: string | null
  compiler: string
  tasks: SheetTask[]
  missing: { unitName: string; dispatches: number }[]
  /** Null while the period is open: the sheet is then a draft. */
  closedOn: Day | null
}

export interface LaidOutCell {
  value: string
  bold?: boolean
  align?: 'left' | 'center' | 'right'
  fill?: string
  colour?: string
  size?: number
  font?: string
  plain?: boolean
}
/** A worksheet as the writer of workbooks takes it. */
export interface LaidOutSheet {
  name: string
  columns: { width: number; align?: 'left' | 'center' | 'right' }[]
  rows: (LaidOutCell | string)[][]
  merges: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
  headRows: number
  heights: number[]
  landscape: boolean
  paper: 'a3'
  pageNumbers: boolean
}

const DISPATCH_COLUMNS = [
  '序号',
  '重点任务',
  '任务内容',
  '牵头单位',
  '配合单位',
  '责任单位',
  '时限',
  '进展情况',
  '存在问题',
  '下一步措施',
  '完成情况',
  '填报单位',
] as const
/** In characters of Latin width; a hanzi takes two. */
const WIDTHS = [8, 18, 36, 15, 15, 15, 16, 40, 22, 22, 16, 16]
const LAST = WIDTHS.length - 1
/** Columns that say the same for all units of a task and are merged over their lines. */
const TASK_COLUMNS = 7
const SECTION_FILL = 'E8EFEA'
const MISSING_FILL = 'FBE9E7'
const PENDING_FILL = 'FFF6DF'
const LINE_POINTS = 15
/** Excel refuses rows higher than this. */
const MAX_POINTS = 409

/** The 调度表 as bureaus draw it: title, section rows across, one block per task with a line per unit, who is missing, seal. */
export function layOutDispatchSheet(model: DispatchSheetModel): LaidOutSheet {
  const sheet: LaidOutSheet = {
    name: `${model.periodName}调度表`,
    columns: WIDTHS.map((width, i) => ({ width, align: [0, 6, 11].includes(i) ? 'center' : 'left' })),
    rows: [],
    merges: [],
    headRows: 3,
    heights: [],
    landscape: true,
    paper: 'a3',
    pageNumbers: true,
  }
  const across = (value: LaidOutCell, height: number): void => {
    sheet.merges.push({ startRow: sheet.rows.length, startColumn: 0, endRow: sheet.rows.length, endColumn: LAST })
    sheet.rows.push([value, ...blanks(LAST, value)])
    sheet.heights.push(height)
  }
  across(
    {
      value: `${titleOf(model)}${model.closedOn ? '' : '（未办结）'}`,
      plain: true,
      bold: true,
      size: 20,
      font: '黑体',
      align: 'center',
    },
    40,
  )
  underTitle(sheet, model)
  sheet.rows.push(DISPATCH_COLUMNS.map(value => ({ value, bold: true, align: 'center' as const })))
  sheet.heights.push(30)
  let before: string[] = []
  for (const task of model.tasks) {
    const sections = sectionsOf(task)
    for (const [depth, heading] of sections.entries()) {
      if (before[depth] === heading && before.slice(0, depth).every((h, i) => h === sections[i])) continue
      across({ value: heading, bold: true, align: 'left', fill: SECTION_FILL }, 24)
    }
    before = sections
    taskBlock(sheet, task)
  }
  const missing = model.missing
    .map(m => (m.dispatches > 1 ? `${m.unitName}（${m.dispatches}项）` : m.unitName))
    .join('、')
  across(
    {
      value: missing ? `未报送单位（${model.missing.length}家）：${missing}` : '未报送单位：无',
      align: 'left',
      ...(missing ? { colour: 'AE3226' } : {}),
    },
    heightOf(missing, sum(WIDTHS)) + 9,
  )
  across(
    {
      value: `汇总单位（盖章）：${model.compiler}　　　　　填表人：　　　　　　审核人：　　　　　　联系电话：　　　　　　汇总日期：${model.closedOn ? dateText(model.closedOn) : '　　年　月　日'}`,
      plain: true,
      align: 'left',
    },
    34,
  )
  return sheet
}

const titleOf = (model: DispatchSheetModel): string =>
  `${model.planTitle.replace(/[《》]/g, '')}${model.periodName}工作调度表`

function underTitle(sheet: LaidOutSheet, model: DispatchSheetModel): void {
  const row = sheet.rows.length
  const left = `汇总单位：${model.compiler}${model.issuingNumber ? `　　依据：${model.issuingNumber}` : ''}${model.recipient ? `　　报送：${model.recipient}` : ''}`
  const right = `调度期：${dateText(model.from)}至${dateText(model.to)}　　填报截止：${dateText(model.due)}`
  const plain: LaidOutCell = { value: '', plain: true }
  sheet.rows.push([
    { value: left, plain: true, align: 'left', bold: false },
    ...blanks(6, plain),
    { value: right, plain: true, align: 'right', bold: false },
    ...blanks(LAST - 7, plain),
  ])
  sheet.merges.push(
    { startRow: row, startColumn: 0, endRow: row, endColumn: 6 },
    { startRow: row, startColumn: 7, endRow: row, endColumn: LAST },
  )
  sheet.heights.push(22)
}

function taskBlock(sheet: LaidOutSheet, task: SheetTask): void {
  const lines = task.lines.length
    ? task.lines
    : [{ unit: '', progress: '尚未交办', problems: '', nextStep: '', completion: '', mark: null }]
  const start = sheet.rows.length
  const common = [
    task.no,
    task.title,
    task.content,
    task.lead.join('、'),
    task.coop.join('、'),
    task.resp.join('、'),
    task.due ? dateText(task.due) : '',
  ]
  const heights = lines.map(l =>
    Math.max(
      ...[l.progress, l.problems, l.nextStep, l.completion, l.unit].map((text, i) =>
        heightOf(text, WIDTHS[i + TASK_COLUMNS]!),
      ),
    ),
  )
  const needed = Math.max(...common.map((text, i) => heightOf(text, WIDTHS[i]!)))
  const lacking = Math.ceil(Math.max(0, needed - sum(heights)) / lines.length)
  for (const [i, line] of lines.entries()) {
    const fill = line.mark === 'missing' ? MISSING_FILL : line.mark === 'pending' ? PENDING_FILL : undefined
    const own = [line.progress, line.problems, line.nextStep, line.completion, line.unit].map(
      (value, c): LaidOutCell => ({
        value,
        ...(fill ? { fill } : {}),
        ...(line.mark === 'missing' && c === 0 ? { colour: 'AE3226', bold: true } : {}),
      }),
    )
    sheet.rows.push([...common.map(value => (i === 0 ? value : '')), ...own])
    sheet.heights.push(Math.min(MAX_POINTS, heights[i]! + lacking))
  }
  if (lines.length > 1) {
    for (let column = 0; column < TASK_COLUMNS; column++)
      sheet.merges.push({ startRow: start, startColumn: column, endRow: start + lines.length - 1, endColumn: column })
  }
}

/** The headings above the task; its own heading stands in its row. */
export function sectionsOf(task: Pick<SheetTask, 'path' | 'title'>): string[] {
  const own = task.path.at(-1)
  return own !== undefined && (own.includes(task.title) || task.title.includes(own))
    ? task.path.slice(0, -1)
    : task.path
}

const blanks = (n: number, like: LaidOutCell): LaidOutCell[] =>
  Array.from({ length: n }, () => ({ ...like, value: '' }))
const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0)
const dateText = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** Points that a text takes in a column: a hanzi is as wide as two Latin characters. */
function heightOf(text: string, width: number): number {
  const lines = text.split('\n').reduce((n, part) => {
    const length = [...part].reduce((w, c) => w + (/[\u2e80-\uffef]/.test(c) ? 2 : 1), 0)
    return n + Math.max(1, Math.ceil((length * 1.05) / (width - 1)))
  }, 0)
  return Math.min(MAX_POINTS, lines * LINE_POINTS + 7)
}
