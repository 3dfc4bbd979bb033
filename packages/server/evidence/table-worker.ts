import { parentPort } from 'node:worker_threads'
import { packTables } from './table-packing.ts'
import { readTables } from './table-reading.ts'

/** Bytes of a workbook in, tables out, in a thread of its own: a large file never stalls the server. One file at a time. */
parentPort!.on('message', async (bytes: Uint8Array) => {
  parentPort!.postMessage(packTables(await readTables(bytes)))
})
