import { BASIC as BASIC_5084 } from './gb5084-2021/table.ts'
import { SCREENING } from './gb15618-2018/table.ts'
import { BASIC as BASIC_36600 } from './gb36600-2018/table.ts'
import { ROUTINE } from './gbt14848-2017/table.ts'
import { INSUFFICIENT, type Judgement, type Missing, type Sample, type VERDICTS } from './judgement.ts'
import { pHOf } from './measured.ts'
import { getSubstance } from './substances.ts'

/** What a verdict of a site, plot or parcel must rest on before it may be called compliant. */
export interface ItemSet {
  name: string
  standard: keyof typeof VERDICTS
  basis: string
  items: readonly string[]
}

export const ITEM_SETS: readonly ItemSet[] = [
  {
    name: '45项基本项目',
    standard: 'GB 36600',
    basis: 'GB 36600-2018 5.2：表1 的 45 项为初步调查阶段必测项目',
    items: BASIC_36600.map(r => r[1]),
  },
  {
    name: '五项重金属和pH',
    standard: 'GB 15618',
    basis: 'GB 15618-2018 表1、表3：镉、汞、砷、铅、铬同时有筛选值和管制值',
    items: [...SCREENING.slice(0, 5).map(i => i.substance), 'ph'],
  },
  {
    name: '8项基本项目和pH',
    standard: 'GB 15618',
    basis: 'GB 15618-2018 表1：基本项目为必测项目',
    items: [...SCREENING.map(i => i.substance), 'ph'],
  },
  {
    name: '39项常规指标',
    standard: 'GB/T 14848',
    basis: 'GB/T 14848-2017 表1 常规指标',
    items: ROUTINE.map(r => r[1]),
  },
  {
    name: '37项常规指标（不含放射性）',
    standard: 'GB/T 14848',
    basis: 'GB/T 14848-2017 表1，放射性指标除外',
    items: ROUTINE.map(r => r[1]).filter(s => !s.startsWith('gross-')),
  },
  {
    name: '16项基本控制项目',
    standard: 'GB 5084',
    basis: 'GB 5084-2021 表1 基本控制项目',
    items: BASIC_5084.map(r => r[1]),
  },
]

const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s、，,]/g, '')
    .toLowerCase()
export const itemSetOf = (standard: ItemSet['standard'], name: string): ItemSet | undefined =>
  ITEM_SETS.find(s => s.standard === standard && fold(s.name) === fold(name))

/** Items of the set that the sample has no usable result for. */
function lackingOf(judgement: Judgement, set: ItemSet, sample: Sample): string[] {
  // What a verdict was given without (a groundwater non-detect left out) has a result all the same.
  const given = judgement.verdict !== INSUFFICIENT
  const judged = new Set(judgement.findings.filter(f => given || f.verdict !== INSUFFICIENT).map(f => f.substance))
  const pH = pHOf(sample)
  return set.items.filter(s => !judged.has(s) && !(s === 'ph' && pH !== undefined && pH.kind !== 'missing'))
}

const nameOf = (s: string): string => getSubstance(s).name

/** A verdict that rests on a set stays 证据不足 while one of its items is missing; an exceedance stands all the same. */
export function requireItems(
  judgement: Judgement,
  set: ItemSet,
  sample: Sample,
  standard: { verdicts: readonly string[] },
): Judgement {
  const lacking = lackingOf(judgement, set, sample)
  const missing: Missing[] = lacking
    .filter(s => !judgement.missing.some(m => m.substance === s || (s === 'ph' && m.name === 'pH')))
    .map(s => ({
      substance: s,
      name: nameOf(s),
      why: `“${set.name}”中的 ${nameOf(s)} 没有可用的结果`,
      need: `请补测${nameOf(s)}`,
    }))
  const notes = [...judgement.notes, `结论须以“${set.name}”为依据（${set.basis}）`]
  if (lacking.length === 0) return { ...judgement, notes }
  // Where classes are graded, the better ones are no exceedance; an incomplete set leaves them open too.
  const stands = standard.verdicts.indexOf(judgement.verdict) >= standsFrom(set.standard)
  return {
    ...judgement,
    verdict: stands ? judgement.verdict : INSUFFICIENT,
    missing: [...judgement.missing, ...missing],
    notes,
  }
}

const standsFrom = (standard: ItemSet['standard']): number =>
  standard === 'GB/T 14848' ? 3 : standard === 'GB 2762' ? 2 : 1

/**
 * The verdict of a site, plot or parcel from its samples: the worst sample decides, an exceedance stands, and otherwise every
 * sample must have every item of the set.
 */
export function judgePlace(
  place: string,
  standard: { id: string; number: ItemSet['standard']; verdicts: readonly string[] },
  set: ItemSet,
  samples: readonly { sample: Sample; judgement: Judgement }[],
): Judgement {
  const judged = samples.map(s => requireItems(s.judgement, set, s.sample, standard))
  const rank = (v: string): number => standard.verdicts.indexOf(v)
  const worst = Math.max(-1, ...judged.map(j => rank(j.verdict)))
  const missing = judged.flatMap(j => j.missing.map(m => ({ ...m, why: `${j.sample}：${m.why}` })))
  if (samples.length === 0)
    missing.push({ substance: null, name: '样品', why: '没有样品', need: `请按“${set.name}”采样检测` })
  const open = missing.length > 0 || judged.some(j => rank(j.verdict) < 0)
  return {
    sample: place,
    standard: standard.id,
    verdict:
      worst >= standsFrom(set.standard) || (worst >= 0 && !open)
        ? (standard.verdicts[worst] as Judgement['verdict'])
        : INSUFFICIENT,
    findings: judged.flatMap(j => j.findings),
    missing,
    decisive:
      worst > 0 ? [...new Set(judged.filter(j => rank(j.verdict) === worst).flatMap(j => j.decisive))].sort() : [],
    notes: [`结论须以“${set.name}”为依据（${set.basis}）`, `样品 ${samples.length} 个，以最差的样品为准，不取平均`],
  }
}
