import type { Line } from './lines.ts'

/** What repeats on the pages and is not text of the document. */
export type Furniture = { isFurniture(page: number, line: Line): boolean; headers: string[]; pageNumbers: boolean }

type PageLines = { height: number; lines: Line[] }

/** Lines looked at from the top and from the bottom of each page. */
const EDGE = 3
const SAME_HEIGHT = 4
const PAGE_NUMBER = /^[-—–―－─·•\s]*(?:第\s*)?(\d{1,4})\s*(?:页)?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–―－─·•\s]*$/
// a number set like this is a page number even on a lone page
const PLAIN_PAGE_NUMBER = /^\s*[-—–―－─]+\s*\d{1,4}\s*[-—–―－─]+\s*$|^\s*第\s*\d{1,4}\s*页/

/**
 * Page numbers: digits at the edge of the page, at the same height on most pages and counting up with them. Headers and
 * footers: the same words (digits aside) at the same height on most pages, three at least.
 */
export function findFurniture(pages: PageLines[]): Furniture {
  const edges = pages.map((page, index) => edgeLines(page, index))
  const numbers = pageNumberLines(edges, pages.length)
  const repeated = repeatedLines(edges, pages.length)
  const dropped = new Set<Line>([...numbers, ...repeated.lines])
  return {
    isFurniture: (_, line) => dropped.has(line),
    headers: repeated.texts,
    pageNumbers: numbers.length > 0,
  }
}

type EdgeLine = { page: number; line: Line; fromEdge: number; top: boolean }

function edgeLines(page: PageLines, index: number): EdgeLine[] {
  const sorted = [...page.lines].sort((a, b) => a.y - b.y)
  const top = sorted.slice(0, EDGE).map(line => ({ page: index, line, fromEdge: line.y, top: true }))
  const bottom = sorted.slice(-EDGE).map(line => ({ page: index, line, fromEdge: page.height - line.y, top: false }))
  return [...top, ...bottom]
}

function pageNumberLines(edges: EdgeLine[][], pages: number): Line[] {
  const candidates = edges.flat().flatMap(edge => {
    const digits = PAGE_NUMBER.exec(edge.line.text)?.[1]
    return digits ? [{ ...edge, number: Number(digits), offset: Number(digits) - edge.page }] : []
  })
  const found = new Set<Line>()
  for (const seed of candidates) {
    const alike = candidates.filter(
      other =>
        other.top === seed.top &&
        other.offset === seed.offset &&
        Math.abs(other.fromEdge - seed.fromEdge) < SAME_HEIGHT,
    )
    const onPages = new Set(alike.map(other => other.page)).size
    if (onPages >= Math.max(2, pages * 0.4)) for (const other of alike) found.add(other.line)
    else if (PLAIN_PAGE_NUMBER.test(seed.line.text)) found.add(seed.line)
  }
  return [...found]
}

function repeatedLines(edges: EdgeLine[][], pages: number): { lines: Line[]; texts: string[] } {
  const groups = new Map<string, EdgeLine[]>()
  for (const edge of edges.flat()) {
    const words = edge.line.text.replace(/\s+/g, '').replace(/\d+/g, '#')
    if (!/[\p{L}]/u.test(words)) continue
    const key = `${edge.top} ${words}`
    groups.set(key, [...(groups.get(key) ?? []), edge])
  }
  const lines: Line[] = []
  const texts: string[] = []
  for (const group of groups.values()) {
    const first = group[0]!
    const level = group.filter(edge => Math.abs(edge.fromEdge - first.fromEdge) < SAME_HEIGHT)
    if (new Set(level.map(edge => edge.page)).size < Math.max(3, pages * 0.5)) continue
    lines.push(...level.map(edge => edge.line))
    texts.push(first.line.text)
  }
  return { lines, texts: [...new Set(texts)] }
}
