import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

/** 集中式饮用水水源地: who drinks from it, its protection zones, what threatens it, and the soil around it. */
export const drinkingWaterSource = defineRegister({
  id: 'drinking-water-source',
  name: '集中式饮用水水源地',
  module: 'M16',
  subject: 'water-body',
  basis: ['水污染防治法第六十三条至第六十九条', '地下水管理条例第四十一条'],
  purpose: '水源调查评估、保护区划定、风险源排查和周边土壤预警。',
  fields: {
    kind: f.choice('水源类型', ['地下水型', '河流型', '湖库型'], { required: true, secrecy: 'public' }),
    population: f.integer('供水人口', { min: 0, unit: '人' }),
    supply: f.decimal('日供水量', { min: 0, unit: '吨/日' }),
    populationFrom: f.integer('须调查评估的供水人口', { derived: true, unit: '人' }),
    supplyFrom: f.decimal('须调查评估的日供水量', { derived: true, unit: '吨/日' }),
    scopeBasis: f.text('规模依据', { derived: true }),
    inScope: f.boolean('达到调查评估规模', { derived: true }),
    surveyedOn: f.day('调查评估完成日期', { past: true }),
    survey: f.files('调查评估报告'),
    zoneOne: f.polygon('一级保护区'),
    zoneTwo: f.polygon('二级保护区'),
    recharge: f.polygon('补给区或准保护区'),
    zoneApproval: f.text('保护区批复文号', { secrecy: 'public' }),
    zonedOn: f.day('保护区划定日期', { secrecy: 'public', past: true }),
    riskSources: f.refs('风险源', 'site'),
    checkedOn: f.day('风险源排查日期', { past: true }),
    searchRadius: f.integer('排查半径', { min: 0, max: 100_000, unit: 'm' }),
    illegal: f.rows('违法建筑和排污口', {
      what: f.text('名称', { required: true }),
      kind: f.choice('类型', ['违法建筑', '排污口', '养殖', '堆场'], { required: true }),
      due: f.day('清理期限', { required: true }),
      clearedOn: f.day('清理日期', { past: true }),
      photos: f.files('照片'),
    }),
    illegalOpen: f.integer('未清理', { derived: true, unit: '处' }),
    soilScheme: f.files('土壤环境监测方案'),
    soilPoints: f.refs('土壤监测点位', 'monitoring-site', { hint: '在水源周边的土壤点；有评价结论的年度由系统汇总' }),
    soilYears: f.rows('土壤监测评价', {
      year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
      points: f.integer('点位数', { required: true, min: 0 }),
      exceeded: f.integer('超筛选值点位', { required: true, min: 0 }),
      open: f.integer('证据不足点位', { min: 0, hint: '由系统汇总' }),
      which: f.text('超筛选值情况', { hint: '由系统汇总' }),
      trend: f.text('变化趋势'),
    }),
    soilTrend: f.choice('土壤变化', ['变差', '稳定', '好转', '证据不足'], { derived: true }),
    assessment: f.files('风险评估报告'),
    controls: f.text('防控措施', { long: true }),
    farmingScheme: f.files('农业污染防治方案'),
    lead: f.unit('牵头单位', { indexed: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { zoneApproval: ['zoned'], zonedOn: ['zoned'] },
  check: row =>
    row.soilYears.flatMap((y, i) =>
      y.exceeded > y.points
        ? [{ where: `soilYears.${i}.exceeded`, message: `“土壤监测评价”第${i + 1}行：超筛选值点位多于点位数` }]
        : [],
    ),
  derive: row => {
    const years = [...row.soilYears].sort((a, b) => a.year - b.year).filter(y => y.points > 0)
    const [before, last] = years.slice(-2)
    // What a place has set (server/effects/drinking-water-source.ts); a size it does not speak of is no measure there.
    const from = row.scopeBasis ? { population: row.populationFrom, supply: row.supplyFrom } : defaultsOn(row.effective)
    const enough = [
      ...(from.population === null ? [] : [row.population === null ? null : row.population >= from.population]),
      ...(from.supply === null ? [] : [row.supply === null ? null : Number(row.supply) >= Number(from.supply)]),
    ]
    return {
      // One of the two is enough to be in; to be out, both have to be known.
      inScope: enough.includes(true) ? true : enough.includes(null) ? null : false,
      illegalOpen: row.illegal.filter(i => !i.clearedOn).length,
      soilTrend:
        row.soilYears.length === 0
          ? null
          : !before || !last
            ? '证据不足'
            : // Shares compared crosswise, so that nothing is rounded.
              compare(last.exceeded * before.points, before.exceeded * last.points),
    }
  },
  states: {
    listed: '已列入',
    surveyed: '已调查评估',
    zoned: '已划定保护区',
    warning: '土壤预警',
    controlled: '防控中',
  },
  initial: 'listed',
  create: { by: ['生态环境@county', '生态环境@city', '水利@county', '水利@city'] },
  correct: {
    by: ['生态环境@county', '生态环境@city', '水利@county', '水利@city'],
    in: ['listed', 'surveyed', 'zoned', 'warning', 'controlled'],
  },
  transitions: {
    survey: {
      label: '完成调查评估',
      from: ['listed'],
      to: 'surveyed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['surveyedOn', 'survey', 'checkedOn', 'searchRadius', 'riskSources'],
      needs: ['surveyedOn', 'checkedOn'],
      evidence: ['survey'],
    },
    zone: {
      label: '划定保护区',
      from: ['surveyed'],
      to: 'zoned',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['zoneOne', 'zoneTwo', 'recharge', 'zoneApproval', 'zonedOn'],
      needs: ['zoneApproval', 'zonedOn'],
      refuse: row => (row.zoneOne ? [] : [{ where: 'zoneOne', message: '没有一级保护区的范围' }]),
    },
    warn: {
      label: '土壤预警',
      from: ['surveyed', 'zoned'],
      to: 'warning',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
    },
    control: {
      label: '采取防控措施',
      from: ['warning'],
      to: 'controlled',
      by: ['生态环境@county', '生态环境@city', '水利@city'],
      asks: ['assessment', 'controls', 'farmingScheme'],
      needs: ['controls'],
      evidence: ['assessment'],
      refuse: row =>
        row.farmingScheme.length > 0 ? [] : [{ where: 'farmingScheme', message: '须制定水源地农业污染防治方案' }],
    },
    lift: {
      label: '解除预警',
      from: ['controlled', 'warning'],
      to: 'zoned',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      refuse: row => (row.zonedOn ? [] : [{ where: 'zonedOn', message: '保护区尚未划定' }]),
    },
  },
  duties: {
    illegal: {
      label: '清理保护区内违法建筑和排污口',
      clause: '水污染防治法第六十五条、第六十六条',
      by: '县级人民政府',
      while: ['zoned', 'warning', 'controlled'],
      when: row => (row.illegalOpen ?? 0) > 0,
      every: 'year',
    },
    sources: {
      label: '排查风险源',
      clause: '年度计划',
      by: '县级生态环境部门',
      while: ['surveyed', 'zoned'],
      every: 'year',
      met: { field: 'checkedOn' },
    },
    assess: {
      label: '土壤预警后开展风险评估',
      clause: '土壤污染防治行动计划',
      by: '县级生态环境部门',
      while: ['warning'],
      after: { state: 'warning' },
      days: 60,
    },
  },
  publish: { fields: ['subject', 'region', 'kind', 'zoneApproval', 'zonedOn'], in: ['zoned'] },
  list: ['subject', 'region', 'kind', 'population', 'inScope', 'illegalOpen', 'soilTrend', 'state'],
  filters: ['region', 'state', 'kind', 'inScope', 'soilTrend'],
  search: ['zoneApproval', 'note'],
  map: { geometry: 'zoneTwo', colourBy: 'state' },
})

const defaultsOn = (day: string) => ({
  population: parameterOn('waterSource.population', day).value,
  supply: parameterOn('waterSource.supply', day).value,
})

const compare = (a: number, b: number): '变差' | '稳定' | '好转' => (a > b ? '变差' : a < b ? '好转' : '稳定')
