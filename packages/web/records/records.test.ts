import { f } from '@jingtu/core/field.ts'
import { defineRecord } from '@jingtu/core/record.ts'
import { describe, expect, test } from 'vitest'
import { cellOf } from '../parts/table-rows.ts'
import { columnsOf, deadlineOf } from './columns.tsx'
import { chosenRows, sumOf } from './filters.tsx'
import { matrixOf } from './matrix.ts'
import { type AnyRow, describeRecord, type RecordPage, readFields } from './record-page.ts'

const kind = defineRecord({
  id: 'promise',
  name: '承诺',
  fields: {
    title: f.text('事项', { required: true }),
    unit: f.ref('单位', 'unit', { required: true }),
    year: f.integer('年度', { min: 2000, max: 2200 }),
    area: f.decimal('面积', { unit: '亩' }),
    due: f.day('时限'),
    keptOn: f.day('兑现日期'),
    rounds: f.json<{ on: string }[]>('回访'),
    files: f.files('附件'),
  },
  states: { open: '未兑现', kept: '已兑现' },
  initial: 'open',
  transitions: { keep: { label: '兑现', from: ['open'], to: 'kept', by: ['assignee'] } },
})
const given: RecordPage<typeof kind> = {
  kind,
  path: '/api/promises',
  title: '承诺',
  note: '',
  add: '登记',
  empty: { title: '', how: '' },
  columns: [{ field: 'title', pinned: true }, 'unit', 'year', 'area', 'state', 'due', 'rounds', 'files'],
  filters: ['year'],
  form: [{ fields: ['title', 'unit', 'year', 'area', 'due', 'rounds'] }],
  later: ['keptOn'],
  rows: { rounds: { noun: '回访', fields: { on: f.day('日期', { required: true }) }, on: 'on' } },
  waiting: { open: 'unit' },
  deadline: { due: 'due', metOn: 'keptOn', while: ['open'] },
}
const page = describeRecord(given)
const row = (id: string, values: Record<string, unknown>): AnyRow =>
  ({
    id,
    state: 'open',
    moves: ['keep'],
    editable: true,
    title: id,
    unit: 'u1',
    year: 2026,
    ...values,
  }) as unknown as AnyRow
const names = { u1: '甲局', u2: '乙局' }

describe('a list from a declaration', () => {
  const columns = columnsOf(page, names, '2026-07-01')
  const value = (key: string, of: AnyRow) => cellOf(columns.find(c => c.key === key)!, of)

  test('references are names, embedded rows and files are counted, the last of them has its day', () => {
    const one = row('a', { rounds: [{ on: '2026-05-02' }, { on: '2026-06-01' }, { on: '2026-03-01' }], files: ['x'] })
    expect(value('unit', one)).toBe('甲局')
    expect(value('rounds', one)).toBe(3)
    expect(value('rounds.latest', one)).toBe('2026-06-01')
    expect(value('files', one)).toBe(1)
    expect(value('state', one)).toBe('未兑现')
  })
  test('what is missing is missing, never nought', () => {
    const none = row('b', { rounds: null, files: [], area: null, due: null })
    expect(['rounds', 'rounds.latest', 'files', 'area', 'due'].map(key => value(key, none))).toEqual(
      Array(5).fill(null),
    )
  })
  test('units stand in the heads', () => {
    expect(columns.find(c => c.key === 'area')).toMatchObject({ title: '面积', unit: '亩', kind: 'number' })
  })
  test('a sheet reads the fields of the form and those written later; embedded rows stand apart', () => {
    expect(readFields(page)).toEqual(['title', 'unit', 'year', 'area', 'due', 'keptOn'])
  })
})

test('a description that names what the declaration does not have is refused, with the names', () => {
  const wrong = { ...given, later: ['keptOn', 'kept'] } as unknown as RecordPage<typeof kind>
  expect(() => describeRecord(wrong)).toThrow('承诺: no field kept')
})

test('the address narrows the list: by state, by fields, and to what waits for one’s own unit', () => {
  const rows = [
    row('a', {}),
    row('b', { unit: 'u2' }),
    row('c', { moves: [] }),
    row('d', { state: 'kept', year: 2025 }),
  ]
  const ids = (query: string) => chosenRows(page, rows, new URLSearchParams(query), 'u1').map(r => r.id)
  expect(ids('')).toEqual(['a', 'b', 'c', 'd'])
  expect(ids('state=kept')).toEqual(['d'])
  expect(ids('state=open&year=2026')).toEqual(['a', 'b', 'c'])
  expect(ids('year=2025')).toEqual(['d'])
  // Of another unit's, and what the reader may not move on, nothing waits for the reader.
  expect(ids('state=waiting')).toEqual(['a'])
})

test('an old day of fulfilment does not meet a deadline that runs anew', () => {
  const values = { due: '2026-09-01', keptOn: '2026-03-01' }
  expect(deadlineOf(page, row('a', values))).toEqual({ due: '2026-09-01', metOn: null })
  expect(deadlineOf(page, row('a', { ...values, state: 'kept' }))).toEqual({ due: '2026-09-01', metOn: '2026-03-01' })
  expect(deadlineOf(page, row('a', { due: null }))).toBeNull()
})

test('sums tell how many rows say nothing, and nothing said is no sum', () => {
  expect(sumOf([3, null, 4])).toEqual({ sum: 7, missing: 1 })
  expect(sumOf([null, null])).toEqual({ sum: null, missing: 2 })
})

test('a matrix leaves nothing out: two rows in one cell stand there both', () => {
  const rows = [row('a', { title: '第一条' }), row('b', { title: '第一条', unit: 'u2' }), row('c', { title: '第一条' })]
  const made = matrixOf({ title: '', rows: ['title'], about: 'year', columns: 'unit' }, rows, names)
  expect(made.columns.map(c => c.name)).toEqual(['甲局', '乙局'])
  expect(made.rows).toHaveLength(1)
  expect(made.rows[0]!.cells.u1!.map(r => r.id)).toEqual(['a', 'c'])
  expect(made.rows[0]).toMatchObject({ left: { title: '第一条' }, about: '2026' })
})

/** Pages of particular records, each of which brings its description. */
const descriptions = import.meta.glob<{ default: unknown }>(
  ['./law-duties.tsx', './grid-cells.tsx', './staffing.tsx', './supervision.tsx'],
  { eager: true },
)
const sources = import.meta.glob<string>('./*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })

test('every description fits its declaration, and the general page knows none of them', () => {
  expect(Object.values(descriptions).filter(module => typeof module.default === 'function')).toHaveLength(4)
  const general = Object.entries(sources).filter(([file]) => !(file in descriptions) && !/\.test\.|\/en\.ts/.test(file))
  expect(general.length).toBeGreaterThan(10)
  const knowing = general.filter(([, source]) => /@jingtu\/(programme|registers)|kind\.id ===/.test(source))
  expect(knowing.map(([file]) => file)).toEqual([])
})
