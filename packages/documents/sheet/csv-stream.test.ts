import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'
import { openCsv } from './csv-stream.ts'

const inPieces = (bytes: Uint8Array, size: number) =>
  async function* () {
    for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
  }
async function streamed(bytes: Uint8Array, size: number) {
  const rows: string[][] = []
  const stream = await openCsv(inPieces(bytes, size))
  for await (const block of stream.blocks()) {
    expect(block.first).toBe(rows.length + 1)
    rows.push(...block.rows)
  }
  return { rows, stream }
}

it('gives the rows of the whole reading, however the bytes are cut', async () => {
  const cell = fc.oneof(
    fc.constantFrom('镉', '<0.01', 'a,b', '第一\n行', '说"好"', '', '𠮷', '1,234'),
    fc.string({ maxLength: 4 }),
  )
  const tidy = cell
    .map(c => c.replace(/\0|\r|\ufeff|\p{Cc}/gu, m => (m === '\n' ? m : '')).trim())
    .filter(c => !/^[=+\-@]/.test(c))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(tidy, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 40 }),
      async (cells, size) => {
        const all = [['样品', '项目', '结果'], ...cells]
        const bytes = writeCsv(all)
        const whole = await readCsv(bytes)
        if ('refused' in whole) throw new Error('refused')
        expect((await streamed(bytes, size)).rows).toEqual(whole.rows.map(r => r.map(c => c.trim())))
      },
    ),
    { numRuns: 100 },
  )
})

it('reads GB18030, whose characters are cut in two', async () => {
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
  const { rows, stream } = await streamed(gbk, 1)
  expect([stream.encoding, rows]).toEqual([
    'gb18030',
    [
      ['点位', '镉'],
      ['甲1', '0.3'],
    ],
  ])
})

it('takes a stray quote for text, and a field in quotes over several lines for one', async () => {
  const text = '点,经度,备注\nA,108°21′59.4",甲\nB,"108°22′""x""\n第二行",乙\nC,108°23′,"丙"\n'
  for (const size of [1, 7, 1000])
    expect((await streamed(new TextEncoder().encode(text), size)).rows).toEqual([
      ['点', '经度', '备注'],
      ['A', '108°21′59.4"', '甲'],
      ['B', '108°22′"x"\n第二行', '乙'],
      ['C', '108°23′', '丙'],
    ])
})

it('finds GB18030 below a top of plain ASCII', async () => {
  const line = 'S,Cd,0.5\n'
  const ascii = new TextEncoder().encode(`sample,substance,value\n${line.repeat(8000)}`)
  // 土壤 in GB18030
  const bytes = Uint8Array.from([...ascii, 0xcd, 0xc1, 0xc8, 0xc0, 0x2c, 0x43, 0x64, 0x2c, 0x31, 0x0a])
  const { rows } = await streamed(bytes, 4096)
  expect(rows.at(-1)).toEqual(['土壤', 'Cd', '1'])
  expect(rows.length).toBe(8002)
})

it('trims what only looks like ink', async () => {
  const text = 'a,b\n\u3000甲\u3000,\u00a01\u00a0\r\n\t乙 , 2 '
  expect((await streamed(new TextEncoder().encode(text), 5)).rows).toEqual([
    ['a', 'b'],
    ['甲', '1'],
    ['乙', '2'],
  ])
})
