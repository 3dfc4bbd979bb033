import { type Finding, INSUFFICIENT, type Judgement, type Missing } from '../judgement.ts'

/** 土壤污染防治法 第四十九条, from best to worst. */
export const CLASSES = ['优先保护类', '安全利用类', '严格管控类'] as const
export type FarmlandClass = (typeof CLASSES)[number]
export type ClassOrOpen = FarmlandClass | typeof INSUFFICIENT

/** The five elements with both 筛选值 and 管制值; the others never lead to 严格管控类. */
export const FIVE = ['cadmium', 'mercury', 'arsenic', 'lead', 'chromium'] as const
export type Element = (typeof FIVE)[number]
export const ELEMENT_NAMES: Record<Element, string> = {
  cadmium: '镉',
  mercury: '汞',
  arsenic: '砷',
  lead: '铅',
  chromium: '铬',
}

export const rankOf = (c: FarmlandClass): number => CLASSES.indexOf(c)
export const worstOf = (classes: readonly FarmlandClass[]): FarmlandClass =>
  classes.reduce((a, b) => (rankOf(b) > rankOf(a) ? b : a))

export interface PointClass {
  point: string
  /** By element, then by the other items where they take part. */
  elements: Record<Element, ClassOrOpen>
  class: ClassOrOpen
  decisive: string[]
  /** Exceedances that do not decide: 锌、铜 … over 筛选值. */
  flags: string[]
  missing: Missing[]
}

const CLASS_OF: Record<string, FarmlandClass> = {
  风险低: '优先保护类',
  可能存在风险: '安全利用类',
  风险高: '严格管控类',
}

/**
 * The class of one point by soil, from its judgement under GB 15618 (6.1—6.3; equality belongs to the better class). An item
 * not tested keeps the point open, unless another already makes it 严格管控类.
 */
export function classifyPoint(judgement: Judgement, settings: { decidingItems: string }): PointClass {
  const found = (id: string): Finding | undefined => judgement.findings.find(f => f.substance === id)
  const missing: Missing[] = []
  const elements = {} as Record<Element, ClassOrOpen>
  for (const element of FIVE) {
    const finding = found(element)
    elements[element] = (finding && CLASS_OF[finding.verdict]) ?? INSUFFICIENT
    if (elements[element] === INSUFFICIENT)
      missing.push({
        substance: element,
        name: ELEMENT_NAMES[element],
        why: finding?.why ?? '没有检测',
        need: finding?.need ?? `请补测土壤${ELEMENT_NAMES[element]}总量`,
      })
  }
  const others = judgement.findings.filter(
    f => f.verdict === '可能存在风险' && !(FIVE as readonly (string | null)[]).includes(f.substance),
  )
  const join = settings.decidingItems === '含其他项目' && others.length > 0
  const known = [...Object.values(elements).filter(c => c !== INSUFFICIENT), ...(join ? (['安全利用类'] as const) : [])]
  const worst = known.length ? worstOf(known) : null
  const verdict = worst === null || (missing.length > 0 && worst !== '严格管控类') ? INSUFFICIENT : worst
  const decisive =
    verdict === INSUFFICIENT || verdict === '优先保护类'
      ? []
      : [
          ...FIVE.filter(e => elements[e] === verdict).map(e => ELEMENT_NAMES[e]),
          ...(join && verdict === '安全利用类' ? others.map(f => f.name) : []),
        ]
  return {
    point: judgement.sample,
    elements,
    class: verdict,
    decisive,
    flags: others.map(f => `${f.name}超过筛选值${join ? '' : '（不参加类别划分）'}`),
    missing,
  }
}
