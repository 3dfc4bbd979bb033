/** Who is to be listed as a key unit: the criteria of a rule held against the facts of one enterprise. */

export const CRITERIA = [
  '有色金属矿采选、冶炼等行业规模以上企业',
  '位于土壤污染潜在风险高的地块且涉有毒有害物质',
  '耕地重金属污染突出地区的涉镉排放企业',
  '地方规定的其他情形',
] as const
export const LIST_SOURCES = ['污染源普查', '排污许可', '上级名单', '企业申报', '现场核查'] as const
export const SCALES = ['规模以上', '规模以下'] as const
export const PERMITS = ['重点管理', '简化管理', '登记管理', '不需许可'] as const
export const TOXIC_USE = ['生产', '使用', '贮存', '处置', '排放', '均不涉及'] as const
export const FOUND = ['重金属', '病原体', '放射性物质', '其他有毒有害物质', '均未发现'] as const
export const POTENTIAL = ['危险废物贮存', '危险废物处置', '固体废物堆存', '均没有'] as const
export const LAND_RISKS = ['高', '中', '低'] as const

export interface Facts {
  industryCode: string | null
  scale: string | null
  permit: string | null
  toxicUse: readonly string[]
  found: readonly string[]
  potential: readonly string[]
  landRisk: string | null
  cadmiumArea: boolean | null
}

/** Every condition that is filled must hold; a list asks for one of its words. */
export interface Criterion {
  criterion: (typeof CRITERIA)[number]
  words: string
  industries: string | null
  scale: string | null
  permit: string | null
  toxicUse: readonly string[]
  found: readonly string[]
  potential: readonly string[]
  landRisk: string | null
  cadmiumArea: boolean | null
}

export type Fit = { fits: true; criterion: Criterion } | { fits: false } | { fits: null; missing: string[] }

/** 32、26 or 0932: the digits a code of GB/T 4754 has to begin with. */
export const industriesOf = (text: string | null): string[] => (text ?? '').match(/\d{2,4}/g) ?? []

export const isEmptyCriterion = (c: Criterion): boolean =>
  industriesOf(c.industries).length === 0 &&
  [c.toxicUse, c.found, c.potential].every(list => list.length === 0) &&
  !c.scale &&
  !c.permit &&
  !c.landRisk &&
  c.cadmiumArea !== true

type Answer = true | false | string

const code = (facts: Facts): string => (facts.industryCode ?? '').replace(/^[A-T]/, '')
const oneOf = (wanted: readonly string[], known: readonly string[], name: string): Answer =>
  known.length === 0 ? name : wanted.some(w => known.includes(w))
const same = (wanted: string, known: string | null, name: string): Answer => (known === null ? name : known === wanted)

/** true, false, or the name of the fact nobody has looked into. */
function answersOf(c: Criterion, facts: Facts): Answer[] {
  const industries = industriesOf(c.industries)
  return [
    ...(industries.length > 0 ? [code(facts) ? industries.some(i => code(facts).startsWith(i)) : '行业代码'] : []),
    ...(c.scale ? [same(c.scale, facts.scale, '规模')] : []),
    ...(c.permit ? [same(c.permit, facts.permit, '排污许可管理类别')] : []),
    ...(c.toxicUse.length > 0 ? [oneOf(c.toxicUse, facts.toxicUse, '有毒有害物质')] : []),
    ...(c.found.length > 0 ? [oneOf(c.found, facts.found, '监测发现排放的物质')] : []),
    ...(c.potential.length > 0 ? [oneOf(c.potential, facts.potential, '潜在污染土壤的行为')] : []),
    ...(c.landRisk ? [same(c.landRisk, facts.landRisk, '所在地块土壤污染潜在风险')] : []),
    ...(c.cadmiumArea
      ? [facts.cadmiumArea === null ? '是否位于耕地重金属污染突出地区' : facts.cadmiumArea === true]
      : []),
  ]
}

/** The first criterion that holds; else what would have to be known; else that none does. */
export function fitOf(criteria: readonly Criterion[], facts: Facts): Fit {
  const missing = new Set<string>()
  for (const criterion of criteria) {
    if (isEmptyCriterion(criterion)) continue
    const answers = answersOf(criterion, facts)
    if (answers.every(a => a === true)) return { fits: true, criterion }
    if (answers.includes(false)) continue
    for (const a of answers) if (typeof a === 'string') missing.add(a)
  }
  return missing.size > 0 ? { fits: null, missing: [...missing] } : { fits: false }
}

export interface Named {
  name: string
  creditCode: string | null
}

export type Difference = '县有市无' | '市有县无' | '名称不一致' | '代码待核'

/** The list of a county against that of the city: by credit code, without one by name. */
export function compareLists(
  county: readonly Named[],
  city: readonly (Named & { organisation: string })[],
): (Named & { kind: Difference; organisation: string | null })[] {
  const out: (Named & { kind: Difference; organisation: string | null })[] = []
  const met = new Set<string>()
  for (const one of county) {
    const byCode = one.creditCode ? city.find(c => c.creditCode === one.creditCode) : undefined
    const there = byCode ?? city.find(c => c.name === one.name)
    if (!there) {
      out.push({ ...one, kind: '县有市无', organisation: null })
      continue
    }
    met.add(there.organisation)
    if (!byCode) out.push({ ...one, kind: '代码待核', organisation: there.organisation })
    else if (there.name !== one.name) out.push({ ...one, kind: '名称不一致', organisation: there.organisation })
  }
  for (const there of city)
    if (!met.has(there.organisation))
      out.push({ name: there.name, creditCode: there.creditCode, kind: '市有县无', organisation: there.organisation })
  return out
}
