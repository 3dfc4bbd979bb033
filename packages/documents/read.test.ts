import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type DocumentReading, readDocument } from './read.ts'
import type { RefusalCode } from './refusal.ts'
import { docxOf, p } from './word/fixture.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function codesOf(reading: DocumentReading): RefusalCode[] {
  return 'refused' in reading ? reading.refused.reasons.map(reason => reason.code) : []
}

async function textOf(bytes: Uint8Array, name?: string): Promise<string> {
  const reading = await readDocument(bytes, { name })
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  return `${reading.kind}: ${reading.text}`
}

/** 土壤污染防治工作方案 in GB2312. */
const GBK_TITLE = Uint8Array.of(
  ...[
    0xcd, 0xc1, 0xc8, 0xc0, 0xce, 0xdb, 0xc8, 0xbe, 0xb7, 0xc0, 0xd6, 0xce, 0xb9, 0xa4, 0xd7, 0xf7, 0xb7, 0xbd, 0xb0,
    0xb8,
  ],
)

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? '\ufeff' : ''), ...text].flatMap(c => [...c].map(unit => unit.charCodeAt(0)))
  return Uint8Array.from(units.flatMap(unit => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])))
}

describe('plain text', () => {
  const text = '土壤污染防治工作方案\n一、目标\n安全利用率达到93%。\n'

  it('reads UTF-8 with and without mark, GBK and UTF-16 of both orders', async () => {
    expect(await textOf(utf8(text))).toBe(`txt: ${text}`)
    expect(await textOf(utf8(`\ufeff${text}`))).toBe(`txt: ${text}`)
    expect(await textOf(GBK_TITLE)).toBe('txt: 土壤污染防治工作方案')
    for (const bigEndian of [false, true]) {
      for (const mark of [false, true]) expect(await textOf(utf16(text, bigEndian, mark))).toBe(`txt: ${text}`)
    }
  })

  it('reads a GB18030 character of four bytes and survives one broken byte', async () => {
    const rare = Uint8Array.of(...GBK_TITLE, ...GBK_TITLE, ...GBK_TITLE, 0x82, 0x35, 0x8f, 0x33)
    expect(await textOf(rare)).toContain('土壤污染防治工作方案土壤')
    const long = utf8(text.repeat(50))
    const broken = Uint8Array.of(...long.slice(0, 300), 0xff, ...long.slice(300))
    expect(await textOf(broken)).toContain('安全利用率达到93%。')
  })

  it('turns every kind of line end into one', async () => {
    expect(await textOf(utf8('甲\r\n乙\r丙\f丁'))).toBe('txt: 甲\n乙\n丙\n丁')
  })

  it('goes by content, not by name', async () => {
    expect(await textOf(utf8('只是文字'), '方案.docx')).toBe('txt: 只是文字')
    expect(await textOf(docxOf(p('正文')), '方案.txt')).toBe('docx: 正文')
    expect(await textOf(utf8('<html><body><p>网页</p></body></html>'), '方案.doc')).toBe('html: 网页')
  })
})

