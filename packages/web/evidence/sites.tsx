import { monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import type { ReactNode } from 'react'
import { RecordList } from '../records/RecordList.tsx'
import { describeRecord, STATE } from '../records/record-page.ts'

const page = describeRecord<typeof monitoringSiteRecord>({
  kind: monitoringSiteRecord,
  path: '/api/monitoring-sites',
  title: '监测点位',
  note: '土壤点、地下水井、灌溉水和企业排口：属于哪级控制、谁负责、多久监测一次。',
  add: '登记点位',
  empty: {
    title: '还没有监测点位',
    how: '登记编码、控制级别、类型和频次；导入检测数据时按编码或名称自动对上，到期会列在“监测到期”。',
  },
  columns: [
    { field: 'code', pinned: true, width: 130 },
    { field: 'name', width: 180 },
    { field: 'network', width: 90 },
    { field: 'kind', width: 110 },
    { field: 'regionId', width: 140, deskOnly: true },
    { field: 'landUse', width: 110, deskOnly: true },
    { field: 'everyMonths', width: 110 },
    { field: 'department', width: 110, deskOnly: true },
    { field: 'ownerUnit', width: 160, hidden: true },
    { field: 'targetClass', width: 110, hidden: true },
    STATE,
  ],
  filters: ['network', 'kind', 'landUse'],
  form: [
    { fields: ['code', 'name', 'network', 'kind', 'regionId', 'longitude', 'latitude'] },
    { title: '用途与责任', fields: ['landUse', 'crop', 'department', 'ownerUnit', 'targetClass', 'tags'] },
    { title: '监测', fields: ['everyMonths', 'items', 'characteristicItems', 'establishedOn', 'note'] },
  ],
  long: ['note'],
  hints: { longitude: '以度为单位，CGCS2000', everyMonths: '0 或不填：没有固定频次' },
  moves: {
    establish: {
      fields: ['establishedOn'],
      required: ['establishedOn'],
      start: (_row, { today }) => ({ establishedOn: today }),
    },
    suspend: { fields: [] },
    resume: { fields: [] },
    retire: { fields: [], danger: true },
  },
})

/** 点位: points that are visited again and again. */
export default function Sites(): ReactNode {
  return <RecordList page={page} />
}
