import { f } from '@jingtu/core/field.ts'
import { newId } from '@jingtu/core/id.ts'
import { defineRecord } from '@jingtu/core/record.ts'
import { expect, test } from 'vitest'
import { headsOf, namesToFind, recordsFrom } from './pasted-records.ts'

const kind = defineRecord({
  id: 'well',
  name: '水井',
  fields: {
    name: f.text('井名', { required: true }),
    unit: f.ref('管理单位', 'unit', { required: true }),
    depth: f.decimal('井深', { unit: 'm', min: 0, max: 500 }),
    level: f.choice('级别', ['县', '村']),
  },
  states: { used: '在用' },
  initial: 'used',
})
const keys = ['name', 'unit', 'depth', 'level']
const [bureau, station, other] = [newId(), newId(), newId()]
const found = {
  unit: {
    县水利局: [{ id: bureau, name: '东屏县水利局', shortName: '县水利局' }],
    水务站: [
      { id: station, name: '水务站' },
      { id: other, name: '水务站' },
    ],
    水利: [{ id: bureau, name: '东屏县水利局', shortName: '县水利局' }],
  },
}

test('the heads say which column is which, in any order; without heads the order of the form does', () => {
  expect(headsOf(kind, keys, ['井深', '井名 *', '备注'])).toEqual({ keys: ['depth', 'name', null], hasHeads: true })
  expect(headsOf(kind, keys, ['一号井', '县水利局'])).toEqual({ keys, hasHeads: false })
})

test('names are looked up once each', () => {
  const rows = [
    ['甲井', '县水利局'],
    ['乙井', '县水利局'],
    ['丙井', ''],
  ]
  expect(namesToFind(kind, ['name', 'unit'], rows)).toEqual({ unit: ['县水利局'] })
})

test('a row is read over what the form starts with', () => {
  const [made] = recordsFrom(kind, keys, keys, [{ line: 2, cells: ['甲井', '县水利局', '1,20.5'] }], found, {
    level: '村',
  })
  expect(made).toEqual({ line: 2, values: { level: '村', name: '甲井', unit: bureau, depth: '120.5' }, faults: {} })
})

test('every cell that cannot stand says why, and nothing of the row is dropped in silence', () => {
  const cells = (...texts: string[]) => ({ line: 3, cells: texts })
  const faults = (...texts: string[]) => recordsFrom(kind, keys, keys, [cells(...texts)], found, {})[0]!.faults
  expect(faults('', '水利', '很深', '镇')).toEqual({
    name: '“井名”不能为空',
    // Part of a name is not a name: nobody is made responsible by a guess.
    unit: '“管理单位”没有找到“水利”，请写登记的全称或简称',
    depth: expect.stringContaining('“井深”应为数字'),
    level: '“级别”应为给定选项之一：县、村，现为“镇”',
  })
  expect(faults('丁井', '水务站')).toEqual({ unit: '“管理单位”有 2 个“水务站”，请单独登记这一条' })
  expect(faults('戊井', '', '900')).toEqual({
    unit: '“管理单位”不能为空',
    depth: '“井深”不能大于 500m，现为 900',
  })
})
