import type { DocumentContext, OutlineNode } from './context.ts'
import { isQuantityName } from './indicators.ts'
import type { PlanTarget, PlanTask, Span } from './programme.ts'
import { baselineIn, readFigures, type Statement, type Topic } from './targets-number.ts'
import { type Clause, type Due, type Region, readRegion } from './targets-sentence.ts'
import { readTargetTables } from './targets-table.ts'
import { readWords } from './targets-words.ts'

/** Headings of goals: 工作目标, 主要指标, 目标任务, 总体要求和目标; not 目标考核 or 目标责任. */
const goalHeading =
  /^(?:.{0,8}[和与及、])?(?:\d{4}年度?)?(?:主要|总体|工作|年度|具体|阶段性?|预期|约束性|试点|建设|发展|治理|整治|创建|防治|攻坚|行动|规划|重点|核心|全年|保护|管理|改革|奋斗)*(?:目标|指标)(?:指标|任务|要求|目标)?(?:[和与及、].{0,8})?$/
const aimHeading = /总体(?:要求|思路|部署)|工作思路|试点范围|主要内容/
/** Sections that say how the plan is carried through: their numbers bind nobody to a result. */
const sideHeading =
  /保障|组织(?:领导|实施)|实施步骤|工作要求|工作步骤|进度安排|时间安排|考核|督导|督查|背景|意义|现状|成效|基本情况|存在.{0,4}问题|形势|依据|原则|指导思想|附则|宣传/

/** All targets of a document, in text order: goals, tasks, target tables. Pure; nothing is guessed that is not printed. */
export function findTargets(doc: DocumentContext): PlanTarget[] {
  const home = wholeOf(doc)
  const targets: PlanTarget[] = []
  for (const part of parts(doc)) {
    const region = readRegion(
      doc.text,
      part.span,
      doc.year,
      doc.annual,
      doc.normal,
      doc.datesRead?.get(part.span.join()),
    )
    readPart(region, part, home, targets)
  }
  targets.push(...readTargetTables(doc, home))
  return targets.sort((a, b) => a.span[0] - b.span[0])
}

interface Part {
  span: Span
  inGoals: boolean
  task: PlanTask | null
  /** The one day its column or label (完成时限：…) sets for all of it. */
  due?: Due | null
}

/** The stretches that state targets. Tables of targets are read as tables, not as sentences. */
function parts(doc: DocumentContext): Part[] {
  const found: Part[] = []
  const tables = doc.tables.filter(t => !t.isTaskTable).map(t => t.span)
  const add = (span: Span, inGoals: boolean, task: PlanTask | null) => {
    const due = task && !inGoals ? dueOf(task, doc.text) : null
    for (const piece of without(span, tables)) found.push({ span: piece, inGoals, task, due })
  }
  const tasks = [...doc.tasks].sort((a, b) => a.span[0] - b.span[0])
  const goals = doc.outline.filter(n => goalHeading.test(n.title) && !/考核|责任|分解/.test(n.title))
  const goalSpans = goals
    .filter(n => !goals.some(g => g !== n && g.span[0] <= n.span[0] && g.span[1] >= n.span[1]))
    .map(n => n.span)
  for (const span of [...unnumberedGoals(doc), ...openingGoals(doc)])
    if (![...goalSpans, ...tasks.map(t => t.span)].some(([a, b]) => span[0] >= a && span[0] < b)) goalSpans.push(span)
  const taken: Span[] = []
  for (const span of goalSpans) {
    const own = tasks.filter(t => t.span[0] >= span[0] && t.span[1] <= span[1])
    add(span, true, own[0] ?? null)
    taken.push(span)
  }
  // A task's text ends where the next one begins, also when one lies inside the other.
  for (const [i, task] of tasks.entries()) {
    if (taken.some(([a, b]) => task.span[0] >= a && task.span[1] <= b)) continue
    const next = tasks[i + 1]
    const end = next && next.span[0] < task.span[1] ? next.span[0] : task.span[1]
    if (end <= task.span[0]) continue
    add([task.span[0], end], false, task)
    taken.push([task.span[0], end])
  }
  for (const node of doc.outline) {
    if (isAside(node)) continue
    for (const piece of without(node.own, taken)) {
      if (piece[1] - piece[0] < 4) continue
      add(piece, false, null)
      taken.push(piece)
    }
  }
  return found
}

