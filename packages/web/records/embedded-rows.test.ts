import { f } from '@jingtu/core/field.ts'
import { describe, expect, test } from 'vitest'
import { cellsToWrite, isBlank, rowFaults, rowsDifference } from './embedded-rows.ts'
import type { EmbeddedRows } from './record-page.ts'

const spec: EmbeddedRows = {
  noun: '检查发现',
  fields: {
    text: f.text('发现', { required: true }),
    due: f.day('时限'),
    reply: f.text('反馈'),
  },
  later: ['reply'],
}
const row = (text: string | null, due: string | null = null, reply: string | null = null) => ({ text, due, reply })

describe('what is written in rows inside a record', () => {
  test('cells that are written later are not asked for at first, and only they when their time comes', () => {
    expect(cellsToWrite(spec).map(([key]) => key)).toEqual(['text', 'due'])
    const answer = cellsToWrite(spec, { cells: ['reply'], required: ['reply'] })
    expect(answer.map(([key, field]) => [key, field.required])).toEqual([['reply', true]])
  })

  test('every row that misses something says where; a row nobody wrote into says nothing', () => {
    const rows = [row('台账不全'), row(null, '2026-12-01'), row(null), row('标识缺失', '明年')]
    expect(rowFaults(spec, undefined, rows, 0)).toEqual({
      1: { text: '“发现”不能为空' },
      3: { due: '“时限”应为日期，例如 2026-03-25，现为“明年”' },
    })
    expect(rows.filter(isBlank)).toEqual([row(null)])
  })

  test('a reply of blanks is no reply', () => {
    const task = { cells: ['reply'], required: ['reply'] }
    expect(rowFaults(spec, task, [row('甲', null, '  '), row('乙', null, '已补齐')], 0)).toEqual({
      0: { reply: '“反馈”不能为空' },
    })
  })

  test('what is on record is not checked again when a row is appended, but the new one has to be filled', () => {
    expect(rowFaults(spec, { append: true }, [row(null), row(null)], 1)).toEqual({ 1: { text: '“发现”不能为空' } })
  })
})

describe('the history of rows inside a record', () => {
  test('an appended row is told alone', () => {
    expect(rowsDifference(spec, [row('甲')], [row('甲'), row('乙', '2026-12-01')])).toEqual({
      before: null,
      after: '乙 · 2026-12-01',
    })
  })
  test('of a row that stayed only the cells that differ are told', () => {
    const difference = rowsDifference(
      spec,
      [row('甲', '2026-12-01'), row('乙')],
      [row('甲', '2026-12-10', '已补齐'), row('乙')],
    )
    expect(difference).toEqual({ before: null, after: '甲：时限 2026-12-01 → 2026-12-10，反馈 已补齐' })
  })
  test('a row that was taken away is told as it was', () => {
    expect(rowsDifference(spec, [row('甲'), row('乙')], [row('甲')])).toEqual({ before: '乙', after: null })
  })
})
