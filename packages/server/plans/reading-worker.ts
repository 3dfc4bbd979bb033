import { parentPort, workerData } from 'node:worker_threads'
import { findConverters } from '@jingtu/documents/convert.ts'
import { type DocumentReading, readDocument } from '@jingtu/documents/read.ts'
import type { Reading } from '@jingtu/plans/programme.ts'
import { readWithAssumedYear } from './assumed-year.ts'

/** Bytes in, text and reading out, in a thread of its own: a file somebody else made never stalls the server. */
export interface ReadingOrder {
  bytes: Uint8Array
  name: string
  /** For days without a year in a text that prints none. */
  fallbackYear: number
}
export type ReadingAnswer = {
  /** What a converting program said when it failed, for the log. */
  failures: string[]
} & (
  | { document: Extract<DocumentReading, { refused: unknown }>; reading: null }
  | { document: Exclude<DocumentReading, { refused: unknown }>; reading: Reading }
)

const { bytes, name, fallbackYear } = workerData as ReadingOrder
const failures: string[] = []
/** Looked for only where the file is of a kind that needs one: asking for programs takes longer than reading a plan. */
const NEEDS_PROGRAM = ['legacy-office', 'unsupported-format', 'image-file', 'image-only-pdf', 'garbled-pdf']
let document = await readDocument(bytes, { name })
if ('refused' in document && document.refused.reasons.some(r => NEEDS_PROGRAM.includes(r.code))) {
  const converters = await findConverters({ onFailure: (what, error) => failures.push(`${what}: ${String(error)}`) })
  if (Object.keys(converters).length > 0) document = await readDocument(bytes, { name, converters })
}
const answer: ReadingAnswer =
  'refused' in document
    ? { document, reading: null, failures }
    : { document, reading: readWithAssumedYear(document.text, fallbackYear), failures }
parentPort!.postMessage(answer)
