import type { Judgement, Sample } from '@jingtu/standards/judgement.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import type { FileProblem } from '@jingtu/standards/screening/records.ts'
import { faultsOf, judgeSample } from '@jingtu/standards/screening/screen.ts'
import { readFile, suggestStandard } from './screen-file.ts'

/** Reading and judging away from the page, so that a large file does not hold it still. */
export type ToWorker =
  | { kind: 'read'; turn: number; bytes: ArrayBuffer }
  | { kind: 'judge'; turn: number; standard: string; options: AssessOptions }
export type FromWorker =
  | {
      kind: 'read'
      turn: number
      samples: number
      results: number
      problems: FileProblem[]
      hidden: string[]
      suggested: string
    }
  | { kind: 'progress'; turn: number; done: number; total: number }
  | { kind: 'judged'; turn: number; judgements: Judgement[] }
  | { kind: 'refused'; turn: number; reasons: string[] }

const port = self as unknown as {
  postMessage(message: FromWorker): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void
}
let samples: Sample[] = []
let newest = 0

port.addEventListener('message', ({ data }) => {
  newest = data.turn
  void (data.kind === 'read' ? read(data.turn, data.bytes) : judge(data.turn, data.standard, data.options)).catch(
    error => port.postMessage({ kind: 'refused', turn: data.turn, reasons: [String(error)] }),
  )
})

async function read(turn: number, bytes: ArrayBuffer): Promise<void> {
  const outcome = await readFile(new Uint8Array(bytes))
  if (!outcome.ok) return port.postMessage({ kind: 'refused', turn, reasons: outcome.reasons })
  const { reading } = outcome
  samples = reading.samples
  port.postMessage({
    kind: 'read',
    turn,
    samples: samples.length,
    results: samples.reduce((n, s) => n + s.results.length, 0),
    problems: reading.problems,
    hidden: reading.hidden,
    suggested: suggestStandard(samples),
  })
}

const AT_ONCE_MS = 80

async function judge(turn: number, standard: string, options: AssessOptions): Promise<void> {
  const faults = faultsOf(standard, options)
  if (faults.length) return port.postMessage({ kind: 'refused', turn, reasons: faults.map(f => f.message) })
  const judgements: Judgement[] = []
  let rested = performance.now()
  for (const sample of samples) {
    judgements.push(judgeSample(sample, standard, options))
    if (performance.now() - rested < AT_ONCE_MS) continue
    port.postMessage({ kind: 'progress', turn, done: judgements.length, total: samples.length })
    // A newer question is heard between two samples, and this one is then dropped.
    await new Promise(resolve => setTimeout(resolve))
    if (newest !== turn) return
    rested = performance.now()
  }
  port.postMessage({ kind: 'judged', turn, judgements })
}
