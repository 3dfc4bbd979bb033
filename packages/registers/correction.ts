import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** 更正: what somebody wants changed in a row that stands; one open draft per row, decided by somebody else. */
export const correctionRecord = defineRecord({
  id: 'correction',
  name: '更正申请',
  fields: {
    register: f.text('登记册', { required: true, indexed: true }),
    rowId: f.text('所更正的记录', { required: true, indexed: true }),
    /** The version the draft was made from; decided on a later one, the draft has to be looked at again. */
    base: f.integer('所依据的版次', { required: true, min: 1 }),
    changes: f.json<Record<string, unknown>>('更正内容', { required: true }),
    why: f.text('更正理由', { required: true }),
    author: f.ref('申请人', 'person'),
    unit: f.unit('申请单位', { required: true, indexed: true }),
    decision: f.text('处理意见'),
  },
  states: { open: '待处理', accepted: '已采纳', refused: '未采纳', withdrawn: '已撤回' },
  initial: 'open',
})
export type Correction = RowOf<typeof correctionRecord>
