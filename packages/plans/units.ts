import { startsWithBusiness } from './agencies.ts'
import type { Span } from './programme.ts'

export interface UnitMention {
  name: string
  /** Where its letters stand; the rank it inherited from the list stands elsewhere. */
  span: Span
}

export interface UnitList {
  units: UnitMention[]
  /** 等 closed the list. */
  open: boolean
  /** The rank or place that a name without its own takes: 市, 县, 南宁市. */
  carried: string
  /** How many of the names look like those of an agency, a government or a group of them. */
  recognised: number
}

const SEPARATOR = '、，,；;\n\t'
const OPENING = '（(〔['
const CLOSING = '）)〕]'
const SIGN = /[、，,；;\n\t （(〔[）)〕\]]/g
const ENDING =
  /(?:局|委|委员会|办|办公室|厅|部|署|院|司|站|中心|所|室|校|厂|基地|社|队|政府|办事处|街道|公司|集团|银行|支行|分行|协会|学会|联合会|学校|学院|大学|小学|中学|幼儿园|企业|单位|部门|团委|工会|妇联|工商联|科协|残联|文联|行|处|科|股|组|馆|台|园区|[业技流态新]园|开发区|新区|农场|林场|矿区|景区|海关|指挥部|专班|业主|机构|机关|主体|成员|会|乡镇|镇街|街区|乡|镇|县|区|市|州|盟|旗|村|省|地区)(?:[（(][^（）()]*[）)])?$/
const INSTITUTION =
  /(?:局|委|委员会|办|办公室|厅|部|署|院|司|处|站|中心|所|社|队|政府|办事处|公司|集团|银行|会|海关|街道)$/
const GROUP = /^(?:各|全[市县区省州部]|有关|相关|其他|所在|属地|责任|市直|县直|区直|省直|市级|县级|省级|区级|涉及)/
/** A rank in front of an agency; 市场, 市政, 区域 … begin the agency's own name. */
const RANK =
  /^(?:自治区|自治州|师市|新区|兵团|地区(?!级|性)|市(?!场|政(?!府|协)|容|民|直|级|辖|域|监)|县(?!域|级|直|乡|区)|区(?!域|块|直|级)|省(?!级|直|属)|州(?!级|直)|旗|盟|镇(?!街|级|村|区)|乡(?!村|镇|级)|街道(?!办|级|人民))(?=.{2})/
const PLACE_RANK = /^[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|自治州|州|盟|县|区|旗)(?=.{3})/
const PARTY =
  /^(.*?(?:党委|[市县区省州旗盟]委|工委))(?=(?:组织|宣传|统战|政法|网信|编办|编委|农办|办|党校|农工|社会工作|政研|机构编制|国安|改革|巡察|老干部|督查|直属))/
const PARTY_BODY = /^(?:组织部|宣传部|统战部|政法委|网信办|编办|编委办|党校|农工部|社会工作部|办公室|政研室)/
/** Kept whole: 各镇、区; 各市、县、区人民政府. */
const KINDS_OF_PLACE =
  /^(?:设区)?(?:省|自治区|直辖市|自治州|自治县|自治旗|市|县|区|乡|镇|州|旗|盟|乡镇|县区|街道|市区|镇区|园区)(?:[（(][^（）()]*[）)])?$/
const KIND_WITH_BODY =
  /^(?:省|自治区|直辖市|自治州|自治县|自治旗|市|县|区|乡|镇|州|旗|盟|乡镇|县区|街道|市区|园区)(?:[（(][^（）()]*[）)])?(?:人民政府|政府|党委|党委政府|党委和政府|党委和人民政府|党委、政府)?(?:[（(][^（）()]*[）)])?$/
const SHARED_BODY = /(?:人民政府|政府|管理委员会|管委会|街道办事处|办事处)(?:[（(][^（）()]*[）)])?$/
const BARE_PLACE = /^(?!各|全|有关|相关).{1,10}(?:县|区|市|旗|镇|乡|街道|园区|开发区|新区|州)$/
/** Bodies that answer to the centre or to nobody's rank: they are named by place and take no rank from a list. */
const OUTSIDE =
  /^(?:国家|国务院|中央|中共|中国|全国|驻|国网|南方电网|南网|国税总局|人行|人民银行|银监|银保监|证监|保监|金融监管总局|武警|海关|海事|边检|边防|海警|铁路|民航|机场|供电|电力|电网|电信|移动|联通|长江|黄河|珠江|淮河|太湖|松辽|海河)|海关|海事局|银保?监(?:分)?局|证监局|保监局|支行$|分行$|公司(?:[（(].*[）)])?$|集团$|企业|大学$|学院$|流域/
