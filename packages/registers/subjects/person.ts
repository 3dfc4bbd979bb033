import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** Levels whose administrators keep the list; townships are kept by their county. */
const ADMINISTRATORS = ['nation', 'province', 'city', 'county'] as const

/** 人员: belongs to one unit; what the person may do inside it stands in `duties`. */
export const personRecord = defineRecord({
  id: 'person',
  name: '人员',
  fields: {
    name: f.text('姓名', { required: true }),
    unit: f.ref('单位', 'unit', { required: true, indexed: true }),
    title: f.text('职务'),
    duties: f.texts('权限'),
    party: f.choice('身份', ['operator', 'practitioner', 'laboratory', 'land-holder']),
    phone: f.text('电话', { secrecy: 'personal' }),
    email: f.text('电子邮箱', { secrecy: 'personal' }),
    sample: f.boolean('模拟数据'),
  },
  states: { active: '在岗', left: '已离岗' },
  initial: 'active',
  transitions: {
    leave: { label: '离岗', from: ['active'], to: 'left', by: ADMINISTRATORS, duty: 'admin' },
    return: { label: '返岗', from: ['left'], to: 'active', by: ADMINISTRATORS, duty: 'admin' },
  },
})
export type Person = RowOf<typeof personRecord>
