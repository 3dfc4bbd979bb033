import { describe, expect, it } from 'vitest'
import { findDates } from './dates.ts'

const read = (text: string, year: number | null = 2026) => findDates(text, [0, text.length], year)
const days = (text: string, year: number | null = 2026) => read(text, year).deadlines.map(d => d.day)

describe('deadlines', () => {
  const cases: [string, string[]][] = [
    ['2026年9月底前建成投运。', ['2026-09-30']],
    ['2026年年底前完成验收。', ['2026-12-31']],
    ['年底前完成，年内见效。', ['2026-12-31', '2026-12-31']],
    ['到2027年，治理率明显提高。', ['2027-12-31']],
    ['到2027年底，治理率明显提高。', ['2027-12-31']],
    ['二〇二六年六月底前完成调查。', ['2026-06-30']],
    ['6月15日前完成摸底，10月底之前完成整改。', ['2026-06-15', '2026-10-31']],
    ['于3月25日、6月25日和9月25日前送交进展。', ['2026-03-25', '2026-06-25', '2026-09-25']],
    ['3月、6月、9月、12月底前各小结一次。', ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']],
    ['2027年3月底前启动，9月底前建成。', ['2027-03-31', '2027-09-30']],
    ['次年1月31日前提交总结。', ['2027-01-31']],
    ['2月底前完成清单。', ['2026-02-28']],
    ['6月上旬前完成布点。', ['2026-06-10']],
    ['二季度末前完成招标。', ['2026-06-30']],
    ['2026年上半年完成主体工程。', ['2026-06-30']],
    ['到“十五五”末基本建成。', ['2030-12-31']],
    ['不迟于11月30日办结。', ['2026-11-30']],
    ['完成时限：2026年10月', ['2026-10-31']],
  ]
  it.each(cases)('%s', (text, expected) => expect(days(text)).toEqual(expected))

  const none = [
    '2026年，全县治理率稳步提高。',
    '以2026年3月底的在册清单为基数。',
    '较2025年底提高两个百分点。',
    '截至2025年底，已建成十处。',
    '2025年6月底前已完成的项目转入管护。',
    '规划期为2026年至2030年。',
    '完成上半年评估和下半年计划。',
    '6月5日举办环境日活动。',
    '恢复到2015年水平。',
    '2月30日前',
  ]
  it.each(none)('no deadline: %s', text => expect(days(text)).toEqual([]))

  it('keeps a month without any year as unknown instead of guessing one', () => {
    const dates = read('9月底前完成。', null)
    expect(dates.deadlines).toEqual([])
    expect(dates.masked.map(m => m.text)).toEqual(['9月底前'])
  })

  it('gives the place of the words, blanks and full-width digits included', () => {
    const text = '前文。２０２６ 年 ９ 月底前完成。'
    const [deadline] = findDates(text, [3, text.length], 2026).deadlines
    expect(deadline!.day).toBe('2026-09-30')
    expect(text.slice(...deadline!.span)).toBe('２０２６ 年 ９ 月底前')
  })
})

describe('dates that are no deadlines', () => {
  it('reads starts', () => {
    expect(read('自2026年起实行，从2026年7月1日起收费。').starts).toEqual(['2026-01-01', '2026-07-01'])
  })

  it('reads cycles with their period', () => {
    const dates = read('每半年调度；每年3月底前、9月底前报送；每两年评估；每月5日前上报；按季度通报。')
    expect(dates.deadlines).toEqual([])
    expect(dates.recurring.map(r => [r.text, r.every])).toEqual([
      ['每半年', { unit: 'half-year', count: 1 }],
      ['每年3月底前、9月底前', { unit: 'year', count: 1 }],
      ['每两年', { unit: 'year', count: 2 }],
      ['每月5日前', { unit: 'month', count: 1 }],
      ['按季度', { unit: 'quarter', count: 1 }],
    ])
  })

  it('leaves a cycle with a count to the targets', () => {
    expect(read('每季度至少巡查1次。').recurring).toEqual([])
  })

  it('reads terms counted from an event', () => {
    const dates = read('自方案印发之日起30日内备案，接到通知后5个工作日内答复，近3年内未受处罚。')
    expect(dates.relative.map(r => r.text)).toEqual(['自方案印发之日起30日内', '接到通知后5个工作日内'])
    expect(dates.deadlines).toEqual([])
  })

  it('S027 keeps blanked dates as blanked', () => {
    const dates = read('*年底前完成，202X年6月底前验收，**月底前移交。')
    expect(dates.masked.map(m => m.text)).toEqual(['*年底前', '202X年6月底前', '**月底前'])
    expect(dates.deadlines).toEqual([])
  })
})
