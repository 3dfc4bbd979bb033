import { f } from '@jingtu/core/field.ts'
import { supervisionRecord } from '@jingtu/programme/supervision.ts'
import type { ReactNode } from 'react'
import { PlanInput } from '../meetings/PlanInput.tsx'
import { RecordList } from './RecordList.tsx'
import { describeRecord, STATE } from './record-page.ts'

const page = describeRecord<typeof supervisionRecord>({
  kind: supervisionRecord,
  path: '/api/supervision',
  title: '督促检查',
  note: '对下级单位的检查：发现什么、限期多久、怎样反馈、何时销号。',
  add: '安排检查',
  empty: {
    title: '还没有督促检查',
    how: '先安排检查，检查后逐条记下发现和整改时限；被检查单位逐条反馈，全部销号后办结。',
  },
  columns: [
    { field: 'title', pinned: true, width: 280 },
    'unit',
    { field: 'inspector', deskOnly: true },
    'plannedOn',
    { field: 'inspectedOn', deskOnly: true },
    'findings',
    STATE,
    { field: 'closedOn', hidden: true },
    { field: 'plan', hidden: true, width: 240 },
    { field: 'files', hidden: true },
  ],
  filters: ['unit'],
  form: [{ fields: ['title', 'unit', 'inspector', 'plannedOn', 'plan'] }],
  later: ['inspectedOn', 'closedOn', 'files'],
  inputs: { plan: PlanInput },
  start: ({ actor }) => ({ inspector: actor.unit }),
  rows: {
    findings: {
      noun: '检查发现',
      fields: {
        text: f.text('发现的问题', { required: true }),
        due: f.day('整改时限'),
        reply: f.text('整改反馈'),
        settledOn: f.day('销号日期'),
      },
      long: ['text', 'reply'],
      later: ['reply', 'settledOn'],
      deadline: { due: 'due', metOn: 'settledOn', open: '未销号' },
      ledger: { title: '整改台账', of: ['unit', 'title'] },
    },
  },
  moves: {
    inspect: {
      fields: ['inspectedOn', 'findings', 'files'],
      required: ['inspectedOn'],
      start: (_, { today }) => ({ inspectedOn: today }),
      note: '逐条记下发现；没有发现问题就不加，直接提交。',
    },
    answer: {
      fields: ['findings'],
      rows: { findings: { cells: ['reply'], required: ['reply'] } },
      note: '每条发现都要写明整改情况，全部写完再提交。',
    },
    close: {
      fields: ['findings', 'closedOn'],
      required: ['closedOn'],
      rows: { findings: { cells: ['settledOn'], required: ['settledOn'] } },
      start: (_, { today }) => ({ closedOn: today }),
    },
  },
  waiting: { planned: 'inspector', inspected: 'unit', answered: 'inspector' },
})

/** 督促检查: a superior looks at a lower unit; every finding is answered and settled before it is closed. */
export default function SupervisionList(): ReactNode {
  return <RecordList page={page} />
}
