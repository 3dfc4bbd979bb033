import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { gridOf, readGrids } from './grids.ts'
import { readSheet, type Sheet } from './read.ts'
import { writeSheet } from './write.ts'

async function sheetsOf(bytes: Uint8Array): Promise<Sheet[]> {
  const reading = await readSheet(bytes)
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  return reading.sheets
}
async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('结果'), book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const texts = (sheet: Sheet | undefined): string[][] => sheet!.rows.map(r => r.texts)

/** The first worksheet's XML changed, everything else as it was. */
async function withRows(rows: (string | number)[][], change: (xml: string) => string): Promise<Uint8Array> {
  const files = unzipSync(await writeSheet({ sheets: [{ name: '土壤', rows }] }))
  const path = Object.keys(files).find(n => /worksheets\/sheet1\.xml$/.test(n))!
  files[path] = strToU8(change(strFromU8(files[path]!)))
  return zipSync(files)
}

describe('a laboratory’s workbook', () => {
  it('formulas show their saved result, and themselves where none was saved', async () => {
    const bytes = await workbook(sheet => {
      sheet.addRow([{ formula: 'B1*2', result: 0.84 }, 0.42, { formula: 'B1/3' }, { formula: 'A9', result: '' }])
      sheet.addRow([{ error: '#REF!' }, { formula: '1/0', result: { error: '#DIV/0!' } }])
    })
    expect(texts((await sheetsOf(bytes))[0])).toEqual([
      ['0.84', '0.42', '=B1/3', ''],
      ['#REF!', '#DIV/0!', '', ''],
    ])
  })
  it('days are days whether they are counted from 1900 or from 1904', async () => {
    for (const date1904 of [false, true]) {
      const bytes = await workbook((sheet, book) => {
        book.properties.date1904 = date1904
        sheet.addRow(['采样日期', new Date('2026-03-05T00:00:00Z')])
      })
      const [sheet] = await sheetsOf(bytes)
      expect(texts(sheet)).toEqual([['采样日期', '2026-03-05']])
      expect(gridOf(sheet!).date1904).toBe(date1904 ? true : undefined)
    }
  })
  it('rich text is its text, and a value keeps the zeros its format shows', async () => {
    const bytes = await workbook(sheet => {
      sheet.addRow([{ richText: [{ text: '<' }, { text: '0.01', font: { bold: true } }] }, 0.5, 0.0487, 0.92])
      sheet.getCell('B1').numFmt = '0.00'
      sheet.getCell('C1').numFmt = '0.00'
      sheet.getCell('D1').numFmt = '0%'
    })
    expect(texts((await sheetsOf(bytes))[0])).toEqual([['<0.01', '0.50', '0.0487', '92%']])
  })
  it('what is hidden says so', async () => {
    const bytes = await workbook((sheet, book) => {
      for (const n of [1, 2, 3]) sheet.addRow([n, n])
      sheet.getRow(2).hidden = true
      sheet.getColumn(2).hidden = true
      book.addWorksheet('旧', { state: 'hidden' }).addRow(['x'])
    })
    const sheets = await sheetsOf(bytes)
    expect(sheets.map(s => [s.name, s.hidden, s.hiddenRows, s.hiddenColumns])).toEqual([
      ['结果', false, [2], [2]],
      ['旧', true, undefined, undefined],
    ])
    const reading = await readGrids(bytes)
    expect('grids' in reading && [reading.grids.map(g => g.name), reading.hidden]).toEqual([['结果'], ['旧']])
  })
  it('a million empty rows are nothing', async () => {
    const empty = Array.from({ length: 60_000 }, (_, i) => `<row r="${i * 17 + 3}"><c r="A${i * 17 + 3}" s="1"/></row>`)
    const bytes = await withRows([['样品编号'], ['甲']], xml =>
      xml.replace('</sheetData>', `${empty.join('')}</sheetData>`),
    )
    expect(texts((await sheetsOf(bytes))[0])).toEqual([['样品编号'], ['甲']])
  })
  it('a lone cell in the farthest corner is refused with its name', async () => {
    const bytes = await withRows([['样品编号'], ['甲']], xml =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )
    expect(await readSheet(bytes)).toMatchObject({
      refused: { reasons: [{ code: 'too-many-cells', message: expect.stringContaining('XFD1048576') }] },
    })
  })
  it('a cell of empty text between others does not move them', async () => {
    const bytes = await withRows(
      [
        ['甲', '乙', '丙'],
        ['丁', '戊', '己'],
      ],
      xml =>
        xml
          .replace(/<c r="B1"[^>]*>.*?<\/c>/, '<c r="B1" s="1"/>')
          .replace(/<c r="A2"[^>]*>.*?<\/c>/, '<c r="A2" s="1"></c>'),
    )
    expect(texts((await sheetsOf(bytes))[0])).toEqual([
      ['甲', '', '丙'],
      ['', '戊', '己'],
    ])
  })
  it('every cell comes through whatever stands in it', async () => {
    const text = fc.oneof(
      fc.constantFrom('<0.01', '>3', 'a&b', '"', '土壤', '/>', '</c>', ' r="ZZ9"', '<row>'),
      fc.string({ maxLength: 6 }),
    )
    const tidy = text.map(t => t.replace(/\p{C}/gu, '').trim()).filter(t => !/^[=+\-@_]/.test(t))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(tidy, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        async rows => {
          const width = Math.max(...rows.map(r => r.length))
          const square = rows.map(r => [...r, ...Array<string>(width - r.length).fill('.')])
          const bytes = await workbook(sheet => {
            for (const r of square) sheet.addRow(r)
          })
          expect(texts((await sheetsOf(bytes))[0]).map(r => r.map(c => c.trim()))).toEqual(square)
        },
      ),
      { numRuns: 30 },
    )
  })
})

