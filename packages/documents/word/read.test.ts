import { describe, expect, it } from 'vitest'
import { readDocument } from '../read.ts'
import { docxOf, p } from './fixture.ts'

async function read(body: string, parts: Parameters<typeof docxOf>[1] = {}) {
  const reading = await readDocument(docxOf(body, parts))
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  expect(reading.kind).toBe('docx')
  return { lines: reading.text.split('\n'), warnings: reading.warnings.map(warning => warning.message) }
}

const r = (xml: string) => `<w:r>${xml}</w:r>`
const t = (text: string) => r(`<w:t xml:space="preserve">${text}</w:t>`)
const tc = (text: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text
    .split('|')
    .map(line => p(line))
    .join('')}</w:tc>`
const field = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`)

describe('Word files', () => {
  it('joins runs, keeps tabs and line breaks, drops soft hyphens and page-break noise', async () => {
    const body =
      `<w:p>${t('某县')}${r('<w:lastRenderedPageBreak/>')}${t('土\u00ad壤')}${r('<w:softHyphen/>')}${t('污染\u200b防治')}</w:p>` +
      `<w:p>${t('甲')}${r('<w:tab/>')}${t('乙')}${r('<w:br/>')}${t('第二行')}</w:p>` +
      `<w:p>${r('<w:br w:type="page"/>')}</w:p><w:p/><w:p/>${p('结尾')}`
    expect((await read(body)).lines).toEqual(['某县土壤污染防治', '甲\t乙', '第二行', '', '', '', '', '结尾'])
  })

  it('writes a table row as a line: spans as empty cells, continued cells empty, breaks in cells as spaces', async () => {
    const body =
      '<w:tbl><w:tblPr/><w:tblGrid/>' +
      `<w:tr>${tc('任务清单', '<w:gridSpan w:val="3"/>')}</w:tr>` +
      `<w:tr>${tc('序号')}${tc('任务|内容')}${tc('单位')}</w:tr>` +
      `<w:tr>${tc('1')}${tc('排查', '<w:vMerge w:val="restart"/>')}${tc('甲局')}</w:tr>` +
      `<w:tr>${tc('2')}${tc('旧字', '<w:vMerge/>')}${tc('乙局')}</w:tr>` +
      `<w:tr>${tc('合计', '<w:gridSpan w:val="2"/>')}${tc('两项')}</w:tr>` +
      `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('备注')}${tc('')}</w:tr></w:tbl>`
    expect((await read(body)).lines).toEqual([
      '任务清单',
      '序号\t任务 内容\t单位',
      '1\t排查\t甲局',
      '2\t\t乙局',
      '合计\t\t两项',
      '\t备注\t',
    ])
  })

  it('takes a table of one cell for a frame and a table in a cell for text of the cell', async () => {
    const inner = `<w:tbl><w:tr>${tc('甲')}${tc('乙')}</w:tr></w:tbl>`
    const framed = `<w:tbl><w:tr>${tc('第一段|第二段')}</w:tr></w:tbl>`
    const nested = `<w:tbl><w:tr>${tc('外')}<w:tc>${inner}<w:p/></w:tc></w:tr></w:tbl>`
    expect((await read(framed + nested)).lines).toEqual(['第一段', '第二段', '外\t甲 乙'])
  })

  it('takes tracked changes as accepted and says so', async () => {
    const body =
      `<w:p>${t('安全利用率')}<w:del>${r('<w:delText>90</w:delText>')}</w:del><w:ins>${t('93')}</w:ins>${t('%')}</w:p>` +
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${t('前半')}</w:p><w:p>${t('后半')}</w:p>` +
      `<w:p><w:moveFrom>${t('旧处')}</w:moveFrom><w:moveTo>${t('新处')}</w:moveTo></w:p>` +
      `<w:tbl><w:tr>${tc('留')}${tc('一')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>${tc('删')}${tc('二')}</w:tr></w:tbl>`
    const { lines, warnings } = await read(body)
    expect(lines).toEqual(['安全利用率93%', '前半后半', '新处', '留\t一'])
    expect(warnings[0]).toContain('未接受的修订')
  })

  it('keeps results of fields, drops instructions and the table of contents, marks check boxes', async () => {
    const toc = `<w:p>${field('begin')}${r('<w:instrText> TOC \\o "1-3" </w:instrText>')}${field('separate')}${t('一、目标	1')}</w:p><w:p>${t('二、任务	2')}${field('end')}</w:p>`
    const date = `<w:p>${t('于')}${field('begin')}${r('<w:instrText> DATE </w:instrText>')}${field('separate')}${t('2026年')}${field('end')}${t('印发')}</w:p>`
    const box = `<w:p>${r('<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar>')}${r('<w:instrText> FORMCHECKBOX </w:instrText>')}${field('end')}${t('已完成')}</w:p>`
    const simple = `<w:p><w:fldSimple w:instr=" REF x ">${t('附件1')}</w:fldSimple></w:p>`
    const symbol = `<w:p>${r('<w:sym w:font="Wingdings" w:char="F0A8"/>')}${t('是')}</w:p>`
    const { lines, warnings } = await read(toc + date + box + simple + symbol)
    expect(lines).toEqual(['于2026年印发', '☑已完成', '附件1', '□是'])
    expect(warnings).toContain('自动生成的目录没有读入')
  })

  it('reads a text box once, after its paragraph, though it is stored twice', async () => {
    const box = `<w:txbxContent>${p('框内文字')}</w:txbxContent>`
    const body = `<w:p>${t('正文')}${r(`<mc:AlternateContent><mc:Choice Requires="wps">${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>`)}${t('继续')}</w:p>${p('后文')}`
    expect((await read(body)).lines).toEqual(['正文继续', '框内文字', '后文'])
  })

  it('puts footnotes and endnotes at the end with the marks they have in the text', async () => {
    const body = `<w:p>${t('目标')}${r('<w:footnoteReference w:id="2"/>')}${t('和范围')}${r('<w:endnoteReference w:id="1"/>')}${t('。')}</w:p>`
    const footnotes = `<w:footnote w:type="separator" w:id="-1">${p('线')}</w:footnote><w:footnote w:id="2">${p('以上级下达为准')}</w:footnote>`
    const endnotes = `<w:endnote w:id="1">${p('不含开发区')}</w:endnote>`
    expect((await read(body, { footnotes, endnotes })).lines).toEqual([
      '目标①和范围②。',
      '注：①以上级下达为准',
      '②不含开发区',
    ])
  })

  it('leaves out hidden text and reports it, pictures and comments', async () => {
    const body = `<w:p>${r('<w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t>')}${t('可见')}${r('<a:blip/>')}${r('<w:commentReference w:id="1"/>')}</w:p>`
    const { lines, warnings } = await read(body)
    expect(lines).toEqual(['可见'])
    expect(warnings).toEqual(['文中有 1 幅图片，图片里的文字没有读入', '1 条批注没有读入', '2 个隐藏文字没有读入'])
  })

  it('reads the strict form of the format, other prefixes and a main part of another name', async () => {
    const { strToU8, zipSync } = await import('fflate')
    const bytes = zipSync({
      '_rels/.rels': strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>',
      ),
      'word/document2.xml': strToU8(
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>严格格式</x:t></x:r></x:p></x:body></x:document>',
      ),
    })
    expect(await readDocument(bytes)).toMatchObject({ kind: 'docx', text: '严格格式' })
  })
})
