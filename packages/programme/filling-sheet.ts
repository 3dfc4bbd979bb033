import { isDecimal } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Report } from './reporting.ts'
import { letterOf } from './table-formula.ts'

/** One dispatched task of a unit in the sheet in which it reports all its tasks of a period. */
export interface FillingTask {
  dispatch: string
  no: string
  title: string
  content: string
  due: string | null
  /** What the unit has to do of it: 1.2万亩. */
  share: string
  /** What was said in the period before. */
  before: string
  /** Targets the report may speak of. */
  targets: { id: string; indicator: string; unit: string | null }[]
  /** What is written already: a draft, or a report that was sent back. */
  report: Pick<
    Report,
    'figureKind' | 'quantity' | 'percent' | 'progress' | 'problems' | 'nextStep' | 'fallReason' | 'values'
  > | null
  returned: string | null
}

/** The columns a unit fills in; the others are for reading. */
const FILLED = [
  '数值口径',
  '完成数量',
  '完成比例（%）',
  '进展情况',
  '存在问题',
  '下一步措施',
  '指标数值',
  '累计值下降说明',
] as const
type Filled = (typeof FILLED)[number]
export const FILLING_COLUMNS = [
  '序号',
  '任务',
  '任务内容',
  '时限',
  '本单位承担',
  '上期情况',
  '退回意见',
  ...FILLED,
  '编号（勿改）',
] as const
const WIDTHS = [8, 22, 40, 12, 14, 28, 18, 14, 12, 12, 44, 24, 24, 28, 20, 12]
const KINDS = ['本期值', '累计值', '工程量百分比'] as const
const ID = '编号（勿改）'
/** A title and a line of words stand above the heads. */
export const FILLING_HEAD_ROWS = 3

export interface FillingSheet {
  name: string
  columns: { width: number; choices?: string[]; align?: 'left' | 'center' | 'right'; prompt?: string }[]
  rows: (
    | string
    | number
    | null
    | {
        value: string | number | null
        plain?: boolean
        bold?: boolean
        size?: number
        align?: 'left' | 'center'
        fill?: string
      }
  )[][]
  merges: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
  headRows: number
  freezeColumns: number
  landscape: boolean
}

const GIVEN = 'F2F0EA'

/** “安全利用率(%)=92.5；排查数(个)=” for the targets of a task; what stands behind “=” is filled in. */
const targetsText = (task: FillingTask): string =>
  task.targets
    .map(x => {
      const said = task.report?.values?.find(v => v.target === x.id)
      return `${x.indicator}${x.unit ? `(${x.unit})` : ''}=${said?.value ?? said?.text ?? ''}`
    })
    .join('；')

export function layOutFilling(title: string, hint: string, tasks: readonly FillingTask[]): FillingSheet {
  const last = FILLING_COLUMNS.length - 1
  const blanks = Array.from({ length: last }, () => ({ value: '', plain: true }))
  const given = (value: string | number | null): { value: string | number | null; fill: string } => ({
    value,
    fill: GIVEN,
  })
  const figure = (text: string | null | undefined): string | number | null => (text ? Number(text) : null)
  return {
    name: '进展填报',
    columns: FILLING_COLUMNS.map((name, i) => ({
      width: WIDTHS[i]!,
      ...(name === '数值口径' ? { choices: [...KINDS] } : {}),
    })),
    rows: [
      [{ value: title, plain: true, bold: true, size: 16, align: 'center' }, ...blanks],
      [{ value: hint, plain: true, align: 'left' }, ...blanks],
      [...FILLING_COLUMNS],
      ...tasks.map(task => [
        ...[task.no, task.title, task.content, task.due ?? '', task.share, task.before, task.returned ?? ''].map(given),
        task.report?.figureKind ?? null,
        figure(task.report?.quantity),
        figure(task.report?.percent),
        task.report?.progress ?? null,
        task.report?.problems ?? null,
        task.report?.nextStep ?? null,
        targetsText(task) || null,
        task.report?.fallReason ?? null,
        given(task.dispatch),
      ]),
    ],
    merges: [0, 1].map(row => ({ startRow: row, startColumn: 0, endRow: row, endColumn: last })),
    headRows: FILLING_HEAD_ROWS,
    freezeColumns: 2,
    landscape: true,
  }
}

export interface FilledRow {
  /** Counted as Excel counts. */
  line: number
  dispatch: string
  content: Pick<
    Report,
    'figureKind' | 'quantity' | 'percent' | 'progress' | 'problems' | 'nextStep' | 'fallReason' | 'values'
  >
}

const plain = (text: string): string =>
  text
    .trim()
    .replace(/[０-９．％]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/(\d)[,，](?=\d{3}(?!\d))/g, '$1')

