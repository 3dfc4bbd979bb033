import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { METALS } from './metals.ts'
import { parameterOn } from './parameters.ts'
import { PLACE_KINDS } from './sensitive-place.ts'
import { EFFECTS, groupsOf } from './siting-rules.ts'

/** What the soil chapter of an environmental impact assessment says; one that lacks a part is not complete. */
const CHAPTER = ['土壤环境现状调查与评价', '土壤环境影响预测与评价', '土壤污染防治措施', '跟踪监测计划'] as const
const APPROVERS = ['生态环境@county', '生态环境@city', '行政审批@county', '行政审批@city'] as const

interface Value {
  point: string
  item: string
  value: string
  on: string
}

/** Each later value against the baseline of the same point and item; without a baseline there is nothing to say. */
export function baselineChanges(baseline: readonly Value[], later: readonly Value[], risePercent: number) {
  const newest = [...later].sort((a, b) => (a.on < b.on ? 1 : -1))
  return baseline.flatMap(b => {
    const now = newest.find(l => l.point === b.point && l.item === b.item)
    if (!now) return []
    const more = subtract(now.value, b.value)
    const share = percentage(more, b.value)
    const rise = share === 'not-applicable' ? null : share
    return [
      {
        point: b.point,
        item: b.item,
        baseline: b.value,
        latest: now.value,
        rise,
        // From nothing to something has no percentage and is worse all the same.
        worse: rise === null ? compareDecimals(more, '0') > 0 : compareDecimals(rise, String(risePercent)) > 0,
      },
    ]
  })
}

const VALUES = {
  point: f.text('点位', { required: true }),
  item: f.text('项目', { required: true }),
  value: f.decimal('含量', { required: true, unit: 'mg/kg', min: 0 }),
  on: f.day('采样日期', { required: true, past: true }),
}

