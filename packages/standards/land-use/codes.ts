/**
 * Codes of land use and the class of GB 36600-2018 4.1 they belong to. Two systems use the same digits for different
 * things: 51号 (2020 guide; 自然资发〔2023〕234号 keeps 07 and 08) says what land is planned for, 三调 says what it was found
 * to be; 08 there includes 公用设施 and 公园. So a code is kept together with its system.
 */
export type CodeSystem = '51号' | '三调' | 'GB 50137'
export type LandClass = '第一类' | '第二类'

export interface LandUseCode {
  code: string
  name: string
  /** null: the code alone leaves the class open. */
  class: LandClass | null
  /** 07 and 08 of the planning system, which the law asks to be surveyed before use (一住两公). */
  residentialOrPublic: boolean
}

type Row = readonly [code: string, name: string, landClass: 1 | 2 | null]

const PLANNED: readonly Row[] = [
  ['01', '耕地', null],
  ['02', '园地', null],
  ['03', '林地', null],
  ['04', '草地', null],
  ['05', '湿地', null],
  ['06', '农业设施建设用地', null],
  ['07', '居住用地', 1],
  ['08', '公共管理与公共服务用地', null],
  ['0801', '机关团体用地', 2],
  ['0802', '科研用地', 2],
  ['0803', '文化用地', 2],
  ['0804', '教育用地', null],
  ['080401', '高等教育用地', 2],
  ['080402', '中等职业教育用地', 2],
  ['080403', '中小学用地', 1],
  ['080404', '幼儿园用地', 1],
  ['080405', '其他教育用地', null],
  ['0805', '体育用地', 2],
  ['0806', '医疗卫生用地', 1],
  ['0807', '社会福利用地', 1],
  ['09', '商业服务业用地', 2],
  ['10', '工矿用地', 2],
  ['11', '仓储用地', 2],
  ['12', '交通运输用地', 2],
  ['13', '公用设施用地', 2],
  ['14', '绿地与开敞空间用地', null],
  ['1401', '公园绿地', null],
  ['1402', '防护绿地', 2],
  ['1403', '广场用地', 2],
  ['15', '特殊用地', null],
  ['16', '留白用地', null],
  ['17', '陆地水域', null],
]

const SURVEYED: readonly Row[] = [
  ['05', '商业服务业用地', 2],
  ['06', '工矿用地', 2],
  ['07', '住宅用地', 1],
  ['08', '公共管理与公共服务用地', null],
  ['08H1', '机关团体新闻出版用地', 2],
  ['08H2', '科教文卫用地', null],
  ['0809', '公用设施用地', 2],
  ['0810', '公园与绿地', null],
  ['0810A', '广场用地', 2],
  ['09', '特殊用地', null],
  ['10', '交通运输用地', 2],
]

const URBAN: readonly Row[] = [
  ['R', '居住用地', 1],
  ['A', '公共管理与公共服务用地', null],
  ['A1', '行政办公用地', 2],
  ['A2', '文化设施用地', 2],
  ['A3', '教育科研用地', null],
  ['A31', '高等院校用地', 2],
  ['A32', '中等专业学校用地', 2],
  ['A33', '中小学用地', 1],
  ['A34', '特殊教育用地', 2],
  ['A35', '科研用地', 2],
  ['A4', '体育用地', 2],
  ['A5', '医疗卫生用地', 1],
  ['A6', '社会福利设施用地', 1],
  ['A7', '文物古迹用地', 2],
  ['A8', '外事用地', 2],
  ['A9', '宗教设施用地', 2],
  ['B', '商业服务业设施用地', 2],
  ['M', '工业用地', 2],
  ['W', '物流仓储用地', 2],
  ['S', '道路与交通设施用地', 2],
  ['U', '公用设施用地', 2],
  ['G', '绿地与广场用地', null],
  ['G1', '公园绿地', null],
  ['G2', '防护绿地', 2],
  ['G3', '广场用地', 2],
]

const TABLES: Record<CodeSystem, readonly Row[]> = { '51号': PLANNED, 三调: SURVEYED, 'GB 50137': URBAN }

/** The whole table of a system, in its order. */
export const listLandUseCodes = (system: CodeSystem): LandUseCode[] =>
  TABLES[system].map(([code]) => findLandUseCode(system, code)).filter(row => row !== undefined)

/**
 * The row of a code, by its longest beginning that the table has; undefined where the system has no such code. 三调 has no
 * children of 08 but those listed, so that a planning code below 08 is not taken for one of its own.
 */
export function findLandUseCode(system: CodeSystem, code: string): LandUseCode | undefined {
  const wanted = code.trim().toUpperCase()
  const table = TABLES[system]
  for (let length = wanted.length; length > 0; length--) {
    const row = table.find(r => r[0] === wanted.slice(0, length))
    if (!row) continue
    if (system === '三调' && row[0] === '08' && wanted.length > 2) return undefined
    if (system === '51号' && row[0] === '08' && wanted.length > 2) return undefined
    return {
      code: wanted,
      name: row[1],
      class: row[2] === 1 ? '第一类' : row[2] === 2 ? '第二类' : null,
      residentialOrPublic: system === '51号' && /^0[78]/.test(wanted),
    }
  }
  return undefined
}
