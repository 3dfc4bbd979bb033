import type { Role, Span } from './programme.ts'
import { NOWHERE, readUnits, type UnitMention } from './units.ts'

/** What one clause says of roles: “（A牵头，B、C参与，各县区负责落实。以下均需各县区落实，不再列出）”. */
export interface RoleClause {
  span: Span
  lead: UnitMention[]
  coop: UnitMention[]
  resp: UnitMention[]
  guide: UnitMention[]
  open: Role[]
  /** Units that later tasks inherit as responsible: an empty list means those this clause names. */
  forLater: UnitMention[] | null
  /** “列第一位者为牵头单位，下同” */
  firstLeads: boolean
  /** Somebody is called the lead in so many words. */
  leadNamed: boolean
  /** Units responsible side by side (“A、B按职责分工负责”, “责任单位：A、B”), of whom a rule may make the first the lead. */
  shared: UnitMention[]
  /** Parts of the clause in which no unit could be recognised. */
  unread: Span[]
}

/** A clause in which nobody is named yet. */
export const nobody = (span: Span): RoleClause => ({
  span,
  lead: [],
  coop: [],
  resp: [],
  guide: [],
  open: [],
  forLater: null,
  firstLeads: false,
  leadNamed: false,
  shared: [],
  unread: [],
})

/** 负责 alone leads; beside a lead it is a responsibility. Decided when the whole clause is known. */
type Duty = Role | 'duty'

interface Segment {
  duty: Duty | null
  list: string
  at: number
  /** A list of those responsible side by side. */
  shared: boolean
}

const DUTY_OF: [RegExp, Duty][] = [
  [/牵头|主办|主责|主抓|负总责|总负责|负主责/, 'lead'],
  [/配合|参与|参加|协助|协办|协同|支持|协作|会办/, 'coop'],
  [/指导|监督|督导|督促|督办/, 'guide'],
  [/考核|落实|实施|承办|执行|推进|承担|完成/, 'resp'],
  [/负责|职责|分工/, 'duty'],
]
const dutyOf = (words: string): Duty => DUTY_OF.find(([pattern]) => pattern.test(words))?.[1] ?? 'duty'

const LABEL_WORDS =
  '牵头|主办|主责|主管|配合|参与|参加|协办|协助|协同|协作|会办|责任|落实|实施|承办|承担|执行|完成|指导|督导|监督|督办|考核|负责'
const BODY_WORDS = '单位|部门|科室|股室|处室|机构|主体|方'
/** “（市级）牵头责任单位：”, “配合部门为” and, in brackets or at the start of a line, the bare “牵头：”. */
const LABEL = new RegExp(
  `(?:(?:第一|主要|具体|共同|[省市县区]级|[省市县区]直)?(${LABEL_WORDS})(?:(?:、|和|及|与)?(?:${LABEL_WORDS}))?(?:责任)?(?:${BODY_WORDS})(?:\\s*[：:]|[为是](?!第))|(?<=^|[（(，,；;。\\s])(牵头|配合|参与|责任|落实|指导)[：:])\\s*`,
  'g',
)
/** Labels whose value is no unit; they end the value before them. */
const OTHER_LABEL =
  /(?:(?:牵头|责任|分管|包保|包抓|主管|挂点|市级|县级|区级)(?:市|县|区)?领导|责任人|牵头人|负责人|联系人|联络员|完成时间|完成时限|完成期限|整改时限|工作时限|时限要求|时间要求|时间节点|进度安排|时限|期限|备注|工作目标)\s*[：:]/g
const VERB =
  /(?:(?:按照?|依据|根据|依)(?:各自|部门|本部门|本单位)?(?:的)?(?:工作)?(?:职责|职能|职权|分工|任务)(?:任务)?(?:分工|权限|范围|要求)?(?:和[^，；。、]{1,10}?分工)?|分工)?(?:分别|共同|联合|具体|属地|各自|协同|统一|主要|组织|抓好|做好|依法|总)*(?:(?:负责|负总责|总负责|负主责|牵头|主办|主责|主抓|配合|参与|参加|协助|协办|协同|支持|指导|监督|督导|督促|落实|实施|承办|承担|执行|推进)(?:负责|牵头|组织|实施|落实|配合|参与|推进|完成|协调|工作|督促|督导|检查|指导|监督|协助|做好|抓好|抓总|统筹|总抓|、(?=落实|指导|配合|参与|监督|实施))*|为(?:牵头|主办|主责|配合|参与|协办|协助|责任)(?:责任)?(?:单位|部门)|(?<=职责|分工|职能))(?=[，,；;。、\s]|$)/g
