import { type Segment, trackedChanges } from '@jingtu/programme/tracked-changes.ts'
import type { ReactNode } from 'react'

/** Old struck through, new underlined, the rest as it was. */
export function TrackedText({ before, after }: { before: string; after: string }): ReactNode {
  return trackedChanges(before, after).map((segment, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, told apart by their order
    <Piece key={i} segment={segment} />
  ))
}

function Piece({ segment: { kind, text } }: { segment: Segment }): ReactNode {
  if (kind === 'old') return <del className="jp-old">{text}</del>
  return kind === 'new' ? <ins className="jp-new">{text}</ins> : text
}
