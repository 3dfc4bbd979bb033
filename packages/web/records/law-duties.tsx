import { lawDutyRecord } from '@jingtu/programme/supervision.ts'
import type { ReactNode } from 'react'
import { RecordList } from './RecordList.tsx'
import { describeRecord, STATE } from './record-page.ts'

const page = describeRecord<typeof lawDutyRecord>({
  kind: lawDutyRecord,
  path: '/api/law-duties',
  title: '法定职责',
  note: '法律法规各条款由谁落实、自查结果怎样、薄弱环节何时补上。',
  add: '登记职责',
  empty: {
    title: '还没有登记法定职责',
    how: '由计划管理人员逐条登记：哪部法律、哪一条、什么职责、哪个部门；部门随后自查并填写结果。',
  },
  columns: [
    { field: 'law', width: 140 },
    { field: 'article', width: 100 },
    { field: 'duty', pinned: true, width: 300 },
    { field: 'unit', width: 140 },
    STATE,
    { field: 'weakness', width: 200 },
    'due',
    { field: 'checkedOn', hidden: true },
    { field: 'finding', hidden: true, width: 260 },
    { field: 'measure', hidden: true, width: 260 },
    { field: 'fixedOn', hidden: true },
    { field: 'evidence', hidden: true },
  ],
  order: ['law', 'article'],
  filters: ['law', 'unit'],
  form: [{ fields: ['law', 'article', 'unit', 'duty'] }],
  later: ['finding', 'checkedOn', 'weakness', 'due', 'measure', 'fixedOn', 'evidence'],
  long: ['duty', 'finding', 'weakness', 'measure'],
  hints: { article: '例如：第二十二条' },
  moves: {
    confirm: {
      fields: ['finding', 'checkedOn', 'evidence'],
      required: ['finding', 'checkedOn'],
      start: (_, { today }) => ({ checkedOn: today }),
    },
    expose: {
      fields: ['finding', 'weakness', 'measure', 'due', 'checkedOn'],
      required: ['weakness', 'due', 'checkedOn'],
      start: (_, { today }) => ({ checkedOn: today }),
    },
    fix: {
      fields: ['measure', 'fixedOn', 'evidence'],
      required: ['measure', 'fixedOn'],
      start: (_, { today }) => ({ fixedOn: today }),
    },
  },
  waiting: { unchecked: 'unit', weak: 'unit' },
  verdicts: { unchecked: 'unknown', compliant: 'met', weak: 'at-risk', fixed: 'met' },
  deadline: { due: 'due', metOn: 'fixedOn', while: ['weak'] },
  matrix: { title: '条款 × 部门', rows: ['law', 'article'], about: 'duty', columns: 'unit' },
})

/** 法定职责: which article binds which department, and what each found when it looked at itself. */
export default function LawDuties(): ReactNode {
  return <RecordList page={page} />
}