/**
 * What a unit has filled in; a row without a word in it is not reported and left out. Every fault stands with row, column
 * and cell.
 * @param rows texts of the sheet, row by row
 * @param cellName names a cell by its row and column, both from one
 */
export function readFilling(
  rows: readonly (readonly string[])[],
  tasks: readonly FillingTask[],
): { filled: FilledRow[]; faults: Reason[] } {
  const head = rows.findIndex(r => r.some(x => x.trim() === ID) && r.some(x => x.trim() === '进展情况'))
  if (head < 0)
    return {
      filled: [],
      faults: [{ message: '没有找到表头（“进展情况”“编号（勿改）”）；请用本系统下载的填报表填写，不要改动表头' }],
    }
  const columns = new Map(rows[head]!.map((name, i) => [name.trim(), i]))
  const faults: Reason[] = FILLED.filter(name => !columns.has(name)).map(name => ({
    where: `第${head + 1}行`,
    message: `缺少“${name}”一列；请用本系统下载的填报表填写，不要删列`,
  }))
  if (faults.length) return { filled: [], faults }
  const filled: FilledRow[] = []
  const seen = new Map<string, number>()
  for (const [i, row] of rows.entries()) {
    if (i <= head || row.every(text => !text.trim())) continue
    const line = i + 1
    const at = (name: Filled | typeof ID): string => row[columns.get(name)!]?.trim() ?? ''
    const fault = (name: Filled | typeof ID, message: string): void => {
      faults.push({ where: `第${line}行 ${name}（${letterOf(columns.get(name)! - 1)}${line}）`, message })
    }
    const written = FILLED.filter(name => (name === '指标数值' ? /[=＝]\s*[^；;\s]/.test(at(name)) : at(name) !== ''))
    const id = at(ID).toLowerCase()
    const task = tasks.find(x => x.dispatch === id)
    if (!task) {
      if (written.length) fault(ID, '这一行不是本单位本期可填报的任务，或编号被改动；请重新下载填报表')
      continue
    }
    const before = seen.get(id)
    if (before) fault(ID, `与第${before}行是同一项任务，只能填一行`)
    seen.set(id, line)
    if (written.length === 0) continue
    const content = contentOf(task, at, fault)
    filled.push({ line, dispatch: id, content })
  }
  return { filled, faults }
}

type At = (name: Filled) => string
type Fault = (name: Filled, message: string) => void

function contentOf(task: FillingTask, at: At, fault: Fault): FilledRow['content'] {
  const kind = at('数值口径')
  if (kind && !KINDS.includes(kind as 'x' as (typeof KINDS)[number]))
    fault('数值口径', `“${kind}”不是可选的口径，应为${KINDS.join('、')}`)
  const figure = (name: '完成数量' | '完成比例（%）'): string | null => {
    const text = plain(at(name)).replace(/%$/, '')
    if (!text) return null
    if (!isDecimal(text)) fault(name, `“${at(name)}”不是数字，应写作 12.5，单位不要写在格里`)
    else if (text.startsWith('-')) fault(name, `“${at(name)}”不能为负数`)
    else if (name === '完成比例（%）' && Number(text) > 100) fault(name, `“${at(name)}”超过 100%`)
    return text
  }
  const words = (name: Filled): string | null => at(name) || null
  return {
    figureKind: (kind || null) as FilledRow['content']['figureKind'],
    quantity: figure('完成数量'),
    percent: figure('完成比例（%）'),
    progress: words('进展情况'),
    problems: words('存在问题'),
    nextStep: words('下一步措施'),
    fallReason: words('累计值下降说明'),
    values: valuesOf(task, at, fault),
  }
}

function valuesOf(task: FillingTask, at: At, fault: Fault): FilledRow['content']['values'] {
  const found: NonNullable<FilledRow['content']['values']> = []
  for (const part of at('指标数值')
    .split(/[；;\n]/)
    .map(x => x.trim())
    .filter(Boolean)) {
    const [name = '', ...rest] = part.split(/[=＝]/)
    const text = plain(rest.join('=')).replace(/%$/, '')
    const indicator = name.replace(/[(（][^()（）]*[)）]\s*$/, '').trim()
    const target = task.targets.find(x => x.indicator === indicator || `${x.indicator}(${x.unit})` === name.trim())
    if (!target) fault('指标数值', `“${name.trim()}”不是这项任务的指标；应写作“指标=数值”，多个用“；”隔开`)
    else if (text)
      found.push(
        isDecimal(text) ? { target: target.id, value: text, text: null } : { target: target.id, value: null, text },
      )
  }
  return found.length ? found : null
}
