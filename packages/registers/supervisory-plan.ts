import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const OBJECTS = [
  '土壤污染重点监管单位',
  '危险废物处置企业',
  '集中式污水处理企业',
  '工业园区',
  '生活垃圾处置设施',
  '其他',
] as const
const MEDIA = ['土壤', '地下水'] as const
const COUNTY = ['生态环境@county', '生态环境@city'] as const

/** 周边监督性监测方案: what is monitored around which kind of objects, in which media, at which points; done when each has samples. */
export const supervisoryPlan = defineRegister({
  id: 'supervisory-plan',
  name: '周边土壤和地下水监督性监测方案',
  module: 'M20',
  basis: ['土壤污染防治法第十六条、第二十一条', '地下水管理条例第五十二条'],
  purpose:
    '重点监管单位、危废处置、集中式污水处理和工业园区周边的监督性监测：按对象类型编制方案，逐个对象、逐种介质完成。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    objectKind: f.choice('对象类型', OBJECTS, { required: true, secrecy: 'public' }),
    title: f.text('方案名称', { required: true }),
    media: f.choices('监测介质', MEDIA, { required: true }),
    objects: f.rows('监测对象', {
      site: f.ref('厂区或园区', 'site', { required: true }),
      points: f.refs('周边点位', 'monitoring-site'),
      items: f.texts('监测项目'),
    }),
    objectCount: f.integer('对象数', { derived: true, unit: '个' }),
    lacking: f.texts('没有布点的对象', { derived: true }),
    plan: f.files('监测方案'),
    reviewOpinion: f.text('方案评审意见', { long: true }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    project: f.ref('依托项目', 'project', { indexed: true }),
    due: f.day('完成期限', { required: true }),
    finishedOn: f.day('完成日期', { past: true }),
    report: f.files('监测报告'),
    note: f.text('备注', { long: true }),
  },
  key: ['year', 'objectKind', 'title'],
  check: row => {
    const twice = row.objects.filter((o, i) => row.objects.findIndex(p => p.site === o.site) !== i)
    return twice.length > 0 ? [{ where: 'objects', message: '同一对象列了不止一次' }] : []
  },
  derive: row => ({
    objectCount: row.objects.length,
    lacking: row.objects.flatMap((o, i) => (o.points.length === 0 ? [`第 ${i + 1} 个对象`] : [])),
  }),
  states: { draft: '编制中', reviewed: '已评审', issued: '已下达', done: '已完成' },
  initial: 'draft',
  create: { by: COUNTY },
  correct: { by: COUNTY, in: ['draft', 'reviewed'] },
  transitions: {
    review: {
      label: '通过评审',
      from: ['draft'],
      to: 'reviewed',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['reviewOpinion'],
      needs: ['reviewOpinion'],
      evidence: ['plan'],
      refuse: row => [
        ...(row.objects.length === 0 ? [{ where: 'objects', message: '没有列出监测对象' }] : []),
        ...row.lacking.map(o => ({ where: 'objects', message: `${o}没有周边点位` })),
      ],
    },
    issue: {
      label: '下达',
      from: ['reviewed'],
      to: 'issued',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['survey'],
      needs: ['survey'],
    },
    finish: {
      label: '完成',
      from: ['issued'],
      to: 'done',
      by: COUNTY,
      duty: 'reviewer',
      asks: ['report'],
      evidence: ['report'],
      sets: (_row, { effective }) => ({ finishedOn: effective }),
    },
  },
  duties: {
    finish: {
      label: '完成周边监督性监测',
      clause: '土壤污染防治法第十六条；年度计划',
      by: '生态环境部门',
      while: ['draft', 'reviewed', 'issued'],
      after: { field: 'due' },
      days: 0,
    },
  },
  list: ['year', 'region', 'objectKind', 'title', 'media', 'objectCount', 'due', 'finishedOn', 'state'],
  filters: ['region', 'state', 'year', 'objectKind', 'project'],
  search: ['title', 'note'],
  sort: '-year',
})
