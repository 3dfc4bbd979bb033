import { cleanName, earns, isNoIndicator, isQuantityName, isRating } from './indicators.ts'
import type { Operator } from './programme.ts'
import { readFrequencies, readWork } from './targets-count.ts'
import { dealOut, objectOf, spread } from './targets-deal.ts'
import {
  amountOf,
  figuresIn,
  isChange,
  isInWords,
  isMasked,
  isReach,
  isShareInWords,
  leadOf,
  operatorOf,
  type Quantity,
} from './targets-figures.ts'
import type { Clause } from './targets-sentence.ts'

/** A target as a clause states it, before date, task and source are known. */
export interface Statement {
  indicator: string
  op: Operator
  value: number | string | null
  valueMax: number | null
  unit: string | null
  scope: string | null
  kind: 'indicator' | 'workload' | 'frequency'
  approx: boolean
  cumulative: boolean
  masked: boolean
  pending: string | null
  baseline: string | null
  /** The year the figure was dealt out to, where one sentence gives several. */
  year?: number
  /** Place of the figure in the region, for its date. */
  at: number
  clause: Clause
}

/** What the sentence has been about up to here, for “利用率达到40%” and “新建公厕5座、中转站3座”. */
export interface Topic {
  /** Name of the last target. */
  subject: string
  /** Its unit. */
  unit: string
  /** Verb of the last count, and what it counted. */
  work: string
  /** The same of a weak verb (评估企业9家、园区2个), which goes on only within the clause. */
  soft: string
  counted: string
  /** Heading of the task, where that is the name of an indicator: “（一）水质优良比例。目标值为90%”. */
  title: string
  /** What was counted last, by its unit. */
  tallies: Map<string, string>
  /** Unit of the last count. */
  countUnit: string
  /** It was said to change: “浓度下降10%，达到62微克/立方米”. */
  changes: boolean
  inGoals: boolean
  /** The clause before. */
  previous: Clause | null
  /** The clause that named `subject`. */
  named: Clause | null
}

/** Conditions and memories, not aims: “…低于80%的，”, “目前…”. */
const conditional = /(?:的|者|(?<![小瓦安及准按适随])时)$/
const history =
  /目前|现有(?!基础|规模|.{0,20}基础上)|截至目前|(?<![比较与同在])(?:上年度?|去年)(?!的|基础|同期|水平)|历年|以来|已(?:经|累计|完成|建成|达到?|实现|超过)(?!(?:整治|治理|运行|投运)?的)/
const scoring = /^(?:得|扣|加|减|计|记|给|奖|每[增减少高低差有]).{0,8}分/
const givesMarks = /[得扣加减计][\d.]+分|[得计]满分|不[得加计]分/
const compared =
  /(?:(?:比|较|与|同|相比|相对于|在)于?(?:\d{4}年底?|[上去前]年|上一?年度?|基准年|“?[\uE002]+”?末?|现状|现有)(?:[^，]{0,6}?(?:同期|相比|基础上|为基数|水平|末|底))?)(?:再|又)?|同比|环比/
const baseline = /以([^，。；]{2,30}?)为(?:基数|基准)/
const assigned =
  /以[^，。；（）]{0,12}下达[^，。；（）]{0,6}为准|(?:最终|具体)?以[^，。；（）]{1,14}为准|(?:按|根据)[^，。；（）]{0,12}下达[^，。；（）]{0,10}(?:执行|为准|调整)/
/** “给予30%的补助”, “按50%计入”: money and marks dealt out. */
const paysOut = /^(?:的)?(?:比例)?(?:给予|予以|补[助贴]|奖[补励]|贴息|资金补助|计[入算分]|扣[分除]|得分|幅度)/
/** “…的，” and “达到90%以上的县” pick out some; they set no aim. */
const picksOut = /^(?:的|者|之间)(?!目标|要求|任务|水平|，?[得计](?:满|\d+)分)/
const changeSuffix = /(?:提高|提升|上升|增加|增长|下降|降低|减少|削减|压减)(?:比例)?$/
/** “由75%提升至85%”: where it starts from. */
const startsFrom = /[从由自](?:目前|现在|现有|\d{4}年底?)?的?[\d.,]+[^\d，]{0,6}$/
const fewUnits = /(?:系数|指数|比|满意度|人数|户数|起数|次数|点数|数量|浓度)$/
/** “化学需氧量减排量80吨”: in goals the figure alone will do. */
const stated = /(?:减排|削减|排放|消费|用水)总?量$|浓度$/
const shareOf = /(完成|达到|实现|超过|占|不少于|不低于)([^，]{2,16})的(?:不低于|不少于|至少)?$/
const shareDone =
  /^的?([^，]{2,30}?)(?:完成|达到|得到|实现|建成|开展|配备|建立|通过|纳入|用上|安装|具备|消除|创建|基本)/
