import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { dayInShanghai } from '@jingtu/core/period.ts'
import type { Judgement } from '@jingtu/standards/judgement.ts'
import { checkLocalTable, type LocalTable } from '@jingtu/standards/local-tables.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import type { Grid } from '@jingtu/standards/screening/grid.ts'
import { screen as screenGrids } from '@jingtu/standards/screening/screen.ts'
import { refusal } from '../problems.ts'
import { gridsOf } from '../screening/grids.ts'
import { makeClock } from '../services.ts'
import { type Command, columns, type Input, option, requireOption, UsageError } from './command.ts'
import { screenCounts } from './screen-counts.ts'

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const why =
      code === 'ENOENT' ? '没有这个文件，请检查路径' : code === 'EISDIR' ? '这是一个目录，请给出文件' : String(error)
    throw refusal('not-found', `读不到文件“${path}”`, [why])
  }
}

async function localTables(path: string | undefined): Promise<LocalTable[]> {
  if (path === undefined) return []
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder().decode(await bytesOf(path)))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw refusal('invalid', `“${path}”不是有效的 JSON`)
  }
  const tables = (Array.isArray(raw) ? raw : [raw]) as LocalTable[]
  const faults = tables.flatMap(t =>
    checkLocalTable(t).map(f => ({ ...f, where: [t.id, f.where].filter(Boolean).join(' ') })),
  )
  if (faults.length) throw refusal('invalid', `地方标准“${path}”有误`, faults)
  return tables
}

function stackingOf(input: Input): 'strictest' | 'first' {
  const given = option(input, 'stacking') ?? 'strictest'
  if (given !== 'strictest' && given !== 'first')
    throw new UsageError(`--stacking 应为 strictest 或 first，现为“${given}” · --stacking must be strictest or first`)
  return given
}

/** `--land-use` is `landUse` for the standards; only what was given is passed on. */
async function optionsOf(input: Input): Promise<AssessOptions> {
  const options: AssessOptions = {
    on: dayInShanghai(makeClock()()),
    tables: await localTables(option(input, 'local')),
    stacking: stackingOf(input),
  }
  for (const name of ['use', 'crop', 'column', 'condition', 'target', 'region', 'items'] as const) {
    const value = option(input, name)
    if (value !== undefined) options[name] = value
  }
  const landUse = option(input, 'land-use')
  if (landUse !== undefined) options.landUse = landUse
  return options
}

export const screen: Command = {
  name: 'screen',
  usage:
    'FILE… --standard STANDARD [--use 第一类] [--land-use 水田] [--crop 水稻] [--column 水田] [--condition 盐碱土地区] [--target Ⅲ类] [--items 45项基本项目] [--region CODE] [--local TABLES.json] [--stacking strictest|first] [--counts] [--json]',
  about: { zh: '按标准评价检测结果（CSV 或 XLSX）', en: 'judge results (CSV or XLSX) against a standard' },
  options: {
    standard: { type: 'string' },
    use: { type: 'string' },
    'land-use': { type: 'string' },
    crop: { type: 'string' },
    column: { type: 'string' },
    condition: { type: 'string' },
    target: { type: 'string' },
    items: { type: 'string' },
    region: { type: 'string' },
    local: { type: 'string' },
    stacking: { type: 'string' },
    /** Numbers instead of findings, for long tables of any length. */
    counts: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  words: 1,
  manyWords: true,
  async run(input, terminal) {
    const standard = requireOption(input, 'standard')
    if (input.values.counts) return screenCounts(input, terminal)
    const options = await optionsOf(input)
    const grids: Grid[] = []
    for (const path of input.words) {
      const own = await gridsOf(await bytesOf(path), basename(path))
      const prefix = input.words.length > 1 ? basename(path) : ''
      grids.push(...own.map(g => ({ ...g, name: [prefix, g.name].filter(Boolean).join(' ') })))
    }
    const answer = screenGrids(grids, standard, options)
    if (!answer.ok) throw refusal(answer.problem.kind, answer.problem.title, answer.problem.reasons)
    for (const p of answer.value.problems)
      terminal.err(`${p.grade === 'error' ? '错误' : '提示'} ${p.where ? `${p.where}：` : ''}${p.message}`)
    if (input.values.json) terminal.out(JSON.stringify(answer.value.judgements, null, 2))
    else for (const line of report(answer.value.judgements)) terminal.out(line)
    return 0
  },
}

function report(judgements: Judgement[]): string[] {
  const rows = judgements.map(j => [
    j.sample,
    j.standard,
    j.verdict,
    j.decisive.join('、') || '—',
    String(j.missing.length),
  ])
  const details = judgements.flatMap(j => [
    '',
    `${j.sample}：${j.verdict}`,
    ...j.notes.map(n => `  ${n}`),
    ...j.findings.map(f => {
      const flags = [...f.flags, ...f.footnotes, ...(f.verified ? [] : ['限值待核'])]
      return `  ${f.verdict}  ${f.name}：${f.why}${f.band ? `（${f.band}）` : ''}［${f.clause}］${flags.length ? ` ${flags.join('；')}` : ''}`
    }),
    ...j.missing.map(m => `  缺 ${m.name}：${m.why}；${m.need}`),
  ])
  return [...columns([['样品', '标准', '结论', '起决定作用的项目', '缺项'], ...rows]), ...details]
}
