import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** 检测机构表样: how a laboratory lays out its tables, remembered by the fingerprint of the head. */
export const laboratoryLayoutRecord = defineRecord({
  id: 'laboratory-layout',
  name: '检测机构表样',
  fields: {
    laboratory: f.ref('检测机构', 'laboratory', { required: true, indexed: true }),
    fingerprint: f.text('表头指纹', { required: true, indexed: true }),
    title: f.text('名称', { required: true }),
    layout: f.json<unknown>('列的含义', { required: true }),
    lastUsedOn: f.day('最近使用'),
    sample: f.boolean('模拟数据'),
  },
  states: { 'in-use': '在用', retired: '停用' },
  initial: 'in-use',
})
export type LaboratoryLayout = RowOf<typeof laboratoryLayoutRecord>
