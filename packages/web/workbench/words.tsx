import type { Light as LightColour } from '@jingtu/core/period.ts'
import type { CellState, Group, WorkbenchRow } from '@jingtu/server/workbench/answers.ts'
import { t } from '../i18n/language.ts'
import { showNumber } from '../parts/show.ts'

export const GROUP_WORDS: Record<Group, string> = {
  returned: '退回修改',
  overdue: '已逾期',
  soon: '即将到期',
  todo: '其余在办',
  done: '已办',
}

export const LIGHT_SIGN: Record<LightColour, { sign: string; className: string }> = {
  green: { sign: '●', className: 'jt-met' },
  yellow: { sign: '▲', className: 'jt-at-risk' },
  red: { sign: '■', className: 'jt-not-met' },
  none: { sign: '◇', className: 'jt-unknown' },
}

/** Every cell of the matrix says its state by shape, colour and word. */
export const CELLS: Record<CellState, { sign: string; word: string; className: string }> = {
  accepted: { sign: '●', word: '已审核', className: 'jt-met' },
  submitted: { sign: '◐', word: '待审核', className: 'jt-cell-submitted' },
  returned: { sign: '↩', word: '已退回', className: 'jt-at-risk' },
  draft: { sign: '✎', word: '填写中', className: 'jt-unknown' },
  missing: { sign: '■', word: '未报送', className: 'jt-not-met' },
  waiting: { sign: '○', word: '未到期', className: 'jt-unknown' },
  'not-asked': { sign: '/', word: '不要求', className: 'jt-not-applicable' },
}

/** 300/1000 亩 · 对象 2/5 */
export function doneWords(row: Pick<WorkbenchRow, 'quantity' | 'quantityUnit' | 'done' | 'objects'>): string {
  const parts: string[] = []
  const unit = row.quantityUnit ? ` ${row.quantityUnit}` : ''
  if (row.quantity !== null)
    parts.push(`${row.done === null ? t('未报') : showNumber(row.done)} / ${showNumber(row.quantity)}${unit}`)
  else if (row.done !== null) parts.push(`${showNumber(row.done)}${unit}`)
  if (row.objects.total > 0) parts.push(t('对象 {done}/{total}', { done: row.objects.done, total: row.objects.total }))
  return parts.join(' · ')
}

export const taskName = (task: { no: string | null; title: string }): string =>
  task.no ? `${task.no}${/\d$/.test(task.no) ? '.' : ''} ${task.title}` : task.title
