import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'

const BUREAUS = ['生态环境@county', '生态环境@city', '政府@county', '政府@city'] as const

/** 执法检查自查: the duties of a law as the matrix has them on a day, each looked at, every weak one with its day. */
export const lawSelfCheck = defineRegister({
  id: 'law-self-check',
  name: '法律实施情况自查',
  module: 'M22',
  basis: ['土壤污染防治法', '各级人民代表大会常务委员会监督法'],
  purpose: '迎接执法检查的自查：由法定职责矩阵取数，催办未自查部门，薄弱环节有时限，齐全后上报。',
  fields: {
    title: f.text('自查名称', { required: true, indexed: true }),
    law: f.text('法律法规', { required: true }),
    due: f.day('上报期限', { required: true }),
    items: f.rows('自查情况', {
      article: f.text('条款', { required: true }),
      duty: f.text('职责', { required: true }),
      unit: f.unit('责任部门', { required: true }),
      state: f.choice('结论', ['未自查', '已落实', '有薄弱环节', '已整改'], { required: true }),
      weakness: f.text('薄弱环节'),
      due: f.day('整改时限'),
    }),
    collectedOn: f.day('取数日期', { past: true }),
    total: f.integer('职责条数', { derived: true, unit: '条' }),
    unchecked: f.integer('未自查', { derived: true, unit: '条' }),
    weak: f.integer('薄弱环节', { derived: true, unit: '条' }),
    done: f.decimal('已落实和已整改', { derived: true, unit: '%' }),
    report: f.files('自查报告'),
    reportedOn: f.day('上报日期', { past: true }),
  },
  key: ['title'],
  derive: row => {
    const of = (...states: string[]) => row.items.filter(i => states.includes(i.state)).length
    const share = percentage(String(of('已落实', '已整改')), String(row.items.length))
    return {
      total: row.collectedOn ? row.items.length : null,
      unchecked: row.collectedOn ? of('未自查') : null,
      weak: row.collectedOn ? of('有薄弱环节') : null,
      done: share === 'not-applicable' ? null : share,
    }
  },
  states: { open: '自查中', reported: '已上报' },
  initial: 'open',
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['open'] },
  transitions: {
    collect: { label: '由法定职责矩阵取数', from: ['open'], to: 'open', by: BUREAUS, single: true },
    report: {
      label: '上报',
      from: ['open'],
      to: 'reported',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['report'],
      evidence: ['report'],
      refuse: row => [
        ...(row.collectedOn && row.items.length > 0
          ? []
          : [{ where: 'items', message: '没有从法定职责矩阵取到任何职责，不能上报' }]),
        ...row.items
          .filter(i => i.state === '未自查')
          .map(i => ({ where: 'items', message: `${i.article}“${i.duty}”还没有自查` })),
        ...row.items
          .filter(i => i.state === '有薄弱环节' && !i.due)
          .map(i => ({ where: 'items', message: `${i.article}的薄弱环节没有整改时限` })),
      ],
      sets: (_, { effective }) => ({ reportedOn: effective }),
    },
  },
  duties: {
    report: owed('牵头部门', '上报自查报告', '执法检查方案', ['open', 'reported'], 'due', null, 'reportedOn'),
  },
  list: ['title', 'region', 'due', 'total', 'unchecked', 'weak', 'done', 'state'],
  filters: ['region', 'state'],
  search: ['title'],
})
