import type { Reason } from '@jingtu/core/problem.ts'
import { defaultsOf, PARAMETERS, type ParameterKey, type Parameters, type Use } from './parameters.ts'
import { SUBSTANCE_KEYS, type SubstanceKey, type SubstanceValues, type ToxicityRow } from './toxicity.ts'
import { pores } from './transport.ts'

/** A value of the site or of a checked table in place of the recommended one. Without reason and source it is not taken. */
export interface Override {
  key: ParameterKey | SubstanceKey
  /** null: the table has no such value (for instance no oral slope factor). */
  value: number | null
  reason: string
  /** Where the value was read or measured. */
  source: string
}

export interface Applied extends Override {
  name: string
  unit: string
  before: number | null
}

export interface Inputs {
  parameters: Parameters
  values: SubstanceValues
  /** Values of the substance that nobody vouches for. */
  unverified: ReadonlySet<SubstanceKey>
  applied: Applied[]
}

const NONE = Object.fromEntries(SUBSTANCE_KEYS.map(k => [k, null])) as SubstanceValues
const isParameter = (key: string): key is ParameterKey => PARAMETERS.some(p => p.key === key)
const isSubstance = (key: string): key is SubstanceKey => (SUBSTANCE_KEYS as readonly string[]).includes(key)
/** Factors and shares that may be nought; everything else must be more. */
const MAY_BE_ZERO = new Set<string>([
  'dP',
  'ABSd',
  'Koc',
  'henry',
  'fspi',
  'fspo',
  'PM10',
  'OSIRa',
  'OSIRc',
  'GWCRa',
  'GWCRc',
])

/** All faults of a list of overrides at once; empty: it may be used. */
export function checkOverrides(overrides: readonly Override[], use: Use): Reason[] {
  const faults: Reason[] = []
  const seen = new Set<string>()
  for (const o of overrides) {
    const say = (message: string): void => void faults.push({ message, where: o.key })
    const row = PARAMETERS.find(p => p.key === o.key)
    if (!row && !isSubstance(o.key)) say(`没有名为“${o.key}”的参数`)
    if (seen.has(o.key)) say('同一参数改了两次')
    seen.add(o.key)
    if (row && row.value[use] === null) say(`${use}用地不使用“${row.name}”`)
    if (row && o.value === null) say('场地参数不能为空')
    if (o.value !== null && !(Number.isFinite(o.value) && (o.value > 0 || (o.value === 0 && MAY_BE_ZERO.has(o.key)))))
      say(`值应为${MAY_BE_ZERO.has(o.key) ? '不小于零' : '大于零'}的数，现为 ${o.value}`)
    if (o.reason.trim() === '') say('请写明为什么不用推荐值')
    if (o.source.trim() === '') say('请写明数值的来源')
  }
  if (faults.length) return faults
  const parameters = { ...defaultsOf(use) }
  for (const o of overrides) if (isParameter(o.key)) Object.assign(parameters, { [o.key]: o.value })
  return checkSite(parameters)
}

/** Values that are possible one by one and impossible together: a root or logarithm of them would give no number. */
function checkSite(p: Parameters): Reason[] {
  const { total, water, air } = pores(p)
  const faults: Reason[] = []
  if (air < 0)
    faults.push({
      message: `土壤含水率与容重相乘得孔隙水 ${water.toFixed(3)}，多于总孔隙 ${total.toFixed(3)}（1−ρb/ρs）；请核对含水率 ${p.Pws}、容重 ${p.rhoB} 和颗粒密度 ${p.rhoS}`,
      where: 'Pws',
    })
  if (p.dP > 0 && 2 * p.Zcrack * p.Xcrack <= p.Ab * p.eta)
    faults.push({
      message: `地板裂隙宽于其深度，对流流速无从计算；请核对 Zcrack ${p.Zcrack}、Xcrack ${p.Xcrack}、Ab ${p.Ab} 和 η ${p.eta}`,
      where: 'eta',
    })
  return faults
}

/** Recommended values with the overrides laid over them. An overridden substance value is vouched for by its source. */
export function inputsOf(use: Use, row: ToxicityRow | undefined, overrides: readonly Override[]): Inputs {
  const parameters = { ...defaultsOf(use) }
  const values = { ...(row?.values ?? NONE) }
  const given = new Set(overrides.map(o => o.key))
  const applied = overrides.map((o): Applied => {
    const p = PARAMETERS.find(q => q.key === o.key)
    const before = isParameter(o.key) ? parameters[o.key] : values[o.key]
    if (isParameter(o.key)) Object.assign(parameters, { [o.key]: o.value })
    else values[o.key] = o.value
    return { ...o, name: p?.name ?? o.key, unit: p?.unit ?? '', before }
  })
  return {
    parameters,
    values,
    unverified: new Set(SUBSTANCE_KEYS.filter(k => !given.has(k) && !(row?.verified.has(k) ?? false))),
    applied,
  }
}