const shareVerb =
  /(?:覆盖|推广到|推广至|惠及|完成|建成|实现|消除|治理|改造|淘汰|达到)(?:全[国省区市县镇乡])?(?:至少|不少于|不低于)?$/
const shareFull = /^([^，、]{2,8})$/

/** “以市下达为准”: a figure that a higher level may still replace. */
export const pendingIn = (clause: Clause): string | null => assigned.exec(clause.asides || clause.words)?.[0] ?? null

/** “以2024年3月底的清单为基数”: what the figures of a sentence are measured against. */
export function baselineIn(words: string): string | null {
  const found = words.includes('为基') ? baseline.exec(words) : null
  return found ? found[1]! : null
}

/** Targets with a figure that one clause states. */
export function readFigures(clause: Clause, topic: Topic, next: Clause | null): Statement[] {
  const m = clause.masked
  if (!clause.hasFigure) return []
  if (conditional.test(m)) return []
  const scored = (next !== null && scoring.test(next.words)) || givesMarks.test(m)
  const { statements, used } = readFrequencies(clause, topic)
  let head = 0
  for (const q of figuresIn(m)) {
    if (used.some(([a, b]) => q.from < b && q.to > a)) {
      head = q.to
      continue
    }
    if (/[从由自](?:目前|现在|现有|\d{4}年底?)?的?$/.test(m.slice(head, q.from)) && /[到至]/.test(m.slice(q.to)))
      continue
    // No name is longer than this; what stands before belongs to other figures.
    head = Math.max(head, q.from - 160)
    const made = readQuantity(clause, head, q, topic, scored)
    statements.push(...made)
    if (made.length > 0 || q.unit === '%') head = q.to
    if (made[0]?.kind === 'indicator') {
      topic.subject = made[0].indicator.replace(changeSuffix, '')
      topic.named = clause
      topic.changes = topic.subject !== made[0].indicator
      topic.unit = made[0].unit ?? ''
    }
  }
  // What is already so tells what the next clause speaks of, but is no aim.
  return history.test(m) ? [] : statements
}

/** Fields of a statement that hold for most. */
export const blank = (clause: Clause, at: number) => ({
  valueMax: null,
  approx: false,
  cumulative: false,
  masked: false,
  pending: pendingIn(clause),
  baseline: null,
  scope: null,
  clause,
  at: clause.from + at,
})

