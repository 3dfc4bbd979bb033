import type { DocumentRefusal } from '@jingtu/documents/refusal.ts'
import { readCsv } from '@jingtu/documents/sheet/csv.ts'
import { readSheet } from '@jingtu/documents/sheet/read.ts'
import type { Grid } from '@jingtu/standards/screening/grid.ts'
import { refusal } from '../problems.ts'

/** What a file of results may be at most over HTTP; the command takes more. */
export const MAX_SCREEN_BYTES = 4 * 1024 * 1024

const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf]
const startsWith = (bytes: Uint8Array, magic: number[]): boolean => magic.every((b, i) => bytes[i] === b)

/**
 * The sheets of a CSV or XLSX file, by its content and not its name; hidden ones stay out.
 * @throws Refusal where the file cannot be read
 */
export async function gridsOf(bytes: Uint8Array, name: string): Promise<Grid[]> {
  if (startsWith(bytes, ZIP) || startsWith(bytes, OLE)) {
    const reading = await readSheet(bytes)
    if ('sheets' in reading)
      return reading.sheets
        .filter(s => !s.hidden)
        .map(s => ({ name: s.name, rows: s.rows.map(r => r.texts), merges: s.merges }))
    throw unreadable(name, reading)
  }
  const reading = await readCsv(bytes)
  if ('rows' in reading) return [{ name: '', rows: reading.rows }]
  throw unreadable(name, reading)
}

const unreadable = (name: string, { refused }: DocumentRefusal): Error =>
  refusal(
    'invalid',
    `读不了“${name}”`,
    refused.reasons.map(r => `${r.message}。${r.hint}`),
  )