/** Goals in the preamble, under no heading: “到2030年，…达到90%”, “确保完成以下目标：…”. */
function openingGoals(doc: DocumentContext): Span[] {
  const first = doc.outline[0]?.own[0] ?? 0
  const spans: Span[] = []
  for (let start = 0; start < first; ) {
    const stop = doc.text.indexOf('\n', start)
    const end = stop < 0 || stop > first ? first : stop
    const line = doc.text.slice(start, end)
    if (
      /到\d{4}年|目标[是为]?[：:]|(?:如下|以下|年度)目标|确保|力争/.test(line) &&
      /\d[^，。]{0,6}(?:%|％|微克|以上|以内)/.test(line)
    )
      spans.push([start, end])
    start = end + 1
  }
  return spans
}

/** “水质优良比例（15分）” → 水质优良比例; '' for a title that names no indicator. */
const indicatorOf = (title: string): string => {
  const name = title.replace(/[（(][^（）()]*[）)]$/, '')
  return name.length <= 24 && isQuantityName(name) ? name : ''
}

/** The day that a cell of its own, a label or a closing “6月底前完成。” sets for a whole task; null where there are several. */
function dueOf(task: PlanTask, text: string): Due | null {
  const days = new Set<string>()
  for (const { day, span } of task.deadlineSpans) {
    const before = text.slice(Math.max(0, span[0] - 12), span[0])
    const after = text.slice(span[1], span[1] + 6)
    const written = text.slice(...span)
    const labelled = /(?:时限|时间|期限|节点)[^，。；]{0,2}[：:]/.test(
      /[：:]/.test(written) ? before + written : before.trimEnd().replace(/(?<![：:])$/, '。'),
    )
    const alone = /[\t\n|]\s*$/.test(before) && /^(?:[\t\n|]|$|前?(?:完成)?[\t\n|]|前?(?:完成)?。?$)/.test(after)
    const closing = /[。）)】]\s*$/.test(before) && /^前?完成[。；]?(?:\n|$)/.test(after)
    if (labelled || alone || closing) days.add(day)
  }
  const [day] = days
  return days.size === 1 ? { day: day!, explicit: true, past: false } : null
}

/** “主要指标：到2030年…”, or 工作目标 alone on a line: goals under no number, up to the next number or heading. */
function unnumberedGoals(doc: DocumentContext): Span[] {
  const spans: Span[] = []
  const starts = new Set(doc.outline.map(node => node.own[0]))
  let open = -1
  for (let start = 0; start <= doc.text.length; ) {
    const stop = doc.text.indexOf('\n', start)
    const end = stop < 0 ? doc.text.length : stop
    const outside = !starts.has(start) && !doc.tables.some(t => start >= t.span[0] && start < t.span[1])
    const found = /^[ \t]*([^，。；：、\s]{2,14})([：:]|$)/.exec(doc.text.slice(start, Math.min(end, start + 24)))
    if (open >= 0 && (!outside || found)) {
      spans.push([open, start])
      open = -1
    }
    const heads = found && outside && goalHeading.test(found[1]!) && !/考核|责任|分解/.test(found[1]!)
    // A word alone on its line heads goals only when a sentence follows it; else it may be a cell.
    if (heads && (found[2] || /^[^\n]{8,}[。；]/.test(doc.text.slice(end + 1, end + 400)))) open = start
    start = end + 1
  }
  if (open >= 0) spans.push([open, doc.text.length])
  return spans
}

function isAside(node: OutlineNode): boolean {
  for (let n: OutlineNode | null = node; n; n = n.parent) {
    if (sideHeading.test(n.title) && !aimHeading.test(n.title)) return true
    // A title line has no text of its own to read; what an annex holds besides tasks and tables is forms and lists.
    if (n.mark === '' && (n === node || /^附[件表录]/.test(n.heading || n.title))) return true
  }
  return false
}

/** What is left of a span when others are cut out. */
function without([start, end]: Span, others: Span[]): Span[] {
  let left: Span[] = [[start, end]]
  for (const [a, b] of others) {
    if (b <= start || a >= end) continue
    left = left.flatMap(([x, y]): Span[] =>
      b <= x || a >= y ? [[x, y]] : [...(a > x ? [[x, a] as Span] : []), ...(b < y ? [[b, y] as Span] : [])],
    )
  }
  return left
}

