import { f } from '@jingtu/core/field.ts'
import { sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { type ParameterKey, parameterOn } from './parameters.ts'

const OVERSEERS = ['生态环境@county', '生态环境@city', '工业和信息化@county', '工业和信息化@city'] as const
const later = (day: string | null, key: ParameterKey, months = 1): string | null =>
  day ? monthsLater(day, parameterOn(key, day).value * months) : null

/** 清洁生产审核: a round of one enterprise, from the list it stands on to acceptance; the next round is due by the cycle. */
export const cleanProductionAudit = defineRegister({
  id: 'clean-production-audit',
  name: '清洁生产审核',
  module: 'M25',
  subject: 'organisation',
  basis: ['清洁生产促进法第二十七条、第二十八条', '清洁生产审核办法（发展改革委、环境保护部令第38号）'],
  purpose: '强制审核名单、信息公布、开展、报告、评估和验收的期限，方案实施情况和下一轮审核。',
  fields: {
    round: f.integer('轮次', { required: true, min: 1, max: 50 }),
    ground: f.choice('审核缘由', ['超标超总量', '高耗能', '有毒有害原料或排放', '重点重金属排放企业', '自愿'], {
      required: true,
      secrecy: 'public',
    }),
    mandatory: f.boolean('强制性审核', { derived: true, indexed: true, secrecy: 'public' }),
    announcedOn: f.day('名单公布日期', { secrecy: 'public', past: true }),
    disclosureDue: f.day('公布排放信息期限', { derived: true }),
    disclosedOn: f.day('公布排放信息日期', { past: true }),
    startDue: f.day('开展审核期限', { derived: true }),
    startedOn: f.day('开展审核日期', { past: true }),
    reportDue: f.day('报送审核报告期限', { derived: true }),
    auditor: f.text('咨询服务机构'),
    reportedOn: f.day('报送审核报告日期', { past: true }),
    report: f.files('审核报告'),
    schemes: f.rows('清洁生产方案', {
      name: f.text('方案', { required: true }),
      cost: f.choice('类别', ['无低费', '中高费'], { required: true }),
      invested: f.money('投资'),
      reduces: f.text('减少的污染物'),
      doneOn: f.day('完成日期', { past: true }),
    }),
    undone: f.texts('没有完成的方案', { derived: true }),
    invested: f.money('完成投资', { derived: true }),
    evaluation: f.files('评估意见'),
    evaluatedOn: f.day('评估日期', { past: true }),
    acceptance: f.files('验收意见'),
    acceptedOn: f.day('验收日期', { secrecy: 'public', past: true }),
    cycle: f.integer('审核周期', { derived: true, unit: '年' }),
    nextDue: f.day('下一轮审核期限', { derived: true, indexed: true, secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'round'],
  requiredWhen: { announcedOn: row => row.ground !== '自愿' && row.state !== 'due' },
  // Who is audited does not write what the overseers found.
  visibleWhen: { evaluatedOn: ['evaluated', 'accepted'], acceptedOn: ['accepted'] },
  check: row =>
    row.startedOn && row.announcedOn && row.startedOn < row.announcedOn
      ? [{ where: 'startedOn', message: '开展审核早于名单公布' }]
      : [],
  derive: row => {
    const mandatory = row.ground !== '自愿'
    const on = row.acceptedOn ?? row.effective
    const cycle = !mandatory
      ? null
      : parameterOn(row.ground === '重点重金属排放企业' ? 'audit.metalYears' : 'audit.years', on).value
    const from = mandatory ? row.announcedOn : null
    return {
      mandatory,
      disclosureDue: later(from, 'audit.disclosureMonths'),
      startDue: later(from, 'audit.startMonths'),
      reportDue: later(from, 'audit.reportMonths'),
      undone: row.schemes.filter(s => !s.doneOn).map(s => s.name),
      invested:
        row.schemes.every(s => !s.doneOn) || row.schemes.some(s => s.doneOn && s.invested === null)
          ? null
          : sum(row.schemes.filter(s => s.doneOn).map(s => s.invested!)),
      cycle,
      nextDue: row.acceptedOn && cycle ? monthsLater(row.acceptedOn, cycle * 12) : null,
    }
  },
  states: { due: '应审核', auditing: '审核中', reported: '已报告', evaluated: '已评估', accepted: '已验收' },
  initial: 'due',
  create: { by: ['operator', ...OVERSEERS] },
  correct: {
    by: ['operator', ...OVERSEERS],
    in: ['due', 'auditing', 'reported', 'evaluated'],
    partyFields: ['disclosedOn', 'auditor', 'schemes', 'report'],
  },
  transitions: {
    start: {
      label: '开展审核',
      from: ['due'],
      to: 'auditing',
      by: ['operator', ...OVERSEERS],
      asks: ['disclosedOn', 'auditor'],
      refuse: row =>
        row.mandatory && !row.disclosedOn
          ? [{ where: 'disclosedOn', message: '强制审核企业须先向社会公布排放信息' }]
          : [],
      sets: (_, { effective }) => ({ startedOn: effective }),
    },
    report: {
      label: '报送审核报告',
      from: ['auditing'],
      to: 'reported',
      by: ['operator'],
      asks: ['report', 'schemes'],
      evidence: ['report'],
      refuse: row => (row.schemes.length > 0 ? [] : [{ where: 'schemes', message: '没有清洁生产方案' }]),
      sets: (_, { effective }) => ({ reportedOn: effective }),
    },
    evaluate: {
      label: '评估通过',
      from: ['reported'],
      to: 'evaluated',
      by: OVERSEERS,
      duty: 'reviewer',
      asks: ['evaluation'],
      evidence: ['evaluation'],
      sets: (_, { effective }) => ({ evaluatedOn: effective }),
    },
    sendBack: {
      label: '退回整改',
      from: ['reported', 'evaluated'],
      to: 'auditing',
      by: OVERSEERS,
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ evaluatedOn: null }),
    },
    accept: {
      label: '验收',
      from: ['evaluated'],
      to: 'accepted',
      by: ['生态环境@city', '工业和信息化@city'],
      duty: 'reviewer',
      asks: ['acceptance'],
      evidence: ['acceptance'],
      refuse: row => row.undone.map(name => ({ where: 'schemes', message: `方案“${name}”没有完成` })),
      sets: (_, { effective }) => ({ acceptedOn: effective }),
    },
  },
  duties: {
    disclose: {
      label: '公布排放信息',
      clause: '清洁生产审核办法',
      by: '企业',
      while: ['due', 'auditing'],
      after: { field: 'disclosureDue' },
      days: 0,
      met: { field: 'disclosedOn' },
    },
    start: {
      label: '开展清洁生产审核',
      clause: '清洁生产审核办法',
      by: '企业',
      while: ['due', 'auditing'],
      after: { field: 'startDue' },
      days: 0,
      met: { field: 'startedOn' },
    },
    report: {
      label: '报送清洁生产审核报告',
      clause: '清洁生产审核办法',
      by: '企业',
      while: ['due', 'auditing', 'reported', 'evaluated'],
      after: { field: 'reportDue' },
      days: 0,
      met: { field: 'reportedOn' },
    },
    next: {
      label: '开展下一轮清洁生产审核',
      clause: '清洁生产审核办法；年度计划',
      by: '企业',
      while: ['accepted'],
      after: { field: 'nextDue' },
      days: 0,
    },
  },
  publish: { fields: ['subject', 'region', 'round', 'ground', 'announcedOn', 'acceptedOn', 'state'], in: ['accepted'] },
  list: ['subject', 'region', 'round', 'ground', 'reportDue', 'undone', 'acceptedOn', 'nextDue', 'state'],
  filters: ['region', 'state', 'ground', 'mandatory'],
  search: ['auditor', 'note'],
})
