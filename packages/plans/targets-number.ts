import {
  abstractNoun,
  cleanName,
  earns,
  isBareHead,
  isNoIndicator,
  isQuantityName,
  splitList,
  splitNames,
  withoutHead,
} from './indicators.ts'
import { ARABIC, CHINESE, MASK, readNumber, SHARE } from './numerals.ts'
import type { Operator } from './programme.ts'
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
  /** Place of the figure in the region, for its date. */
  at: number
  clause: Clause
}

/** What the clauses before have been about, for “利用率达到40%” and “资金执行率分别达到80%和52%”. */
export interface Topic {
  /** Names of the last target, as written. */
  subject: string
  /** The clause before. */
  previous: Clause | null
}

// ---- figures
const SCALE = '(?:[十百千]?万|亿|万亿|百|千)?'
const LONG =
  '个百分点|百分点|平方公里|平方千米|平方米|立方米|蒸吨|公里|千米|公顷|公斤|千克|微克|毫克|毫米|厘米|千瓦时|兆瓦时|千瓦|兆瓦|千伏|人次|人天|户次|家次|车次|台套|台次|班次|标准箱|吨标准煤|吨标煤|床位|元'
const SHORT =
  '个(?!月|工作日|小时|季度|阶段|方面|层|年|百分)|[家座台套辆艘眼株棵羽栋幢篇盏块斤例宗轮遍枚艘亩吨顷顿斗米克升只头]|处(?![理置罚于室])|条(?![件例款约])|户(?!籍|外)|人(?![民大均口才文工员居类为])|名(?![单录称])|口(?!径)|所(?![有在以属])|间(?!的)|项(?!目)|件|起(?![来草步到])|次(?!生|年|月|日)|场(?!所|地|镇)|期(?![间末内限])|份(?!额)|批(?!准|复)|片(?!区)|支(?![持付撑])|部(?![门分委级署])|组(?![织长成建])|天(?!然)|张|具|只|对(?!于|接|照|标|口|外)|门|度(?=电)|方(?!面|案|式|法|向)|小时|分钟|年(?=一遇)'
const UNIT = `(?:%|‰|${SCALE}(?:${LONG}|${SHORT})(?:/(?:100|10)?(?:人|日|天|年|小时|时|月|立方米|升|公斤|千克|平方公里|平方米|亩|户|万元|元|吨|千瓦时|个|次))?)`
const FIGURE = `(?:${ARABIC}|${SHARE}|${CHINESE}|${MASK})`
const LOOSE = '以上|以下|以内|之内|左右|上下|及以上'
/** One figure or a list of them: 35% · 1-2家 · 80%和52% · 12、15、20个. */
const quantity = new RegExp(
  `(?<![A-Za-z\\d.〔\\-—~/第“十百千零之])(?<list>(?:${FIGURE}(?:${UNIT})?(?:${LOOSE})?(?:、|和|及|与))*)(?:(?<low>${ARABIC}|${CHINESE})(?:${UNIT})?(?:-|—|~|至|到))?(?<figure>${FIGURE})(?<more>余|多)?(?<unit>${UNIT})?(?<after>\uE000*(?:及?(?:${LOOSE})))?`,
  'g',
) // prettier-ignore
const listed = new RegExp(`(${FIGURE})(${UNIT})?(?:${LOOSE})?(?:、|和|及|与)`, 'g')

// ---- the words between an indicator and its figure
const ADVERBS =
  '力争|确保|争取|努力|要求?|应|需|须|均|都|总体|全部|累计|稳定|平均|分别|基本|年均|年度|继续|逐步|进一步|必须|预计|可|各|再|也|将|已'
const BOUND =
  '达到或超过|不得?低于|不能低于|不得?少于|不得?小于|至少|最少|大于等于|高于等于|不得?超过|不得?高于|不得?大于|不得?多于|不突破|至多|最多|小于等于|低于等于|超过|大于|高于|突破|多于|低于|小于|少于|≥|≤|>=|<=|>|<|=|为|约'
