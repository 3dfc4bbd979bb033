import type { FoundClause } from './clauseSearch.ts'
import { departmentClauses, departmentParagraphs } from './departments.ts'
import { ROLES, type TaskDraft } from './draft.ts'
import type { Node } from './outline.ts'
import { problemAt } from './problems.ts'
import type { ReadingProblem, Role, Span } from './programme.ts'
import type { UnitMention } from './units.ts'

type Units = Partial<Record<Role, UnitMention[]>>

interface Reading {
  text: string
  /** Clauses by the node in whose own text they stand. */
  clauses: Map<Node, FoundClause[]>
  /** Headings that name a department: what is numbered below them is its duties. */
  departments: ReadonlySet<Node>
  tasks: TaskDraft[]
}

/** Reads the tasks of an outline. `clauses` in text order. */
export function readTextTasks(
  text: string,
  nodes: readonly Node[],
  clauses: readonly FoundClause[],
  problems: ReadingProblem[],
  places: readonly string[] = [],
): TaskDraft[] {
  const reading: Reading = { text, clauses: new Map(), departments: new Set(), tasks: [] }
  let at = 0
  nodes.forEach((node, i) => {
    const end = nodes[i + 1]?.own[0] ?? text.length
    const own: FoundClause[] = []
    while (at < clauses.length && clauses[at]!.clause.span[0] < node.own[0]) at++
    while (at < clauses.length && clauses[at]!.clause.span[0] < Math.min(end, node.own[1])) own.push(clauses[at++]!)
    reading.clauses.set(node, own)
  })
  raise(reading, nodes)
  const departments = departmentClauses(text, nodes, node => has(reading, node) || anyBelow(reading, node), places)
  for (const [node, clause] of departments) reading.clauses.get(node)!.push(clause)
  reading.departments = new Set(departments.keys())
  for (const node of nodes) if (node.parent === null) visit(reading, node, {})
  reading.tasks.sort((a, b) => a.span[0] - b.span[0])
  carryForward(reading.tasks, clauses)
  reportSilent(reading, nodes, problems)
  return reading.tasks
}

/**
 * A clause under the last of several brothers of whom no other has one was meant for all: “1.… 2.… 3.… 责任单位：…”.
 * For 一是/二是 that is always so; for other numbers it must be the habit of the document.
 */
function raise(reading: Reading, nodes: readonly Node[]): void {
  const groups = new Map<Node, Node[]>()
  for (const node of nodes) {
    if (node.children.length < 2 || node.children.some(c => c.children.length > 0)) continue
    if (node.children.some(c => has(reading, c))) groups.set(node, node.children)
  }
  const onlyLast = [...groups].filter(
    ([parent, kids]) => !has(reading, parent) && kids.every((k, i) => has(reading, k) === (i === kids.length - 1)),
  )
  const others = groups.size - onlyLast.length
  for (const [parent, kids] of onlyLast) {
    const last = kids.at(-1)!
    const found = reading.clauses.get(last)!
    const habit = found.length === 1 && found[0]!.apart && onlyLast.length >= others
    if (!(arePoints(reading.text, kids) || habit)) continue
    if (found.length !== 1) continue
    reading.clauses.set(parent, found)
    reading.clauses.set(last, [])
  }
}

/** 一是…；二是…。 and （1）…；（2）…。 are details of one sentence, not items of their own. */
const arePoints = (text: string, nodes: readonly Node[]): boolean =>
  nodes.every(node => node.kind === 'firstly' || node.kind === 'circled') ||
  (nodes.length > 1 && nodes.slice(0, -1).every(node => /[；;，,]$/.test(text.slice(...node.own))))

const has = (reading: Reading, node: Node): boolean =>
  reading.clauses.get(node)!.some(({ clause }) => ROLES.some(role => clause[role].length > 0))
const anyBelow = (reading: Reading, node: Node): boolean =>
  node.children.some(child => has(reading, child) || anyBelow(reading, child))

function unitsOf(found: readonly FoundClause[]): Units {
  const units: Units = {}
  for (const role of ROLES) {
    const list = found.flatMap(({ clause }) => clause[role])
    if (list.length > 0) units[role] = list
  }
  return units
}

function visit(reading: Reading, node: Node, above: Units): void {
  const own = reading.clauses.get(node)!
  const below = anyBelow(reading, node)
  if (node.kind === 'title') {
    for (const child of node.children) visit(reading, child, {})
    return
  }
  if (reading.departments.has(node) && node.children.length > 0 && node.children.every(c => c.kind !== 'firstly')) {
    for (const child of node.children) visit(reading, child, unitsOf(own))
    return
  }
  // Sub-points in the running text belong to their item unless one of them names units of its own.
  const points = arePoints(reading.text, node.children)
  if (node.children.length === 0 || (!below && points)) {
    if (has(reading, node) || ROLES.some(role => above[role])) draft(reading, node, above)
    return
  }
  const declared = unitsOf(own)
  const declares = Object.keys(declared).length > 0
  if (!below && declares && !passesDown(reading, node)) {
    draft(reading, node, above)
    return
  }
  // An item with text and units of its own, besides its sub-items with theirs, is a task too.
  const itself =
    below &&
    declares &&
    own.some(({ clause }) => clause.span[0] - node.headingEnd > 12) &&
    node.children.some(c => !has(reading, c)) === false
  if (itself) {
    const alone: Node = { ...node, children: [], span: node.own }
    reading.clauses.set(alone, own)
    draft(reading, alone, above)
  }
  for (const child of node.children) visit(reading, child, itself ? above : { ...above, ...declared })
}

