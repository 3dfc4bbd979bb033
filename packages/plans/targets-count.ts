import { abstractNoun, cleanName } from './indicators.ts'
import { readNumber } from './numerals.ts'
import { objectOf } from './targets-deal.ts'
import { isInWords, operatorOf, type Quantity } from './targets-figures.ts'
import { blank, type Statement, type Topic } from './targets-number.ts'
import type { Clause } from './targets-sentence.ts'

// ---- how often

const TIMES = '人次|批次|场次|次|轮|场|遍|期|回|篇'
const COUNT = '\\d+(?:\\.\\d+)?|[一二两三四五六七八九十]{1,3}'
const period = new RegExp(
  `每(?:隔)?(?<n>[\\d一二两三四五六七八九十半]{1,3})?个?(?<unit>年度?|季度?|月|周|星期|旬|日|天|学期)(?!均)(?<gap>[^，；。每]{0,40}?)(?<count>${COUNT})(?<measure>${TIMES})(?![性要日月年])(?<after>以上|左右)?`,
  'g',
)
const sharedPeriod = /每(?<n>[\d两三半]{1,2})?个?(?<unit>年|季度|月|周|旬|日)(?=[、和及与])/g
const perPeriod = new RegExp(
  `(?<gap>.{0,12}?)(?<count>\\d+(?:\\.\\d+)?)(?<measure>${TIMES})/(?<unit>年|季度?|月|周|半年|日|天)(?<after>以上)?`,
  'g',
)
const inYear = new RegExp(
  `(?<unit>年内|全年|年度内?)(?<gap>[^，；。]{0,20}?(?:不少于|不低于|至少)[^，。；\\d]{0,6}?)(?<count>${COUNT})(?<measure>${TIMES})(?!性)`,
  'g',
)
const counted = new RegExp(
  `(?<unit>全年|年内|年度内?)(?<gap>(?:共|累计|计划)?(?:组织|开展|召开|举办|进行|实施)[^，。；\\d]{0,20}?)(?<count>${COUNT})(?<measure>次|场次?|轮|期|遍)(?![性要])(?<after>以上)?`,
  'g',
)
const boundWords = /不少于|不得少于|不低于|至少|最少|不超过|不多于/g
const atLeast = /不少于|不得少于|不低于|至少|最少/

/** 每年至少1次 · 每3年开展1轮 · 1次/季度 · 年内至少3次; the stretches they take up are not read again. */
export function readFrequencies(clause: Clause, topic: Topic): { statements: Statement[]; used: [number, number][] } {
  const statements: Statement[] = []
  const used: [number, number][] = []
  const { masked, words } = clause
  if (!/[每/]|年内|全年|年度/.test(masked)) return { statements, used }
  const read = (pattern: RegExp, unitOf: (g: Record<string, string | undefined>) => string) => {
    pattern.lastIndex = 0
    for (let f = pattern.exec(masked); f; f = pattern.exec(masked)) {
      const g = f.groups!
      const to = f.index + f[0].length
      const value = readNumber(g.count!)
      if (value === null || used.some(([a, b]) => f.index < b && to > a)) continue
      const before = statements.length > 0 ? used.at(-1)![1] : 0
      used.push([f.index, to])
      const gap = words.slice(f.index + f[0].indexOf(g.gap!), f.index + f[0].indexOf(g.gap!) + g.gap!.length)
      const rest = /^[^每]*/.exec(words.slice(to))![0]
      const said = `${words.slice(before, f.index)}${gap}${rest}`.replace(
        /不少于|不得少于|不低于|至少|最少|各?不?开展|组织|[、，]$/g,
        '',
      )
      const what = cleanName(said.replace(/（[^（）]*(?:责任|牵头|配合|负责)[^（）]*）/g, '')).name
      // A cell that says nothing but how often is no aim of its own.
      if (what.length < 2 && !topic.previous && f.index === 0 && to === words.length) continue
      const indicator = what.length >= 2 ? what : topic.previous ? objectOf(topic.previous) || words : words
      const op = operatorOf('', atLeast.exec(g.gap!)?.[0] ?? /不超过/.exec(g.gap!)?.[0] ?? '', g.after ?? '', '=')
      statements.push({ ...blank(clause, f.index), indicator, op, value, unit: unitOf(g), kind: 'frequency' })
      // “县级每季度、乡级每月、村级每周不少于1次”: the count holds for each of the periods.
      for (const other of masked.slice(before, f.index).matchAll(sharedPeriod))
        statements.push({
          ...blank(clause, before + other.index),
          indicator,
          op,
          value,
          unit: unitOf({ ...g, ...other.groups }),
          kind: 'frequency',
        })
    }
  }
  const every = (n?: string) => (n && n !== '半' ? String(readNumber(n) ?? n) : (n ?? '')).replace(/^1$/, '')
  const plain = (unit: string) =>
    unit
      .replace(/(?<=年)度$/, '')
      .replace(/^季$/, '季度')
      .replace('星期', '周')
  read(period, g => `${g.measure}/${every(g.n)}${plain(g.unit!)}`)
  read(perPeriod, g => `${g.measure}/${plain(g.unit!)}`)
  if (used.length === 0) read(inYear, g => `${g.measure}/年`)
  if (used.length === 0) read(counted, g => `${g.measure}/年`)
  return { statements, used }
}

