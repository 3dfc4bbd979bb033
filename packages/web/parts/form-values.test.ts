import { f } from '@jingtu/core/field.ts'
import { defineRecord } from '@jingtu/core/record.ts'
import { expect, test } from 'vitest'
import { changedValues, faultsOf, givenValues, splitReasons } from './form-values.ts'

const kind = defineRecord({
  id: 'pond',
  name: '坑塘',
  fields: {
    name: f.text('名称', { required: true }),
    depth: f.decimal('深度', { unit: 'm', min: 0, max: 30 }),
    owners: f.refs('责任单位', 'unit', { required: true }),
    note: f.text('说明'),
  },
  states: { draft: '草稿' },
  initial: 'draft',
})
const keys = Object.keys(kind.fields)
const fields = Object.entries(kind.fields)

test('all faults are found at once, an empty list of a required field among them', () => {
  const faults = faultsOf(fields, { name: '', depth: '31', owners: [] })
  expect(faults.name).toBe('“名称”不能为空')
  expect(faults.depth).toContain('不能大于 30m')
  expect(faults.owners).toBe('“责任单位”不能为空')
  expect(faults.note).toBeUndefined()
})

test('what was left empty is not sent', () => {
  expect(givenValues(keys, { name: '甲', depth: null, note: '', owners: [] })).toEqual({ name: '甲', owners: [] })
})

test('only what differs is a change; an emptied field becomes its empty value', () => {
  const before = { name: '甲', depth: '2.5', owners: ['a', 'b'], note: '旧' }
  expect(changedValues(kind, keys, before, { ...before, owners: ['a', 'b'] })).toEqual({})
  expect(changedValues(kind, keys, before, { ...before, depth: '2.50', note: '' })).toEqual({
    depth: '2.50',
    note: null,
  })
  expect(changedValues(kind, keys, before, { ...before, owners: undefined })).toEqual({ owners: [] })
  expect(changedValues(kind, keys, {}, { note: undefined, depth: '' })).toEqual({})
})

test('reasons find their fields, whatever prefix the door used; the rest stays above the form', () => {
  const { placed, rest } = splitReasons(
    [
      { message: '已登记', where: 'name' },
      { message: '太长', where: 'values.name' },
      { message: '超过上限', where: 'values.depth' },
      { message: '第二个不存在', where: 'values.owners.1' },
      { message: '请先登记上级单位' },
      { message: '表头不对', where: '第3行 责任单位' },
    ],
    keys,
  )
  expect(placed).toEqual({ name: '已登记；太长', depth: '超过上限', owners: '第二个不存在' })
  expect(rest.map(r => r.message)).toEqual(['请先登记上级单位', '表头不对'])
})
