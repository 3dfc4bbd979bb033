import type { Settings } from '../dated-parameter.ts'
import { INSUFFICIENT } from '../judgement.ts'
import type { ParameterKey } from './parameters.ts'
import type { ClassOrOpen } from './point.ts'
import { type ProductPoint, type Revision, reviseByProduct } from './product.ts'
import type { UnitClass } from './unit.ts'

/** What is put before the experts: a class by soil, revised by products, with the road that led there. */
export interface Proposal {
  unit: string
  class: ClassOrOpen
  inferred: boolean
  /** null: the class by soil is open, and products alone make none. */
  revision: Revision | null
  /** Cut-outs go on as units of their own, each with its own products. */
  cutOuts: UnitClass['pieces']
  missing: UnitClass['missing']
}

/** The main part of a unit after both steps. A class taken over from another unit is never improved: nothing was measured in it. */
export function proposeClass(
  unit: UnitClass,
  own: readonly ProductPoint[],
  neighbours: readonly ProductPoint[],
  settings: Settings<ParameterKey>,
): Proposal {
  const base = { unit: unit.unit, inferred: unit.inferred, cutOuts: unit.pieces.slice(1), missing: unit.missing }
  if (unit.class === INSUFFICIENT) return { ...base, class: INSUFFICIENT, revision: null }
  const revision = unit.inferred
    ? reviseByProduct(unit.class, [], [], settings)
    : reviseByProduct(unit.class, own, neighbours, settings)
  return { ...base, class: revision.class, revision }
}
