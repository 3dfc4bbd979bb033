import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'
import { OFFENCE_NAMES } from './offences.ts'

const BUREAUS = ['生态环境@county', '生态环境@city'] as const
const CAUGHT: readonly string[] = ['立案查处', '移送公安']

/** 专项执法行动、联合执法: who went together, whom they looked at, what came of it, and who was named in public. */
export const enforcementAction = defineRegister({
  id: 'enforcement-action',
  name: '专项与联合执法行动台账',
  module: 'M22',
  basis: ['土壤污染防治法第七十七条', '省级、县级土壤污染防治工作方案'],
  purpose: '年度专项执法和多部门、跨区域联合执法：参加单位、检查结果、立案和违法企业公开曝光。',
  fields: {
    title: f.text('行动名称', { required: true, secrecy: 'public' }),
    kind: f.choice('类型', ['专项执法', '部门联合执法', '跨区域联合执法'], { required: true, secrecy: 'public' }),
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    annual: f.boolean('每年开展', { hint: '结束后系统自动列出下一年度的行动' }),
    industries: f.texts('重点行业', { secrecy: 'public' }),
    lead: f.unit('牵头单位', { indexed: true }),
    partners: f.refs('参加单位', 'unit'),
    regions: f.refs('涉及区域', 'region'),
    startBy: f.day('应开展日期', { required: true }),
    startedOn: f.day('开始日期', { secrecy: 'public' }),
    targets: f.rows('检查结果', {
      organisation: f.ref('企业', 'organisation', { required: true }),
      inspectedOn: f.day('检查日期', { past: true }),
      result: f.choice('结果', ['未发现问题', '责令改正', '立案查处', '移送公安']),
      offence: f.choice('违法行为', OFFENCE_NAMES),
      note: f.text('情况'),
    }),
    unchecked: f.integer('尚未检查', { derived: true, unit: '家' }),
    caught: f.refs('查处企业', 'organisation', { derived: true, secrecy: 'public' }),
    report: f.files('行动总结'),
    concludedOn: f.day('结束日期', { secrecy: 'public' }),
    exposedOn: f.day('曝光日期', { secrecy: 'public', past: true }),
    exposedAt: f.text('曝光地址', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'year'],
  check: row => [
    ...row.targets.flatMap((t, i) =>
      Boolean(t.inspectedOn) !== Boolean(t.result)
        ? [{ where: `targets.${i}.result`, message: `“检查结果”第${i + 1}行：检查日期和结果须同时填写` }]
        : [],
    ),
    ...row.targets.flatMap((t, i) =>
      t.result && CAUGHT.includes(t.result) && !t.offence
        ? [{ where: `targets.${i}.offence`, message: `“检查结果”第${i + 1}行：立案或移送的须填写违法行为` }]
        : [],
    ),
  ],
  derive: row => ({
    unchecked: row.targets.filter(t => !t.inspectedOn).length,
    caught: [...new Set(row.targets.filter(t => t.result && CAUGHT.includes(t.result)).map(t => t.organisation))],
  }),
  states: { planned: '已计划', underway: '进行中', concluded: '已结束', exposed: '已公开曝光' },
  initial: 'planned',
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['planned', 'underway'] },
  transitions: {
    start: {
      label: '开展',
      from: ['planned'],
      to: 'underway',
      by: BUREAUS,
      asks: ['lead', 'partners', 'regions', 'targets'],
      refuse: row => [
        ...(row.targets.length === 0 ? [{ where: 'targets', message: '没有检查对象' }] : []),
        ...(row.kind !== '专项执法' && row.partners.length === 0
          ? [{ where: 'partners', message: `${row.kind}须写明参加单位` }]
          : []),
        ...(row.kind === '跨区域联合执法' && row.regions.length < 2
          ? [{ where: 'regions', message: '跨区域联合执法须涉及两个以上区域' }]
          : []),
      ],
      sets: (_, { effective }) => ({ startedOn: effective }),
    },
    record: {
      label: '登记检查结果',
      from: ['underway'],
      to: 'underway',
      by: [...BUREAUS, 'lead'],
      asks: ['targets'],
      needs: ['targets'],
    },
    conclude: {
      label: '结束',
      from: ['underway'],
      to: 'concluded',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['report'],
      evidence: ['report'],
      refuse: row => (row.unchecked ? [{ where: 'targets', message: `还有 ${row.unchecked} 家没有检查结果` }] : []),
      sets: (_, { effective }) => ({ concludedOn: effective }),
    },
    expose: {
      label: '公开曝光',
      from: ['concluded'],
      to: 'exposed',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['exposedAt'],
      needs: ['exposedAt'],
      sets: (_, { effective }) => ({ exposedOn: effective }),
    },
  },
  duties: {
    start: owed(
      '牵头单位',
      '开展专项执法行动',
      '县级土壤污染防治工作方案：每年开展一次',
      ['planned', 'underway'],
      'startBy',
      null,
      'startedOn',
    ),
  },
  relations: { lead: 'lead' },
  publish: {
    fields: ['title', 'kind', 'year', 'region', 'industries', 'caught', 'concludedOn', 'exposedOn', 'exposedAt'],
    in: ['exposed'],
  },
  list: ['title', 'kind', 'region', 'year', 'startedOn', 'unchecked', 'exposedOn', 'state'],
  filters: ['region', 'state', 'kind', 'year'],
  search: ['title', 'note'],
})
