/**
 * The vocabulary of indicators: which noun phrases name something measured, and which only look like it.
 * All of it is grammar of the whole genre (soil, air, water, waste, farming, safety); no place and no single plan is named.
 */

/** Nouns at the end of an indicator's name; 质量, 力量 and the like end in 量 and measure nothing. */
const quantityNoun =
  '率|比例|比重|占比|百分比|覆盖面|(?<![质力容能度重])量|总量|面积|浓度|均值|[煤能水电物油]耗|系数|指数|强度|密度|里程|规模|能力|水平|天数|户数|人数|起数|件数|次数|个数|家数|数量|总数|批次数|[^基系指参岁级对]数|产值|产量|收入|增加值|投资额|销售额|交易额|蓄积量|储量|保有量|水位|比|满意度|透明度|达标|合格'
const endsInQuantity = new RegExp(`(?:${quantityNoun})$`)

/** Names of what a text target may be tied to outside a goals section. */
const endsInStateNoun =
  /(?:率|比例|比重|占比|(?:使用|施用|排放|处置|贮存|产生|用水|用药|用肥|填埋|消费|能耗|煤炭?消费|总)总?量|总量|面积|水质|安全利用|浓度|天数|人数|起数|数量|减排目标|控制目标)$/

/** Words before 率, 量 … that belong to the noun itself: 综合利用率, 使用量. */
const compoundHead =
  /(?:综合利用|安全利用|有效利用|资源化利用|回收利用|利用|使用|施用|排放|产生|处置|处理|贮存|治理|管控|整治|回收|覆盖|普及|完成|完工|开工|执行|达标|合格|配套|投保|建成|整改|办结|入河|用水|(?:重点工程)?减排|消费|死亡|下降|减少)?(?:总)?(?:率|量|比例|比重|面积|浓度|强度|人数|起数|数量)$/

/** Heads that say nothing without what they are about: “利用率”, “完成率”. */
const bareHead =
  /^(?:有效|综合|平均)?(?:利用|使用|综合利用|安全利用|覆盖|完成|达标|处理|治理|回收|合格|整改|普及|资金执行|执行|总体)?(?:率|量|总量|比例|比重|占比|面积)$/

/** Sizes of a thing, money paid out, marks: numbers of these are limits, conditions or points, never targets. */
const noIndicator =
  /(?:厚度|距离|间距|宽度|高度|深度|长度|容积|库容|功率|吨位|时长|时间|限值|罚款|利率|税率|费率|单价|保费|分值|得分|扣分|权重|年龄|温度|补助|补贴|奖补|奖励|奖金|贴息|贷款|贷款额度|额度|补偿|补助比例|补贴比例|补助标准|奖励比例|首付|占地)(?:比例|标准|资金|金额|额)?$/

/** Money counts as a target only where it is earned or invested, not where it is paid out. */
export const earns = /(?:收入|产值|增加值|营收|销售额|交易额|集体经济|投资)[^，]*$/

export const isQuantityName = (name: string) =>
  (endsInQuantity.test(bare(name)) && !noIndicator.test(bare(name))) || rated.test(name)
export const isStateName = (name: string) => endsInStateNoun.test(bare(name))
export const isNoIndicator = (name: string) => noIndicator.test(bare(name)) && !rated.test(name)
/** 满意度得分 is what the public gives, not marks of a score sheet. */
export const isRating = (name: string) => rated.test(name) || /满意度$/.test(name)
const rated = /(?:满意度|满意率|测评|评估|评价|指数)(?:综合)?(?:得分|评分|分值)$/
export const isBareHead = (name: string) => bareHead.test(bare(name))

/** 挥发性有机物排放总量 → 排放总量; 建制镇生活污水处理率 → 生活污水处理率. What other items of a list share. */
export const sharedHead = (name: string) => {
  const rest = name.replace(ofPlace, '')
  return rest !== name ? rest : (compoundHead.exec(name)?.[0] ?? '')
}
const ofPlace = /^[一-龥]{0,4}?(?:城市|城镇|县城|乡镇|村镇|农村|[市县区镇村城乡]|\d{4}年)(?=.{3})/

/** Without brackets and footnote marks: 治理（管控）率 → 治理率. */
const bare = (name: string) => name.replace(/（[^（）]*）/g, '').replace(/[①-⑳]/g, '')