// ---- how many

/** Verbs whose object is the thing counted, wherever in the clause it stands. */
const STRONG =
  '完成|新建成?|改厕|硬化|改建|扩建|新改建|改扩建|续建|建成|新增|增加|改造|创建|打造|培育|培养|培训|选取|遴选|选择|选定|纳入|查处|查办|办结|淘汰|关闭|关停|退出|拆除|整治|治理|修复|封井|封填|清理|销号|取缔|搬迁|评选|评定|申报|争取|引进|安装|配备|更换|种植|栽植|栽种|补植|绿化|造林|植树|投放|抽检|布设|举办|召开|认定|疏浚|疏通|清淤|铺设|敷设|修建|维修|加固|退耕|还林|放流|新培育|帮扶|转移|发放|购置|购买|购进|新购|添置|增设|增配|配置|采购|刊发|推送|建设|实现|减排|削减|压减|节约|清运|复绿|复垦|恢复|整改|回填|打捞|清除|清掏|补种|采集|收缴|迁建'
/** Verbs that also introduce circumstances: the figure has to follow at once. */
const WEAK =
  '建立|确定|选派|推广|实施|更新|回收|检查|抽查|监测|评估|审核|复核|核查|走访|排查|设置|设立|开展|组织|发展|扶持|验收|编制|划定|发布|报送|报道|推荐|解决|提供|支持|成立|组建|出台|制定|推动|督促|推进|落实|指导|遏制'
const OTHER =
  '涉及|覆盖|包括|包含|含|共有|现有|属于|位于|分为|划为|分成|围绕|聚焦|突出|坚持|严格(?!管控)|加强|强化|执行|符合|按照|根据|依托|依据|超过|高于|大于|低于|小于|不足|达到|列入|占|出现|发生|存在|收到|发现|逾期|连续|每(?!个|家|县|乡|镇|村)'
const anyVerb = new RegExp(`(?:${STRONG}|${WEAK}|${OTHER})(?!率|量|数(?!量)|面积|比例)`, 'g')
const strong = new RegExp(`^(?:${STRONG})$`)
const weak = new RegExp(`^(?:${WEAK})$`)
const workAfter = /^[^，、]{1,20}?(?:纳入|列入|完成|建成|退出|关停|关闭|搬迁|创建成|达标|通过验收|投入使用|投运|开工)/
const objectFirst = /(?:^|[将把使]|要|至少|不少于|推动|督促)[^，、]{0,6}$/
const boundNear = /(?:不少于|不得少于|不低于|至少|最少|不超过|不多于)[^，、\d]{0,12}$/
const noWork =
  /(?:第|近|有|的|为期|列|含|按|各有|其中|上述|这|该|前|后|未来|今后|连续|占地|概算|(?<![点工单岗泊床])位|每|在)$/
/** Sizes of installations: “日处理能力20吨以上的设施” names a class, “新增处理能力5万吨” counts. */
const sizes =
  /(?:处理|供水|用水|排水|年产|日产|服务|容量|装机|吨位|规模|能力|人口|库容|面积|存栏|出栏|服务人口|单台|总量|投影)$/
