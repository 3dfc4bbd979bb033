import type { FarmlandClass } from '@jingtu/standards/farmland-classification-2019/point.ts'

interface FarmlandMeasure {
  code: string
  name: string
  class: FarmlandClass
  /** The elementary measures it is made of. */
  parts: readonly string[]
}

const of = <const C extends string>(code: C, forClass: FarmlandClass, ...parts: string[]) =>
  ({ code, name: parts.join('＋'), class: forClass, parts }) as const satisfies FarmlandMeasure & { code: C }

/** Coded measures: 安全利用类 A (A01–A04 are the combined modes of the plans), 严格管控类 Y, 优先保护类 B. */
export const FARMLAND_MEASURES = [
  of('A01', '安全利用类', '低积累品种', '水肥科学管理', '酸碱调节'),
  of('A02', '安全利用类', '低积累品种', '原位钝化（固化）'),
  of('A03', '安全利用类', '秸秆离田', '深耕深翻', '土壤调理剂'),
  of('A04', '安全利用类', '超积累植物', '低积累作物轮作（间作）'),
  of('A11', '安全利用类', '低积累品种'),
  of('A12', '安全利用类', '水肥科学管理'),
  of('A13', '安全利用类', '酸碱调节'),
  of('A14', '安全利用类', '原位钝化（固化）'),
  of('A15', '安全利用类', '土壤调理剂'),
  of('A16', '安全利用类', '外源污染隔离'),
  of('A17', '安全利用类', '灌溉水净化'),
  of('A18', '安全利用类', '替代种植'),
  of('A19', '安全利用类', '深耕深翻'),
  of('A20', '安全利用类', '休耕轮作试点'),
  of('Y01', '严格管控类', '调整种植结构'),
  of('Y02', '严格管控类', '划定特定农产品禁止生产区'),
  of('Y03', '严格管控类', '退耕还林还草'),
  of('Y04', '严格管控类', '轮作休耕'),
  of('B01', '优先保护类', '秸秆还田'),
  of('B02', '优先保护类', '增施有机肥'),
  of('B03', '优先保护类', '少耕免耕'),
  of('B04', '优先保护类', '农膜减量与回收利用'),
] as const

export type MeasureCode = (typeof FARMLAND_MEASURES)[number]['code']
export const MEASURE_CODES = FARMLAND_MEASURES.map(m => m.code)
export const measureOf = (code: MeasureCode): FarmlandMeasure => FARMLAND_MEASURES.find(m => m.code === code)!
