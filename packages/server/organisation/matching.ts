import { contains, type RegionNode, shortPlaceName } from '@jingtu/core/region.ts'
import { canonicalAgency } from '@jingtu/plans/agencies.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { type Collective, readCollective } from './collective.ts'

export interface MatchContext {
  /** The region of the government whose plan it is: 市财政局 is the finance bureau of that city. */
  ownerRegion: RegionNode
  /** Candidates: units in use, of the own region, of those below it and of those above it. */
  units: Unit[]
  regions: RegionNode[]
  /** The day of the plan; agencies changed their names in 2018/19. */
  on: string
}

export interface Match {
  name: string
  /** Ids; empty when the name could not be resolved without guessing. Collective names resolve to many. */
  units: string[]
  /** In Chinese, for the person who reviews: by what rule it was found, or why it was not. */
  why: string
}

/** Names as a plan spells them → units. What cannot be resolved for certain comes back without units, never guessed. */
export function matchUnits(names: string[], context: MatchContext): Match[] {
  const lookup = new Lookup(context)
  return names.map(name => lookup.resolve(name))
}

/** Units are those of today, so a name of 2017 is also compared in the form its agency bears now. */
const TODAY_AND_LATER = '9999-12-31'
const VAGUE =
  /^(?:有关|相关|其他|所有|全部|责任|属地|所在地|各有关|各相关|各职能|各责任|各成员|[市县区省州]级?(?:直|属)?(?:有关|相关|各有关|各相关))|(?:有关|相关|职能)(?:部门|单位|职能部门)$|^(?:成员|牵头|责任|配合)单位$/
const GOVERNMENT = /^(.*?)(?:人民政府|政府)$/
const COMMITTEE = /^(.*?)(?:管委会|管理处)$/
const RANK = /^(自治区|自治州|新区|省|市(?!场|政(?!府)|民|直|容)|县|区|州|盟|旗)(?=.{2})/
const BRANCH = /^(.+?局)([\u4e00-\u9fff]{0,8}?)分局$/

/** One spelling for one name: full width, spaces and the long forms that mean the same body. */
const normalise = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/管理委员会$/, '管委会')
    .replace(/^([市县区省州])党委(?=.)/, '$1委')
    .replace(/^中共/, '')

class Lookup {
  private readonly context: MatchContext
  private readonly regions: Map<string, RegionNode>
  /** The owner's region and those above it, nearest first. */
  private readonly upwards: RegionNode[]
  private readonly exact = new Map<string, Unit[]>()
  private readonly agencies = new Map<string, Unit[]>()

  constructor(context: MatchContext) {
    this.context = context
    this.regions = new Map(context.regions.map(r => [r.id, r]))
    this.upwards = this.ancestors(context.ownerRegion)
    for (const unit of context.units) {
      if (unit.state !== 'active') continue
      for (const name of [unit.name, unit.shortName, ...unit.aliases]) {
        if (!name) continue
        push(this.exact, normalise(name), unit)
        for (const key of this.keysOf(unit, normalise(name))) push(this.agencies, `${unit.regionId} ${key}`, unit)
      }
    }
  }

  resolve(written: string): Match {
    const name = normalise(written)
    const none = (why: string): Match => ({ name: written, units: [], why })
    const found = (units: Unit[], why: string): Match => ({
      name: written,
      units: [...new Set(units.map(u => u.id))],
      why,
    })
    if (!name) return none('名称为空')
    const collective = readCollective(name, this.context.ownerRegion.level)
    if (collective) return this.resolveCollective(collective, found, none)
    if (VAGUE.test(name)) return none('原文没有写明是哪些单位')
    const exact = this.narrow(this.exact.get(name) ?? [])
    if (exact.length === 1) return found(exact, '与登记的名称一致')
    if (exact.length > 1) return none(`不止一个单位符合：${exact.map(u => u.name).join('、')}`)
    return this.byPlace(name, found, none) ?? this.byAgency(name, found, none)
  }

