import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'
import { OBJECTS_1209 } from './self-monitoring-plan.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

interface Expected {
  unit: string | null
  object: string | null
  times: number | null
}
interface Campaign {
  unit: string
  object: string
  on: string
}

/** Campaigns of the year that were made of those the plan asks for, each unit and object by itself. */
const madeOf = (e: Expected, campaigns: readonly Campaign[], year: number): number =>
  campaigns.filter(c => c.unit === e.unit && c.object === e.object && c.on.startsWith(`${year}-`)).length

/** 年度自行监测: what the plan asks of a year, what was done, the report filed, and what the public is told. */
export const selfMonitoringYear = defineRegister({
  id: 'self-monitoring-year',
  name: '年度自行监测与信息公开',
  module: 'M10',
  subject: 'organisation',
  basis: ['土壤污染防治法第二十一条', '工业企业土壤和地下水自行监测 技术指南（试行）（HJ 1209-2021）'],
  purpose: '按方案应做与已做的监测、年度报告备案、数据上传和五项信息公开；超标即成线索。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    plan: f.ref('依据的方案', 'self-monitoring-plan', { required: true, indexed: true }),
    expected: f.rows(
      '应做监测',
      {
        unit: f.text('单元'),
        object: f.choice('对象', OBJECTS_1209),
        times: f.integer('次数'),
        why: f.text('依据'),
      },
      { derived: true },
    ),
    campaigns: f.rows('已做监测', {
      unit: f.text('单元编号', { required: true }),
      object: f.choice('对象', OBJECTS_1209, { required: true }),
      on: f.day('采样日期', { required: true, past: true }),
      batch: f.ref('检测数据批次', 'import-batch'),
      exceeded: f.boolean('有超标', { hint: '还没有结论就空着' }),
      items: f.text('超标项目'),
      report: f.files('检测报告'),
    }),
    gaps: f.texts('缺做的监测', { derived: true }),
    done: f.decimal('完成率', { derived: true, unit: '%' }),
    exceedances: f.integer('超标次数', { derived: true, unit: '次' }),
    unjudged: f.integer('没有结论的监测', { derived: true, unit: '次' }),
    report: f.files('年度土壤环境质量状况报告'),
    reportDue: f.day('报告备案期限', { derived: true }),
    reportFiledOn: f.day('报告备案日期', { secrecy: 'public', past: true }),
    platform: f.text('数据上传平台'),
    uploadedOn: f.day('数据上传日期', { past: true }),
    uploaded: f.choice('上传情况', ['未上传', '已上传', '逾期上传'], { derived: true }),
    pollutants: f.rows(
      '公开的排放信息',
      {
        name: f.text('污染物名称', { required: true }),
        way: f.text('排放方式', { required: true }),
        concentration: f.text('排放浓度', { required: true }),
        total: f.text('排放总量', { required: true }),
        facilities: f.text('污染防治设施建设运行情况', { required: true }),
      },
      { secrecy: 'public' },
    ),
    publishedAt: f.text('公开网址', { secrecy: 'public' }),
    publishedOn: f.day('公开日期', { secrecy: 'public', past: true }),
    checkedOn: f.day('核查日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  check: row => [
    ...row.campaigns.flatMap((c, i) => [
      ...(c.exceeded === true && !c.items?.trim()
        ? [{ where: `campaigns.${i}.items`, message: `“已做监测”第${i + 1}行：有超标的须写明超标项目` }]
        : []),
      ...(c.on.startsWith(`${row.year}-`)
        ? []
        : [{ where: `campaigns.${i}.on`, message: `“已做监测”第${i + 1}行：采样日期不在 ${row.year} 年` }]),
    ]),
    ...(row.publishedAt && !/^https?:\/\/\S+$/.test(row.publishedAt)
      ? [{ where: 'publishedAt', message: '公开网址应以 http:// 或 https:// 开头' }]
      : []),
  ],
  derive: row => {
    const asked = row.expected.reduce((n, e) => n + (e.times ?? 0), 0)
    const made = row.expected.reduce((n, e) => n + Math.min(e.times ?? 0, madeOf(e, row.campaigns, row.year)), 0)
    const reportDue = addDays(`${row.year}-12-31`, parameterOn('selfMonitoring.days', `${row.year}-12-31`).value)
    return {
      gaps: row.expected.flatMap(e => {
        const n = madeOf(e, row.campaigns, row.year)
        return n < (e.times ?? 0) ? [`${e.unit} ${e.object}：应 ${e.times} 次，已做 ${n} 次`] : []
      }),
      done: asked > 0 ? percentage(String(made), String(asked)) : null,
      exceedances: row.campaigns.filter(c => c.exceeded === true).length,
      unjudged: row.campaigns.filter(c => c.exceeded === null).length,
      reportDue,
      uploaded: !row.uploadedOn ? '未上传' : row.uploadedOn > reportDue ? '逾期上传' : '已上传',
    }
  },
  states: { planned: '监测中', filed: '报告已备案', disclosed: '已公开', checked: '已核查' },
  initial: 'planned',
  create: { by: ['operator', ...ECOLOGY] },
  correct: { by: ['operator', ...ECOLOGY], in: ['planned'], partyFields: ['campaigns', 'note'] },
  transitions: {
    file: {
      label: '报送年度报告备案',
      from: ['planned'],
      to: 'filed',
      by: ['operator', ...ECOLOGY],
      asks: ['report'],
      evidence: ['report'],
      refuse: row => [
        ...(row.expected.length > 0
          ? []
          : [{ where: 'expected', message: '所依据的方案还没有备案，不能判断监测是否做全' }]),
        ...row.gaps.map(message => ({ where: 'campaigns', message })),
        ...(row.unjudged ? [{ where: 'campaigns', message: `还有 ${row.unjudged} 次监测没有是否超标的结论` }] : []),
      ],
      sets: (_, { effective }) => ({ reportFiledOn: effective }),
    },
    upload: {
      label: '登记数据上传',
      from: ['filed'],
      to: 'filed',
      by: ['operator', ...ECOLOGY],
      asks: ['platform', 'uploadedOn'],
      needs: ['platform', 'uploadedOn'],
    },
    disclose: {
      label: '向社会公开',
      from: ['filed', 'disclosed'],
      to: 'disclosed',
      by: ['operator', ...ECOLOGY],
      asks: ['pollutants', 'publishedAt', 'publishedOn'],
      needs: ['pollutants', 'publishedAt', 'publishedOn'],
    },
    uploadLate: {
      label: '公开后补登数据上传',
      from: ['disclosed'],
      to: 'disclosed',
      by: ['operator', ...ECOLOGY],
      asks: ['platform', 'uploadedOn'],
      needs: ['platform', 'uploadedOn'],
    },
    check: {
      label: '核查通过',
      from: ['disclosed'],
      to: 'checked',
      by: ECOLOGY,
      duty: 'reviewer',
      refuse: row => (row.uploadedOn ? [] : [{ where: 'uploadedOn', message: '监测数据还没有上传平台' }]),
      sets: (_, { effective }) => ({ checkedOn: effective }),
    },
    sendBack: {
      label: '退回补充',
      from: ['filed', 'disclosed'],
      to: 'planned',
      by: ECOLOGY,
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ reportFiledOn: null, publishedOn: null }),
    },
  },
  duties: {
    report: {
      label: '报送年度自行监测报告',
      clause: '土壤污染防治法第二十一条第二款第三项；年度计划',
      by: '企业',
      clue: true,
      while: ['planned', 'filed', 'disclosed', 'checked'],
      after: { field: 'reportDue' },
      days: 0,
      met: { field: 'reportFiledOn' },
    },
    disclosure: {
      label: '公开自行监测结果和排放信息',
      clause: '土壤污染防治法第二十一条；年度计划',
      by: '企业',
      clue: true,
      while: ['planned', 'filed', 'disclosed', 'checked'],
      after: { field: 'reportDue' },
      days: 0,
      met: { field: 'publishedOn' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'year', 'reportFiledOn', 'pollutants', 'publishedAt', 'publishedOn'],
    in: ['disclosed', 'checked'],
  },
  list: ['subject', 'region', 'year', 'done', 'exceedances', 'reportFiledOn', 'uploaded', 'publishedOn', 'state'],
  filters: ['region', 'state', 'year', 'uploaded', 'publishedOn'],
  search: ['note'],
  sort: '-year',
})
