import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { screen } from '@jingtu/standards/screening/screen.ts'
import { expect, test } from 'vitest'
import { EXAMPLES } from './examples.ts'
import { CHOICES, readFile, suggestStandard } from './screen-file.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const example = (key: string): Uint8Array => bytes(EXAMPLES.find(e => e.key === key)!.text)

test('each example is read whole and proposes its own standard', async () => {
  const proposed = await Promise.all(
    EXAMPLES.map(async e => {
      const outcome = await readFile(bytes(e.text))
      return outcome.ok ? [e.key, outcome.reading.samples.length, suggestStandard(outcome.reading.samples)] : outcome
    }),
  )
  expect(proposed).toEqual([
    ['land', 4, 'GB 36600-2018'],
    ['field', 8, 'GB 15618-2018'],
    ['water', 3, 'GB/T 14848-2017'],
  ])
  expect(EXAMPLES.every(e => e.name.includes('模拟数据') && e.text.startsWith('模拟数据'))).toBe(true)
})

test('the page says of a file what the command and the interface say of it', async () => {
  const grids = await readGrids(example('field'))
  if (!('grids' in grids)) throw new Error('not read')
  const answer = screen(grids.grids, 'GB 15618-2018', { on: '2026-07-01' })
  if (!answer.ok) throw new Error('not judged')
  expect(answer.value.judgements.map(j => [j.sample, j.verdict])).toEqual([
    ['BLT-001', '风险低'],
    ['BLT-002', '可能存在风险'],
    ['BLT-003', '风险低'],
    ['BLT-004', '可能存在风险'],
    ['BLT-005', '风险高'],
    ['BLT-006', '证据不足'],
    ['BLT-007', '风险低'],
    ['BLT-008', '证据不足'],
  ])
  const outcome = await readFile(example('field'))
  expect(outcome.ok && outcome.reading.problems.some(p => p.where.includes('第11行') && /#REF!/.test(p.message))).toBe(
    true,
  )
})

test('a workbook is read without its hidden sheets, a file of nothing is refused with the way to mend it', async () => {
  const book = await writeSheet({
    sheets: [
      {
        name: '结果',
        rows: [
          ['样品编号', 'pH', '镉(mg/kg)'],
          ['S1', '6.0', '0.2'],
        ],
      },
    ],
  })
  const outcome = await readFile(book)
  expect(outcome).toMatchObject({ ok: true, reading: { hidden: [], samples: [{ id: 'S1' }] } })
  const refused = await readFile(bytes('一段话，没有表格\n'))
  expect(refused.ok ? [] : refused.reasons.join()).toMatch(/表头/)
})

test('editions of one number are chosen by the day, so the number is offered once', () => {
  expect(CHOICES.map(c => c.name)).toEqual([
    'GB 15618-2018',
    'GB 36600-2018',
    'GB/T 14848-2017',
    'GB 5084-2021',
    'GB 2762',
  ])
})
