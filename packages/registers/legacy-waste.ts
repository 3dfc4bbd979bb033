import { f } from '@jingtu/core/field.ts'
import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const TOXIC = ['镉', '汞', '砷', '铅', '铬', '铊', '锑'] as const

/**
 * How dangerous a heap is, from what it holds, how much, what lies below it and how it is kept. `null` while one of the four is
 * not known: nothing is low by not having been looked at.
 */
function riskOf(row: {
  foundOn: string
  pollutants: readonly string[] | null
  volume: string
  farmlandExposed: boolean | null
  contained: boolean | null
}): { score: number; rank: '高' | '中' | '低' } | null {
  if (row.farmlandExposed === null || row.contained === null || !row.pollutants?.length) return null
  const number = (key: Parameters<typeof parameterOn>[0]): number => parameterOn(key, row.foundOn).value
  const score =
    (row.pollutants.some(p => (TOXIC as readonly string[]).includes(p)) ? number('legacyWaste.toxic') : 0) +
    (compareDecimals(row.volume, String(number('legacyWaste.large'))) >= 0 ? number('legacyWaste.volume') : 0) +
    (row.farmlandExposed ? number('legacyWaste.farmland') : 0) +
    (row.contained ? 0 : number('legacyWaste.open'))
  return {
    score,
    rank: score >= number('legacyWaste.high') ? '高' : score >= number('legacyWaste.medium') ? '中' : '低',
  }
}

/** The volume left after each day something was taken away, oldest first; the first entry is what was found. */
function stockOf(foundOn: string, volume: string, removed: readonly { on: string; volume: string }[]) {
  const days = [...new Set(removed.map(r => r.on))].sort()
  return [
    { on: foundOn, left: volume },
    ...days.map(on => ({ on, left: subtract(volume, sum(removed.filter(r => r.on <= on).map(r => r.volume))) })),
  ]
}

