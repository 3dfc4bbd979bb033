import { describe, expect, it } from 'vitest'
import { diffTargets, settleStages, targetKey } from './target-key.ts'

const stated = (indicator: string, more: Partial<Parameters<typeof settleStages>[0][number]> = {}) => ({
  indicator,
  scope: null,
  stage: null,
  kind: 'indicator',
  op: '>=',
  value: '90',
  words: null,
  by: null,
  source: 'goals',
  task: null,
  ...more,
})

describe('identity of a target', () => {
  it('tells two stages of one indicator apart even where the same year is printed for both', () => {
    const settled = settleStages([
      stated('受污染耕地安全利用率', { by: '2024-12-31' }),
      stated('受污染耕地安全利用率', { value: '95', by: '2024-12-31' }),
    ])
    expect(settled.map(s => s.stage)).toEqual(['第一阶段', '第二阶段'])
    expect(settled.every(s => s.repeats === null)).toBe(true)
  })

  it('names stages by their years where the text gives different ones', () => {
    expect(
      settleStages([
        stated('安全利用率', { by: '2025-12-31' }),
        stated('安全利用率', { value: '95', by: '2030-12-31' }),
      ]).map(s => s.stage),
    ).toEqual(['2025', '2030'])
  })

  it('knows what is only said again, and keeps the statement of the table', () => {
    const settled = settleStages([
      stated('全市受污染耕地安全利用率'),
      stated('受污染耕地安全利用率（%）', { source: 'table' }),
      stated('受污染耕地安全利用率', { source: 'task' }),
    ])
    expect(settled.map(s => s.repeats)).toEqual([1, null, 1])
  })

  it('does not take a task that refers to a set target for a stage of it', () => {
    const settled = settleStages([
      stated('受污染耕地安全利用率', { source: 'table', by: '2026-12-31' }),
      stated('受污染耕地安全利用率', {
        source: 'task',
        op: 'text',
        value: null,
        words: '达到考核要求',
        by: '2026-12-31',
      }),
      stated('受污染耕地安全利用率', { source: 'task' }),
    ])
    expect(settled).toEqual([
      { stage: null, repeats: null },
      { stage: null, repeats: 0 },
      { stage: null, repeats: 0 },
    ])
  })

  it('never takes two workloads of different tasks for one', () => {
    const a = stated('排查企业', { kind: 'workload', task: 'a' })
    expect(targetKey(a)).not.toBe(targetKey({ ...a, task: 'b' }))
  })

  it('says how targets moved from year to year', () => {
    const t = (id: string, indicator: string, value: string | null, more = {}) => ({
      id,
      indicator,
      scope: null,
      stage: null,
      kind: 'indicator',
      op: '>=',
      value,
      words: null,
      unit: '%',
      ...more,
    })
    const moves = diffTargets(
      [t('1', '受污染耕地安全利用率', '91'), t('2', '农膜回收率', '85'), t('3', '秸秆综合利用率', '90')],
      [t('4', '全县受污染耕地安全利用率', '93'), t('5', '农膜回收率', '85'), t('6', '农药包装废弃物回收率', '75')],
    )
    expect(moves).toEqual([
      { move: 'up', before: '1', after: '4' },
      { move: 'same', before: '2', after: '5' },
      { move: 'new', before: null, after: '6' },
      { move: 'dropped', before: '3', after: null },
    ])
  })
})