const RISE = '(?:提高|提升|上升|增加|增长|扩大|改善)'
const FALL = '(?:下降|降低|减少|削减|压减|减排|压缩|缩减)'
const REACH = `达到|达|占到|占|${RISE}(?:到|至)|提至|增至|升至|发展到|推广到|恢复到`
const SINK = `${FALL}(?:到|至)|降至|降到|减至|压至|压到`
const HOLD = '控制在|控制到|控制为|稳定保持在|稳定控制在|稳定在|保持在|维持在|保持|限制在'
const tail = new RegExp(
  `(?:(?<adverbs>(?:${ADVERBS})*)(?<verb>${REACH}|${SINK}|${HOLD}|同比${RISE}|同比${FALL}|${RISE}|${FALL}|实现|完成)?(?<late>(?:${ADVERBS})*)(?<bound>${BOUND})?)$`,
) // prettier-ignore
const rises = new RegExp(`^(?:同比)?${RISE}$`)
const falls = new RegExp(`^(?:同比)?${FALL}$`)
const sinks = new RegExp(`^(?:${SINK})$`)
const compared =
  /(?:(?:比|较|与|同|相比|相对于|以|在)(?:于)?(\d{4}年底?|[上去前]年|上一?年度?|基准年|“?[十二三四五\uE002]+”?末?|现状|现有)(?:[^，]{0,6}?(?:同期|相比|基础上|为基数|水平|末|底))?)(?:再|又)?|同比|环比/
const baseline =
  /以([^，。；]{2,30}?)为(?:基数|基准|基础)|((?:比|较)(?:\d{4}年|[上去]年)[^，。；]{0,6}?)(?=再?(?:下降|降低|减少|削减|提高|提升|增长|增加|上升))/

/** Conditions and judgements about others, not aims: “…低于80%的，”, “每增加1个百分点得1分”. */
const conditional = /(?:的|者|时)$|^(?:如|若|凡|当|对于?|经)[^，]*(?:的|时)$/
const scoring = /^(?:得|扣|加|减|计|记|给|奖|每[增减少高低差有]).{0,8}分/
const history = /目前|现有|截至|同期完成|上年度?(?!的)|去年(?!的)|历年|以来|已(?:经|累计|完成|建成|达到?|实现|超过)/

/** The number of objects that work is to finish. */
const WORK =
  '完成|新建成?|改建|扩建|新改建|改扩建|续建|建成|建设|建立|新增|增加|改造|创建|打造|培育|培养|培训|选取|遴选|选择|选定|确定|选派|纳入|查处|查办|办结|淘汰|关闭|关停|退出|拆除|整治|治理|修复|封井|封填|清理|销号|取缔|搬迁|评选|评定|申报|争取|引进|推广|实施|安装|配备|更换|更新|种植|绿化|造林|植树|投放|回收|检查|抽查|抽检|监测|排查|布设|设置|设立|举办|召开|开展|组织|发展|扶持|认定|验收|编制|划定|发布|报送|推送|报道|刊发|推荐|实现|新培育|疏浚|清淤|铺设|敷设|修建|维修|加固|改厕|种草|退耕|还林|放流|下达|落实面积|成立|组建|出台|制定|帮扶|推动|督促|推进|转移|脱贫|解决|提供|发放|采购|购置|支持|指导|遏制'
const OTHER =
  '涉及|覆盖|包括|包含|含|共有|现有|属于|位于|分为|划为|分成|围绕|聚焦|突出|坚持|严格|加强|强化|执行|符合|按照|根据|依托|依据|超过|高于|大于|低于|小于|不足|达到|列入|列|属|处|占|由|出现|发生|存在|收到|发现|逾期|连续|每(?!个|家|县|乡|镇|村)'
const lastVerb = new RegExp(`(?:${WORK}|${OTHER})(?!率|量|数(?!量)|面积|比例)`, 'g')
const isWork = new RegExp(`^(?:${WORK})$`)
/** “培训机构3家” and “将1家企业纳入清单”: the verb stands after its object. */
const workAfter = /^[^，、]{1,20}?(?:纳入|列入|完成|建成|退出|关停|关闭|搬迁|创建成|达标|通过验收|投入使用|投运|开工)/
const noWork =
  /(?:等|共|第|近|有|的|为期|计|列|含|约有|按|达|各有|其中|上述|这|该|前|后|未来|今后|连续|占地|总投资|概算|投资)$/

