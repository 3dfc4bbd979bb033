/** Reads one part of a file of results into columns, keeps them, and judges them as often as it is asked. */
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { BulkNumber } from '@jingtu/standards/columnar/codes.ts'
import { TooManyWords } from '@jingtu/standards/columnar/column-writer.ts'
import { type Columns, nameOfSample } from '@jingtu/standards/columnar/columns.ts'
import { CsvEncoder } from '@jingtu/standards/columnar/csv-encoder.ts'
import type { CsvLayout } from '@jingtu/standards/columnar/csv-layout.ts'
import {
  type BulkOptions,
  type BulkScreening,
  explain,
  screenColumns,
} from '@jingtu/standards/columnar/screen-columns.ts'
import type { Finding, Judgement } from '@jingtu/standards/judgement.ts'
import type { FileProblem } from '@jingtu/standards/screening/records.ts'

/** What a part says of itself once it is read. */
export interface PartRead {
  results: number
  samples: number
  /** How the results' items and units are written. */
  words: { substance: string; unit: string }[]
  /** Their rows are counted as if the part began where the whole file's results begin. */
  problems: FileProblem[]
  records: number
  unnamed: boolean
  endedWhole: boolean
  nameHashes: Uint32Array
}

export type Ask =
  | { ask: 'read'; path: string; layout: CsvLayout; from: number; to: number }
  /** Codes go where all parts write theirs. */
  | { ask: 'screen'; number: BulkNumber; options: BulkOptions; codes: Uint8Array; perSample: Uint8Array }
  | { ask: 'names'; samples: number[] }
  | { ask: 'explain'; result: number; number: BulkNumber; options: BulkOptions }

export interface Answers {
  read: PartRead
  screen: Pick<BulkScreening, 'counts' | 'sampleCounts'>
  names: string[]
  explain: { judgement: Judgement; finding: Finding | null }
}

const CHUNK = 1 << 22
let columns: Columns | undefined

function read({ path, layout, from, to }: Extract<Ask, { ask: 'read' }>): PartRead {
  const encoder = new CsvEncoder(layout, to - from)
  const file = openSync(path, 'r')
  try {
    const chunk = new Uint8Array(Math.min(CHUNK, to - from))
    for (let at = from; at < to; ) {
      const length = readSync(file, chunk, 0, Math.min(chunk.length, to - at), at)
      if (length === 0) break
      encoder.push(chunk.subarray(0, length))
      at += length
    }
  } finally {
    closeSync(file)
  }
  const found = encoder.finish()
  columns = found.columns
  const { results, samples, words } = found.columns
  return {
    results,
    samples,
    words: words.map(({ substance, unit }) => ({ substance, unit })),
    problems: found.problems,
    records: found.records,
    unnamed: found.unnamed,
    endedWhole: found.endedWhole,
    nameHashes: found.nameHashes,
  }
}

function answer(ask: Ask): Answers[Ask['ask']] {
  if (ask.ask === 'read') return read(ask)
  if (!columns) throw new Error('还没有读取文件')
  const held = columns
  if (ask.ask === 'screen') {
    const { counts, sampleCounts } = screenColumns(held, ask.number, ask.options, ask)
    return { counts, sampleCounts }
  }
  if (ask.ask === 'names') return ask.samples.map(s => nameOfSample(held, s))
  return explain(held, ask.result, ask.number, ask.options)
}

parentPort!.on('message', (ask: Ask) => {
  try {
    parentPort!.postMessage({ value: answer(ask) })
  } catch (error) {
    parentPort!.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      isTooMany: error instanceof TooManyWords,
    })
  }
})
