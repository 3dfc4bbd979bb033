import { describe, expect, it } from 'vitest'
import { readDocument } from '../read.ts'
import { type FixturePage, pdfOf, typeset } from './fixture.ts'

async function read(pages: FixturePage[], limits = {}) {
  const reading = await readDocument(pdfOf(pages), { limits })
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  expect(reading.kind).toBe('pdf')
  return { lines: reading.text.split('\n'), warnings: reading.warnings }
}

async function refusal(bytes: Uint8Array, limits = {}) {
  const reading = await readDocument(bytes, { limits })
  return 'refused' in reading ? reading.refused.reasons[0]! : undefined
}

const sentence = '各县区人民政府要把受污染耕地安全利用摆上重要位置，逐地块落实农艺调控、替代种植等措施，'
const paragraph = `${sentence}${sentence}确保年底前完成。`

describe('PDF files', () => {
  it('puts broken lines together to paragraphs, also over the page, and leaves page numbers out', async () => {
    const long = `${paragraph}${paragraph}`
    const first = typeset(['一、总体要求', long, '二、重点任务'])
    const tail = { text: '据此推进下一步工作，每季度末报送一次进展情况。', x: 90, y: 100, size: 12 }
    // the last paragraph of the first page goes on at the head of the second
    const start = typeset([sentence.slice(0, 28)], { top: first.bottom })
    const number = (n: number) => ({ text: `— ${n} —`, x: 280, y: 800, size: 10 })
    const { lines } = await read([
      { texts: [...first.texts, ...start.texts, number(1)] },
      { texts: [tail, ...typeset(['三、保障措施'], { top: 120 }).texts, number(2)] },
    ])
    expect(lines).toEqual(['一、总体要求', long, '二、重点任务', sentence.slice(0, 28) + tail.text, '三、保障措施'])
  })

  it('leaves out headers that repeat and slanted watermarks, and says which', async () => {
    const page = (n: number): FixturePage => ({
      texts: [
        { text: '某市生态环境局文件', x: 90, y: 40, size: 9 },
        ...typeset([`第${n}页的内容各不相同，这里说明情况${'若干'.repeat(n)}。`]).texts,
        { text: String(n), x: 290, y: 810, size: 9 },
      ],
      slanted: [{ text: '内部资料', x: 150, y: 600, degrees: 45 }],
    })
    const { lines, warnings } = await read([1, 2, 3, 4].map(page))
    expect(lines.join('')).not.toMatch(/文件|内部资料|^\d$/)
    expect(lines).toHaveLength(4)
    expect(warnings.map(w => w.message)).toEqual(['每页重复的页眉或页脚没有读入：某市生态环境局文件'])
  })

  it('keeps figures at the foot of a page that do not count pages', async () => {
    const page = (figure: string): FixturePage => ({
      texts: [...typeset([paragraph]).texts, { text: figure, x: 114, y: 400 }],
    })
    const { lines } = await read([page('375'), page('12'), page('90')])
    expect(lines.filter(line => /^\d+$/.test(line))).toEqual(['375', '12', '90'])
  })

  const columns = [60, 100, 180, 400, 530]
  /** Rules of a table with the given row limits; `open` leaves lines away: [column index, row index] below which no line is drawn. */
  const grid = (ys: number[], open: [number, number][] = []): [number, number, number, number][] => [
    ...columns.map((x): [number, number, number, number] => [x, ys[0]!, x, ys.at(-1)!]),
    ...ys.flatMap((y, r) =>
      columns
        .slice(1)
        .flatMap((x, c): [number, number, number, number][] =>
          open.some(([oc, or]) => oc === c && or === r) ? [] : [[columns[c]!, y, x, y]],
        ),
    ),
  ]

  it('reads a ruled table as rows, with wrapped and merged cells', async () => {
    const { lines } = await read([
      {
        rules: grid([100, 130, 190, 220], [[1, 2]]),
        texts: [
          { text: '序号', x: 66, y: 120 },
          { text: '任务', x: 106, y: 120 },
          { text: '内容', x: 186, y: 120 },
          { text: '牵头单位', x: 406, y: 120 },
          { text: '1', x: 70, y: 165 },
          { text: '农用地', x: 106, y: 200 },
          { text: '逐地块建立台账，核实污染的成因和边', x: 186, y: 150 },
          { text: '界，提出分类管控的办法，并在年底前', x: 186, y: 165 },
          { text: '完成。', x: 186, y: 180 },
          { text: '农业农村局、', x: 406, y: 155 },
          { text: '生态环境局', x: 406, y: 170 },
          { text: '2', x: 70, y: 210 },
          { text: '安全利用率达到93%', x: 186, y: 210 },
          { text: '农业农村局', x: 406, y: 210 },
          { text: '表后的正文。', x: 114, y: 260 },
        ],
      },
    ])
    expect(lines).toEqual([
      '序号\t任务\t内容\t牵头单位',
      '1\t农用地\t逐地块建立台账，核实污染的成因和边界，提出分类管控的办法，并在年底前完成。\t农业农村局、 生态环境局',
      '2\t\t安全利用率达到93%\t农业农村局',
      '表后的正文。',
    ])
  })

  it('joins a table that goes on over the page: the head once, a row cut in two put together', async () => {
    const head = (y: number) => [
      { text: '序号', x: 66, y },
      { text: '任务', x: 106, y },
      { text: '内容', x: 186, y },
      { text: '单位', x: 406, y },
    ]
    const { lines } = await read([
      {
        rules: grid([700, 730, 770]),
        texts: [
          ...head(720),
          { text: '1', x: 70, y: 745 },
          { text: '排查', x: 106, y: 745 },
          { text: '完成重点行业企业用地的调查，并把', x: 186, y: 745 },
          { text: '甲局', x: 406, y: 745 },
        ],
      },
      {
        rules: grid([100, 130, 160, 190]),
        texts: [
          ...head(120),
          { text: '结果上图入库。', x: 186, y: 150 },
          { text: '2', x: 70, y: 180 },
          { text: '整治', x: 106, y: 180 },
          { text: '完成两处治理。', x: 186, y: 180 },
          { text: '乙局', x: 406, y: 180 },
        ],
      },
    ])
    expect(lines).toEqual([
      '序号\t任务\t内容\t单位',
      '1\t排查\t完成重点行业企业用地的调查，并把结果上图入库。\t甲局',
      '2\t整治\t完成两处治理。\t乙局',
    ])
  })

  it('reads a page set sideways', async () => {
    const { lines } = await read([
      {
        slanted: [
          { text: '附表一任务分解', x: 100, y: 700, degrees: 90 },
          { text: '共计十二项任务', x: 160, y: 700, degrees: 90 },
        ],
      },
    ])
    expect(lines.filter(Boolean)).toEqual(['附表一任务分解', '共计十二项任务'])
  })

  it('names the pages without text', async () => {
    const { warnings } = await read([{ texts: typeset([paragraph]).texts }, { image: true }])
    expect(warnings).toEqual([expect.objectContaining({ where: '第 2 页' })])
  })

  it('refuses scans, also when only page numbers are text, passwords and too many pages', async () => {
    expect(await refusal(pdfOf([{ image: true }, { image: true }]))).toMatchObject({ code: 'image-only-pdf' })
    const stamped = [1, 2, 3].map(n => ({ image: true, texts: [{ text: `${n}`, x: 290, y: 800 }] }))
    const scan = await refusal(pdfOf(stamped))
    expect(scan).toMatchObject({ code: 'image-only-pdf', message: expect.stringContaining('没有文字层') })
    expect(await refusal(pdfOf([{ texts: typeset([paragraph]).texts }], { encrypt: true }))).toMatchObject({
      code: 'encrypted',
    })
    const many = Array.from({ length: 12 }, () => ({ texts: typeset([paragraph]).texts }))
    expect(await refusal(pdfOf(many), { pdfPages: 10 })).toMatchObject({
      code: 'too-many-pages',
      message: expect.stringContaining('10 页'),
    })
  })

  it('reads fonts that are not in the file and coded by a table that is not either', async () => {
    const reading = await readDocument(pdfOf([{ texts: typeset([paragraph]).texts }], { predefined: 'UniGB-UCS2-H' }))
    expect(reading).toMatchObject({ text: paragraph })
    // 土壤污染防治工作方案 in GBK, two bytes a hanzi as the fixture writes them
    const gbk = '\ucdc1\uc8c0\ucedb\uc8be\ub7c0\ud6ce\ub9a4\ud7f7\ub7bd\ub0b8'
    const old = await readDocument(pdfOf([{ texts: [{ text: gbk, x: 90, y: 100 }] }], { predefined: 'GBK-EUC-H' }))
    expect(old).toMatchObject({ text: '土壤污染防治工作方案' })
  })

  it('does not guess where glyphs are numbered and no table says what they mean', async () => {
    const numbered = pdfOf(
      [{ texts: [{ text: '\u0f01\u0f02\u0f03\u0f04\u0f05\u0f06\u0f07\u0f08\u0f09', x: 90, y: 100 }] }],
      {
        predefined: 'Identity-H',
      },
    )
    expect(await refusal(numbered)).toBeDefined()
  })

  it('refuses a text layer of meaningless codes', async () => {
    const rubbish = typeset(['\ue123\ue456'.repeat(40)]).texts
    expect(await refusal(pdfOf([{ texts: rubbish }]))).toMatchObject({
      code: expect.stringMatching(/garbled-pdf|no-text/),
    })
  })

  it('gives a scan to the ocr converter', async () => {
    const reading = await readDocument(pdfOf([{ image: true }]), { converters: { ocr: async () => '识别文字' } })
    expect(reading).toMatchObject({ kind: 'pdf', recognised: true, text: '识别文字' })
  })
})