const circumstance = /^(?:个?)?(?:县|市|区|乡|镇|街道|部门|单位|成员单位|行业|领域|产业|省)/
const dimension = /^(?:[十百千]?[万亿])?(?:吨|亩|平方|公里|千米|公顷|立方米|人|户|头|只|羽|米)/
const never = /^(?:蒸吨|千瓦|兆瓦|千伏|微克|毫克|毫米|厘米|克|升|天|小时|分钟|方|位|个?百分点|[μu]g|mg|MW|kW)/

/** A number of objects that work is to finish: 完成12个…, 将1家企业纳入…, 培训500人次以上. */
export function readWork(
  clause: Clause,
  head: number,
  q: Quantity,
  following: string,
  shared: Omit<Statement, 'indicator' | 'kind'>,
  topic: Topic,
): Statement[] {
  const { masked, words } = clause
  if (q.unit === '' || (shared.value === null && !shared.masked) || never.test(q.unit)) return []
  const prior = masked.slice(head, q.from)
  const near = boundNear.exec(prior)
  const bounded = near !== null || /以上/.test(q.after)
  // Thresholds: 500吨及以上的设施, 35蒸吨/小时以下锅炉, 服务1万人的水源.
  if (/及|以下|以内|之内/.test(q.after) || /^(?:及以|以下|以内|级|类|型|岁|或)/.test(following)) return []
  if (/^的/.test(following) && (/以上|左右/.test(q.after) || dimension.test(q.unit))) return []
  // “完成500亩以上鱼塘改造1.2万亩”: the first figure says which ones.
  if (/以上/.test(q.after) && dimension.test(q.unit) && /^[^，、]{2,20}?\d/.test(following)) return []
  if (!bounded && noWork.test(prior) && !/(?:下达|分配|安排|交办)[^，、]{0,8}的$/.test(prior)) return []
  if (sizes.test(prior) && following !== '' && !/^、/.test(following)) return []

  let verb = ''
  let verbAt = -1
  let firstVerb = ''
  let firstAt = 0
  const sought = prior.replace(boundWords, b => ' '.repeat(b.length))
  anyVerb.lastIndex = 0
  for (let v = anyVerb.exec(sought); v; v = anyVerb.exec(sought)) {
    // “完成A、B等5个矿区整治”: what is listed may hold verbs of its own.
    if (verb === '完成' && /等(?:共?计?)$/.test(prior)) break
    verb = v[0]
    verbAt = v.index
    if (firstVerb === '' && strong.test(verb)) {
      firstVerb = verb
      firstAt = v.index
    }
  }
  const gap = verbAt < 0 ? '' : prior.slice(verbAt + verb.length).replace(near?.[0] ?? '', '')
  const example = /等(?:共?计?)$/.test(prior)
  if (example && !/^(?:完成|建成|整治|治理|修复|新建|改造|关停|关闭|淘汰|搬迁|拆除|创建|打造|培育|评选)$/.test(verb))
    return []
  if (/(?:共|共计|计)$/.test(prior) && !example && !/^(?:完成|建成|新建|改造|整治)$/.test(verb)) return []
  if (isInWords(q.figure) && !bounded && !countsInWords(q, prior, verb, gap)) return []
  if (abstractNoun.test(following) && !/^(?:完成|制定|出台|发布)$/.test(verb)) return []
  if (dimension.test(q.unit) && /以上/.test(q.after) && following !== '' && gap.length > 3) return []

  const isStrong = strong.test(verb) && (example || gap.length <= 30)
  const isWeak =
    weak.test(verb) &&
    (bounded || shared.value !== 1) &&
    gap.length <= (bounded ? 24 : 12) &&
    !circumstance.test(following)
  const objects =
    objectFirst.test(prior) && workAfter.test(following) && !/^对/.test(prior) && !circumstance.test(following)
  // “新建公厕5座、中转站3座”, “关停5家砖厂、2条生产线”: the verb goes on.
  const going = topic.work || (/^[、和]/.test(prior) ? topic.soft : '')
  const afterComma = /[、和及与]$/.test(prior)
  const goesOn =
    verb === '' &&
    going !== '' &&
    (afterComma ||
      (/^[、和]/.test(prior) && q.unit === topic.countUnit) ||
      (prior.length <= 18 && prior.length >= 2 && /^(?:、.*)?$/.test(following)))
  // “修订标准1100项，其他标准200项”: a count of the same unit in the next clause.
  const parallel = verb === '' && q.unit === topic.countUnit && /^[^、和及与]{2,12}$/.test(prior) && following === ''
  const alone = bounded && verb === '' && prior.length >= 3
  if (!isStrong && !isWeak && !objects && !goesOn && !parallel && !alone) return []
  // A few metres are a size, hundreds of them work.
  if (q.unit === '米' && !(isStrong && following === '' && shared.value !== null && Number(shared.value) >= 50))
    return []
  if (isStrong) topic.work = firstVerb
  else if (isWeak) topic.soft = verb
  topic.countUnit = q.unit

  const noun = words
    .slice(q.to)
    .replace(/^(?:（[^（）]*）)?的?/, '')
    .replace(/[、和及与](?=\d).*$/, '')
  // “河道清淤12公里” begins with its object; “完成10千伏线路改造35公里” has it between two verbs.
  const objectAt = !(isStrong || isWeak) || verbAt <= 6 ? 0 : q.from - head - verbAt > 2 ? verbAt : firstAt
  const object = goesOn && afterComma ? '' : cleanObject(words.slice(head + objectAt, q.from))
  // “完成替代3.2万户，其中甲县1.2万户”: the same count, for one place.
  const place = goesOn && /^(?:[、，]|$)/.test(noun) && topic.counted !== '' && placeName.test(object)
  const what = example ? verb : place ? topic.counted : `${goesOn ? going : ''}${object}`
  const rest = place || /^[、，]/.test(noun) ? '' : noun
  const said = `${what}${rest}`.replace(/[、（].{24,}$/, '').replace(handedDown, '') || words
  // “治理图斑36个，其中2026年完成12个”: a bare verb counts what was counted before.
  const indicator = (strong.test(said) && topic.tallies.get(q.unit)) || said
  if (!place) {
    topic.counted = indicator
    topic.tallies.set(q.unit, indicator)
  }
  const op = near ? operatorOf('', atLeast.test(near[0]) ? '不少于' : '不超过', '', '=') : shared.op
  const low = q.low ? readNumber(q.low) : null
  const count = shared.value as number | null
  return [
    {
      ...shared,
      op,
      indicator,
      value: low ?? count,
      valueMax: low === null ? null : count,
      scope: place ? object : null,
      kind: 'workload',
    },
  ]
}

