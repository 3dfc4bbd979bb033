import { combine, ratioOf } from '../combine.ts'
import {
  type Finding,
  INSUFFICIENT,
  type Judgement,
  type Limit,
  type Missing,
  NO_LIMIT,
  type Sample,
  VERDICTS,
} from '../judgement.ts'
import { type Measured, measuredOf } from '../measured.ts'
import type { Range } from '../range.ts'
import { addRanges, stepsExceeded, UNKNOWN } from '../range.ts'
import { bandsOf, type LandUse, landUsesOf } from './conditions.ts'
import { INTERVENTION, OTHER_ITEMS, PH_BANDS, SCREENING, STANDARD } from './table.ts'

const ORDER = VERDICTS['GB 15618']
const UNIT = 'mg/kg'

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
export function assess(sample: Sample): Judgement {
  const { bands, why: noBand } = bandsOf(sample.pH)
  const { uses, certain } = landUsesOf(sample.landUse)
  const measured = measuredOf(sample.results, UNIT)
  const findings: Finding[] = [...measured.refused]
  const missing: Missing[] = []
  const used = new Set<string>()

  for (const item of SCREENING) {
    const m = measured.items.get(item.substance)
    if (!m) continue
    used.add(item.substance)
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
    if (open && noBand) addOnce(missing, { substance: null, name: 'pH', why: noBand, need: '请补测该样品的土壤 pH' })
    if (open && !certain)
      addOnce(missing, {
        substance: null,
        name: '土地利用类型',
        why: '没有可识别的土地利用类型',
        need: '请注明水田、旱地、水旱轮作或果园等',
      })
  }
  for (const item of OTHER_ITEMS) {
    const m = measured.items.get(item.substance) ?? sumOf(item, measured.items)
    if (!m) continue
    used.add(item.substance)
    for (const s of item.sumOf ?? []) used.add(s)
    findings.push(judgeOther(item, m))
  }
  for (const [substance, m] of measured.items) if (!used.has(substance)) findings.push(withoutLimit(m))
  // A pH or use that would not change any verdict is no reason to withhold one.
  const needed = missing.filter(() => findings.some(f => f.verdict === INSUFFICIENT))
  return combine(sample.id, STANDARD.id, ORDER, findings, needed)
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
  }
}

const dependsOnPH = (item: (typeof SCREENING)[number]): boolean => item.rows.some(r => new Set(r.values).size > 1)

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

function judgeOther(item: (typeof OTHER_ITEMS)[number], m: Measured): Finding {
  const { sure, possible } = stepsExceeded(m.range, [item.value])
  return {
    substance: item.substance,
    name: item.name,
    value: m.shown,
    unit: UNIT,
    limits: [{ name: '筛选值', value: item.value, unit: UNIT }],
    ratio: ratioOf(m.shown, item.value),
    band: null,
    clause: `${STANDARD.id} 表2 序号${item.no}`,
    footnotes: [],
    verdict: sure === possible ? ORDER[sure]! : sure > 0 ? ORDER[sure]! : INSUFFICIENT,
    why: sure
      ? `${m.shown} ＞ 筛选值 ${item.value} ${UNIT}`
      : possible
        ? (m.why ?? `${m.shown} 不足以与筛选值 ${item.value} ${UNIT} 比较`)
        : `${m.shown} ≤ 筛选值 ${item.value} ${UNIT}`,
    flags: [],
    verified: true,
    conversion: m.conversion,
    original: m.original,
  }
}

/** A sum from its members: a missing member leaves it open upwards, so it can prove an exceedance and never compliance. */
function sumOf(item: (typeof OTHER_ITEMS)[number], items: Map<string, Measured>): Measured | null {
  const members = (item.sumOf ?? []).map(s => items.get(s))
  if (!members.some(Boolean)) return null
  const range: Range = addRanges(members.map(m => m?.range ?? UNKNOWN))
  const absent = (item.sumOf ?? []).filter((_, i) => !members[i])
  const shown = range.high?.eq(range.low)
    ? range.low.toFixed()
    : absent.length
      ? `≥${range.low.toFixed()}`
      : `${range.low.toFixed()}—${range.high?.toFixed() ?? ''}`
  return {
    name: item.name,
    shown,
    range,
    conversion: null,
    original: members.map(m => m?.original ?? '—').join(' + '),
    why: absent.length ? `合计缺少 ${absent.length} 个组分，只能给出下限` : null,
  }
}

const withoutLimit = (m: Measured): Finding => ({
  substance: null,
  name: m.name,
  value: m.shown,
  unit: UNIT,
  limits: [],
  ratio: null,
  band: null,
  clause: STANDARD.id,
  footnotes: [],
  verdict: NO_LIMIT,
  why: `${STANDARD.id} 没有规定该项目的限值`,
  flags: [],
  verified: true,
  conversion: m.conversion,
  original: m.original,
})

const addOnce = (list: Missing[], entry: Missing): void => {
  if (!list.some(m => m.name === entry.name)) list.push(entry)
}
