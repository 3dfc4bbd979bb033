import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasChanges, trackedChanges } from './tracked-changes.ts'

const side = (segments: ReturnType<typeof trackedChanges>, kind: 'old' | 'new') =>
  segments
    .filter(s => s.kind === 'same' || s.kind === kind)
    .map(s => s.text)
    .join('')

describe('tracked changes', () => {
  it('keeps a number whole and strikes the old one before the new one', () => {
    expect(trackedChanges('安全利用率达到92%以上。', '安全利用率达到95%以上。')).toEqual([
      { kind: 'same', text: '安全利用率达到' },
      { kind: 'old', text: '92%' },
      { kind: 'new', text: '95%' },
      { kind: 'same', text: '以上。' },
    ])
  })

  it('gives both wordings back whatever they are', () => {
    const wording = fc.string({
      unit: fc.constantFrom('土', '壤', '9', '2', '%', '。', '，', 'a', '\n', '县'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(wording, wording, (before, after) => {
        const segments = trackedChanges(before, after)
        expect(side(segments, 'old')).toBe(before)
        expect(side(segments, 'new')).toBe(after)
        expect(hasChanges(segments)).toBe(before !== after)
      }),
    )
  })

  it('compares sentences where a text is too long for words', () => {
    const long = Array.from({ length: 900 }, (_, i) => `第${i}句话说明这一项工作的要求。`)
    const changed = long.map((s, i) => (i % 2 ? s : s.replace('要求', '标准')))
    const segments = trackedChanges(long.join(''), changed.join(''))
    expect(side(segments, 'new')).toBe(changed.join(''))
    expect(segments.filter(s => s.kind === 'old').length).toBeGreaterThan(400)
  })
})
