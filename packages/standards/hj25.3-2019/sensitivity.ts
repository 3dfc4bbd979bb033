import { controlValues } from './control-values.ts'
import { inputsOf, type Override } from './overrides.ts'
import { PARAMETERS, type ParameterKey, type Use } from './parameters.ts'
import type { RouteId } from './routes.ts'
import { findToxicity } from './toxicity.ts'

export type SensitiveValue = 'soilCarcinogenic' | 'soilHazard' | 'groundwaterCarcinogenic' | 'groundwaterHazard'

export interface Sensitivity {
  key: ParameterKey
  symbol: string
  name: string
  unit: string
  value: number
  /** 附录D: SR = [(X2−X1)/X1] / [(P2−P1)/P1], X the risk per unit of concentration. The form of SR is not verified. */
  ratio: number
}

export interface Ranking {
  ranking: Sensitivity[]
  /** Values of the substance the ranking rests on that nobody vouches for. */
  unverified: string[]
}

/**
 * The parameters by how much the risk of a medium answers to a change of each, the strongest first; equal ones by key. Risk per
 * unit of concentration is the inverse of the control value, so the ranking does not depend on the concentration. Parameters
 * that are nought or change nothing are left out.
 */
export function rankSensitivity(
  question: {
    substance: string
    use: Use
    overrides?: readonly Override[]
    without?: readonly RouteId[]
  },
  of: SensitiveValue,
  step = 0.1,
): Ranking {
  const row = findToxicity(question.substance)
  const inputs = inputsOf(question.use, row, question.overrides ?? [])
  const left = new Map<RouteId, string>([...(question.without ?? []), '皮肤接触地下水' as const].map(r => [r, '']))
  const riskAt = (key: ParameterKey | null): number | null => {
    const parameters =
      key === null ? inputs.parameters : { ...inputs.parameters, [key]: inputs.parameters[key]! * (1 + step) }
    const value = controlValues({ ...inputs, parameters }, row, left, null, true)[of]
    return value === null ? null : limitOf(of, parameters) / value
  }
  const base = riskAt(null)
  const { unverified } = controlValues(inputs, row, left, null, false)
  if (base === null) return { ranking: [], unverified: [] }
  const ranking = PARAMETERS.filter(p => p.key !== 'ACR' && p.key !== 'AHQ')
    .flatMap(({ key, symbol, name, unit }) => {
      const value = inputs.parameters[key]
      if (value === null || value === 0) return []
      const moved = riskAt(key)
      return moved === null ? [] : [{ key, symbol, name, unit, value, ratio: (moved - base) / base / step }]
    })
    .filter(s => Math.abs(s.ratio) > 1e-9)
    .sort((a, b) => Math.abs(b.ratio) - Math.abs(a.ratio) || (a.key < b.key ? -1 : 1))
  return { ranking, unverified }
}

const limitOf = (of: SensitiveValue, p: { ACR: number; AHQ: number }): number =>
  of.endsWith('Carcinogenic') ? p.ACR : p.AHQ
