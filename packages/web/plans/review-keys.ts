import { useEffect, useRef } from 'react'
import type { Review } from './use-review.ts'

export interface KeyActions {
  edit: () => void
  split: () => void
  units: () => void
  help: () => void
}

export const KEYS: readonly [keys: string, what: string][] = [
  ['J　↓', '下一条'],
  ['K　↑', '上一条'],
  ['A', '确认（再按一次退回待确认）'],
  ['R', '不采用（再按一次退回待确认）'],
  ['E　Enter', '编辑'],
  ['U', '改承办单位'],
  ['S', '拆分'],
  ['M', '并入上一条'],
  ['Alt+↑ ↓', '调整顺序'],
  ['1 2 3 4', '任务、目标、未能识别、报送要求'],
  ['Ctrl+Z', '撤销上一步'],
  ['?', '显示这张表'],
]

const TABS = ['tasks', 'targets', 'open', 'rhythm'] as const

/** The whole review by keys; silent while somebody types or a dialog is open. */
export function useReviewKeys(review: Review, actions: KeyActions, enabled: boolean): void {
  // The listener is hung up once and always sees the latest state.
  const latest = useRef({ review, actions, enabled })
  latest.current = { review, actions, enabled }
  useEffect(() => {
    const onKey = (e: KeyboardEvent): void => {
      const { review: r, actions: a, enabled: on } = latest.current
      if (!on || e.isComposing || isTyping(e.target)) return
      const act = handlerOf(e, r, a)
      if (!act) return
      e.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

function handlerOf(e: KeyboardEvent, r: Review, a: KeyActions): (() => void) | undefined {
  if (e.ctrlKey || e.metaKey) return e.key.toLowerCase() === 'z' && !e.shiftKey ? r.undo : undefined
  if (e.altKey) return e.key === 'ArrowUp' ? () => r.move(-1) : e.key === 'ArrowDown' ? () => r.move(1) : undefined
  // A button that has the focus keeps its own Enter and space.
  if (
    (e.key === 'Enter' || e.key === ' ') &&
    e.target instanceof HTMLElement &&
    e.target.closest('button, a, [role=tab]')
  )
    return undefined
  switch (e.key) {
    case 'j':
    case 'J':
    case 'ArrowDown':
      return () => r.step(1)
    case 'k':
    case 'K':
    case 'ArrowUp':
      return () => r.step(-1)
    case 'a':
    case 'A':
      return () => r.decideCurrent('accept')
    case 'r':
    case 'R':
      return () => r.decideCurrent('reject')
    case 'm':
    case 'M':
      return r.mergeWithPrevious
    case 'e':
    case 'E':
    case 'Enter':
      return a.edit
    case 's':
    case 'S':
      return a.split
    case 'u':
    case 'U':
      return a.units
    case '?':
    case '？':
      return a.help
    case '1':
    case '2':
    case '3':
    case '4':
      return () => r.choose(TABS[Number(e.key) - 1]!, null)
    default:
      return undefined
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('.ant-modal, .ant-drawer, .ant-select-dropdown') !== null)
