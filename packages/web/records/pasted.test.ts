import { f } from '@jingtu/core/field.ts'
import { describe, expect, test } from 'vitest'
import { cellsOf, pasteInto, valueFromText } from './pasted.ts'

const fields = [
  ['text', f.text('发现')],
  ['due', f.day('时限')],
] as const

describe('a block pasted from a table program', () => {
  test('tabs part cells, lines part rows, and a quoted cell keeps its lines and quotes', () => {
    expect(cellsOf('甲\t2026/3/5\r\n"两行\n""引""文"\t\r\n')).toEqual([
      ['甲', '2026/3/5'],
      ['两行\n"引"文', ''],
    ])
  })

  test('days in the usual writings become days; what is no day stays empty', () => {
    const due = f.day('时限')
    expect(['2026/3/5', '2026.03.05', '2026年3月5日', '2026-03-05'].map(text => valueFromText(due, text))).toEqual(
      Array(4).fill('2026-03-05'),
    )
    expect(valueFromText(due, '三月底')).toBeNull()
    expect(valueFromText(due, '2026/2/30')).toBeNull()
  })

  test('figures lose their thousands signs, choices have to be offered', () => {
    expect(valueFromText(f.integer('人数'), '1,200')).toBe(1200)
    expect(valueFromText(f.decimal('面积'), '1,200.50')).toBe('1200.50')
    expect(valueFromText(f.choice('级别', ['村', '镇']), '县')).toBeNull()
  })

  test('it fills to the right and down from the cell it was pasted into, and adds rows where it may', () => {
    const rows = [
      { text: '甲', due: null },
      { text: '乙', due: null },
    ]
    const block = [
      ['2026/3/5', '多余'],
      ['2026/3/6', ''],
      ['2026/3/7', ''],
    ]
    expect(pasteInto(rows, fields, { row: 0, key: 'due' }, block, null)).toEqual([
      { text: '甲', due: '2026-03-05' },
      { text: '乙', due: '2026-03-06' },
    ])
    expect(
      pasteInto(rows, fields, { row: 1, key: 'text' }, [['丙'], ['丁']], () => ({ text: null, due: null })),
    ).toEqual([
      { text: '甲', due: null },
      { text: '丙', due: null },
      { text: '丁', due: null },
    ])
    expect(rows[1]!.text).toBe('乙')
  })
})
