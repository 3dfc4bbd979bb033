import { useSyncExternalStore } from 'react'

/** Whether the last request found the server. Asked of our own requests: on an intranet the browser's word says little. */
let reachable = true
const listeners = new Set<() => void>()

export function setReachable(now: boolean): void {
  if (now === reachable) return
  reachable = now
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useReachable = (): boolean => useSyncExternalStore(subscribe, () => reachable)
