import { Worker } from 'node:worker_threads'
import type { DocumentRefusal } from '@jingtu/documents/refusal.ts'
import { readCsv } from '@jingtu/documents/sheet/csv.ts'
import { gridOf } from '@jingtu/documents/sheet/grids.ts'
import { readSheet } from '@jingtu/documents/sheet/read.ts'
import type { Grid } from '@jingtu/standards/screening/grid.ts'
import { refusal } from '../problems.ts'

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

function inWorker(bytes: Uint8Array, name: string): Promise<TablesRead> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    })
    const late = setTimeout(() => {
      reject(refusal('too-large', `“${name}”读取超时`, [`读取超过 ${SECONDS} 秒，已停止。请分成几个文件再导入`]))
      void worker.terminate()
    }, SECONDS * 1000)
    worker.once('message', (answer: TablesRead) => resolve(answer))
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error)
      reject(refusal('too-large', `“${name}”过大`, ['读取所需的内存超过上限，请分成几个文件再导入']))
    })
    worker.once('exit', () => clearTimeout(late))
  })
}