const period =
  /每(?:隔)?(?<n>[\d一二两三四五六七八九十半]{1,3})?个?(?<unit>年度?|季度?|月|周|星期|旬|日|天|学期)(?!均)(?<gap>[^，；。每]{0,40}?)(?<bound>不少于|不得少于|不低于|至少|最少|不超过|开展|组织|召开|举办|进行|发布|完成|巡查|巡河|监测|检查|报送|调度|各|)(?<count>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})(?<measure>人次|次|轮|场|遍|期|回|批次|篇)(?!性|要|日|月|年)(?<after>以上|左右)?/g // prettier-ignore
const perPeriod =
  /(?<count>\d+(?:\.\d+)?)(?<measure>人次|次|轮|场|遍|期)\/(?<unit>年|季度?|月|周|半年|日|天)(?<after>以上)?/g
const inYear =
  /(?:年内|全年|年度内?|每年度)[^，；。]{0,20}?(?<bound>不少于|不低于|至少)(?<count>\d+|[一二两三四五六七八九十]{1,3})(?<measure>人次|次|轮|场|遍|期)(?!性)/

const comparators: [RegExp, Operator][] = [
  [/不得?低于|不能低于|不得?少于|不得?小于|至少|最少|大于等于|高于等于|达到或超过|≥|>=/, '>='],
  [/不得?超过|不得?高于|不得?大于|不得?多于|不突破|至多|最多|小于等于|低于等于|≤|<=/, '<='],
  [/超过|大于|高于|突破|多于|>/, '>'],
  [/低于|小于|少于|</, '<'],
]

function operator(verb: string, bound: string, after: string, bare: Operator): Operator {
  if (/左右|上下/.test(after) || bound === '约') return '='
  for (const [words, op] of comparators) if (words.test(bound)) return op
  if (/以上/.test(after)) return '>='
  if (/以内|之内|以下/.test(after)) return '<='
  if (sinks.test(verb) || /^(?:控制|限制)/.test(verb)) return '<='
  if (/^(?:稳定|保持|维持)/.test(verb) || bound === '为' || bound === '=') return '='
  return bare
}

const value = (figure: string) => (new RegExp(`^(?:${MASK})$`).test(figure) ? null : readNumber(figure))
const isMasked = (figure: string) => new RegExp(`^(?:${MASK})$`).test(figure)
const isWords = (figure: string) => new RegExp(`^${CHINESE}$`).test(figure)

/** Targets with a figure that one clause states. */
export function readFigures(clause: Clause, topic: Topic, next: Clause | null): Statement[] {
  const { masked: m, words } = clause
  if (!/[\d*×□一二两三四五六七八九十半Xx]/.test(m)) return []
  if (history.test(m) || conditional.test(m)) return []
  const scored = next !== null && scoring.test(next.words)
  const statements: Statement[] = []
  const blank = {
    valueMax: null,
    approx: false,
    cumulative: false,
    masked: false,
    pending: pendingIn(clause),
    baseline: null,
    scope: null,
    clause,
  }

  // ---- frequencies take their figures out of the clause first
  const used: [number, number][] = []
  const addFrequency = (f: RegExpExecArray, unit: string, bound: string) => {
    const g = f.groups!
    const count = readNumber(g.count!)
    if (count === null) return
    used.push([f.index, f.index + f[0].length])
    const what = cleanName(`${words.slice(0, f.index)}${words.slice(f.index + f[0].length)}`).name
    const op = operator('', bound, g.after ?? '', '=')
    statements.push({
      ...blank,
      indicator: what || words,
      op,
      value: count,
      unit,
      kind: 'frequency',
      at: clause.from + f.index,
    })
  }
  period.lastIndex = 0
  for (let f = period.exec(m); f; f = period.exec(m)) {
    const g = f.groups!
    const unit = g.unit!.replace(/度$/, '').replace(/^季$/, '季度').replace('星期', '周')
    addFrequency(
      f,
      `${g.measure}/${g.n ?? ''}${unit}`,
      /不|至|最/.test(g.bound!) ? g.bound! : (/至少|不少于|不低于/.exec(g.gap!)?.[0] ?? ''),
    )
  }
  perPeriod.lastIndex = 0
  for (let f = perPeriod.exec(m); f; f = perPeriod.exec(m)) {
    const unit = f.groups!.unit!.replace(/^季$/, '季度')
    addFrequency(f, `${f.groups!.measure}/${unit}`, /(?:不少于|至少|不低于)$/.exec(m.slice(0, f.index))?.[0] ?? '')
  }
  if (used.length === 0) {
    const f = inYear.exec(m)
    if (f) addFrequency(f, `${f.groups!.measure}/年`, f.groups!.bound!)
  }

  let head = 0
  quantity.lastIndex = 0
  for (let q = quantity.exec(m); q; q = quantity.exec(m)) {
    const from = q.index
    const to = from + q[0].length
    if (used.some(([a, b]) => from < b && to > a)) {
      head = to
      continue
    }
    const g = q.groups!
    const made = readQuantity(clause, head, from, to, g as Quantity, topic, blank, scored)
    for (const s of made) statements.push(s)
    if (made.length > 0 || g.unit === '%') head = to
    if (made.length > 0) topic.subject = made[0]!.kind === 'indicator' ? made[0]!.indicator : topic.subject
  }
  return statements
}

