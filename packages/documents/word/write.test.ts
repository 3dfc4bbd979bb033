import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../read.ts'
import { writeWord } from './write.ts'

const letter = {
  title: '甲县土壤污染防治目标责任书',
  number: '甲政责〔2026〕3号',
  blocks: [
    { heading: '一、目标', level: 1 as const },
    { heading: '（一）农用地', level: 2 as const },
    { paragraph: '受污染耕地安全利用率不低于93%。\n第二段\u0007。' },
    {
      table: {
        title: '任务分解表',
        widths: [1, 3, 2],
        headRows: 1,
        rows: [
          ['序号', '任务', '单位'],
          ['1', { text: '排查\n整治', rows: 2 }, '农业农村局'],
          ['2', '水利局'],
          [{ text: '合计', columns: 2 }, '两家'],
        ],
      },
    },
    { attachments: ['任务清单', '指标表'] },
    { signatures: [{ party: '甲县人民政府', role: '县长' }, { party: '乙镇人民政府' }] },
  ],
  issued: { by: '甲县人民政府', on: '2026年3月1日' },
}

describe('writeWord', () => {
  it('writes what our reader gives back, tables with merged cells included', async () => {
    const reading = await readDocument(await writeWord(letter))
    expect(reading).toMatchObject({ kind: 'docx', warnings: [] })
    const lines = (reading as { text: string }).text.split('\n').filter(line => line.trim() !== '')
    expect(lines).toEqual([
      '甲县土壤污染防治目标责任书',
      '甲政责〔2026〕3号',
      '一、目标',
      '（一）农用地',
      '受污染耕地安全利用率不低于93%。',
      '第二段 。',
      '任务分解表',
      '序号\t任务\t单位',
      '1\t排查 整治\t农业农村局',
      '2\t\t水利局',
      '合计\t\t两家',
      '附件：1. 任务清单',
      '　　　2. 指标表',
      '甲县人民政府（盖章）\t乙镇人民政府（盖章）',
      '县长（签字）：\t负责人（签字）：',
      '　　　　年　　月　　日\t　　　　年　　月　　日',
      '甲县人民政府',
      '2026年3月1日',
    ])
  })

  it('follows GB/T 9704-2012: A4, margins 37 and 28 mm, title 22 pt, text 16 pt, page numbers on both sides', async () => {
    const files = unzipSync(await writeWord(letter))
    const xml = strFromU8(files['word/document.xml']!)
    expect(xml.match(/<w:pgSz[^>]*>/)![0]).toMatch(/<w:pgSz [^>]*w:w="1190\d"[^>]*w:h="1683\d"/)
    expect(xml.match(/<w:pgMar[^>]*>/)![0]).toMatch(/<w:pgMar [^>]*w:top="209[78]"[^>]*w:left="158[78]"/)
    expect(xml).toContain('w:eastAsia="方正小标宋简体"')
    expect(xml).toContain('<w:sz w:val="44"/>')
    expect(xml).toContain('<w:tblHeader/>')
    expect(strFromU8(files['word/settings.xml']!)).toContain('evenAndOddHeaders')
    const footers = Object.keys(files).filter(name => /word\/footer\d\.xml/.test(name))
    expect(footers).toHaveLength(2)
    for (const name of footers) expect(strFromU8(files[name]!)).toContain('PAGE')
  })

  it('turns the page for wide tables', async () => {
    const xml = strFromU8(
      unzipSync(await writeWord({ title: '表', blocks: [], landscape: true }))['word/document.xml']!,
    )
    expect(xml).toMatch(/<w:pgSz [^>]*w:orient="landscape"/)
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="1683\d"/)
  })
})
