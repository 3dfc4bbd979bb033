import { f } from '@jingtu/core/field.ts'
import { defineRecord } from '@jingtu/core/record.ts'

/** The way of a sample through hands, in this order. */
export const CUSTODY_STAGES = ['采集', '流转', '制备', '检测', '留存'] as const

/** 样品交接单: one sheet on which somebody hands so many samples to somebody else. */
export const sampleHandoverRecord = defineRecord({
  id: 'sample-handover',
  name: '样品交接单',
  fields: {
    survey: f.ref('调查任务', 'survey', { required: true, indexed: true }),
    stage: f.choice('环节', CUSTODY_STAGES, { required: true, indexed: true }),
    number: f.text('交接单编号', { required: true }),
    doneOn: f.day('日期', { required: true, past: true }),
    samples: f.texts('样品编号', { required: true, indexed: true }),
    handedBy: f.text('交出人', { secrecy: 'personal' }),
    receivedBy: f.text('接收人', { secrecy: 'personal' }),
    laboratory: f.ref('检测机构', 'laboratory'),
    /** Temperature, packing, what was broken on the way. */
    condition: f.text('样品状态'),
    refused: f.texts('拒收样品'),
    sheet: f.files('交接单扫描件'),
    sample: f.boolean('模拟数据'),
  },
  states: { recorded: '已登记', void: '已作废' },
  initial: 'recorded',
  transitions: {
    void: { label: '作废', from: ['recorded'], to: 'void', by: ['owner'], duty: 'reporter', reason: 'required' },
  },
})
