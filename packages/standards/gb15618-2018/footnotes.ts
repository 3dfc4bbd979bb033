import type { LandUse } from './conditions.ts'

/** 表1注①, 表3注: metals and arsenic are compared as the total of the element, not what can be extracted. */
export const totalElementNote = (table: '表1' | '表2' | null): string[] => (table === '表1' ? ['按元素总量计'] : [])

/** 表1注②: fields under rotation take the stricter screening value, element by element. */
export const rotationNote = (use: LandUse | undefined): string[] =>
  use === '水旱轮作' ? ['水旱轮作地采用其中较严格的风险筛选值'] : []
