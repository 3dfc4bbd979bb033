import { convertUnit, normaliseUnit } from '../units.ts'

export interface UnitWord {
  /** As in `normaliseUnit`; undefined where the word is no unit we know. */
  unit: string | undefined
  basis: 'dry' | 'wet' | undefined
}

const known = new Map<string, UnitWord>()
const MOST = 5000

/** mg/kg（干重）, mg/kg dw */
const BASIS_IN_UNIT =
  /\s*[(（,，]?\s*(?:以)?(干重|干基|干土|干样|湿重|湿基|鲜重|鲜样|dw|dry(?: weight)?|ww|fw|wet(?: weight)?|fresh(?: weight)?)计?\s*[)）]?$/i

/** What a word for a unit means, with the basis that may stand in it. */
export function readUnit(word: string): UnitWord {
  const found = known.get(word)
  if (found) return found
  if (known.size >= MOST) known.clear()
  const basis = BASIS_IN_UNIT.exec(word)
  const read = {
    unit: normaliseUnit(word) ?? (basis ? normaliseUnit(word.slice(0, basis.index)) : undefined),
    basis: readBasis(basis?.[1] ?? ''),
  }
  known.set(word, read)
  return read
}

export const readBasis = (text: string): 'dry' | 'wet' | undefined =>
  /干|dry|^dw$/i.test(text) ? 'dry' : /湿|鲜|wet|fresh|^[wf]w$/i.test(text) ? 'wet' : undefined

interface Scale {
  /** What one of the unit is in mg/kg; NaN where it is no mass fraction. */
  solid: number
  /** In mg/L. */
  water: number
}
const scales = new Map<string, Scale>()

export function scaleOf(unit: string): Scale {
  const found = scales.get(unit)
  if (found) return found
  if (scales.size >= MOST) scales.clear()
  const read = { solid: Number(convertUnit('1', unit, 'mg/kg')), water: Number(convertUnit('1', unit, 'mg/L')) }
  scales.set(unit, read)
  return read
}
