import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KEEPERS = ['生态环境@county', '生态环境@city', '生态环境@province'] as const

/** 行业自律公约: who keeps which promise, and what became of those who did not. */
export const industryPact = defineRegister({
  id: 'industry-pact',
  name: '行业自律公约',
  module: 'M25',
  basis: ['土壤污染防治行动计划（三十三）', '省级土壤污染防治工作方案'],
  purpose: '治理与修复、危险废物综合处置等行业的自律公约、成员和违约处理；每年评议。',
  fields: {
    title: f.text('公约名称', { required: true, secrecy: 'public' }),
    trade: f.choice('行业', ['土壤污染治理与修复', '危险废物综合处置', '检验检测', '其他'], {
      required: true,
      secrecy: 'public',
    }),
    body: f.text('自律组织', { required: true, secrecy: 'public' }),
    text: f.files('公约文本', { secrecy: 'public' }),
    members: f.rows(
      '成员',
      {
        member: f.ref('单位', 'organisation', { required: true }),
        joinedOn: f.day('加入日期', { required: true, past: true }),
        leftOn: f.day('退出日期'),
      },
      { secrecy: 'public' },
    ),
    memberCount: f.integer('现有成员', { derived: true, unit: '家', secrecy: 'public' }),
    breaches: f.rows('违约', {
      member: f.ref('单位', 'organisation', { required: true }),
      on: f.day('日期', { required: true, past: true }),
      fact: f.text('事实', { required: true }),
      measure: f.choice('处理', ['警示', '通报批评', '除名']),
      closedOn: f.day('处理完毕日期', { past: true }),
    }),
    openBreaches: f.integer('没有处理的违约', { derived: true, unit: '起' }),
    reviewedOn: f.days('年度评议日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  check: row => [
    ...row.breaches
      .filter(
        b => !row.members.some(m => m.member === b.member && m.joinedOn <= b.on && (!m.leftOn || b.on <= m.leftOn)),
      )
      .map(b => ({ where: 'breaches', message: `${b.on} 的违约：该单位当时不是成员` })),
    ...row.breaches
      .filter(b => b.measure === '除名' && b.closedOn && row.members.some(m => m.member === b.member && !m.leftOn))
      .map(b => ({ where: 'members', message: `${b.on} 的违约已处理为除名，成员须填写退出日期` })),
  ],
  derive: row => ({
    memberCount: row.members.filter(m => !m.leftOn).length,
    openBreaches: row.breaches.filter(b => !b.closedOn).length,
  }),
  states: { draft: '筹备', inForce: '执行中', ended: '已终止' },
  initial: 'draft',
  ended: ['ended'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['draft', 'inForce'] },
  transitions: {
    adopt: {
      label: '签署生效',
      from: ['draft'],
      to: 'inForce',
      by: KEEPERS,
      duty: 'reviewer',
      asks: ['text', 'members'],
      evidence: ['text'],
      refuse: row => ((row.memberCount ?? 0) >= 2 ? [] : [{ where: 'members', message: '公约成员不少于两家' }]),
    },
    end: { label: '终止', from: ['inForce'], to: 'ended', by: KEEPERS, duty: 'reviewer', reason: 'required' },
  },
  duties: {
    review: {
      label: '自律公约年度评议',
      clause: '省级土壤污染防治工作方案',
      by: '自律组织',
      while: ['inForce'],
      every: 'year',
      met: { field: 'reviewedOn' },
    },
  },
  publish: { fields: ['title', 'trade', 'region', 'body', 'memberCount'], in: ['inForce'] },
  list: ['title', 'trade', 'region', 'body', 'memberCount', 'openBreaches', 'state'],
  filters: ['region', 'state', 'trade'],
  search: ['title', 'body', 'note'],
})
