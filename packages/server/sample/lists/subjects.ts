import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import { project } from '@jingtu/registers/subjects/project.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import { village } from '@jingtu/registers/subjects/village.ts'
import { waterBody } from '@jingtu/registers/subjects/water-body.ts'
import { well } from '@jingtu/registers/subjects/well.ts'
import { type Desk, type Known, type Position, positionOf } from './desk.ts'

/** Whom and what the lists are about, by a short name. All invented. */
export interface Subjects {
  organisations: ReadonlyMap<string, Known>
  sites: ReadonlyMap<string, Known>
  villages: readonly (Known & { county: string; name: string; households: number })[]
  waters: readonly (Known & { county: string })[]
  wells: readonly (Known & { at: Position })[]
  projects: readonly (Known & { name: string; owner: string })[]
}

export const FARM_COUNTIES = ['qingxi', 'baishi', 'yunling', 'luoping'] as const

const ORGANISATIONS = [
  ['smelter', '青溪铅锌冶炼有限公司', 'qingxi', '企业', '铅锌冶炼', '3212'],
  ['lead-mine', '青溪鹰嘴崖矿业有限公司', 'qingxi', '企业', '铅锌矿采选', '0912'],
  ['battery', '白石蓄电池有限公司', 'baishi', '企业', '铅蓄电池制造', '3843'],
  ['manganese', '白石锰业有限公司', 'baishi', '企业', '其他常用有色金属冶炼', '3219'],
  ['antimony', '云岭金竹坪矿业有限公司', 'yunling', '企业', '锑矿采选', '0915'],
  ['chemistry', '洛坪化工有限公司', 'luoping', '企业', '无机盐制造', '2613'],
  ['plating', '洛坪电镀中心有限公司', 'luoping', '企业', '金属表面处理及热处理加工', '3360'],
  ['pesticide', '东湖农药有限公司', 'donghu', '企业', '化学农药制造', '2631'],
  ['leather', '西园皮革有限公司', 'xiyuan', '企业', '皮革鞣制加工', '1910'],
  ['circuit', '高新线路板有限公司', 'hightech', '企业', '电子电路制造', '3982'],
  ['hazardous', '高新危险废物处置有限公司', 'hightech', '企业', '危险废物治理', '7724'],
  ['fuel', '示例市石油销售有限公司', 'donghu', '企业', '机动车燃油零售', '5265'],
  ['care', '示例市农村污水运维有限公司', 'xiyuan', '企业', '污水处理及其再生利用', '4620'],
] as const

