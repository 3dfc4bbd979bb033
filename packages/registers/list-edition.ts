import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** 名录版本: a list as it was on a day, frozen for good: what was published, or what a rate is reckoned from. */
export const listEditionRecord = defineRecord({
  id: 'list-edition',
  name: '名录版本',
  fields: {
    register: f.text('登记册', { required: true, indexed: true }),
    title: f.text('名称', { required: true }),
    purpose: f.choice('用途', ['名录公布', '基数冻结'], { required: true }),
    year: f.integer('年度', { required: true, indexed: true, min: 2000, max: 2200 }),
    asOf: f.day('版本日期', { required: true, past: true }),
    scope: f.region('范围', { required: true }),
    states: f.texts('所含状态'),
    count: f.integer('条数', { required: true, min: 0 }),
    /** SHA-256 over the canonical text of all rows in the order of their ids. */
    digest: f.text('内容摘要', { required: true }),
    previous: f.ref('上一版', 'list-edition'),
    added: f.integer('新增', { min: 0 }),
    removed: f.integer('移出', { min: 0 }),
    changed: f.integer('变更', { min: 0 }),
  },
  states: { frozen: '已冻结', published: '已公布' },
  initial: 'frozen',
  transitions: {
    publish: {
      label: '向社会公布',
      from: ['frozen'],
      to: 'published',
      by: ['生态环境@county', '生态环境@city', '生态环境@province', '农业农村@county', '农业农村@city'],
      duty: 'reviewer',
    },
  },
})
export type ListEdition = RowOf<typeof listEditionRecord>
