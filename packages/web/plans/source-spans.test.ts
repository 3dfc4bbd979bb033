import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, sentencesOf, spanOf } from './source-spans.ts'

const task = (id: string, start: number, end: number, more = {}) => ({
  id,
  spanStart: start,
  spanEnd: end,
  parentTask: null,
  unitSpans: [],
  ...more,
})
const detail = (tasks: object[], targets: object[] = []) =>
  ({ plan: { problems: [], rhythm: [] }, tasks, targets, objects: [] }) as unknown as Parameters<typeof cutText>[1]

describe('the text of a plan with its marks', () => {
  it('gives every passage its narrowest task, and names and days their marks', () => {
    const text = '1.大任务。6月底前由市财政局办理。'
    const at = text.indexOf('市财政局')
    const pieces = cutText(
      text,
      detail([
        task('outer', 0, text.length),
        task('inner', 6, text.length, {
          unitSpans: [{ role: 'lead', name: '市财政局', span: [at, at + 4], units: [], why: '' }],
        }),
      ]),
    )
    expect(pieces.find(p => p.marks.includes('lead'))).toMatchObject({ start: at, end: at + 4, task: 'inner' })
    expect(
      pieces
        .filter(p => p.marks.includes('day'))
        .map(p => text.slice(p.start, p.end))
        .join(''),
    ).toBe('6月底前')
    expect(pieces[0]!.task).toBe('outer')
  })

  it('covers the text without gaps whatever overlaps', () => {
    const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }),
        fc.array(span),
        fc.array(span),
        (text, tasks, targets) => {
          const pieces = cutText(
            text,
            detail(
              tasks.map(([a, b], i) => task(`t${i}`, a, b)),
              targets.map(([a, b], i) => ({ id: `g${i}`, spanStart: a, spanEnd: b })),
            ),
          )
          expect(pieces.map(p => text.slice(p.start, p.end)).join('')).toBe(text)
        },
      ),
    )
  })

  it('cuts content into sentences that join to the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('土', '。', '；', '\n', 'a') }), text => {
        expect(sentencesOf(text).join('')).toBe(text)
      }),
    )
  })
})

it('a task or target is found in the text; a subtask stands where its task stands, and what was added by hand nowhere', () => {
  const { tasks, targets } = detail(
    [task('a', 3, 9), { ...task('b', 0, 0, { parentTask: 'a' }), spanStart: null, spanEnd: null }],
    [
      { id: 'x', spanStart: 5, spanEnd: 7, task: 'a' },
      { id: 'y', spanStart: null, spanEnd: null, task: 'a' },
      { id: 'z', spanStart: null, spanEnd: null, task: null },
    ],
  )
  expect(['a', 'b', 'x', 'y', 'z', 'q'].map(id => spanOf({ tasks, targets }, id))).toEqual([
    [3, 9],
    [3, 9],
    [5, 7],
    [3, 9],
    null,
    null,
  ])
})
