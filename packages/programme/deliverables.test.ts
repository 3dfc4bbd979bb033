import { describe, expect, it } from 'vitest'
import { findDeliverables } from './deliverables.ts'
import { resolveOpenDeadline } from './open-deadlines.ts'

describe('papers a task asks for', () => {
  it('reads each paper with the day of its own sentence', () => {
    const text =
      '排查矿区历史遗留废渣。2026年6月底前向市生态环境局报送排查情况表、整治清单和综合整治方案。12月底前完成整治。'
    const found = findDeliverables(text, [
      { day: '2026-06-30', at: text.indexOf('2026年6月') },
      { day: '2026-12-31', at: text.indexOf('12月') },
    ])
    expect(found).toEqual([
      { name: '排查情况表', due: '2026-06-30' },
      { name: '整治清单', due: '2026-06-30' },
      { name: '综合整治方案', due: '2026-06-30' },
    ])
  })

  it('does not take work for papers', () => {
    expect(findDeliverables('完成废弃机井封填，形成部门联动机制、长效机制。', [])).toEqual([])
  })
})

describe('deadlines that wait for the day of issue', () => {
  it('counts days and months from that day and leaves working days to a person', () => {
    expect(resolveOpenDeadline('自印发之日起30日内', '2026-03-02')).toBe('2026-04-01')
    expect(resolveOpenDeadline('印发之日起三个月内', '2026-11-30')).toBe('2027-02-28')
    expect(resolveOpenDeadline('发布之日起十五日内', '2026-03-01')).toBe('2026-03-16')
    expect(resolveOpenDeadline('印发之日起10个工作日内', '2026-03-02')).toBeUndefined()
    expect(resolveOpenDeadline('*年底前', '2026-03-02')).toBeUndefined()
  })
})
