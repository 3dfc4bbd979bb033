import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'
import { readGrids } from './grids.ts'

async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const reading = await readCsv(bytes)
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  return reading.rows
}

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a file that is no table, whatever its name', () => {
  it.each([
    ['%PDF-1.7\n1 0 obj', 'PDF 文件'],
    ['<html><table><tr><td>样品编号</td></tr></table></html>', '网页'],
    ['\ufeff<!DOCTYPE html>', '网页'],
    ['{\\rtf1 x}', 'RTF'],
  ])('%s is said to be one', async (text, what) => {
    const reading = await readGrids(utf8(text))
    if (!('refused' in reading)) throw new Error('read as a table')
    expect(reading.refused.reasons[0]!.message).toContain(what)
    expect(reading.refused.reasons[0]!.hint).toContain('另存为 .xlsx')
  })
  it('a table that begins with a sign is still one', async () => {
    expect(await readGrids(utf8('<0.1,镉\n<0.2,铅'))).toMatchObject({
      grids: [
        {
          rows: [
            ['<0.1', '镉'],
            ['<0.2', '铅'],
          ],
        },
      ],
    })
  })
})

describe('CSV', () => {
  it('reads GBK as Excel saves it', async () => {
    // 点位,镉⏎甲1,0.3
    const gbk = Uint8Array.of(
      0xb5,
      0xe3,
      0xce,
      0xbb,
      0x2c,
      0xef,
      0xd3,
      0x0d,
      0x0a,
      0xbc,
      0xd7,
      0x31,
      0x2c,
      0x30,
      0x2e,
      0x33,
    )
    expect(await rowsOf(gbk)).toEqual([
      ['点位', '镉'],
      ['甲1', '0.3'],
    ])
  })

  it('reads quotes, line breaks in fields, empty fields and tabs', async () => {
    expect(await rowsOf(utf8('a,"b,""c""\nd",\r\n,,x\n'))).toEqual([
      ['a', 'b,"c"\nd', ''],
      ['', '', 'x'],
    ])
    expect(await rowsOf(utf8('甲\t乙\n1,5\t2\n'))).toEqual([
      ['甲', '乙'],
      ['1,5', '2'],
    ])
    expect(await rowsOf(utf8('名称,尺寸\n管,5" 管\n"未闭合,6\n'))).toEqual([
      ['名称', '尺寸'],
      ['管', '5" 管'],
      ['"未闭合', '6'],
    ])
  })

  it('reads back whatever it wrote', async () => {
    const field = fc.string({ unit: 'grapheme' }).filter(text => !/^[=+\-@\t]|\0|\ufeff|\p{Cc}/u.test(text))
    const row = fc.array(field, { minLength: 2, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(row, async fields => {
        const rows = [['列一', '列二', '列三'].slice(0, 2), ['值', '值'], ['值', '值'], ['值', '值'], fields]
        expect(await rowsOf(writeCsv(rows))).toEqual(rows)
      }),
      { numRuns: 200 },
    )
  })

  it('begins with a byte order mark and disarms formulas but not negative numbers', () => {
    const bytes = writeCsv([['=1+1', '-3.5', -2, null]])
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toBe("'=1+1,-3.5,-2,\r\n")
  })

  it('refuses an empty file', async () => {
    expect(await readCsv(new Uint8Array())).toMatchObject({ refused: { reasons: [{ code: 'empty-file' }] } })
  })
})
