import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, multiply, percentage, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

/** What must lie in the file before the stage on the right may begin; each stage keeps what the ones before asked for. */
const PAPERS = [
  ['preparing', ['项目建议书']],
  ['applied', ['实施方案', '调查或勘察报告']],
  ['pooled', ['专家评审意见', '绩效目标表']],
  ['funded', ['资金下达文件']],
  ['tendering', ['招标文件']],
  ['building', ['中标通知书', '合同']],
  ['built', ['监理报告', '完工报告']],
  ['accepted', ['验收意见']],
  ['evaluated', ['绩效自评报告']],
] as const
const STAGES = ['conceived', 'reserved', ...PAPERS.map(([stage]) => stage)] as const
type Stage = (typeof STAGES)[number]
const papersUpTo = (stage: string): string[] => {
  const at = STAGES.indexOf(stage as Stage)
  return PAPERS.filter(([s]) => STAGES.indexOf(s) <= at).flatMap(([, papers]) => [...papers])
}
const after = (stage: string): string => STAGES[STAGES.indexOf(stage as Stage) + 1] ?? stage

const PRESERVED = ['conceived', 'reserved', 'preparing', 'applied', 'pooled'] as const
const KEEPERS = ['生态环境@county', '生态环境@city', '农业农村@county', '农业农村@city', 'owner'] as const

/** Share of the whole work that is done: every item by its weight; nothing where no item has one. */
function progressOf(items: readonly { weight: string; done: string | null }[]): string | null {
  const weights = sum(items.map(i => i.weight))
  const points = sum(items.map(i => multiply(i.weight, i.done ?? '0')))
  const share = percentage(points, multiply(weights, '100'))
  return share === 'not-applicable' ? null : share
}

/** Points for spending: the full ones at 100 %, and never more. */
function pointsFor(execution: string, on: string): string {
  const counted = compareDecimals(execution, '100') > 0 ? '100' : execution
  const points = multiply(counted, String(parameterOn('fund.executionPoints', on).value))
  return percentage(points, '10000') as string
}

interface Paper {
  state: string
  documents: readonly string[]
}
/** Papers the next stage asks for that are not there. */
const missingFor = (row: Paper, stage: string): string[] => papersUpTo(stage).filter(p => !row.documents.includes(p))

const advance = <const From extends string, const To extends string>(label: string, from: From, to: To) => ({
  label,
  from: [from],
  to,
  by: KEEPERS,
  asks: ['documents', 'files'] as const,
  refuse: (row: Paper) => missingFor(row, to).map(p => ({ where: 'documents', message: `缺少“${p}”` })),
})