function readQuantity(clause: Clause, head: number, q: Quantity, topic: Topic, scored: boolean): Statement[] {
  const { masked: m, words } = clause
  const inWords = isShareInWords(q)
  const percent = q.unit === '%' || q.unit === '‰' || inWords
  if (!percent && q.unit === '' && !/\d|[*×]/.test(q.figure)) return []
  const prior = m.slice(head, q.from)
  const following = m.slice(q.to).replace(/^\uE000+/, '')
  const lead = leadOf(prior)
  // Marks are dealt out, not aimed at, unless the public gives them.
  if (q.unit === '分' && !isRating(prior.slice(0, prior.length - lead.length))) return []
  // In a scoring sentence a number counts when it carries a bound word; “低于80%，扣5分” is the penalty's condition.
  if (scored && !q.after && (lead.bound === '' || /^(?:低于|小于|少于|超过|大于|高于)$/.test(lead.bound))) return []
  if (/已$/.test(lead.adverbs) || /[未不没]$/.test(prior.slice(0, prior.length - lead.length))) return []

  const op = (bare: Operator) => operatorOf(lead.verb, lead.bound, q.after, bare)
  const shared = {
    ...blank(clause, q.from),
    approx: /左右|上下/.test(q.after) || lead.bound === '约',
    cumulative: /累计/.test(lead.adverbs) || /累计[^，]{0,4}$/.test(prior),
    masked: isMasked(q.figure),
    unit: inWords ? '%' : q.unit || null,
  }
  const money = /元$|元\//.test(q.unit)
  const change = isChange(lead.verb)
  const realised =
    percent && lead.verb === '实现' && isQuantityName(cleanName(words.slice(head, q.from - lead.length)).name)
  const counted = lead.verb === '完成' || (lead.verb === '实现' && !realised)

  // ---- an indicator and its figure
  const dealt = counted && q.list !== '' && /分别/.test(lead.adverbs)
  const measured = dealt && isQuantityName(cleanName(words.slice(head, q.from - lead.length)).name)
  if ((!counted || measured) && (percent || !isInWords(q.figure))) {
    let subject = words.slice(head, q.from - lead.length)
    let base: string | null = null
    const since = compared.exec(subject)
    if (since && (since.index > 1 || change)) {
      base = since[0] === '同比' ? '上年同期' : since[0].replace(/再$/, '')
      subject = subject.slice(0, since.index) + subject.slice(since.index + since[0].length)
    }
    const origin = startsFrom.exec(subject)
    if (origin) {
      base = origin[0]
      subject = subject.slice(0, origin.index)
    }
    const each = /[均都]$|分别/.test(lead.adverbs) || /分别$/.test(subject) || /(?<!年)[均都]$/.test(subject)
    const cleaned = cleanName(subject.replace(/(?:(?<!年)[均都]|分别)$/, ''))
    const aim = /^(?:年度|考核)?(?:目标|指标)值?(?:要求)?$/.test(cleaned.name) ? { ...cleaned, name: '' } : cleaned
    const named = isQuantityName(aim.name)
    const explicit =
      (lead.verb !== '' || lead.bound !== '') &&
      (lead.bound !== '为' || /(?:目标|指标)值?为$/.test(prior) || (topic.inGoals && named)) &&
      lead.bound !== '约'
    const fits = percent
      ? named || (explicit && aim.name.length >= 2)
      : q.unit === ''
        ? named && explicit && (Number(q.figure) === 0 || fewUnits.test(aim.name.replace(/（.*?）/g, '')))
        : (named &&
            (explicit ||
              q.after !== '' ||
              /^完成面积$/.test(aim.name) ||
              (topic.inGoals && stated.test(aim.name) && /^(?:、|$)/.test(following)))) ||
          (isReach(lead.verb) && aim.name.length >= 2)
    const sameKind = percent || q.unit === topic.unit || (topic.changes && isReach(lead.verb))
    const headed = topic.subject === '' && topic.title !== ''
    const inherits = aim.name.length < 2 && explicit && (headed || (topic.subject !== '' && sameKind))
    // “日处理能力100吨以上的”: a class of installations; “日处理能力达到100吨” is an aim.
    const ofClass = !percent && !explicit && following !== '' && !following.startsWith('、')
    const bracket = /及/.test(q.after) && !(isReach(lead.verb) && following === '')
    const kept = !ofClass && !picksOut.test(following) && !paysOut.test(following) && !bracket && !/及以/.test(q.list)
    if (kept && (inherits || (fits && !isNoIndicator(aim.name))) && !(money && !earns.test(aim.name))) {
      const name = inherits ? topic.subject || topic.title : aim.name
      return spread(name, aim.scope, q, change ? lead.verb : '', op('>='), { ...shared, baseline: base }, topic, each)
    }
  }
  if (money && !/完成[^，]{0,12}投资[^，]{0,6}$/.test(prior)) return []
  const each = dealt ? dealOut(words.slice(head, q.from - lead.length), q, { ...shared, op: op('=') }, topic) : null
  if (each) return each
  if (percent)
    return readShare(clause, head, q, following, { ...shared, op: op('>='), value: amountOf(q.figure) }, topic)
  return readWork(clause, head, q, following, { ...shared, op: op('='), value: amountOf(q.figure) }, topic)
}

/** A share of something: 完成总工程量的80%以上 · 90%以上的村庄…得到处理 · 覆盖60%以上行政村 · 设施100%配套. */
function readShare(
  clause: Clause,
  head: number,
  q: Quantity,
  following: string,
  shared: Omit<Statement, 'indicator' | 'kind'>,
  topic: Topic,
): Statement[] {
  const before = clause.words.slice(head, q.from)
  const rest = /^的?([^、]{0,40})/.exec(clause.words.slice(q.to, q.to + 60))![1]!
  const share = (indicator: string): Statement[] => [{ ...shared, indicator, kind: 'indicator' }]
  if (paysOut.test(following)) return []
  const of = shareOf.exec(before)
  // “完成投资不低于总投资的70%”
  const part = of ? /^(.{0,8}?)(?:不低于|不少于|至少|达到|占)(.+)$/.exec(of[2]!) : null
  if (of && part && !/^的/.test(following)) return share(`${of[1]}${part[1]}占${part[2]}比例`)
  if (of && !/^的/.test(following)) return share(`${topic.previous ? objectOf(topic.previous) : ''}${of[1]}${of[2]}`)
  const subject = cleanName(before.replace(/(?:不得?低于|不得?少于|至少|不小于)$/, '')).name
  const verb = shareVerb.exec(before)
  if (verb && rest.length >= 2 && !/^全?覆盖/.test(rest))
    return share(`${verb[0].replace(/至少|不少于|不低于/, '')}${rest}比例`)
  if (subject.length < 2 && (q.after || /^的/.test(following)) && shareDone.test(following))
    return share(`${rest}的比例`)
  const full = shareFull.exec(following)
  if (full && shared.value === 100 && subject.length >= 2 && !/^[以的]|覆盖/.test(following))
    return share(`${subject}${full[1]}率`)
  return []
}
