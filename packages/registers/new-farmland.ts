import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CLASSES } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { CONTENTS } from './contents.ts'
import { classifyRows } from './farmland-rule.ts'

const OPEN = [...CLASSES, '证据不足'] as const

/** 拟开垦耕地: unused or restored land is surveyed before it becomes farmland, and its class decides whether it may. */
export const newFarmland = defineRegister({
  id: 'new-farmland',
  name: '拟开垦为耕地的土壤污染状况调查台账',
  module: 'M05',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第五十一条'],
  purpose: '未利用地、复垦土地拟开垦为耕地的，先调查、后分类；没有调查的不能进入耕地类别清单。',
  fields: {
    origin: f.choice('原来是', ['未利用地', '复垦土地'], { required: true }),
    project: f.text('开垦或复垦项目', { required: true }),
    applicant: f.text('申请单位', { required: true }),
    area: f.area('面积', { required: true, indexed: true }),
    extent: f.polygon('范围'),
    landUse: f.choice('拟利用方式', ['水田', '水旱轮作', '旱地', '果园', '其他'], { required: true }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    points: f.rows('土壤点位', {
      point: f.text('点位', { required: true }),
      on: f.day('采样日期', { required: true, past: true }),
      pH: f.text('pH', { required: true }),
      ...CONTENTS,
      beside: f.texts('相邻点位'),
    }),
    report: f.files('调查报告'),
    class: f.choice('调查评价类别', OPEN, { derived: true }),
    grounds: f.texts('判定依据', { derived: true }),
    decidedOn: f.day('决定日期', { past: true }),
    conditions: f.text('分类管理要求', { long: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  derive: row => {
    if (row.points.length === 0) return { class: null, grounds: [] }
    const ruled = classifyRows({ ...row, products: [] })
    return { class: ruled.soil, grounds: ruled.grounds }
  },
  states: { applied: '已申请', surveyed: '已调查', allowed: '准予开垦', refused: '不得开垦为耕地' },
  initial: 'applied',
  create: { by: ['农业农村@county', '自然资源@county', 'township'] },
  correct: { by: ['农业农村@county', '自然资源@county', '生态环境@county'], in: ['applied'] },
  transitions: {
    survey: {
      label: '登记调查结果',
      from: ['applied'],
      to: 'surveyed',
      by: ['农业农村@county', '生态环境@county'],
      asks: ['survey', 'points', 'report'],
      evidence: ['report'],
      refuse: row => [
        ...(row.points.length > 0 ? [] : [{ where: 'points', message: '没有土壤调查结果' }]),
        ...(row.class === '证据不足' ? [{ where: 'points', message: `调查证据不足：${row.grounds.join('；')}` }] : []),
      ],
    },
    allow: {
      label: '准予开垦',
      from: ['surveyed'],
      to: 'allowed',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['conditions'],
      refuse: row => [
        ...(row.class === '严格管控类' ? [{ where: 'class', message: '调查评价为严格管控类，不得开垦为耕地' }] : []),
        ...(row.class === '安全利用类' && !row.conditions
          ? [{ where: 'conditions', message: '安全利用类须写明分类管理要求' }]
          : []),
      ],
      sets: (_row, { effective }) => ({ decidedOn: effective }),
    },
    refuse: {
      label: '不得开垦',
      from: ['surveyed'],
      to: 'refused',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: (_row, { effective }) => ({ decidedOn: effective }),
    },
    again: {
      label: '重新调查',
      from: ['surveyed', 'refused'],
      to: 'applied',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  list: ['subject', 'region', 'origin', 'project', 'area', 'class', 'decidedOn', 'state'],
  filters: ['region', 'state', 'origin', 'class'],
  search: ['project', 'applicant', 'note'],
  map: { geometry: 'extent', colourBy: 'state' },
})
