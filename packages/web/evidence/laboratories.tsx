import { laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import type { ReactNode } from 'react'
import { RecordList } from '../records/RecordList.tsx'
import { describeRecord, STATE } from '../records/record-page.ts'

const page = describeRecord<typeof laboratoryRecord>({
  kind: laboratoryRecord,
  path: '/api/laboratories',
  title: '检测机构',
  note: '实验室的资质到什么时候、能测什么；导入时按机构记住它的表格式。',
  add: '登记检测机构',
  empty: {
    title: '还没有检测机构',
    how: '登记名称和 CMA 证书；导入检测数据时选它，过期或超出能力范围会提示。',
  },
  columns: [
    { field: 'name', pinned: true, width: 240 },
    { field: 'kind', width: 130 },
    { field: 'regionId', width: 140, deskOnly: true },
    { field: 'cmaNumber', width: 160 },
    { field: 'cmaUntil', width: 120 },
    { field: 'contact', width: 110, hidden: true },
    { field: 'phone', width: 130, hidden: true },
    STATE,
  ],
  filters: ['kind'],
  form: [
    { fields: ['name', 'creditCode', 'kind', 'regionId'] },
    { title: '资质', fields: ['cmaNumber', 'cmaFrom', 'cmaUntil', 'certificate'] },
    { title: '联系', fields: ['contact', 'phone', 'note'] },
  ],
  long: ['note'],
  moves: { suspend: { fields: [] }, resume: { fields: [] }, remove: { fields: [], danger: true } },
})

/** 检测机构: laboratories and what they are accredited for. */
export default function Laboratories(): ReactNode {
  return <RecordList page={page} />
}
