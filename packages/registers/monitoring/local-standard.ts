import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'
import type { LocalRow } from '@jingtu/standards/local-tables.ts'

/** 地方标准: stricter or additional limits of one region with their dates, as data. */
export const localStandardRecord = defineRecord({
  id: 'local-standard',
  name: '地方标准',
  fields: {
    number: f.text('标准编号', { required: true, indexed: true, secrecy: 'public' }),
    title: f.text('标准名称', { required: true, secrecy: 'public' }),
    regionId: f.ref('适用区域', 'region', { required: true }),
    regionCode: f.text('行政区划代码', { required: true }),
    validFrom: f.day('施行日期', { required: true }),
    validUntil: f.day('失效日期'),
    /** The national standard it stands beside. */
    standard: f.text('对应的国家标准', { required: true, indexed: true }),
    verified: f.boolean('已与正式文本核对', { required: true }),
    rows: f.json<LocalRow[]>('限值', { required: true }),
    source: f.files('来源文件'),
    sample: f.boolean('模拟数据'),
  },
  states: { 'in-use': '可用', withdrawn: '已停用' },
  initial: 'in-use',
  transitions: {
    withdraw: {
      label: '停用',
      from: ['in-use'],
      to: 'withdrawn',
      by: ['owner'],
      duty: 'admin',
      reason: 'required',
    },
  },
})
export type LocalStandard = RowOf<typeof localStandardRecord>
