import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const BY = ['农业农村@county', '农业农村@city', '生态环境@county'] as const
/** What is only a trial until it is proven. */
const PILOTS = ['农业面源污染治理与监督指导试点', '种养结合循环发展试点', '农药包装押金制度'] as const

const rate = (part: string, whole: string | null): string | null => {
  if (whole === null) return null
  const value = percentage(part, whole)
  return value === 'not-applicable' ? null : value
}

/** 推广区与试点: where a clean practice is spread or tried out, how far it has come, and how many townships have it. */
export const promotionArea = defineRegister({
  id: 'promotion-area',
  name: '农业清洁生产推广区与试点',
  module: 'M18',
  basis: ['土壤污染防治法第二十七条', '土壤污染防治行动计划'],
  purpose: '绿色投入品和技术的推广面积、面源治理和种养结合试点的进展成效，由试点到全部乡镇的覆盖。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    kind: f.choice(
      '内容',
      [
        '精准高效植保机械',
        '配方肥',
        '缓释肥',
        '有机肥替代化肥',
        '水肥一体化',
        '农业清洁生产',
        '绿色农业',
        '有机农业',
        ...PILOTS,
      ],
      { required: true, secrecy: 'public' },
    ),
    pilot: f.boolean('试点', { derived: true }),
    leadUnit: f.unit('牵头单位', { required: true, indexed: true }),
    goal: f.decimal('目标面积', { unit: '亩', min: 0 }),
    due: f.day('完成期限', { required: true }),
    techniques: f.choices('工艺技术', ['干清粪', '漏缝地面', '雨污分流', '沼液还田', '生态沟渠', '缓冲带', '人工湿地']),
    extent: f.polygon('范围'),
    progress: f.rows('进展', {
      on: f.day('日期', { required: true, past: true }),
      area: f.decimal('新增面积', { min: 0, unit: '亩' }),
      households: f.integer('农户', { min: 0, unit: '户' }),
      found: f.text('情况', { required: true }),
    }),
    doneArea: f.decimal('累计面积', { derived: true, unit: '亩', indexed: true, secrecy: 'public' }),
    rate: f.decimal('面积完成率', { derived: true, unit: '%' }),
    covered: f.rows('已覆盖的乡镇', {
      township: f.region('乡镇', { required: true }),
      from: f.day('起始日期', { required: true }),
    }),
    townships: f.integer('全部乡镇', { derived: true, unit: '个' }),
    coverage: f.decimal('乡镇覆盖率', { derived: true, unit: '%', secrecy: 'public' }),
    results: f.rows('成效指标', {
      indicator: f.text('指标', { required: true }),
      before: f.decimal('实施前', { required: true }),
      after: f.decimal('实施后', { required: true }),
      unit: f.text('单位', { required: true }),
    }),
    outcome: f.choice('试点成效', ['取得实际成效', '没有成效', '证据不足'], { derived: true, secrecy: 'public' }),
    evaluation: f.files('评估材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['name', 'kind'],
  requiredWhen: { goal: row => !(PILOTS as readonly string[]).includes(row.kind) },
  check: row => {
    const names = row.covered.map(c => c.township)
    return new Set(names).size < names.length ? [{ where: 'covered', message: '同一乡镇登记了两次' }] : []
  },
  derive: row => {
    const done = sum(row.progress.map(p => p.area ?? '0'))
    return {
      pilot: (PILOTS as readonly string[]).includes(row.kind),
      doneArea: row.progress.length > 0 ? done : null,
      rate: row.progress.length > 0 ? rate(done, row.goal) : null,
      coverage: row.townships === null ? null : rate(String(row.covered.length), String(row.townships)),
      // Every figure has to be better than before; without figures nobody knows.
      outcome:
        row.results.length === 0
          ? '证据不足'
          : row.results.every(r => compareDecimals(r.after, r.before) < 0)
            ? '取得实际成效'
            : '没有成效',
    }
  },
  states: { planned: '已部署', running: '实施中', extended: '全面推行', finished: '已完成', stopped: '已终止' },
  initial: 'planned',
  ended: ['finished', 'stopped'],
  create: { by: BY },
  correct: { by: BY, in: ['planned', 'running', 'extended'] },
  relations: { lead: 'leadUnit' },
  transitions: {
    start: { label: '启动', from: ['planned'], to: 'running', by: ['lead', ...BY] },
    extend: {
      label: '试点转全面推行',
      from: ['running'],
      to: 'extended',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['evaluation'],
      evidence: ['evaluation'],
      refuse: row => [
        ...(row.pilot ? [] : [{ where: 'kind', message: '只有试点才需要转为全面推行' }]),
        ...(row.covered.length > 0 ? [] : [{ where: 'covered', message: '没有试点乡镇' }]),
      ],
    },
    finish: {
      label: '完成',
      from: ['running', 'extended'],
      to: 'finished',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['evaluation'],
      evidence: ['evaluation'],
      refuse: row => [
        ...(row.goal !== null && !(row.rate !== null && compareDecimals(row.rate, '100') >= 0)
          ? [{ where: 'progress', message: `面积完成率 ${row.rate ?? '没有数据'}，未到 100%` }]
          : []),
        ...(row.state === 'extended' && row.coverage !== '100.00'
          ? [{ where: 'covered', message: `乡镇覆盖率 ${row.coverage ?? '不知道'}，没有覆盖全部乡镇` }]
          : []),
        ...(row.pilot && row.state === 'running' && row.outcome !== '取得实际成效'
          ? [{ where: 'results', message: `试点成效为“${row.outcome}”` }]
          : []),
      ],
    },
    stop: {
      label: '终止',
      from: ['planned', 'running', 'extended'],
      to: 'stopped',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    report: {
      label: '报送推广或试点进展',
      clause: '年度计划',
      by: '牵头单位',
      while: ['running', 'extended'],
      every: 'half-year',
      met: { rows: 'progress', on: 'on' },
    },
    finish: {
      label: '按期完成推广或试点',
      clause: '年度计划',
      by: '牵头单位',
      while: ['planned', 'running', 'extended'],
      after: { field: 'due' },
      days: 0,
    },
  },
  publish: {
    fields: ['name', 'region', 'kind', 'doneArea', 'coverage', 'state'],
    in: ['running', 'extended', 'finished'],
  },
  list: ['name', 'region', 'kind', 'leadUnit', 'goal', 'doneArea', 'rate', 'coverage', 'due', 'state'],
  filters: ['region', 'state', 'kind', 'pilot', 'due'],
  search: ['name', 'note'],
  map: { geometry: 'extent', colourBy: 'kind' },
})
