import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const LEVELS = ['省级', '市级', '县级', '企业'] as const
/** What a station of each level should have is the plan of its province; until one is entered nothing is said to be lacking. */
const GOVERNMENT = [
  '生态环境@county',
  '生态环境@city',
  '生态环境@province',
  '农业农村@county',
  '自然资源@county',
] as const

/** 土壤环境监测能力: people, instruments and training of a station of one of three levels, or of an enterprise that monitors itself. */
export const monitoringCapacity = defineRegister({
  id: 'monitoring-capacity',
  name: '土壤环境监测能力台账',
  module: 'M20',
  subject: 'organisation',
  basis: ['土壤污染防治法第十五条', '土壤环境监测能力建设要求（各地）'],
  purpose: '省、市、县三级监测机构和自行监测企业的人员、仪器和培训；对照应配清单得出缺口，每年至少培训一次。',
  fields: {
    level: f.choice('级别', LEVELS, { required: true, secrecy: 'public' }),
    department: f.text('所属部门或行业', { required: true }),
    staff: f.integer('监测人员', { required: true, unit: '人', min: 0, secrecy: 'public' }),
    certified: f.integer('持证上岗人员', { required: true, unit: '人', min: 0 }),
    requiredStaff: f.integer('应配人员', { unit: '人', min: 0 }),
    instruments: f.rows('仪器设备', {
      name: f.text('名称', { required: true }),
      count: f.integer('台数', { required: true, min: 0, unit: '台' }),
      required: f.integer('应配台数', { min: 0, unit: '台' }),
      calibratedUntil: f.day('检定有效期'),
    }),
    items: f.texts('能监测的项目', { hint: '物质名录中的名称' }),
    ownMonitoring: f.choice('企业自行监测方式', ['自有实验室', '自有采样、委托检测', '全部委托'], { hint: '企业填写' }),
    trainings: f.rows('培训', {
      on: f.day('日期', { required: true, past: true }),
      topic: f.text('内容', { required: true }),
      people: f.integer('人次', { required: true, min: 1 }),
      files: f.files('材料'),
    }),
    lastTrained: f.day('最近培训日期', { derived: true }),
    trainingDays: f.days('培训日期', { derived: true }),
    staffGap: f.integer('人员缺口', { derived: true, unit: '人' }),
    instrumentGap: f.texts('仪器缺口', { derived: true }),
    nextCalibration: f.day('最近到期的检定', { derived: true }),
    checkedOn: f.day('核查日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { ownMonitoring: row => row.level === '企业' },
  visibleWhen: { ownMonitoring: row => row.level === '企业' },
  check: row => (row.certified > row.staff ? [{ where: 'certified', message: '持证上岗人员多于监测人员' }] : []),
  derive: row => {
    const days = row.trainings.map(t => t.on).sort()
    return {
      trainingDays: [...new Set(days)],
      lastTrained: days.at(-1) ?? null,
      staffGap: row.requiredStaff === null ? null : Math.max(0, row.requiredStaff - row.staff),
      instrumentGap: row.instruments
        .filter(i => i.required !== null && i.count < i.required)
        .map(i => `${i.name}缺 ${i.required! - i.count} 台`),
      nextCalibration: row.instruments.flatMap(i => i.calibratedUntil ?? []).sort()[0] ?? null,
    }
  },
  states: { reported: '已填报', checked: '已核查', ended: '已注销' },
  initial: 'reported',
  ended: ['ended'],
  create: { by: [...GOVERNMENT, 'operator'] },
  correct: {
    by: [...GOVERNMENT, 'operator'],
    in: ['reported', 'checked'],
    partyFields: ['staff', 'certified', 'instruments', 'items', 'ownMonitoring', 'trainings', 'note'],
  },
  transitions: {
    check: {
      label: '核查',
      from: ['reported', 'checked'],
      to: 'checked',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      sets: (_row, { effective }) => ({ checkedOn: effective }),
    },
    end: {
      label: '注销',
      from: ['reported', 'checked'],
      to: 'ended',
      by: ['生态环境@county', '生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    training: {
      label: '土壤环境监测技术人员年度培训',
      clause: '年度计划（每年至少开展一次培训）',
      by: '监测机构或企业',
      while: ['reported', 'checked'],
      every: 'year',
      due: '12-31',
      met: { field: 'trainingDays' },
    },
    calibration: {
      label: '仪器检定或校准',
      clause: '计量法第九条',
      by: '监测机构或企业',
      while: ['reported', 'checked'],
      after: { field: 'nextCalibration' },
      days: 0,
    },
  },
  list: ['subject', 'region', 'level', 'staff', 'certified', 'staffGap', 'instrumentGap', 'lastTrained', 'state'],
  filters: ['region', 'state', 'level'],
  search: ['department', 'note'],
})
