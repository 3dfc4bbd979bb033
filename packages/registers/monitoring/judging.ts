import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'
import type { BulkContent } from './import-batch.ts'

/** 评价: one run of a standard over samples; its verdicts stay as they were judged. */
export const judgingRecord = defineRecord({
  id: 'judging',
  name: '评价',
  fields: {
    title: f.text('名称', { required: true }),
    /** GB 15618: the number without the year. */
    standard: f.text('标准', { required: true, indexed: true }),
    /** What the judging was asked for: one edition, or the edition of each sample's day. */
    asked: f.text('指定的标准', { required: true }),
    editions: f.texts('采用的版本'),
    batch: f.ref('检测数据批次', 'import-batch', { indexed: true }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    /** Order among the judgings of a home: later ones replace earlier ones. */
    sequence: f.integer('评价序号', { required: true }),
    options: f.json<Record<string, unknown>>('评价参数'),
    /** Local tables as they were on that day, whole. */
    tables: f.json<unknown[]>('地方标准'),
    judgedOn: f.day('评价日期', { required: true, past: true }),
    laws: f.json<unknown[]>('当日法律依据'),
    content: f.json<Record<string, BulkContent>>('数据摘要', { required: true }),
    counts: f.json<Record<string, number>>('结论数'),
    /** Of the list of what flips, met at confirmation. */
    flipsDigest: f.text('变化清单摘要'),
    flipCount: f.integer('变化数'),
    sample: f.boolean('模拟数据'),
  },
  states: { 'in-force': '有效', withdrawn: '已撤回' },
  initial: 'in-force',
  transitions: {
    withdraw: {
      label: '撤回',
      from: ['in-force'],
      to: 'withdrawn',
      by: ['owner'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
})
export type Judging = RowOf<typeof judgingRecord>