/** X（牵头）、Y（配合） */
const MARKED = /[（(](牵头|主办|配合|参与|协办)(?:单位|部门)?[）)]/g
const HAS_MARK = new RegExp(MARKED.source)
const JOINED_BY = /(?:会同|(?<=[，,])联合|(?<=[，,])商(?=[省市县区国]))(?=[\u4e00-\u9fff]{2})/
const FOR_LATER =
  /[。；;，,、]?(?:以下|下列|后续|其后|其他任务)(?:各项|各条|各|所有)?(?:重点)?(?:任务|工作|措施|内容|条款)*(?:均|都|皆)?(?:需|需要|由|须|要|应|应由)?([^。；]*?)(?:分别|共同|具体|组织|负责)*(?:落实|实施|负责|参与|配合|承担)?[，,、]?(?:以下)?(?:均)?不再(?:一一|逐一|另行|重复|单独|分别)?(?:列出|列明|罗列|赘述|标注|重复|说明|列示|注明|列)[。]?/
const FIRST_LEADS =
  /[，,；;。（(]?\s*(?:其中[，,]?)?(?:[^，,；;。（(、]{0,6}?)(?:列|排|排名|排列|排序|位|位列|居|名)?(?:在|于)?(?:第一|首|前|最前)(?:位|个|家|名|面)?(?:的|者)?(?:责任)?(?:单位|部门|者)?[为是](?:总)?(?:牵头|主办|主责)(?:责任)?(?:单位|部门)?(?:[，,]?下同)?[）)]?/
const SAME_BELOW = /[，,、；;。]?\s*(?:以?下(?:均)?同|下同)[。]?$/
const ROLE_WORD = /牵头|负责|配合|参与|参加|落实|责任|指导|协助|协办|主办|承办|实施|职责|分工/

export const mentionsRole = (text: string): boolean => ROLE_WORD.test(text)
const FIRST_LEADS_ANYWHERE =
  /(?:排|列|位)[^。；]{0,12}(?:第一|首|前)[^。；，]{0,10}为(?:牵头|主办|主责)|(?:第一|首)(?:个|位|家|名)[^。；，]{0,8}为(?:牵头|主办|主责)/
/** Where the text first says that the unit named first leads; -1 when it does not. */
export const findFirstLeads = (text: string): number => text.search(FIRST_LEADS_ANYWHERE)

const labelSegments = (text: string): Segment[] => {
  if (!/[：:为是]/.test(text)) return []
  const marks = [
    ...[...text.matchAll(LABEL)].map(m => ({
      from: m.index,
      to: m.index + m[0].length,
      duty: dutyOf(m[1] ?? m[2]!) as Duty | null,
      responsible: /责任/.test(m[0]) && !/牵头|配合|参与|主责/.test(m[0]),
    })),
    ...[...text.matchAll(OTHER_LABEL)].map(m => ({
      from: m.index,
      to: m.index + m[0].length,
      duty: null,
      responsible: false,
    })),
  ].sort((a, b) => a.from - b.from || b.to - a.to)
  return marks
    .filter((mark, i) => i === 0 || mark.from >= marks[i - 1]!.to)
    .map((mark, i, all) => ({
      duty: mark.responsible ? ('resp' as Duty) : mark.duty,
      shared: mark.responsible,
      list: text.slice(mark.to, all[i + 1]?.from ?? text.length),
      at: mark.to,
    }))
}

/** “A牵头，B、C参与”: each verb closes the list before it. What follows the last verb has no duty of its own. */
const verbSegments = (text: string): Segment[] => {
  const segments: Segment[] = []
  let from = 0
  for (const verb of text.matchAll(VERB)) {
    const list = text.slice(from, verb.index)
    if (!/[\u4e00-\u9fff]{2}/.test(list)) {
      // “…牵头，负责落实”: the second verb has the subject of the first.
      from = verb.index + verb[0].length
      continue
    }
    const duty = dutyOf(verb[0])
    segments.push({ duty, list, at: from, shared: duty === 'duty' })
    from = verb.index + verb[0].length
  }
  if (segments.length > 0 && /[\u4e00-\u9fff]{2}/.test(text.slice(from)))
    segments.push({ duty: null, list: text.slice(from), at: from, shared: false })
  return segments
}

export interface ClauseOptions {
  places?: readonly string[]
  /** The role of a list without any role word: that of a table's column or of a label. */
  assume?: Role
  /** Read a bracket of nothing but units as a clause; only where a whole plan has no role words. */
  bare?: boolean
  /** Take names on trust (a column of units), not only what looks like a unit. */
  trusting?: boolean
}

/**
 * Reads a clause; `base` is where `text` starts. Null when it is no clause: no role word, or no unit beside it
 * (“（产品）”, “（承担使用权人责任）”).
 */
export function readClause(text: string, base: number, options: ClauseOptions = {}): RoleClause | null {
  const clause = nobody([base, base + text.length])
  const places = options.places ?? NOWHERE
  let rest = text
  const blank = (from: number, length: number) => {
    rest = rest.slice(0, from) + ' '.repeat(length) + rest.slice(from + length)
  }
  // Each of these rules has a word that it cannot do without.
  const later = rest.includes('不再') ? FOR_LATER.exec(rest) : null
  if (later) {
    const at = later.index + later[0].indexOf(later[1]!)
    clause.forLater = readUnits(later[1]!, base + at, '', places).units
    blank(later.index, later[0].length)
  }
  const first = /[一首前][^，；。]*[为是]/.test(rest) ? FIRST_LEADS.exec(rest) : null
  if (first) {
    clause.firstLeads = true
    blank(first.index, first[0].length)
  }
  const same = rest.includes('同') ? SAME_BELOW.exec(rest.trimEnd()) : null
  if (same && !first) {
    clause.forLater ??= []
    blank(same.index, same[0].length)
  }
  const labelled = labelSegments(rest)
  const segments: Segment[] = []
  if (labelled.length > 0) {
    for (const segment of labelled) {
      if (segment.duty === null) continue
      const inner = verbSegments(segment.list)
      // “责任单位：A牵头，B配合” says more than its label; “牵头单位：A、B按职责分工负责” does not.
      const telling = inner.some(s => s.duty !== null && s.duty !== 'duty' && s.duty !== segment.duty)
      if (telling)
        segments.push(
          ...inner.map(s => ({ ...s, duty: s.duty === 'duty' ? segment.duty : s.duty, at: s.at + segment.at })),
        )
      else
        for (const s of inner.length ? inner : [segment])
          segments.push({
            duty: segment.duty,
            list: s.list,
            at: inner.length ? s.at + segment.at : s.at,
            shared: segment.shared,
          })
    }
  } else {
    segments.push(...verbSegments(rest))
    if (segments.length === 0 && options.assume)
      segments.push({ duty: options.assume, list: rest, at: 0, shared: options.assume === 'resp' })
  }
  const plain = labelled.length === 0 && options.assume !== undefined
  if (segments.length === 0) return null
  const hasLead = segments.some(s => s.duty === 'lead') || HAS_MARK.test(rest)
  let carried = ''
  let previous: Duty | null = null
  for (const segment of segments) {
    let duty: Role | null =
      segment.duty === 'duty' ? (plain && options.assume ? options.assume : hasLead ? 'resp' : 'lead') : segment.duty
    // “A牵头，B、C” and “A、B负责，各县区”: those named after the last verb without one of their own.
    if (duty === null) {
      const after = readUnits(segment.list.replace(/^[\s，,；;。、]*(?:会同|联合)/, ''), 0, carried, places)
      if (previous === null || after.recognised === 0 || after.recognised < after.units.length) continue
      duty = previous === 'lead' ? 'coop' : 'resp'
    }
    const together = JOINED_BY.exec(segment.list)
    const pieces: [Role, string, number][] =
      together && together.index > 0 && duty !== 'coop'
        ? [
            [duty, segment.list.slice(0, together.index), segment.at],
            [
              'coop',
              segment.list.slice(together.index + together[0].length),
              segment.at + together.index + together[0].length,
            ],
          ]
        : [[duty, segment.list, segment.at]]
    for (let [role, list, at] of pieces) {
      const prefix = /^[\s，,；;。、]*(?:会同|联合|商(?=[省市县区国])|由)/.exec(list)?.[0].length ?? 0
      list = list.slice(prefix)
      at += prefix
      const before = clause[role].length
      carried = addUnits(clause, role, list, base + at, carried, options)
      if (segment.shared) clause.shared.push(...clause[role].slice(before))
    }
    previous = segment.duty
  }
  const total = clause.lead.length + clause.coop.length + clause.resp.length + clause.guide.length
  if (total === 0 && !clause.firstLeads && clause.forLater === null && clause.unread.length === 0) return null
  clause.leadNamed = hasLead
  if (clause.firstLeads) promoteFirst(clause)
  return clause
}

const lettersOf = (list: string): number => list.replace(/[\s，,、；;。：:]/g, '').length

function addUnits(
  clause: RoleClause,
  role: Role,
  list: string,
  at: number,
  carried: string,
  options: ClauseOptions,
): string {
  const marks = /[（(]/.test(list) ? [...list.matchAll(MARKED)] : []
  const bare = marks.length ? list.replace(MARKED, mark => ' '.repeat(mark.length)) : list
  const read = readUnits(bare, at, carried, options.places)
  const doubtful =
    !options.trusting &&
    (read.recognised === 0 || read.recognised < read.units.length * 0.6 || read.units.some(u => u.name.length > 34))
  if (doubtful || (options.trusting && list.length > 400 && lettersOf(list) > 400)) {
    if (lettersOf(list) > 0) clause.unread.push([at, at + list.length])
    return carried
  }
  for (const unit of read.units) {
    const mark = marks.find(m => at + m.index >= unit.span[1] && at + m.index <= unit.span[1] + 1)
    const duty = mark ? (dutyOf(mark[1]!) as Role) : role
    if (!clause[duty].some(u => u.name === unit.name)) clause[duty].push(unit)
  }
  if (read.open && !clause.open.includes(role)) clause.open.push(role)
  return read.carried
}

/** “列第一位者为牵头单位”: the first of those responsible side by side leads, the others stay responsible. */
export function promoteFirst(clause: RoleClause): void {
  const [first, ...others] = clause.shared
  if (clause.leadNamed || !first || /^各/.test(first.name)) return
  const shared = new Set(clause.shared.map(unit => unit.name))
  clause.lead = [first]
  clause.resp = [...others, ...clause.resp.filter(unit => !shared.has(unit.name))]
  clause.leadNamed = true
}
