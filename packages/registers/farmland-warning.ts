import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { checkClosing, DISPOSALS } from '@jingtu/standards/farmland-warning/disposal.ts'
import { LEVELS } from '@jingtu/standards/farmland-warning/warning.ts'
import { INSUFFICIENT } from '@jingtu/standards/judgement.ts'
import { warningOf } from './farmland-rule.ts'

const OPEN_LEVELS = [...LEVELS, INSUFFICIENT] as const
const ELEMENTS = {
  cadmium: f.text('镉', { hint: 'mg/kg，可写 <0.01' }),
  mercury: f.text('汞'),
  arsenic: f.text('砷'),
  lead: f.text('铅'),
  chromium: f.text('铬'),
}

/** 耕地土壤污染预警监测: a unit in a year, from the plan through the chain of its samples to the warning and its disposal. */
export const farmlandWarning = defineRegister({
  id: 'farmland-warning',
  name: '耕地土壤污染预警监测台账',
  module: 'M05',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第十五条、第十六条', '耕地土壤污染预警监测工作实施方案（各地）'],
  purpose: '预警监测的方案、采样、制备、检测、研判、预警和处置；上一年度没有处置完的预警跟到办结。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    previous: f.ref('上一次预警监测', 'farmland-warning', { indexed: true, hint: '登记时自动取得' }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    plan: f.files('实施方案'),
    collectedOn: f.day('采集日期', { past: true }),
    collectedBy: f.text('采样人'),
    preparedOn: f.day('制备日期', { past: true }),
    preparedBy: f.text('制备单位'),
    testedOn: f.day('检测日期', { past: true }),
    laboratory: f.ref('检测机构', 'laboratory', { indexed: true }),
    periods: f.rows('逐期土壤结果', {
      on: f.day('采样日期', { required: true, past: true }),
      landUse: f.choice('利用方式', ['水田', '水旱轮作', '旱地', '果园', '其他'], { required: true }),
      pH: f.text('pH', { required: true }),
      ...ELEMENTS,
    }),
    products: f.rows('农产品结果', {
      sample: f.text('样品', { required: true }),
      on: f.day('采样日期', { required: true, past: true }),
      crop: f.text('作物', { required: true }),
      ...ELEMENTS,
    }),
    level: f.choice('预警等级', OPEN_LEVELS, { derived: true, secrecy: 'public' }),
    grounds: f.texts('研判依据', { derived: true }),
    open: f.texts('不能研判的原因', { derived: true }),
    issuedOn: f.day('预警日期', { past: true }),
    disposeBy: f.day('处置期限'),
    disposals: f.rows('处置记录', {
      kind: f.choice('处置', DISPOSALS, { required: true }),
      on: f.day('日期', { required: true, past: true }),
      by: f.text('处置人', { required: true }),
      result: f.text('结果', { required: true }),
      evidence: f.files('证据'),
    }),
    recheck: f.choice('复核等级', OPEN_LEVELS, { hint: '下一年度研判后自动记入，也可按复测填写' }),
    recheckOn: f.day('复核日期', { past: true }),
    closedBy: f.text('办结人'),
    closedWhy: f.text('办结理由', { long: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  check: row => [
    ...order(row.collectedOn, row.preparedOn, 'preparedOn', '制备日期早于采集日期'),
    ...order(row.preparedOn ?? row.collectedOn, row.testedOn, 'testedOn', '检测日期早于采集或制备日期'),
  ],
  derive: row => {
    const warning = row.periods.length === 0 ? null : warningOf(row)
    return {
      level: warning?.level ?? null,
      grounds: warning?.reasons.map(r => `${r.level} ${r.item}：${r.why}`) ?? [],
      open: warning?.missing.map(m => `${m.name}：${m.why}`) ?? [],
    }
  },
  states: {
    planned: '已列入方案',
    sampled: '已采样',
    tested: '已检测',
    judged: '已研判',
    warned: '已预警待处置',
    disposed: '处置办结',
    clear: '无预警',
  },
  initial: 'planned',
  create: { by: ['农业农村@county', '农业农村@city', '生态环境@county'] },
  correct: {
    by: ['农业农村@county', '农业农村@city', '生态环境@county'],
    in: ['planned', 'sampled', 'tested', 'warned'],
  },
  transitions: {
    collect: {
      label: '登记采样',
      from: ['planned'],
      to: 'sampled',
      by: ['农业农村@county', '生态环境@county'],
      asks: ['collectedOn', 'collectedBy'],
      needs: ['plan', 'collectedOn', 'collectedBy'],
      evidence: ['plan'],
      refuse: row =>
        row.collectedOn && !row.collectedOn.startsWith(`${row.year}-`)
          ? [{ where: 'collectedOn', message: `采集日期不在 ${row.year} 年` }]
          : [],
    },
    test: {
      label: '登记检测',
      from: ['sampled'],
      to: 'tested',
      by: ['农业农村@county', '生态环境@county'],
      asks: ['preparedOn', 'preparedBy', 'testedOn', 'laboratory', 'periods', 'products'],
      needs: ['preparedOn', 'testedOn', 'laboratory'],
    },
    judge: {
      label: '研判',
      from: ['tested'],
      to: 'judged',
      by: ['农业农村@county', '农业农村@city', '生态环境@county'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.periods.some(p => p.on === row.collectedOn)
          ? []
          : [{ where: 'periods', message: `没有 ${row.collectedOn} 采样的土壤结果` }]),
        ...(row.level === INSUFFICIENT
          ? [{ where: 'periods', message: `证据不足，不能研判：${row.open.join('；')}` }]
          : []),
      ],
    },
    issue: {
      label: '发出预警',
      from: ['judged'],
      to: 'warned',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['disposeBy'],
      needs: ['disposeBy'],
      refuse: row => (row.level === '无' ? [{ where: 'level', message: '研判为无预警' }] : []),
      sets: (_row, { effective }) => ({ issuedOn: effective }),
    },
    clear: {
      label: '确认无预警',
      from: ['judged'],
      to: 'clear',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      refuse: row =>
        row.level === '无' ? [] : [{ where: 'level', message: `研判为${row.level}预警：${row.grounds.join('；')}` }],
    },
    reopen: {
      label: '退回重新检测',
      from: ['judged'],
      to: 'sampled',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    dispose: {
      label: '处置办结',
      from: ['warned'],
      to: 'disposed',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['recheck', 'recheckOn', 'closedBy', 'closedWhy'],
      refuse: (row, { effective }) => {
        const fields: Record<string, string> = { 等级: 'level', 办结: 'recheck' }
        const warning = {
          point: row.id,
          on: row.issuedOn ?? '',
          level: row.level!,
          reasons: [],
          missing: [],
          notes: [],
        }
        const closed =
          row.recheck === null
            ? null
            : { on: effective, by: row.closedBy ?? '', recheck: row.recheck, why: row.closedWhy ?? '' }
        return checkClosing({ warning, disposals: row.disposals, closed }).map(r => ({
          where: fields[r.where ?? ''] ?? 'disposals',
          message: r.where?.startsWith('第') ? `${r.where}：${r.message}` : r.message,
        }))
      },
    },
  },
  duties: {
    monitor: {
      label: '完成当年预警监测采样',
      clause: '耕地土壤污染预警监测工作实施方案',
      by: '县级农业农村部门',
      while: ['planned'],
      every: 'year',
      due: '12-31',
    },
    dispose: {
      label: '预警处置',
      clause: '耕地土壤污染预警监测工作实施方案',
      by: '县级农业农村部门',
      while: ['warned'],
      after: { field: 'disposeBy' },
      days: 0,
    },
  },
  list: ['subject', 'region', 'year', 'collectedOn', 'level', 'disposeBy', 'recheck', 'state'],
  filters: ['region', 'state', 'year', 'level', 'recheck'],
  search: ['note'],
  sort: '-year',
})

const order = (before: string | null, after: string | null, where: string, message: string) =>
  before && after && after < before ? [{ where, message }] : []
