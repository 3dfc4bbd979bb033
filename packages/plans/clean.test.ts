import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from './clean.ts'

const wrap = (paragraphs: string[], width: number) =>
  paragraphs.flatMap(p =>
    Array.from({ length: Math.ceil(p.length / width) }, (_, i) => p.slice(i * width, (i + 1) * width)),
  )

describe('cleaned text', () => {
  const paragraphs = [
    '（一）守护河湖',
    '1.清理河道。汛期之前对全部河道开展一次拉网式的清理，做到河面没有漂浮物、河岸没有垃圾堆，问题河段当天发现当天处理并登记在册。（县水利局牵头，县财政局参与）',
    '2.管好岸线。划定岸线功能分区，竖立界桩和公告牌，严禁未批先建，对历史遗留的占用逐一登记，分类提出处置意见，年底之前全部整改到位。（县水利局负责）',
    '3.宣传教育。把护河知识送进校园和集市，邀请群众担任监督员，公布举报电话，及时回应群众关心的问题，让护河成为每个人的习惯。（县教育局牵头，县水利局参与）',
  ]

  it.each([22, 26, 33])('joins lines wrapped at %i characters and leaves headings alone', width => {
    expect(cleanText(wrap(paragraphs, width).join('\n\n')).text.split('\n')).toEqual(paragraphs)
  })

  it('takes page numbers out of sentences and names', () => {
    const lines = wrap(paragraphs, 26)
    const at = lines.findIndex(line => line.includes('财政')) + 1
    lines.splice(at, 0, '— 4 —')
    expect(cleanText(lines.join('\n')).text.split('\n')).toEqual(paragraphs)
    expect(cleanText('县水利局、临河— 4 — 国土分局参与').text).toBe('县水利局、临河国土分局参与')
  })

  it('leaves unwrapped paragraphs apart, repairs white space and odd characters', () => {
    const source = '一、\t总体要求\n到 ２０２５ 年 3 月底前，PM2.5 浓度下降 5％。\nGreen River 项目 继续\n'
    expect(cleanText(source).text).toBe('一、总体要求\n到2025年3月底前，PM2.5浓度下降5%。\nGreen River项目 继续')
  })

  it('drops a table of contents and Markdown marks', () => {
    expect(cleanText('一、总体要求……………1\n二、任务....2\n## 一、总体要求\n**坚持**治水').text).toBe(
      '一、总体要求\n坚持治水',
    )
  })

  it('maps every character back to the one it was read from', () => {
    const char = fc.constantFrom(
      '水',
      '治',
      '１',
      '2',
      ' ',
      '　',
      '\n',
      '\t',
      'A',
      '。',
      '、',
      '（',
      '）',
      '—',
      '\f',
      '⼯',
      '一',
      '.',
    )
    fc.assert(
      fc.property(fc.array(char, { maxLength: 200 }), chars => {
        const source = chars.join('')
        const { text, toOriginal } = cleanText(source)
        for (let i = 0; i < text.length; i++) {
          if (text[i] === '\n' || text[i] === ' ') continue
          const [start, end] = toOriginal([i, i + 1])
          expect(source.slice(start, end).normalize('NFKC')).toBe(text[i]!.normalize('NFKC'))
        }
      }),
    )
  })
})