/** What it is called, where it lies, what it is, whose it is; without an owner nobody answers for it any more. */
const SITES: readonly [key: string, name: string, place: string, kind: string, owner?: string][] = [
  ...ORGANISATIONS.slice(0, 11).map(
    ([key, name, place]) => [key, `${name}厂区`, place, '厂区', key] as [string, string, string, string, string],
  ),
  ['pond-yingzui', '鹰嘴崖尾矿库', 'shiqiao', '尾矿库', 'lead-mine'],
  ['pond-shuimo', '水磨沟尾矿库', 'qingxi', '尾矿库', 'lead-mine'],
  ['pond-jinzhu', '金竹坪尾矿库', 'yunling', '尾矿库', 'antimony'],
  ['pond-laoyao', '老窑湾尾矿库', 'baishi', '尾矿库'],
  ['heap-yingzui', '鹰嘴崖矿点', 'shiqiao', '废物堆存点'],
  ['heap-shuimo', '水磨沟矿点', 'qingxi', '废物堆存点'],
  ['heap-laoyao', '老窑湾矿点', 'baishi', '废物堆存点'],
  ['heap-jinzhu', '金竹坪矿点', 'yunling', '废物堆存点'],
  ['heap-shimen', '石门坎矿点', 'luoping', '废物堆存点'],
  ['heap-liangshui', '凉水井废渣堆', 'liulin', '废物堆存点'],
  ['yard-slag', '青溪冶炼渣堆场', 'qingxi', '废物堆存点', 'smelter'],
  ['yard-manganese', '白石锰渣堆场', 'baishi', '废物堆存点', 'manganese'],
  ['yard-gypsum', '洛坪副产石膏堆场', 'luoping', '废物堆存点', 'chemistry'],
  ['yard-ash', '西园粉煤灰堆场', 'xiyuan', '废物堆存点'],
  ['dump-liulin', '柳林镇河滩垃圾堆', 'liulin', '废物堆存点'],
  ['dump-xinglong', '兴隆乡山沟垃圾堆', 'xinglong', '废物堆存点'],
  ['dump-yunling', '云岭老路边垃圾堆', 'yunling', '废物堆存点'],
  ['station-lake', '鹭洲岛加油站', 'island', '加油站', 'fuel'],
  ['station-baishi-1', '白石城东加油站', 'baishi', '加油站', 'fuel'],
  ['station-baishi-2', '兴隆加油站', 'xinglong', '加油站', 'fuel'],
  ['station-donghu', '湖滨加油站', 'hubin', '加油站', 'fuel'],
  ['station-luoping', '洛坪石门加油站', 'luoping', '加油站', 'fuel'],
  ['plot-pesticide', '原示例农药厂地块', 'hightech', '地块'],
  ['plot-chemistry', '原东湖化工厂地块', 'donghu', '地块'],
  ['sewage-liulin', '柳林镇污水处理站', 'liulin', '其他设施', 'care'],
  ['sewage-shiqiao', '石桥镇污水处理站', 'shiqiao', '其他设施', 'care'],
  ['sewage-xinglong', '兴隆乡污水处理站', 'xinglong', '其他设施', 'care'],
  ['sewage-baishi', '清泉村污水处理站', 'baishi', '其他设施', 'care'],
  ['sewage-yunling', '云峰村污水处理站', 'yunling', '其他设施', 'care'],
  ['sewage-gaoqiao', '高桥村污水处理站', 'yunling', '其他设施'],
  ['sewage-luoping', '洛水村污水处理站', 'luoping', '其他设施', 'care'],
  ['farm-shangping', '上坪生猪养殖场', 'liulin', '其他设施'],
  ['farm-dawan', '大湾肉牛养殖场', 'shiqiao', '其他设施'],
  ['farm-qingxi', '青溪蛋鸡养殖场', 'qingxi', '其他设施'],
  ['farm-baisha', '白沙生猪养殖场', 'xinglong', '其他设施'],
  ['farm-shiling', '石岭肉鸡养殖场', 'baishi', '其他设施'],
  ['farm-meixi', '梅溪生猪养殖场', 'yunling', '其他设施'],
  ['farm-longtan', '龙潭山羊养殖场', 'yunling', '其他设施'],
  ['farm-changtian', '长田生猪养殖场', 'luoping', '其他设施'],
  ['farm-tongmu', '桐木奶牛养殖场', 'luoping', '其他设施'],
]

/** The places of towns are known in two counties only; elsewhere villages hang on the county. */
const VILLAGES: readonly [place: string, county: string, names: string][] = [
  ['liulin', 'qingxi', '柳林村 上坪村 河口村 竹山村'],
  ['shiqiao', 'qingxi', '石桥村 大湾村 茶亭村'],
  ['xinglong', 'baishi', '兴隆村 老窑村 白沙村 枫树村'],
  ['baishi', 'baishi', '石岭村 清泉村'],
  ['yunling', 'yunling', '云峰村 金竹村 松坪村 梅溪村 高桥村 龙潭村'],
  ['luoping', 'luoping', '洛水村 石门村 长田村 桐木村 双井村'],
]

const WATERS: readonly [name: string, kind: string, place: string, county: string][] = [
  ['柳林排水沟', '沟渠', 'liulin', 'qingxi'],
  ['上坪塘', '坑塘', 'liulin', 'qingxi'],
  ['石桥小溪下段', '河段', 'shiqiao', 'qingxi'],
  ['兴隆圩背沟', '沟渠', 'xinglong', 'baishi'],
  ['老窑塘', '坑塘', 'xinglong', 'baishi'],
  ['云峰小河', '河段', 'yunling', 'yunling'],
  ['梅溪塘', '坑塘', 'yunling', 'yunling'],
  ['洛水支沟', '沟渠', 'luoping', 'luoping'],
]

const WELLS: readonly [place: string, kind: string, site?: string][] = [
  ['liulin', '监测井'],
  ['qingxi', '监测井', 'smelter'],
  ['xinglong', '监测井'],
  ['baishi', '监测井', 'battery'],
  ['yunling', '监测井'],
  ['luoping', '监测井', 'chemistry'],
  ['shiqiao', '勘探井'],
  ['yunling', '勘探井'],
  ['baishi', '机井'],
  ['luoping', '取水井'],
  ['qingxi', '机井'],
  ['yunling', '取水井'],
]

