// Reads every annotated plan, scores the reading and prints F1 per text and pooled: node scripts/score-plans.ts [--verbose] [name …]
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readPlan } from '../packages/plans/index.ts'

const shared = resolve(import.meta.dirname, '../../shared')
const scorer = join(shared, 'tools/score-plan.mjs')
if (!existsSync(scorer)) {
  console.error(`没有评分工具：${scorer}`)
  process.exit(2)
}
const args = process.argv.slice(2)
const verbose = args.includes('--verbose')
const wanted = args.filter(arg => !arg.startsWith('--'))
const out = mkdtempSync(join(tmpdir(), 'plans-'))
const pooled = new Map<string, { tp: number; fp: number; fn: number }>()
const measures: string[] = []
const rows: Record<string, string>[] = []
for (const file of readdirSync(join(shared, 'gold')).filter(name => name.endsWith('.json'))) {
  const name = file.replace(/\.json$/, '')
  if (wanted.length > 0 && !wanted.some(part => name.includes(part))) continue
  const text = readFileSync(join(shared, 'plans', `${name}.txt`), 'utf8')
  readPlan(text)
  const started = performance.now()
  const reading = readPlan(text)
  const spent = performance.now() - started
  const predicted = join(out, file)
  writeFileSync(predicted, JSON.stringify(reading))
  const report = execFileSync(
    process.execPath,
    [scorer, join(shared, 'gold', file), predicted, ...(verbose ? ['--verbose'] : [])],
    { encoding: 'utf8' },
  )
  if (verbose) console.log(`==== ${name}\n${report}`)
  const row: Record<string, string> = { text: name, ms: spent.toFixed(1), problems: String(reading.problems.length) }
  for (const line of report.split('\n')) {
    const found = /^(.{14}) P .* F1 ([\d.]+) {2}\(tp (\d+), fp (\d+), fn (\d+)\)$/.exec(line)
    if (!found) continue
    const measure = found[1]!.trim()
    if (!measures.includes(measure)) measures.push(measure)
    const sum = pooled.get(measure) ?? { tp: 0, fp: 0, fn: 0 }
    pooled.set(measure, { tp: sum.tp + Number(found[3]), fp: sum.fp + Number(found[4]), fn: sum.fn + Number(found[5]) })
    row[measure] = found[2]!
  }
  row.mean = /mean F1 ([\d.]+)/.exec(report)![1]!
  rows.push(row)
}
const total: Record<string, string> = { text: 'pooled', ms: '', problems: '' }
for (const [measure, { tp, fp, fn }] of pooled) total[measure] = ((2 * tp) / (2 * tp + fp + fn || 1)).toFixed(3)
total.mean = (rows.reduce((sum, row) => sum + Number(row.mean), 0) / rows.length).toFixed(4)
console.table([...rows, total], ['text', ...measures, 'mean', 'problems', 'ms'])