const bySuffix: [RegExp, string][] = [
  [/街道$/, '全街道'],
  [/省$/, '全省'],
  [/自治区$/, '全区'],
  [/自治州$|州$/, '全州'],
  [/市$/, '全市'],
  [/县$|旗$/, '全县'],
  [/区$/, '全区'],
  [/镇$/, '全镇'],
  [/乡$/, '全乡'],
] // prettier-ignore
const byLevel = {
  national: '全国',
  province: '全省',
  city: '全市',
  county: '全县',
  township: '全镇',
  unknown: null,
} as const

/** The whole place a plan is for: 全市, 全县 … */
function wholeOf(doc: DocumentContext): string | null {
  return bySuffix.find(([suffix]) => suffix.test(doc.jurisdiction ?? ''))?.[1] ?? byLevel[doc.level]
}

function readPart(region: Region, part: Part, home: string | null, targets: PlanTarget[]): void {
  const topic: Topic = {
    subject: '',
    unit: '',
    work: '',
    soft: '',
    counted: '',
    tallies: new Map(),
    countUnit: '',
    changes: false,
    inGoals: part.inGoals,
    title: indicatorOf(part.task?.title ?? ''),
    previous: null,
    named: null,
  }
  for (const sentence of region.sentences) {
    if (!sentence.goesOn) topic.tallies = new Map()
    if (!sentence.goesOn) topic.subject = topic.unit = topic.work = topic.soft = topic.counted = topic.countUnit = ''
    topic.previous = null
    const baseline = firstOf(sentence.clauses, c => baselineIn(c.words))
    for (const [i, clause] of sentence.clauses.entries()) {
      const next = sentence.clauses[i + 1] ?? null
      const figures = readFigures(clause, topic, next)
      const statements =
        figures.length > 0 && !part.inGoals
          ? figures
          : [...figures, ...readWords(clause, topic, part.inGoals && figures.length === 0)]
      for (const s of statements) {
        const said = s.year ? { day: `${s.year}-12-31`, explicit: true, past: false } : region.due(s.at)
        const due =
          said.explicit || s.kind === 'frequency'
            ? said
            : (dueLater(region, s, sentence.clauses.slice(i + 1)) ?? part.due ?? said)
        if (due.past) continue
        const place = region.quote(clause.from, clause.from + clause.words.length)
        targets.push({
          ...toTarget(s, home),
          by: s.kind === 'frequency' ? null : due.day,
          byExplicit: s.kind !== 'frequency' && due.explicit,
          baseline: s.baseline ?? baseline,
          ...place,
          task: part.task?.no ?? null,
          source: part.inGoals ? 'goals' : 'task',
        })
      }
      topic.previous = clause
    }
  }
}

function firstOf<A, B>(list: readonly A[], read: (item: A) => B | null): B | null {
  for (const item of list) {
    const found = read(item)
    if (found !== null) return found
  }
  return null
}

/** “新建监测井12口，9月底前建成”: the clause that follows a count says by when. */
function dueLater(region: Region, statement: Statement, later: readonly Clause[]): Due | null {
  if (statement.kind !== 'workload') return null
  for (const [i, next] of later.entries()) {
    const due = dueIn(region, next)
    if (due) return i === 0 || /完工|竣工|全部/.test(next.masked) ? due : null
    // Only further counts may stand between a count and its day.
    if (!/\d/.test(next.masked)) return null
  }
  return null
}

function dueIn(region: Region, next: Clause): Due | null {
  if (
    !/全部|投[运用]|投入|建成(?=$|并|后|通过)|验收|销号|完工|竣工|完成(?:建设|整治|治理|改造|安装|任务|铺设|修复)?$/.test(
      next.masked,
    ) &&
    !/完成(?:建设|整治|治理|改造|安装|任务|评定|认定|创建)/.test(next.masked)
  )
    return null
  const before = region.due(next.from)
  const after = region.due(next.from + next.words.length)
  return after.explicit && after.day !== before.day ? after : null
}

function toTarget(
  s: Statement,
  home: string | null,
): Pick<
  PlanTarget,
  | 'indicator'
  | 'op'
  | 'value'
  | 'valueMax'
  | 'unit'
  | 'scope'
  | 'kind'
  | 'binding'
  | 'approx'
  | 'cumulative'
  | 'masked'
  | 'pending'
> {
  return {
    indicator: s.indicator,
    op: s.op,
    value: s.value,
    valueMax: s.valueMax,
    unit: s.unit,
    scope: s.scope ?? home,
    kind: s.kind,
    binding: null,
    approx: s.approx,
    cumulative: s.cumulative,
    masked: s.masked,
    pending: s.pending,
  }
}
