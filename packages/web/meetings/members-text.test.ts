import { expect, test } from 'vitest'
import { byRank, membersFromText } from './members-text.ts'

test('rows copied from Excel become members; the head row and running numbers are skipped', () => {
  const text = '姓名\t单位\t职务\t角色\n丁一\t临溪市人民政府\t副市长\t组长\n2\t何二\t市生态环境局\t局长\n\n\t空行\t'
  expect(membersFromText(text, '成员')).toEqual([
    { name: '丁一', unit: null, unitName: '临溪市人民政府', title: '副市长', role: '组长' },
    { name: '何二', unit: null, unitName: '市生态环境局', title: '局长', role: '成员' },
  ])
})

test('a role may stand before the unit; experts keep their own role', () => {
  expect(membersFromText('陆三，云川大学，土壤修复', '专家')[0]).toMatchObject({ unitName: '云川大学', role: '专家' })
  expect(membersFromText('赵五\t副组长\t市农业农村局\t局长', '成员')[0]).toEqual({
    name: '赵五',
    unit: null,
    unitName: '市农业农村局',
    title: '局长',
    role: '副组长',
  })
})

test('members stand by rank, those of one rank as they were listed', () => {
  const member = (name: string, role: '成员' | '组长' | '办公室主任') => ({
    name,
    role,
    unit: null,
    unitName: '',
    title: '',
  })
  expect(
    byRank([member('甲', '成员'), member('乙', '办公室主任'), member('丙', '成员'), member('丁', '组长')]).map(
      m => m.name,
    ),
  ).toEqual(['丁', '乙', '甲', '丙'])
})
