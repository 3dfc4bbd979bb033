import { strToU8, zipSync } from 'fflate'

/** The same files make the same bytes: entries carry no clock. */
const NO_TIME = new Date('1980-01-01T00:00:00')

/** A zip of named files, in the order of their names. */
export function packFiles(files: readonly { name: string; content: Uint8Array | string }[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1))
  return zipSync(
    Object.fromEntries(sorted.map(f => [f.name, typeof f.content === 'string' ? strToU8(f.content) : f.content])),
    { mtime: NO_TIME },
  )
}
