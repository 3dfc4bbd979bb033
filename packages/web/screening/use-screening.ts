import type { Judgement } from '@jingtu/standards/judgement.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import type { FileProblem } from '@jingtu/standards/screening/records.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FromWorker, ToWorker } from './screening-worker.ts'

export interface ReadFile {
  name: string
  example: boolean
  samples: number
  results: number
  problems: FileProblem[]
  hidden: string[]
  suggested: string
}
export interface ScreeningState {
  file: ReadFile | null
  judgements: Judgement[] | null
  /** null: nothing is going on; total 0: still being read. */
  progress: { done: number; total: number } | null
  reasons: string[] | null
}
export interface Screening extends ScreeningState {
  read(file: File, example?: boolean): void
  judge(standard: string, options: AssessOptions): void
  clear(): void
}

const NOTHING: ScreeningState = { file: null, judgements: null, progress: null, reasons: null }

/** A file and its verdicts, both in the worker; the newest question wins. */
export function useScreening(): Screening {
  const [state, setState] = useState<ScreeningState>(NOTHING)
  const worker = useRef<Worker | null>(null)
  const turn = useRef(0)
  const reading = useRef<{ name: string; example: boolean }>({ name: '', example: false })

  const hear = useCallback(({ data }: MessageEvent<FromWorker>): void => {
    if (data.turn !== turn.current) return
    if (data.kind === 'read') {
      const { kind: _kind, turn: _turn, ...file } = data
      setState({ ...NOTHING, file: { ...file, ...reading.current } })
    } else if (data.kind === 'progress') setState(s => ({ ...s, progress: { done: data.done, total: data.total } }))
    else if (data.kind === 'judged')
      setState(s => ({ ...s, judgements: data.judgements, progress: null, reasons: null }))
    else setState(s => ({ ...s, progress: null, reasons: data.reasons }))
  }, [])

  const started = useCallback((): Worker => {
    if (!worker.current) {
      worker.current = new Worker(new URL('./screening-worker.ts', import.meta.url), { type: 'module' })
      worker.current.addEventListener('message', hear)
    }
    return worker.current
  }, [hear])

  const stop = useCallback((): void => {
    worker.current?.terminate()
    worker.current = null
    turn.current++
  }, [])
  useEffect(() => stop, [stop])

  return {
    ...state,
    read: useCallback(
      (file, example = false) => {
        // A file half read is dropped with its worker.
        stop()
        const mine = ++turn.current
        reading.current = { name: file.name, example }
        setState({ ...NOTHING, progress: { done: 0, total: 0 } })
        file.arrayBuffer().then(
          bytes => {
            const message: ToWorker = { kind: 'read', turn: mine, bytes }
            if (mine === turn.current) started().postMessage(message, [bytes])
          },
          (error: unknown) => setState({ ...NOTHING, reasons: [String(error)] }),
        )
      },
      [started, stop],
    ),
    judge: useCallback(
      (standard, options) => {
        const message: ToWorker = { kind: 'judge', turn: ++turn.current, standard, options }
        setState(s => ({ ...s, progress: { done: 0, total: s.file?.samples ?? 0 } }))
        started().postMessage(message)
      },
      [started],
    ),
    clear: useCallback(() => {
      stop()
      setState(NOTHING)
    }, [stop]),
  }
}