interface Quantity {
  list: string
  low?: string
  figure: string
  more?: string
  unit?: string
  after?: string
}

type Blank = Pick<
  Statement,
  'valueMax' | 'approx' | 'cumulative' | 'masked' | 'pending' | 'baseline' | 'scope' | 'clause'
>

function readQuantity(
  clause: Clause,
  head: number,
  from: number,
  to: number,
  q: Quantity,
  topic: Topic,
  blank: Blank,
  scored: boolean,
): Statement[] {
  const { masked: m, words } = clause
  const unit = (q.unit ?? '').replace('‰', '‰')
  const after = (q.after ?? '').replaceAll('\uE000', '')
  const share = unit === '' && /分之|^一半$/.test(q.figure)
  const percent = unit === '%' || unit === '‰' || share
  if (!percent && unit === '' && !/\d|[*×]/.test(q.figure)) return []
  if (/^年/.test(unit)) return []
  const prior = m.slice(head, from)
  const following = m.slice(to)
  if (scored && !after && !new RegExp(`(?:${BOUND})$`).test(prior)) return []

  const t = tail.exec(prior)!.groups as { adverbs: string; verb?: string; late: string; bound?: string }
  const verbal = (t.verb ?? '') + (t.bound ?? '')
  const subjectEnd = from - (t.adverbs.length + (t.verb ?? '').length + t.late.length + (t.bound ?? '').length)
  let subject = words.slice(head, subjectEnd)
  const op = (bare: Operator) => operator(t.verb ?? '', t.bound ?? '', after, bare)
  const single = value(q.figure)
  const shared = {
    ...blank,
    approx: /左右|上下/.test(after) || t.bound === '约',
    cumulative: /累计/.test(t.adverbs + t.late) || /累计$/.test(prior),
    masked: isMasked(q.figure),
    at: clause.from + from,
    unit: share ? '%' : unit === '' ? null : unit,
  }
  const change = rises.test(t.verb ?? '') || falls.test(t.verb ?? '')
  const money = /元$|元\//.test(unit)
  if (/已$/.test(t.adverbs) || (/已$/.test(prior) && !t.verb)) return []

  // ---- an indicator and its figure
  const wordsOnly = isWords(q.figure)
  const counted = t.verb === '完成' || t.verb === '实现'
  if (!counted && !(wordsOnly && !percent)) {
    let base: string | null = null
    const since = compared.exec(subject)
    if (since && since.index > 1) {
      base = since[0] === '同比' ? '上年同期' : since[0].replace(/再$/, '')
      subject = subject.slice(0, since.index) + subject.slice(since.index + since[0].length)
    } else if (since && since.index <= 1 && change) {
      base = since[0]
      subject = subject.slice(since.index + since[0].length)
    }
    const aim = cleanName(subject)
    // “…的，” and “达到90%以上的县” pick out some, they do not set an aim.
    const picksOut = /^(?:的|者)(?!目标|要求|任务|水平)/.test(following)
    const explicit = verbal !== '' && t.bound !== '为' && t.bound !== '约'
    const named = isQuantityName(aim.name)
    const fits = percent
      ? (named || (explicit && aim.name.length >= 2)) && !isNoIndicator(aim.name)
      : unit === ''
        ? named &&
          explicit &&
          /(?:系数|指数|比|满意度|得分|人数|户数|数量|浓度)$/.test(aim.name.replace(/（.*?）/g, ''))
        : (named && (explicit || after !== '')) ||
          (change && explicit && aim.name.length >= 2 && !new RegExp(`(?:${WORK})$`).test(aim.name) && named)
    const inherits = aim.name.length < 2 && explicit && topic.subject !== '' && percent
    if (
      !picksOut &&
      (fits || inherits) &&
      !(money && !earns.test(aim.name)) &&
      !/补[助贴]|奖[补励]|贷款|罚款|贴息/.test(aim.name)
    ) {
      return spread(
        inherits ? topic.subject : aim.name,
        aim.scope,
        q,
        change ? t.verb! : '',
        op('>='),
        base,
        shared,
        topic,
      )
    }
  }
  if (money && !/完成[^，]{0,12}投资[^，]{0,6}$/.test(prior)) return []

  // ---- a share of something: 完成总工程量的80%以上, 90%以上的村庄…得到处理
  if (percent) {
    const of = /(完成|达到|实现|超过|占|不少于|不低于)([^，]{2,16})的(?:不低于|不少于|至少)?$/.exec(
      words.slice(head, from),
    )
    if (of && !/^的/.test(following)) {
      const about = topic.previous ? objectOf(topic.previous) : ''
      return [{ ...shared, indicator: `${about}${of[1]}${of[2]}`, op: op('>='), value: single, kind: 'indicator' }]
    }
    const done =
      /^的?([^，]{2,30}?)(?:完成|达到|得到|实现|建成|开展|配备|建立|通过|纳入|用上|安装|具备|消除|创建)/.exec(following)
    if (done && (after || verbal) && cleanName(subject).name.length < 2) {
      return [
        {
          ...shared,
          indicator: `${following.replace(/^的/, '').replace(/[\uE000-\uE002]/g, '')}的比例`,
          op: op('>='),
          value: single,
          kind: 'indicator',
        },
      ]
    }
    return []
  }

  // ---- a number of objects
  return readWork(
    clause,
    head,
    from,
    to,
    q,
    { ...shared, op: op('='), value: single },
    wordsOnly,
    (t.bound ?? '') !== '' && t.bound !== '为',
  )
}