  /** Same name in several places: the owner's own region first, then those below, then those above. */
  private narrow(units: Unit[]): Unit[] {
    const unique = [...new Set(units)]
    if (unique.length < 2) return unique
    const own = unique.filter(u => u.regionId === this.context.ownerRegion.id)
    if (own.length) return own
    const below = unique.filter(u => contains(this.context.ownerRegion.path, u.region))
    if (below.length) return below
    for (const region of this.upwards) {
      const there = unique.filter(u => u.regionId === region.id)
      if (there.length) return there
    }
    return unique
  }

  /** 海城区人民政府, 县政府, 涠洲岛旅游区管委会, or a place alone (合浦县): the body that governs the place. */
  private byPlace(name: string, found: Found, none: None): Match | undefined {
    const government = GOVERNMENT.exec(name)
    const committee = COMMITTEE.exec(name)
    const place = government?.[1] ?? committee?.[1] ?? name.replace(/办事处$/, '')
    if (!government && !committee && !/(?:[省市县区旗州盟镇乡]|街道|园|岛|农场|林场)(?:办事处)?$/.test(name))
      return undefined
    const regions = this.placesNamed(place)
    if (regions.length === 0)
      return government || committee ? none(`区域中没有“${place}”，也没有登记这个单位`) : undefined
    if (regions.length > 1) return none(`不止一处叫“${place}”：${regions.map(r => this.fullName(r)).join('、')}`)
    const region = regions[0]!
    const kinds = committee || region.kind === 'zone' ? ['园区管委会'] : ['政府', '乡镇街道']
    const units = this.context.units.filter(
      u => u.state === 'active' && u.regionId === region.id && kinds.includes(u.kind),
    )
    if (units.length === 1)
      return found(units, `${this.fullName(region)}的${units[0]!.kind === '园区管委会' ? '管委会' : '政府'}`)
    return none(
      units.length
        ? `不止一个单位符合：${units.map(u => u.name).join('、')}`
        : `还没有登记${this.fullName(region)}的${kinds[0]}单位`,
    )
  }

  private placesNamed(place: string): RegionNode[] {
    const { ownerRegion, regions } = this.context
    const ranked = /^(?:自治区|自治州|省|市|县|区|州|盟|旗|镇|乡)$/.test(place) ? this.regionOfRank(place) : undefined
    if (ranked) return [ranked]
    const bare = place.replace(/^(?:自治区|省|市|县|区)(?=.{2,}(?:区|园|岛|场|新城)$)/, '')
    const near = regions.filter(
      r => !r.until && (contains(ownerRegion.path, r.path) || contains(r.path, ownerRegion.path)),
    )
    for (const fits of [
      (r: RegionNode) => r.name === place,
      (r: RegionNode) => r.name === bare,
      (r: RegionNode) => r.kind === 'zone' && r.name.endsWith(bare) && bare.length >= 3,
    ]) {
      const hits = near.filter(fits)
      if (hits.length) return hits
    }
    return []
  }

  /** 市国土局, 南召县财政局, 市生态环境局某某分局: rank or place in front, agency behind. */
  private byAgency(name: string, found: Found, none: None): Match {
    const { region, rest } = this.branchOf(name) ?? this.splitPlace(name)
    if (!region) return none('所属区域不明，也没有登记这个单位')
    for (const on of [this.context.on, TODAY_AND_LATER]) {
      const key = canonicalAgency(rest, on)
      const units = [...new Set(this.agencies.get(`${region.id} ${key}`) ?? [])]
      if (units.length === 1) return found(units, key === rest ? `${region.name}的${rest}` : `“${rest}”即${key}`)
      if (units.length > 1) return none(`不止一个单位符合：${units.map(u => u.name).join('、')}`)
    }
    return none(`没有登记${region.name}的“${rest}”`)
  }

  /** 市生态环境局北岭分局 works in 北岭县; where the text blanks the place, in the county whose plan it is. */
  private branchOf(name: string): { region: RegionNode; rest: string } | undefined {
    const branch = BRANCH.exec(name)
    if (!branch) return undefined
    const { ownerRegion, regions } = this.context
    const rest = branch[1]!.replace(RANK, '')
    const place = branch[2]!
    const named = regions.filter(
      r => !r.until && place && [r.name, shortPlaceName(r.name)].includes(place) && contains(ownerRegion.path, r.path),
    )
    if (named.length === 1) return { region: named[0]!, rest }
    return !place && ownerRegion.level === 'county' ? { region: ownerRegion, rest } : undefined
  }

