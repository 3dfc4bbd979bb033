import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'

const KEEPERS = ['生态环境@county', '生态环境@city', '应急管理@county', '应急管理@city'] as const

/** 应急处置队伍与技术支撑团队: whom one calls, what they bring, under which plan they stand, and where they went. */
export const responseTeam = defineRegister({
  id: 'response-team',
  name: '应急处置与技术支撑队伍名册',
  module: 'M22',
  basis: ['土壤污染防治法第四十四条', '区级土壤污染防治工作方案：建立专业应急处置队伍'],
  purpose: '队伍、联系人、装备和出动记录，纳入本级突发环境事件应急预案。',
  fields: {
    name: f.text('队伍名称', { required: true, indexed: true }),
    kind: f.choice('类型', ['专业应急处置队伍', '社会应急队伍', '执法监管技术支撑团队', '专家组'], { required: true }),
    organisation: f.ref('依托单位', 'organisation', { indexed: true }),
    leader: f.text('负责人', { required: true }),
    phone: f.text('值守电话', { required: true }),
    members: f.integer('人数', { required: true, min: 1 }),
    skills: f.choices(
      '能力',
      ['围堵清运', '危险废物处置', '土壤采样', '快速检测', '无人机航测', '损害鉴定', '法律支持'],
      {},
    ),
    equipment: f.refs('装备', 'response-equipment'),
    plan: f.ref('纳入的应急预案', 'emergency-plan', { indexed: true }),
    agreementUntil: f.day('协议有效期至'),
    deployments: f.rows('出动记录', {
      event: f.ref('突发环境事件', 'emergency-event', { required: true }),
      on: f.day('日期', { required: true, past: true }),
      work: f.text('工作', { required: true }),
    }),
    deployed: f.integer('出动次数', { derived: true, unit: '次' }),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  derive: row => ({ deployed: row.deployments.length }),
  states: { proposed: '拟纳入', ready: '待命', left: '已退出' },
  initial: 'proposed',
  ended: ['left'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['proposed', 'ready'] },
  transitions: {
    admit: {
      label: '纳入应急体系',
      from: ['proposed'],
      to: 'ready',
      by: KEEPERS,
      duty: 'reviewer',
      asks: ['plan', 'agreementUntil', 'equipment'],
      needs: ['plan'],
      refuse: row => [
        ...(row.skills.length === 0 ? [{ where: 'skills', message: '没有写明能力' }] : []),
        ...(row.kind !== '专家组' && row.equipment.length === 0
          ? [{ where: 'equipment', message: '没有登记装备' }]
          : []),
        ...(row.organisation && !row.agreementUntil
          ? [{ where: 'agreementUntil', message: '依托社会单位的，须有协议有效期' }]
          : []),
      ],
    },
    deploy: {
      label: '出动',
      from: ['ready'],
      to: 'ready',
      by: KEEPERS,
      asks: ['deployments'],
      needs: ['deployments'],
      refuse: (row, { today }) =>
        row.agreementUntil && row.agreementUntil < today
          ? [{ where: 'agreementUntil', message: `协议已于 ${row.agreementUntil} 到期，不能出动` }]
          : [],
    },
    leave: { label: '退出', from: ['ready'], to: 'left', by: KEEPERS, duty: 'reviewer', reason: 'required' },
  },
  duties: {
    renew: {
      ...owed('生态环境部门', '续签队伍协议', '队伍协议', ['ready'], 'agreementUntil', null, 'agreementUntil'),
      met: undefined,
    },
  },
  list: ['name', 'kind', 'region', 'leader', 'phone', 'members', 'agreementUntil', 'deployed', 'state'],
  filters: ['region', 'state', 'kind', 'skills'],
  search: ['name', 'note'],
})
