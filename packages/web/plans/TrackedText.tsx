import { trackedChanges } from '@jingtu/programme/tracked-changes.ts'
import type { ReactNode } from 'react'

/** Old struck through, new underlined, the rest as it was. */
export function TrackedText({ before, after }: { before: string; after: string }): ReactNode {
  return trackedChanges(before, after).map((s, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, told apart by their order
    if (s.kind === 'old') return <del key={i} className="jp-old">{s.text}</del>
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    if (s.kind === 'new') return <ins key={i} className="jp-new">{s.text}</ins>
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    return <span key={i}>{s.text}</span>
  })
}
