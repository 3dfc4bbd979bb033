import type { Day } from '@jingtu/core/period.ts'
import { findSubstance } from '../substances.ts'
import type { Medium } from './checked.ts'

/**
 * How long a sample may wait for its analysis. The edition follows the day of sampling. None of the official texts was read for
 * this table (mark M), so that an exceeded time is a warning with its source, never a refusal.
 */
export interface HoldingTime {
  media: readonly Medium[]
  /** What the table of the standard calls the group. */
  group: string
  /** Catalogue ids. */
  substances: readonly string[]
  /** Whole days between sampling and analysis; times in hours are taken as the days they touch. */
  days: number
  basis: string
  /** V: read in the official text; M: from memory. */
  mark: 'V' | 'M'
  from: Day
  until: Day | null
}

const METALS =
  'arsenic cadmium chromium copper lead nickel zinc antimony beryllium cobalt vanadium thallium selenium'.split(' ')
const VOLATILE =
  `carbon-tetrachloride chloroform chloromethane 1,1-dichloroethane 1,2-dichloroethane 1,1-dichloroethylene
cis-1,2-dichloroethylene trans-1,2-dichloroethylene 1,2-dichloroethylene dichloromethane 1,2-dichloropropane
1,1,1,2-tetrachloroethane 1,1,2,2-tetrachloroethane tetrachloroethylene 1,1,1-trichloroethane 1,1,2-trichloroethane
trichloroethylene 1,2,3-trichloropropane vinyl-chloride benzene chlorobenzene 1,2-dichlorobenzene 1,4-dichlorobenzene
ethylbenzene styrene toluene m-xylene p-xylene m-p-xylene o-xylene xylenes cumene bromodichloromethane bromoform
dibromochloromethane 1,2-dibromoethane`.split(/\s+/)
const SEMIVOLATILE = `nitrobenzene aniline 2-chlorophenol benz-a-anthracene benzo-a-pyrene benzo-b-fluoranthene
benzo-k-fluoranthene chrysene dibenz-a-h-anthracene indeno-pyrene naphthalene anthracene fluoranthene
hexachlorocyclopentadiene 2,4-dinitrotoluene 2,4-dichlorophenol 2,4,6-trichlorophenol 2,4-dinitrophenol pentachlorophenol
dehp butyl-benzyl-phthalate di-n-octyl-phthalate 3,3-dichlorobenzidine`.split(/\s+/)

const table =
  (media: readonly Medium[], basis: string, from: Day) =>
  (group: string, substances: readonly string[], days: number): HoldingTime => {
    const unknown = substances.filter(s => findSubstance(s)?.id !== s)
    if (unknown.length) throw new Error(`保存时间表：名录没有 ${unknown.join('、')}`)
    return { media, group, substances, days, basis, mark: 'M', from, until: null }
  }
const soil = table(['土壤', '底泥'], 'HJ/T 166-2004 表9-1，据记忆', '2004-12-09')
const water = table(['地下水'], 'HJ 164-2020 附录，据记忆', '2021-03-01')

export const HOLDING_TIMES: readonly HoldingTime[] = [
  soil('金属（汞和六价铬除外）', METALS, 180),
  soil('汞', ['mercury'], 28),
  soil('六价铬', ['chromium-vi'], 1),
  soil('氰化物', ['cyanide'], 2),
  soil('挥发性有机物', VOLATILE, 7),
  soil('半挥发性有机物', SEMIVOLATILE, 10),
  water(
    '金属（加硝酸）',
    [...METALS, 'iron', 'manganese', 'aluminium', 'sodium', 'barium', 'molybdenum', 'silver'],
    14,
  ),
  water('汞', ['mercury'], 14),
  water('六价铬', ['chromium-vi'], 1),
  water('氰化物', ['cyanide'], 1),
  water('挥发性酚类', ['volatile-phenols'], 1),
  water('氨氮、硝酸盐、亚硝酸盐', ['ammonia-nitrogen', 'nitrate', 'nitrite'], 1),
  water('氟化物', ['fluoride'], 14),
  water('氯化物、硫酸盐、总硬度', ['chloride', 'sulfate', 'total-hardness'], 30),
  water('耗氧量', ['cod-mn'], 2),
  water('挥发性有机物', VOLATILE, 14),
  water('微生物', ['total-coliforms', 'plate-count', 'fecal-coliforms'], 1),
]

/** By substance, for a medium and a day of sampling. */
export function holdingTimesOn(
  times: readonly HoldingTime[],
  medium: Medium,
  takenOn: Day,
): ReadonlyMap<string, HoldingTime> {
  const found = new Map<string, HoldingTime>()
  for (const t of times)
    if (t.media.includes(medium) && t.from <= takenOn && (t.until === null || takenOn <= t.until))
      for (const s of t.substances) found.set(s, t)
  return found
}
