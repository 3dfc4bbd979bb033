import { describe, expect, it } from 'vitest'
import { findLandUseCode } from './codes.ts'
import { plannedUseOf } from './planned-use.ts'

describe('the class of a planned use', () => {
  it.each([
    ['第一类', '第一类', true],
    ['第二类用地', '第二类', true],
    ['class 2', '第二类', true],
    ['非敏感用地', '第二类', true],
    ['0701', '第一类', true],
    ['070102', '第一类', true],
    ['080404', '第一类', true],
    ['080403', '第一类', true],
    ['080401', '第二类', true],
    ['0804', '第一类', false],
    ['0806', '第一类', true],
    ['0801', '第二类', true],
    ['1001', '第二类', true],
    ['100101 一类工业用地', '第二类', true],
    ['一类工业用地', '第二类', true],
    ['二类居住用地', '第一类', true],
    ['0901', '第二类', true],
    ['1401', '第一类', false],
    ['1401 社区公园', '第一类', true],
    ['1403', '第二类', true],
    ['16 留白', '第一类', false],
    ['0701+0901', '第一类', true],
    ['三调 0810', '第一类', false],
    ['三调 0809', '第二类', true],
    ['三调06', '第二类', true],
    ['06', '第一类', false],
    ['R2', '第一类', true],
    ['A33', '第一类', true],
    ['A5', '第一类', true],
    ['A1', '第二类', true],
    ['M1', '第二类', true],
    ['B1/R2', '第一类', true],
    ['G1', '第一类', false],
    ['G2', '第二类', true],
    ['住宅', '第一类', true],
    ['小学', '第一类', true],
    ['工业用地', '第二类', true],
    ['公共管理与公共服务用地', '第一类', false],
    ['大学', '第二类', true],
    ['不明', '第一类', false],
    ['某种用地', '第一类', false],
  ])('%s → %s', (text, landClass, certain) => {
    expect(plannedUseOf(text)).toMatchObject({ class: landClass, certain })
  })
  it('takes farmland for no planned use', () => {
    expect(plannedUseOf('水田')).toBeUndefined()
    expect(plannedUseOf(' ')).toBeUndefined()
  })
  it('keeps the two systems apart: 08 of one is not 08 of the other', () => {
    expect(findLandUseCode('51号', '0810')).toBeUndefined()
    expect(findLandUseCode('三调', '0806')).toBeUndefined()
    expect(findLandUseCode('三调', '0810')).toMatchObject({ name: '公园与绿地', residentialOrPublic: false })
    expect(findLandUseCode('51号', '080404')).toMatchObject({ residentialOrPublic: true })
    expect(findLandUseCode('51号', '1401')).toMatchObject({ residentialOrPublic: false })
  })
})
