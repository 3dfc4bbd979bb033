import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

export const ENTERPRISE_LISTS = ['疑似污染地块清单', '优先管控名录'] as const

/** 企业用地调查成果名单: made by the results of the survey, never by hand; a parcel leaves with the result that put it there. */
export const enterpriseLandList = defineRegister({
  id: 'enterprise-land-list',
  name: '企业用地调查成果名单',
  module: 'M05',
  subject: 'site',
  basis: ['土壤污染防治法第五十八条、第五十九条', '重点行业企业用地调查成果应用要求'],
  purpose: '由调查入库结果和关注度生成的污染地块清单、优先管控名录；处置后移出。',
  fields: {
    list: f.choice('名单', ENTERPRISE_LISTS, { required: true }),
    parcel: f.ref('调查地块', 'enterprise-survey-parcel', { required: true, indexed: true }),
    number: f.text('地块编码', { required: true }),
    grade: f.text('关注度'),
    verdict: f.text('评价结论'),
    exceeded: f.texts('超标项目'),
    grounds: f.text('列入依据', { required: true }),
    listedOn: f.day('列入日期', { required: true, past: true }),
    removedOn: f.day('移出日期', { past: true }),
    document: f.files('移出依据'),
  },
  key: ['list', 'number'],
  states: { listed: '在名单', removed: '已移出' },
  initial: 'listed',
  ended: ['removed'],
  create: { by: ['生态环境@province'] },
  correct: { by: ['生态环境@city', '生态环境@province'], in: ['listed'] },
  transitions: {
    remove: {
      label: '移出',
      from: ['listed'],
      to: 'removed',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['document'],
      evidence: ['document'],
      sets: (_row, { effective }) => ({ removedOn: effective }),
    },
  },
  list: ['list', 'number', 'subject', 'region', 'grade', 'verdict', 'listedOn', 'state'],
  filters: ['region', 'state', 'list'],
  search: ['number', 'grounds'],
})
