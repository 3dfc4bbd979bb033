import { f } from '@jingtu/core/field.ts'
import { isDecimal } from '@jingtu/core/measure.ts'
import { isDay } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'
import { letterOf } from './table-formula.ts'

export const COLLECTION_KINDS = ['文字', '数字', '经度', '纬度', '日期', '选项'] as const
export interface CollectionColumn {
  name: string
  kind: (typeof COLLECTION_KINDS)[number]
  required: boolean
  /** No two rows of all units may say the same: a number of a well. */
  unique: boolean
  /** Of 选项. */
  options: string[]
  /** Of 数字; nothing where any figure will do. */
  min: string | null
  max: string | null
}

/** 数据收集: a list the plan's owner asks of units by a day, with its columns and what may stand in them. */
export const dataCollectionRecord = defineRecord({
  id: 'data-collection',
  name: '数据收集',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    task: f.ref('任务', 'task'),
    title: f.text('名称', { required: true }),
    due: f.day('报送截止', { required: true, indexed: true }),
    units: f.refs('报送单位', 'unit', { indexed: true }),
    columns: f.json<CollectionColumn[]>('列'),
    note: f.text('填报说明'),
    closedOn: f.day('汇总日期'),
  },
  states: { open: '收集中', closed: '已汇总' },
  initial: 'open',
  transitions: {
    close: { label: '汇总', from: ['open'], to: 'closed', by: ['owner'], duty: 'reviewer' },
    reopen: { label: '重新收集', from: ['closed'], to: 'open', by: ['owner'], duty: 'reviewer', reason: 'required' },
  },
})
export type DataCollection = RowOf<typeof dataCollectionRecord>

/** 数据报送: what one unit has handed in; the next file of the unit is the next version. */
export const dataReturnRecord = defineRecord({
  id: 'data-return',
  name: '数据报送',
  fields: {
    collection: f.ref('数据收集', 'data-collection', { required: true, indexed: true }),
    unit: f.ref('报送单位', 'unit', { required: true, indexed: true }),
    file: f.text('文件'),
    rows: f.json<string[][]>('数据'),
    submittedOn: f.day('报送日期', { required: true }),
    late: f.boolean('逾期报送'),
  },
  states: { submitted: '已报送', returned: '已退回', accepted: '已接收' },
  initial: 'submitted',
  transitions: {
    resubmit: {
      label: '重新报送',
      from: ['submitted', 'returned'],
      to: 'submitted',
      by: ['assignee'],
      duty: 'reporter',
    },
    accept: { label: '接收', from: ['submitted'], to: 'accepted', by: ['owner'], duty: 'reviewer' },
    sendBack: {
      label: '退回',
      from: ['submitted', 'accepted'],
      to: 'returned',
      by: ['owner'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
})
export type DataReturn = RowOf<typeof dataReturnRecord>

/** What is wrong with the columns of a collection before anybody is asked to fill it in. */
export function columnFaults(columns: readonly CollectionColumn[]): Reason[] {
  if (columns.length === 0) return [{ where: 'columns', message: '请至少设一列' }]
  return columns.flatMap((c, i): Reason[] => [
    ...(columns.findIndex(x => x.name === c.name) < i ? [{ where: 'columns', message: `列“${c.name}”重复` }] : []),
    ...(c.kind === '选项' && c.options.length === 0 ? [{ where: 'columns', message: `列“${c.name}”没有写选项` }] : []),
  ])
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
const between = (text: string, low: number, high: number): boolean =>
  isDecimal(text) && Number(text) >= low && Number(text) <= high

/** Bounds of the country in degrees, so that a swapped pair or degrees written as 度分秒 is found. */
const KINDS: Record<CollectionColumn['kind'], (text: string, column: CollectionColumn) => string | null> = {
  文字: () => null,
  数字: (text, { min, max }) => {
    if (!isDecimal(text)) return '应为数字，单位不要写在格里'
    if (min !== null && Number(text) < Number(min)) return `不能小于 ${min}`
    return max !== null && Number(text) > Number(max) ? `不能大于 ${max}` : null
  },
  经度: text => (between(text, 73, 136) ? null : '应为十进制的东经，73 至 136 之间，例如 108.3265'),
  纬度: text => (between(text, 3, 54) ? null : '应为十进制的北纬，3 至 54 之间，例如 22.8170'),
  日期: text => (isDay(text) ? null : '应为日期，例如 2026-05-08'),
  选项: (text, { options }) => (options.includes(text) ? null : `应为${options.join('、')}之一`),
}

/**
 * The rows of a returned sheet, checked cell by cell; every fault stands with its row, column and cell.
 * @param texts the sheet as it was filled in, row by row; the heads stand somewhere above the data
 * @param taken what other units have handed in, for columns that must not repeat: column name → value → unit
 */
export function readReturn(
  columns: readonly CollectionColumn[],
  texts: readonly (readonly string[])[],
  taken: ReadonlyMap<string, ReadonlyMap<string, string>>,
): { rows: string[][]; faults: Reason[] } {
  const head = texts.findIndex(row => columns.every(c => row.some(text => text.trim() === c.name)))
  if (head < 0) {
    const best = texts.find(row => columns.some(c => row.some(text => text.trim() === c.name))) ?? []
    const lacking = columns.filter(c => !best.some(text => text.trim() === c.name)).map(c => `“${c.name}”`)
    return { rows: [], faults: [{ message: `表头缺少${lacking.join('、')}；请用本系统下载的表样填写，不要改动表头` }] }
  }
  const places = columns.map(c => texts[head]!.findIndex(text => text.trim() === c.name))
  const faults: Reason[] = []
  const rows: string[][] = []
  const seen = columns.map(() => new Map<string, number>())
  for (const [i, row] of texts.entries()) {
    if (i <= head || row.every(text => !text.trim())) continue
    const line = i + 1
    rows.push(
      columns.map((column, c) => {
        const raw = row[places[c]!] ?? ''
        const text = column.kind === '文字' || column.kind === '选项' ? raw.trim() : plain(raw)
        const where = `第${line}行 ${column.name}（${letterOf(places[c]! - 1)}${line}）`
        const tell = (message: string): void => void faults.push({ where, message })
        if (text === '') {
          if (column.required) tell('没有填')
          return ''
        }
        const wrong = KINDS[column.kind](text, column)
        if (wrong) tell(`“${raw.trim().slice(0, 30)}”${wrong}`)
        if (column.unique) {
          const before = seen[c]!.get(text)
          if (before) tell(`“${text}”与第${before}行重复`)
          seen[c]!.set(text, line)
          const other = taken.get(column.name)?.get(text)
          if (other) tell(`“${text}”已由${other}报送`)
        }
        return text
      }),
    )
  }
  if (rows.length === 0 && faults.length === 0) faults.push({ message: '表里没有数据；确实没有的，请与收集单位联系' })
  return { rows, faults }
}
