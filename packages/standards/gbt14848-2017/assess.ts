import type { Decimal } from '@jingtu/core/measure.ts'
import { combine, missingOf, ratioOf } from '../combine.ts'
import { type Finding, INSUFFICIENT, type Judgement, type Limit, type Sample, VERDICTS } from '../judgement.ts'
import { type Measured, measuredOf, pHOf } from '../measured.ts'
import type { AssessOptions } from '../options.ts'
import { stepsExceeded } from '../range.ts'
import { findSubstance } from '../substances.ts'
import { givenForThemselves, membersOf, sumOf } from '../sums.ts'
import { sameDimension } from '../units.ts'
import { nuclideFlag, sumNote } from './footnotes.ts'
import { phClasses, textClass } from './quality.ts'
import { OTHER, ROUTINE, STANDARD, SUMS } from './table.ts'

const ORDER = VERDICTS['GB/T 14848']
const DEFAULT_TARGET = 2
const MEMBERS = membersOf(SUMS)

export interface Item {
  substance: string
  name: string
  unit: string
  clause: string
  kind: 'max' | 'text' | 'pH'
  /** Ⅰ, Ⅱ, Ⅲ, Ⅳ. */
  limits: readonly (Decimal | null)[]
}
export const ITEMS: readonly Item[] = [
  ...ROUTINE.map(row => ({ table: '表1', row })),
  ...OTHER.map(row => ({ table: '表2', row })),
].map(({ table, row }) => ({
  substance: row[1],
  name: row[2],
  unit: row[3],
  clause: `${STANDARD.id} ${table} 序号${row[0]}`,
  kind: row.length === 5 ? row[4] : ('max' as const),
  limits: row.length === 5 ? [] : row.slice(4),
})) as Item[]
const UNITS = new Map(ITEMS.filter(i => i.kind === 'max').map(i => [i.substance, i.unit]))

/** Ⅲ, Ⅲ类, III or 3 → its place; undefined for anything else. */
export function classIndex(text: string | undefined): number | undefined {
  const t = text
    ?.normalize('NFKC')
    .replace(/类|class/gi, '')
    .trim()
    .toUpperCase()
  const at = ['I', 'II', 'III', 'IV', 'V'].findIndex((c, i) => t === c || t === String(i + 1))
  return at < 0 ? undefined : at
}

/**
 * 6.2 and 6.3: the class of each index, the worst deciding. A non-detect above class Ⅰ says no more than "at most class X":
 * it is left out of the overall class and listed, unless it reaches above the target class.
 */
export function assess(sample: Sample, options: AssessOptions = {}): Judgement {
  const target = classIndex(options.target) ?? DEFAULT_TARGET
  const isText = (s: string): boolean => ITEMS.some(i => i.kind === 'text' && i.substance === findSubstance(s)?.id)
  const measured = measuredOf(
    sample.results.filter(r => !isText(r.substance)),
    { standard: STANDARD.id, unitOf, basis: null },
  )
  const findings: Finding[] = []
  const leftOut: Finding[] = []
  for (const item of ITEMS) {
    if (item.kind === 'text') findings.push(...judgeText(item, sample))
    else if (item.kind === 'pH') findings.push(...judgePH(item, sample))
    else {
      const sum = SUMS.find(s => s.substance === item.substance)
      const m = sum ? sumOf(sum, SUMS, measured.items, item.unit) : measured.items.get(item.substance)
      if (!m) continue
      const { finding, atMost } = judgeMax(item, m)
      const isItem = (id: string): boolean => ITEMS.some(i => i.substance === id)
      if (sum && finding.verdict === INSUFFICIENT && givenForThemselves(sum, measured.items, isItem)) continue
      const fromMembers = sum && !measured.items.has(item.substance)
      if (fromMembers) finding.footnotes.push(sumNote)
      if (atMost !== null && atMost <= target) leftOut.push(finding)
      else findings.push(finding)
    }
  }
  const deciding = [...findings, ...measured.refused, ...measured.unlimited]
  const judgement = combine({
    sample: sample.id,
    standard: STANDARD.id,
    order: ORDER,
    // With nothing else to go by, what was left out is all there is.
    findings:
      findings.some(f => f.verdict !== INSUFFICIENT) || leftOut.length === 0 ? deciding : [...deciding, ...leftOut],
    stands: target + 1,
    notes: [
      `目标类别 ${ORDER[target]}`,
      ...(leftOut.length ? [`检出限高于Ⅰ类限值、不参与综合评价：${leftOut.map(f => f.name).join('、')}`] : []),
    ],
  })
  const also = leftOut.filter(f => !judgement.missing.some(m => m.substance === f.substance)).map(missingOf)
  return { ...judgement, findings: [...deciding, ...leftOut], missing: [...judgement.missing, ...also] }
}

