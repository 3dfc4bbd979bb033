import { columnOf } from './columns.ts'
import type { PlanDocument, PlanLevel } from './programme.ts'

export type Header = Pick<
  PlanDocument,
  'title' | 'issuingNumber' | 'issuer' | 'level' | 'jurisdiction' | 'year' | 'period'
> & {
  annual: boolean
  /** Short names of the place and of those above it (北海, 广西). */
  places: string[]
}

const NUMBER = /[\u4e00-\u9fff]{1,12}[〔[（(【﹝]\s*(\d{4})\s*[〕\])）】﹞]\s*(?:第)?\s*\d{1,5}\s*号/
const KIND_OF_PLAN =
  /(?:方案|计划|要点|规划|意见|办法|细则|清单|分工|措施|行动|通知|任务|工作|责任书|纲要|实施|安排|目标|标准|考核|攻坚战|保卫战|表|台账|制度|一览|规定|条例|规则)(?:（[^）]*）|\([^)]*\))?$/
const NOTICE = /关于(?:印发|发布|下发|转发|公布)(?:《([^》]{3,80})》|([^《》]{4,70}?))(?:的)?(?:通知|通告|函)/
const PLACE =
  /([\u4e00-\u9fff]县(?!域|级|直|区)|[\u4e00-\u9fff]{2,12}?(?:特别行政区|自治区|省|自治州|州|地区|盟|市|自治县|县|林区|矿区|新区|区|自治旗|旗|街道|镇|乡))/
const NOT_A_PLACE =
  /^.{2,}城市$|^(?:深入|打好|打赢|加强|加快|实施|持续|进一步|全面|做好|强化|开展|贯彻|落实|关于|年度|[全我各本该][省市县区镇乡旗]|城[区市镇乡]|农[村业田区牧产药场]|园区|工业|开发|重点|流域|集中|超标|创建|建设|推进|“|《|[上下本]半年|生态|无废|示范)/
const MUNICIPALITY = /^(?:北京|天津|上海|重庆)市$/

const levelOfSuffix = (place: string): PlanLevel =>
  /(?:省|自治区|特别行政区)$/.test(place) || MUNICIPALITY.test(place)
    ? 'province'
    : /(?:市|自治州|州|盟|地区)$/.test(place)
      ? 'city'
      : /(?:县|区|旗)$/.test(place)
        ? 'county'
        : 'township'

/** Splits 广西壮族自治区北海市 into its places, from the top down. */
function placesIn(text: string): string[] {
  const places: string[] = []
  let rest = text
  for (let found = PLACE.exec(rest); found && found.index === 0; found = PLACE.exec(rest)) {
    if (NOT_A_PLACE.test(found[1]!)) break
    places.push(found[1]!)
    rest = rest.slice(found[1]!.length)
  }
  return places
}

const shorten = (place: string): string =>
  place.replace(
    /(?:壮族|回族|维吾尔)?(?:自治区|特别行政区)$|(?:省|自治州|州|地区|盟|市|自治县|县|区|自治旗|旗|街道|镇|乡)$/,
    '',
  )

