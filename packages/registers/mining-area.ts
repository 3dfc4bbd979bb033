import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const POLLUTION = ['较重', '一般', '未见污染'] as const
/** What a mining area hands in when it has been searched. */
const DELIVERABLES = { survey: '排查情况表', wasteList: '整治清单', scheme: '综合整治方案' } as const

/** 涉重金属矿区排查: each area by its name, those above heavily polluted farmland first, with three papers to hand in. */
export const miningArea = defineRegister({
  id: 'mining-area',
  name: '涉重金属矿区排查',
  module: 'M09',
  subject: 'site',
  basis: ['土壤污染防治法第五十条', '重有色金属等矿区历史遗留固体废物排查整治方案'],
  purpose: '矿区历史遗留固体废物排查任务：按周边及下游耕地污染程度排序，报送三项成果。',
  fields: {
    mineral: f.text('主要矿种', { required: true, secrecy: 'public' }),
    farmlandPollution: f.choice('周边及下游耕地污染', POLLUTION, { hint: '没有监测结果的先空着' }),
    farmland: f.refs('周边及下游评价单元', 'farmland-unit'),
    priority: f.choice('排查次序', ['优先', '一般', '待定'], { derived: true, secrecy: 'public' }),
    due: f.day('排查期限', { required: true, secrecy: 'public' }),
    survey: f.files('排查情况表'),
    wasteList: f.files('整治清单'),
    scheme: f.files('综合整治方案'),
    missing: f.texts('未报送的成果', { derived: true }),
    points: f.integer('排查出的点位数', { unit: '个', min: 0 }),
    surveyedOn: f.day('排查完成日期', { secrecy: 'public', past: true }),
    baseline: f.rows('生态环境质量摸底', {
      on: f.day('日期', { required: true, past: true }),
      medium: f.choice('对象', ['土壤', '地表水', '地下水', '农产品', '大气'], { required: true }),
      points: f.integer('点位数', { min: 0 }),
      exceeded: f.integer('超标点位数', { min: 0 }),
      report: f.files('报告'),
    }),
    demonstration: f.boolean('重点小流域示范'),
    project: f.ref('示范（整治）项目', 'project', { indexed: true }),
    planting: f.rows('种植结构调整', {
      year: f.integer('年度', { required: true, min: 2000, max: 2200 }),
      from: f.text('原种植', { required: true }),
      to: f.text('调整为', { required: true }),
      area: f.decimal('面积', { required: true, unit: '亩', min: 0 }),
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { surveyedOn: ['surveyed', 'demonstrated'], points: ['surveyed', 'demonstrated'] },
  check: row =>
    row.baseline.flatMap((b, i) =>
      (b.exceeded ?? 0) > (b.points ?? Number.POSITIVE_INFINITY)
        ? [{ where: `baseline.${i}.exceeded`, message: `“生态环境质量摸底”第${i + 1}行：超标点位多于点位数` }]
        : [],
    ),
  derive: row => ({
    priority: row.farmlandPollution === null ? '待定' : row.farmlandPollution === '较重' ? '优先' : '一般',
    missing: (Object.keys(DELIVERABLES) as (keyof typeof DELIVERABLES)[])
      .filter(key => row[key].length === 0)
      .map(key => DELIVERABLES[key]),
  }),
  states: { pending: '待排查', surveying: '排查中', surveyed: '已完成排查', demonstrated: '示范完成' },
  initial: 'pending',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['pending', 'surveying', 'surveyed'] },
  transitions: {
    start: { label: '开始排查', from: ['pending'], to: 'surveying', by: ['生态环境@county', '生态环境@city'] },
    finish: {
      label: '完成排查',
      from: ['surveying'],
      to: 'surveyed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['points', 'farmlandPollution', 'survey', 'wasteList', 'scheme'],
      needs: ['points'],
      refuse: row => [
        ...(Object.keys(DELIVERABLES) as (keyof typeof DELIVERABLES)[])
          .filter(key => row[key].length === 0)
          .map(key => ({ where: key, message: `还没有报送${DELIVERABLES[key]}` })),
        ...(row.farmlandPollution === null
          ? [{ where: 'farmlandPollution', message: '周边及下游耕地污染情况证据不足' }]
          : []),
      ],
      sets: (_, { effective }) => ({ surveyedOn: effective }),
    },
    demonstrate: {
      label: '完成示范',
      from: ['surveyed'],
      to: 'demonstrated',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['project', 'planting'],
      needs: ['project'],
      refuse: row => [
        ...(row.demonstration ? [] : [{ where: 'demonstration', message: '不是示范矿区' }]),
        ...(row.baseline.some(b => b.report.length > 0)
          ? []
          : [{ where: 'baseline', message: '还没有附报告的生态环境质量摸底' }]),
      ],
    },
  },
  duties: {
    survey: {
      label: '按期完成矿区排查并报送三项成果',
      clause: '年度计划',
      by: '市级生态环境部门',
      while: ['pending', 'surveying'],
      after: { field: 'due' },
      days: 0,
    },
  },
  publish: {
    fields: ['subject', 'region', 'mineral', 'priority', 'due', 'surveyedOn', 'state'],
    in: ['surveyed', 'demonstrated'],
  },
  list: ['subject', 'region', 'mineral', 'farmlandPollution', 'priority', 'due', 'missing', 'state'],
  filters: ['region', 'state', 'priority', 'farmlandPollution', 'demonstration', 'due'],
  search: ['mineral', 'note'],
})
