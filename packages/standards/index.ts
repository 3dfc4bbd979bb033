import * as gb2762y2022 from './gb2762-2022/edition.ts'
import * as gb2762y2025 from './gb2762-2025/edition.ts'
import * as gb5084 from './gb5084-2021/assess.ts'
import { STANDARD as GB5084 } from './gb5084-2021/table.ts'
import * as gb15618 from './gb15618-2018/assess.ts'
import { STANDARD as GB15618 } from './gb15618-2018/table.ts'
import * as gb36600 from './gb36600-2018/assess.ts'
import { STANDARD as GB36600 } from './gb36600-2018/table.ts'
import * as gbt14848 from './gbt14848-2017/assess.ts'
import { STANDARD as GBT14848 } from './gbt14848-2017/table.ts'
import { type Judgement, type Sample, VERDICTS } from './judgement.ts'
import type { AssessOptions } from './options.ts'
import { itemSetOf, requireItems } from './required-items.ts'

export interface Standard {
  id: string
  /** The number without the year; editions share it. */
  number: keyof typeof VERDICTS
  title: string
  /** In force from … to …, both inclusive; null: until further notice. */
  from: string
  until: string | null
  supersedes: string | null
  /** Its verdicts from best to worst. */
  verdicts: readonly string[]
  assess(sample: Sample, options?: AssessOptions): Judgement
}

const declare = (
  number: Standard['number'],
  about: Pick<Standard, 'id' | 'title' | 'from' | 'until' | 'supersedes'>,
  assess: Standard['assess'],
): Standard => ({ ...about, number, verdicts: VERDICTS[number], assess })

export const STANDARDS: readonly Standard[] = [
  declare('GB 15618', GB15618, gb15618.assess),
  declare('GB 36600', GB36600, gb36600.assess),
  declare('GB/T 14848', GBT14848, gbt14848.assess),
  declare('GB 5084', GB5084, gb5084.assess),
  declare('GB 2762', gb2762y2022.STANDARD, gb2762y2022.assess),
  declare('GB 2762', gb2762y2025.STANDARD, gb2762y2025.assess),
]

const fold = (id: string): string =>
  id
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[《》]|\(试行\)$/g, '')
    .replace(/[\s/_—–-]/g, '')
    .replace(/^(?:GBT?)?/, 'GB')

/** All editions a name can mean, the oldest first: "GB 36600-2018" is one, "GB 2762" all of them. */
export function editionsOf(name: string): Standard[] {
  const wanted = fold(name)
  const exact = STANDARDS.filter(s => fold(s.id) === wanted)
  const found = exact.length ? exact : STANDARDS.filter(s => fold(s.number) === wanted)
  return [...found].sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** The standard a name means, where it has several editions the one in force on the day, else the newest. */
export function findStandard(name: string, on?: string): Standard | undefined {
  const editions = editionsOf(name)
  return on === undefined
    ? editions.at(-1)
    : (editions.findLast(s => s.from <= on && (s.until === null || on <= s.until)) ??
        (editions.length === 1 ? editions[0] : undefined))
}

/** One sample under one edition. A required set of items, where one is asked for, keeps the verdict open until it is whole. */
export function assess(standard: Standard, sample: Sample, options: AssessOptions = {}): Judgement {
  const judgement = standard.assess(sample, options)
  const day = sample.takenOn ?? options.on
  const outside = day !== undefined && (day < standard.from || (standard.until !== null && day > standard.until))
  const notes = outside
    ? [...judgement.notes, `${day} 不在 ${standard.id} 的施行期间（${standard.from} 至 ${standard.until ?? '今'}）`]
    : judgement.notes
  const set = options.items === undefined ? undefined : itemSetOf(standard.number, options.items)
  if (options.items !== undefined && !set) throw new Error(`${standard.number} 没有名为“${options.items}”的项目组`)
  return set ? requireItems({ ...judgement, notes }, set, sample, standard) : { ...judgement, notes }
}
