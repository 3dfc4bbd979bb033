/** What the list of a day says of a substance: barred, or only restricted in its uses and emissions. */
export interface ControlledSubstance {
  name: string
  cas: readonly string[]
  control: '禁止' | '限制'
  from: string
}

const on = (name: string, control: ControlledSubstance['control'], ...cas: string[]): ControlledSubstance => ({
  name,
  cas,
  control,
  from: '2023-03-01',
})

/**
 * 重点管控新污染物清单（2023年版）, as remembered: which substances and whether production, use and trade are barred or
 * restricted. Exemptions with their days are not in it; the printed list decides.
 */
export const CONTROLLED: readonly ControlledSubstance[] = [
  on('全氟辛基磺酸及其盐类和全氟辛基磺酰氟', '禁止', '1763-23-1', '307-35-7'),
  on('全氟辛酸及其盐类和相关化合物', '禁止', '335-67-1'),
  on('十溴二苯醚', '禁止', '1163-19-5'),
  on('短链氯化石蜡', '禁止', '85535-84-8'),
  on('六氯丁二烯', '禁止', '87-68-3'),
  on('五氯苯酚及其盐类和酯类', '禁止', '87-86-5', '131-52-2'),
  on('三氯杀螨醇', '禁止', '115-32-2'),
  on('全氟己基磺酸及其盐类和相关化合物', '禁止', '355-46-4'),
  on('得克隆', '禁止', '13560-89-9'),
  on('二氯甲烷', '限制', '75-09-2'),
  on('三氯甲烷', '限制', '67-66-3'),
  on('壬基酚', '限制', '25154-52-3', '84852-15-3'),
  on('六溴环十二烷', '禁止', '25637-99-4', '3194-55-6'),
  on('氯丹', '禁止', '57-74-9'),
  on('灭蚁灵', '禁止', '2385-85-5'),
  on('六氯苯', '禁止', '118-74-1'),
  on('滴滴涕', '禁止', '50-29-3'),
  on('α-六氯环己烷', '禁止', '319-84-6'),
  on('β-六氯环己烷', '禁止', '319-85-7'),
  on('林丹', '禁止', '58-89-9'),
  on('硫丹', '禁止', '115-29-7'),
  on('多氯联苯', '禁止', '1336-36-3'),
]

export const findControlled = (cas: string, day: string): ControlledSubstance | undefined =>
  CONTROLLED.find(s => s.from <= day && s.cas.includes(cas))

/** The last digit of a CAS number is the weighted sum of the others, counted from the right, modulo ten. */
export function casFault(cas: string): string | undefined {
  if (!/^\d{2,7}-\d{2}-\d$/.test(cas)) return `CAS 号应写作 75-09-2，现为“${cas}”`
  const digits = cas.replaceAll('-', '')
  const sum = [...digits.slice(0, -1)].reverse().reduce((n, d, i) => n + Number(d) * (i + 1), 0)
  return sum % 10 === Number(digits.at(-1)) ? undefined : `CAS 号 ${cas} 的校验位不对，应为 ${sum % 10}`
}
