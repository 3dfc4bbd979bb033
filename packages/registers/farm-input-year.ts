import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { nutrientsOf, sprayedOf } from './field-trials.ts'

const rate = (part: string | null, whole: string | null): string | null => {
  if (part === null || whole === null) return null
  const share = percentage(part, whole)
  return share === 'not-applicable' ? null : share
}
const tonnes = { unit: '吨', min: 0 } as const
const hectares = { unit: '亩', min: 0 } as const
const perHectare = { unit: 'kg/公顷', min: 0 } as const
const perMu = { unit: 'g/亩', min: 0 } as const
const areaTimes = { unit: '亩次', min: 0 } as const

/** 农业投入品与废弃物年度统计: what a place used, recovered and turned to use in a year, and the rates that follow. */
export const farmInputYear = defineRegister({
  id: 'farm-input-year',
  name: '农业投入品与废弃物年度统计',
  module: 'M18',
  basis: ['土壤污染防治法第二十六条至第三十条', '化肥农药减量增效年度方案'],
  purpose: '化肥、农药、农膜、包装、秸秆、畜禽粪污的年度数据和由此得出的比率；缺一项，比率就空着。',
  fields: {
    year: f.integer('年度', { required: true, min: 2000, max: 2200, secrecy: 'public' }),
    source: f.unit('数据来源部门', { required: true, indexed: true }),
    sownArea: f.decimal('主要农作物播种面积', hectares),
    formulaArea: f.decimal('测土配方施肥面积', hectares),
    formulaRate: f.decimal('测土配方施肥技术覆盖率', { derived: true, unit: '%' }),
    fertiliser: f.decimal('化肥使用量（折纯）', tonnes),
    fertiliserBefore: f.decimal('上年化肥使用量（折纯）', tonnes),
    fertiliserChange: f.decimal('化肥使用量比上年', { derived: true, unit: '吨' }),
    seasons: f.rows('分季施肥', {
      season: f.choice('季次', ['春', '夏', '秋', '冬'], { required: true }),
      fertiliser: f.decimal('化肥使用量（折纯）', { required: true, ...tonnes }),
      formulaArea: f.decimal('测土配方施肥面积', { required: true, ...hectares }),
    }),
    uptakeWith: f.decimal('施氮区作物吸氮量', { unit: 'kg/公顷', min: 0 }),
    uptakeWithout: f.decimal('不施氮区作物吸氮量', { unit: 'kg/公顷', min: 0 }),
    nitrogen: f.decimal('施氮量', { unit: 'kg/公顷', min: 0 }),
    fertiliserUse: f.decimal('化肥利用率（氮）', { derived: true, unit: '%' }),
    fertiliserTrials: f.rows('肥料利用率田间试验', {
      crop: f.text('作物', { required: true }),
      nutrient: f.choice('养分', ['氮', '磷', '钾'], { required: true }),
      area: f.decimal('代表面积', { required: true, ...hectares }),
      applied: f.decimal('养分施用量', { required: true, ...perHectare }),
      uptakeWith: f.decimal('施肥区作物吸收量', { required: true, ...perHectare }),
      uptakeWithout: f.decimal('不施肥区作物吸收量', { required: true, ...perHectare }),
    }),
    nutrientTaken: f.decimal('作物从化肥吸收的养分', { derived: true, unit: 'kg' }),
    nutrientGiven: f.decimal('化肥施入的养分', { derived: true, unit: 'kg' }),
    fertiliserRate: f.decimal('主要农作物化肥利用率', { derived: true, unit: '%' }),
    pesticide: f.decimal('农药使用量', tonnes),
    pesticideBefore: f.decimal('上年农药使用量', tonnes),
    pesticideChange: f.decimal('农药使用量比上年', { derived: true, unit: '吨' }),
    pesticideTrials: f.rows('农药利用率测试', {
      crop: f.text('作物', { required: true }),
      method: f.text('施药机具', { required: true }),
      area: f.decimal('代表面积', { required: true, ...hectares }),
      applied: f.decimal('施药量', { required: true, ...perMu }),
      deposited: f.decimal('靶标沉积量', { required: true, ...perMu }),
    }),
    pesticideDeposited: f.decimal('沉积在作物上的农药', { derived: true, unit: 'kg' }),
    pesticideGiven: f.decimal('施用的农药', { derived: true, unit: 'kg' }),
    pesticideRate: f.decimal('主要农作物农药利用率', { derived: true, unit: '%' }),
    controlArea: f.decimal('病虫害防治面积', areaTimes),
    unifiedArea: f.decimal('统防统治面积', areaTimes),
    greenArea: f.decimal('绿色防控面积', areaTimes),
    unifiedRate: f.decimal('统防统治覆盖率', { derived: true, unit: '%' }),
    greenRate: f.decimal('绿色防控覆盖率', { derived: true, unit: '%' }),
    trials: f.rows('试验示范', {
      name: f.text('名称', { required: true }),
      kind: f.choice(
        '类别',
        [
          '化肥减量',
          '新型农药',
          '水肥一体化',
          '有机肥',
          '全生物降解膜',
          '加厚地膜',
          '种养结合',
          '面源治理试点',
          '肥料包装回收',
        ],
        { required: true },
      ),
      area: f.decimal('面积', { unit: '亩', min: 0 }),
      result: f.text('进展'),
    }),
    demoArea: f.decimal('地膜示范面积', { derived: true, unit: '亩' }),
    filmMade: f.decimal('农膜生产量', tonnes),
    filmSold: f.decimal('农膜销售量', tonnes),
    filmUsed: f.decimal('农膜使用量', tonnes),
    filmRecovered: f.decimal('农膜回收量', tonnes),
    filmReused: f.decimal('农膜再利用量', tonnes),
    filmChecked: f.integer('农膜市场抽查', { unit: '批次', min: 0 }),
    filmFailed: f.integer('农膜抽查不合格', { unit: '批次', min: 0 }),
    filmPassRate: f.decimal('农膜抽查合格率', { derived: true, unit: '%' }),
    filmLoss: f.decimal('农膜未回收量', { derived: true, unit: '吨' }),
    filmReuseRate: f.decimal('废旧农膜再利用率', { derived: true, unit: '%' }),
    filmRate: f.decimal('农膜回收率', { derived: true, unit: '%' }),
    packagesSold: f.decimal('农药包装废弃物产生量', { unit: 'kg', min: 0 }),
    packagesRecovered: f.decimal('农药包装废弃物回收量', { unit: 'kg', min: 0 }),
    packagesDisposed: f.decimal('农药包装废弃物无害化处置量', { unit: 'kg', min: 0 }),
    packageDisposalRate: f.decimal('农药包装废弃物无害化处置率', { derived: true, unit: '%' }),
    packageRate: f.decimal('农药包装废弃物回收率', { derived: true, unit: '%' }),
    strawCollectable: f.decimal('秸秆可收集量', { unit: '万吨', min: 0 }),
    strawFertiliser: f.decimal('秸秆肥料化', { unit: '万吨', min: 0 }),
    strawFeed: f.decimal('秸秆饲料化', { unit: '万吨', min: 0 }),
    strawFuel: f.decimal('秸秆燃料化', { unit: '万吨', min: 0 }),
    strawSubstrate: f.decimal('秸秆基料化', { unit: '万吨', min: 0 }),
    strawMaterial: f.decimal('秸秆原料化', { unit: '万吨', min: 0 }),
    strawUsed: f.decimal('秸秆综合利用量', { derived: true, unit: '万吨' }),
    strawRate: f.decimal('秸秆综合利用率', { derived: true, unit: '%' }),
    manureMade: f.decimal('畜禽粪污产生量', { unit: '万吨', min: 0 }),
    manureUsed: f.decimal('畜禽粪污综合利用量', { unit: '万吨', min: 0 }),
    manureRate: f.decimal('畜禽粪污综合利用率', { derived: true, unit: '%' }),
    nutrientDemand: f.decimal('耕地养分需求量（氮）', tonnes),
    nutrientManure: f.decimal('畜禽粪污养分供给量（氮）', tonnes),
    manureLoad: f.decimal('粪污承载负荷', { derived: true, unit: '%' }),
    overloaded: f.boolean('超出消纳能力', { derived: true }),
    files: f.files('统计台账'),
    note: f.text('备注', { long: true }),
  },
  key: ['year'],
  keyScope: 'region',
  check: row => {
    const over = (part: string | null, whole: string | null, where: string, message: string) =>
      part !== null && whole !== null && compareDecimals(part, whole) > 0 ? [{ where, message }] : []
    const apart = (whole: string | null, parts: string[], where: string, what: string) =>
      parts.length > 0 && whole !== null && compareDecimals(sum(parts), whole) !== 0
        ? [{ where, message: `分季${what}合计 ${sum(parts)}，与全年 ${whole} 不一致` }]
        : []
    return [
      ...row.seasons
        .filter((s, i) => row.seasons.findIndex(o => o.season === s.season) < i)
        .map(s => ({ where: 'seasons', message: `“${s.season}”季写了两行` })),
      ...apart(
        row.fertiliser,
        row.seasons.map(s => s.fertiliser),
        'fertiliser',
        '化肥使用量',
      ),
      ...apart(
        row.formulaArea,
        row.seasons.map(s => s.formulaArea),
        'formulaArea',
        '测土配方施肥面积',
      ),
      ...over(row.formulaArea, row.sownArea, 'formulaArea', '测土配方施肥面积大于播种面积'),
      ...row.fertiliserTrials.flatMap((t, i) =>
        over(
          t.uptakeWithout,
          t.uptakeWith,
          `fertiliserTrials.${i}.uptakeWithout`,
          `“肥料利用率田间试验”第${i + 1}行：不施肥区吸收量大于施肥区`,
        ),
      ),
      ...row.pesticideTrials.flatMap((t, i) =>
        over(
          t.deposited,
          t.applied,
          `pesticideTrials.${i}.deposited`,
          `“农药利用率测试”第${i + 1}行：沉积量大于施药量`,
        ),
      ),
      ...over(row.unifiedArea, row.controlArea, 'unifiedArea', '统防统治面积大于防治面积'),
      ...over(row.greenArea, row.controlArea, 'greenArea', '绿色防控面积大于防治面积'),
      ...over(row.packagesRecovered, row.packagesSold, 'packagesRecovered', '包装废弃物回收量大于产生量'),
      ...over(row.packagesDisposed, row.packagesRecovered, 'packagesDisposed', '无害化处置量大于回收量'),
      ...over(row.filmReused, row.filmRecovered, 'filmReused', '农膜再利用量大于回收量'),
      ...((row.filmFailed ?? 0) > (row.filmChecked ?? 0)
        ? [{ where: 'filmFailed', message: '农膜抽查不合格批次多于抽查批次' }]
        : []),
      ...over(row.manureUsed, row.manureMade, 'manureUsed', '粪污利用量大于产生量'),
    ]
  },
  derive: row => {
    const uses = [row.strawFertiliser, row.strawFeed, row.strawFuel, row.strawSubstrate, row.strawMaterial]
    const straw = uses.every(u => u !== null) ? uses.reduce((sum, u) => add(sum, u!), '0') : null
    const change = (now: string | null, before: string | null): string | null =>
      now === null || before === null ? null : subtract(now, before)
    const uptake =
      row.uptakeWith === null || row.uptakeWithout === null ? null : subtract(row.uptakeWith, row.uptakeWithout)
    const demo = row.trials.filter(t => t.kind === '全生物降解膜' || t.kind === '加厚地膜')
    const load = rate(row.nutrientManure, row.nutrientDemand)
    const { nutrientTaken, nutrientGiven } = nutrientsOf(row)
    const { pesticideGiven, pesticideDeposited } = sprayedOf(row.pesticideTrials)
    return {
      nutrientTaken,
      nutrientGiven,
      fertiliserRate: rate(nutrientTaken, nutrientGiven),
      pesticideGiven,
      pesticideDeposited,
      pesticideRate: rate(pesticideDeposited, pesticideGiven),
      unifiedRate: rate(row.unifiedArea, row.controlArea),
      greenRate: rate(row.greenArea, row.controlArea),
      strawUsed: straw,
      formulaRate: rate(row.formulaArea, row.sownArea),
      demoArea: demo.length > 0 && demo.every(t => t.area !== null) ? sum(demo.map(t => t.area!)) : null,
      fertiliserChange: change(row.fertiliser, row.fertiliserBefore),
      fertiliserUse: rate(uptake, row.nitrogen),
      pesticideChange: change(row.pesticide, row.pesticideBefore),
      filmRate: rate(row.filmRecovered, row.filmUsed),
      filmLoss: change(row.filmUsed, row.filmRecovered),
      filmReuseRate: rate(row.filmReused, row.filmRecovered),
      filmPassRate:
        row.filmChecked === null || row.filmFailed === null
          ? null
          : rate(String(row.filmChecked - row.filmFailed), String(row.filmChecked)),
      packageDisposalRate: rate(row.packagesDisposed, row.packagesRecovered),
      packageRate: rate(row.packagesRecovered, row.packagesSold),
      strawRate: rate(straw, row.strawCollectable),
      manureRate: rate(row.manureUsed, row.manureMade),
      manureLoad: load,
      // By the amounts: a load that is rounded to 100.00 may be more than the land takes.
      overloaded:
        row.nutrientManure === null || row.nutrientDemand === null
          ? null
          : compareDecimals(row.nutrientManure, row.nutrientDemand) > 0,
    }
  },
  states: { draft: '填报中', submitted: '待审核', accepted: '已审核' },
  initial: 'draft',
  create: { by: ['township', '农业农村@county', '农业农村@city', '生态环境@county'] },
  correct: { by: ['township', '农业农村@county', '农业农村@city', '生态环境@county'], in: ['draft'] },
  transitions: {
    // The sums are made by the effect of this move.
    gather: {
      label: '按网点和抽查台账汇总',
      from: ['draft'],
      to: 'draft',
      by: ['township', '农业农村@county', '农业农村@city'],
    },
    submit: { label: '提交', from: ['draft'], to: 'submitted', by: ['township', '农业农村@county', '生态环境@county'] },
    accept: {
      label: '审核通过',
      from: ['submitted'],
      to: 'accepted',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
    },
    sendBack: {
      label: '退回',
      from: ['submitted', 'accepted'],
      to: 'draft',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  publish: { fields: ['region', 'year', 'filmRate', 'packageRate', 'strawRate', 'manureRate'], in: ['accepted'] },
  list: [
    'region',
    'year',
    'formulaRate',
    'fertiliserRate',
    'pesticideRate',
    'filmRate',
    'packageRate',
    'strawRate',
    'manureRate',
    'state',
  ],
  filters: ['region', 'state', 'year', 'overloaded'],
  search: ['note'],
})
