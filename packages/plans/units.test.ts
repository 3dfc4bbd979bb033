import { describe, expect, it } from 'vitest'
import { canonicalAgency } from './agencies.ts'
import { readUnits } from './units.ts'

const names = (list: string, carried = '', places: string[] = []) =>
  readUnits(list, 0, carried, places).units.map(u => u.name)

describe('lists of units', () => {
  it.each([
    ['市生态环境局、农业农村局、市场监督管理局', ['市生态环境局', '市农业农村局', '市市场监督管理局']],
    ['县委组织部、宣传部，县财政局、审计局', ['县委组织部', '县委宣传部', '县财政局', '县审计局']],
    ['东山县、西山区人民政府，滨海新区管委会', ['东山县人民政府', '西山区人民政府', '滨海新区管委会']],
    ['各县（市、区）人民政府，各管委会', ['各县（市、区）人民政府', '各管委会']],
    ['各乡镇、街道', ['各乡镇、街道']],
    ['各镇人民政府、街道办事处', ['各镇人民政府', '街道办事处']],
    ['各市、县、区人民政府', ['各市、县、区人民政府']],
    ['市住房和城乡建设局和市文化和旅游局', ['市住房和城乡建设局', '市文化和旅游局']],
    ['省林业和草原局及各市人民政府', ['省林业和草原局', '各市人民政府']],
    ['市水利局 市财政局', ['市水利局', '市财政局']],
    ['国家发展改革委、工业和信息化部、财政部', ['国家发展改革委', '工业和信息化部', '财政部']],
    ['区水务局、区农委等相关部门和各街道', ['区水务局', '区农委', '各街道']],
  ])('%s', (list, expected) => expect(names(list)).toEqual(expected))

  it('gives no rank to bodies named by place or outside the rank', () => {
    expect(names('市公安局、交通运输局、海云海关、海云海事局、人民银行海云中心支行', '', ['海云'])).toEqual([
      '市公安局',
      '市交通运输局',
      '海云海关',
      '海云海事局',
      '人民银行海云中心支行',
    ])
  })

  it('keeps a filler that stands alone and drops one that closes a list', () => {
    expect(readUnits('各有关部门', 0)).toMatchObject({ open: false, units: [{ name: '各有关部门' }] })
    const list = readUnits('市教育局、文化广电和旅游局等有关单位', 0)
    expect(list.open).toBe(true)
    expect(list.units.map(u => u.name)).toEqual(['市教育局', '市文化广电和旅游局'])
  })

  it('says where each name stands', () => {
    const list = '市水利局、财政局'
    expect(readUnits(list, 0).units.map(u => list.slice(...u.span))).toEqual(['市水利局', '财政局'])
  })
})

describe('names of agencies through the years', () => {
  it('S045 each old and short name resolves to the agency of the day asked for', () => {
    for (const [name, in2016, in2024] of [
      ['县环保局', '县环境保护局', '县生态环境局'],
      ['省环保厅', '省环境保护厅', '省生态环境厅'],
      ['市国土资源局', '市国土资源局', '市自然资源局'],
      ['县安监局', '县安全生产监督管理局', '县应急管理局'],
      ['市农委', '市农业局', '市农业农村局'],
      ['市工信委', '市经济和信息化委员会', '市工业和信息化局'],
      ['省卫生计生委', '省卫生和计划生育委员会', '省卫生健康委员会'],
      ['县工商局', '县工商行政管理局', '县市场监督管理局'],
      ['县质监局', '县质量技术监督局', '县市场监督管理局'],
    ] as const) {
      expect(canonicalAgency(name, '2016-06-30')).toBe(in2016)
      expect(canonicalAgency(name, '2024-06-30')).toBe(in2024)
    }
    // The day the reform took effect decides, not the year.
    expect(canonicalAgency('县环保局', '2018-10-31')).toBe('县环境保护局')
    expect(canonicalAgency('县环保局', '2018-11-01')).toBe('县生态环境局')
    // Two spellings of one agency of today meet in one name.
    expect(canonicalAgency('市发改委', '2024-01-01')).toBe(canonicalAgency('市发展改革委', '2024-01-01'))
  })

  it('mends characters that scanners misread and leaves unknown names alone', () => {
    expect(canonicalAgency('县土地整臵中心', '2024-01-01')).toBe('县土地整置中心')
    expect(canonicalAgency('滨海新区管委会', '2024-01-01')).toBe('滨海新区管委会')
  })
})