/** 建设项目环境准入: where it may stand, what its assessment says of soil, its baseline, and the three "at the same time". */
export const constructionProject = defineRegister({
  id: 'construction-project',
  name: '建设项目土壤环境准入',
  module: 'M25',
  subject: 'organisation',
  basis: ['土壤污染防治法第十八条、第三十二条、第五十条', '建设项目环境保护管理条例第十五条'],
  purpose: '布局核查、目录比对、区域限批、环评土壤章节、土壤本底调查和三同时；不符合的不能批准或验收。',
  fields: {
    name: f.text('项目名称', { required: true, secrecy: 'public' }),
    nature: f.choice('建设性质', ['新建', '改建', '扩建'], { required: true, secrecy: 'public' }),
    industryCode: f.text('行业代码', {
      required: true,
      example: '3211',
      hint: 'GB/T 4754 中类或小类',
      secrecy: 'public',
    }),
    groups: f.texts('涉及的重点行业或设施', { derived: true, secrecy: 'public' }),
    processes: f.texts('主要工艺和设备', { hint: '与淘汰限制目录比对' }),
    location: f.point('位置', { secrecy: 'public' }),
    extent: f.polygon('用地范围'),
    discharges: f.choice('排放重点污染物', ['是', '否', '不清楚'], { required: true, secrecy: 'public' }),
    pollutants: f.texts('污染物'),
    metals: f.rows('新增重金属排放', {
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('新增量', { required: true, unit: 'kg/年', min: 0 }),
    }),
    substitution: f.ref('总量替代', 'emission-substitution', { indexed: true }),
    checkedOn: f.day('布局核查日期', { derived: true }),
    findings: f.rows(
      '核查意见',
      {
        rule: f.text('规则'),
        effect: f.choice('管控要求', EFFECTS),
        message: f.text('说明'),
        metres: f.decimal('实测距离', { unit: 'm' }),
        basis: f.text('依据'),
      },
      { derived: true },
    ),
    unknowns: f.texts('没有图层或台账、无法核查的', { derived: true }),
    verdict: f.choice('核查结论', ['禁止', '严格控制', '证据不足', '未见冲突'], { derived: true, secrecy: 'public' }),
    confirmedAbsent: f.choices('现场踏勘确认周边没有的', PLACE_KINDS, { hint: '没有登记图层的类别，须现场确认' }),
    fieldVisit: f.files('现场踏勘记录'),
    balanceNote: f.text('重金属排放趋势的说明', { hint: '台账不能说明区域排放趋势时填写依据' }),
    strictOpinion: f.files('严格控制论证意见', { hint: '核查结论为严格控制的项目，须有市级论证意见' }),
    chapter: f.choices('环评土壤章节', CHAPTER),
    chapterGaps: f.texts('土壤章节缺项', { derived: true }),
    eia: f.files('环境影响评价文件'),
    baseline: f.rows('土壤本底', VALUES),
    baselineReport: f.files('土壤本底调查报告'),
    baselineOn: f.day('本底调查日期', { derived: true }),
    later: f.rows('投产后土壤监测', VALUES),
    changes: f.rows(
      '与本底比较',
      {
        point: f.text('点位'),
        item: f.text('项目'),
        baseline: f.decimal('本底', { unit: 'mg/kg' }),
        latest: f.decimal('最近', { unit: 'mg/kg' }),
        rise: f.decimal('上升', { unit: '%' }),
        worse: f.boolean('明显上升'),
      },
      { derived: true },
    ),
    designedOn: f.day('主体工程设计完成'),
    builtOn: f.day('主体工程完工'),
    operatedOn: f.day('主体工程投产'),
    facilities: f.rows('土壤污染防治设施', {
      name: f.text('设施', { required: true }),
      designedOn: f.day('设计完成'),
      builtOn: f.day('完工'),
      operatedOn: f.day('投用'),
    }),
    threeGaps: f.texts('三同时问题', { derived: true }),
    approval: f.text('环评批复文号', { secrecy: 'public' }),
    approvedOn: f.day('批复日期', { secrecy: 'public', past: true }),
    acceptance: f.files('竣工环境保护验收材料'),
    acceptedOn: f.day('验收日期', { secrecy: 'public', past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'name'],
  visibleWhen: {
    approval: ['approved', 'built', 'accepted'],
    approvedOn: ['approved', 'built', 'accepted'],
    acceptedOn: ['accepted'],
  },
  requiredWhen: { approval: ['approved', 'built', 'accepted'], operatedOn: ['accepted'] },
  check: row => [
    ...(/^\d{3,4}$/.test(row.industryCode)
      ? []
      : [{ where: 'industryCode', message: `行业代码应为 3 或 4 位数字，现为“${row.industryCode}”` }]),
    ...(row.discharges === '否' && row.pollutants.length + row.metals.length > 0
      ? [{ where: 'discharges', message: '填了污染物，就不能写不排放重点污染物' }]
      : []),
    ...(row.confirmedAbsent.length > 0 && row.fieldVisit.length === 0
      ? [{ where: 'fieldVisit', message: '确认周边没有敏感目标的，须上传现场踏勘记录' }]
      : []),
  ],
  derive: row => {
    const late: string[] = []
    const pairs = [
      ['designedOn', '设计'],
      ['builtOn', '施工完成'],
      ['operatedOn', '投产使用'],
    ] as const
    if (row.discharges === '是' && row.facilities.length === 0) late.push('没有登记土壤污染防治设施')
    for (const facility of row.facilities)
      for (const [key, word] of pairs) {
        const main = row[key]
        if (!main) continue
        if (!facility[key]) late.push(`“${facility.name}”没有与主体工程同时${word}`)
        else if (facility[key] > main) late.push(`“${facility.name}”${word}（${facility[key]}）晚于主体工程（${main}）`)
      }
    const days = row.baseline.map(b => b.on).sort()
    return {
      groups: groupsOf(row.industryCode),
      chapterGaps: row.discharges === '否' ? [] : CHAPTER.filter(c => !row.chapter.includes(c)),
      baselineOn: days.at(-1) ?? null,
      changes: baselineChanges(row.baseline, row.later, parameterOn('siting.baselineRise', row.effective).value),
      threeGaps: late,
    }
  },
  states: {
    applied: '已申请',
    checked: '已核查',
    approved: '环评已批复',
    built: '已建成',
    accepted: '已验收',
    refused: '不予批准',
  },
  initial: 'applied',
  ended: ['refused'],
  create: { by: ['operator', ...APPROVERS] },
  correct: {
    by: ['operator', ...APPROVERS],
    in: ['applied', 'approved', 'built', 'accepted'],
    partyFields: [
      'name',
      'nature',
      'industryCode',
      'processes',
      'location',
      'extent',
      'discharges',
      'pollutants',
      'metals',
      'chapter',
      'eia',
      'baseline',
      'baselineReport',
      'later',
      'designedOn',
      'builtOn',
      'operatedOn',
      'facilities',
    ],
  },
  transitions: {
    check: {
      label: '布局核查',
      from: ['applied', 'checked'],
      to: 'checked',
      by: APPROVERS,
      asks: ['confirmedAbsent', 'fieldVisit'],
      refuse: row => (row.location || row.extent ? [] : [{ where: 'location', message: '没有项目位置，无法核查' }]),
    },
    reopen: {
      label: '退回修改',
      from: ['checked'],
      to: 'applied',
      by: APPROVERS,
      reason: 'required',
    },
    approve: {
      label: '批复环评',
      from: ['checked'],
      to: 'approved',
      by: APPROVERS,
      duty: 'reviewer',
      single: true,
      asks: ['approval', 'strictOpinion', 'balanceNote'],
      needs: ['approval'],
      refuse: row => [
        ...(row.eia.length > 0 ? [] : [{ where: 'eia', message: '没有环境影响评价文件' }]),
        ...row.chapterGaps.map(gap => ({ where: 'chapter', message: `环评的土壤环境影响评价缺“${gap}”` })),
        ...(row.discharges === '不清楚' ? [{ where: 'discharges', message: '是否排放重点污染物不清楚' }] : []),
        ...(row.discharges !== '否' && row.baseline.length === 0
          ? [{ where: 'baseline', message: '没有开展土壤环境本底调查' }]
          : []),
        ...(row.discharges !== '否' && row.baselineReport.length === 0
          ? [{ where: 'baselineReport', message: '没有土壤本底调查报告' }]
          : []),
      ],
      sets: (_, { effective }) => ({ approvedOn: effective }),
    },
    refuse: {
      label: '不予批准',
      from: ['applied', 'checked'],
      to: 'refused',
      by: APPROVERS,
      duty: 'reviewer',
      reason: 'required',
    },
    build: {
      label: '建成',
      from: ['approved'],
      to: 'built',
      by: ['operator', ...APPROVERS],
      asks: ['designedOn', 'builtOn', 'facilities'],
      needs: ['designedOn', 'builtOn'],
    },
    accept: {
      label: '竣工环境保护验收',
      from: ['built'],
      to: 'accepted',
      by: APPROVERS,
      duty: 'reviewer',
      single: true,
      asks: ['operatedOn', 'acceptance'],
      needs: ['operatedOn'],
      evidence: ['acceptance'],
      refuse: row => row.threeGaps.map(message => ({ where: 'facilities', message })),
      sets: (_, { effective }) => ({ acceptedOn: effective }),
    },
  },
  duties: {
    follow: {
      label: '投产后土壤跟踪监测',
      clause: '土壤污染防治法第十八条；环评跟踪监测计划',
      by: '企业',
      while: ['accepted'],
      when: row => row.discharges === '是',
      every: 'year',
      met: { rows: 'later', on: 'on' },
    },
  },
  publish: {
    fields: ['name', 'subject', 'region', 'nature', 'industryCode', 'verdict', 'approval', 'approvedOn', 'acceptedOn'],
    in: ['approved', 'built', 'accepted'],
  },
  list: ['name', 'subject', 'region', 'industryCode', 'discharges', 'verdict', 'checkedOn', 'approvedOn', 'state'],
  filters: ['region', 'state', 'verdict', 'discharges', 'nature'],
  search: ['name', 'approval', 'note'],
  map: { geometry: 'location', colourBy: 'verdict' },
})
