import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import type { ImportBatch } from '@jingtu/registers/monitoring/import-batch.ts'
import type { ImportProgress, Preview } from '@jingtu/server/evidence/views.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, api, newKey } from '../shell/api.ts'
import type { FileSheet } from './file-grid.ts'
import { askedOf, type ImportOrder } from './import-order.ts'

/** Larger files are looked at by their faults alone; drawing them is not worth the browser's memory. */
const DRAWN_BYTES = 12 * 1024 * 1024
/** Faults shown at once; the next ones come as these are mended. */
const FAULTS = 1000

export interface ImportState {
  order: ImportOrder | null
  preview: Preview | null
  sheets: FileSheet[] | null
  /** What is being waited for. */
  busy: 'upload' | 'preview' | 'store' | null
  sent: number
  progress: ImportProgress | null
  error: unknown
  stored: ImportBatch | null
}
export interface Importing extends ImportState {
  choose(file: File, about: { survey: string | null; laboratory: string | null }): Promise<void>
  change(order: ImportOrder): void
  store(given: { title: string; onDuplicate: '新版本' | '跳过'; leaveOut: string | null }): Promise<void>
  clear(): void
}

const NOTHING: ImportState = {
  order: null,
  preview: null,
  sheets: null,
  busy: null,
  sent: 0,
  progress: null,
  error: null,
  stored: null,
}

/** A file from the desk to the store: sent once, looked at as often as something is changed, stored when asked. */
export function useImport(): Importing {
  const [state, setState] = useState<ImportState>(NOTHING)
  const turn = useRef(0)
  const request = useRef<string | null>(null)
  const set = useCallback((change: Partial<ImportState>): void => setState(s => ({ ...s, ...change })), [])
  useEffect(
    () => () => {
      turn.current++
    },
    [],
  )

  const look = useCallback(
    async (order: ImportOrder): Promise<void> => {
      const mine = ++turn.current
      set({ order, busy: 'preview', error: null })
      try {
        const preview = await api.post<Preview>('/api/evidence/preview', { ...askedOf(order), size: FAULTS })
        if (mine === turn.current) set({ preview, busy: null })
      } catch (error) {
        if (mine === turn.current) set({ error, busy: null })
      }
    },
    [set],
  )

  return {
    ...state,
    change: useCallback(order => void look(order), [look]),
    clear: useCallback(() => {
      turn.current++
      setState(NOTHING)
    }, []),
    choose: useCallback(
      async (file, about) => {
        const mine = ++turn.current
        setState({ ...NOTHING, busy: 'upload' })
        try {
          const [sheets, stored] = await Promise.all([
            file.size > DRAWN_BYTES ? null : sheetsOf(file),
            api.upload(file, sent => mine === turn.current && set({ sent })),
          ])
          if (mine !== turn.current) return
          set({ sheets })
          await look({ file: { hash: stored.hash, name: file.name }, ...about, tables: null, mends: [] })
        } catch (error) {
          if (mine === turn.current) set({ error, busy: null })
        }
      },
      [look, set],
    ),
    store: useCallback(
      async given => {
        const { order } = state
        if (!order) return
        // Until an answer came, trying again means the same import.
        request.current ??= newKey()
        const key = request.current
        set({ busy: 'store', error: null, progress: null })
        const asking = setInterval(() => {
          api.get<ImportProgress>(`/api/evidence/progress/${key}`).then(
            progress => set({ progress }),
            // Not begun yet, or another process carries it out: then there is only no bar.
            () => undefined,
          )
        }, 700)
        try {
          const stored = await api.post<ImportBatch>(
            '/api/evidence/batches',
            {
              ...askedOf(order),
              title: given.title,
              onDuplicate: given.onDuplicate,
              leaveOut: given.leaveOut === null ? null : { reason: given.leaveOut },
            },
            { key },
          )
          request.current = null
          set({ stored, busy: null })
        } catch (error) {
          if (!(error instanceof ApiError && error.unanswered)) request.current = null
          set({ error, busy: null })
        } finally {
          clearInterval(asking)
        }
      },
      [state, set],
    ),
  }
}

async function sheetsOf(file: File): Promise<FileSheet[] | null> {
  const reading = await readGrids(new Uint8Array(await file.arrayBuffer()))
  // Why it cannot be read the server says, with the way to mend it.
  return 'grids' in reading ? reading.grids.map(({ name, rows }) => ({ name, rows })) : null
}
