import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPlan, type Span } from './index.ts'

const folders = [join(import.meta.dirname, 'fixtures'), resolve(import.meta.dirname, '../../../shared/plans')]
const texts = folders
  .filter(folder => existsSync(folder))
  .flatMap(folder =>
    readdirSync(folder)
      .filter(file => file.endsWith('.txt'))
      .map(file => readFileSync(join(folder, file), 'utf8')),
  )

const plan = fc.constantFrom(...texts)
const lines = (text: string) => text.split('\n')
/** Plans as they come out of bad conversions: cut off, in disorder, run together, with white space and signs strewn in. */
const mangled = fc.oneof(
  fc.tuple(plan, fc.nat(), fc.nat()).map(([text, a, b]) => {
    const [from, to] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number]
    return text.slice(from, to)
  }),
  plan.chain(text => fc.shuffledSubarray(lines(text)).map(some => some.join('\n'))),
  fc.tuple(plan, plan, fc.constantFrom('', '\n', '\f', ' ')).map(([a, b, glue]) => a + glue + b),
  fc
    .tuple(plan, fc.constantFrom('\t', '  ', '\u3000', '\r\n', '\n', '|', '', '\u200b'))
    .map(([text, sign]) => text.replaceAll('\n', sign)),
  fc
    .tuple(
      plan,
      fc.array(
        fc.tuple(
          fc.nat(),
          fc.constantFrom('（', '）', '\n', '\t', '，', '《', '“', '1.', '（一）', '|', '牵头', '2024年'),
        ),
        { maxLength: 60 },
      ),
    )
    .map(([text, strewn]) =>
      strewn.reduce((t, [at, sign]) => t.slice(0, at % t.length) + sign + t.slice(at % t.length), text),
    ),
  fc.string({
    unit: fc.constantFrom(...'（）()一1.、，。；：\n\t |年月底前牵头负责市县局厅率%达到不低于以上各'),
    maxLength: 300,
  }),
)

const squeeze = (text: string) => text.normalize('NFKC').replace(/[\s\u200b]/g, '')
/** Cleaning takes away page numbers and white space and adds nothing. */
function holds(text: string, quote: string): boolean {
  const [all, wanted] = [squeeze(text), squeeze(quote)]
  let at = 0
  for (const char of all) if (char === wanted[at]) at++
  return at === wanted.length
}

describe('any text can be read', () => {
  it('never throws, every span lies in the text and holds what is quoted, twice the same', () => {
    fc.assert(
      fc.property(mangled, text => {
        const reading = readPlan(text)
        const inside = ([start, end]: Span) => start >= 0 && start <= end && end <= text.length
        for (const document of reading.documents) {
          expect(inside(document.span)).toBe(true)
          for (const item of [...document.tasks, ...document.targets, ...document.rhythm]) {
            expect(inside(item.span)).toBe(true)
            expect(holds(text.slice(...item.span), item.quote), item.quote).toBe(true)
          }
          for (const task of document.tasks) {
            for (const part of [
              ...task.unitSpans,
              ...task.deadlineSpans,
              ...task.recurring,
              ...task.relative,
              ...task.masked,
              ...task.objects,
              ...task.parts,
            ])
              expect(inside(part.span)).toBe(true)
            for (const deadline of task.deadlineSpans)
              expect(holds(text.slice(...deadline.span), deadline.text)).toBe(true)
          }
        }
        for (const problem of reading.problems) expect(inside(problem.span)).toBe(true)
        expect(readPlan(text)).toEqual(reading)
      }),
      { numRuns: 120, seed: 20240605 },
    )
  })

  it('the time grows with the length, not with its square', () => {
    // Processor time: what else the machine does must not fail the test.
    const cost = (text: string) => {
      const before = process.cpuUsage()
      readPlan(text)
      return process.cpuUsage(before).user / 1000
    }
    for (const repeated of [
      texts[0]!,
      '一、',
      '（',
      '1.',
      '市水利局、',
      '2024年',
      '达到90%，',
      '\t甲',
      '“《',
      '牵头，',
      '每年1次、',
      '|',
      '第一章',
    ]) {
      const small = repeated.repeat(Math.ceil(8_000 / repeated.length))
      cost(small)
      const ratio = cost(small.repeat(8)) / Math.max(8, Math.min(cost(small), cost(small)))
      expect(ratio, JSON.stringify(repeated.slice(0, 12))).toBeLessThan(40)
    }
  })
})
