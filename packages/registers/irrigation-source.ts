import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { assess } from '@jingtu/standards/gb5084-2021/assess.ts'
import { resultOf } from '@jingtu/standards/measured.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { parameterOn } from './parameters.ts'

type Verdict = '达标' | '超标' | '证据不足'
interface Value {
  on: string
  item: string
  value: string
  unit: string
}

/** Every day's values against the column of GB 5084 the crops stand in; a value that says nothing keeps the day open. */
const judge = (readings: readonly Value[], column: string) =>
  [...new Set(readings.map(r => r.on))].sort().map(on => {
    const results = readings.filter(r => r.on === on).map(r => resultOf(r.item, r.value, r.unit))
    const { verdict, findings } = assess({ id: on, column, takenOn: on, results })
    const named = (what: string) => findings.filter(x => x.verdict === what).map(x => x.name)
    return {
      on,
      verdict: (verdict === '达标' || verdict === '超标' ? verdict : '证据不足') as Verdict,
      found: [
        ...named('超标').map(name => `${name}超标`),
        ...[...named('证据不足'), ...named('无适用限值')].map(name => `${name}没有结论`),
      ].join('、'),
    }
  })
const RANK: readonly Verdict[] = ['达标', '证据不足', '超标']

const worst = (verdicts: readonly Verdict[]): Verdict | null => RANK.findLast(v => verdicts.includes(v)) ?? null

