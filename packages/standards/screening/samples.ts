import type { Reading, Result, Sample } from '../judgement.ts'
import { parseReading, showReading } from '../reading.ts'
import { findSubstance } from '../substances.ts'
import type { Grid } from './grid.ts'
import { ATTRIBUTES, type Attribute, type Entry, entriesOf, type FileProblem } from './records.ts'

export interface SampleReading {
  samples: Sample[]
  problems: FileProblem[]
}

/**
 * The samples of one or several sheets, in the order they first appear. Results on one sample from several rows, sheets and
 * files come together; the order makes no difference to what is said of it.
 */
export function readSamples(grids: readonly Grid[]): SampleReading {
  const read = grids.map(entriesOf)
  // A sheet of notes beside a sheet of results is no fault.
  const useful = read.some(r => r.form !== null)
  const problems = read.flatMap(r => (r.form === null && useful ? [] : r.problems))
  const entries = read.flatMap(r => r.entries)
  if (!useful && problems.length === 0) problems.push({ grade: 'error', where: '', message: '文件里没有数据' })
  const label = labels(entries)
  const groups = Map.groupBy(entries, label)
  const samples = [...groups].map(([id, of]) => sampleOf(id, of, problems))
  return { samples, problems }
}

/** What to call each entry's sample: depth, day and point tell samples apart only where one number stands for several of them. */
export function labels(entries: Entry[]): (e: Entry) => string {
  const seen = new Map<string, Record<'point' | 'depth' | 'takenOn', Set<string>>>()
  const word = (e: Entry, k: 'point' | 'depth' | 'takenOn'): string =>
    k === 'point'
      ? e.point
      : k === 'takenOn'
        ? (dayOf(e.about.takenOn) ?? e.about.takenOn ?? '')
        : (e.about.depth ?? '')
  for (const e of entries) {
    const s = seen.get(e.sample) ?? { point: new Set(), depth: new Set(), takenOn: new Set() }
    for (const k of ['point', 'depth', 'takenOn'] as const) if (word(e, k) !== '') s[k].add(word(e, k))
    seen.set(e.sample, s)
  }
  return e => {
    const s = seen.get(e.sample)!
    const point = s.point.size > 1 && e.point !== '' && e.point !== e.sample ? `${e.point} ` : ''
    const depth = s.depth.size > 1 && e.about.depth ? `（${e.about.depth}）` : ''
    const day = s.takenOn.size > 1 && e.about.takenOn ? ` ${word(e, 'takenOn')}` : ''
    return `${point}${e.sample}${depth}${day}`
  }
}

function sampleOf(id: string, entries: Entry[], problems: FileProblem[]): Sample {
  const words = Object.fromEntries(
    ATTRIBUTES.map(a => [a, [...new Set(entries.flatMap(e => (e.about[a] ? [e.about[a]] : [])))].sort()]),
  ) as Record<Attribute, string[]>
  const pHCells = entries
    .filter(e => e.result && findSubstance(e.result.substance)?.id === 'ph')
    .map(e => e.result!.cell)
  const pH = pHFrom([...words.pH, ...pHCells])
  if (pH?.kind === 'missing' && [...words.pH, ...pHCells].some(Boolean))
    problems.push({ grade: 'error', where: id, message: `pH 不能使用：${pH.why}` })
  const sample: Sample = { id, results: resultsOf(entries, problems), ...(pH ? { pH } : {}) }
  for (const a of ['landUse', 'use', 'crop', 'column', 'condition', 'region'] as const) {
    if (words[a].length === 1) sample[a] = words[a][0]!
    else if (words[a].length > 1)
      problems.push({ grade: 'error', where: id, message: `同一样品有不同的说法：${words[a].join('、')}，不能采用` })
  }
  const days = [...new Set(words.takenOn.map(dayOf))]
  if (days.length === 1 && days[0]) sample.takenOn = days[0]
  else if (days.length > 0)
    problems.push({
      grade: 'error',
      where: id,
      message: `采样日期“${words.takenOn.join('、')}”不能识别，应写作 2026-09-02`,
    })
  return sample
}

export function pHFrom(cells: string[]): Reading | undefined {
  const readings = cells.filter(c => c !== '').map(c => parseReading(c))
  const known = readings.filter(r => r.kind !== 'missing')
  const words = [...new Set(known.map(r => Number(showReading(r)!.replace(/^[<>]/, ''))))]
  if (words.length > 1)
    return { kind: 'missing', why: `同一样品有不同的 pH：${words.sort((a, b) => a - b).join('、')}` }
  return known[0] ?? readings[0]
}

export function resultsOf(entries: Entry[], problems: FileProblem[]): Result[] {
  const found = entries.flatMap(e => (e.result ? [{ ...e.result, where: e.where, id: idOf(e.result.substance) }] : []))
  const filled = new Set(found.filter(r => r.cell !== '').map(r => r.id))
  return found
    .filter(r => r.id !== 'ph' && (r.cell !== '' || !filled.has(r.id)))
    .map(r => {
      const reading = parseReading(r.cell, r.detectionLimit === '' ? undefined : r.detectionLimit)
      const limit = parseReading(r.detectionLimit)
      if (reading.kind === 'missing' && r.cell !== '' && !isWord(r.id))
        problems.push({ grade: 'error', where: r.where, message: `${r.substance}：${reading.why}` })
      return {
        substance: r.substance,
        reading,
        unit: r.unit.replace(BASIS_IN_UNIT, ''),
        original: r.cell,
        ...(limit.kind === 'value' ? { detectionLimit: limit.value } : {}),
        ...(basisOf(r.basis) ?? basisOf(BASIS_IN_UNIT.exec(r.unit)?.[1] ?? '') ?? {}),
        ...(r.method ? { method: r.method } : {}),
      }
    })
}

const idOf = (name: string): string => findSubstance(name)?.id ?? name
/** 嗅和味 and 肉眼可见物 are said in words. */
const isWord = (id: string): boolean => id === 'odour-taste' || id === 'visible-matter'

/** mg/kg（干重）, mg/kg dw */
const BASIS_IN_UNIT =
  /\s*[(（,，]?\s*(?:以)?(干重|干基|湿重|湿基|鲜重|dw|dry(?: weight)?|ww|fw|wet(?: weight)?|fresh(?: weight)?)计?\s*[)）]?$/i
const basisOf = (text: string): { basis: 'dry' | 'wet' } | undefined =>
  /干|dry|^dw$/i.test(text) ? { basis: 'dry' } : /湿|鲜|wet|fresh|^[wf]w$/i.test(text) ? { basis: 'wet' } : undefined

/** "2026/9/2", "2026年9月2日", "20260902", "2026-09-02 10:00" → "2026-09-02" */
export function dayOf(text: string | undefined): string | undefined {
  const m =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(text?.trim() ?? '') ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text?.trim() ?? '')
  if (!m) return undefined
  const day = `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}`
  const real = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day) ? day : undefined
}
