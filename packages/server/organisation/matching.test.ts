import type { Line } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import type { RegionLevel, RegionNode } from '@jingtu/core/region.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { describe, expect, it } from 'vitest'
import { matchUnits } from './matching.ts'

const regions: RegionNode[] = []
const region = (
  name: string,
  level: RegionLevel,
  parent: RegionNode | null,
  segment: string,
  kind: RegionNode['kind'] = 'administrative',
): RegionNode => {
  const node: RegionNode = {
    id: newId(),
    parent: parent?.id ?? null,
    code: null,
    name,
    level,
    kind,
    path: `${parent?.path ?? ''}${segment}/`,
    from: null,
    until: null,
    successor: null,
  }
  regions.push(node)
  return node
}
const nation = region('中国', 'nation', null, '')
const province = region('云川省', 'province', nation, '98')
const city = region('临溪市', 'city', province, '9801')
const east = region('东塘区', 'county', city, '980102')
const north = region('北岭县', 'county', city, '980121')
const south = region('南渡市', 'county', city, '980181')
const zone = region('月湾岛旅游区', 'county', city, 'z1', 'zone')
const works = region('西城产业开发区', 'township', north, 'z2', 'zone')
const town = region('石桥镇', 'township', north, '001')
const street = region('新河街道', 'township', north, '002')
const otherCity = region('远山市', 'city', province, '9802')
const otherEast = region('东塘区', 'county', otherCity, '980202')

const units: Unit[] = []
const unit = (name: string, kind: Unit['kind'], line: Line, r: RegionNode, more: Partial<Unit> = {}): string => {
  const id = newId()
  units.push({
    home: r.id,
    id,
    version: 1,
    region: r.path,
    state: 'active',
    effective: '2024-01-01',
    since: '',
    until: null,
    name,
    shortName: null,
    aliases: [],
    kind,
    level: r.level,
    line,
    regionId: r.id,
    creditCode: null,
    parent: null,
    stateOwned: null,
    contact: null,
    phone: null,
    sample: null,
    ...more,
  })
  return id
}
const cityGovernment = unit('临溪市人民政府', '政府', '政府', city)
const cityEcology = unit('临溪市生态环境局', '部门', '生态环境', city, { shortName: '市生态环境局' })
const cityResources = unit('临溪市自然资源和规划局', '部门', '自然资源', city)
const cityMarket = unit('临溪市市场监督管理局', '部门', '市场监管', city)
const cityReform = unit('临溪市发展和改革委员会', '部门', '发展改革', city)
const cityGrain = unit('临溪市粮食和物资储备局', '部门', '粮食和储备', city)
const cityParty = unit('中共临溪市委宣传部', '部门', '党委', city, { shortName: '市委宣传部' })
const provinceEcology = unit('云川省生态环境厅', '部门', '生态环境', province)
const governments = [
  unit('东塘区人民政府', '政府', '政府', east),
  unit('北岭县人民政府', '政府', '政府', north),
  unit('南渡市人民政府', '政府', '政府', south),
]
unit('东塘区人民政府', '政府', '政府', otherEast)
const islandCommittee = unit('月湾岛旅游区管理委员会', '园区管委会', '园区管委会', zone)
const worksCommittee = unit('北岭县西城产业开发区管理委员会', '园区管委会', '园区管委会', works)
const northFarming = unit('北岭县农业农村局', '部门', '农业农村', north)
const eastFarming = unit('东塘区农业农村和水利局', '部门', '农业农村', east, { aliases: ['东塘区农业农村局'] })
const northEcology = unit('临溪市生态环境局北岭分局', '部门', '生态环境', north)
const northForestry = unit('北岭县林业和草原局', '部门', '林业', north)
const southFinance = unit('南渡市财政局', '部门', '财政', south)
const townships = [unit('石桥镇人民政府', '乡镇街道', '政府', town), unit('新河街道办事处', '乡镇街道', '政府', street)]

const match = (ownerRegion: RegionNode, names: string[], on = '2024-03-01') =>
  matchUnits(names, { ownerRegion, units, regions, on })
const one = (ownerRegion: RegionNode, name: string, on?: string) => match(ownerRegion, [name], on)[0]!.units

