import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const LEVELS = ['市级人民政府', '省级人民政府', '国务院'] as const

interface Asked {
  grade: string
  permanentPart: string | null
}
const onPermanent = (row: Asked): boolean => row.permanentPart !== null && compareDecimals(row.permanentPart, '0') > 0

/** 优先保护类耕地占用报批: no project may, except those the law lets through, and what they take leaves the ledger. */
export const farmlandOccupation = defineRegister({
  id: 'farmland-occupation',
  name: '优先保护类耕地占用报批',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第五十条', '土地管理法第三十五条、第四十四条'],
  purpose: '确实无法避让的重点建设项目逐级报批；其他项目不得占用；批准的面积从台账和类别清单中扣减。',
  fields: {
    project: f.text('建设项目', { required: true, secrecy: 'public' }),
    grade: f.choice(
      '项目类别',
      ['国家重点建设项目', '省重点建设项目', '市重点建设项目', '选址特殊的建设项目', '其他建设项目'],
      { required: true, secrecy: 'public' },
    ),
    area: f.decimal('占用面积', { required: true, unit: '亩', min: 0, indexed: true, secrecy: 'public' }),
    permanentPart: f.decimal('其中永久基本农田', { required: true, unit: '亩', min: 0, secrecy: 'public' }),
    unavoidable: f.boolean('确实无法避让'),
    grounds: f.text('无法避让的论证', { long: true }),
    files: f.files('论证材料'),
    requiredLevel: f.choice('应由哪一级批准', LEVELS, { derived: true }),
    approvalLevel: f.choice('批准机关', LEVELS, { secrecy: 'public' }),
    approval: f.text('批准文号', { secrecy: 'public' }),
    approvedOn: f.day('批准日期', { secrecy: 'public', past: true }),
    approvalFiles: f.files('批准文件'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'project'],
  check: row =>
    compareDecimals(row.permanentPart, row.area) > 0
      ? [{ where: 'permanentPart', message: `其中永久基本农田 ${row.permanentPart} 亩大于占用面积 ${row.area} 亩` }]
      : [],
  derive: row => ({ requiredLevel: onPermanent(row) ? ('国务院' as const) : ('省级人民政府' as const) }),
  states: { drafted: '拟申请', applied: '已申请', approved: '已批准', refused: '不批准' },
  initial: 'drafted',
  ended: ['refused'],
  create: { by: ['自然资源@county', '自然资源@city'] },
  correct: { by: ['自然资源@county', '自然资源@city'], in: ['drafted'] },
  transitions: {
    apply: {
      label: '申请占用',
      from: ['drafted'],
      to: 'applied',
      by: ['自然资源@county', '自然资源@city'],
      evidence: ['files'],
      refuse: row => [
        ...(row.grade === '其他建设项目'
          ? [{ where: 'grade', message: '除法律规定的重点建设项目外，任何建设项目不得占用优先保护类耕地' }]
          : []),
        ...(onPermanent(row) && row.grade !== '国家重点建设项目' && row.grade !== '其他建设项目'
          ? [{ where: 'grade', message: '占用永久基本农田的只能是国家重点建设项目' }]
          : []),
        ...(row.unavoidable === true && row.grounds
          ? []
          : [{ where: 'grounds', message: '没有论证确实无法避让，不能申请' }]),
      ],
    },
    approve: {
      label: '登记批准',
      from: ['applied'],
      to: 'approved',
      by: ['自然资源@city', '自然资源@province'],
      duty: 'reviewer',
      single: true,
      asks: ['approvalLevel', 'approval', 'approvedOn', 'approvalFiles'],
      needs: ['approvalLevel', 'approval', 'approvedOn'],
      evidence: ['approvalFiles'],
      refuse: row => [
        ...(row.approvalLevel && LEVELS.indexOf(row.approvalLevel) < LEVELS.indexOf(row.requiredLevel!)
          ? [{ where: 'approvalLevel', message: `应由${row.requiredLevel}批准，${row.approvalLevel}无权批准` }]
          : []),
      ],
    },
    refuse: {
      label: '登记不批准',
      from: ['applied'],
      to: 'refused',
      by: ['自然资源@city', '自然资源@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  publish: {
    fields: [
      'subject',
      'region',
      'project',
      'grade',
      'area',
      'permanentPart',
      'approvalLevel',
      'approval',
      'approvedOn',
    ],
    in: ['approved'],
  },
  list: ['subject', 'region', 'project', 'grade', 'area', 'permanentPart', 'requiredLevel', 'approval', 'state'],
  filters: ['region', 'state', 'grade', 'requiredLevel'],
  search: ['project', 'approval', 'note'],
})
