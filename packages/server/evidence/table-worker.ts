import { parentPort, workerData } from 'node:worker_threads'
import { readTables, type TablesRead } from './table-reading.ts'

/** Bytes of a workbook in, tables out, in a thread of its own: a large file never stalls the server. */
const answer: TablesRead = await readTables(workerData as Uint8Array)
parentPort!.postMessage(answer)
