import type { Outcome } from '@jingtu/core/problem.ts'
import { ok } from '@jingtu/core/problem.ts'
import type { BulkNumber } from './codes.ts'
import { type CsvColumns, CsvEncoder } from './csv-encoder.ts'
import { layoutOf } from './csv-layout.ts'
import { type BulkOptions, type BulkScreening, screenColumns } from './screen-columns.ts'

/** So many bytes are looked at for the head. */
const HEAD = 1 << 16

/**
 * A long table in UTF-8 as columns, from whatever gives its bytes (a file, a request, a browser's stream); at no time more of
 * it is held than one chunk. For a file on disk the server's BulkFile uses all cores.
 */
export async function columnsOfCsv(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Outcome<CsvColumns>> {
  let head = new Uint8Array(0)
  let encoder: CsvEncoder | undefined
  const begin = (): Outcome<CsvEncoder> => {
    const layout = layoutOf(head)
    if (!layout.ok) return layout
    const begun = new CsvEncoder(layout.value)
    begun.push(head.subarray(layout.value.bodyAt))
    return ok(begun)
  }
  for await (const chunk of chunks) {
    if (encoder) {
      encoder.push(chunk)
      continue
    }
    const longer = new Uint8Array(head.length + chunk.length)
    longer.set(head)
    longer.set(chunk, head.length)
    head = longer
    if (head.length < HEAD) continue
    const begun = begin()
    if (!begun.ok) return begun
    encoder = begun.value
  }
  if (encoder) return ok(encoder.finish())
  const begun = begin()
  return begun.ok ? ok(begun.value.finish()) : begun
}

/** The same, judged: what `columns` and `explain` need is given back beside the verdicts. */
export async function screenCsv(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  number: BulkNumber,
  options: BulkOptions = {},
): Promise<Outcome<CsvColumns & { screening: BulkScreening }>> {
  const read = await columnsOfCsv(chunks)
  return read.ok ? ok({ ...read.value, screening: screenColumns(read.value.columns, number, options) }) : read
}
