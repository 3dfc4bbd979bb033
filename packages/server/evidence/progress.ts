import type { ImportProgress } from './views.ts'

/**
 * How far an import is, by its request id, in this process only: what is lost with it is a bar, never the import. Kept a while
 * after the end, so that a page that asks late still hears of it.
 */
const KEPT = 200
const running = new Map<string, ImportProgress>()

export function noteProgress(request: string, progress: ImportProgress): void {
  running.delete(request)
  running.set(request, progress)
  if (running.size > KEPT) running.delete(running.keys().next().value!)
}

export const findProgress = (request: string): ImportProgress | undefined => running.get(request)
