import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const GRADES = ['环保诚信企业', '环保良好企业', '环保警示企业', '环保不良企业'] as const
type Grade = (typeof GRADES)[number]
const COLOUR = { 环保诚信企业: '绿牌', 环保良好企业: '蓝牌', 环保警示企业: '黄牌', 环保不良企业: '红牌' } as const
const LOAN = { 绿牌: '给予信贷支持', 蓝牌: '给予信贷支持', 黄牌: '严格贷款条件', 红牌: '不予新增贷款' } as const

/** The grade by score on a day; one fact that forbids all else makes it the lowest whatever the score. */
export function creditGrade(score: string | null, vetoed: boolean, on: string): Grade | null {
  if (vetoed) return '环保不良企业'
  if (score === null) return null
  const least = (key: Parameters<typeof parameterOn>[0]): boolean => Number(score) >= parameterOn(key, on).value
  return least('credit.green')
    ? '环保诚信企业'
    : least('credit.blue')
      ? '环保良好企业'
      : least('credit.yellow')
        ? '环保警示企业'
        : '环保不良企业'
}

/** 企业环境信用评价: a grade a year, its colour and what banks make of it; graded again when the ground falls away. */
export const enterpriseCredit = defineRegister({
  id: 'enterprise-credit',
  name: '企业环境信用评价',
  module: 'M25',
  subject: 'organisation',
  basis: ['企业环境信用评价办法（试行）（环发〔2013〕150号）', '县级土壤污染防治工作方案'],
  purpose: '年度评分、绿蓝黄红四色公布、信贷措施和重新评定。',
  fields: {
    year: f.integer('年度', { required: true, min: 2013, max: 2200, secrecy: 'public' }),
    score: f.decimal('评分', { min: 0, max: 100 }),
    vetoes: f.texts('一票否决事实', { hint: '例如：构成环境犯罪、拒不改正违法排污' }),
    grounds: f.rows('扣分依据', {
      on: f.day('日期', { required: true, past: true }),
      fact: f.text('事实', { required: true }),
      points: f.decimal('扣分', { required: true, min: 0, max: 100 }),
    }),
    grade: f.choice('信用等级', GRADES, { derived: true, secrecy: 'public' }),
    colour: f.choice('颜色', ['绿牌', '蓝牌', '黄牌', '红牌'], { derived: true, secrecy: 'public' }),
    loan: f.choice('信贷措施', ['给予信贷支持', '严格贷款条件', '不予新增贷款'], { derived: true, secrecy: 'public' }),
    notifiedOn: f.day('初评告知日期', { past: true }),
    objection: f.text('企业异议及处理', { long: true }),
    publishedOn: f.day('公布日期', { secrecy: 'public', past: true }),
    sentToBanksOn: f.day('推送金融机构日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  check: row => {
    const lost = row.grounds.reduce((total, g) => total + Number(g.points), 0)
    return row.score !== null && row.grounds.length > 0 && Number(row.score) > 100 - lost
      ? [{ where: 'score', message: `扣分合计 ${lost} 分，评分不能是 ${row.score}` }]
      : []
  },
  derive: row => {
    const grade = creditGrade(row.score, row.vetoes.length > 0, `${row.year}-12-31`)
    const colour = grade ? COLOUR[grade] : null
    return { grade, colour, loan: colour ? LOAN[colour] : null }
  },
  states: { draft: '评价中', notified: '已告知', published: '已公布' },
  initial: 'draft',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['draft', 'notified'] },
  transitions: {
    notify: {
      label: '告知初评结果',
      from: ['draft'],
      to: 'notified',
      by: ['生态环境@county', '生态环境@city'],
      refuse: row => (row.grade ? [] : [{ where: 'score', message: '没有评分，不能评定等级（证据不足）' }]),
      sets: (_, { effective }) => ({ notifiedOn: effective }),
    },
    publish: {
      label: '公布',
      from: ['notified'],
      to: 'published',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      sets: (_, { effective }) => ({ publishedOn: effective }),
    },
    send: {
      label: '推送金融机构',
      from: ['published'],
      to: 'published',
      by: ['生态环境@county', '生态环境@city'],
      sets: (_, { effective }) => ({ sentToBanksOn: effective }),
    },
    regrade: {
      label: '重新评定',
      from: ['published'],
      to: 'draft',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ notifiedOn: null, publishedOn: null, sentToBanksOn: null }),
    },
  },
  publish: { fields: ['subject', 'region', 'year', 'grade', 'colour', 'loan', 'publishedOn'], in: ['published'] },
  list: ['subject', 'region', 'year', 'score', 'colour', 'loan', 'sentToBanksOn', 'state'],
  filters: ['region', 'state', 'year', 'colour', 'loan'],
  search: ['note'],
})