/** Two samples in BIFF8, as an office program of 2003 keeps them; gzip, base64. */
const LEGACY = [
  'H4sIAAAAAAACA+2YX2zTVRTHP/e2Hb+Osf426MAho0woG9uUPw/MyJ/hQEUFlm1GYpZot3Vl0q5kjOiMhgLyYCKJBI0vJIYEHozGP9HogxrZg9HEf8SE',
  'BH0CEx+IPhSjISSwunt+v7LSdNpONBF3kt7zu997zz3n9zv3nHtuz3xbdf7Eu7UXyKN78DCe8VOWgynAn+3YoF1sPJPJZOHMDP2n6JrLjQ+9gA/E57MA',
  'y/Vtuctn6NajTpIkGSHEFoYYYZhRSqEafDfEfDEy40XOK5Zm9E9fv8nfJo97gELxb/K9if/ZQAUwB6gEAs4RQBVQDcwF5gFB2RMwH1gA3AbUAguB24FF',
  'QB2wGAi5ttS73PyWAWG33zCTd/5x8ls2lPn4aM5XxuXi+wto3vGOyb74Eehhj9kb7ZF4X+jfonvFhogyNpxWsF5pFMfRVPK2oB9Lu15238SkNkKt7o7e',
  'qdvE9iPS1ktbiZH/UGR+EGQVtXxhomf/S24Q+NQmhhkkQjx/lJs5ujJPr622Sw5OEqKLCEPsJUQ7D/KQIO3UeSs4aWLy/uhQdDgSr/NWccrE4+jo6GhP',
  'SyLR09Lff14C8CS/Z0I5wX46ZHCjSfDfisN1iTj/O/wkikLfucmZn87HG6fAm6fAV0yB+wvivqw9Vr6dpxzcO4kf0xOdFBnD7ZRHeFWqTHh1yit8bmqW',
  '8HkpX+YJCZrD+NngcwIs8iJeFIoxZTGmoPuI4mceM6dCulPUlKVN9jdqs7eE3N8aZqdN3H6KhcUB5QfrtGqbaNuou2Q754xVAdZ8sC6DfZWYnEmzZFG1',
  'dtdYd83+y11e1OdH1+76Kbo4ZuHXbH2lgQQx7mI3MRrlQFNylPk1n71ceFBD1yoN60zTtTpDORbve50Dr88K0mdN+jnocm1ORSd72jdkzwo0/QQk31TJ',
  '29tYXH390nfbejs2Pi54atJPLNPiG3UAzZh3hUg0SXtQ5s5jKUsg3B6u7x5MRPeGtkefCnUmE5Gh5s5obF88MlwfXrU6vClIozk5/2JeRyQWDYU7DomC',
  '56UNY7FG6OLG5TnPDVgcajl3sOVcemNjzvMJ6vHTLxtAcZBm1ayyMlmueASNxXPyDeEbKyDc9I3UaPlkX08UHyn/ZN8L6oXZAfczVwrz4O4mLG1nn53k',
  'qgKCqQKYzsOuSSmT9aHTUwRlgtPTBEXK6XkIimbTU1L0GAs+oVreoYbaM5oAX4qcM8dDQEoo09MiUSYSC8SVNdSJxGVlRp4RDb/QYTZL+gFno6QtN0SM',
  'qgCe9EpHb7pBcH/aLlDQacpFzsgY7Rt0NR+UOacirKNfZi0y601WfYZi1nxiVu5CKltElhdXeyrGM55ypwa1Le2kGGfoPlPzbRvsG07uTQ6MhLY83ReN',
  'h+5e29Id6Y3G41H5MvcODgy0/p3aVzkJZto0njFr6ELrcv7wa79e2bHLfuOoRdPy9743rnjWjXIz3urWx23u53rYrZN3urVyv1sv73Fr7IvXnNrXPK90',
  '5bJUzHMp9htEn/367PE7F9rHXrVoar7y1maT8fKwHrdOz2ZmO8fWqfAZunXoZt7/ZZ/k5YBCMiYJtbn55VGSDLObXrFjd8n2V6OzaZ5MCffqRVY2zttJ',
  'kmAPO+jlyWnp9+TcwYuRWQJsvZ5ndhAnOm3/mWOm1Pv/He5dXW4mdLGPBAki4vutDDEgPjHICIMkGfqTtRpc/b4Svv9S4M3r+jeTpE9siMoOLM2e1mm8',
  '/3JgZOb/H6E/AAqkB/4AGAAA',
].join('')

describe('the old .xls', () => {
  const inflate = async (text: string): Promise<Uint8Array> => {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  }
  it('is read with its numbers, texts and days', async () => {
    expect(texts((await sheetsOf(await inflate(LEGACY)))[0])).toEqual([
      ['样品编号', '采样日期', '镉(mg/kg)', '铅(mg/kg)'],
      ['S1', '2026-03-05', '0.5', '<1'],
      ['S2', '2026-03-06', '1.25', '30'],
    ])
  })
  it('cut or spoilt it is refused, never a crash', async () => {
    const whole = await inflate(LEGACY)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        async (length, edits) => {
          const bytes = whole.slice(0, Math.max(600, length))
          for (const [at, value] of edits) if (at > 8 && at < bytes.length) bytes[at] = value
          const reading = await readSheet(bytes)
          expect('sheets' in reading || reading.refused.reasons.length > 0).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})
