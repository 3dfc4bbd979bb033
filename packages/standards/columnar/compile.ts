import type { Decimal } from '@jingtu/core/measure.ts'
import type { AssessOptions } from '../options.ts'
import { findSubstance } from '../substances.ts'
import { membersOf } from '../sums.ts'
import { convertUnit, normaliseUnit } from '../units.ts'
import { type BulkStandard, itemOf } from './bands.ts'
import { INSUFFICIENT_CODE, NO_LIMIT_CODE, NOT_JUDGED } from './codes.ts'
import type { Columns, Word } from './columns.ts'

/** A slot below `FIRST_LADDER` says its verdict itself; 0: its sample needs the object evaluator. */
export const ENTANGLED = 0
export const FIRST_LADDER = 16

/**
 * A standard's limits as the words of some columns meet them: not the values are converted but the limits, into the unit
 * each word is written in, so that a verdict is one look at a table and three comparisons of exact numbers.
 */
export interface Compiled {
  /** By word: a code of a verdict (1 more than it), ENTANGLED, or the number of a ladder. */
  slots: Uint16Array
  /** How many conditions each ladder has. */
  conditions: number
  /** By ladder × conditions + condition. Infinity: no such limit; −1: compliance is never said. */
  complies: Float64Array
  screening: Float64Array
  control: Float64Array
  /** By index of pH, already times the number of places, and by index of place. */
  pHCondition: Uint32Array
  placeCondition: Uint32Array
  /** By condition: 1 where no sample may comply. */
  withholds: Uint8Array
  /** By word: the substance of the finding it belongs to; null where it has none of its own. */
  itemOfWord: (string | null)[]
  /** By word: 1 where the name or unit cannot be used. */
  refused: Uint8Array
}

export const slotOfCode = (code: number): number => code + 1

interface Meaning {
  slot: number
  item: string | null
  refused: boolean
}

export function compile(
  standard: BulkStandard,
  { words, pHs, places }: Pick<Columns, 'words' | 'pHs' | 'places'>,
  options: AssessOptions,
): Compiled {
  const conditions = standard.pHConditions * standard.placeConditions
  const ladders = new Map<string, number>()
  const [complies, screening, control]: [number[], number[], number[]] = [[], [], []]
  const members = membersOf(standard.sums)

  const ladderOf = (item: string, unit: string, isBound: boolean): number => {
    const key = `${item} ${unit} ${isBound}`
    const known = ladders.get(key)
    if (known !== undefined) return known
    const { unit: own, bands } = standard.items.get(item)!
    const limit = (value: Decimal | null, otherwise: number): number =>
      value === null ? otherwise : Number(convertUnit(value, own, unit))
    for (const band of bands) {
      complies.push(isBound ? -1 : limit(band.complies, -1))
      screening.push(limit(band.screening, Number.POSITIVE_INFINITY))
      control.push(limit(band.control, Number.POSITIVE_INFINITY))
    }
    ladders.set(key, ladders.size)
    return ladders.size - 1
  }

  const meaningOf = (word: Word): Meaning => {
    const said = (code: number, item: string | null, refused = false): Meaning => ({
      slot: slotOfCode(code),
      item,
      refused,
    })
    const substance = findSubstance(word.substance)
    if (!substance) return said(INSUFFICIENT_CODE, null, true)
    if (substance.id === 'ph') return said(NOT_JUDGED, null)
    const item = itemOf(standard, substance.id)
    if (item === undefined) return said(NO_LIMIT_CODE, null)
    const read = standard.read({
      substance: word.substance,
      unit: word.unit,
      reading: { kind: 'value', value: '1' },
    })
    const unit = normaliseUnit(read.unit.trim())
    const refused = unit === undefined || convertUnit('1', unit, standard.items.get(item)!.unit) === undefined
    if (members.has(substance.id)) return { slot: ENTANGLED, item, refused }
    if (refused) return said(INSUFFICIENT_CODE, item, true)
    // Dry mass is the smaller part of wet mass, so a wet content is only a lower bound of the dry one.
    return { slot: FIRST_LADDER + ladderOf(item, unit, word.basis === 'wet'), item, refused: false }
  }

  const meanings = words.map(meaningOf)
  return {
    slots: Uint16Array.from(meanings, m => m.slot),
    conditions,
    complies: Float64Array.from(complies),
    screening: Float64Array.from(screening),
    control: Float64Array.from(control),
    pHCondition: Uint32Array.from(pHs, p => standard.pHCondition(p) * standard.placeConditions),
    placeCondition: Uint32Array.from(places, p => standard.placeCondition(p, options)),
    withholds: Uint8Array.from({ length: conditions }, (_, c) =>
      standard.withholds(Math.floor(c / standard.placeConditions)) ? 1 : 0,
    ),
    itemOfWord: meanings.map(m => m.item),
    refused: Uint8Array.from(meanings, m => (m.refused ? 1 : 0)),
  }
}