  private resolveCollective(group: Collective, found: Found, none: None): Match {
    const { ownerRegion, units } = this.context
    const inside = units.filter(u => u.state === 'active' && contains(ownerRegion.path, u.region))
    const members = inside.filter(u => {
      const region = this.regions.get(u.regionId)
      if (!region) return false
      if (group.agency) {
        const keys = [u.name, u.shortName, ...u.aliases].flatMap(n => (n ? this.keysOf(u, normalise(n)) : []))
        return (
          group.levels.includes(u.level) &&
          region.id !== ownerRegion.id &&
          [this.context.on, TODAY_AND_LATER].some(on => keys.includes(canonicalAgency(group.agency!, on)))
        )
      }
      if (u.kind === '园区管委会') return group.zones
      return (
        (u.kind === '政府' || u.kind === '乡镇街道') &&
        group.levels.includes(u.level) &&
        (group.self || region.id !== ownerRegion.id)
      )
    })
    return members.length
      ? found(members, `${group.label}，共 ${members.length} 个单位`)
      : none(`还没有登记${ownerRegion.name}所辖的${group.label}`)
  }

  /** The forms by which a unit answers inside its region: without the place, in the name of each era. */
  private keysOf(unit: Unit, name: string): string[] {
    const branch = unit.level === 'county' ? BRANCH.exec(name) : null
    const bare = this.withoutPlace(branch ? branch[1]! : name, unit)
    return [...new Set([bare, canonicalAgency(bare, this.context.on), canonicalAgency(bare, TODAY_AND_LATER)])]
  }

  private withoutPlace(name: string, unit: Unit): string {
    const region = this.regions.get(unit.regionId)
    let rest = name
    for (const r of region ? this.ancestors(region).reverse() : []) {
      for (const place of [r.name, shortPlaceName(r.name)])
        if (rest.startsWith(place) && rest.length > place.length + 1) {
          rest = rest.slice(place.length)
          break
        }
    }
    return rest.replace(RANK, '')
  }

  private splitPlace(name: string): { region: RegionNode | undefined; rest: string } {
    const { ownerRegion, regions } = this.context
    const named = regions
      .filter(
        r =>
          !r.until &&
          r.level !== 'nation' &&
          name.startsWith(r.name) &&
          name.length > r.name.length + 1 &&
          (contains(ownerRegion.path, r.path) || contains(r.path, ownerRegion.path)),
      )
      .sort((a, b) => b.name.length - a.name.length)[0]
    if (named) {
      const rest = name.slice(named.name.length)
      const deeper = this.context.regions.find(r => !r.until && r.parent === named.id && rest.startsWith(r.name))
      return deeper ? { region: deeper, rest: rest.slice(deeper.name.length) } : { region: named, rest }
    }
    const rank = RANK.exec(name)?.[1]
    if (rank) return { region: this.regionOfRank(rank), rest: name.slice(rank.length) }
    if (/^(?:国家|中央)/.test(name) || /(?:部|总局|总社)$/.test(name))
      return { region: this.upwards.find(r => r.level === 'nation'), rest: name.replace(/^国家(?=.{3})/, '') }
    return { region: ownerRegion, rest: name }
  }

  /** The nearest region, from the owner's upwards, that bears the rank: 市 of a county-level city is that city itself. */
  private regionOfRank(rank: string): RegionNode | undefined {
    const fits =
      rank === '省' ? /(?:省|自治区)$/ : rank === '区' ? /区$/ : rank === '州' ? /州$/ : new RegExp(`${rank}$`)
    return (
      this.upwards.find(r => fits.test(r.name)) ??
      (rank === '市' ? this.upwards.find(r => r.level === 'city') : undefined)
    )
  }

  private ancestors(region: RegionNode): RegionNode[] {
    const chain: RegionNode[] = []
    for (let r: RegionNode | undefined = region; r; r = r.parent ? this.regions.get(r.parent) : undefined) chain.push(r)
    return chain
  }

  private fullName(region: RegionNode): string {
    return this.ancestors(region)
      .filter(r => r.level !== 'nation')
      .reverse()
      .map(r => r.name)
      .join('')
  }
}

type Found = (units: Unit[], why: string) => Match
type None = (why: string) => Match

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
