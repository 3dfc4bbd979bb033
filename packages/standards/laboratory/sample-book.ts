import { showReading } from '../reading.ts'
import { getSubstance } from '../substances.ts'
import type { CheckedResult, SampleFields } from './checked.ts'
import type { Fault, FaultCode, Place } from './fault.ts'
import { fault } from './fault-maker.ts'
import { scaleOf } from './unit-word.ts'

/** What may not differ between two rows of one sample; days of analysis and persons may. */
const SAME = [
  ['site', '点位'],
  ['depthFrom', '起始深度'],
  ['depthTo', '终止深度'],
  ['takenOn', '采样日期'],
  ['longitude', '经度'],
  ['latitude', '纬度'],
  ['landUse', '土地利用'],
  ['use', '规划用途'],
  ['crop', '作物'],
  ['column', '灌溉作物类别'],
  ['condition', '适用条件'],
  ['region', '行政区划'],
  ['pairedWith', '对应样品'],
] as const

/** A part of a total cannot be more than the total. */
const PAIRS = [
  { part: 'chromium-vi', total: 'chromium' },
  { part: 'methylmercury', total: 'mercury' },
  { part: 'inorganic-arsenic', total: 'arsenic' },
] as const
/** Of each part and total its pair. */
const PAIR_OF = new Map<string, number>(PAIRS.flatMap((p, i) => [[p.part, i] as const, [p.total, i] as const]))

interface Page {
  /** Where it was first met. */
  sheet: string
  row: number
  /** First words on the sample; null for the later samples of a very long file. */
  fields: SampleFields | null
  /** Which substances it already has, a bit each; begun with one word, because an empty list makes room for many. */
  seen: number[]
  /** mg/kg or mg/L of the parts and totals it already has: of pair i at 2i and 2i + 1. */
  sizes: (number | undefined)[] | null
}

/** Beyond this many samples only their numbers and substances are kept, so that a file's length does not fill the memory. */
const KEPT_WHOLE = 200_000

/** The samples met so far, in one table or in all tables of a file. */
export interface SampleBook {
  /** @param row counted in the layout's frame */
  sample(fields: SampleFields, row: number, where: Place, faults: Fault[]): void
  result(fields: SampleFields, result: CheckedResult, where: Place, faults: Fault[]): FaultCode | null
}

/** Finds the same result twice and one number for two samples. */
export function openSampleBook(): SampleBook {
  const books = new Map<string, Map<string, Page>>()
  let count = 0
  const ordinals = new Map<string, number>()
  // A soil and the crop grown on it may share a number; so may a sample and its duplicate.
  function pagesFor(f: SampleFields): Map<string, Page> {
    const key = f.qc === '平行样' ? `${f.medium}平行样` : (f.medium ?? '')
    let pages = books.get(key)
    if (!pages) books.set(key, (pages = new Map()))
    return pages
  }
  const placeOf = (p: Page, sheet: string): string => `${p.sheet === sheet ? '' : `“${p.sheet}”`}第 ${p.row} 行`
  let last: SampleFields | null = null
  let page: Page | undefined

  function open(fields: SampleFields): Page | undefined {
    if (fields === last) return page
    last = fields
    page = pagesFor(fields).get(fields.code)
    return page
  }

  return {
    sample(fields, row, where, faults) {
      const known = open(fields)
      if (!known) {
        page = { sheet: where.sheet, row, fields: count++ < KEPT_WHOLE ? fields : null, seen: [0], sizes: null }
        pagesFor(fields).set(fields.code, page)
        return
      }
      if (known.fields === null || known.fields === fields) return
      const differing: string[] = []
      let merged: SampleFields | null = null
      for (const [key, name] of SAME) {
        const [a, b] = [known.fields[key], fields[key]]
        if (a === null && b !== null) merged = { ...(merged ?? known.fields), [key]: b }
        else if (b !== null && a !== b) differing.push(`${name}“${a}”与“${b}”`)
      }
      const [a, b] = [known.fields.pH && showReading(known.fields.pH), fields.pH && showReading(fields.pH)]
      if (a !== null && b !== null && Number(a.replace(/^[<>]/, '')) !== Number(b.replace(/^[<>]/, '')))
        differing.push(`pH“${a}”与“${b}”`)
      else if (a === null && b !== null) merged = { ...(merged ?? known.fields), pH: fields.pH }
      if (merged) known.fields = merged
      if (differing.length > 0)
        faults.push(
          fault(
            'sample-contradiction',
            where,
            `样品“${fields.code}”与${placeOf(known, where.sheet)}的说法不同：${differing.join('；')}`,
          ),
        )
    },
    result(fields, result, where, faults) {
      const at = open(fields)
      if (!at || result.substance === null || result.reading.kind === 'missing') return null
      let ordinal = ordinals.get(result.substance)
      if (ordinal === undefined) ordinals.set(result.substance, (ordinal = ordinals.size))
      const [word, bit] = [(ordinal / 31) | 0, 1 << (ordinal % 31)]
      if ((at.seen[word] ?? 0) & bit) {
        faults.push(
          fault(
            'duplicate',
            where,
            `样品“${fields.code}”的“${result.name}”在前面（自${placeOf(at, where.sheet)}起）已有结果`,
          ),
        )
        return 'duplicate'
      }
      while (at.seen.length <= word) at.seen.push(0)
      at.seen[word]! |= bit
      return partOf(at, result, where, faults)
    },
  }
}

function partOf(page: Page, result: CheckedResult, where: Place, faults: Fault[]): FaultCode | null {
  const n = PAIR_OF.get(result.substance!)
  if (n === undefined || result.reading.kind !== 'value') return null
  const { solid, water } = scaleOf(result.unit)
  const size = Number(result.reading.value) * (solid || water)
  if (Number.isNaN(size)) return null
  const pair = PAIRS[n]!
  page.sizes ??= new Array<undefined>(2 * PAIRS.length) // of this length, because a list that grows takes thrice the room
  page.sizes[result.substance === pair.part ? 2 * n : 2 * n + 1] = size
  const [part, total] = [page.sizes[2 * n], page.sizes[2 * n + 1]]
  if (part === undefined || total === undefined || part <= total) return null
  const names = [getSubstance(pair.part).name, getSubstance(pair.total).name]
  faults.push(fault('part-above-whole', where, `“${names[0]}”（${part}）大于“${names[1]}”的总量（${total}）`))
  return 'part-above-whole'
}
