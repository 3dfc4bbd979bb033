import { readGrids, type SheetGrid } from '@jingtu/documents/sheet/grids.ts'
import { refusal } from '../problems.ts'

/** What a file of results may be at most over HTTP; the command takes more. */
export const MAX_SCREEN_BYTES = 4 * 1024 * 1024

/**
 * The sheets of a CSV or XLSX file; hidden ones come by their name alone, so that they are spoken of.
 * @throws Refusal where the file cannot be read
 */
export async function gridsOf(bytes: Uint8Array, name: string): Promise<SheetGrid[]> {
  const reading = await readGrids(bytes)
  if ('grids' in reading)
    return [...reading.grids, ...reading.hidden.map(hiddenName => ({ name: hiddenName, rows: [], hidden: true }))]
  throw refusal(
    'invalid',
    `读不了“${name}”`,
    reading.refused.reasons.map(r => `${r.message}。${r.hint}`),
  )
}