/** 农田灌溉水: a source of irrigation, judged by GB 5084; what exceeds is monitored more often and does not go on the fields. */
export const irrigationSource = defineRegister({
  id: 'irrigation-source',
  name: '农田灌溉水源',
  module: 'M18',
  subject: 'water-body',
  basis: ['土壤污染防治法第二十八条', '农田灌溉水质标准（GB 5084）'],
  purpose: '灌溉水质监测评价、超标后的加密监测和停灌，再生水灌溉的土壤、农产品协同监测。',
  fields: {
    kind: f.choice('水源', ['地表水', '地下水', '再生水', '养殖废水', '城镇污水', '工业废水'], {
      required: true,
      secrecy: 'public',
    }),
    area: f.area('灌溉面积', { secrecy: 'public' }),
    cropClass: f.choice('适用类别', ['水田作物', '旱地作物', '蔬菜a', '蔬菜b'], { required: true }),
    history: f.boolean('历史污灌区'),
    units: f.refs('灌溉的评价单元', 'farmland-unit'),
    results: f.rows('水质监测', {
      on: f.day('采样日期', { required: true, past: true }),
      verdict: f.choice('GB 5084 评价', ['达标', '超标', '证据不足'], { required: true }),
      exceeded: f.texts('超标项目'),
      batch: f.ref('检测批次', 'import-batch'),
    }),
    readings: f.rows('检测值', {
      on: f.day('采样日期', { required: true, past: true }),
      item: f.text('项目', { required: true }),
      value: f.text('结果', { required: true, hint: '可写 <0.001' }),
      unit: f.text('单位', { required: true }),
    }),
    judged: f.rows(
      '按 GB 5084 计算的评价',
      {
        on: f.day('采样日期', { past: true }),
        verdict: f.choice('评价', ['达标', '超标', '证据不足']),
        found: f.text('超标和没有结论的项目'),
      },
      { derived: true },
    ),
    lastOn: f.day('最近监测日期', { derived: true }),
    lastVerdict: f.choice('最近评价', ['达标', '超标', '证据不足'], { derived: true, secrecy: 'public' }),
    steady: f.choice('最近监测年度历次评价', ['达标', '超标', '证据不足'], { derived: true, indexed: true }),
    everyMonths: f.integer('监测频次（每几个月）', { derived: true, unit: '月' }),
    nextOn: f.day('下次监测', { derived: true }),
    soilPoints: f.refs('协同土壤点位', 'monitoring-site'),
    productPoints: f.refs('协同农产品点位', 'monitoring-site'),
    ban: f.text('禁止事由', { derived: true, secrecy: 'public' }),
    unjoined: f.texts('协同监测缺项', { derived: true }),
    adjustment: f.text('种植结构调整措施', { long: true }),
    measures: f.refs('措施台账', 'safe-use-measure', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  check: row => {
    const judged = judge(row.readings, row.cropClass)
    return row.results.flatMap((r, i) => [
      ...(r.verdict === '超标' && r.exceeded.length === 0
        ? [{ where: `results.${i}.exceeded`, message: `“水质监测”第${i + 1}行：超标的须写明项目` }]
        : []),
      ...(r.verdict === '达标' && judged.some(j => j.on === r.on && j.verdict === '超标')
        ? [{ where: `results.${i}.verdict`, message: `“水质监测”第${i + 1}行：当日检测值超过 GB 5084，不能评为达标` }]
        : []),
    ])
  },
  derive: row => {
    const judged = judge(row.readings, row.cropClass)
    // Of several verdicts of the last day the worst counts.
    const verdicts = [...row.results, ...judged].sort(
      (a, b) => a.on.localeCompare(b.on) || RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict),
    )
    const last = verdicts.at(-1)
    // A sample that says nothing does not end an exceedance.
    const exceeds = verdicts.filter(v => v.verdict !== '证据不足').at(-1)?.verdict === '超标'
    const months = parameterOn(exceeds ? 'irrigation.extra' : 'irrigation.usual', row.effective).value
    return {
      judged,
      lastOn: last?.on ?? null,
      lastVerdict: last?.verdict ?? null,
      // Of the calendar year last measured the worst verdict counts: one good sample does not make up for a bad one.
      steady: worst(verdicts.filter(v => v.on.slice(0, 4) === last?.on.slice(0, 4)).map(v => v.verdict)),
      everyMonths: months,
      nextOn: last ? monthsLater(last.on, months) : null,
      // 土壤污染防治法第二十八条: untreated waste water does not go on fields, whatever one sample said.
      ban:
        row.kind === '城镇污水' || row.kind === '工业废水'
          ? `禁止用${row.kind}直接灌溉`
          : exceeds
            ? '不符合农田灌溉水质标准的水禁止进入农田'
            : null,
      unjoined:
        row.kind === '再生水'
          ? [...(row.soilPoints.length > 0 ? [] : ['土壤']), ...(row.productPoints.length > 0 ? [] : ['农产品'])]
          : [],
    }
  },
  states: { inUse: '在用', watched: '加密监测', stopped: '停止灌溉' },
  initial: 'inUse',
  create: { by: ['水利@county', '农业农村@county', '生态环境@county', '水利@city'] },
  correct: {
    by: ['水利@county', '农业农村@county', '生态环境@county', '水利@city'],
    in: ['inUse', 'watched', 'stopped'],
  },
  transitions: {
    watch: {
      label: '加密监测',
      from: ['inUse'],
      to: 'watched',
      by: ['水利@county', '生态环境@county'],
      refuse: row => (row.lastVerdict === '超标' ? [] : [{ where: 'results', message: '最近一次监测没有超标' }]),
    },
    stop: {
      label: '停止灌溉',
      from: ['inUse', 'watched'],
      to: 'stopped',
      by: ['水利@county', '农业农村@county', '生态环境@county'],
      reason: 'required',
    },
    resume: {
      label: '恢复灌溉',
      from: ['watched', 'stopped'],
      to: 'inUse',
      by: ['水利@county', '生态环境@county'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.lastVerdict === '达标'
          ? []
          : [{ where: 'results', message: `最近评价为“${row.lastVerdict ?? '没有监测'}”` }]),
        ...(row.ban && row.lastVerdict !== '超标' ? [{ where: 'kind', message: row.ban }] : []),
        ...row.unjoined.map(what => ({ where: 'soilPoints', message: `再生水灌溉须有${what}协同监测` })),
      ],
    },
    // The measures of the units themselves are made by the effect of this move.
    adjust: {
      label: '调整种植结构',
      from: ['stopped'],
      to: 'stopped',
      by: ['农业农村@county'],
      asks: ['adjustment', 'units'],
      needs: ['adjustment', 'units'],
    },
  },
  duties: {
    monitoring: {
      label: '灌溉水质监测',
      clause: '土壤污染防治法第二十八条',
      by: '县级水利、农业农村部门',
      while: ['inUse', 'watched'],
      after: { field: 'nextOn' },
      days: 0,
    },
  },
  publish: {
    fields: ['subject', 'region', 'kind', 'lastVerdict', 'lastOn', 'state'],
    in: ['inUse', 'watched', 'stopped'],
  },
  list: ['subject', 'region', 'kind', 'cropClass', 'lastVerdict', 'lastOn', 'nextOn', 'ban', 'state'],
  filters: ['region', 'state', 'kind', 'lastVerdict', 'history'],
  search: ['note'],
})
