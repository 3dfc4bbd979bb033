import { type Mark, type MarkKind, markAt } from './numbering.ts'

/** Longer than any paragraph that is numbered once. */
const LONG = 400
const SPLIT: readonly MarkKind[] = ['han', 'hanBracket', 'arabic']
const CLOSED = /[。；！）)】\]〕]/
/** Headings that every plan has; where text follows without any sign it begins a paragraph of its own. */
const KNOWN_HEADING =
  /^(?:(?:总体|工作|主要|年度|具体|重点|目标|整治|治理|行动|攻坚)*(?:要求|目标|任务|措施|思路|内容|安排|步骤|指标)(?:和措施|与措施|及目标)?|指导思想|基本原则|保障措施|组织保障|组织实施|实施步骤|工作要求)(?=[\u3400-\u9fff（(“\d])(?![和与及、])/
const TITLE =
  /^.{4,40}?(?:方案|计划|要点|意见|规划|办法)(?=为(?:了|深入|全面|切实|进一步|贯彻|加快|做好|推进|认真|有效|加强|打好|扎实|持续)|根据|按照|按)/

/**
 * A text whose paragraphs ran together (“…方案为…。一、目标…。二、任务（一）…。（二）…”): the places in a long line where its
 * numbered parts begin. Empty for a line that is one paragraph.
 */
export function partsWithin(line: string): number[] {
  if (line.length < LONG) return []
  const found: { at: number; mark: Mark }[] = []
  const open = new Map<MarkKind, number>()
  for (let at = 0; at < line.length; at++) {
    const mark = markAt(line, at)
    if (!mark || !SPLIT.includes(mark.kind)) continue
    const before = line[at - 1] ?? '。'
    const next = (open.get(mark.kind) ?? 0) + 1
    // A first number may follow the heading it stands under; a later one follows a full stop.
    const opens =
      mark.value === 1 && (CLOSED.test(before) || (mark.kind !== 'arabic' && /[\u3400-\u9fff”：:]/.test(before)))
    if (opens || (mark.value === next && CLOSED.test(before))) {
      found.push({ at, mark })
      open.set(mark.kind, mark.value)
      if (mark.kind === 'han') open.delete('hanBracket')
      if (mark.kind !== 'arabic') open.delete('arabic')
    }
    at += mark.mark.length - 1
  }
  const count = (kind: MarkKind) => found.filter(f => f.mark.kind === kind).length
  if (count('han') < 2 && count('hanBracket') < 3) return []
  const places = new Set<number>()
  const title = found[0] && found[0].at > 0 ? TITLE.exec(line.slice(0, found[0].at)) : null
  if (title) places.add(title[0].length)
  for (const { at, mark } of found) {
    if (at > 0) places.add(at)
    const heading =
      mark.kind === 'han' ? KNOWN_HEADING.exec(line.slice(at + mark.mark.length, at + mark.mark.length + 30)) : null
    if (heading) places.add(at + mark.mark.length + heading[0].length)
  }
  return [...places].sort((a, b) => a - b)
}
