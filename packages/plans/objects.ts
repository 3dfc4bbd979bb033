import { splitList } from './indicators.ts'
import { ARABIC, CHINESE, type Normal, normalise, readNumber, spanOf, stretchOf } from './numerals.ts'
import type { NamedObjects, Span } from './programme.ts'
import { mask } from './targets-sentence.ts'

const MEASURE = '家|个|座|处|条|块|宗|户|名|项|口|眼|台|所|片|段|座尾矿库'
/** “…等8家企业”, “…3个地块”: the list stands before, the noun after. */
const counted = new RegExp(
  `(?<etc>等)?(?<count>(?:${ARABIC}|${CHINESE}))(?<measure>${MEASURE})(?<noun>[^，。；、：\n\uE000-\uE001（）\\d]{1,16})?`,
  'g',
)
/** A figure is counted from its beginning. */
const INSIDE_FIGURE = /[\d.零〇一二两三四五六七八九十百千]/
const notNames = /^(?:有关|相关|各|其他|全部|所有|上述|重点|一批|部分)|[的和等]$|[，。；]/
const verbs =
  /(?:完成|推进|推动|督促|指导|实施|加快|组织|包括|包含|涉及|针对|支持|启动|确保|做好|抓好|整治|治理|关停|淘汰|搬迁|新建|建设|建成|开展|以及|强化|加强|落实|特别是|尤其是|继续|深化)/
/** Ends of the names of things one can visit; adjectives and activities end otherwise. */
const thing =
  /(?:公司|厂|矿|矿区|企业|地块|园区|集团|中心|基地|场|站|库|桥|河|江|溪|湖|塘|港|沟|渠|海|湾|水库|断面|井|村|镇|乡|街道|县|市|区|社区|小区|医院|学校|大学|中学|小学|码头|工程|项目|路|线|段|所|队|社|农场|林场|渔场|屯|庄|寨|坡|岭|山|岛|堆场|填埋场|加油站|电厂|车间|工业园|开发区|合作社|饭店|酒店|商场|市场|城|苑|水源地|排污口|点|泵站)(?:（[^（）]*）)?$/
/** What the noun goes on to say is work, not the kind of object. */
const work =
  /(?:完成|实施|开展|推进|进行|建设|整治|治理|修复|清洁生产|审核|改造|提标|关停|搬迁|退出|纳入|列入|污染|风险|环境|土壤|排查|调查|监测|管控|工作|任务|达到|的|全面|均|应|要|全部|分别|按|于|在|为|和|与|及|历史|遗留|问题|隐患|超低|深度|划定|划界|确权|绿色|项目建设)/

/** “甲公司、乙公司等企业”: no number, but a closed list of proper names all the same. */
const unnumbered = /等(?<noun>企业|地块|矿区|矿山|园区|河流|河湖|水库|断面|单位|项目)(?!\d)/g
const proper = /(?:公司|厂|集团|矿|矿区|水库|地块|断面)(?:（[^（）]*）)?$/

const maxList = 400

/**
 * Lists of named objects with the number promised: “甲公司、乙公司等8家企业”, “甲矿、乙矿、丙矿等5个矿区”.
 * Book titles and lists of units are no objects; without a number only proper names count (“甲公司、乙公司等企业”).
 */
export function findObjects(text: string, span: Span, whole: Normal = normalise(text)): NamedObjects[] {
  const normal = stretchOf(whole, span)
  const s = normal.text
  const masked = mask(s)
  const found: NamedObjects[] = []
  counted.lastIndex = 0
  for (let m = counted.exec(masked); m; m = counted.exec(masked)) {
    if (m.index > 0 && INSIDE_FIGURE.test(masked[m.index - 1]!)) {
      counted.lastIndex = m.index + 1
      continue
    }
    const g = m.groups!
    const list = listBefore(s, masked, m.index)
    if (!list) continue
    if (!g.etc && list.names.length !== readNumber(g.count!)) continue
    const count = readNumber(g.count!)
    if (count !== null && count < list.names.length) continue
    const noun = nounOf(g.noun ?? '')
    const measureAt = m.index + (g.etc ?? '').length + g.count!.length + g.measure!.length
    const at = spanOf(normal, list.from, measureAt + noun.length)
    found.push({
      names: list.names,
      count,
      measureWord: g.measure!,
      noun: noun || null,
      quote: text.slice(...at),
      span: at,
    })
  }
  unnumbered.lastIndex = 0
  for (let m = unnumbered.exec(masked); m; m = unnumbered.exec(masked)) {
    const list = listBefore(s, masked, m.index)
    if (!list?.names.every(n => proper.test(n) && n.length >= 4)) continue
    const at = spanOf(normal, list.from, m.index + m[0].length)
    found.push({
      names: list.names,
      count: null,
      measureWord: null,
      noun: m.groups!.noun!,
      quote: text.slice(...at),
      span: at,
    })
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const nounOf = (words: string): string => {
  const stop = words.search(work)
  return stop < 0 ? words : words.slice(0, stop)
}

/** The names directly before a position: back over “、” to the word that governs the list. */
function listBefore(s: string, masked: string, to: number): { names: string[]; from: number } | null {
  let from = to
  while (from > 0 && to - from < maxList && !'，。；：\n\uE001'.includes(masked[from - 1]!)) from--
  const stretch = s.slice(from, to)
  if (!/[、和及与]/.test(stretch) && !/等$/.test(masked.slice(0, to + 1))) return null
  const parts = splitList(stretch)
  if (parts.length === 0) return null
  // The first part holds what leads up to the list as well.
  const lead = parts[0]!
  const first = lead
    .split(verbs)
    .at(-1)!
    .replace(/^(?:对|将|把|以|由|在|即|为|是|全面|全部|按期|如期|好|重点|其中)+/, '')
  const names = [first, ...parts.slice(1)].map(n => n.replace(/^(?:以及|及|和|与)/, '').trim())
  if (names.some(n => n.length < 2 || n.length > 40 || notNames.test(n) || /\d[家个座处条]/.test(n) || !thing.test(n)))
    return null
  const start = s.indexOf(first, from)
  return { names, from: start }
}
