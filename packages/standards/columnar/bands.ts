import type { Decimal } from '@jingtu/core/measure.ts'
import { dependsOnPH, SUMS as SUMS_15618, screeningValue, UNIT as UNIT_15618 } from '../gb15618-2018/assess.ts'
import { bandsOf, type LandUse, landUsesOf } from '../gb15618-2018/conditions.ts'
import { INTERVENTION, OTHER_ITEMS, SCREENING } from '../gb15618-2018/table.ts'
import { asEquivalent, ITEMS as ITEMS_36600, unitOfItem, useOf } from '../gb36600-2018/assess.ts'
import { SUMS as SUMS_36600 } from '../gb36600-2018/table.ts'
import type { Reading } from '../judgement.ts'
import type { AssessOptions } from '../options.ts'
import { membersOf, type Sum } from '../sums.ts'
import type { BulkNumber } from './codes.ts'
import type { Place } from './columns.ts'

/** What one item's verdict turns on under one condition; null: no such limit. */
export interface Band {
  /** Up to here it surely complies; null: compliance is never said. */
  complies: Decimal | null
  /** Above it 筛选值 is surely exceeded, under every case that may apply. */
  screening: Decimal
  control: Decimal | null
}

/** A standard as bulk evaluation asks it: conditions are numbered, and each item has a band under each. */
export interface BulkStandard {
  number: BulkNumber
  /** The number of conditions is pHs × places. */
  pHConditions: number
  placeConditions: number
  pHCondition(pH: Reading): number
  placeCondition(place: Place, options: AssessOptions): number
  /** No compliance without a pH: whether a condition withholds it. */
  withholds(pHCondition: number): boolean
  items: ReadonlyMap<string, { unit: string; bands: Band[] }>
  sums: readonly Sum[]
  /** The unit as the standard reads it under that name. */
  read(word: { substance: string; id: string | null; unit: string }): string
}

const least = (values: Decimal[]): Decimal => values.reduce((a, b) => (Number(b) < Number(a) ? b : a))
const most = (values: Decimal[]): Decimal => values.reduce((a, b) => (Number(b) > Number(a) ? b : a))

/** Every set of bands that a pH, or what is known of one, can leave open; the reason tells "no pH" from a sure band. */
const PH_STATES: { bands: number[]; known: boolean }[] = [
  ...[0, 1, 2, 3].map(b => ({ bands: [b], known: true })),
  ...[
    [0, 1],
    [0, 1, 2],
    [1, 2, 3],
    [2, 3],
    [0, 1, 2, 3],
  ].map(bands => ({ bands, known: false })),
]
const PH_STATE_OF = new Map(
  PH_STATES.flatMap(({ bands, known }, i) => (known ? [] : [[`${bands[0]}–${bands.at(-1)}`, i] as const])),
)
const USES: LandUse[][] = [['水田'], ['其他'], ['水旱轮作'], ['果园'], landUsesOf([]).uses]

function farmlandItems(): BulkStandard['items'] {
  const items = new Map<string, { unit: string; bands: Band[] }>()
  for (const item of SCREENING) {
    const control = INTERVENTION.find(i => i.substance === item.substance)
    const bands = PH_STATES.flatMap(state =>
      USES.map(uses => {
        const screening = state.bands.flatMap(b => uses.map(u => screeningValue(item.no, u, b)))
        const withheld = !state.known && dependsOnPH(item)
        return {
          complies: withheld ? null : least(screening),
          screening: most(screening),
          control: control ? most(state.bands.map(b => control.values[b]!)) : null,
        }
      }),
    )
    items.set(item.substance, { unit: UNIT_15618, bands })
  }
  const all = PH_STATES.length * USES.length
  for (const { substance, value } of OTHER_ITEMS)
    items.set(substance, {
      unit: UNIT_15618,
      bands: Array.from({ length: all }, () => ({ complies: value, screening: value, control: null })),
    })
  return items
}

const FARMLAND: BulkStandard = {
  number: 'GB 15618',
  pHConditions: PH_STATES.length,
  placeConditions: USES.length,
  pHCondition(pH) {
    const { bands, why } = bandsOf(pH)
    const found = why === null ? bands[0] : PH_STATE_OF.get(`${bands[0]}–${bands.at(-1)}`)
    if (found === undefined) throw new Error(`pH 的取值范围 ${bands} 没有编号`)
    return found
  },
  placeCondition({ landUse, use }, options) {
    const words = [landUse ?? undefined, use ?? undefined, options.landUse, options.use, options.column]
    const { uses } = landUsesOf(words)
    const found = USES.findIndex(u => String(u) === String(uses))
    if (found < 0) throw new Error(`土地利用 ${uses} 没有编号`)
    return found
  },
  withholds: condition => !PH_STATES[condition]!.known,
  items: farmlandItems(),
  sums: SUMS_15618,
  read: w => w.unit,
}

const CLASSES = ['第一类', '第二类'] as const

const CONSTRUCTION: BulkStandard = {
  number: 'GB 36600',
  pHConditions: 1,
  placeConditions: CLASSES.length,
  pHCondition: () => 0,
  placeCondition: ({ landUse, use }, options) =>
    CLASSES.indexOf(
      useOf({ ...(landUse === null ? {} : { landUse }), ...(use === null ? {} : { use }) }, options).class,
    ),
  withholds: () => false,
  items: new Map(
    ITEMS_36600.map(i => [
      i.substance,
      {
        unit: unitOfItem(i.substance),
        bands: CLASSES.map(c => ({ complies: i.screening[c], screening: i.screening[c], control: i.control[c] })),
      },
    ]),
  ),
  sums: SUMS_36600,
  read: ({ substance, id, unit }) =>
    id === 'dioxins' ? asEquivalent({ substance, unit, reading: { kind: 'value', value: '1' } }).unit : unit,
}

export const BULK: Record<BulkNumber, BulkStandard> = { 'GB 15618': FARMLAND, 'GB 36600': CONSTRUCTION }

const MEMBERS = new Map(Object.values(BULK).map(s => [s, membersOf(s.sums)]))

/** Members of the standard's sums, and of what they are members, up to the item that is judged. */
export function itemOf(standard: BulkStandard, substance: string): string | undefined {
  if (standard.items.has(substance)) return substance
  const sum = MEMBERS.get(standard)!.get(substance)
  return sum === undefined ? undefined : itemOf(standard, sum)
}
