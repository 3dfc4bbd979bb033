import { type BulkNumber, CODES, verdictOfCode } from '@jingtu/standards/columnar/codes.ts'
import type { BulkOptions } from '@jingtu/standards/columnar/screen-columns.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import { refusal } from '../problems.ts'
import { BulkFile, type FileScreening } from '../screening/bulk-file.ts'
import { columns, type Input, option, type Terminal, UsageError } from './command.ts'

/** Options of `screen` that only the sample-by-sample way understands. */
const NOT_IN_BULK = ['crop', 'condition', 'target', 'items', 'region', 'local', 'stacking']
/** How many samples of the worst verdict are named. */
const NAMED = 20
/** How many problems of the file are told. */
const PROBLEMS = 20

/** `screen --counts`: a file of any length, judged in columns, as numbers; names only the worst samples. */
export async function screenCounts(input: Input, terminal: Terminal): Promise<number> {
  const number = bulkNumber(option(input, 'standard') ?? '')
  const foreign = NOT_IN_BULK.filter(name => option(input, name) !== undefined)
  if (foreign.length)
    throw new UsageError(
      `--counts 不能与 ${foreign.map(n => `--${n}`).join('、')} 同用，请去掉后再试，或不加 --counts 逐个样品评价`,
    )
  if (input.words.length > 1) throw new UsageError('--counts 一次评价一个文件 · --counts takes one file')
  const options: BulkOptions = {}
  for (const [from, to] of [
    ['use', 'use'],
    ['land-use', 'landUse'],
    ['column', 'column'],
  ] as const) {
    const value = option(input, from)
    if (value !== undefined) options[to] = value
  }
  const file = await BulkFile.open(input.words[0]!)
  try {
    tellProblems(file, terminal)
    if (file.samples === 0) throw refusal('invalid', '没有可以评价的样品', ['表头下面没有结果'])
    const screening = await file.screen(number, options)
    const answer = await answerOf(file, number, screening)
    if (input.values.json) terminal.out(JSON.stringify(answer, null, 2))
    else for (const line of report(answer)) terminal.out(line)
    return 0
  } finally {
    await file.close()
  }
}

/** Errors first; one way of writing is named once. */
function tellProblems({ problems }: BulkFile, terminal: Terminal): void {
  const errors = problems.filter(p => p.grade === 'error')
  const told = [...errors, ...problems.filter(p => p.grade !== 'error')].slice(0, PROBLEMS)
  for (const p of told)
    terminal.err(`${p.grade === 'error' ? '错误' : '提示'} ${p.where ? `${p.where}：` : ''}${p.message}`)
  if (problems.length > told.length) terminal.err(`提示 还有 ${problems.length - told.length} 处同类问题没有列出`)
}

function bulkNumber(name: string): BulkNumber {
  const standard = findStandard(name)
  if (standard?.number === 'GB 15618' || standard?.number === 'GB 36600') return standard.number
  throw refusal('invalid', '不能成批评价', [
    standard
      ? `--counts 只用于 GB 15618-2018 和 GB 36600-2018，“${name}”请不加 --counts 评价`
      : `没有收录标准“${name}”，--counts 可用：GB 15618-2018、GB 36600-2018`,
  ])
}

type Tally = Record<string, number>
interface Answer {
  standard: string
  samples: { total: number; verdicts: Tally }
  results: { total: number; verdicts: Tally }
  items: { name: string; results: number; verdicts: Tally }[]
  /** The worst verdict found among the samples, and the first of those that have it. */
  worst: { verdict: string; samples: string[] } | null
}

const verdictName = (number: BulkNumber, code: number): string => verdictOfCode(number, code) ?? '不单独评价'
const tally = (number: BulkNumber, counts: number[]): Tally =>
  Object.fromEntries(counts.flatMap((n, code) => (n > 0 ? [[verdictName(number, code), n]] : [])))

async function answerOf(file: BulkFile, number: BulkNumber, screening: FileScreening): Promise<Answer> {
  const { perSample, samples, results, words } = screening
  const worst = [2, 1].find(code => samples[code]! > 0)
  const named: number[] = []
  for (let s = 0; worst !== undefined && s < perSample.length && named.length < NAMED; s++)
    if (perSample[s] === worst) named.push(s)
  return {
    standard: findStandard(number)!.id,
    samples: { total: file.samples, verdicts: tally(number, samples) },
    results: { total: file.results, verdicts: tally(number, results) },
    items: itemsOf(number, words),
    worst: worst === undefined ? null : { verdict: verdictName(number, worst), samples: await file.namesOf(named) },
  }
}

/** By substance, however it was written; the most exceeded first. */
function itemsOf(number: BulkNumber, words: FileScreening['words']): Answer['items'] {
  const items = new Map<string, number[]>()
  for (const word of words) {
    const name = findSubstance(word.substance)?.name ?? word.substance
    const before = items.get(name) ?? new Array<number>(CODES).fill(0)
    items.set(
      name,
      before.map((n, code) => n + word.results[code]!),
    )
  }
  return [...items]
    .sort(([a, x], [b, y]) => y[2]! - x[2]! || y[1]! - x[1]! || y[3]! - x[3]! || (a < b ? -1 : 1))
    .map(([name, counts]) => ({ name, results: counts.reduce((a, b) => a + b, 0), verdicts: tally(number, counts) }))
}

function report({ standard, samples, results, items, worst }: Answer): string[] {
  const verdicts = [...new Set([...Object.keys(samples.verdicts), ...Object.keys(results.verdicts)])]
  const row = (name: string, total: number, of: Tally): string[] => [
    name,
    String(total),
    ...verdicts.map(v => String(of[v] ?? 0)),
  ]
  return [
    `${standard}：${samples.total} 个样品，${results.total} 个结果`,
    '',
    ...columns([
      ['', '合计', ...verdicts],
      row('样品', samples.total, samples.verdicts),
      row('结果', results.total, results.verdicts),
      ...items.map(i => row(i.name, i.results, i.verdicts)),
    ]),
    ...(worst
      ? [
          '',
          `${worst.verdict}的样品${worst.samples.length === NAMED ? `（前 ${NAMED} 个）` : ''}：${worst.samples.join('、')}`,
        ]
      : []),
  ]
}
