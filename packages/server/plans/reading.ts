import { Worker } from 'node:worker_threads'
import type { DocumentText } from '@jingtu/documents/read.ts'
import type { Reading } from '@jingtu/plans/programme.ts'
import { refusal } from '../problems.ts'
import type { ReadingAnswer, ReadingOrder } from './reading-worker.ts'

export interface FileReading {
  document: DocumentText
  reading: Reading
  failures: string[]
}

const SECONDS = 60
const MEGABYTES = 1024
/** Two cores: a third reading waits; when many wait, the next one is told to come back. */
const AT_ONCE = 2
const MAY_WAIT = 20

let running = 0
const waiting: (() => void)[] = []

/**
 * Reads a file as plan in a worker, bounded in time and memory.
 * @throws Refusal with the document reader's reasons, each saying what is wrong and how to mend it
 */
export async function readPlanFile(bytes: Uint8Array, name: string, fallbackYear: number): Promise<FileReading> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAY_WAIT) throw refusal('too-many', '正在读取的文件过多', ['请过一分钟再导入'])
    await new Promise<void>(go => waiting.push(go))
  }
  running += 1
  try {
    const answer = await inWorker({ bytes, name, fallbackYear })
    if (answer.reading) return { document: answer.document, reading: answer.reading, failures: answer.failures }
    throw refusal(
      'invalid',
      `“${name}”不能导入`,
      answer.document.refused.reasons.map(r => ({ message: `${r.message}。${r.hint}`, where: name })),
    )
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function inWorker(order: ReadingOrder): Promise<ReadingAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    })
    const late = setTimeout(() => {
      reject(
        refusal('too-large', `“${order.name}”读取超时`, [`读取超过 ${SECONDS} 秒，已停止。请把正文和附件分开后再导入`]),
      )
      void worker.terminate()
    }, SECONDS * 1000)
    worker.once('message', (answer: ReadingAnswer) => resolve(answer))
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error)
      reject(
        refusal('too-large', `“${order.name}”过大`, [
          '读取时超出内存上限，已停止。请把正文和附件分开，或去掉大图后再导入',
        ]),
      )
    })
    worker.once('exit', code => {
      clearTimeout(late)
      reject(new Error(`reading worker ended without an answer (${code})`))
    })
  })
}
