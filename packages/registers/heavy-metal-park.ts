import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { INDUSTRIES } from './heavy-metal-enterprise.ts'
import { METALS } from './metals.ts'

/** 涉重金属工业园区: a park is on the list because listed enterprises lie inside its boundary; the system keeps who they are. */
export const heavyMetalPark = defineRegister({
  id: 'heavy-metal-park',
  name: '涉重金属工业园区清单',
  module: 'M08',
  subject: 'site',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '由全口径企业厂区位置与园区范围叠加得出，企业、行业和重金属随清单变动。',
  fields: {
    enterprises: f.refs('园内涉重企业', 'organisation', { derived: true }),
    count: f.integer('涉重企业数', { derived: true, unit: '家', secrecy: 'public' }),
    industries: f.choices('行业', INDUSTRIES, { derived: true, secrecy: 'public' }),
    metals: f.choices('重金属', METALS, { derived: true, secrecy: 'public' }),
    manager: f.unit('园区管理机构', { indexed: true }),
    treatment: f.boolean('有重金属废水集中处理设施'),
    measures: f.text('环境管理要求', { long: true }),
    confirmedOn: f.day('列入日期', { secrecy: 'public', past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  derive: row => ({ count: row.enterprises.length }),
  states: { found: '由企业位置得出', listed: '已列入清单', emptied: '园内已无涉重企业' },
  initial: 'found',
  ended: ['emptied'],
  create: { by: ['生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['found', 'listed'] },
  transitions: {
    list: {
      label: '列入清单',
      from: ['found'],
      to: 'listed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['manager', 'treatment', 'measures'],
      needs: ['manager'],
      refuse: row => (row.enterprises.length > 0 ? [] : [{ where: 'enterprises', message: '园内没有在册涉重企业' }]),
      sets: (_, { effective }) => ({ confirmedOn: effective }),
    },
    // Made by the system when the last enterprise has gone.
    empty: {
      label: '移出清单',
      from: ['found', 'listed'],
      to: 'emptied',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    refill: { label: '重新得出', from: ['emptied'], to: 'found', by: ['生态环境@city'] },
  },
  duties: {
    update: {
      label: '更新涉重金属工业园区清单',
      clause: '环固体〔2022〕17号',
      by: '市级生态环境部门',
      while: ['found'],
      every: 'year',
    },
  },
  publish: { fields: ['subject', 'region', 'count', 'industries', 'metals', 'confirmedOn'], in: ['listed'] },
  list: ['subject', 'region', 'count', 'industries', 'metals', 'confirmedOn', 'state'],
  filters: ['region', 'state', 'industries', 'metals'],
  search: ['note'],
})
