import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const PROTECTIONS = { scatter: '防扬散', loss: '防流失', seepage: '防渗漏' } as const
const STATE = ['完善', '不完善', '没有'] as const

/** 工业固体废物堆存场所: found, planned by one day, mended by another; the three protections decide, and unknown is not met. */
export const wasteYard = defineRegister({
  id: 'waste-yard',
  name: '工业固体废物堆存场所清单',
  module: 'M17',
  subject: 'site',
  basis: ['固体废物污染环境防治法第二十条、第四十条', '土壤污染防治行动计划'],
  purpose: '尾矿以外的工业固废堆存场所：三防设施、整治方案备案、限期完成和整治总结。',
  fields: {
    waste: f.choice(
      '固废种类',
      ['煤矸石', '粉煤灰', '脱硫石膏', '工业副产石膏', '冶炼渣', '赤泥', '锰渣', '铬渣', '砷渣', '炉渣', '其他'],
      { required: true, secrecy: 'public' },
    ),
    source: f.choices('产生环节', ['脱硫', '脱硝', '除尘', '生产工艺', '历史遗留']),
    amount: f.decimal('堆存量', { required: true, unit: '吨', min: 0 }),
    area: f.area('堆存面积', { unit: '平方米' }),
    foundOn: f.day('排查日期', { required: true, past: true }),
    checks: f.rows('三防检查', {
      on: f.day('检查日期', { required: true, past: true }),
      scatter: f.choice('防扬散', STATE),
      loss: f.choice('防流失', STATE),
      seepage: f.choice('防渗漏', STATE),
      by: f.text('检查人'),
    }),
    checkedOn: f.day('最近检查日期', { derived: true }),
    protection: f.choice('三防情况', ['齐全', '有缺项', '证据不足'], { derived: true, secrecy: 'public' }),
    gaps: f.texts('三防缺项', { derived: true }),
    tags: f.choices('重点区域标签', ['丹江口库区及上游', '重要化工园区', '饮用水水源地周边', '耕地周边']),
    planDue: f.day('方案备案期限', { secrecy: 'public' }),
    plan: f.files('整治方案'),
    planFiledOn: f.day('方案备案日期', { past: true }),
    due: f.day('整治完成期限', { secrecy: 'public' }),
    measures: f.rows('整治措施', {
      gap: f.text('针对的缺项或问题', { required: true }),
      measure: f.text('措施', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    rectifiedOn: f.day('整治完成日期', { secrecy: 'public', past: true }),
    summary: f.files('整治总结'),
    summaryOn: f.day('总结日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'waste'],
  requiredWhen: {
    planDue: ['listed', 'planned', 'rectified', 'closed'],
    due: ['listed', 'planned', 'rectified', 'closed'],
  },
  check: row =>
    row.planDue && row.due && row.due < row.planDue ? [{ where: 'due', message: '整治完成期限早于方案备案期限' }] : [],
  derive: row => {
    const last = [...row.checks].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
    const keys = Object.keys(PROTECTIONS) as (keyof typeof PROTECTIONS)[]
    const gaps = keys.filter(k => last?.[k] && last[k] !== '完善').map(k => `${PROTECTIONS[k]}${last![k]}`)
    const known = last !== undefined && keys.every(k => last[k])
    return {
      checkedOn: last?.on ?? null,
      gaps,
      protection: gaps.length > 0 ? '有缺项' : known ? '齐全' : '证据不足',
    }
  },
  states: {
    found: '已排查',
    listed: '列入整治清单',
    planned: '方案已备案',
    rectified: '整治完成',
    closed: '已总结',
    sound: '无需整治',
  },
  initial: 'found',
  ended: ['sound'],
  create: { by: ['township', '生态环境@county', '生态环境@city', '工业和信息化@county'] },
  correct: {
    by: ['生态环境@county', '生态环境@city', '工业和信息化@county'],
    in: ['found', 'listed', 'planned', 'rectified'],
  },
  transitions: {
    list: {
      label: '列入整治清单',
      from: ['found', 'sound'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['planDue', 'due'],
      needs: ['planDue', 'due'],
    },
    sound: {
      label: '核查无需整治',
      from: ['found'],
      to: 'sound',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row =>
        row.protection === '齐全'
          ? []
          : [{ where: 'checks', message: `三防情况为“${row.protection}”，不能认定无需整治` }],
    },
    file: {
      label: '方案报市备案',
      from: ['listed'],
      to: 'planned',
      by: ['生态环境@county', '工业和信息化@county', '生态环境@city'],
      asks: ['plan', 'measures'],
      evidence: ['plan'],
      refuse: row =>
        row.gaps
          .filter(gap => !row.measures.some(m => m.gap.includes(gap.slice(0, 3))))
          .map(gap => ({ where: 'measures', message: `“${gap}”没有对应的整治措施` })),
      sets: (_, { effective }) => ({ planFiledOn: effective }),
    },
    finish: {
      label: '整治完成',
      from: ['planned'],
      to: 'rectified',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.protection === '齐全' && (row.checkedOn ?? '') > (row.planFiledOn ?? '')
          ? []
          : [{ where: 'checks', message: `方案备案以后的三防检查没有证明齐全（现为“${row.protection}”）` }]),
        ...row.measures.filter(m => !m.doneOn).map(m => ({ where: 'measures', message: `“${m.measure}”没有完成` })),
      ],
      sets: (_, { effective }) => ({ rectifiedOn: effective }),
    },
    summarise: {
      label: '提交整治总结',
      from: ['rectified'],
      to: 'closed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['summary'],
      evidence: ['summary'],
      sets: (_, { effective }) => ({ summaryOn: effective }),
    },
    reopen: {
      label: '反弹，重新整治',
      from: ['rectified', 'closed'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      asks: ['planDue', 'due'],
      needs: ['planDue', 'due'],
      sets: () => ({ planFiledOn: null, rectifiedOn: null, summaryOn: null }),
    },
  },
  duties: {
    plan: {
      label: '整治方案报市备案',
      clause: '年度工作方案',
      by: '县级生态环境部门',
      while: ['listed', 'planned', 'rectified', 'closed'],
      after: { field: 'planDue' },
      days: 0,
      met: { field: 'planFiledOn' },
    },
    rectify: {
      label: '完成整治',
      clause: '年度工作方案；固体废物污染环境防治法第四十条',
      by: '堆存场所责任单位',
      while: ['listed', 'planned', 'rectified', 'closed'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'rectifiedOn' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'waste', 'protection', 'due', 'rectifiedOn', 'state'],
    in: ['listed', 'planned', 'rectified', 'closed'],
  },
  list: ['subject', 'region', 'waste', 'amount', 'protection', 'planDue', 'due', 'state'],
  filters: ['region', 'state', 'waste', 'protection', 'tags'],
  search: ['note'],
})
