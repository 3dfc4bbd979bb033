import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'

interface RowKeys {
  area: RefObject<HTMLDivElement | null>
  active: string | null
  setActive: (key: string | null) => void
  onKeyDown: (e: KeyboardEvent) => void
}

const STEPS: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/**
 * ↑ ↓ walk the rows as they stand on the page (sorted, filtered), Enter opens. The rows are read from the document, so
 * whatever order the table has given them is the order of the keys.
 */
export function useRowKeys(onOpen: ((key: string) => void) | undefined): RowKeys {
  const area = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)

  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.altKey || e.ctrlKey || e.metaKey || isTyping(e.target)) return
    if (e.key === 'Enter' && active !== null && e.target === e.currentTarget) {
      e.preventDefault()
      onOpen?.(active)
      return
    }
    const step = STEPS[e.key]
    if (step === undefined) return
    const rows = [...(area.current?.querySelectorAll<HTMLElement>('[data-row-key]') ?? [])]
    if (rows.length === 0) return
    e.preventDefault()
    const at = rows.findIndex(row => row.dataset.rowKey === active)
    const next = rows[nextIndex(at, step, rows.length)]!
    setActive(next.dataset.rowKey!)
    next.scrollIntoView({ block: 'nearest' })
    area.current?.focus({ preventScroll: true })
  }
  return { area, active, setActive, onKeyDown }
}

/** Nothing chosen yet: down starts at the top, up at the bottom. */
export function nextIndex(at: number, step: number, count: number): number {
  if (at < 0)
    return step > 0 && Number.isFinite(step) ? 0 : step === Number.POSITIVE_INFINITY || step === -1 ? count - 1 : 0
  return Math.min(count - 1, Math.max(0, at + step))
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
