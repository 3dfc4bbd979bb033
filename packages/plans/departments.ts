import type { FoundClause } from './clauseSearch.ts'
import { nobody, type RoleClause } from './clauses.ts'
import type { Node } from './outline.ts'
import type { Span } from './programme.ts'
import { looksLikeUnits } from './tableRows.ts'
import { readUnits, type UnitMention } from './units.ts'

/**
 * Lists of duties by department: headings that are nothing but the name of a unit (“（一）县水利局”), items that open with one
 * (“1.县水利局：负责…”, “县水利局负责…”). Answers with a clause for each such node of a group of brothers that are all of this kind.
 */
export function departmentClauses(
  text: string,
  nodes: readonly Node[],
  hasClause: (node: Node) => boolean,
  places: readonly string[],
): Map<Node, FoundClause> {
  const found = new Map<Node, FoundClause>()
  const groups = new Map<Node | null, Node[]>()
  for (const node of nodes) {
    if (node.kind === 'title') continue
    const brothers = groups.get(node.parent)
    if (brothers) brothers.push(node)
    else groups.set(node.parent, [node])
  }
  for (const brothers of groups.values()) {
    const named = new Map<Node, FoundClause>()
    for (const node of brothers) {
      const unit = hasClause(node) ? null : unitAtHead(text, node)
      if (unit) named.set(node, clauseOf(unit, places))
    }
    // A section of general remarks may stand before or behind the departments.
    if (named.size >= 2 && named.size >= brothers.length * 0.6)
      for (const [node, clause] of named) found.set(node, clause)
  }
  return found
}

/** “市水利局工作职责：” names the same as “市水利局：”. */
const DUTIES = /的?(?:主要|工作|生态环境保护|环境保护|具体)*(?:职责|责任|任务|分工)$/

/** The words at the head of an item that name who it speaks to. */
function unitAtHead(text: string, node: Node): { words: string; span: Span } | null {
  const from = node.own[0] + node.mark.length
  const line = text.slice(from, from + 80).split('\n', 1)[0]!
  const candidates = [
    /^\s*([^，。；：:]{2,40}?)(?:[（(][^（）()]{0,20}分[）)])?(?:[：:。]|\s*$)/.exec(line)?.[1],
    /^\s*([^，。；：:]{3,30}?[局委办厅部院社政府会])(?:主要|具体)?(?:负责|牵头)(?!人)/.exec(line)?.[1],
  ]
  const words = candidates
    .map(candidate => candidate?.trim().replace(DUTIES, ''))
    .find(candidate => candidate && looksLikeUnits(candidate))
  if (!words) return null
  const at = from + line.indexOf(words)
  return { words, span: [at, at + words.length] }
}

function clauseOf({ words, span }: { words: string; span: Span }, places: readonly string[]): FoundClause {
  return { clause: leadOnly(readUnits(words, span[0], '', places).units, span), apart: false }
}

const leadOnly = (lead: UnitMention[], span: Span): RoleClause => ({ ...nobody(span), lead, leadNamed: true })

const DUTY =
  /^(?:主要|具体|切实|认真)?(?:负责|牵头|组织|指导|监督|推进|推动|加强|落实|做好|开展|配合|制定|统筹|协调|承担|履行|会同|依法|将|把|完成|严格|督促)/

/** Paragraphs “县水利局：负责…” under no number, where there are at least three of them. */
export function departmentParagraphs(
  text: string,
  outside: readonly Span[],
  places: readonly string[],
  taken: (at: number) => boolean,
): { span: Span; title: string; clause: RoleClause }[] {
  const found: { span: Span; title: string; clause: RoleClause }[] = []
  for (const [from, to] of outside)
    for (let start = from; start < to; ) {
      const stop = text.indexOf('\n', start)
      const end = stop < 0 || stop > to ? to : stop
      const opened = /^[ \t]*([^，。；：:\n]{2,40})[：:]\s*/.exec(text.slice(start, Math.min(end, start + 60)))
      if (opened && end - start > opened[0].length + 8) {
        const body = text.slice(start + opened[0].length, end)
        if (DUTY.test(body) && looksLikeUnits(opened[1]!.trim()) && !taken(start)) {
          const at = start + opened[0].indexOf(opened[1]!)
          const span: Span = [at, at + opened[1]!.length]
          found.push({
            span: [at, end],
            title: opened[1]!.trim(),
            clause: leadOnly(readUnits(opened[1]!, at, '', places).units, span),
          })
        }
      }
      start = end + 1
    }
  return found.length >= 3 ? found : []
}
