import { Worker } from 'node:worker_threads'
import type { DocumentRefusal } from '@jingtu/documents/refusal.ts'
import { readCsv } from '@jingtu/documents/sheet/csv.ts'
import { gridOf } from '@jingtu/documents/sheet/grids.ts'
import { readSheet } from '@jingtu/documents/sheet/read.ts'
import type { Grid } from '@jingtu/standards/screening/grid.ts'
import { refusal } from '../problems.ts'
import { type PackedTables, unpackTables } from './table-packing.ts'

export type TablesRead = { grids: Grid[] } | DocumentRefusal

/** Above this a thread of its own costs less than the wait of everybody else. */
const IN_PLACE = 300 * 1024
const SECONDS = 120
const MEGABYTES = 2048

const isWorkbook = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf)

/** All sheets, hidden ones marked, by the content of the file and not its name. */
export async function readTables(bytes: Uint8Array): Promise<TablesRead> {
  if (!isWorkbook(bytes)) {
    const reading = await readCsv(bytes)
    return 'refused' in reading ? reading : { grids: [{ name: '', rows: reading.rows }] }
  }
  const reading = await readSheet(bytes)
  if ('refused' in reading) return reading
  return { grids: reading.sheets.map(gridOf) }
}

/** @throws Refusal with the reader's reasons, each saying what is wrong and how to mend it */
export async function gridsOfFile(bytes: Uint8Array, name: string): Promise<Grid[]> {
  const reading = bytes.length > IN_PLACE ? await inWorker(bytes, name) : await readTables(bytes)
  if ('grids' in reading) return reading.grids
  throw refusal(
    'invalid',
    `读不了“${name}”`,
    reading.refused.reasons.map(r => ({ message: `${r.message}。${r.hint}`, where: name })),
  )
}

/** Kept for the next file, because starting one takes as long as reading a small workbook; it keeps no process alive. */
let worker: Worker | undefined
let before: Promise<unknown> = Promise.resolve()

/** One file after the other. */
function inWorker(bytes: Uint8Array, name: string): Promise<TablesRead> {
  const read = before.then(() => readInWorker(bytes, name))
  before = read.catch(() => {}) // the caller hears of it; the next file is read all the same
  return read
}

function readInWorker(bytes: Uint8Array, name: string): Promise<TablesRead> {
  const own = (worker ??= new Worker(new URL('./table-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  }))
  own.ref()
  return new Promise<TablesRead>((resolve, reject) => {
    const over = (): void => {
      clearTimeout(late)
      own.off('message', answered)
      own.off('error', failed)
      own.off('exit', ended)
      own.unref()
    }
    const fail = (reason: Error): void => {
      over()
      if (worker === own) worker = undefined
      void own.terminate()
      reject(reason)
    }
    const answered = (answer: PackedTables): void => {
      over()
      resolve(unpackTables(answer))
    }
    const failed = (error: NodeJS.ErrnoException): void =>
      fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? refusal('too-large', `“${name}”过大`, ['读取所需的内存超过上限，请分成几个文件再导入'])
          : error,
      )
    const ended = (): void => fail(new Error('表格读取线程意外退出'))
    const late = setTimeout(
      () => fail(refusal('too-large', `“${name}”读取超时`, [`读取超过 ${SECONDS} 秒，已停止。请分成几个文件再导入`])),
      SECONDS * 1000,
    )
    own.on('message', answered)
    own.on('error', failed)
    own.on('exit', ended)
    own.postMessage(bytes)
  })
}
