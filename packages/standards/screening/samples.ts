import type { Reading, Result, Sample } from '../judgement.ts'
import { readDay } from '../laboratory/day.ts'
import type { Fault, FaultCode } from '../laboratory/fault.ts'
import { readResult } from '../laboratory/result-reader.ts'
import { readUnit } from '../laboratory/unit-word.ts'
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
 * @param media of a file with several media only these; of a file without any of them all
 */
export function readSamples(grids: readonly Grid[], media?: readonly string[]): SampleReading {
  const read = grids.map(entriesOf)
  // A sheet of notes beside a sheet of results is no fault.
  const useful = read.some(r => r.form !== null)
  const problems = read.flatMap((r, i) => (r.form === null && useful && !grids[i]!.hidden ? [] : r.problems))
  const entries = ofMedia(
    read.flatMap(r => r.entries),
    media,
    problems,
  )
  if (entries.length === 0 && problems.length === 0)
    problems.push({
      grade: 'error',
      where: '',
      message: useful ? '表头下面没有数据，请检查文件是否完整' : '文件里没有数据，请检查原文件',
    })
  const label = labels(entries)
  const groups = Map.groupBy(entries, label)
  const samples = [...groups].map(([id, of]) => sampleOf(id, of, problems))
  return { samples, problems }
}

function ofMedia(entries: Entry[], media: readonly string[] | undefined, problems: FileProblem[]): Entry[] {
  const fits = (e: Entry): boolean => !e.medium || !media || media.includes(e.medium)
  if (!media || entries.every(fits) || !entries.some(fits)) return entries
  for (const medium of [...new Set(entries.filter(e => !fits(e)).map(e => e.medium!))].sort())
    problems.push({ grade: 'warning', where: '', message: `没有评价“${medium}”样品：所选标准评价${media.join('、')}` })
  return entries.filter(fits)
}

/** What to call each entry's sample: medium, depth, day and point tell samples apart only where one number stands for several of them. */
export function labels(entries: Entry[]): (e: Entry) => string {
  const seen = new Map<string, Record<'point' | 'depth' | 'takenOn' | 'medium', Set<string>>>()
  const word = (e: Entry, k: 'point' | 'depth' | 'takenOn'): string =>
    k === 'point'
      ? e.point
      : k === 'takenOn'
        ? (dayOf(e.about.takenOn) ?? e.about.takenOn ?? '')
        : (e.about.depth ?? '')
  for (const e of entries) {
    const s = seen.get(e.sample) ?? { point: new Set(), depth: new Set(), takenOn: new Set(), medium: new Set() }
    for (const k of ['point', 'depth', 'takenOn'] as const) if (word(e, k) !== '') s[k].add(word(e, k))
    if (e.medium) s.medium.add(e.medium)
    seen.set(e.sample, s)
  }
  return e => {
    const s = seen.get(e.sample)!
    const point = s.point.size > 1 && e.point !== '' && e.point !== e.sample ? `${e.point} ` : ''
    const depth = s.depth.size > 1 && e.about.depth ? `（${e.about.depth}）` : ''
    const day = s.takenOn.size > 1 && e.about.takenOn ? ` ${word(e, 'takenOn')}` : ''
    const medium = s.medium.size > 1 && e.medium ? ` ${e.medium}` : ''
    return `${point}${e.sample}${depth}${day}${medium}`
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
    problems.push({
      grade: 'error',
      where: entries.find(e => e.oddAt?.pH)?.oddAt?.pH ?? id,
      message: `pH 不能使用：${pH.why}`,
    })
  const sample: Sample = { id, results: resultsOf(entries, problems), ...(pH ? { pH } : {}) }
  for (const a of ['landUse', 'use', 'crop', 'column', 'condition', 'region'] as const) {
    if (words[a].length === 1) sample[a] = words[a][0]!
    else if (words[a].length > 1)
      problems.push({ grade: 'error', where: id, message: `同一样品有不同的说法：${words[a].join('、')}，不能采用` })
  }
  const medium = entries.find(e => e.medium)?.medium
  if (medium) sample.medium = medium
  const days = [...new Set(words.takenOn.map(dayOf))]
  if (days.length === 1 && days[0]) sample.takenOn = days[0]
  else if (days.length > 0)
    problems.push({
      grade: 'error',
      where: entries.find(e => e.oddAt?.takenOn)?.oddAt?.takenOn ?? id,
      message: `采样日期“${words.takenOn.join('、')}”不能识别，应写作 2026-09-02`,
    })
  return sample
}

/** A figure that is no pH is none: it would choose the band of limits. */
function possiblePH(cell: string): Reading {
  const reading = parseReading(cell)
  const figure = reading.kind === 'value' ? reading.value : reading.kind === 'missing' ? '0' : reading.limit
  return Number(figure) > 14 ? { kind: 'missing', why: `pH ${cell} 超出 0～14` } : reading
}

export function pHFrom(cells: string[]): Reading | undefined {
  const readings = cells.filter(c => c !== '').map(possiblePH)
  const known = readings.filter(r => r.kind !== 'missing')
  const words = [...new Set(known.map(r => Number(showReading(r)!.replace(/^[<>]/, ''))))]
  if (words.length > 1)
    return { kind: 'missing', why: `同一样品有不同的 pH：${words.sort((a, b) => a - b).join('、')}` }
  return known[0] ?? readings[0]
}

export function resultsOf(entries: Entry[], problems: FileProblem[]): Result[] {
  const found = entries.flatMap(e => (e.result ? [{ ...e.result, where: e.where, id: idOf(e.result.substance) }] : []))
  const filled = new Set(found.filter(r => r.cell !== '').map(r => r.id))
  return found.filter(r => r.id !== 'ph' && (r.cell !== '' || !filled.has(r.id))).map(r => resultOf(r, problems))
}

const BLANK: Reading = { kind: 'missing', why: '没有数值' }
const NOWHERE = { sheet: '', row: 0, column: 0 }

function resultOf(r: NonNullable<Entry['result']> & { where: string }, problems: FileProblem[]): Result {
  const { words } = r
  if (!words || r.cell === '') return { substance: r.substance, reading: BLANK, unit: words?.unit ?? '', original: '' }
  const faults: Fault[] = []
  const read = readResult(words, null, NOWHERE, faults, null, true)
  for (const f of faults) if (!SILENT.has(f.code)) problems.push({ grade: f.grade, where: r.where, message: f.message })
  const { reading } = read
  const written = readUnit(words.unit)
  return {
    substance: r.substance,
    reading: read.fault === 'unit-contradiction' ? { kind: 'missing', why: '单位有不同的说法' } : reading,
    // As written, but for the basis that may stand in it.
    unit: written.unit === read.unit && !written.basis ? words.unit : read.unit,
    original: words.value,
    ...(read.detectionLimit !== null && reading.kind !== 'below' ? { detectionLimit: read.detectionLimit } : {}),
    ...(read.basis ? { basis: read.basis } : {}),
    ...(read.method ? { method: read.method } : {}),
  }
}
/** Said by the verdict itself, with what it would take. */
const SILENT: ReadonlySet<FaultCode> = new Set(['no-unit', 'not-measured'])

const idOf = (name: string): string => findSubstance(name)?.id ?? name

/** "2026/9/2", "2026年9月2日", "20260902", "2026-09-02 10:00", 46267 → "2026-09-02" */
export function dayOf(text: string | undefined): string | undefined {
  const read = readDay(text ?? '')
  return read && 'day' in read ? read.day : undefined
}