/** 历史遗留固体废物点位: found, listed, planned, put into the store of projects, mended, accepted, taken off, and looked at again. */
export const legacyWaste = defineRegister({
  id: 'legacy-waste',
  name: '历史遗留固体废物点位',
  module: 'M09',
  subject: 'site',
  basis: ['固体废物污染环境防治法第四十二条', '土壤污染防治法第五十条', '重有色金属等矿区历史遗留固体废物排查整治方案'],
  purpose: '涉重金属矿区和关停企业历史遗留固体废物的排查、分级、整治、销号和复查，逐步消除存量。',
  fields: {
    mine: f.ref('所在矿区', 'site', { indexed: true }),
    origin: f.choice('来源', ['重有色金属矿区', '石煤矿区', '硫铁矿区', '其他涉重金属矿区', '关停涉重企业'], {
      required: true,
      secrecy: 'public',
    }),
    waste: f.choice('废物种类', ['废石', '尾矿', '冶炼废渣', '煤矸石', '化工废渣', '其他'], {
      required: true,
      secrecy: 'public',
    }),
    volume: f.decimal('排查时堆存量', { required: true, unit: 'm³', min: 0 }),
    location: f.point('点位', { hint: '经度, 纬度（CGCS2000）' }),
    foundOn: f.day('排查日期', { required: true, past: true }),
    pollutants: f.choices('特征污染物', [...TOXIC, '锰', '铜', '锌', '镍', '酸性废水', '其他']),
    farmlandExposed: f.boolean('下游或周边有受影响的农用地', { hint: '没有查过的不要填“否”' }),
    farmland: f.refs('受影响的评价单元', 'farmland-unit'),
    contained: f.boolean('已有防扬散、防流失、防渗漏措施'),
    riskScore: f.integer('风险得分', { derived: true }),
    risk: f.choice('风险等级', ['高', '中', '低'], { derived: true, secrecy: 'public' }),
    plan: f.files('整治方案'),
    due: f.day('整治期限', { secrecy: 'public' }),
    project: f.ref('整治项目', 'project', { indexed: true }),
    removed: f.rows('清运与处置', {
      on: f.day('日期', { required: true, past: true }),
      volume: f.decimal('数量', { required: true, unit: 'm³', min: 0 }),
      way: f.choice('去向', ['资源化利用', '规范填埋', '原位封存', '转移处置'], { required: true }),
      to: f.text('接收单位或场所'),
    }),
    stock: f.rows(
      '存量变化',
      { on: f.day('日期', { required: true, past: true }), left: f.decimal('存量', { required: true, unit: 'm³' }) },
      { derived: true },
    ),
    remaining: f.decimal('现有存量', { derived: true, unit: 'm³', secrecy: 'public' }),
    surveys: f.rows('调查与评估', {
      step: f.choice('阶段', ['初步调查', '详细调查', '风险评估'], { required: true }),
      due: f.day('计划完成日期'),
      doneOn: f.day('完成日期', { past: true }),
      report: f.files('报告'),
    }),
    nextSurveyDue: f.day('最近一项调查期限', { derived: true }),
    acceptance: f.files('验收材料'),
    clearedOn: f.day('销号日期', { secrecy: 'public', past: true }),
    rechecks: f.rows('复查和巩固', {
      on: f.day('日期', { required: true, past: true }),
      found: f.choice('情况', ['巩固', '有新堆存', '有渗漏'], { required: true }),
      note: f.text('说明'),
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'waste'],
  requiredWhen: {
    location: ['listed', 'planned', 'stored', 'treating', 'accepted', 'cleared', 'confirmed'],
    due: ['planned', 'stored', 'treating'],
    project: ['stored'],
    clearedOn: ['cleared', 'confirmed'],
  },
  check: row => [
    ...(compareDecimals(sum(row.removed.map(r => r.volume)), row.volume) > 0
      ? [{ where: 'removed', message: `清运与处置合计多于排查时的堆存量 ${row.volume} m³` }]
      : []),
    ...row.removed.flatMap((r, i) =>
      r.on < row.foundOn
        ? [{ where: `removed.${i}.on`, message: `“清运与处置”第${i + 1}行：日期早于排查日期 ${row.foundOn}` }]
        : [],
    ),
    ...row.surveys.flatMap((s, i) =>
      s.doneOn && s.report.length === 0
        ? [{ where: `surveys.${i}.report`, message: `“调查与评估”第${i + 1}行：已完成的须附报告` }]
        : [],
    ),
  ],
  derive: row => {
    const risk = riskOf(row)
    const stock = stockOf(row.foundOn, row.volume, row.removed)
    return {
      riskScore: risk?.score ?? null,
      risk: risk?.rank ?? null,
      stock,
      remaining: stock.at(-1)!.left,
      nextSurveyDue:
        row.surveys
          .filter(s => !s.doneOn && s.due)
          .map(s => s.due!)
          .sort()[0] ?? null,
    }
  },
  states: {
    found: '排查发现',
    listed: '整治清单',
    planned: '方案已定',
    stored: '已入库',
    treating: '整治中',
    accepted: '已验收',
    cleared: '已销号',
    confirmed: '复查巩固',
  },
  initial: 'found',
  ended: ['confirmed'],
  create: { by: ['township', '生态环境@county', '生态环境@city'] },
  correct: {
    by: ['township', '生态环境@county', '生态环境@city'],
    in: ['found', 'listed', 'planned', 'stored', 'treating'],
  },
  transitions: {
    list: {
      label: '列入整治清单',
      from: ['found'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['location', 'pollutants', 'farmlandExposed', 'contained'],
      needs: ['location'],
      refuse: row =>
        riskOf(row) ? [] : [{ where: 'risk', message: '风险等级证据不足：特征污染物、受影响农用地、三防措施都要查明' }],
    },
    plan: {
      label: '确定整治方案',
      from: ['listed'],
      to: 'planned',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['plan', 'due'],
      needs: ['due'],
      evidence: ['plan'],
    },
    store: {
      label: '项目入库',
      from: ['planned'],
      to: 'stored',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['project'],
      needs: ['project'],
    },
    start: {
      label: '开始整治',
      from: ['planned', 'stored'],
      to: 'treating',
      by: ['生态环境@county', '生态环境@city'],
      // What endangers farmland most is not begun without the survey that says what has to be done.
      refuse: row =>
        row.risk === '高'
          ? ['初步调查', '风险评估']
              .filter(step => !row.surveys.some(s => s.step === step && s.doneOn))
              .map(step => ({ where: 'surveys', message: `高风险点位还没有完成${step}` }))
          : [],
    },
    accept: {
      label: '验收',
      from: ['treating'],
      to: 'accepted',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['acceptance'],
      evidence: ['acceptance'],
      refuse: row => [
        ...(row.remaining !== null && compareDecimals(row.remaining, '0') > 0
          ? [{ where: 'removed', message: `还有 ${row.remaining} m³ 没有处置` }]
          : []),
        ...row.surveys.filter(s => !s.doneOn).map(s => ({ where: 'surveys', message: `计划的${s.step}还没有完成` })),
      ],
    },
    clear: {
      label: '销号',
      from: ['accepted'],
      to: 'cleared',
      by: ['生态环境@city'],
      duty: 'reviewer',
      single: true,
      sets: (_, { effective }) => ({ clearedOn: effective }),
    },
    confirm: {
      label: '复查通过',
      from: ['cleared'],
      to: 'confirmed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['rechecks'],
      needs: ['rechecks'],
      refuse: row => {
        const after = row.rechecks.filter(r => r.on > (row.clearedOn ?? ''))
        return [
          ...(after.length === 0 ? [{ where: 'rechecks', message: '销号以后还没有复查' }] : []),
          ...after
            .filter(r => r.found !== '巩固')
            .map(r => ({ where: 'rechecks', message: `${r.on} 复查${r.found}，应重新整治` })),
        ]
      },
    },
    reopen: {
      label: '复查有问题，重新整治',
      from: ['cleared', 'confirmed'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      asks: ['volume', 'foundOn', 'rechecks'],
      needs: ['volume', 'foundOn'],
      sets: () => ({ removed: [], clearedOn: null, due: null, plan: [], acceptance: [] }),
    },
  },
  duties: {
    treat: {
      label: '按期完成整治',
      clause: '整治方案',
      by: '县级人民政府',
      while: ['planned', 'stored', 'treating'],
      after: { field: 'due' },
      days: 0,
    },
    survey: {
      label: '按期完成调查和风险评估',
      clause: '年度计划',
      by: '县级人民政府',
      while: ['listed', 'planned', 'stored', 'treating'],
      after: { field: 'nextSurveyDue' },
      days: 0,
    },
    recheck: {
      label: '销号后一年内复查',
      clause: '年度计划',
      by: '县级生态环境部门',
      while: ['cleared'],
      after: { field: 'clearedOn' },
      years: 1,
    },
  },
  publish: {
    fields: ['subject', 'region', 'waste', 'risk', 'remaining', 'due', 'clearedOn', 'state'],
    in: ['listed', 'planned', 'stored', 'treating', 'accepted', 'cleared', 'confirmed'],
  },
  list: ['subject', 'region', 'mine', 'waste', 'volume', 'remaining', 'risk', 'riskScore', 'due', 'state'],
  filters: ['region', 'state', 'risk', 'riskScore', 'waste', 'origin', 'mine', 'project'],
  search: ['note'],
  map: { geometry: 'location', colourBy: 'risk' },
})
