import { describe, expect, it } from 'vitest'
import { groupLines, type Run } from './lines.ts'
import { joinParagraphs } from './paragraphs.ts'
import { partAtStops, type TabStops } from './tab-stops.ts'

const stops: TabStops = { origin: 50, step: 35 }
const run = (text: string, x: number, y: number, width = text.length * 10): Run => ({ text, x, y, width, size: 10 })

describe('cells that meet at a tab stop', () => {
  it('a run wider than its letters is parted where the rest begins on a stop', () => {
    // seven letters end at 154.1, the third stop stands at 155
    const merged = run('饮用水水源保护完成规范化建设', 84.1, 100, 140.9)
    expect(partAtStops([merged], stops).map(r => [r.text, r.x])).toEqual([
      ['饮用水水源保护', 84.1],
      ['完成规范化建设', 155],
    ])
  })

  it('a blank that a narrow tab left behind is one too', () => {
    const merged = run('月底前 水务局', 50, 100, 65)
    expect(partAtStops([merged], stops).map(r => [r.text, r.x])).toEqual([
      ['月底前', 50],
      ['水务局', 85],
    ])
  })

  it('runs as wide as their letters, and Latin ones, stay whole', () => {
    const runs = [run('饮用水水源保护完成', 85, 100), run('PM2.5 AQI', 85, 120, 50)]
    expect(partAtStops(runs, stops)).toEqual(runs)
  })
})

describe('rows of a typed-out table that go on over the line', () => {
  const row = (y: number, ...cells: [text: string, x: number][]) =>
    groupLines(
      cells.map(([text, x]) => run(text, x, y)),
      stops,
    )
  const read = (...rows: ReturnType<typeof groupLines>[]) =>
    joinParagraphs(
      rows.flat().map(line => ({ line, right: 330 })),
      1.5,
      stops,
    )

  it('cells moved down to the next line belong to the row that lacks them', () => {
    const head = row(100, ['序号', 50], ['任务', 120], ['时限', 190], ['单位', 260])
    const first = row(115, ['一', 50], ['建设界桩并安装隔离防护网和警示标志牌等设施', 120])
    const second = row(130, ['六月底前', 85], ['水务局', 155])
    expect(read(head, first, second).at(-1)!.split('\t').filter(Boolean)).toEqual([
      '一',
      '建设界桩并安装隔离防护网和警示标志牌等设施',
      '六月底前',
      '水务局',
    ])
  })

  it('a full row is not taken for half of one', () => {
    const head = row(100, ['序号', 50], ['任务', 85])
    const first = row(115, ['一', 50], ['建设界桩并安装隔离防护网和警示标志牌等设施呀', 85])
    const second = row(130, ['另一件事', 85], ['三', 155])
    expect(read(head, first, second)).toHaveLength(3)
  })
})
