import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { codeFault, declarationsOf, PRODUCER_CLASSES, producerClass } from './hazardous-waste.ts'
import { parameterOn } from './parameters.ts'

const tonnes = { unit: '吨', min: 0 } as const

interface Flow {
  code: string
  opening: string | null
  generated: string | null
  selfUsed: string | null
  selfDisposed: string | null
  closing: string | null
}

/** opening + generated − used − disposed − transferred; null while a figure is missing. */
const closingOf = (w: Flow, transferred: string): string | null =>
  [w.opening, w.generated, w.selfUsed, w.selfDisposed].some(v => v === null)
    ? null
    : subtract(subtract(subtract(add(w.opening!, w.generated!), w.selfUsed!), w.selfDisposed!), transferred)

/** 危险废物产生单位年度台账: plan, class, ledger and declarations of one producer and year; transfers come from its manifests. */
export const hazardousWasteYear = defineRegister({
  id: 'hazardous-waste-year',
  name: '危险废物产生单位年度台账',
  module: 'M17',
  subject: 'organisation',
  basis: ['固体废物污染环境防治法第七十八条', '危险废物管理计划和管理台账制定技术导则（HJ 1259-2022）'],
  purpose: '管理计划、分级、产生贮存利用处置平衡、申报和规范化环境管理评估。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    recentAmounts: f.rows('近三年产生量', {
      year: f.integer('年度', { required: true, min: 2010, max: 2200 }),
      tonnes: f.decimal('产生量', { required: true, ...tonnes }),
    }),
    ownFacility: f.boolean('有自行利用处置设施'),
    licensed: f.boolean('持危险废物经营许可证'),
    producerClass: f.choice('管理类别', PRODUCER_CLASSES, { derived: true }),
    planDue: f.day('管理计划备案期限', { derived: true }),
    planFiledOn: f.day('管理计划备案日期'),
    emergencyPlanOn: f.day('突发环境事件应急预案备案日期', { past: true }),
    wastes: f.rows('废物平衡', {
      code: f.text('废物代码', { required: true }),
      name: f.text('废物名称', { required: true }),
      opening: f.decimal('年初贮存量', tonnes),
      generated: f.decimal('产生量', tonnes),
      selfUsed: f.decimal('自行利用量', tonnes),
      selfDisposed: f.decimal('自行处置量', tonnes),
      closing: f.decimal('年末贮存量', tonnes),
    }),
    transfers: f.rows('联单转移', {
      manifest: f.text('联单编号', { required: true }),
      on: f.day('接收日期', { required: true, past: true }),
      code: f.text('废物代码', { required: true }),
      tonnes: f.decimal('接收量', { required: true, ...tonnes }),
    }),
    generatedTotal: f.decimal('产生量合计', { derived: true, unit: '吨' }),
    handledTotal: f.decimal('利用处置量合计', { derived: true, unit: '吨' }),
    balance: f.choice('平衡情况', ['平衡', '不平衡', '证据不足'], { derived: true }),
    imbalances: f.texts('不平衡说明', { derived: true }),
    declarations: f.rows('申报', {
      period: f.period('申报期', { required: true }),
      on: f.day('申报日期', { required: true, past: true }),
    }),
    nextDeclaration: f.period('下一申报期', { derived: true }),
    nextDeclarationDue: f.day('下一申报期限', { derived: true }),
    assessment: f.rows('规范化环境管理评估', {
      item: f.text('评估项目', { required: true }),
      full: f.decimal('满分', { required: true, min: 0 }),
      score: f.decimal('得分', { min: 0 }),
      problem: f.text('问题'),
      due: f.day('整改期限'),
      closedOn: f.day('整改完成日期', { past: true }),
    }),
    assessedOn: f.day('评估日期', { past: true }),
    campaign: f.text('专项整治行动'),
    score: f.decimal('得分率', { derived: true, unit: '%' }),
    grade: f.choice('评估等级', ['达标', '基本达标', '不达标'], { derived: true, secrecy: 'public' }),
    openProblems: f.integer('未整改问题', { derived: true, unit: '个' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  check: row => [
    ...row.wastes.flatMap(w => {
      const fault = codeFault(w.code)
      return fault ? [{ where: 'wastes', message: fault }] : []
    }),
    ...row.wastes
      .filter((w, i) => row.wastes.findIndex(o => o.code === w.code) < i)
      .map(w => ({ where: 'wastes', message: `废物代码 ${w.code} 写了两行` })),
    ...row.assessment
      .filter(a => a.score !== null && compareDecimals(a.score, a.full) > 0)
      .map(a => ({ where: 'assessment', message: `“${a.item}”得分 ${a.score} 高于满分 ${a.full}` })),
  ],
  derive: row => {
    const recent = row.recentAmounts.filter(a => a.year < row.year && a.year >= row.year - 3).map(a => a.tonnes)
    const group = producerClass(recent, row.ownFacility, row.licensed)
    const moved = (code: string): string => sum(row.transfers.filter(t => t.code === code).map(t => t.tonnes))
    const lines = row.wastes.map(w => ({ w, computed: closingOf(w, moved(w.code)) }))
    const imbalances = [
      ...lines
        .filter(
          ({ w, computed }) => computed !== null && w.closing !== null && compareDecimals(computed, w.closing) !== 0,
        )
        .map(({ w, computed }) => `${w.code}：账面应存 ${computed} 吨，填报 ${w.closing} 吨`),
      ...[...new Set(row.transfers.map(t => t.code))]
        .filter(code => !row.wastes.some(w => w.code === code))
        .map(code => `${code}：有联单转移 ${moved(code)} 吨，台账没有这种废物`),
    ]
    const complete = lines.length > 0 && lines.every(({ w, computed }) => computed !== null && w.closing !== null)
    const open = group
      ? declarationsOf(group, row.year).find(d => !row.declarations.some(x => x.period === d.period))
      : undefined
    const [got, full] = [row.assessment.map(a => a.score), sum(row.assessment.map(a => a.full))]
    const scored = got.length > 0 && got.every(s => s !== null) && full !== '0'
    const share = scored ? percentage(sum(got as string[]), full) : 'not-applicable'
    const score = share === 'not-applicable' ? null : share
    const on = row.assessedOn ?? `${row.year}-12-31`
    return {
      producerClass: group ?? null,
      planDue: `${row.year}-03-31`,
      // A ledger without a single waste says nothing of amounts, not that there were none.
      generatedTotal:
        row.wastes.length === 0 || row.wastes.some(w => w.generated === null)
          ? null
          : sum(row.wastes.map(w => w.generated!)),
      handledTotal:
        row.wastes.length === 0 || row.wastes.some(w => w.selfUsed === null || w.selfDisposed === null)
          ? null
          : sum([...row.wastes.flatMap(w => [w.selfUsed!, w.selfDisposed!]), ...row.transfers.map(t => t.tonnes)]),
      balance: imbalances.length > 0 ? '不平衡' : complete ? '平衡' : '证据不足',
      imbalances,
      nextDeclaration: open?.period ?? null,
      nextDeclarationDue: open?.due ?? null,
      score,
      grade:
        score === null
          ? null
          : Number(score) >= parameterOn('hazardousWaste.good', on).value
            ? '达标'
            : Number(score) >= parameterOn('hazardousWaste.fair', on).value
              ? '基本达标'
              : '不达标',
      openProblems: row.assessment.filter(a => a.problem && !a.closedOn).length,
    }
  },
  states: { kept: '台账登记中', assessed: '已评估', rectifying: '评估整改', closed: '年度已结账' },
  initial: 'kept',
  create: { by: ['operator', '生态环境@county', '生态环境@city'] },
  correct: {
    by: ['operator', '生态环境@county', '生态环境@city'],
    in: ['kept', 'assessed', 'rectifying'],
    partyFields: ['recentAmounts', 'ownFacility', 'planFiledOn', 'emergencyPlanOn', 'wastes', 'declarations'],
  },
  transitions: {
    assess: {
      label: '规范化评估',
      from: ['kept', 'rectifying'],
      to: 'assessed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['assessment', 'assessedOn'],
      needs: ['assessment', 'assessedOn'],
      refuse: row => (row.grade ? [] : [{ where: 'assessment', message: '有项目没有得分，不能评定等级' }]),
    },
    rectify: {
      label: '责令整改',
      from: ['assessed'],
      to: 'rectifying',
      by: ['生态环境@county', '生态环境@city'],
      refuse: row => [
        ...(row.openProblems ? [] : [{ where: 'assessment', message: '评估没有记下要整改的问题' }]),
        ...row.assessment
          .filter(a => a.problem && !a.due)
          .map(a => ({ where: 'assessment', message: `“${a.problem}”没有整改期限` })),
      ],
    },
    close: {
      label: '年度结账',
      from: ['kept', 'assessed', 'rectifying'],
      to: 'closed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.balance === '平衡'
          ? []
          : [
              {
                where: 'wastes',
                message: [`废物平衡为“${row.balance}”`, ...row.imbalances].join('；'),
              },
            ]),
        ...(row.openProblems ? [{ where: 'assessment', message: `还有 ${row.openProblems} 个问题没有整改` }] : []),
      ],
    },
  },
  duties: {
    plan: {
      label: '管理计划备案',
      clause: '危险废物管理计划和管理台账制定技术导则（HJ 1259-2022）',
      by: '企业',
      while: ['kept', 'assessed', 'rectifying'],
      after: { field: 'planDue' },
      days: 0,
      met: { field: 'planFiledOn' },
    },
    declare: {
      label: '危险废物申报',
      clause: '危险废物管理计划和管理台账制定技术导则（HJ 1259-2022）',
      by: '企业',
      while: ['kept', 'assessed', 'rectifying'],
      after: { field: 'nextDeclarationDue' },
      days: 0,
    },
  },
  list: [
    'subject',
    'region',
    'year',
    'producerClass',
    'generatedTotal',
    'balance',
    'grade',
    'nextDeclarationDue',
    'state',
  ],
  filters: ['region', 'state', 'year', 'producerClass', 'balance', 'grade'],
  search: ['campaign', 'note'],
})
