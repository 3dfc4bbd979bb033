import { expect, test } from 'vitest'
import { everyPage, MOST_ROWS } from './every-page.ts'

const list = (total: number) => {
  const asked: number[] = []
  const read = async (page: number, size: number) => {
    asked.push(page)
    const from = (page - 1) * size
    return { rows: Array.from({ length: Math.max(0, Math.min(size, total - from)) }, (_, i) => from + i), total }
  }
  return { asked, read }
}

test('a paged list is read to its end, each row once and in order', async () => {
  for (const total of [0, 1, 500, 501, 1720]) {
    const { read, asked } = list(total)
    expect(await everyPage(read)).toEqual(Array.from({ length: total }, (_, i) => i))
    expect(asked.length).toBe(Math.max(1, Math.ceil(total / 500)))
  }
})

test('a list too long for one workbook is refused after its first page, not cut', async () => {
  const { read, asked } = list(MOST_ROWS + 1)
  await expect(everyPage(read)).rejects.toThrow(`共 ${MOST_ROWS + 1} 条`)
  expect(asked).toEqual([1])
})
