import type { Span } from './programme.ts'

export interface Section {
  span: Span
  /** The title the collection gives it. */
  title: string | null
}

const PART = /^[\s\u3000]*第([一二三四五六七八九十百\d]{1,4})篇\s*[：:、.．]?[ \t\u3000]*(.{0,80})$/gm

/** A title standing alone in the middle of a file. */
const TITLE_LINE =
  /^[\s\u3000]*([\u4e00-\u9fff“”\d—–－-]{6,45}(?:方案|计划|要点|实施意见|行动)(?:[（(][^（()）]{2,20}[）)])?)[ \t\u3000]*$/gm
const DUTIES = /牵头|(?:责任|配合|参与)(?:单位|部门)|负责[）)]/g
const FIRST_SECTION = /^[\s\u3000]*(?:一[、.．]|第一[章部])/m

/** Further plans in one file, without “第N篇”: a title line, a plan with duties before it and a first section after it. */
function titledParts(text: string): number[] {
  const starts: number[] = []
  let from = 0
  for (const found of text.matchAll(TITLE_LINE)) {
    const before = text.slice(from, found.index)
    const previous = before
      .trimEnd()
      .slice(before.trimEnd().lastIndexOf('\n') + 1)
      .trim()
    // A title under “附件 1” belongs to the plan that has the attachment; one inside a sentence or a wrapped line is none.
    if (/^附|[、，；：的]$/.test(previous) || !FIRST_SECTION.test(before) || (before.match(DUTIES)?.length ?? 0) < 3)
      continue
    const after = text.slice(found.index + found[0].length, found.index + found[0].length + 3000)
    const section = FIRST_SECTION.exec(after)
    const marks = /^[\s\u3000]*(?:[二三四五六七八九十][、.．]|[（(][一二三][）)]|\d{1,2}[.．、])/m.exec(after)
    if (!section || (marks && marks.index < section.index)) continue
    starts.push(found.index)
    from = found.index
  }
  return starts
}

/** “第二篇：…”: a file that holds several plans is cut at these lines, or at the titles of further plans; any other is one document. */
export function splitCollection(text: string): Section[] {
  const heads = [...text.matchAll(PART)].filter(m => !/[。；]$/.test(m[2]!.trim()))
  if (heads.length > 0)
    return heads.map((head, i) => ({
      span: [head.index + head[0].length, heads[i + 1]?.index ?? text.length] as Span,
      title: head[2]!.trim().replace(/^《(.*)》$/, '$1') || null,
    }))
  const starts = [0, ...titledParts(text)]
  return starts.map((start, i) => ({ span: [start, starts[i + 1] ?? text.length] as Span, title: null }))
}