/** 主要农作物化肥和农药使用量 → 主要农作物化肥和农药. */
export const withoutHead = (name: string) => name.replace(compoundHead, '')

const opening =
  /^(?:[、，：；\s—-]+|（?[一二三四五六七八九十\d]{1,3}[）、.．]|[①-⑳]|——|其中|同时|并且?|且|要求?(?!素)|应(?![急对用])|须|将|使(?!用)|让|对(?!外)|计划|拟|预计|目前|力争|努力|确保|争取|保证|保障(?!率)|实现|达到|做到|推动|推进|促进|加快|继续|进一步|全面|切实|持续|逐步|稳步|有效(?!灌溉|利用|投诉|处)|不断|基本(?!农田|医|公共)|到时|届时|在?(?:\d{4}年度?)(?![、\d])|年内|年底前?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[底末])?(?:之前|以前|前)?|当年|全年|本年度?|到[^，]{0,8}[末底]前?|到\d{4}年(?![、\d])|各项|提高(?=.{3})|提升(?=.{3})|保持|维持|稳定(?!率)|降低|控制(?!率|面积|目标)|以及|和|或)+/ // prettier-ignore
const place =
  /^(?:在)?(全国|全省|全区|全州|全盟|全旗|全市|全县|全镇|全乡|全域|我国|我省|我区|我市|我县|本省|本市|本县|本区|全街道|全市域|辖区内?)(?:范围内)?的?/

/** The name itself, without the verbs that lead up to it, and the place it is stated for. */
export function cleanName(words: string): { name: string; scope: string | null } {
  let name = words
  let scope: string | null = null
  for (let again = true; again; ) {
    const before = name
    name = name.replace(opening, '')
    const found = place.exec(name)
    if (found && found[0].length < name.length) {
      scope = found[1]!.replace(/^[我本]/, '全').replace('辖区内', '辖区')
      name = name.slice(found[0].length)
    }
    again = name !== before
  }
  // “空气质量达到《…标准》的优良天数”
  name = name.replace(/(?:达到|符合|满足)[^，的]{0,6}《[^》]*》(?:（[^）]*）)?[^，的]{0,6}的(?=.{2})/, '')
  return { name: name.replace(/[①-⑳\uE000-\uE002]|年内/g, '').replace(/(?:[、，：的要]|应当|必须)+$/, ''), scope }
}

/** “统防统治覆盖率和绿色防控覆盖率” → two names, when every part is one; otherwise the words as they stand. */
export function splitNames(words: string, isName: (name: string) => boolean): string[] {
  // A name is short; a whole paragraph without a comma is no list of names.
  const parts = words.length > 160 ? [] : splitList(words)
  if (parts.length < 2) return [words]
  const names: string[] = []
  let open = ''
  for (const part of parts) {
    // A part that is no name itself qualifies the next (“化肥、农药使用量” is one name).
    open = open
      ? words.slice(words.indexOf(open), words.indexOf(part, words.indexOf(open) + open.length) + part.length)
      : part
    if (isName(open)) {
      names.push(open)
      open = ''
    }
  }
  return open || names.length < 2 ? [words] : names
}

/** Items of “A、B和C”, brackets and quotation marks respected. */
export function splitList(words: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < words.length; i++) {
    const c = words[i]!
    if ('（“《'.includes(c)) depth++
    else if ('）”》'.includes(c)) depth--
    else if (
      depth === 0 &&
      (c === '、' ||
        ((c === '和' || c === '及' || c === '与') &&
          !/[以谐平调总缓温中共]$/.test(words.slice(0, i)) &&
          !/^(?:谐|平|美|解|其|时)/.test(words.slice(i + 1))))
    ) {
      parts.push(words.slice(from, i))
      from = i + 1
    }
  }
  parts.push(words.slice(from))
  return parts.map(p => p.replace(/^以?及/, '')).filter(Boolean)
}

/** Countable abstractions: “三项制度”, “五大行动” are ways of speaking, not work to be counted. */
export const abstractNoun =
  /^(?:的)?(?:重点|关键|主要|基本|核心|新|工作|具体)?(?:制度|措施|标准|要求|机制|原则|方面|环节|类别|阶段|模式|体系|行动|指标|内容|条件|领域|平台|层级|层面|清单|台账|关系|要素|目标|步骤|问题导向|责任|作用|坚持|百分点|月|季度|周期|工作日|小时|等级|大类|重大|坚决|一律|最|统一|结合|到位|档次)/
