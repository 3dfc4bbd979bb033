import { staffingRecord } from '@jingtu/programme/supervision.ts'
import type { ReactNode } from 'react'
import { RecordList } from './RecordList.tsx'
import { describeRecord } from './record-page.ts'

const page = describeRecord<typeof staffingRecord>({
  kind: staffingRecord,
  path: '/api/staffing',
  title: '监管力量',
  note: '各单位每年有多少编制、多少人在岗、其中多少人管土壤。',
  add: '登记监管力量',
  empty: {
    title: '还没有登记监管力量',
    how: '每个单位每年登记一次；数字没有掌握的留空，不要填 0。',
  },
  columns: [
    { field: 'unit', pinned: true, width: 220 },
    'year',
    { field: 'office', width: 200 },
    'posts',
    'staff',
    { field: 'soilStaff', width: 140 },
    'trained',
    { field: 'note', width: 220 },
  ],
  filters: ['year', 'unit'],
  totals: { of: ['posts', 'staff', 'soilStaff', 'trained'], each: 'year' },
  form: [
    { fields: ['unit', 'year', 'office'] },
    { title: '人员', fields: ['posts', 'staff', 'soilStaff', 'trained', 'note'] },
  ],
  long: ['note'],
  start: ({ actor, today }) => ({ unit: actor.unit, year: Number(today.slice(0, 4)) }),
})

/** 监管力量: posts and people of a unit in a year. */
export default function StaffingList(): ReactNode {
  return <RecordList page={page} />
}
