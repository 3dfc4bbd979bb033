import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { casFault, findControlled } from './new-pollutants.ts'
import { parameterOn } from './parameters.ts'

const OVERSEERS = ['生态环境@county', '生态环境@city'] as const
const REGISTRATIONS = ['备案', '简易登记', '常规登记'] as const

/** 化学物质环境信息与新污染物: one substance of one enterprise and year, from the survey over screening and assessment to its control. */
export const chemicalSurvey = defineRegister({
  id: 'chemical-survey',
  name: '化学物质环境信息与新污染物治理',
  module: 'M17',
  subject: 'organisation',
  basis: [
    '新污染物治理行动方案（国办发〔2022〕15号）',
    '重点管控新污染物清单（2023年版）',
    '新化学物质环境管理登记办法（生态环境部令第12号）',
  ],
  purpose: '化学物质统计调查、筛查、加密监测与风险评估、禁限控措施和新化学物质登记核查。',
  fields: {
    year: f.integer('调查年度', { required: true, min: 2020, max: 2200 }),
    cas: f.text('CAS 号', { required: true, example: '75-09-2', secrecy: 'public' }),
    substance: f.text('物质名称', { required: true, secrecy: 'public' }),
    role: f.choice('环节', ['生产', '加工使用', '进口', '贮存'], { required: true }),
    amount: f.decimal('数量', { unit: '吨/年', min: 0 }),
    emission: f.decimal('环境排放量', { unit: 'kg/年', min: 0 }),
    purpose: f.text('用途'),
    listed: f.text('重点管控新污染物', { derived: true, secrecy: 'public' }),
    control: f.choice('清单要求', ['禁止', '限制', '不在清单'], { derived: true, secrecy: 'public' }),
    newChemical: f.choice('新化学物质', ['是', '否', '不清楚'], {
      required: true,
      hint: '是否不在《中国现有化学物质名录》中',
    }),
    registration: f.choice('已办理', REGISTRATIONS),
    registrationNumber: f.text('登记证或备案号'),
    registrationNeeded: f.choice('应办理', REGISTRATIONS, { derived: true }),
    registrationState: f.choice('登记核查', ['不需要', '已登记', '未登记', '登记类型不符', '证据不足'], {
      derived: true,
      indexed: true,
    }),
    registrationDue: f.day('补办登记期限'),
    areas: f.texts('所在重点区域', { derived: true, secrecy: 'public' }),
    priority: f.choice('筛查结论', ['优先评估', '一般管理', '无须进一步评估']),
    screenedOn: f.day('筛查日期', { past: true }),
    monitoring: f.rows('加密监测', {
      medium: f.choice('介质', ['废水', '废气', '地表水', '地下水', '土壤', '沉积物', '生物'], { required: true }),
      on: f.day('日期', { required: true, past: true }),
      value: f.decimal('结果', { min: 0 }),
      belowLimit: f.boolean('未检出'),
      benchmark: f.decimal('无效应浓度或限值', { min: 0 }),
      unit: f.text('单位', { required: true }),
    }),
    risky: f.texts('超过无效应浓度或限值', { derived: true }),
    unjudged: f.integer('不能判断的监测结果', { derived: true, unit: '个' }),
    risk: f.choice('风险评估结论', ['存在不合理风险', '不存在不合理风险']),
    assessment: f.files('风险评估报告'),
    assessedOn: f.day('评估日期', { past: true }),
    measures: f.rows('管控措施', {
      kind: f.choice('类型', ['禁止生产使用', '限制用途', '限制排放', '替代', '清洁生产审核', '信息标识'], {
        required: true,
      }),
      content: f.text('内容', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
      proof: f.files('证明'),
    }),
    nextDue: f.day('下一项措施期限', { derived: true }),
    controlledOn: f.day('落实管控日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'cas', 'year', 'role'],
  check: row => {
    const fault = casFault(row.cas)
    return [
      ...(fault ? [{ where: 'cas', message: fault }] : []),
      ...(row.registration && !row.registrationNumber
        ? [{ where: 'registrationNumber', message: '已办理登记或备案的，须填写证号' }]
        : []),
    ]
  },
  derive: row => {
    const day = `${row.year}-12-31`
    const found = findControlled(row.cas, day)
    const amount = row.amount
    const from = (key: 'chemical.full' | 'chemical.simple'): string => String(parameterOn(key, day).value)
    const needed =
      row.newChemical !== '是' || amount === null
        ? null
        : compareDecimals(amount, from('chemical.full')) >= 0
          ? '常规登记'
          : compareDecimals(amount, from('chemical.simple')) >= 0
            ? '简易登记'
            : '备案'
    const rank = (r: string): number => REGISTRATIONS.indexOf(r as (typeof REGISTRATIONS)[number])
    const judged = row.monitoring.filter(m => m.belowLimit || (m.value !== null && m.benchmark !== null))
    return {
      listed: found?.name ?? null,
      control: found?.control ?? '不在清单',
      registrationNeeded: needed,
      registrationState:
        row.newChemical === '否'
          ? '不需要'
          : row.newChemical === '不清楚' || needed === null
            ? '证据不足'
            : !row.registration
              ? '未登记'
              : rank(row.registration) >= rank(needed)
                ? '已登记'
                : '登记类型不符',
      risky: judged
        .filter(m => !m.belowLimit && compareDecimals(m.value!, m.benchmark!) > 0)
        .map(m => `${m.medium} ${m.value} ${m.unit}，超过 ${m.benchmark}`),
      unjudged: row.monitoring.length - judged.length,
      nextDue:
        row.measures
          .filter(m => !m.doneOn)
          .map(m => m.due)
          .sort()[0] ?? null,
    }
  },
  states: {
    surveyed: '已调查',
    screened: '已筛查',
    assessed: '已评估',
    controlled: '已管控',
    closed: '无须进一步管理',
  },
  initial: 'surveyed',
  ended: ['closed'],
  create: { by: ['operator', ...OVERSEERS] },
  correct: {
    by: ['operator', ...OVERSEERS],
    in: ['surveyed', 'screened', 'assessed'],
    partyFields: ['amount', 'emission', 'purpose', 'registration', 'registrationNumber', 'measures'],
  },
  transitions: {
    screen: {
      label: '筛查',
      from: ['surveyed'],
      to: 'screened',
      by: OVERSEERS,
      duty: 'reviewer',
      asks: ['priority', 'registrationDue'],
      needs: ['priority'],
      refuse: row => [
        ...(row.amount === null ? [{ where: 'amount', message: '没有数量，不能筛查（证据不足）' }] : []),
        ...(row.control !== '不在清单' && row.priority !== '优先评估'
          ? [{ where: 'priority', message: `“${row.listed}”是重点管控新污染物，应列为优先评估` }]
          : []),
        ...(['未登记', '登记类型不符'].includes(row.registrationState ?? '') && !row.registrationDue
          ? [
              {
                where: 'registrationDue',
                message: `新化学物质应办理${row.registrationNeeded}，现为“${row.registration ?? '未办理'}”，须限期补办`,
              },
            ]
          : []),
      ],
      sets: (_, { effective }) => ({ screenedOn: effective }),
    },
    assess: {
      label: '完成风险评估',
      from: ['screened'],
      to: 'assessed',
      by: OVERSEERS,
      duty: 'reviewer',
      asks: ['monitoring', 'risk', 'assessment'],
      needs: ['risk'],
      evidence: ['assessment'],
      refuse: row => [
        ...(row.monitoring.length > 0 ? [] : [{ where: 'monitoring', message: '没有加密监测结果' }]),
        ...(row.unjudged ? [{ where: 'monitoring', message: `${row.unjudged} 个结果没有数值或无效应浓度` }] : []),
        ...(row.risky.length > 0 && row.risk === '不存在不合理风险'
          ? [{ where: 'risk', message: `监测结果${row.risky.join('；')}，与结论不符` }]
          : []),
      ],
      sets: (_, { effective }) => ({ assessedOn: effective }),
    },
    control: {
      label: '落实管控',
      from: ['assessed'],
      to: 'controlled',
      by: OVERSEERS,
      duty: 'reviewer',
      asks: ['measures'],
      refuse: row => [
        ...(row.measures.length > 0 ? [] : [{ where: 'measures', message: '没有管控措施' }]),
        ...(row.control === '禁止' && !row.measures.some(m => m.kind === '禁止生产使用')
          ? [{ where: 'measures', message: `“${row.listed}”须有禁止生产使用的措施` }]
          : []),
        ...(row.control === '限制' && !row.measures.some(m => m.kind === '限制用途' || m.kind === '限制排放')
          ? [{ where: 'measures', message: `“${row.listed}”须有限制用途或限制排放的措施` }]
          : []),
        ...row.measures.filter(m => !m.doneOn).map(m => ({ where: 'measures', message: `“${m.content}”没有完成` })),
        ...row.measures
          .filter(m => m.doneOn && m.proof.length === 0)
          .map(m => ({ where: 'measures', message: `“${m.content}”没有证明` })),
        ...(['不需要', '已登记'].includes(row.registrationState ?? '')
          ? []
          : [{ where: 'registration', message: `新化学物质登记核查：${row.registrationState}` }]),
      ],
      sets: (_, { effective }) => ({ controlledOn: effective }),
    },
    close: {
      label: '无须进一步管理',
      from: ['screened', 'assessed'],
      to: 'closed',
      by: OVERSEERS,
      duty: 'reviewer',
      reason: 'required',
      refuse: row => [
        ...(row.control === '不在清单' ? [] : [{ where: 'control', message: '重点管控新污染物须落实管控措施' }]),
        ...(row.priority === '优先评估' && row.state === 'screened'
          ? [{ where: 'priority', message: '列为优先评估的，须完成风险评估' }]
          : []),
        ...(row.risk === '存在不合理风险' ? [{ where: 'risk', message: '存在不合理风险的，须落实管控措施' }] : []),
      ],
    },
  },
  duties: {
    registration: {
      label: '补办新化学物质登记或备案',
      clause: '新化学物质环境管理登记办法',
      by: '企业',
      while: ['screened', 'assessed'],
      when: row => ['未登记', '登记类型不符'].includes(row.registrationState ?? ''),
      after: { field: 'registrationDue' },
      days: 0,
    },
    measure: {
      label: '落实新污染物管控措施',
      clause: '新污染物治理行动方案',
      by: '企业',
      while: ['screened', 'assessed'],
      after: { field: 'nextDue' },
      days: 0,
    },
  },
  list: [
    'subject',
    'region',
    'year',
    'substance',
    'role',
    'control',
    'registrationState',
    'areas',
    'priority',
    'state',
  ],
  filters: ['region', 'state', 'year', 'cas', 'control', 'priority', 'areas'],
  search: ['substance', 'note'],
})
