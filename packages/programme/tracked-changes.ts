/** Tracked changes as an official reads them: what stays, what is struck out, what is put in; in the order of the text. */
export interface Segment {
  kind: 'same' | 'old' | 'new'
  text: string
}

/** Above this many comparisons words are too fine a grain and sentences are compared instead. */
const MOST_CELLS = 4_000_000

/**
 * The way from one wording to the other. Joining 'same' and 'old' gives `before`, joining 'same' and 'new' gives `after`.
 * Numbers are compared whole (92 → 95 is one change, not "9" kept), Chinese characters one by one.
 */
export function trackedChanges(before: string, after: string): Segment[] {
  const words = compare(tokens(before), tokens(after))
  if (words) return words
  return (
    compare(sentences(before), sentences(after)) ??
    joined([
      ['old', before],
      ['new', after],
    ])
  )
}

export const hasChanges = (segments: readonly Segment[]): boolean => segments.some(s => s.kind !== 'same')

const tokens = (text: string): string[] => text.match(/\d+(?:\.\d+)?%?|[A-Za-z]+|[\s\S]/gu) ?? []
const sentences = (text: string): string[] => text.match(/[^。；\n]*[。；\n]|[^。；\n]+$/g) ?? []

function compare(a: string[], b: string[]): Segment[] | undefined {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const from = a.slice(head, a.length - tail)
  const to = b.slice(head, b.length - tail)
  if (from.length * to.length > MOST_CELLS) return undefined
  return joined([['same', a.slice(0, head).join('')], ...middle(from, to), ['same', a.slice(a.length - tail).join('')]])
}

/** Longest common subsequence over the part that differs. */
function middle(a: string[], b: string[]): [Segment['kind'], string][] {
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
    }
  }
  const out: [Segment['kind'], string][] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push(['same', a[i++]!])
      j++
    } else if (i < a.length && (j >= b.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!))
      out.push(['old', a[i++]!])
    else out.push(['new', b[j++]!])
  }
  return out
}

/** Neighbours of one kind become one segment; between two kept passages what is struck out comes before what is put in. */
function joined(parts: [Segment['kind'], string][]): Segment[] {
  const out: Segment[] = []
  let old = ''
  let put = ''
  const flush = () => {
    if (old) out.push({ kind: 'old', text: old })
    if (put) out.push({ kind: 'new', text: put })
    old = ''
    put = ''
  }
  for (const [kind, text] of parts) {
    if (!text) continue
    if (kind === 'old') old += text
    else if (kind === 'new') put += text
    else {
      flush()
      const last = out.at(-1)
      if (last?.kind === 'same') last.text += text
      else out.push({ kind: 'same', text })
    }
  }
  flush()
  return out
}
