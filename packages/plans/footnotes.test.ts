import { describe, expect, it } from 'vitest'
import { findFootnotes } from './footnotes.ts'

const read = (text: string) => findFootnotes(text, [0, text.length]).map(n => [n.mark, n.text])

describe('footnotes', () => {
  it('reads circled notes over several paragraphs and stops at the text', () => {
    const text = '表末\n注：①回收率指当季回收量与使用量之比。\n②得到保障指未发生违法利用。\n三、保障措施'
    expect(read(text)).toEqual([
      ['①', '回收率指当季回收量与使用量之比。'],
      ['②', '得到保障指未发生违法利用。'],
    ])
  })

  it('reads notes in one line, numbered notes and a note without a number', () => {
    expect(read('注：①甲说明；②乙说明。')).toEqual([
      ['①', '甲说明；'],
      ['②', '乙说明。'],
    ]) // prettier-ignore
    expect(read('注：1.甲说明。\n2.乙说明。\n正文')).toEqual([
      ['1', '甲说明。'],
      ['2', '乙说明。'],
    ]) // prettier-ignore
    expect(read('注：带*号的为约束性指标。\n后文')).toEqual([['注', '带*号的为约束性指标。']])
  })

  it('does not take the numbered text after a note for notes', () => {
    expect(read('注：数据以年报为准。\n1.加强巡查。')).toEqual([['注', '数据以年报为准。']])
  })

  it('says where each note stands', () => {
    const text = '前文\n注：①甲说明。'
    const [note] = findFootnotes(text, [0, text.length])
    expect(text.slice(...note!.span)).toBe('甲说明。')
  })
})