describe('refusals', () => {
  const office = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([n, x]) => [n, strToU8(x)])))
  const ole = (stream: string) =>
    Uint8Array.of(
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...new Array(600).fill(0),
      ...utf16(stream, false, false),
      0,
      0,
    )
  const docx = docxOf(p('正文'))
  const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0)

  const cases: [string, RefusalCode, Uint8Array, string?][] = [
    ['an empty file', 'empty-file', new Uint8Array()],
    ['a file of white space', 'no-text', utf8(' \n\t\n')],
    ['a photograph named .docx', 'image-file', jpeg, '方案.docx'],
    ['binary content', 'binary-file', Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255)],
    ['text with NUL bytes', 'binary-file', utf8('土壤\0污染\0防治方案')],
    ['an old .doc', 'legacy-office', ole('WordDocument')],
    ['an old .xls or .et', 'legacy-office', ole('Workbook')],
    ['an encrypted docx or xlsx', 'encrypted', ole('EncryptedPackage')],
    ['a zip that is no Office file', 'not-office-zip', office({ 'a.txt': '文字' })],
    ['a presentation', 'unsupported-format', office({ 'ppt/presentation.xml': '<p/>' })],
    ['an OFD file', 'unsupported-format', office({ 'OFD.xml': '<o/>' })],
    ['a truncated zip', 'damaged-zip', docx.subarray(0, Math.floor(docx.length * 0.6))],
    ['a docx without text', 'no-text', docxOf('<w:p/>')],
    ['a docx cut off inside its XML', 'damaged-document', docxOf('<w:p><w:r>').slice()],
    ['RTF', 'unsupported-format', utf8('{\\rtf1 abc}')],
    ['a damaged PDF', 'damaged-document', utf8('%PDF-1.7\nrubbish')],
    [
      'Word as one XML file',
      'unsupported-format',
      utf8('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>'),
    ],
  ]

  it.each(cases)('%s: %s', async (_, code, bytes, name) => {
    const reading = await readDocument(bytes, { name })
    expect(codesOf(reading)).toEqual([code])
    if ('refused' in reading) {
      for (const reason of reading.refused.reasons) {
        expect(reason.message).toMatch(/[\u4e00-\u9fff]{3}/)
        expect(reason.hint).toMatch(/[\u4e00-\u9fff]{3}/)
      }
    }
  })

  it('says which limit was passed', async () => {
    const text = utf8('土壤污染防治。'.repeat(3_000_000))
    const reading = await readDocument(text)
    expect(reading).toMatchObject({
      refused: { reasons: [{ code: 'text-too-large', message: expect.stringContaining('20 MB') }] },
    })
    const small = await readDocument(utf8('文字'.repeat(1000)), { limits: { fileBytes: 1024 } })
    expect(small).toMatchObject({
      refused: { reasons: [{ code: 'file-too-large', message: expect.stringContaining('1 KB') }] },
    })
    expect(
      codesOf(await readDocument(docxOf(p('字'.repeat(500)).repeat(20)), { limits: { textChars: 5000 } })),
    ).toEqual(['text-too-large'])
  })

  it('stops when the time is up', async () => {
    const many = docxOf(p('一段文字').repeat(200_000))
    expect(codesOf(await readDocument(many, { limits: { milliseconds: 5 } }))).toEqual(['took-too-long'])
  })

  it('does not expand entities', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    expect(codesOf(await readDocument(office({ 'word/document.xml': bomb })))).toEqual(['xml-entities'])
    const sheet = { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>', '_rels/.rels': '<a/>' }
    expect(codesOf(await readDocument(office(sheet)))).toEqual(['xml-entities'])
  })
})

describe('zip bombs', () => {
  const heading = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'

  it('are stopped by counting, in bounded memory', async () => {
    const blanks = new Uint8Array(128 * 1024 * 1024).fill(0x20)
    blanks.set(strToU8(heading))
    const bomb = zipSync({ 'word/document.xml': [blanks, { level: 6 }] })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const before = process.memoryUsage()
    const reading = await readDocument(bomb)
    const after = process.memoryUsage()
    expect(codesOf(reading)).toEqual(['zip-bomb'])
    expect(after.rss - before.rss).toBeLessThan(96 * 1024 * 1024)
  })

  it('are stopped by the budget of all entries together, whatever the headers claim', async () => {
    const sheet = new Uint8Array(2 * 1024 * 1024)
    for (let i = 0; i < sheet.length; i++) sheet[i] = 0x61 + ((i * i) % 23)
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`xl/worksheets/sheet${i}.xml`, sheet]))
    const bytes = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), ...files })
    // the uncompressed sizes in the directory say one byte each
    const view = new DataView(bytes.buffer)
    for (let at = 0; at + 46 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true)
    expect(codesOf(await readDocument(bytes, { limits: { inflatedBytes: 20 * 1024 * 1024 } }))).toEqual(['zip-bomb'])
    expect(codesOf(await readDocument(bytes, { limits: { zipEntries: 10 } }))).toEqual(['zip-bomb'])
  })
})

describe('converters', () => {
  const scan = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const doc = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...utf16('WordDocument', false, false))

  it('mark recognised text as to be checked', async () => {
    const reading = await readDocument(scan, { converters: { ocr: async () => '识别得来的文字\r\n第二行' } })
    expect(reading).toMatchObject({ recognised: true, text: '识别得来的文字\n第二行' })
    expect((reading as { warnings: { message: string }[] }).warnings[0]!.message).toContain('核对')
  })

  it('read an old file converted to docx, and refuse when the conversion gives nothing usable', async () => {
    const good = await readDocument(doc, { converters: { toDocx: async () => docxOf(p('转换得来')) } })
    expect(good).toMatchObject({ kind: 'docx', text: '转换得来', recognised: false, converted: true })
    for (const result of [undefined, utf8('不是压缩包')]) {
      expect(codesOf(await readDocument(doc, { converters: { toDocx: async () => result } }))).toEqual([
        'conversion-failed',
      ])
    }
    expect(codesOf(await readDocument(scan, { converters: { ocr: async () => ' ' } }))).toEqual(['image-file'])
  })
})
