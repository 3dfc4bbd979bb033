import { createHash } from 'node:crypto'
import type { Duty, Line } from '@jingtu/core/access.ts'
import { idFromDigest } from '@jingtu/core/id.ts'
import type { RegionLevel, RegionNode } from '@jingtu/core/region.ts'
import type { UNIT_KINDS } from '@jingtu/registers/subjects/unit.ts'

/** Ids of sample rows follow from their names, so that every installation has the same ones. */
export const sampleId = (name: string): string => idFromDigest(createHash('sha256').update(`sample:${name}`).digest())

interface Place {
  key: string
  name: string
  level: RegionLevel
  parent: string | null
  segment: string
  kind?: RegionNode['kind']
}

/** 99… is no province of GB/T 2260. Everything here is invented. */
const PLACES: Place[] = [
  { key: 'province', name: '示例省', level: 'province', parent: null, segment: '990000' },
  { key: 'city', name: '示例市', level: 'city', parent: 'province', segment: '990100' },
  { key: 'donghu', name: '东湖区', level: 'county', parent: 'city', segment: '990102' },
  { key: 'xiyuan', name: '西园区', level: 'county', parent: 'city', segment: '990103' },
  { key: 'qingxi', name: '青溪县', level: 'county', parent: 'city', segment: '990121' },
  { key: 'baishi', name: '白石县', level: 'county', parent: 'city', segment: '990122' },
  { key: 'yunling', name: '云岭县', level: 'county', parent: 'city', segment: '990123' },
  { key: 'luoping', name: '洛坪市', level: 'county', parent: 'city', segment: '990181' },
  {
    key: 'hightech',
    name: '示例高新技术产业开发区',
    level: 'county',
    parent: 'city',
    segment: 'zhightech',
    kind: 'zone',
  },
  { key: 'island', name: '鹭洲岛旅游区', level: 'county', parent: 'city', segment: 'zisland', kind: 'zone' },
  { key: 'liulin', name: '柳林镇', level: 'township', parent: 'qingxi', segment: '990121101' },
  { key: 'shiqiao', name: '石桥镇', level: 'township', parent: 'qingxi', segment: '990121102' },
  { key: 'xinglong', name: '兴隆乡', level: 'township', parent: 'baishi', segment: '990122201' },
  { key: 'hubin', name: '湖滨街道', level: 'township', parent: 'donghu', segment: '990102001' },
]

export function samplePlaces(nation: RegionNode): Map<string, RegionNode> {
  const made = new Map<string, RegionNode>()
  for (const p of PLACES) {
    const parent = p.parent ? made.get(p.parent)! : nation
    made.set(p.key, {
      id: sampleId(`region ${p.key}`),
      parent: parent.id,
      code: p.kind === 'zone' ? null : p.segment,
      name: p.name,
      level: p.level,
      kind: p.kind ?? 'administrative',
      path: `${parent.path}${p.segment}/`,
      from: null,
      until: null,
      successor: null,
    })
  }
  return made
}

export interface SampleUnit {
  key: string
  place: string
  name: string
  short?: string
  line: Line
  kind: (typeof UNIT_KINDS)[number]
  aliases?: string[]
  /** Given where it may not be drawn: every draw moves the luck of the whole city. */
  phone?: string
}

const bureau =
  (place: string, prefix: string, rank: string) =>
  (key: string, name: string, short: string, line: Line): SampleUnit => ({
    key: `${place}-${key}`,
    place,
    name: `${prefix}${name}`,
    short: `${rank}${short}`,
    line,
    kind: '部门',
  })
const ofCity = bureau('city', '示例市', '市')
const government = (place: string, name: string): SampleUnit => ({
  key: `${place}-government`,
  place,
  name: `${name}人民政府`,
  line: '政府',
  kind: '政府',
})

/** Those who keep the lists of the other counties and of filling stations. */
const LIST_KEEPERS: SampleUnit[] = [
  ofCity('commerce', '商务局', '商务局', '商务'),
  {
    key: 'yunling-ecology',
    place: 'yunling',
    name: '示例市生态环境局云岭分局',
    short: '云岭分局',
    line: '生态环境',
    kind: '部门',
  },
  {
    key: 'luoping-ecology',
    place: 'luoping',
    name: '示例市生态环境局洛坪分局',
    short: '洛坪分局',
    line: '生态环境',
    kind: '部门',
  },
  bureau('baishi', '白石县', '白石县')('farming', '农业农村局', '农业农村局', '农业农村'),
  bureau('yunling', '云岭县', '云岭县')('farming', '农业农村局', '农业农村局', '农业农村'),
  bureau('luoping', '洛坪市', '洛坪市')('farming', '农业农村局', '农业农村局', '农业农村'),
].map((u, i) => ({ ...u, phone: `0000-210000${i}` }) as SampleUnit)

