import type { Target } from '@jingtu/programme/target.ts'

/** In which ways a value can be written down; the first is the usual one of the target. */
export type Mode = 'value' | 'parts' | 'members' | 'judge' | 'words' | 'none'

export const MODE_WORDS: Record<Mode, string> = {
  value: '数值',
  parts: '分子÷分母',
  members: '清单',
  judge: '是否达到',
  words: '只写情况',
  none: '不涉及（/）',
}

export const AREA_UNITS = ['亩', '公顷', '平方米', '万亩'] as const
export const isArea = (unit: string | null): boolean => (AREA_UNITS as readonly string[]).includes(unit ?? '')

export function modesOf(target: Pick<Target, 'op' | 'comparison' | 'unit'>): Mode[] {
  switch (target.comparison) {
    case '占基数比例':
      return ['members', 'value', 'words', 'none']
    case '点位稳定':
      return ['members', 'words', 'none']
    case '水质类别':
      return ['words', 'none']
    case '区域占比':
      return ['judge', 'none']
    case null:
      break
    default:
      return ['value', 'words', 'none']
  }
  if (target.op === 'text') return ['judge', 'words', 'none']
  return target.unit === '%' ? ['value', 'parts', 'words', 'none'] : ['value', 'words', 'none']
}

/** The fields of a form in this mode, in their order; the one that decides comes right after where and when. */
export const fieldsOf = (mode: Mode, target: Pick<Target, 'unit' | 'comparison'>): string[] => {
  const own: Record<Mode, string[]> = {
    value: [...(isArea(target.unit) || target.comparison ? ['value', 'unit'] : ['value']), 'words'],
    parts: ['numerator', 'denominator', 'words'],
    members: ['members', 'words'],
    judge: ['met', 'words'],
    words: ['words'],
    none: ['words'],
  }
  return ['regionId', 'asOf', ...own[mode], 'source', 'evidence']
}

/** What is sent: the fields of the mode and nothing left over from another one. */
export function bodyOf(mode: Mode, values: Record<string, unknown>): Record<string, unknown> {
  const { regionId, asOf, words = null, source, evidence = [] } = values
  const body = { regionId, asOf, words, source, evidence, value: null as unknown }
  if (mode === 'value') return { ...body, value: values.value ?? null, unit: values.unit ?? null }
  if (mode === 'parts') return { ...body, numerator: values.numerator ?? null, denominator: values.denominator ?? null }
  if (mode === 'members') return { ...body, members: values.members ?? [] }
  if (mode === 'judge') return { ...body, met: values.met ?? null }
  if (mode === 'none') return { ...body, notApplicable: true }
  return body
}

/** The last quarter's end within the last 45 days, as figures are usually asked for; else today. */
export function usualDay(today: string): string {
  const year = Number(today.slice(0, 4))
  const ends = [`${year - 1}-12-31`, `${year}-03-31`, `${year}-06-30`, `${year}-09-30`].filter(d => d <= today)
  const last = ends.at(-1)!
  return Date.parse(today) - Date.parse(last) <= 45 * 86_400_000 ? last : today
}
