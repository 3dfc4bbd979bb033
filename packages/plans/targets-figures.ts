import { ARABIC, CHINESE, MASK, readNumber, SHARE } from './numerals.ts'
import type { Operator } from './programme.ts'

/** How figures, their units and the words around them are written in normalised text. */
const SCALE = '(?:[十百千]?万|亿|万亿|百|千)?'
const LONG =
  '个百分点|百分点|平方公里|平方千米|平方米|立方米|蒸吨|公里|千米|公顷|公斤|千克|微克|毫克|毫米|厘米|千瓦时|兆瓦时|千伏安时|千伏安|千瓦|兆瓦|千伏|人次|人天|辆次|艘次|件次|户次|家次|车次|台套|台次|批次|班次|场次|标准箱|吨标准煤|吨标煤|克标准煤|克标煤|千克标准煤|床位|元|[μu]g|mg|MW|kW|km|hm'
const SHORT =
  '个(?!月|工作日|小时|季度|阶段|方面|层|年|百分)|[家座台套辆艘眼株棵羽栋幢篇盏块斤例宗轮遍枚亩吨顷顿斗米克升只头村]|处(?![理置罚于室])|条(?![件例款约])|户(?!籍|外)|人(?![民大均口才文工员居类为])|名(?![单录称])|口(?!径)|所(?![有在以属])|间(?!的)|项(?!目)|件|起(?![来草步到])|次(?!生|年|月|日)|场(?!所|地|镇)|期(?![间末内限])|份(?!额)|批(?!准|复)|片(?!区)|支(?![持付撑])|部(?![门分委级署])|组(?![织长成建])|天(?!然)|张|具|对(?!于|接|照|标|口|外)|方(?!面|案|式|法|向)|小时|分钟|分(?=以上|[，。；）]|$)|位(?!于|置)'
const PER =
  '(?:/(?:100|10)?(?:人|日|天|年|小时|时|月|立方米|升|公斤|千克|平方公里|平方米|亩|户|万元|元|吨|千瓦时|个|次|万人|m[3³2²]|[Ll]|d|a|h)(?:·(?:月|年|日|天|平方公里))?)?'
export const UNIT = `(?:%|‰|${SCALE}(?:${LONG}|${SHORT})${PER})`
const FIGURE = `(?:${ARABIC}|${SHARE}|${CHINESE}|${MASK})`
const LOOSE = '以上|以下|以内|之内|左右|上下|及以上'
const AND = '(?:、|和|及|与|以及)'

export interface Quantity {
  /** “80%和” in “80%和52%”. */
  list: string
  /** “1” in “1-2家”. */
  low?: string
  figure: string
  unit: string
  /** 以上, 以内, 左右 … */
  after: string
  from: number
  to: number
}

const quantity = new RegExp(
  `(?<![A-Za-z\\d.〔\\-—~/第十百千零之])(?<list>(?:${FIGURE}(?:${UNIT})?(?:${LOOSE})?${AND}(?!(?:19|20)\\d\\d年))*)(?:(?<low>${ARABIC}|${CHINESE})(?:${UNIT})?(?:-|—|~|至|到))?(?<figure>${FIGURE})(?:余|多)?(?<unit>${UNIT})?(?<after>\uE000*(?:及?(?:${LOOSE})))?`,
  'g',
)
const listed = new RegExp(`(${FIGURE})(?:${UNIT})?(?:${LOOSE})?${AND}`, 'g')

/** “进一步”, “统一”: a numeral is a figure only with a digit, a unit or another figure beside it. */
const FIGURE_SURE = new RegExp(
  `[\\d*×✕╳□XxＸ]|分之|一半|成|[零〇一二两三四五六七八九十百千](?:[余多点至到~—、和及与以-]|${UNIT})`,
)

/** Every figure of a masked clause with its unit, in text order. */
export function figuresIn(masked: string): Quantity[] {
  const found: Quantity[] = []
  if (!FIGURE_SURE.test(masked)) return found
  quantity.lastIndex = 0
  for (let q = quantity.exec(masked); q; q = quantity.exec(masked)) {
    const g = q.groups!
    const after = (g.after ?? '').replaceAll('\uE000', '')
    found.push({
      list: g.list ?? '',
      low: g.low,
      figure: g.figure!,
      unit: g.unit ?? '',
      after,
      from: q.index,
      to: q.index + q[0].length,
    })
  }
  return found
}

