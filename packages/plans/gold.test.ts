import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlan } from './index.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const shared = resolve(import.meta.dirname, '../../../shared')
const squeeze = (text: string) => text.replace(/\s/g, '')

interface GoldTask {
  no: string
  title: string
  path: string[]
  start: string
  lead: string[]
  coop: string[]
  resp: string[]
  deadlines: string[]
}

describe('our own annotated texts are read exactly', () => {
  const names = readdirSync(fixtures)
    .filter(file => file.endsWith('.json'))
    .map(file => file.replace('.json', ''))

  it.each(names)('%s', name => {
    const text = readFileSync(join(fixtures, `${name}.txt`), 'utf8')
    const gold = JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')).documents as {
      tasks: GoldTask[]
      targets?: Record<string, unknown>[]
    }[]
    const { documents, problems } = readPlan(text)
    expect(problems).toEqual([])
    expect(documents).toHaveLength(gold.length)
    documents.forEach((document, i) => {
      const { tasks, targets, ...head } = gold[i]!
      expect(document).toMatchObject(head)
      // Only what the annotation states of a target is compared.
      if (targets)
        expect(
          document.targets.map((target, at) =>
            Object.fromEntries(Object.keys(targets[at] ?? {}).map(key => [key, target[key as keyof typeof target]])),
          ),
        ).toEqual(targets)
      expect(
        document.tasks.map(({ no, title, path, lead, coop, resp, deadlines }) => ({
          no,
          title,
          path,
          lead,
          coop,
          resp,
          deadlines,
        })),
      ).toEqual(tasks.map(({ start: _start, ...task }) => task))
      for (const [at, task] of document.tasks.entries()) {
        expect(squeeze(task.quote).startsWith(squeeze(tasks[at]!.start))).toBe(true)
        // A span opens the original at the sentence that ordered the task.
        expect(squeeze(text.slice(...task.span)).startsWith(squeeze(tasks[at]!.start))).toBe(true)
      }
    })
  })
})

// The scorer and its hand-made annotations live beside the repository and not in it.
describe.runIf(existsSync(join(shared, 'tools/score-plan.mjs')))('annotated government plans', () => {
  const names = existsSync(join(shared, 'gold'))
    ? readdirSync(join(shared, 'gold'))
        .filter(file => file.endsWith('.json'))
        .map(file => file.replace('.json', ''))
    : []
  const pooled = new Map<string, { tp: number; wrong: number }>()
  const means: number[] = []

  it.each(names)('%s: mean F1 of at least 0.96', name => {
    const predicted = join(mkdtempSync(join(tmpdir(), 'plan-')), 'predicted.json')
    writeFileSync(predicted, JSON.stringify(readPlan(readFileSync(join(shared, 'plans', `${name}.txt`), 'utf8'))))
    const report = execFileSync(
      process.execPath,
      [join(shared, 'tools/score-plan.mjs'), join(shared, 'gold', `${name}.json`), predicted],
      { encoding: 'utf8' },
    )
    for (const line of report.matchAll(/^(\S.*?) +P .*\(tp (\d+), fp (\d+), fn (\d+)\)$/gm)) {
      const sum = pooled.get(line[1]!) ?? { tp: 0, wrong: 0 }
      pooled.set(line[1]!, { tp: sum.tp + Number(line[2]), wrong: sum.wrong + Number(line[3]) + Number(line[4]) })
    }
    const mean = Number(/mean F1 ([\d.]+)/.exec(report)![1])
    means.push(mean)
    expect(mean).toBeGreaterThanOrEqual(0.96)
  })

  it('all together: average of at least 0.975, every measure pooled of at least 0.95', () => {
    expect(means).toHaveLength(names.length)
    expect(means.reduce((a, b) => a + b, 0) / means.length).toBeGreaterThanOrEqual(0.975)
    expect(pooled.size).toBeGreaterThanOrEqual(8)
    for (const [measure, { tp, wrong }] of pooled)
      expect((2 * tp) / (2 * tp + wrong), measure).toBeGreaterThanOrEqual(0.95)
  })
})
