import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 历史污灌区: land once watered with sewage, as a layer, with the state of its survey. */
export const sewageIrrigationArea = defineRegister({
  id: 'sewage-irrigation-area',
  name: '历史污水灌溉区清单',
  module: 'M05',
  basis: ['土壤污染防治法第二十八条、第五十二条', '年度计划（历史污灌区农用地土壤环境状况调查）'],
  purpose: '历史污灌区的范围、年代、水源和调查状态；与评价单元叠加。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    extent: f.polygon('范围'),
    area: f.area('面积', { indexed: true, secrecy: 'public' }),
    source: f.text('污水来源', { required: true }),
    waterBody: f.ref('灌溉水源', 'water-body', { indexed: true }),
    fromYear: f.integer('污灌开始年份', { required: true, min: 1949, max: 2200 }),
    untilYear: f.integer('污灌停止年份', { min: 1949, max: 2200 }),
    years: f.integer('污灌年数', { derived: true, unit: '年' }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    due: f.day('调查期限'),
    points: f.integer('点位数', { min: 0, unit: '个' }),
    exceeding: f.integer('超标点位数', { min: 0, unit: '个' }),
    share: f.decimal('点位超标率', { derived: true, unit: '%' }),
    conclusion: f.text('调查结论', { long: true }),
    report: f.files('调查报告'),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  check: row => [
    ...(row.untilYear !== null && row.untilYear < row.fromYear
      ? [{ where: 'untilYear', message: '停止年份早于开始年份' }]
      : []),
    ...(row.points !== null && row.exceeding !== null && row.exceeding > row.points
      ? [{ where: 'exceeding', message: '超标点位数大于点位数' }]
      : []),
  ],
  derive: row => ({
    // Still watered so: unknown, not nought.
    years: row.untilYear === null ? null : row.untilYear - row.fromYear + 1,
    share:
      row.points === null || row.exceeding === null || row.points === 0
        ? null
        : percentage(String(row.exceeding), String(row.points)),
  }),
  states: { listed: '未调查', surveying: '调查中', surveyed: '已调查', cleared: '已排除' },
  initial: 'listed',
  ended: ['cleared'],
  create: { by: ['农业农村@county', '生态环境@county', '水利@county', 'township'] },
  correct: { by: ['农业农村@county', '生态环境@county', '水利@county'], in: ['listed', 'surveying'] },
  transitions: {
    survey: {
      label: '开展调查',
      from: ['listed', 'surveyed'],
      to: 'surveying',
      by: ['农业农村@county', '生态环境@county'],
      asks: ['survey', 'due'],
      needs: ['survey', 'due', 'extent'],
    },
    conclude: {
      label: '完成调查',
      from: ['surveying'],
      to: 'surveyed',
      by: ['农业农村@county', '生态环境@county'],
      duty: 'reviewer',
      asks: ['points', 'exceeding', 'conclusion', 'report'],
      needs: ['points', 'exceeding', 'conclusion'],
      evidence: ['report'],
    },
    clear: {
      label: '排除',
      from: ['listed', 'surveyed'],
      to: 'cleared',
      by: ['农业农村@city', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    survey: {
      label: '完成历史污灌区调查',
      clause: '年度计划',
      by: '县级农业农村部门',
      while: ['surveying'],
      after: { field: 'due' },
      days: 0,
    },
  },
  publish: { fields: ['name', 'region', 'area', 'state'], in: ['surveyed'] },
  list: ['name', 'region', 'area', 'fromYear', 'years', 'due', 'share', 'state'],
  filters: ['region', 'state'],
  search: ['name', 'source', 'note'],
  map: { geometry: 'extent', colourBy: 'state' },
})
