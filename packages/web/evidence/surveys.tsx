import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import type { ReactNode } from 'react'
import { RecordList } from '../records/RecordList.tsx'
import { describeRecord, STATE } from '../records/record-page.ts'

const page = describeRecord<typeof surveyRecord>({
  kind: surveyRecord,
  path: '/api/surveys',
  title: '调查任务',
  note: '详查、例行监测、预警监测和专项调查：谁组织、谁承担、到哪一步。',
  add: '部署调查任务',
  empty: {
    title: '还没有调查任务',
    how: '写明类型、区域、组织单位、承担单位和期限；承担单位登录后即可向它导入检测数据。',
  },
  columns: [
    { field: 'name', pinned: true, width: 260 },
    { field: 'kind', width: 150 },
    { field: 'regionId', width: 140, deskOnly: true },
    { field: 'ownerUnit', width: 160 },
    { field: 'contractors', width: 200, deskOnly: true },
    { field: 'periodTo', width: 110 },
    { field: 'everyYears', width: 90, hidden: true },
    STATE,
  ],
  filters: ['kind', 'ownerUnit'],
  form: [
    { fields: ['name', 'kind', 'regionId', 'periodFrom', 'periodTo', 'everyYears'] },
    { title: '责任', fields: ['ownerUnit', 'line', 'contractors'] },
    { title: '内容', fields: ['items', 'standard', 'scheme', 'note'] },
  ],
  later: ['report', 'resultLayer', 'application'],
  long: ['note', 'application'],
  start: ({ actor, today }) => ({ ownerUnit: actor.unit, periodFrom: today }),
  moves: {
    startSampling: { fields: [] },
    startAnalysis: { fields: [] },
    conclude: { fields: ['report', 'resultLayer'], required: ['report'] },
    apply: { fields: ['application'], required: ['application'] },
    resample: { fields: [] },
    cancel: { fields: [], danger: true },
  },
  deadline: { due: 'periodTo', metOn: 'periodTo', while: ['planned', 'sampling', 'analysis'] },
})

/** 调查任务: campaigns, each of which brings many samples. */
export default function Surveys(): ReactNode {
  return <RecordList page={page} />
}
