import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const WATCHERS = ['生态环境@county', '生态环境@city', '自然资源@county', '自然资源@city'] as const

/** 重点建设用地违法违规开发利用: found, punished by law, put right; one that is still open keeps its land from changing use. */
export const keyLandViolation = defineRegister({
  id: 'key-land-violation',
  name: '重点建设用地违法违规开发利用台账',
  module: 'M11',
  subject: 'site',
  basis: ['土壤污染防治法第五十九条、第六十一条、第九十一条、第九十四条', '年度土壤污染防治工作计划'],
  purpose:
    '供地前没有完成调查等违法违规开发利用：发现、依法处罚、整改到位；据此判定重点建设用地安全利用是否得到有效保障。',
  fields: {
    year: f.integer('计入年度', { required: true, min: 2018, max: 2200, secrecy: 'public' }),
    kind: f.choice(
      '违法违规情形',
      [
        '没有通过调查即供地或许可建设',
        '超标未经风险评估即供地或开工',
        '在名录内用作住宅、公共管理与公共服务用地',
        '未达风险管控修复目标开工无关项目',
        '拆分地块等规避调查',
      ],
      { required: true, secrecy: 'public' },
    ),
    foundOn: f.day('发现日期', { required: true, past: true }),
    found: f.text('情况', { required: true, long: true }),
    proof: f.files('证据'),
    organisation: f.ref('违法单位', 'organisation', { indexed: true }),
    enforcement: f.ref('案件', 'enforcement-case', { indexed: true }),
    punishment: f.text('处罚（处理）决定文号', { secrecy: 'public' }),
    punishedOn: f.day('处罚（处理）日期', { past: true, secrecy: 'public' }),
    requirement: f.text('整改要求', { long: true }),
    due: f.day('整改期限', { indexed: true }),
    rectification: f.text('整改情况', { long: true }),
    rectified: f.files('整改材料'),
    rectifiedOn: f.day('整改到位日期', { past: true, secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'kind', 'foundOn'],
  requiredWhen: {
    punishment: ['punished', 'rectified'],
    punishedOn: ['punished', 'rectified'],
    due: ['punished', 'rectified'],
    rectifiedOn: ['rectified'],
  },
  check: row =>
    row.punishedOn && row.punishedOn < row.foundOn
      ? [{ where: 'punishedOn', message: '处罚（处理）日期早于发现日期' }]
      : [],
  states: { found: '已发现', punished: '已处罚', rectified: '已整改到位', dismissed: '查无违法' },
  initial: 'found',
  ended: ['dismissed'],
  create: { by: WATCHERS },
  correct: { by: WATCHERS, in: ['found'] },
  transitions: {
    punish: {
      label: '依法处罚（处理）',
      from: ['found'],
      to: 'punished',
      by: WATCHERS,
      duty: 'reviewer',
      single: true,
      asks: ['organisation', 'enforcement', 'punishment', 'punishedOn', 'requirement', 'due'],
      needs: ['organisation', 'punishment', 'punishedOn', 'requirement', 'due'],
      evidence: ['proof'],
    },
    rectify: {
      label: '整改到位',
      from: ['punished'],
      to: 'rectified',
      by: WATCHERS,
      duty: 'reviewer',
      single: true,
      asks: ['rectification', 'rectified'],
      needs: ['rectification'],
      evidence: ['rectified'],
      sets: (_, { effective }) => ({ rectifiedOn: effective }),
    },
    reopen: {
      label: '整改不实，重新整改',
      from: ['rectified'],
      to: 'punished',
      by: WATCHERS,
      duty: 'reviewer',
      reason: 'required',
      asks: ['due'],
      needs: ['due'],
      sets: () => ({ rectifiedOn: null, rectification: null, rectified: [] }),
    },
    dismiss: {
      label: '查无违法',
      from: ['found'],
      to: 'dismissed',
      by: WATCHERS,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    rectify: {
      label: '督促违法违规开发利用的地块整改到位',
      clause: '年度土壤污染防治工作计划',
      by: '生态环境、自然资源部门',
      while: ['punished', 'rectified'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'rectifiedOn' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'year', 'kind', 'punishment', 'punishedOn', 'rectifiedOn', 'state'],
    in: ['punished', 'rectified'],
  },
  list: ['subject', 'region', 'year', 'kind', 'foundOn', 'organisation', 'punishedOn', 'due', 'rectifiedOn', 'state'],
  filters: ['region', 'state', 'year', 'kind', 'due'],
  search: ['found', 'punishment', 'note'],
})
