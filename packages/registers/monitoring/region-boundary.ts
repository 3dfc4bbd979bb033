import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** 行政区划边界: the area of one region in CGCS2000. A region has one; a new one is its next version. */
export const regionBoundaryRecord = defineRecord({
  id: 'region-boundary',
  name: '行政区划边界',
  fields: {
    regionId: f.ref('区域', 'region', { required: true, indexed: true, secrecy: 'public' }),
    extent: f.polygon('范围', { required: true }),
    source: f.text('数据来源', { required: true }),
    file: f.files('来源文件'),
    sample: f.boolean('模拟数据'),
  },
  states: { 'in-use': '可用', withdrawn: '已停用' },
  initial: 'in-use',
  transitions: {
    withdraw: { label: '停用', from: ['in-use'], to: 'withdrawn', by: ['owner'], duty: 'admin', reason: 'required' },
  },
})
export type RegionBoundary = RowOf<typeof regionBoundaryRecord>