/** Reads the head of one document: title, number, issuer, place and time. `text` is the cleaned text, `named` a title given by a collection. */
export function readHeader(text: string, named: string | null, fallbackYear: number | null): Header {
  const lines: string[] = []
  for (const line of text.slice(0, 3000).split('\n', 60)) {
    const trimmed = line.trim()
    if (/^#.*(?:https?:|source)|\t|^\||\|$|^目\s*[录次]$/.test(trimmed) || columnOf(trimmed) === 'number') continue
    if (trimmed) lines.push(trimmed)
    if (lines.length >= 30) break
  }
  const head = lines.slice(0, 14)
  const numberLine = head.find(
    line => NUMBER.test(line) && line.length < 60 && !/《/.test(line) && !/[。，]/.test(line),
  )
  const issuingNumber = numberLine ? NUMBER.exec(numberLine)![0].replace(/\s+/g, '') : null
  const opening = head.slice(0, 8).join('')
  const notice = NOTICE.exec(opening)
  const title = (named ?? notice?.[1] ?? notice?.[2] ?? titleLines(lines))
    .replace(/[《》]/g, (m, at: number) => (at === 0 ? '' : m))
    .replace(/\s+/g, '')
    .replace(/》$/, '')
  const issuer = issuerOf(lines)
  const placed = placesIn(withoutYear(title))
  const issued = issuer ? placesIn(issuer) : []
  const place = placed.at(-1) ?? issued.at(-1) ?? null
  const national =
    /^(?:国务院|生态环境部|国家|中共中央|中央|农业农村部|水利部|自然资源部|环境保护部)/.test(issuer ?? '') ||
    (!place && (/^(?:国发|国办发)/.test(issuingNumber ?? '') || head.some(line => /^各省、/.test(line))))
  const level = place && !national ? levelOfSuffix(place) : national ? 'national' : levelByWords(text, title)
  const time = timeOf(title, issuingNumber, lines, fallbackYear)
  return {
    title,
    issuingNumber,
    issuer,
    level,
    jurisdiction: national ? '全国' : place ? withParent(place, placed, issued, text) : null,
    ...time,
    places: [...new Set([...placed, ...issued].map(shorten).filter(name => name.length >= 2))],
  }
}

const withoutYear = (title: string): string => title.replace(/^[“《]/, '').replace(/^(?:\d{4}[—–－-])?\d{4}年度?/, '')

/** A place is named with its parent when the title or the text itself writes the two in one. */
function withParent(place: string, placed: string[], issued: string[], text: string): string {
  const chain = placed.includes(place) ? placed : issued
  if (chain.length > 1) return chain.join('')
  if (!/[县区旗市]$/.test(place)) return place
  const found = new RegExp(`(?:[\\u4e00-\\u9fff]{2,6}(?:省|自治区))?[\\u4e00-\\u9fff]{2,5}(?:市|州|盟)${place}`).exec(
    text.slice(0, 4000),
  )?.[0]
  if (!found) return place
  const parts = placesIn(found)
  return parts.at(-1) === place && parts.join('') === found ? found : place
}

/** The title where no notice names it: the first lines that are no sentence, the last of which says what kind of paper it is. */
function titleLines(lines: string[]): string {
  const parts: string[] = []
  for (const line of lines.slice(0, 12)) {
    if (
      /^附\s*[件表录][\s\d一二三四五六七八九十：:—-]*$/.test(line) ||
      NUMBER.test(line) ||
      /^第[一二三四五六七八九十\d]+篇/.test(line)
    )
      continue
    if (/^(?:第[一二三四五六七八九十]{1,3}[章节条篇]|[一二三四五六七八九十]{1,3}、|[（(]一[）)])/.test(line)) break
    if (/[。；，：:]$/.test(line) || line.length > 50 || /^[（(]/.test(line)) {
      if (parts.length > 0) break
      continue
    }
    parts.push(line.replace(/^附\s*[件表][\s\d一二三四五六七八九十]*[：:]\s*/, ''))
    if (KIND_OF_PLAN.test(line) || parts.length === 3) break
  }
  return parts.join('')
}

const ISSUING_BODY = /(?:政府|国务院|办公厅|办公室|局|厅|委员会|委|部|组|指挥部|会议)$/

function issuerOf(lines: string[]): string | null {
  // “X关于印发…的通知”, the name sometimes on the line above.
  const at = lines.slice(0, 10).findIndex(line => /关于(?:印发|发布|下发|转发|公布)/.test(line))
  if (at >= 0) {
    const before = lines[at]!.slice(0, lines[at]!.indexOf('关于')) || (lines[at - 1] ?? '')
    if (/^[\u4e00-\u9fff（）]{2,40}$/.test(before) && ISSUING_BODY.test(before)) return before
  }
  const letterhead = lines.slice(0, 3).find(line => /^[\u4e00-\u9fff]{4,30}文件$/.test(line))
  if (letterhead) return letterhead.slice(0, -2)
  const signed = lines.findIndex((line, i) => i > 0 && /^\d{4}年\d{1,2}月\d{1,2}日$/.test(line))
  const name = signed > 0 ? lines[signed - 1]! : ''
  return /^[\u4e00-\u9fff]{4,30}$/.test(name) && /(?:局|委|厅|政府|办公室|办公厅|部|组|委员会|国务院)$/.test(name)
    ? name
    : null
}

/** Without a name of a place, the words 全县, 我市 and the ranks of the agencies tell the level. */
function levelByWords(text: string, title: string): PlanLevel {
  const bare = /^(省|市|县|区|镇|乡)(?=[\d《“]|\d{4}|[\u4e00-\u9fff]{2})/.exec(withoutYear(title))?.[1]
  const levels: Record<string, PlanLevel> = {
    省: 'province',
    市: 'city',
    县: 'county',
    区: 'county',
    旗: 'county',
    镇: 'township',
    乡: 'township',
  }
  if (bare && levels[bare]) return levels[bare]
  const counts = new Map<PlanLevel, number>()
  for (const found of text.slice(0, 8000).matchAll(/[全我](省|市|县|区|旗|镇|乡)(?![场政])/g)) {
    const level = levels[found[1]!]!
    counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  if (counts.size === 0)
    for (const found of text.matchAll(
      /[（：、，](省|市|县|区|旗|镇|乡)(?=[\u4e00-\u9fff]{2,10}?[局委厅办站所][、，）等牵负])/g,
    )) {
      const level = levels[found[1]!]!
      counts.set(level, (counts.get(level) ?? 0) + 1)
    }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'unknown'
}

function timeOf(
  title: string,
  number: string | null,
  lines: string[],
  fallback: number | null,
): Pick<Header, 'year' | 'period' | 'annual'> {
  const range = /((?:19|20)\d{2})年?\s*[—–－~～至到-]+\s*((?:19|20)\d{2})年?/.exec(title)
  const issued = number ? Number(/(\d{4})/.exec(number)![1]) : null
  const dated = lines.map(line => /^((?:19|20)\d{2})年\d{1,2}月\d{1,2}日$/.exec(line)?.[1]).find(Boolean)
  const signed = issued ?? (dated ? Number(dated) : null)
  if (range && range[1] !== range[2])
    return {
      year: signed ?? Number(range[1]),
      period: { from: `${range[1]}-01-01`, to: `${range[2]}-12-31` },
      annual: false,
    }
  const five = /“?十([一二三四五六七])五”?(?!(?:时期|期间)?以来)/.exec(title)
  if (five) {
    const from = 2006 + '一二三四五六七'.indexOf(five[1]!) * 5
    return { year: signed ?? from, period: { from: `${from}-01-01`, to: `${from + 4}-12-31` }, annual: false }
  }
  const own = /((?:19|20)\d{2})\s*年/.exec(title)
  if (own) return { year: Number(own[1]), period: null, annual: true }
  const spoken = signed === null ? yearSpokenOf(lines) : null
  if (spoken !== null) return { year: spoken, period: null, annual: true }
  return { year: signed ?? fallback, period: null, annual: false }
}

/** The one year that the preamble speaks of (“为做好2024年…工作”); cited documents and dates do not count. */
function yearSpokenOf(lines: string[]): number | null {
  const first = lines.findIndex(line => /^(?:一、|第一[章条]|（一）|1[.．、])/.test(line))
  const opening = lines
    .slice(0, first < 0 ? 6 : first)
    .join('')
    .replace(/[《〔(（][^》〕)）]*[》〕)）]/g, '')
  const years = new Set(
    [...opening.matchAll(/(?<![\d—–到至自从较比-])((?:19|20)\d{2})年(?!\d|[—–末-]|底)/g)].map(m => m[1]!),
  )
  return years.size === 1 ? Number([...years][0]) : null
}
