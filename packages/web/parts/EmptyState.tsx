import type { ReactNode } from 'react'

/** An empty place says what would stand here and how it gets here. */
export function EmptyState({
  title,
  how,
  action,
  compact,
}: {
  title: ReactNode
  how?: ReactNode
  action?: ReactNode
  compact?: boolean
}): ReactNode {
  return (
    <div className={compact ? 'jt-empty jt-empty-compact' : 'jt-empty'}>
      <p className="jt-empty-title">{title}</p>
      {how && <p className="jt-empty-how">{how}</p>}
      {action && <p className="jt-empty-action">{action}</p>}
    </div>
  )
}