/** “2024年底前完成” among the names is a date, not a unit. */
const NO_UNIT = /^\d{1,4}[年月.]|^(?:每|年底|年内|长期|持续|常态)|(?:底|月|日|年)前|(?:完成|推进)$/
const FILLER_TAIL =
  /等(?:各?(?:有关|相关)?(?:[省市县区]级?|[省市县区]直)?(?:职能|责任|成员)?(?:部门|单位|地区|地方|县区|镇街|乡镇)(?:和单位|、单位)?|有关方面|各方)?$/
/** “A、B等相关部门和各区政府”: the filler stands inside the list. */
const FILLER_INSIDE =
  /等(?:各?(?:有关|相关)?(?:[省市县区]级?|[省市县区]直)?(?:职能|责任|成员)?(?:部门|单位))?(?:和|及|以及|、|，|,)(?=各|[省市县区州]|属地|相关|有关|所在)/g
/** “各乡镇党委和政府”: the second body has no name of its own. */
const BARE_BODY = /^(?:人民政府|政府|管委会|管理委员会|办事处|党委|党工委)$/
const JOINERS = ['和', '及', '与', '同']
const AND = /(?:以及|及其|[和及与同])/g

const BY = '由'.charCodeAt(0)

interface Piece {
  text: string
  at: number
  /** Letters it has in the list; a shared body makes the name longer. */
  length: number
}

/** Splits a list at its separators outside brackets, then at 和 and 及 where both sides are bodies of their own. */
function piecesOf(list: string, base: number): Piece[] {
  const pieces: Piece[] = []
  let depth = 0
  let start = 0
  const push = (end: number) => {
    const raw = list.slice(start, end)
    const bare = raw.trim()
    const text = bare.charCodeAt(0) === BY ? bare.replace(/^由(?=[省市县区州国各])/, '') : bare
    if (text) pieces.push(...halves({ text, at: base + start + raw.indexOf(text), length: text.length }))
    start = end + 1
  }
  for (const { index: i, 0: char } of list.matchAll(SIGN)) {
    if (OPENING.includes(char)) depth++
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1)
    else if (
      depth === 0 &&
      (SEPARATOR.includes(char) || (char === ' ' && endsBody(list.slice(start, i), list.slice(i + 1))))
    )
      push(i)
  }
  push(list.length)
  return pieces
}

const endsBody = (left: string, right: string) => INSTITUTION.test(left.trim()) && /^\s*[\u4e00-\u9fff]{3}/.test(right)

function halves(piece: Piece): Piece[] {
  if (!JOINERS.some(sign => piece.text.includes(sign))) return [piece]
  for (const found of piece.text.matchAll(AND)) {
    const left = piece.text.slice(0, found.index)
    const right = piece.text.slice(found.index + found[0].length)
    const whole = left.length >= 3 && INSTITUTION.test(left.replace(/[（(][^（）()]*[）)]$/, ''))
    // “各有关部门和单位” is one filler; “各有关部门和各县区政府” and “街道和县直部门” are two bodies.
    const group = /(?:部门|单位|乡镇|县区|街道|园区)$/.test(left) && right.length >= 4
    if (!(whole && right.length >= 2) && !group) continue
    if (!ENDING.test(right.replace(/等$/, '')) || BARE_BODY.test(right)) continue
    return [
      { text: left, at: piece.at, length: left.length },
      ...halves({ text: right, at: piece.at + found.index + found[0].length, length: right.length }),
    ]
  }
  return [piece]
}

function mergePlaces(pieces: Piece[]): Piece[] {
  const merged: Piece[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    const sameHome = last && (last.text.endsWith('党委') || last.text.endsWith('党工委')) && BARE_BODY.test(piece.text)
    if (sameHome) {
      last.text = `${last.text}、${piece.text}`
      last.length = piece.at + piece.length - last.at
    } else if (
      last &&
      (last.text.startsWith('各') || /^全[市县区]各/.test(last.text)) &&
      last.text.split('、').every((t, i) => KINDS_OF_PLACE.test(i ? t : t.replace(/^(?:各|全[市县区]各)/, ''))) &&
      KIND_WITH_BODY.test(piece.text)
    ) {
      last.text = `${last.text}、${piece.text}`
      last.length = piece.at + piece.length - last.at
    } else merged.push({ ...piece })
  }
  return merged
}

/** “A县、B区人民政府” names two governments: the body at the end of the list belongs to each bare place before it. */
function shareBody(pieces: Piece[]): void {
  for (let i = pieces.length - 1; i > 0; i--) {
    const body = SHARED_BODY.exec(pieces[i]!.text)?.[0]
    if (!body || GROUP.test(pieces[i]!.text)) continue
    const before = pieces[i]!.text.slice(0, -body.length)
    if (!/[县区市旗镇乡州道]$/.test(before)) continue
    for (let j = i - 1; j >= 0; j--) {
      const place = pieces[j]!.text
      if (!BARE_PLACE.test(place)) break
      if (/办事处/.test(body) !== /街道$/.test(place) || (/管/.test(body) && !/(?:园区|开发区|新区)$/.test(place)))
        break
      pieces[j] = { ...pieces[j]!, text: place + body }
    }
  }
}