describe('names of units', () => {
  it('takes the rank in front as the government of the plan, whichever short form the text uses', () => {
    expect(one(city, '市生态环境局')).toEqual([cityEcology])
    expect(one(city, '临溪市生态环境局')).toEqual([cityEcology])
    expect(one(city, '市发改委')).toEqual([cityReform])
    expect(one(city, '市市场监管局')).toEqual([cityMarket])
    expect(one(city, '市粮食和储备局')).toEqual([cityGrain])
    expect(one(city, '市党委宣传部')).toEqual([cityParty])
    expect(one(city, '省生态环境厅')).toEqual([provinceEcology])
    expect(one(city, '市人民政府')).toEqual([cityGovernment])
    expect(one(north, '县林草局')).toEqual([northForestry])
    expect(one(south, '市财政局')).toEqual([southFinance])
  })

  it('S045 resolves the agency names of before the reform to the agencies of today', () => {
    const was = match(
      city,
      ['市国土资源局', '市国土局', '市环保局', '市工商局', '市质监局', '市食药监局'],
      '2017-05-01',
    )
    expect(was.map(m => m.units)).toEqual([
      [cityResources],
      [cityResources],
      [cityEcology],
      [cityMarket],
      [cityMarket],
      [cityMarket],
    ])
    expect(match(province, ['省环保厅'], '2016-12-01')[0]!.units).toEqual([provinceEcology])
  })

  it('finds the branch of a city bureau in the county of the plan', () => {
    expect(one(north, '市生态环境局北岭分局')).toEqual([northEcology])
    expect(one(north, '市生态环境局分局')).toEqual([northEcology])
    expect(one(north, '县环保局', '2018-03-01')).toEqual([northEcology])
    expect(one(city, '市生态环境局北岭分局')).toEqual([northEcology])
  })

  it('resolves governments and committees by the place they govern', () => {
    expect(one(city, '北岭县人民政府')).toEqual([governments[1]])
    expect(one(city, '东塘区政府')).toEqual([governments[0]])
    expect(one(city, '南渡市')).toEqual([governments[2]])
    expect(one(city, '月湾岛旅游区管委会')).toEqual([islandCommittee])
    expect(one(north, '县西城产业开发区管理委员会')).toEqual([worksCommittee])
    expect(one(north, '石桥镇')).toEqual([townships[0]])
    expect(one(north, '新河街道办事处')).toEqual([townships[1]])
  })

  it('resolves collective names to all units they stand for, committees of zones included', () => {
    expect(one(city, '各县（市、区）人民政府').sort()).toEqual([...governments].sort())
    expect(one(city, '各县区人民政府').sort()).toEqual([...governments].sort())
    expect(one(city, '开发区管委会').sort()).toEqual([islandCommittee, worksCommittee].sort())
    expect(one(city, '各县（市、区）人民政府、开发区管委会').sort()).toEqual(
      [...governments, islandCommittee, worksCommittee].sort(),
    )
    expect(one(north, '各乡镇').sort()).toEqual([...townships].sort())
    expect(one(north, '各乡镇（街道）').sort()).toEqual([...townships].sort())
    expect(one(north, '各镇、区').sort()).toEqual([...townships, worksCommittee].sort())
    expect(one(city, '各县（市、区）农业农村局').sort()).toEqual([northFarming, eastFarming].sort())
    expect(one(city, '全市各级政府').sort()).toEqual([cityGovernment, ...governments, ...townships].sort())
  })

  it('never guesses: what is vague, unknown or ambiguous comes back without units and says why', () => {
    for (const name of [
      '相关部门',
      '各有关职能部门',
      '全部责任单位',
      '属地人民政府',
      '市体育局',
      '北海海关',
      '某某县人民政府',
    ]) {
      const [m] = match(city, [name])
      expect(m, name).toMatchObject({ name, units: [] })
      expect(m!.why.length).toBeGreaterThan(4)
    }
    expect(match(province, ['东塘区人民政府'])[0]).toMatchObject({ units: [] })
    expect(match(province, ['东塘区人民政府'])[0]!.why).toContain('不止一')
  })

  it('leaves out units that have been closed', () => {
    const closed = units.map(u => (u.id === northFarming ? { ...u, state: 'closed' as const } : u))
    expect(
      matchUnits(['县农业农村局'], { ownerRegion: north, units: closed, regions, on: '2024-03-01' })[0]!.units,
    ).toEqual([])
  })
})
