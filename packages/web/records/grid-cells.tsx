import { f } from '@jingtu/core/field.ts'
import { gridCellRecord } from '@jingtu/programme/supervision.ts'
import type { ReactNode } from 'react'
import { RecordList } from './RecordList.tsx'
import { describeRecord, STATE } from './record-page.ts'

const page = describeRecord<typeof gridCellRecord>({
  kind: gridCellRecord,
  path: '/api/grid-cells',
  title: '监管网格',
  note: '乡镇（街道）、村（社区）各由谁负责，最近一次巡查是哪天、发现了什么。',
  add: '登记网格',
  empty: {
    title: '还没有登记监管网格',
    how: '一个村（社区）一个网格：写明管理单位、监管责任人和联系电话，登记后即可在手机上记录巡查。',
  },
  columns: [
    { field: 'name', pinned: true, width: 180 },
    { field: 'code', hidden: true, width: 110 },
    { field: 'level', deskOnly: true },
    { field: 'regionId', width: 140, deskOnly: true },
    'unit',
    { field: 'responsible', width: 110 },
    { field: 'phone', width: 130, deskOnly: true },
    { field: 'patrols', deskOnly: true },
    { field: 'duty', hidden: true, width: 260 },
    STATE,
  ],
  filters: ['regionId', 'level'],
  form: [
    { fields: ['name', 'code', 'level', 'regionId'] },
    { title: '责任', fields: ['unit', 'responsible', 'phone', 'duty'] },
  ],
  long: ['duty'],
  start: ({ actor }) => ({ unit: actor.unit, level: '村（社区）' }),
  rows: {
    patrols: {
      noun: '巡查',
      fields: {
        on: f.day('巡查日期', { required: true }),
        by: f.text('巡查人', { required: true }),
        found: f.text('巡查情况', { required: true }),
        handled: f.text('处理情况'),
      },
      long: ['found', 'handled'],
      usual: { found: ['巡查正常，未发现问题'] },
      start: ({ responsible }, { today }) => ({ on: today, by: responsible }),
      on: 'on',
      ledger: { title: '巡查记录', of: ['name', 'unit'] },
    },
  },
  moves: {
    patrol: { fields: ['patrols'], rows: { patrols: { append: true } } },
    reassign: {
      fields: ['responsible', 'phone'],
      required: ['responsible'],
      start: () => ({ responsible: null, phone: null }),
    },
    close: { fields: [], danger: true },
  },
  foremost: 'patrol',
})

/** 监管网格: who answers for which village, and the rounds they made. */
export default function GridCells(): ReactNode {
  return <RecordList page={page} />
}