export const UNITS: SampleUnit[] = [
  { ...government('city', '示例市'), short: '市政府' },
  ofCity('ecology', '生态环境局', '生态环境局', '生态环境'),
  ofCity('farming', '农业农村局', '农业农村局', '农业农村'),
  ofCity('resources', '自然资源局', '自然资源局', '自然资源'),
  ofCity('industry', '工业和信息化局', '工信局', '工业和信息化'),
  ofCity('reform', '发展和改革委员会', '发展改革委', '发展改革'),
  ofCity('finance', '财政局', '财政局', '财政'),
  ofCity('housing', '住房和城乡建设局', '住建局', '住房城乡建设'),
  ofCity('water', '水利局', '水利局', '水利'),
  ofCity('forestry', '林业局', '林业局', '林业'),
  ofCity('market', '市场监督管理局', '市场监管局', '市场监管'),
  ofCity('emergency', '应急管理局', '应急局', '应急管理'),
  ofCity('grain', '粮食和物资储备局', '粮食和储备局', '粮食和储备'),
  { ...ofCity('supply', '供销合作社联合社', '供销社', '供销'), kind: '其他组织' },
  government('donghu', '东湖区'),
  government('xiyuan', '西园区'),
  government('qingxi', '青溪县'),
  government('baishi', '白石县'),
  government('yunling', '云岭县'),
  government('luoping', '洛坪市'),
  {
    key: 'hightech-committee',
    place: 'hightech',
    name: '示例高新技术产业开发区管理委员会',
    short: '高新区管委会',
    aliases: ['市高新区管委会'],
    line: '园区管委会',
    kind: '园区管委会',
  },
  {
    key: 'island-committee',
    place: 'island',
    name: '鹭洲岛旅游区管理委员会',
    short: '鹭洲岛管委会',
    line: '园区管委会',
    kind: '园区管委会',
  },
  {
    key: 'qingxi-ecology',
    place: 'qingxi',
    name: '示例市生态环境局青溪分局',
    short: '青溪分局',
    aliases: ['青溪县生态环境局'],
    line: '生态环境',
    kind: '部门',
  },
  bureau('qingxi', '青溪县', '县')('farming', '农业农村局', '农业农村局', '农业农村'),
  bureau('qingxi', '青溪县', '县')('resources', '自然资源局', '自然资源局', '自然资源'),
  {
    key: 'baishi-ecology',
    place: 'baishi',
    name: '示例市生态环境局白石分局',
    short: '白石分局',
    line: '生态环境',
    kind: '部门',
  },
  { key: 'liulin-government', place: 'liulin', name: '柳林镇人民政府', line: '政府', kind: '乡镇街道' },
  { key: 'shiqiao-government', place: 'shiqiao', name: '石桥镇人民政府', line: '政府', kind: '乡镇街道' },
  { key: 'xinglong-government', place: 'xinglong', name: '兴隆乡人民政府', line: '政府', kind: '乡镇街道' },
  { key: 'hubin-office', place: 'hubin', name: '湖滨街道办事处', line: '政府', kind: '乡镇街道' },
  ...LIST_KEEPERS,
]

export interface SamplePerson {
  key: string
  unit: string
  name: string
  title: string
  duties: Duty[]
  phone?: string
  /** Has a sign-in, printed at every start. */
  login?: string
}

const CITY_PEOPLE: SamplePerson[] = [
  {
    key: 'lin',
    unit: 'city-ecology',
    name: '林知远',
    title: '土壤生态环境科科长',
    duties: ['admin', 'planner', 'reviewer', 'reporter'],
    login: 'lin',
  },
  {
    key: 'xu',
    unit: 'city-ecology',
    name: '许静',
    title: '土壤生态环境科科员',
    duties: ['reviewer', 'reporter'],
    login: 'xu',
  },
  {
    key: 'gao',
    unit: 'city-farming',
    name: '高秋田',
    title: '种植业科科长',
    duties: ['planner', 'reviewer', 'reporter'],
    login: 'gao',
  },
  {
    key: 'tan',
    unit: 'city-resources',
    name: '谭广原',
    title: '国土空间用途管制科科长',
    duties: ['reviewer', 'reporter'],
    login: 'tan',
  },
  {
    key: 'zhao',
    unit: 'qingxi-government',
    name: '赵溪',
    title: '县政府办副主任',
    duties: ['admin', 'planner', 'reporter'],
    login: 'zhao',
  },
  {
    key: 'mo',
    unit: 'qingxi-ecology',
    name: '莫青',
    title: '分局副局长',
    duties: ['reviewer', 'reporter'],
    login: 'mo',
  },
  {
    key: 'shen',
    unit: 'hightech-committee',
    name: '沈工',
    title: '生态环境科负责人',
    duties: ['reporter'],
    login: 'shen',
  },
  { key: 'liu', unit: 'liulin-government', name: '柳禾', title: '农业农村办主任', duties: ['reporter'], login: 'liu' },
  { key: 'fang', unit: 'city-government', name: '方平', title: '市政府督查科科长', duties: ['viewer'], login: 'fang' },
]

const SURNAMES = '王李张刘陈杨黄周吴马朱胡郭何罗郑梁谢宋唐'
const GIVEN = ['明远', '春生', '晓雯', '立国', '佳宁', '海涛', '慧敏', '志强', '雨晴', '建新', '文博', '秀兰']

/** Everybody who works in the sample: one person who reports in each unit that has nobody with a sign-in. */
export const PEOPLE: SamplePerson[] = [
  ...CITY_PEOPLE,
  ...UNITS.filter(u => !CITY_PEOPLE.some(p => p.unit === u.key)).map(
    (u, i): SamplePerson => ({
      key: `clerk-${u.key}`,
      unit: u.key,
      name: `${SURNAMES[i % SURNAMES.length]}${GIVEN[(i * 5) % GIVEN.length]}`,
      title: '联络员',
      duties: u.place === 'city' ? ['reviewer', 'reporter'] : ['reporter'],
      ...(u.phone ? { phone: u.phone } : {}),
    }),
  ),
]

export const SIGN_INS = PEOPLE.filter(p => p.login)
