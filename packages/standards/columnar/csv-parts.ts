import { columnOf } from '../screening/layout.ts'
import { type CsvLayout, fieldsOf, recordEnd } from './csv-layout.ts'

const NEWLINE = 10

/**
 * Where a file may be cut so that no sample is on both sides of it: the first record in `bytes` whose sample is not that of
 * the record before; −1 where there is none. That the cut is no line break inside quotes, and that a sample does not come
 * again later, must be looked at when both sides are read.
 */
export function cutIn(bytes: Uint8Array, { separator, header }: CsvLayout): number {
  const own = (['sample', 'site', 'depth', 'takenOn'] as const).map(r => columnOf(header.heads, r)).filter(c => c >= 0)
  let at = bytes.indexOf(NEWLINE) + 1
  let before: string | undefined
  while (at > 0 && at < bytes.length) {
    const end = recordEnd(bytes, at, bytes.length, separator)
    if (end < 0) return -1
    const cells = fieldsOf(bytes, at, end, separator)
    const sample = JSON.stringify(own.map(c => cells[c] ?? ''))
    if (before !== undefined && sample !== before) return at
    before = sample
    at = end
  }
  return -1
}

/** Whether two parts have a sample in common, by the hashes of their names. */
export function shareSamples(a: Uint32Array, b: Uint32Array): boolean {
  const size = 2 ** Math.ceil(Math.log2(a.length + 2))
  const table = new Int32Array(size).fill(-1)
  for (let i = 0; i < a.length; i += 2) {
    let at = a[i]! & (size - 1)
    while (table[at]! >= 0) at = (at + 1) & (size - 1)
    table[at] = i
  }
  for (let i = 0; i < b.length; i += 2) {
    for (let at = b[i]! & (size - 1); table[at]! >= 0; at = (at + 1) & (size - 1))
      if (a[table[at]!] === b[i] && a[table[at]! + 1] === b[i + 1]) return true
  }
  return false
}
