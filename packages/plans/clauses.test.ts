import { describe, expect, it } from 'vitest'
import { readClause } from './clauses.ts'

const roles = (text: string) => {
  const clause = readClause(text, 0)
  if (!clause) return null
  const list = (role: 'lead' | 'coop' | 'resp' | 'guide') => clause[role].map(u => u.name).join(' ')
  return [list('lead'), list('coop'), list('resp'), list('guide')]
}

describe('role clauses', () => {
  it.each([
    ['市水利局牵头，市财政局、发展改革委参与', '市水利局', '市财政局 市发展改革委', '', ''],
    ['市水利局牵头、市财政局参与', '市水利局', '市财政局', '', ''],
    ['市水利局、商务局按职责分别牵头实施', '市水利局 市商务局', '', '', ''],
    ['县农业农村局、县林业局负责', '县农业农村局 县林业局', '', '', ''],
    ['区环保局牵头，区农委、区园林绿化局按职责分工负责', '区环保局', '', '区农委 区园林绿化局', ''],
    ['水利部指导，试点城市政府负责落实', '', '', '试点城市政府', '水利部'],
    ['市应急管理局会同市公安局、住房城乡建设局负责', '市应急管理局', '市公安局 市住房城乡建设局', '', ''],
    ['由市水利局牵头，市财政局配合，各县（市、区）政府组织实施', '市水利局', '市财政局', '各县（市、区）政府', ''],
    ['牵头单位：市水利局；配合单位：市财政局、审计局；完成时限：2024年12月', '市水利局', '市财政局 市审计局', '', ''],
    ['责任单位:市应急局（牵头）、市公安局', '市应急局', '', '市公安局', ''],
    ['责任单位：市水利局牵头，市财政局配合', '市水利局', '市财政局', '', ''],
    ['责任单位：市水利局、市财政局，列第一位者为牵头单位', '市水利局', '', '市财政局', ''],
    ['2024年6月底前完成，市水利局牵头，市财政局配合', '市水利局', '市财政局', '', ''],
    ['市水利局牵头，年底前完成', '市水利局', '', '', ''],
    ['市水利局、市财政局按职责分工负责，各县（市、区）', '市水利局 市财政局', '', '各县（市、区）', ''],
    ['县水利局牵头，县直有关部门及各乡镇人民政府配合', '县水利局', '县直有关部门 各乡镇人民政府', '', ''],
    ['县水利局会同有关部门和单位负责', '县水利局', '有关部门和单位', '', ''],
    ['各乡镇、街道和县直有关部门落实', '', '', '各乡镇、街道 县直有关部门', ''],
    ['牵头领导：钱某；牵头单位：县水利局', '县水利局', '', '', ''],
  ])('%s', (text, ...expected) => expect(roles(text)).toEqual(expected))

  it('leaves brackets alone that are text', () => {
    for (const text of ['产品', '国办发〔2018〕128号', '承担临时使用权人责任', '含镉、铅等'])
      expect(roles(text)).toBeNull()
  })

  it('S039 keeps what later tasks inherit apart from what the clause itself says', () => {
    const clause = readClause('省水利厅牵头，各市政府负责落实。以下均需各市政府、开发区管委会落实，不再列出', 0)!
    expect(clause.resp.map(u => u.name)).toEqual(['各市政府'])
    expect(clause.forLater!.map(u => u.name)).toEqual(['各市政府', '开发区管委会'])
  })

  it('names what it could not read', () => {
    const text = '市水利局牵头，张三李四王五配合'
    const clause = readClause(text, 0)!
    expect(clause.lead.map(u => u.name)).toEqual(['市水利局'])
    expect(clause.unread.map(span => text.slice(...span))).toEqual(['，张三李四王五'])
  })
})