const PROJECTS: readonly [
  name: string,
  kind: string,
  place: string,
  owner: string,
  site: string | null,
  from: number,
][] = [
  ['青溪县鹰嘴崖矿点废渣整治项目', '风险管控', 'qingxi', 'qingxi-ecology', 'heap-yingzui', -1],
  ['白石县老窑湾矿点废渣整治项目', '风险管控', 'baishi', 'baishi-ecology', 'heap-laoyao', -1],
  ['云岭县金竹坪矿点废渣整治项目', '风险管控', 'yunling', 'yunling-ecology', 'heap-jinzhu', 0],
  ['洛坪市石门坎矿点废渣整治项目', '风险管控', 'luoping', 'luoping-ecology', 'heap-shimen', 0],
  ['青溪冶炼厂区源头管控项目', '源头防控', 'qingxi', 'qingxi-ecology', 'smelter', -2],
  ['原东湖化工厂地块风险管控项目', '风险管控', 'donghu', 'city-ecology', 'plot-chemistry', -2],
  ['柳林镇受污染耕地安全利用示范项目', '其他', 'liulin', 'qingxi-farming', null, -3],
  ['示例市地下水调查评估项目', '调查评估', 'city', 'city-ecology', null, -3],
  ['兴隆乡农村环境整治项目', '农村环境整治', 'xinglong', 'baishi-ecology', null, 0],
]

/** Entered in one go when the lists are set up. */
export async function enterSubjects(desk: Desk): Promise<Subjects> {
  const day = `${desk.last}-01-08`
  const villages = VILLAGES.flatMap(([place, county, names]) =>
    names.split(' ').map(name => ({ place, county, name, households: desk.random.between(180, 640) })),
  )
  const points = <T extends readonly unknown[]>(rows: readonly T[], place: (row: T) => string) =>
    rows.map(row => (place(row) === 'island' ? null : desk.pointIn(place(row))))
  const at = {
    sites: points(SITES, s => s[2]),
    villages: villages.map(v => desk.pointIn(v.place)),
    wells: points(WELLS, w => w[0]),
    projects: points(PROJECTS, p => p[2]),
  }
  const made = await desk.on(day, 'lin', 'subjects', async pen => {
    const organisations = await pen.enter(
      organisation,
      ORGANISATIONS.map(([, name, place, kind, industry, industryCode]) => ({
        at: place,
        values: { name, kind, industry, industryCode },
      })),
    )
    const owner = (key?: string) => (key ? organisations[ORGANISATIONS.findIndex(o => o[0] === key)]!.id : null)
    const sites = await pen.enter(
      site,
      SITES.map(([, name, place, kind, of], i) => ({
        at: place,
        values: { name, kind, organisation: owner(of), orphan: of ? null : true, location: at.sites[i] },
      })),
    )
    const siteId = (key?: string | null) => (key ? sites[SITES.findIndex(s => s[0] === key)]!.id : null)
    return {
      organisations,
      sites,
      villages: await pen.enter(
        village,
        villages.map(({ place, name, households }, i) => ({
          at: place,
          values: { name, households, population: households * 3, hamlets: 4, location: at.villages[i] },
        })),
      ),
      waters: await pen.enter(
        waterBody,
        WATERS.map(([name, kind, place]) => ({ at: place, values: { name, kind, length: '600' } })),
      ),
      wells: await pen.enter(
        well,
        WELLS.map(([place, kind, of], i) => ({
          at: place,
          values: {
            code: `SL-J${String(i + 1).padStart(2, '0')}`,
            kind,
            site: siteId(of),
            depth: '30',
            ...(kind === '监测井' ? { screenFrom: '12', screenTo: '24' } : {}),
            location: at.wells[i],
          },
        })),
      ),
      projects: await pen.enter(
        project,
        PROJECTS.map(([name, kind, place, unit, of, from], i) => ({
          at: place,
          values: {
            name,
            code: `SL-XM-${i + 1}`,
            kind,
            owner: desk.scene.unit(unit),
            site: siteId(of),
            investment: '600',
            centralFund: '400',
            startOn: `${desk.year + from}-05-01`,
            endOn: `${desk.year + from + 1}-11-30`,
            location: at.projects[i],
          },
        })),
      ),
    }
  })
  const named = <T extends readonly [string, ...unknown[]]>(rows: readonly T[], known: readonly Known[]) =>
    new Map(rows.map((row, i) => [row[0], known[i]!]))
  return {
    organisations: named(ORGANISATIONS, made!.organisations),
    sites: named(SITES, made!.sites),
    villages: villages.map((v, i) => ({ ...v, ...made!.villages[i]! })),
    waters: WATERS.map((w, i) => ({ county: w[3], ...made!.waters[i]! })),
    wells: made!.wells.map((known, i) => ({ ...known, at: positionOf(at.wells[i]!) })),
    projects: PROJECTS.map((p, i) => ({ name: p[0], owner: p[3], ...made!.projects[i]! })),
  }
}