/** 项目全过程台账: from the first idea to the appraisal of what the money did; what is missing and what goes badly is shown. */
export const projectLife = defineRegister({
  id: 'project-life',
  name: '项目全过程台账',
  module: 'M21',
  subject: 'project',
  basis: ['土壤污染防治资金管理办法（财资环〔2022〕28号）', '土壤污染防治专项资金绩效评价办法（财资环〔2020〕11号）'],
  purpose: '项目从谋划、储备、申报、入库到开工、完工、验收、绩效评价的全过程，缺件和问题项目自动列出。',
  fields: {
    category: f.choice(
      '项目类型',
      [
        '在产企业土壤污染源头管控',
        '涉重金属矿区历史遗留固体废物整治',
        '优先管控地块风险管控',
        '关闭搬迁地块污染管控',
        '农用地安全利用',
        '“无废城市”创建',
        '其他',
      ],
      { required: true, secrecy: 'public' },
    ),
    medium: f.choice('治理介质', ['土壤', '地下水', '水土共治'], { hint: '地下水项目须以调查评估成果为依据' }),
    sources: f.refs('治理的地下水污染源', 'groundwater-source'),
    waterSources: f.refs('保护的地下水型水源', 'drinking-water-source'),
    budget: f.money('预算总额', { required: true }),
    financing: f.choices('资金渠道', [
      '财政资金',
      '政府和社会资本合作',
      '绿色信贷',
      '债券',
      '股票',
      '企业自筹',
      '基金',
    ]),
    pilot: f.choice('试点示范', ['技术应用试点', '治理与修复示范工程', '不是试点'], { required: true }),
    pilotDue: f.day('试点完成期限'),
    documents: f.choices('已有材料', [...new Set(PAPERS.flatMap(([, p]) => [...p]))]),
    files: f.files('材料文件'),
    missing: f.texts('下一阶段缺少的材料', { derived: true }),
    updates: f.rows('信息更新', {
      on: f.day('更新日期', { required: true, past: true }),
      note: f.text('更新内容', { required: true }),
    }),
    updatedOn: f.day('最近更新', { derived: true }),
    startBy: f.day('应开工日期'),
    startedOn: f.day('实际开工日期', { past: true }),
    finishBy: f.day('应完工日期'),
    completedOn: f.day('实际完工日期', { past: true }),
    contracts: f.rows('合同', {
      kind: f.choice('性质', ['工程', '货物', '政府购买服务'], { required: true }),
      supplier: f.text('承担单位', { required: true }),
      amount: f.money('金额', { required: true }),
      signedOn: f.day('签订日期', { required: true, past: true }),
    }),
    contracted: f.money('合同总额', { derived: true }),
    works: f.rows('分项工程量', {
      item: f.text('分项', { required: true }),
      weight: f.decimal('权重', { required: true, min: 0 }),
      done: f.decimal('完成比例', { unit: '%', min: 0, max: 100 }),
    }),
    progress: f.decimal('完成总工程量', { derived: true, unit: '%' }),
    progressGoal: f.decimal('年度工程量目标', { unit: '%', min: 0, max: 100 }),
    progressBy: f.day('工程量目标期限'),
    execution: f.decimal('中央资金执行率', { unit: '%', min: 0, hint: '由资金台账汇总写入' }),
    outputScore: f.decimal('产出得分', { min: 0, max: 50, unit: '分' }),
    benefitScore: f.decimal('效益得分', { min: 0, max: 30, unit: '分' }),
    satisfactionScore: f.decimal('满意度得分', { min: 0, max: 10, unit: '分' }),
    performance: f.decimal('绩效自评总分', { derived: true, unit: '分' }),
    resultUse: f.choice('结果应用', ['优先安排', '正常安排', '扣减安排', '暂停安排']),
    problems: f.texts('问题', { derived: true }),
    problematic: f.boolean('问题项目', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    pilotDue: row => row.pilot === '技术应用试点',
    startedOn: ['building', 'built', 'accepted', 'evaluated'],
    completedOn: ['built', 'accepted', 'evaluated'],
    resultUse: ['evaluated'],
  },
  check: row => [
    ...(row.startedOn && row.completedOn && row.completedOn < row.startedOn
      ? [{ where: 'completedOn', message: '实际完工早于实际开工' }]
      : []),
    ...(compareDecimals(sum(row.contracts.map(c => c.amount)), row.budget) > 0
      ? [{ where: 'contracts', message: `合同总额超过预算 ${row.budget} 万元` }]
      : []),
  ],
  derive: row => {
    const updatedOn =
      row.updates
        .map(u => u.on)
        .sort()
        .at(-1) ?? null
    const progress = progressOf(row.works)
    const parts = [row.outputScore, row.benefitScore, row.satisfactionScore]
    // A score of which a part is unknown is no score.
    const performance =
      row.execution === null || parts.some(p => p === null)
        ? null
        : add(sum(parts as string[]), pointsFor(row.execution, row.effective))
    // A project nobody reports on is late all the same: what is written to it shows that the day has gone by.
    const known = updatedOn !== null && updatedOn > row.effective ? updatedOn : row.effective
    const passed = (day: string | null): boolean => day !== null && day < known
    const poor = parameterOn('fund.poorPerformance', row.effective).value
    const low = parameterOn('fund.lowExecution', row.effective).value
    const problems = [
      ...(passed(row.startBy) && !row.startedOn ? [`实施进度慢：应于 ${row.startBy} 开工，尚未开工`] : []),
      ...(passed(row.finishBy) && !row.completedOn ? [`实施进度慢：应于 ${row.finishBy} 完工，尚未完工`] : []),
      ...(passed(row.progressBy) && row.progressGoal !== null && Number(progress ?? '0') < Number(row.progressGoal)
        ? [`实施进度慢：工程量 ${progress ?? '没有数据'}${progress ? '%' : ''}，目标 ${row.progressGoal}%`]
        : []),
      ...(row.startedOn && row.execution !== null && Number(row.execution) < low
        ? [`资金执行率低：${row.execution}%，低于 ${low}%`]
        : []),
      ...(performance !== null && Number(performance) < poor ? [`资金效益差：绩效自评 ${performance} 分`] : []),
    ]
    return {
      missing: row.state === 'stopped' ? [] : missingFor(row, after(row.state)),
      updatedOn,
      contracted: row.contracts.length > 0 ? sum(row.contracts.map(c => c.amount)) : null,
      progress,
      performance,
      problems,
      problematic: problems.length > 0,
    }
  },
  states: {
    conceived: '谋划',
    reserved: '预储备',
    preparing: '前期工作',
    applied: '已申报',
    pooled: '已入库',
    funded: '资金已下达',
    tendering: '招标',
    building: '已开工',
    built: '已完工',
    accepted: '已验收',
    evaluated: '已绩效评价',
    stopped: '已终止',
  },
  initial: 'conceived',
  ended: ['stopped'],
  create: { by: ['生态环境@county', '生态环境@city', '农业农村@county', '农业农村@city'] },
  correct: {
    by: KEEPERS,
    in: [
      'conceived',
      'reserved',
      'preparing',
      'applied',
      'pooled',
      'funded',
      'tendering',
      'building',
      'built',
      'accepted',
      'evaluated',
    ],
  },
  transitions: {
    reserve: {
      label: '列入预储备项目清单',
      from: ['conceived'],
      to: 'reserved',
      by: ['生态环境@city', '农业农村@city'],
      duty: 'reviewer',
    },
    prepare: advance('开展前期工作', 'reserved', 'preparing'),
    apply: advance('申报', 'preparing', 'applied'),
    pool: {
      ...advance('入库', 'applied', 'pooled'),
      by: ['生态环境@city', '生态环境@province', '农业农村@city'],
      duty: 'reviewer',
    },
    fund: advance('资金下达', 'pooled', 'funded'),
    tender: advance('招标', 'funded', 'tendering'),
    start: {
      ...advance('开工', 'tendering', 'building'),
      asks: ['documents', 'files', 'startedOn', 'contracts'],
      needs: ['startedOn'],
    },
    finish: {
      ...advance('完工', 'building', 'built'),
      asks: ['documents', 'files', 'completedOn', 'works'],
      needs: ['completedOn'],
      refuse: row => [
        ...missingFor(row, 'built').map(p => ({ where: 'documents', message: `缺少“${p}”` })),
        ...(row.works.length > 0 && row.progress !== '100.00'
          ? [{ where: 'works', message: `总工程量完成 ${row.progress ?? 0}%，不能按完工登记` }]
          : []),
      ],
    },
    accept: {
      ...advance('验收', 'built', 'accepted'),
      by: ['生态环境@city', '农业农村@city'],
      duty: 'reviewer',
    },
    evaluate: {
      ...advance('绩效评价', 'accepted', 'evaluated'),
      by: ['财政@county', '财政@city', '生态环境@city'],
      asks: ['documents', 'files', 'outputScore', 'benefitScore', 'satisfactionScore', 'resultUse'],
      needs: ['outputScore', 'benefitScore', 'satisfactionScore', 'resultUse'],
      refuse: row => [
        ...missingFor(row, 'evaluated').map(p => ({ where: 'documents', message: `缺少“${p}”` })),
        ...(row.execution === null ? [{ where: 'execution', message: '资金台账没有执行数，不能评价' }] : []),
        ...(row.performance !== null &&
        Number(row.performance) < parameterOn('fund.poorPerformance', row.effective).value &&
        row.resultUse !== null &&
        !['扣减安排', '暂停安排'].includes(row.resultUse)
          ? [{ where: 'resultUse', message: `绩效自评 ${row.performance} 分，结果应用应为扣减或暂停安排` }]
          : []),
      ],
    },
    stop: {
      label: '终止',
      from: ['conceived', 'reserved', 'preparing', 'applied', 'pooled', 'funded', 'tendering', 'building'],
      to: 'stopped',
      by: ['生态环境@city', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    update: {
      label: '更新储备项目信息',
      clause: '土壤污染防治资金管理办法；各地项目储备库制度',
      by: '县级生态环境部门',
      while: PRESERVED,
      every: 'half-year',
      met: { rows: 'updates', on: 'on' },
    },
    start: {
      label: '按期开工',
      clause: '年度计划',
      by: '项目实施单位',
      while: ['funded', 'tendering', 'building'],
      after: { field: 'startBy' },
      days: 0,
      met: { field: 'startedOn' },
    },
    finish: {
      label: '按期完工',
      clause: '年度计划',
      by: '项目实施单位',
      while: ['building', 'built'],
      after: { field: 'finishBy' },
      days: 0,
      met: { field: 'completedOn' },
    },
    pilot: {
      label: '按期完成技术应用试点',
      clause: '土壤污染防治行动计划',
      by: '省级生态环境部门',
      while: ['funded', 'tendering', 'building', 'built'],
      after: { field: 'pilotDue' },
      days: 0,
      met: { field: 'completedOn' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'category', 'state'],
    in: ['funded', 'tendering', 'building', 'built', 'accepted', 'evaluated'],
  },
  list: ['subject', 'region', 'category', 'budget', 'progress', 'execution', 'problematic', 'updatedOn', 'state'],
  filters: ['region', 'state', 'category', 'medium', 'pilot', 'problematic', 'resultUse'],
  search: ['note'],
})