/** Do the units a node declares go down to the numbered items below it, or is it the task and they its details? */
function passesDown(reading: Reading, node: Node): boolean {
  if (node.kind === 'chapter' || node.kind === 'section' || node.kind === 'han' || node.kind === 'hanBracket')
    return true
  if (node.parent !== null && node.parent.kind !== 'title') return false
  // Topmost numbers with units in the heading itself are sections, whatever their kind.
  return reading.clauses.get(node)![0]!.clause.span[0] <= node.headingEnd + 2
}

function draft(reading: Reading, node: Node, above: Units): void {
  const span: Span = node.children.length > 0 ? node.span : node.own
  const found = [node, ...descendants(node)]
    .flatMap(n => reading.clauses.get(n)!)
    .sort((a, b) => a.clause.span[0] - b.clause.span[0])
  const mine = unitsOf(found)
  const silent = Object.keys(mine).length === 0
  const inherited: Units = {}
  for (const role of ROLES) if (above[role] && (silent || (!above.lead && !mine[role]))) inherited[role] = above[role]
  let from = span[0]
  const clauses = found.map(({ clause }) => {
    const part = { from, clause }
    from = clause.span[1]
    while (from < span[1] && /[\s。；;，,]/.test(reading.text[from]!)) from++
    return part
  })
  reading.tasks.push({
    path: pathOf(node),
    no: node.no,
    title: titleBefore(reading.text, node, found[0]?.clause.span[0]),
    span,
    clauses,
    inherited,
    added: {},
    deadlineCells: [],
  })
}

/** A clause that the heading could not know for one (a bare list of units) does not belong to the title. */
function titleBefore(text: string, node: Node, clause: number | undefined): string {
  const from = node.own[0] + node.mark.length
  if (clause === undefined || !/[（([〔【]/.test(text[clause]!) || clause <= from + 1 || clause >= node.headingEnd)
    return node.title
  const before = text.slice(from, clause).trim()
  return before.length < node.title.length ? before.replace(/[。：:；;，,、]$/, '') : node.title
}

/** An item without units among brothers that have them may have lost its clause. */
function reportSilent(reading: Reading, nodes: readonly Node[], problems: ReadingProblem[]): void {
  const starts = new Set(reading.tasks.map(task => task.span[0]))
  const isTask = (node: Node): boolean => starts.has(node.own[0]) || node.children.some(isTask)
  for (const parent of nodes) {
    const tasks = parent.children.filter(isTask)
    if (tasks.length < 2 || tasks.length < parent.children.length * 0.5) continue
    for (const node of parent.children)
      if (!isTask(node) && !starts.has(parent.own[0]))
        problems.push(problemAt('这一条没有写明责任单位，未列为任务', node.own, reading.text))
  }
}

const descendants = (node: Node): Node[] => node.children.flatMap(child => [child, ...descendants(child)])

function pathOf(node: Node): string[] {
  const path: string[] = []
  for (let n: Node | null = node; n; n = n.parent) path.unshift(n.heading)
  return path
}

/** “以下均需…落实，不再列出”: every later task without responsible units of its own inherits them. */
function carryForward(tasks: TaskDraft[], clauses: readonly FoundClause[]): void {
  const declaring = clauses.filter(({ clause }) => clause.forLater !== null)
  if (declaring.length === 0) return
  for (const task of tasks) {
    const rule = declaring.findLast(({ clause }) => clause.span[0] < task.span[0])
    if (!rule) continue
    const { resp, shared, forLater } = rule.clause
    const among = (list: readonly UnitMention[]) => (unit: UnitMention) => list.some(other => other.name === unit.name)
    // As the declaring clause spells them out, unless it mixes them with agencies that are responsible for itself only.
    const later = resp.length > 0 && (forLater!.length === 0 || !resp.some(among(shared))) ? resp : forLater!
    const own = task.clauses.flatMap(({ clause }) => clause.resp)
    if (own.length === 0) task.inherited.resp = later
    else if (own.every(unit => task.clauses.some(({ clause }) => among(clause.shared)(unit)))) task.added.resp = later
  }
}

/** Paragraphs that name units but stand under no number: tasks without a number. */
export function readUnnumberedTasks(
  text: string,
  clauses: readonly FoundClause[],
  taken: (at: number) => boolean,
  outside: readonly Span[],
  places: readonly string[],
): TaskDraft[] {
  const tasks: TaskDraft[] = departmentParagraphs(text, outside, places, at =>
    clauses.some(({ clause }) => clause.span[0] >= at && clause.span[0] < at + 4),
  ).map(({ span, title, clause }) => ({
    path: [title],
    no: '',
    title,
    span,
    clauses: [{ from: span[0], clause }],
    inherited: {},
    added: {},
    deadlineCells: [],
  }))
  let reached = 0
  for (const { clause } of clauses) {
    if (taken(clause.span[0]) || !ROLES.some(role => clause[role].length > 0)) continue
    let start = Math.max(reached, text.lastIndexOf('\n', clause.span[0]) + 1)
    // Clause lines belong to the paragraph above them.
    while (start === clause.span[0] && start > reached + 1) start = text.lastIndexOf('\n', start - 2) + 1
    const lead = /^[\s\t]*/.exec(text.slice(start, start + 20))![0].length
    const title = /^[^。\n（(]*/.exec(text.slice(start + lead, clause.span[0]))![0]
    if (title.length < 2) continue
    tasks.push({
      path: [title],
      no: '',
      title,
      span: [start + lead, clause.span[1]],
      clauses: [{ from: start + lead, clause }],
      inherited: {},
      added: {},
      deadlineCells: [],
    })
    reached = clause.span[1]
  }
  return tasks
}
