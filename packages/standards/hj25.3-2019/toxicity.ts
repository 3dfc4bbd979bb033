import { findSubstance, foldName } from '../substances.ts'
import { ALLOCATION } from './parameters.ts'
import { DIRECT_KD, DOUBTS, OUTSIDE_MODEL, TABLE } from './toxicity-table.ts'

export const TOXICITY_KEYS = ['SFo', 'IUR', 'RfDo', 'RfC', 'ABSgi', 'ABSd', 'SAF'] as const
export const PROPERTY_KEYS = ['henry', 'Da', 'Dw', 'Koc', 'S', 'Kp'] as const
export type SubstanceKey = (typeof TOXICITY_KEYS)[number] | (typeof PROPERTY_KEYS)[number]
export const SUBSTANCE_KEYS: readonly SubstanceKey[] = [...TOXICITY_KEYS, ...PROPERTY_KEYS]
export type SubstanceValues = Record<SubstanceKey, number | null>

export interface ToxicityRow {
  no: number
  substance: string | null
  name: string
  values: SubstanceValues
  /** Values that may be used without saying more. */
  verified: ReadonlySet<SubstanceKey>
  /** Whether also the absence of the row's empty toxicity values is verified. */
  whole: boolean
  doubt: string | null
  /** L/kg, instead of Koc·foc. */
  directKd: number | null
  /** Why the model does not apply to it; null: it applies. */
  outside: string | null
}

const number = (cell: string): number | null => (cell === '-' ? null : Number(cell))

function rowOf(line: string): ToxicityRow {
  const [no = '', substance = '', name = '', ...cells] = line.split('|').map(c => c.trim())
  const at = Number(no)
  const values = Object.fromEntries(SUBSTANCE_KEYS.map((k, i) => [k, number(cells[i] ?? '-')])) as SubstanceValues
  const mark = cells.at(-1) ?? '-'
  const doubt = DOUBTS[at] ?? null
  const listed = mark === 'all' ? [...TOXICITY_KEYS] : (mark.split('+') as SubstanceKey[])
  return {
    no: at,
    substance: substance === '-' ? null : substance,
    name,
    values,
    // The allocation factor follows from the rule of 表G.1, wherever the row agrees with it.
    verified: new Set(
      doubt ? [] : [...listed, ...(Object.values(ALLOCATION).some(a => a === values.SAF) ? (['SAF'] as const) : [])],
    ),
    whole: mark === 'all' && doubt === null,
    doubt,
    directKd: DIRECT_KD[at] ?? null,
    outside: OUTSIDE_MODEL[at] ?? null,
  }
}

export const TOXICITY: readonly ToxicityRow[] = TABLE.trim().split('\n').map(rowOf)

/** The row a name means, by the catalogue's identity or by the table's own name. */
export function findToxicity(name: string): ToxicityRow | undefined {
  const own = TOXICITY.find(r => foldName(r.name) === foldName(name))
  if (own) return own
  const id = findSubstance(name)?.id
  return id === undefined ? undefined : TOXICITY.find(r => r.substance === id)
}
