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
