import { describe, expect, it } from 'vitest'
import { findReportingRules } from './rhythm.ts'

const read = (text: string) => findReportingRules(text, [0, text.length]).map(r => [r.days, r.every, r.from, r.to])

describe('reporting rules', () => {
  it('reads a list of days as a rhythm, with sender and receiver', () => {
    expect(read('各牵头单位应于3月20日、6月20日、9月20日、12月20日前，将本季度进展推送市生态环境局。')).toEqual([
      [['03-20', '06-20', '09-20', '12-20'], { unit: 'quarter', count: 1 }, '各牵头单位', '市生态环境局'],
    ])
    expect(read('各乡镇分别于6月底、12月底前将工作情况报送县生态环境局。')).toEqual([
      [['06-30', '12-31'], { unit: 'half-year', count: 1 }, '各乡镇', '县生态环境局'],
    ])
  })

  it('reads periods', () => {
    expect(read('每季度将进展情况上报市河长制办公室。')).toEqual([
      [[], { unit: 'quarter', count: 1 }, null, '市河长制办公室'],
    ])
    expect(read('各县（区）每月25日前将情况报送市河长办。')).toEqual([
      [[], { unit: 'month', count: 1 }, '各县（区）', '市河长办'],
    ])
    expect(read('各区每半年向省水利厅报告一次。')).toEqual([[[], { unit: 'half-year', count: 1 }, '各区', '省水利厅']])
    expect(read('各成员单位每月5日前将上月情况报送县安委会办公室。')).toEqual([
      [[], { unit: 'month', count: 1 }, '各成员单位', '县安委会办公室'],
    ])
  })

  it('reads a yearly day', () => {
    expect(read('每年12月20日前，将落实情况报送领导小组办公室。')).toEqual([
      [['12-20'], { unit: 'year', count: 1 }, null, '领导小组办公室'],
    ])
  })

  it('leaves deadlines of work and reports without a date', () => {
    expect(read('6月底前完成整改并上报结果。')).toEqual([])
    expect(read('及时上报进展情况。')).toEqual([])
    expect(read('每季度开展1次巡查。')).toEqual([])
  })
})