/** “完成上级下达我镇的7条…任务”: who handed it down is no part of its name. */
const handedDown =
  /(?:上级|国家|[省市县区]级?|[省市县区]政府|自治区)?(?:下达|分配|交办)(?:给|的)?(?:[我本全][省市县区州旗镇乡])?的?/
const placeName = /^[^级型园]{1,6}(?:[省市县区旗镇乡]|街道)$/

const cleanObject = (words: string) =>
  cleanName(
    words.replace(/(?:不少于|不得少于|至少|累计|约|不低于|不超过|要|将)+$/g, '').replace(/全[国省区市县镇乡]/, ''),
  ).name

/** “建成两座处理厂” counts; “打造一个平台”, “三项制度” are ways of speaking. */
function countsInWords(q: Quantity, prior: string, verb: string, gap: string): boolean {
  // 二期 is a phase of the works.
  if (q.unit === '期') return false
  if (q.figure === '一')
    return /[座条处家]/.test(q.unit) && /^(?:新建成?|建成|建设|改建|扩建)$/.test(verb) && gap.length <= 6
  if (/[项类种]/.test(q.unit) || /等$/.test(prior)) return false
  // “完成甲山、乙岭两个片区治理”: the names bear the number out.
  const named = gap.split(/[、和]/).length
  if (named > 1 && named === readNumber(q.figure)) return true
  return /^(?:完成|新建成?|建成|创建|新增|选取|选择|培育|改造|整治|建设|打造)$/.test(verb) && gap.length <= 10
}
