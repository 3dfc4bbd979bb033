import { LINES } from '@jingtu/core/access.ts'
import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** Which of the plan's dispatches, or of the reports on them, a column counts for a row and a period. */
export const TASK_COUNTS = {
  issued: '交办件数',
  closed: '办结件数',
  overdue: '逾期未办结件数',
  owed: '应报件数',
  reported: '已报件数',
} as const
export type TaskCount = keyof typeof TASK_COUNTS

/** Where the figures of a column come from. */
export type ColumnSource =
  | { kind: 'typed' }
  /** The value the plan's target sets for the row's region, or what was last measured there. */
  | { kind: 'target'; indicator: string; what: 'value' | 'measured' }
  | { kind: 'tasks'; count: TaskCount; task: string | null }
  | { kind: 'formula'; formula: string }

export interface TableColumn {
  /** Stays with the column when others are put before it; what was typed in is kept under it. */
  key: string
  name: string
  unit: string | null
  source: ColumnSource
  /** Digits behind the point of a computed figure, half up; what was typed in stands as it was typed. */
  decimals: number
  /** What stands in the row 合计: the sum, the column's own formula over the sums (a rate of totals), or nothing. */
  total: 'sum' | 'formula' | 'none'
}

/** A region or a unit; the name is the one it bore when the table was drawn. */
export interface TableRow {
  id: string
  name: string
}

/** A formula of one cell alone, which stands before its column's source. `at` is as in Excel: column letter, row of the table. */
export interface CellFormula {
  at: string
  formula: string
}

/** 报表: drawn by the plan's owner for its rows and columns, filled in every period. */
export const reportTableRecord = defineRecord({
  id: 'report-table',
  name: '报表',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    name: f.text('表名', { required: true }),
    number: f.text('表号'),
    basis: f.text('依据'),
    rowsBy: f.choice('按', ['区域', '单位'], { required: true }),
    rows: f.json<TableRow[]>('行'),
    columns: f.json<TableColumn[]>('列'),
    formulas: f.json<CellFormula[]>('单元格公式'),
    hasTotal: f.boolean('合计行'),
    /** Only units of this line fill in the row of their region; any unit there when empty. */
    line: f.choice('填报条线', LINES),
    note: f.text('填表说明'),
  },
  states: { draft: '设计中', inUse: '填报中', ended: '已停用' },
  initial: 'draft',
  transitions: {
    open: { label: '启用', from: ['draft'], to: 'inUse', by: ['owner'], duty: 'planner' },
    redraw: { label: '退回设计', from: ['inUse'], to: 'draft', by: ['owner'], duty: 'planner', reason: 'required' },
    end: { label: '停用', from: ['draft', 'inUse'], to: 'ended', by: ['owner'], duty: 'planner' },
  },
})
export type ReportTable = RowOf<typeof reportTableRecord>

/** 报表填报: one row of a table in one period, as the unit that fills it in says it. Column key → number, “/”, or nothing yet. */
export const reportLineRecord = defineRecord({
  id: 'report-line',
  name: '报表填报',
  fields: {
    reportTable: f.ref('报表', 'report-table', { required: true, indexed: true }),
    period: f.ref('调度期', 'period', { required: true, indexed: true }),
    subject: f.text('行', { required: true }),
    cells: f.json<Record<string, string>>('数值'),
    filledBy: f.ref('填报单位', 'unit', { required: true, indexed: true }),
    note: f.text('备注'),
  },
  states: { draft: '填报中', submitted: '已提交', returned: '已退回' },
  initial: 'draft',
  transitions: {
    submit: { label: '提交', from: ['draft', 'returned'], to: 'submitted', by: ['assignee', 'owner'] },
    sendBack: {
      label: '退回',
      from: ['submitted'],
      to: 'returned',
      by: ['owner'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
})
export type ReportLine = RowOf<typeof reportLineRecord>

/** 报表上报: the whole table of one period as it was handed up, frozen with its workbook. */
export const reportSheetRecord = defineRecord({
  id: 'report-sheet',
  name: '报表上报',
  fields: {
    reportTable: f.ref('报表', 'report-table', { required: true, indexed: true }),
    period: f.ref('调度期', 'period', { required: true, indexed: true }),
    /** Figures by row, as they were shown: number, “/”, or null where nobody knows. */
    figures: f.json<(string | null)[][]>('数值'),
    file: f.text('工作簿'),
    submittedOn: f.day('上报日期', { required: true }),
  },
  states: { submitted: '已上报', withdrawn: '已撤回' },
  initial: 'submitted',
  transitions: {
    withdraw: {
      label: '撤回',
      from: ['submitted'],
      to: 'withdrawn',
      by: ['owner'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
})
export type ReportSheet = RowOf<typeof reportSheetRecord>
