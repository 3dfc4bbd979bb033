import { Worker } from 'node:worker_threads'
import { refusal } from '../problems.ts'
import type { Answers, Ask } from './bulk-worker.ts'

interface Answer {
  value?: unknown
  error?: string
  /** The file is written in more ways than any table of results. */
  isTooMany?: boolean
}

/** One part of a file in a thread of its own; it answers in the order it is asked. */
export class BulkPart {
  readonly #worker = new Worker(new URL('./bulk-worker.ts', import.meta.url))
  readonly #waiting: { resolve(value: unknown): void; reject(error: Error): void }[] = []

  constructor() {
    this.#worker.on('message', ({ value, error, isTooMany }: Answer) => {
      const asked = this.#waiting.shift()
      if (isTooMany)
        asked?.reject(
          refusal('invalid', '不能成批评价', [
            '“检测项目、单位”的写法超过 6 万种，请检查是否把别的列当成了检测项目或单位',
          ]),
        )
      else if (error !== undefined) asked?.reject(new Error(error))
      else asked?.resolve(value)
    })
    this.#worker.on('error', error => this.#fail(error))
    this.#worker.on('exit', code => this.#fail(new Error(`screening worker ended (${code})`)))
  }

  #fail(error: unknown): void {
    for (const asked of this.#waiting.splice(0)) asked.reject(error instanceof Error ? error : new Error(String(error)))
  }

  ask<K extends Ask['ask']>(question: Extract<Ask, { ask: K }>): Promise<Answers[K]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve: value => resolve(value as Answers[K]), reject })
      this.#worker.postMessage(question)
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
