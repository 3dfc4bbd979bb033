import { combine, ratioOf } from '../combine.ts'
import {
  type Finding,
  INSUFFICIENT,
  type Judgement,
  type Limit,
  type Missing,
  type Sample,
  VERDICTS,
} from '../judgement.ts'
import { judgeLadder, needOf } from '../ladder.ts'
import { type Measured, measuredOf, pHOf } from '../measured.ts'
import type { AssessOptions } from '../options.ts'
import { stepsExceeded } from '../range.ts'
import { membersOf, type Sum, sumOf } from '../sums.ts'
import { bandsOf, type LandUse, landUsesOf } from './conditions.ts'
import { INTERVENTION, OTHER_ITEMS, PH_BANDS, SCREENING, STANDARD } from './table.ts'

const ORDER = VERDICTS['GB 15618']
export const UNIT = 'mg/kg'
export const SUMS: readonly Sum[] = [
  ...OTHER_ITEMS.flatMap(i => (i.sumOf ? [{ substance: i.substance, sumOf: i.sumOf }] : [])),
  { substance: 'ddt', sumOf: ['op-ddt', 'pp-ddt'] },
]
const LIMITED = new Set([...[...SCREENING, ...OTHER_ITEMS].map(i => i.substance), ...membersOf(SUMS).keys()])

/** Screening value of one element for one use and band. 表1注②: 水旱轮作 takes the stricter of 水田 and 其他, per element. */
export function screeningValue(no: number, use: LandUse, band: number): string {
  const { rows } = SCREENING[no - 1]!
  const at = (name: string | null): string | undefined => rows.find(r => r.use === name)?.values[band]
  const other = at('其他') ?? at(null)!
  if (use === '水旱轮作') {
    const paddy = at('水田') ?? other
    return Number(paddy) < Number(other) ? paddy : other
  }
  return at(use) ?? other
}

/** 6.1–6.3 for one sample: each item against 筛选值 and 管制值, the worst deciding. */
export function assess(sample: Sample, options: AssessOptions = {}): Judgement {
  const { bands, why: noBand } = bandsOf(pHOf(sample))
  const { uses, certain } = landUsesOf([sample.landUse, sample.use, options.landUse, options.use, options.column])
  const measured = measuredOf(sample.results, {
    standard: STANDARD.id,
    unitOf: s => (LIMITED.has(s) ? UNIT : undefined),
    basis: 'dry',
  })
  const findings: Finding[] = []
  const missing: Missing[] = []

  for (const item of SCREENING) {
    const m = measured.items.get(item.substance)
    if (!m) continue
    const control = INTERVENTION.find(i => i.substance === item.substance)
    const cases = bands.flatMap(band =>
      uses.map(use => ({
        band,
        use,
        screening: screeningValue(item.no, use, band),
        control: control?.values[band] ?? null,
      })),
    )
    findings.push(judgeElement(item, m, cases, { noBand, certainUse: certain }))
    const open = cases.some(c => c.screening !== cases[0]!.screening || c.control !== cases[0]!.control)
    if (open && !certain)
      addOnce(missing, {
        substance: null,
        name: '土地利用类型',
        why: '没有可识别的土地利用类型',
        need: '请注明水田、旱地、水旱轮作或果园等',
      })
  }
  for (const item of OTHER_ITEMS) {
    const m = item.sumOf
      ? sumOf({ substance: item.substance, sumOf: item.sumOf }, SUMS, measured.items, UNIT)
      : measured.items.get(item.substance)
    if (!m) continue
    findings.push(
      judgeLadder(
        { ...item, unit: UNIT, clause: `${STANDARD.id} 表2 序号${item.no}` },
        m,
        [{ band: null, limits: [{ name: '筛选值', value: item.value, unit: UNIT }] }],
        ORDER,
      ),
    )
  }
  // A land use that would not change any verdict is no reason to withhold one; without a pH none is ever compliant.
  const needed = missing.filter(() => findings.some(f => f.verdict === INSUFFICIENT))
  if (noBand && findings.length)
    needed.unshift({ substance: null, name: 'pH', why: noBand, need: '请补测该样品的土壤 pH' })
  return combine({
    sample: sample.id,
    standard: STANDARD.id,
    order: ORDER,
    findings: [...findings, ...measured.refused, ...measured.unlimited],
    missing: needed,
  })
}

