import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { DECIDERS, ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 项目: what money is spent on; its stages and funds stand in lists of their own. */
export const project = defineRegister({
  id: 'project',
  name: '项目',
  module: 'M21',
  isSubject: true,
  basis: ['土壤污染防治资金管理办法（财资环〔2022〕28号）'],
  purpose: '污染防治与整治的工程和技术项目，其他清单以它为对象。',
  fields: {
    name: f.text('项目名称', { required: true, secrecy: 'public' }),
    code: f.text('项目编码', { secrecy: 'public' }),
    kind: f.choice('类型', ['源头防控', '风险管控', '修复', '调查评估', '农村环境整治', '监管能力', '其他'], {
      required: true,
      secrecy: 'public',
    }),
    owner: f.unit('实施单位', { required: true }),
    site: f.ref('实施场所', 'site', { indexed: true }),
    source: f.ref('所治理的污染源', 'pollution-source', { indexed: true }),
    investment: f.money('总投资'),
    centralFund: f.money('其中：中央资金'),
    startOn: f.day('计划开工日期'),
    endOn: f.day('计划完工日期'),
    location: f.point('位置'),
  },
  key: ['code'],
  keyScope: 'everywhere',
  check: row => [
    ...(row.startOn && row.endOn && row.endOn < row.startOn
      ? [{ where: 'endOn', message: '计划完工日期早于开工日期' }]
      : []),
    ...(row.centralFund && row.investment && Number(row.centralFund) > Number(row.investment)
      ? [{ where: 'centralFund', message: '中央资金不能超过总投资' }]
      : []),
  ],
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: KEEPERS },
  correct: { by: DECIDERS, in: ['active'] },
  transitions: SUBJECT_MOVES,
  relations: { owner: 'owner' },
  list: ['name', 'kind', 'owner', 'region', 'investment', 'startOn', 'state'],
  filters: ['kind', 'owner', 'region', 'state'],
  search: ['name', 'code'],
  map: { geometry: 'location', colourBy: 'kind' },
})