function readWork(
  clause: Clause,
  head: number,
  from: number,
  to: number,
  q: Quantity,
  shared: Omit<Statement, 'indicator' | 'kind'>,
  wordsOnly: boolean,
  isBound: boolean,
): Statement[] {
  const { masked: m, words } = clause
  const unit = q.unit ?? ''
  const after = q.after ?? ''
  if (unit === '' || (shared.value === null && !shared.masked)) return []
  const prior = m.slice(head, from)
  const following = m.slice(to)
  const bounded = isBound || /以上/.test(after)
  // Thresholds: 500吨及以上的, 35蒸吨/小时以下.
  if (/及|以下|以内|之内/.test(after) || (/^的/.test(following) && /以上|左右/.test(after))) return []
  if (/^(?:及以|以下|以内|级|类|型|岁)/.test(following)) return []
  if (noWork.test(prior.replace(new RegExp(`(?:${BOUND})$`), '')) && !bounded) return []
  if (abstractNoun.test(following) && !/^(?:完成|制定|出台|发布)/.test(prior)) return []
  if (/^(?:蒸吨|千瓦|兆瓦|千伏|微克|毫克|毫米|厘米|米|克|升|天|小时|分钟|度|期|方)/.test(unit)) return []
  if (wordsOnly && !bounded) {
    if (shared.value === 1 && !(/[座条处家]/.test(unit) && /(?:新建|建成|建设|改建|扩建)[^，]{0,6}$/.test(prior)))
      return []
    if (
      !/(?:完成|新建|建成|创建|新增|选取|选择|培育|改造|整治|建设|打造)[^，]{0,10}$/.test(prior) ||
      /[项类种]/.test(unit)
    )
      return []
  }
  let verb = ''
  let verbAt = -1
  lastVerb.lastIndex = 0
  for (let v = lastVerb.exec(prior); v; v = lastVerb.exec(prior)) {
    verb = v[0]
    verbAt = v.index
  }
  const works = isWork.test(verb) && prior.length - verbAt <= 34
  const objects = /(?:^|[将把使]|要|至少|不少于|推动|督促)[^，、]{0,6}$/.test(prior) && workAfter.test(following)
  if (!works && !objects && !(bounded && prior.length > 0 && verb === '' && /^(?:[^，]{0,20})$/.test(following)))
    return []
  if (scoringVerb.test(verb)) return []
  const object = words.slice(works ? head + verbAt : from, from)
  const rest = words.slice(to).replace(/^以上|^左右/, '')
  return [{ ...shared, indicator: countName(object, rest), kind: 'workload' }]
}