const masks = new RegExp(`^(?:${MASK})$`)
const words = new RegExp(`^${CHINESE}$`)
export const isMasked = (figure: string) => masks.test(figure)
export const isInWords = (figure: string) => words.test(figure)
export const amountOf = (figure: string) => (masks.test(figure) ? null : readNumber(figure))
export const isShareInWords = (q: Quantity) => q.unit === '' && /分之|^一半$|成.?$/.test(q.figure)

/** All values of “80%和52%”, in order; blanked ones are null. */
export function valuesOf(q: Quantity): (number | null)[] {
  const values: (number | null)[] = []
  if (q.list) {
    listed.lastIndex = 0
    for (let l = listed.exec(q.list); l; l = listed.exec(q.list)) values.push(amountOf(l[1]!))
  }
  values.push(amountOf(q.figure))
  return values
}

// ---- what stands between an indicator and its figure
const ADVERBS =
  '力争|确保|争取|努力|要求?|应|需|须|均|都|总体|全部|累计|稳定|平均|分别|基本|年均|年度|继续|逐步|进一步|必须|预计|可|各|再|也|将|已|总数'
export const BOUND =
  '达到或超过|不得?低于|不能低于|不得?少于|不得?小于|至少|最少|大于等于|高于等于|不得?超过|不得?高于|不得?大于|不得?多于|不突破|至多|最多|小于等于|低于等于|超过|大于|高于|突破|多于|低于|小于|少于|≥|≤|>=|<=|>|<|=|为|约'
const RISE = '(?:提高|提升|上升|增加|增长|扩大|改善)'
const FALL = '(?:下降|降低|减少|削减|压减|减排|压缩|缩减)'
const REACH = `达到|达|占到|占|${RISE}(?:到|至)|提至|增至|升至|发展到|推广到|恢复到`
const SINK = `${FALL}(?:到|至)|降至|降到|减至|压至|压到`
const HOLD = '控制在|控制到|控制为|稳定保持在|稳定控制在|稳定在|保持在|维持在|保持|限制在'

export interface Lead {
  /** 达到, 控制在, 下降 … or ''. */
  verb: string
  /** 不低于, 超过 … or ''. */
  bound: string
  adverbs: string
  /** Length of all these words. */
  length: number
}

const tail = new RegExp(
  `(?<adverbs>(?:${ADVERBS})*)(?<verb>${REACH}|${SINK}|${HOLD}|同比${RISE}|同比${FALL}|${RISE}|${FALL}|实现|完成)?(?:目标值?)?(?<late>(?:${ADVERBS})*)(?<bound>${BOUND})?$`,
)
/** Reads the words just before a figure. */
export function leadOf(prior: string): Lead {
  // The words are few: only the end of the clause can hold them.
  const end = prior.slice(-24)
  const m = tail.exec(end)!
  const g = m.groups!
  return { verb: g.verb ?? '', bound: g.bound ?? '', adverbs: g.adverbs! + g.late!, length: m[0].length }
}

const rises = new RegExp(`^(?:同比)?${RISE}$`)
const falls = new RegExp(`^(?:同比)?${FALL}$`)
const sinks = new RegExp(`^(?:${SINK})$`)
const reaches = new RegExp(`^(?:${REACH}|${SINK}|${HOLD})$`)
export const isChange = (verb: string) => rises.test(verb) || falls.test(verb)
export const isReach = (verb: string) => reaches.test(verb)

const comparators: [RegExp, Operator][] = [
  [/不得?低于|不能低于|不得?少于|不得?小于|至少|最少|大于等于|高于等于|达到或超过|≥|>=/, '>='],
  [/不得?超过|不得?高于|不得?大于|不得?多于|不突破|至多|最多|小于等于|低于等于|≤|<=/, '<='],
  [/超过|大于|高于|突破|多于|>/, '>'],
  [/低于|小于|少于|</, '<'],
]

/** The operator of a figure; `bare` where only 达到, 提高到 or nothing at all stands before it. */
export function operatorOf(verb: string, bound: string, after: string, bare: Operator): Operator {
  if (/左右|上下/.test(after) || bound === '约') return '='
  for (const [pattern, op] of comparators) if (pattern.test(bound)) return op
  if (/以上/.test(after)) return '>='
  if (/以内|之内|以下/.test(after)) return '<='
  if (sinks.test(verb) || /^(?:控制|限制)/.test(verb)) return '<='
  if (/^(?:稳定|保持|维持)/.test(verb) || bound === '为' || bound === '=') return '='
  return bare
}
