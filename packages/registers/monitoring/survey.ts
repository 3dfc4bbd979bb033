import { LINES } from '@jingtu/core/access.ts'
import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

export const SURVEY_KINDS = [
  '农用地详查',
  '重点行业企业用地调查',
  '例行监测',
  '预警监测',
  '加密调查',
  '补充采样',
  '污灌区调查',
  '地下水调查评估',
  '周边监督性监测',
  '其他专项',
] as const

/** Who keeps a survey moving: planners of the unit that runs it. */
const RUNNERS = ['owner'] as const

/** 调查任务: a campaign that is planned once and brings many samples; some come again after so many years. */
export const surveyRecord = defineRecord({
  id: 'survey',
  name: '调查任务',
  fields: {
    name: f.text('名称', { required: true, indexed: true }),
    kind: f.choice('类型', SURVEY_KINDS, { required: true, indexed: true }),
    regionId: f.ref('调查区域', 'region', { required: true, indexed: true }),
    ownerUnit: f.ref('组织单位', 'unit', { required: true, indexed: true }),
    line: f.choice('所属部门条线', LINES),
    /** Practitioners and laboratories that bring data into it. */
    contractors: f.refs('承担单位', 'unit', { indexed: true }),
    periodFrom: f.day('开始日期', { required: true }),
    periodTo: f.day('完成期限', { required: true }),
    /** 0 or empty: once. */
    everyYears: f.integer('周期', { unit: '年', min: 0, max: 50 }),
    previous: f.ref('上一轮调查', 'survey'),
    sites: f.refs('布点', 'monitoring-site', { indexed: true }),
    /** Ids of the catalogue of substances. */
    items: f.texts('检测项目'),
    standard: f.text('评价标准'),
    scheme: f.files('实施方案'),
    /** The layer of the map in which the result is shown. */
    resultLayer: f.text('成果图层'),
    report: f.files('成果报告'),
    application: f.text('成果应用'),
    note: f.text('备注'),
    sample: f.boolean('模拟数据'),
  },
  states: {
    planned: '已部署',
    sampling: '采样中',
    analysis: '检测分析中',
    result: '已形成成果',
    applied: '成果已应用',
    cancelled: '已取消',
  },
  initial: 'planned',
  transitions: {
    startSampling: { label: '开始采样', from: ['planned'], to: 'sampling', by: RUNNERS, duty: 'planner' },
    startAnalysis: { label: '转入检测', from: ['sampling'], to: 'analysis', by: RUNNERS, duty: 'planner' },
    conclude: { label: '形成成果', from: ['analysis'], to: 'result', by: RUNNERS, duty: 'planner' },
    apply: { label: '应用成果', from: ['result'], to: 'applied', by: RUNNERS, duty: 'planner' },
    resample: {
      label: '退回补充采样',
      from: ['analysis', 'result'],
      to: 'sampling',
      by: RUNNERS,
      duty: 'planner',
      reason: 'required',
    },
    cancel: {
      label: '取消',
      from: ['planned', 'sampling'],
      to: 'cancelled',
      by: RUNNERS,
      duty: 'planner',
      reason: 'required',
    },
  },
})
export type Survey = RowOf<typeof surveyRecord>
