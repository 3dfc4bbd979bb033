import type { RegionLevel } from '@jingtu/core/region.ts'

/** 各县（市、区）人民政府, 各乡镇、街道, 开发区管委会 …: one name that stands for many units. */
export interface Collective {
  /** For people: what the name stands for. */
  label: string
  levels: RegionLevel[]
  /** Committees of development zones are meant too. */
  zones: boolean
  /** 全省各级政府: the government of the plan's own region belongs to it. */
  self: boolean
  /** 各县（市、区）农业农村局: the agency, where the name means agencies and not governments. */
  agency: string | null
}

const HEAD = /^(?:全(?:省|市|县|区|州|自治区)|辖区内?|所辖|下辖)?各/
const ALL_LEVELS = /^(?:全(?:省|市|县|区|州|自治区))?各级(?:地方)?(?:人民)?政府$/
const ZONE_WORD =
  /(?:经济技术|高新技术产业|高新|产业|旅游|工业|功能|新|园|开发|保税|管理|示范|试验|合作|园艺|物流)+区|工业园|产业园|科技园|园|新城|管委会|管理委员会/
const PLURAL_ZONES =
  /^(?:各|有关)?(?:类)?(?:开发区|园区|功能区|工业园区|产业园区|新区|开发区、园区|开发区（园区）|开发区\(园区\))(?:管委会|管理委员会)?$/
const BODIES = /(?:人民政府|政府|办事处|街道办|党工委|管委会|管理委员会)/g
const AGENCY = /(?<body>[\u4e00-\u9fff]{2,14}(?:局|委|办|社|中心))$/

/**
 * Reads a collective name; undefined when the name means one unit. `owner` is the level of the plan: in a province's plan
 * 各市 are prefectures, in a city's plan 各县（市、区） are counties, in a county's plan 各镇、区 are townships and zones.
 */
export function readCollective(name: string, owner: RegionLevel): Collective | undefined {
  if (ALL_LEVELS.test(name))
    return { label: '各级人民政府', levels: below(owner), zones: false, self: true, agency: null }
  if (PLURAL_ZONES.test(name))
    return { label: '开发区（园区）管委会', levels: [], zones: true, self: false, agency: null }
  const branches = /^(?:.*?市)?(.+局)各(?:派出|县区|县\(市、区\))*分局$/.exec(name)
  if (branches)
    return {
      label: `${branches[1]}各分局`,
      levels: ['county'],
      zones: false,
      self: false,
      agency: branches[1]!.replace(/^[市州盟]/, ''),
    }
  const head = HEAD.exec(name)
  if (!head) return undefined
  const rest = name.slice(head[0].length)
  if (/^(?:有关|相关|职能|责任|成员|部门|单位|行业|类|方)/.test(rest)) return undefined
  const agency = agencyOf(rest)
  const places = (agency ? rest.slice(0, -agency.length) : rest).replace(BODIES, '、')
  const zones = /区|园|新城|管委会/.test(rest) && (ZONE_WORD.test(rest) || (owner === 'county' && /区/.test(places)))
  const plain = places.replace(/设区/g, '').replaceAll(new RegExp(ZONE_WORD, 'g'), '、')
  const levels: RegionLevel[] = []
  if (owner === 'nation' && /省/.test(plain)) levels.push('province')
  if ((owner === 'nation' || owner === 'province') && /^[市州盟地]|[^（(、]?[州盟]/.test(plain) && !/^县/.test(plain))
    levels.push('city')
  if (owner !== 'county' && owner !== 'township' && (/[县旗]|区/.test(plain) || (owner === 'city' && /市/.test(plain))))
    levels.push('county')
  if (/[乡镇]|街道/.test(plain)) levels.push('township')
  if (levels.length === 0 && !zones) return undefined
  return { label: labelOf(levels, zones, agency), levels, zones: zones && !agency, self: false, agency }
}

/** The agency in 县（市、区）农业农村局; null where the name ends in governments or places. */
function agencyOf(rest: string): string | null {
  const places = /^(?:[省市州盟县旗区乡镇]|街道|自治区|[（()）、,，]|级)+/.exec(rest)?.[0]
  if (!places) return null
  const tail = rest.slice(places.length)
  return AGENCY.test(tail) && !/(?:管委|政府|办事处)/.test(tail) ? tail : null
}

const below = (owner: RegionLevel): RegionLevel[] => {
  const order: RegionLevel[] = ['nation', 'province', 'city', 'county', 'township']
  return order.slice(order.indexOf(owner))
}

const NAMES: Record<RegionLevel, string> = {
  nation: '国家',
  province: '省',
  city: '市（州）',
  county: '县（市、区）',
  township: '乡镇（街道）',
}

function labelOf(levels: RegionLevel[], zones: boolean, agency: string | null): string {
  const places = levels.map(l => NAMES[l]).join('、')
  if (agency) return `各${places}${agency}`
  return [levels.length ? `各${places}` : '', zones ? '开发区（园区）管委会' : ''].filter(Boolean).join('和')
}
