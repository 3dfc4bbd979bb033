/** The city a plan was written for: the units it names, as somebody has registered them before the plan arrives. */
import type { Line } from '@jingtu/core/access.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { UNIT_KINDS, Unit } from '@jingtu/registers/subjects/unit.ts'
import type { TestServer } from '@jingtu/server/testing.ts'

interface CityPlaces {
  province: [name: string, code: string]
  city: [name: string, code: string]
  counties: string[]
  /** Development zones: name of the zone and of its committee. */
  zones: [name: string, committee: string][]
  townships?: [name: string, county: string][]
  bureaus: [name: string, shortName: string, line: Line, kind?: (typeof UNIT_KINDS)[number]][]
}

export interface City {
  node: RegionNode
  /** By short name where there is one, else by full name. */
  units: Map<string, Unit>
}

export async function makeCity(server: TestServer, places: CityPlaces): Promise<City> {
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region(places.province[0], 'province', nation, places.province[1])
  const node = await server.region(places.city[0], 'city', province, places.city[1])
  const units = new Map<string, Unit>()
  for (const [name, shortName, line, kind = '部门'] of places.bureaus)
    units.set(shortName, await server.unit(node, { name, shortName, line, kind }))
  const counties = new Map<string, RegionNode>()
  for (const [i, name] of places.counties.entries()) {
    const county = await server.region(name, 'county', node, String(Number(places.city[1]) + i + 1))
    counties.set(name, county)
    units.set(name, await server.unit(county, { name: `${name}人民政府`, line: '政府', kind: '政府' }))
  }
  for (const [i, [name, committee]] of places.zones.entries()) {
    const zone = await server.region(name, 'county', node, `zone${i + 1}`, 'zone')
    units.set(name, await server.unit(zone, { name: committee, line: '园区管委会', kind: '园区管委会' }))
  }
  for (const [i, [name, county]] of (places.townships ?? []).entries()) {
    const parent = counties.get(county)!
    const town = await server.region(name, 'township', parent, `${parent.code}${101 + i}`)
    units.set(name, await server.unit(town, { name: `${name}人民政府`, line: '政府', kind: '乡镇街道' }))
  }
  return { node, units }
}

export const NANNING: CityPlaces = {
  province: ['广西壮族自治区', '450000'],
  city: ['南宁市', '450100'],
  counties: [
    '青秀区',
    '兴宁区',
    '江南区',
    '西乡塘区',
    '良庆区',
    '邕宁区',
    '武鸣区',
    '横州市',
    '宾阳县',
    '上林县',
    '马山县',
    '隆安县',
  ],
  zones: [
    ['南宁高新技术产业开发区', '南宁高新技术产业开发区管理委员会'],
    ['南宁经济技术开发区', '南宁经济技术开发区管理委员会'],
  ],
  bureaus: [
    ['南宁市生态环境局', '市生态环境局', '生态环境'],
    ['南宁市农业农村局', '市农业农村局', '农业农村'],
    ['南宁市自然资源局', '市自然资源局', '自然资源'],
    ['南宁市工业和信息化局', '市工信局', '工业和信息化'],
    ['南宁市发展和改革委员会', '市发展改革委', '发展改革'],
    ['南宁市市场监督管理局', '市市场监管局', '市场监管'],
    ['南宁市行政审批局', '市行政审批局', '行政审批'],
    ['南宁市粮食和物资储备局', '市粮食和储备局', '粮食和储备'],
    ['南宁市应急管理局', '市应急局', '应急管理'],
    ['南宁市公安局', '市公安局', '公安'],
    ['南宁市交通运输局', '市交通运输局', '交通运输'],
    ['南宁市住房和城乡建设局', '市住建局', '住房城乡建设'],
    ['南宁市商务局', '市商务局', '商务'],
    ['南宁市市政和园林管理局', '市市政园林局', '城市管理'],
    ['南宁市供销合作社联合社', '市供销社', '供销', '其他组织'],
    ['南宁市财政局', '市财政局', '财政'],
    ['南宁市水利局', '市水利局', '水利'],
    ['南宁市司法局', '市司法局', '司法'],
  ],
}

export const SAMPLE_CITY: CityPlaces = {
  province: ['示例省', '990000'],
  city: ['示例市', '990100'],
  counties: ['东湖区', '西园区', '青溪县', '白石县', '云岭县', '洛坪市'],
  zones: [
    ['示例高新技术产业开发区', '示例高新技术产业开发区管理委员会'],
    ['鹭洲岛旅游区', '鹭洲岛旅游区管理委员会'],
  ],
  townships: [
    ['柳林镇', '青溪县'],
    ['石桥镇', '青溪县'],
    ['兴隆乡', '白石县'],
  ],
  bureaus: [
    ['示例市生态环境局', '市生态环境局', '生态环境'],
    ['示例市农业农村局', '市农业农村局', '农业农村'],
    ['示例市自然资源局', '市自然资源局', '自然资源'],
    ['示例市工业和信息化局', '市工信局', '工业和信息化'],
    ['示例市发展和改革委员会', '市发展改革委', '发展改革'],
    ['示例市财政局', '市财政局', '财政'],
    ['示例市住房和城乡建设局', '市住建局', '住房城乡建设'],
    ['示例市水利局', '市水利局', '水利'],
    ['示例市林业局', '市林业局', '林业'],
    ['示例市市场监督管理局', '市市场监管局', '市场监管'],
    ['示例市应急管理局', '市应急局', '应急管理'],
    ['示例市粮食和物资储备局', '市粮食和储备局', '粮食和储备'],
    ['示例市供销合作社联合社', '市供销社', '供销', '其他组织'],
  ],
}