function unitOf(substance: string, given: string): string | undefined {
  // 表1 takes either unit for total coliforms.
  if (substance === 'total-coliforms' && sameDimension(given, 'CFU/100mL')) return 'CFU/100mL'
  const own = UNITS.get(substance)
  if (own) return own
  const sum = MEMBERS.get(substance)
  return sum && (UNITS.get(sum) ?? unitOf(sum, given))
}

const empty = (item: Item): Omit<Finding, 'verdict' | 'why' | 'value'> => ({
  substance: item.substance,
  name: item.name,
  unit: item.unit,
  limits: [],
  ratio: null,
  band: null,
  clause: item.clause,
  footnotes: [],
  flags: [],
  verified: true,
  conversion: null,
  original: null,
})

/** @returns atMost: the class a non-detect above class Ⅰ may reach; null where the class is found or nothing can be said */
function judgeMax(item: Item, m: Measured): { finding: Finding; atMost: number | null } {
  const limits = limitsOf(item)
  const [sure, possible] = classesOf(item, m)
  const found = sure === possible
  const atMost = !found && m.notDetected && m.range.high !== null ? possible : null
  const decisive = item.limits[found ? Math.max(0, sure - 1) : possible] ?? null
  const range = `${ORDER[sure]}—${ORDER[possible]}`
  const finding: Finding = {
    ...empty(item),
    value: m.shown,
    unit: m.unit,
    limits,
    ratio: found ? ratioOf(m.shown, decisive) : null,
    band: found ? ORDER[sure]! : range,
    verdict: found ? ORDER[sure]! : INSUFFICIENT,
    why: found
      ? whyClass(item, m, sure)
      : atMost !== null
        ? `检出限高于Ⅰ类限值，只能说不劣于${ORDER[possible]}`
        : (m.why ?? `只能确定在${range}之间`),
    flags: nuclideFlag(item.substance, sure),
    conversion: m.conversion,
    original: m.original,
  }
  if (!found)
    finding.need =
      m.need ??
      (m.notDetected ? `请用检出限不高于Ⅰ类限值 ${item.limits[0]} ${m.unit} 的方法重测` : '请给出确定的检测值')
  return { finding, atMost }
}

const limitsOf = (item: Item): Limit[] =>
  item.limits.flatMap((value, i) => (value === null ? [] : [{ name: ORDER[i]!, value, unit: item.unit }]))

/** Both ends of the classes an index may have. Equal limits give the better class. */
function classesOf(item: Item, m: Measured): [number, number] {
  const [first, ...rest] = item.limits
  const ladder = rest.filter(l => l !== null)
  if (first === null) {
    // 不得检出: any value found is beyond Ⅰ; not found is Ⅰ where the method sees what Ⅱ allows.
    if (m.notDetected && (m.range.high === null || m.range.high.lte(ladder[0]!))) return [0, 0]
    if (m.range.high?.eq(0)) return [0, 0]
    const { sure, possible } = stepsExceeded(m.range, ladder)
    return [m.range.low.gt(0) ? 1 + sure : 0, 1 + possible]
  }
  const { sure, possible } = stepsExceeded(m.range, [first!, ...ladder])
  return [sure, possible]
}

function whyClass(item: Item, m: Measured, at: number): string {
  const unit = m.unit
  if (at === 0 && item.limits[0] === null) return '未检出'
  const limit = item.limits[at]
  if (limit !== null && limit !== undefined) return `${m.shown} ≤ ${ORDER[at]}限值 ${limit} ${unit}`
  const above = item.limits.findLast((l, i) => l !== null && i < at)
  return `${m.shown} ＞ ${above} ${unit}`
}

function judgeText(item: Item, sample: Sample): Finding[] {
  const words = sample.results.filter(r => findSubstance(r.substance)?.id === item.substance)
  if (words.length === 0) return []
  const classes = [...new Set(words.map(r => textClass(r)))]
  const original = [...new Set(words.map(r => r.original ?? ''))].sort().join(' / ')
  const at = classes.length === 1 ? classes[0]! : null
  return [
    {
      ...empty(item),
      value: original || null,
      unit: '',
      original: original || null,
      verdict: at === null ? INSUFFICIENT : ORDER[at]!,
      why: at === null ? `“${original}”不能理解为有或无` : at === 0 ? '无' : '有',
      ...(at === null ? { need: '请填写“无”或“有”' } : {}),
    },
  ]
}

function judgePH(item: Item, sample: Sample): Finding[] {
  const reading = pHOf(sample)
  if (!reading) return []
  const { shown, sure, possible, why } = phClasses(reading)
  const found = sure === possible
  return [
    {
      ...empty(item),
      value: shown,
      unit: '',
      limits: [],
      band: found ? ORDER[sure]! : null,
      verdict: found ? ORDER[sure]! : INSUFFICIENT,
      why,
      ...(found ? {} : { need: '请补测 pH' }),
    },
  ]
}
