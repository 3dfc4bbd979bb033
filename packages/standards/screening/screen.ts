import { type Outcome, ok, type Reason, refuse } from '@jingtu/core/problem.ts'
import { columnsOf } from '../gb5084-2021/conditions.ts'
import { COLUMNS } from '../gb5084-2021/table.ts'
import { classIndex } from '../gbt14848-2017/assess.ts'
import { assess, editionsOf, findStandard, STANDARDS } from '../index.ts'
import type { Judgement, Sample } from '../judgement.ts'
import type { AssessOptions } from '../options.ts'
import { ITEM_SETS, itemSetOf } from '../required-items.ts'
import type { Grid } from './grid.ts'
import type { FileProblem } from './records.ts'
import { readSamples } from './samples.ts'

export interface Screening {
  standard: string
  judgements: Judgement[]
  problems: FileProblem[]
}

/**
 * Sheets of results against a standard, as the command, the interface and the page do it. A name without a year ("GB 2762")
 * takes the edition of each sample's day.
 * @param options `on`: the day for samples without one
 * @param most how many results are judged at once
 */
export function screen(
  grids: readonly Grid[],
  standard: string,
  options: AssessOptions = {},
  most = Number.POSITIVE_INFINITY,
): Outcome<Screening> {
  const faults = faultsOf(standard, options)
  if (faults.length) return refuse('invalid', '不能评价', faults)
  const { samples, problems } = readSamples(grids, MEDIA[editionsOf(standard)[0]!.number])
  if (samples.length === 0)
    return refuse(
      'invalid',
      '没有可以评价的样品',
      problems.map(p => ({ message: p.message, ...(p.where ? { where: p.where } : {}) })),
    )
  const results = samples.reduce((n, s) => n + s.results.length, 0)
  if (results > most)
    return refuse('too-large', '检测结果过多', [
      `共 ${results} 个结果，一次最多 ${most} 个，请分成几个文件，或用命令行评价`,
    ])
  return ok({ standard, judgements: samples.map(s => judgeSample(s, standard, options)), problems })
}

/** What a standard judges; of a file with several media the others are left out. */
const MEDIA: Readonly<Record<string, readonly string[]>> = {
  'GB 15618': ['土壤'],
  'GB 36600': ['土壤'],
  'GB/T 14848': ['地下水'],
  'GB 5084': ['灌溉水', '地表水'],
  'GB 2762': ['农产品'],
}

/** What is wrong with the request itself, all at once. */
export function faultsOf(standard: string, options: AssessOptions): Reason[] {
  const editions = editionsOf(standard)
  if (editions.length === 0)
    return [{ where: 'standard', message: `没有收录标准“${standard}”，可用：${STANDARDS.map(s => s.id).join('、')}` }]
  const faults: Reason[] = []
  const { number } = editions[0]!
  if (options.items !== undefined && !itemSetOf(number, options.items)) {
    const sets = ITEM_SETS.filter(s => s.standard === number).map(s => s.name)
    faults.push({
      where: 'items',
      message: `没有名为“${options.items}”的项目组${sets.length ? `，可用：${sets.join('、')}` : ''}`,
    })
  }
  // A word of the request that nobody can read is not quietly left aside; the words of a sample stay with its verdict.
  if (number === 'GB/T 14848' && options.target !== undefined && classIndex(options.target) === undefined)
    faults.push({ where: 'target', message: `没有“${options.target}”这一目标类别，应为 Ⅰ类 至 Ⅴ类` })
  if (number === 'GB 5084' && options.column !== undefined && !saysSomething(options.column))
    faults.push({
      where: 'column',
      message: `不认识适用列“${options.column}”，应为 ${COLUMNS.join('、')}，或灌溉作物的名称`,
    })
  return faults
}

const saysSomething = (column: string): boolean => columnsOf([column]).cases.length < COLUMNS.length

/** One sample under the edition of its day. */
export function judgeSample(sample: Sample, standard: string, options: AssessOptions = {}): Judgement {
  const day = sample.takenOn ?? options.on
  const edition = findStandard(standard, day)
  if (edition) return assess(edition, sample, options)
  const editions = editionsOf(standard)
  const why = `${day} 没有施行中的版本（收录 ${editions.map(e => `${e.id} 自 ${e.from}`).join('、')}）`
  return {
    sample: sample.id,
    standard,
    verdict: '证据不足',
    findings: [],
    missing: [{ substance: null, name: '标准', why, need: '请用当时施行的标准评价' }],
    decisive: [],
    notes: [],
  }
}
