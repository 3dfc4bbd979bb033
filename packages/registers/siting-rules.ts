import type { PlaceKind } from './sensitive-place.ts'

/** What a rule does to a project: refuses it, lets it pass with a reasoned opinion of the city, or is only said. */
export const EFFECTS = ['禁止', '严格控制', '提示'] as const
export type SitingEffect = (typeof EFFECTS)[number]

/** Words of plans and the codes of GB/T 4754—2017 that begin alike. */
export const INDUSTRY_GROUPS = {
  有色金属冶炼: ['321', '322', '323'],
  石油加工: ['251'],
  焦化: ['2521'],
  化工: ['26'],
  制药: ['271'],
  电镀: ['3360'],
  制革: ['191'],
  铅蓄电池: ['3843'],
  生活垃圾处理: ['7820'],
  危险废物处置: ['7724'],
  废旧资源再生利用: ['42'],
  畜禽养殖: ['03'],
} as const
export type IndustryGroup = keyof typeof INDUSTRY_GROUPS
export const GROUPS = Object.keys(INDUSTRY_GROUPS) as IndustryGroup[]

export const isIndustry = (code: string, prefixes: readonly string[]): boolean => prefixes.some(p => code.startsWith(p))
export const groupsOf = (code: string): IndustryGroup[] => GROUPS.filter(g => isIndustry(code, INDUSTRY_GROUPS[g]))

export interface SitingRule {
  id: string
  groups: readonly IndustryGroup[]
  /** Or every project that discharges key pollutants of soil, whatever its industry. */
  anyPolluting: boolean
  kinds: readonly PlaceKind[]
  /** 0: it may not touch or overlap. */
  metres: number
  effect: SitingEffect
  basis: string
  /** As in parameters.ts: only V was read in an official text. The bans were; the distances of "周边" were not. */
  mark: 'V' | '拟'
  from: string
  until: string | null
}

const PEOPLE = ['居民区', '学校', '医疗机构', '养老机构'] as const
const HEAVY = ['有色金属冶炼', '石油加工', '化工', '焦化', '电镀', '制革', '铅蓄电池'] as const
const FACILITIES = ['生活垃圾处理', '危险废物处置', '废旧资源再生利用'] as const

const rule = (
  id: string,
  who: { groups?: readonly IndustryGroup[]; anyPolluting?: true },
  kinds: readonly PlaceKind[],
  metres: number,
  effect: SitingEffect,
  basis: string,
): SitingRule => ({
  id,
  groups: who.groups ?? [],
  anyPolluting: who.anyPolluting ?? false,
  kinds,
  metres,
  effect,
  basis,
  mark: metres === 0 ? 'V' : '拟',
  from: '2016-05-28',
  until: null,
})

/** What ships: a place replaces a rule, its distance or its effect by a row of siting-rule that names it, with its own document. */
export const DEFAULT_RULES: readonly SitingRule[] = [
  rule(
    '人居周边',
    { groups: ['有色金属冶炼', '焦化'] },
    PEOPLE,
    1000,
    '禁止',
    '土壤污染防治法第三十二条；土壤污染防治行动计划（十七）',
  ),
  rule(
    '人居和水源周边化工制药',
    { groups: ['化工', '制药'] },
    [...PEOPLE, '饮用水水源保护区'],
    500,
    '禁止',
    '区级土壤污染防治工作方案',
  ),
  rule(
    '水源周边冶炼焦化',
    { groups: ['有色金属冶炼', '焦化'] },
    ['饮用水水源保护区'],
    1000,
    '禁止',
    '区级土壤污染防治工作方案',
  ),
  rule(
    '优先保护类耕地',
    { groups: HEAVY },
    ['优先保护类耕地'],
    500,
    '严格控制',
    '土壤污染防治法第五十条；土壤污染防治行动计划（七）',
  ),
  rule('永久基本农田集中区域', { anyPolluting: true }, ['永久基本农田集中区域'], 0, '禁止', '土壤污染防治法第五十条'),
  rule(
    '重点区域增污',
    { anyPolluting: true },
    ['重要生态功能区', '土壤环境质量超标区域', '土壤污染事故频发区域', '河湖源头保护区'],
    0,
    '禁止',
    '省级土壤污染防治工作方案',
  ),
  rule('生态保护红线', { anyPolluting: true }, ['生态保护红线'], 0, '禁止', '省级土壤污染防治工作方案'),
  rule(
    '处置设施布局',
    { groups: FACILITIES },
    ['居民区', '学校', '医疗机构', '养老机构', '饮用水水源保护区'],
    500,
    '禁止',
    '省级土壤污染防治工作方案（设施和场所科学布局）',
  ),
  rule(
    '养殖布局',
    { groups: ['畜禽养殖'] },
    ['畜禽养殖禁养区', '饮用水水源保护区'],
    0,
    '禁止',
    '畜禽规模养殖污染防治条例第十一条',
  ),
  rule(
    '地下水重点区',
    { anyPolluting: true },
    ['地下水污染防治重点区'],
    0,
    '提示',
    '地下水管理条例第四十条、第四十二条',
  ),
]
export const DEFAULT_IDS = DEFAULT_RULES.map(r => r.id)

/** A row of siting-rule, whatever list it is read from. */
export interface LocalSitingRule {
  name: string
  groups: readonly string[]
  anyPolluting: boolean | null
  kinds: readonly string[]
  metres: number
  effect: SitingEffect
  replaces: string | null
  document: string
  validFrom: string
  validUntil: string | null
}

/** The rules of a day: local ones of the place, and the defaults none of them replaces. */
export function rulesOn(on: string, local: readonly LocalSitingRule[]): SitingRule[] {
  const here = local.filter(r => r.validFrom <= on && (r.validUntil === null || on <= r.validUntil))
  const replaced = new Set(here.map(r => r.replaces))
  return [
    ...here.map(r => ({
      id: r.name,
      groups: r.groups as IndustryGroup[],
      anyPolluting: r.anyPolluting === true,
      kinds: r.kinds as PlaceKind[],
      metres: r.metres,
      effect: r.effect,
      basis: r.document,
      mark: 'V' as const,
      from: r.validFrom,
      until: r.validUntil,
    })),
    ...DEFAULT_RULES.filter(r => !replaced.has(r.id) && r.from <= on && (r.until === null || on <= r.until)),
  ]
}

/** Rules that speak of a project of this industry; an unknown discharge is treated as one. */
export const rulesFor = (rules: readonly SitingRule[], code: string, polluting: boolean): SitingRule[] =>
  rules.filter(r => (r.anyPolluting && polluting) || r.groups.some(g => isIndustry(code, INDUSTRY_GROUPS[g])))