interface Case {
  band: number
  use: LandUse
  screening: string
  control: string | null
}

function judgeElement(
  item: (typeof SCREENING)[number],
  m: Measured,
  cases: Case[],
  known: { noBand: string | null; certainUse: boolean },
): Finding {
  const steps = cases.map(c => stepsExceeded(m.range, c.control === null ? [c.screening] : [c.screening, c.control]))
  const sure = Math.min(...steps.map(s => s.sure))
  const possible = Math.max(...steps.map(s => s.possible))
  const only = cases.length === 1 ? cases[0]! : same(cases)
  const limits: Limit[] = only ? limitsOf(only) : []
  const band = only
    ? `${PH_BANDS[only.band]!.label}，${only.use}`
    : [
        known.noBand ? 'pH 未知' : PH_BANDS[cases[0]!.band]!.label,
        known.certainUse ? cases[0]!.use : '土地利用类型未知',
      ].join('，')
  // Without the sample's own pH nothing that depends on it is ever called compliant, even where every band would agree.
  const withheld = known.noBand !== null && sure === 0 && dependsOnPH(item)
  const verdict = withheld || (possible !== sure && sure === 0) ? INSUFFICIENT : ORDER[sure]!
  const decisive = only ? (sure === 2 && only.control ? only.control : only.screening) : null
  return {
    substance: item.substance,
    name: item.name,
    value: m.shown,
    unit: UNIT,
    limits,
    ratio: ratioOf(m.shown, decisive),
    band,
    clause: `${STANDARD.id} 表1 序号${item.no}${limits.length > 1 ? `、表3` : ''}`,
    footnotes: ['按元素总量计', ...(only?.use === '水旱轮作' ? ['水旱轮作地采用其中较严格的风险筛选值'] : [])],
    verdict,
    why: whyOf(m, only, sure, possible),
    flags: possible > sure && sure > 0 ? ['条件不全，实际风险可能更高'] : [],
    verified: true,
    conversion: m.conversion,
    original: m.original,
    ...(verdict === INSUFFICIENT ? { need: needOf(m, UNIT, only && { band, limits }) } : {}),
  }
}

export const dependsOnPH = (item: (typeof SCREENING)[number]): boolean =>
  item.rows.some(r => new Set(r.values).size > 1)

/** The one case all others equal in their limits, so that unknown pH or use changes nothing for this element. */
const same = (cases: Case[]): Case | null =>
  cases.every(c => c.screening === cases[0]!.screening && c.control === cases[0]!.control) ? cases[0]! : null
const limitsOf = (c: Case): Limit[] => [
  { name: '筛选值', value: c.screening, unit: UNIT },
  ...(c.control ? [{ name: '管制值', value: c.control, unit: UNIT }] : []),
]

function whyOf(m: Measured, only: Case | null, sure: number, possible: number): string {
  if (!only) {
    if (sure > 0) return `${m.shown} ${UNIT} 在所有可能的 pH 和土地利用条件下都超过${sure === 2 ? '管制值' : '筛选值'}`
    return possible === 0
      ? `${m.shown} ${UNIT} 在所有可能的 pH 和土地利用条件下都不超过筛选值，但缺少条件时不作合格结论`
      : '缺少 pH 或土地利用类型，不能确定适用的限值'
  }
  if (sure === 2) return `${m.shown} ＞ 管制值 ${only.control} ${UNIT}`
  if (sure === 1)
    return `${m.shown} ＞ 筛选值 ${only.screening} ${UNIT}${only.control && possible === 1 ? `，不超过管制值 ${only.control}` : ''}`
  if (possible === 0) return `${m.shown} ≤ 筛选值 ${only.screening} ${UNIT}`
  return m.why ?? `${m.shown} 不足以与筛选值 ${only.screening} ${UNIT} 比较（检出限高于限值或数值不全）`
}

const addOnce = (list: Missing[], entry: Missing): void => {
  if (!list.some(m => m.name === entry.name)) list.push(entry)
}
