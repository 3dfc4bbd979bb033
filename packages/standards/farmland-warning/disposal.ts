import type { Reason } from '@jingtu/core/problem.ts'
import { INSUFFICIENT } from '../judgement.ts'
import { LEVELS, type Warning, type WarningLevel } from './warning.ts'

export const DISPOSALS = ['复测', '调整种植', '批次隔离', '类别调整'] as const

export interface Disposal {
  kind: (typeof DISPOSALS)[number]
  on: string
  by: string
  /** What came of it. */
  result: string
  evidence: readonly string[]
}

export interface WarningCase {
  warning: Warning
  disposals: readonly Disposal[]
  closed: {
    on: string
    by: string /** Level of a new judgement after the disposals. */
    recheck: WarningLevel
    why: string
  } | null
}

/** What each level cannot be closed without: a suggestion, like the levels; a local scheme takes its place. */
export const REQUIRED: Record<(typeof LEVELS)[number], readonly (typeof DISPOSALS)[number][]> = {
  无: [],
  蓝色: ['复测'],
  黄色: ['复测'],
  橙色: ['复测', '调整种植'],
  红色: ['复测', '批次隔离'],
}

/** Everything that keeps a warning from being closed; empty: it may be. */
export function checkClosing(
  { warning, disposals, closed }: WarningCase,
  required: typeof REQUIRED = REQUIRED,
): Reason[] {
  const faults: Reason[] = []
  const say = (message: string, where: string): void => void faults.push({ message, where })
  if (warning.level === INSUFFICIENT) say('预警等级尚不能判定，应先补齐监测', '等级')
  else
    for (const kind of required[warning.level])
      if (!disposals.some(d => d.kind === kind)) say(`${warning.level}预警须有“${kind}”的处置记录`, '处置')
  disposals.forEach((d, i) => {
    const where = `第 ${i + 1} 条处置`
    if (d.on < warning.on) say('处置日期早于预警日期', where)
    if (d.by.trim() === '') say('请填写处置人', where)
    if (d.result.trim() === '') say('请填写处置结果', where)
    if (!d.evidence.some(e => e.trim() !== '')) say('请附处置证据', where)
  })
  if (!closed) say('尚未办结', '办结')
  else {
    if (closed.by.trim() === '' || closed.why.trim() === '') say('请填写办结人和理由', '办结')
    const latest = disposals.reduce((a, d) => (d.on > a ? d.on : a), warning.on)
    if (closed.on < latest) say('办结日期早于最后一次处置', '办结')
    if (closed.recheck === INSUFFICIENT) say('处置后的复核证据不足', '办结')
    else if (
      warning.level !== INSUFFICIENT &&
      LEVELS.indexOf(closed.recheck) >= LEVELS.indexOf(warning.level) &&
      warning.level !== '无' &&
      !disposals.some(d => d.kind === '类别调整')
    )
      say('复核等级没有下降，须有“类别调整”的处置记录', '办结')
  }
  return faults
}

/** Warnings of a year still to be disposed of, the gravest first; last year's list is what this year starts from. */
export const openCases = (
  cases: readonly WarningCase[],
  year: number,
  required: typeof REQUIRED = REQUIRED,
): WarningCase[] =>
  cases
    .filter(
      c => c.warning.on.startsWith(`${year}-`) && c.warning.level !== '无' && checkClosing(c, required).length > 0,
    )
    .sort((a, b) => gravity(b) - gravity(a) || (a.warning.point < b.warning.point ? -1 : 1))

/** 证据不足 after blue: it may be anything, but what is known to be grave goes first. */
const gravity = (c: WarningCase): number => (c.warning.level === INSUFFICIENT ? 1.5 : LEVELS.indexOf(c.warning.level))