const scoringVerb = /^(?:出现|发生|发现|逾期)$/

/** 完成全市 + 非正规垃圾堆放点整治任务 → 完成非正规垃圾堆放点整治任务数. */
function countName(verb: string, object: string): string {
  const noun = object.replace(/^(?:左右|的)/, '')
  const { name } = cleanName(
    verb.replace(/(?:不少于|至少|累计|约|不低于|不超过)+$/, '').replace(/(?:全国|全省|全区|全市|全县|全镇|全乡)/, ''),
  )
  return `${name || verb}${noun}`.replace(/（[^（）]*）$/, '') || object
}

/** What the clause before was about: “分批推进隐患排查工作任务” → 隐患排查. */
export function objectOf(clause: Clause): string {
  const named = cleanName(clause.words).name
  return named
    .replace(/^(?:[^，]{0,8}?(?:推进|开展|实施|完成|加快|组织|落实|强化|加强|继续|分批|深入))+/, '')
    .replace(/(?:工作任务|工作|任务|实施|建设)$/, '')
}

/** One figure for several names, or several figures dealt out in order. */
function spread(
  subject: string,
  scope: string | null,
  q: Quantity,
  change: string,
  op: Operator,
  base: string | null,
  shared: Omit<Statement, 'indicator' | 'op' | 'value' | 'kind'>,
  topic: Topic,
): Statement[] {
  const values: (number | null)[] = []
  if (q.list) {
    listed.lastIndex = 0
    for (let l = listed.exec(q.list); l; l = listed.exec(q.list)) values.push(value(l[1]!))
  }
  values.push(value(q.figure))
  if (values.some(v => v === null) && !shared.masked) return []
  let full = subject
  if (isBareHead(subject)) {
    const about = topic.subject ? withoutHead(topic.subject) : topic.previous ? objectOf(topic.previous) : ''
    if (about.length >= 2) full = about + subject
  }
  const named = (name: string) =>
    change ? `${name}${change.replace('同比', '')}${shared.unit === '%' ? '比例' : ''}` : name
  const low = q.low ? readNumber(q.low) : null
  const one = (name: string, v: number | null, where: string | null): Statement => ({
    ...shared,
    indicator: named(name),
    op,
    value: low ?? v,
    valueMax: low === null ? null : v,
    scope: where ?? scope,
    baseline: base ?? shared.baseline,
    kind: 'indicator',
  })
  if (values.length === 1) return splitNames(full, isQuantityName).map(name => one(name, values[0]!, null))
  const names = splitNames(full, isQuantityName)
  if (names.length === values.length) return names.map((name, i) => one(name, values[i]!, null))
  const items = splitList(full)
  if (items.length === values.length) {
    const headword = /(?:[一-龥]{0,4}(?:率|量|浓度|面积|比例|人数|数))$/.exec(items.at(-1)!)?.[0] ?? ''
    return items.map((item, i) => one(isQuantityName(item) ? item : `${item}${headword}`, values[i]!, item))
  }
  const qualifiers = splitList(full.slice(0, full.search(/(?:获得|的|项目)/) > 0 ? full.search(/(?:获得|的|项目)/) : 0))
  if (qualifiers.length === values.length) {
    const common = full.slice(qualifiers.join('、').length)
    return qualifiers.map((item, i) => one(`${item}${common}`, values[i]!, item))
  }
  return values.map(v => one(full, v, null))
}

const assigned =
  /以[^，。；（）]{0,12}下达[^，。；（）]{0,6}为准|(?:最终|具体)?以[^，。；（）]{1,14}为准|(?:按|根据)[^，。；（）]{0,12}下达[^，。；（）]{0,10}(?:执行|为准|调整)/

/** “以市下达为准”: a figure that a higher level may still replace. */
export function pendingIn(clause: Clause): string | null {
  return assigned.exec(clause.asides || clause.words)?.[0] ?? null
}

/** “以2024年3月底的清单为基数”, “比2015年”: what a figure is measured against. */
export function baselineIn(words: string): string | null {
  const found = baseline.exec(words)
  return found ? (found[1] ?? found[2] ?? null) : null
}
