import { sampleHandoverRecord } from '@jingtu/registers/monitoring/handover.ts'
import type { ReactNode } from 'react'
import { RecordList } from '../records/RecordList.tsx'
import { describeRecord, STATE } from '../records/record-page.ts'
import { recordRef } from './RecordRef.tsx'

const page = describeRecord<typeof sampleHandoverRecord>({
  kind: sampleHandoverRecord,
  path: '/api/sample-handovers',
  title: '样品交接',
  note: '采集、流转、制备、检测、留存：每张交接单上有哪些样品、谁交给谁。',
  add: '登记交接单',
  empty: { title: '还没有交接单', how: '一张纸质交接单登记一条：环节、编号、日期、样品编号；扫描件随附。' },
  columns: [
    { field: 'number', pinned: true, width: 150 },
    { field: 'survey', width: 220 },
    { field: 'stage', width: 80 },
    { field: 'doneOn', width: 110 },
    { field: 'samples', width: 260, deskOnly: true },
    { field: 'handedBy', width: 100, deskOnly: true },
    { field: 'receivedBy', width: 100, deskOnly: true },
    STATE,
  ],
  filters: ['survey', 'stage'],
  form: [
    { fields: ['survey', 'stage', 'number', 'doneOn', 'samples'] },
    { title: '交接', fields: ['handedBy', 'receivedBy', 'laboratory', 'condition', 'refused', 'sheet'] },
  ],
  inputs: { survey: recordRef('/api/surveys'), laboratory: recordRef('/api/laboratories') },
  start: ({ today }) => ({ doneOn: today }),
  moves: { void: { fields: [], danger: true } },
})

/** 样品交接: the way of samples through hands. */
export default function Handovers(): ReactNode {
  return <RecordList page={page} />
}