/**
 * Reads a list of units. `base` is where `list` starts; `carried` the rank the sentence has established so far; `places` the short
 * names of the plan's own and higher places (北海, 广西), which mark a body named by place.
 */
export function readUnits(list: string, base: number, carried = '', places: readonly string[] = NOWHERE): UnitList {
  let text = list.replace(/[。．\s]+$/, '')
  const lead = /^[\s，,、；;：:]*(?:由|请|以|并由|具体由|分别由)?/.exec(text)![0].length
  text = text.slice(lead)
  let open = false
  const tail = FILLER_TAIL.exec(text)
  if (tail && tail.index > 0) {
    open = true
    text = text.slice(0, tail.index)
  }
  text = text.replace(FILLER_INSIDE, (filler, offset: number) => {
    if (offset === 0) return filler
    open = true
    return '、'.padEnd(filler.length, ' ')
  })
  const pieces = mergePlaces(piecesOf(text, base + lead))
  shareBody(pieces)
  const units: UnitMention[] = []
  let recognised = 0
  let party = ''
  const seen = new Set<string>()
  for (const piece of pieces) {
    const unit = readUnit(piece.text, carried, party, places)
    if (!unit) continue
    open ||= unit.closes
    if (unit.recognised) recognised++
    party = unit.party
    carried = unit.carried
    if (seen.has(unit.name)) continue
    seen.add(unit.name)
    units.push({ name: unit.name, span: [piece.at, piece.at + piece.length - (unit.closes ? 1 : 0)] })
  }
  return { units, open, carried, recognised }
}

interface ReadUnit {
  name: string
  closes: boolean
  recognised: boolean
  /** What holds for the names that follow. */
  party: string
  carried: string
}

/** By the places of a document: its plan names the same few units again and again, and each is looked at once. */
const known = new WeakMap<readonly string[], Map<string, ReadUnit | null>>()

const MOST_KNOWN = 10_000
/** The places of a list that belongs to no plan. */
export const NOWHERE: readonly string[] = []

/** One name in the light of those before it; null for what is none. */
function readUnit(text: string, carried: string, party: string, places: readonly string[]): ReadUnit | null {
  let read = known.get(places)
  if (!read) known.set(places, (read = new Map()))
  const key = `${text}\n${carried}\n${party}`
  let unit = read.get(key)
  if (unit === undefined) {
    if (read.size >= MOST_KNOWN) read.clear()
    read.set(key, (unit = lookAtUnit(text, carried, party, places)))
  }
  return unit
}

function lookAtUnit(text: string, carried: string, party: string, places: readonly string[]): ReadUnit | null {
  if (NO_UNIT.test(text)) return null
  const closes = text.endsWith('等') && text.length > 3
  const written = closes ? text.slice(0, -1) : text
  const name = expand(written, carried, party, places)
  return {
    name,
    closes,
    recognised: ENDING.test(written) || GROUP.test(written),
    party: PARTY.exec(name)?.[1] ?? (PARTY_BODY.test(written) ? party : ''),
    carried: rankOfName(written, places) ?? carried,
  }
}

/** 市 of 市财政局, 南宁市 of 南宁市财政局; null for a name that establishes none. */
function rankOfName(name: string, places: readonly string[]): string | null {
  if (GROUP.test(name) || /(?:人民政府|政府|管委会|管理委员会|办事处|街道|乡|镇)$/.test(name)) return null
  const rank = RANK.exec(name)?.[0]
  if (rank) return places.includes(name.slice(0, 2)) ? null : rank
  const place = PLACE_RANK.exec(name)?.[0]
  return place && startsWithBusiness(name.slice(place.length)) ? place : null
}

/** “青山生态环境局”: an office of the city that bears the county's name. */
const NAMED_BY_PLACE =
  /^(?!城[乡市镇区]|农[业村]|综合|社会|公共|重点|绿色|自然|海洋|水利|工业|交通|应急|园区)[\u4e00-\u9fff]{2,3}(?:生态环境|自然资源)(?:和规划)?(?:分)?局$/

function expand(name: string, carried: string, party: string, places: readonly string[]): string {
  if (party && PARTY_BODY.test(name)) return party + name
  if (!carried || GROUP.test(name) || RANK.test(name) || PARTY.test(name)) return name
  if (OUTSIDE.test(name) || places.some(place => name.includes(place))) return name
  if (startsWithBusiness(name)) return carried + name
  if (NAMED_BY_PLACE.test(name)) return name
  // A name that shows a place of its own stays as it is; any other body of unknown business belongs to the list's rank.
  if (
    /[县区镇乡市州旗岛港]/.test(name.slice(1, -1)) ||
    /人民政府|管委会|管理委员会|办事处|居委会|村委会|村民委员会|社区/.test(name) ||
    !INSTITUTION.test(name)
  )
    return name
  return carried + name
}
