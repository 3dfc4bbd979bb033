import { f } from '@jingtu/core/field.ts'
import { type Area, compareDecimals, convertArea, subtract, sum } from '@jingtu/core/measure.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import {
  type Adjustment,
  checkAdjustment,
  EVIDENCE,
  TRIGGERS,
} from '@jingtu/standards/farmland-classification-2019/adjustment.ts'
import { CLASSES, rankOf } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { classifyRows, GRADE_CLASS, GRADES, guideOn } from './farmland-rule.ts'

const OPEN = [...CLASSES, '证据不足'] as const
const ELEMENTS = {
  cadmium: f.text('镉', { hint: 'mg/kg，可写 <0.01' }),
  mercury: f.text('汞'),
  arsenic: f.text('砷'),
  lead: f.text('铅'),
  chromium: f.text('铬'),
}

/** What an adjustment still lacks; before the approval the province's part is not asked for. */
function faults(
  row: Parameters<typeof adjustmentOf>[0] & { effective: string },
  effective: string | null,
): { where: string; message: string }[] {
  const current = row.class ? { class: row.class, from: row.classFrom ?? '', basis: '', recordedAt: '' } : null
  const fields: Record<string, string> = {
    原类别: 'class',
    新类别: 'newClass',
    证据: 'evidence',
    逐年结果: 'years',
    触发情形: 'trigger',
    重新评价: 'points',
    专家意见: 'expertOpinion',
    县级上报: 'countyReport',
    省级审定: 'approval',
  }
  return checkAdjustment(adjustmentOf(row, effective), current, guideOn(row.effective))
    .map(r => (typeof r === 'string' ? { where: 'newClass', message: r } : r))
    .filter(r => effective !== null || (r.where !== '省级审定' && r.where !== '生效日期'))
    .map(r => ({ where: fields[r.where ?? ''] ?? 'newClass', message: r.message }))
}

function adjustmentOf(
  row: {
    id: string
    class: Adjustment['from'] | null
    classFrom: string | null
    newClass: Adjustment['to'] | null
    trigger: Adjustment['trigger'] | null
    evidence: { kind: string | null; reference: string | null }[]
    years: { year: number; compliant: boolean | null }[]
    suggested: Adjustment['reassessed'] | null
    expertOpinion: string | null
    expertOn: string | null
    countyReport: string | null
    countyReportOn: string | null
    approval: string | null
    approvedOn: string | null
  },
  effective: string | null,
): Adjustment {
  const dated = (text: string | null, on: string | null) => (text && on ? { text, on } : null)
  const expert = dated(row.expertOpinion, row.expertOn)
  const county = dated(row.countyReport, row.countyReportOn)
  // Until the province has decided, the approval on the row is that of the class in force.
  const province = effective === null ? null : dated(row.approval, row.approvedOn)
  return {
    unit: row.id,
    from: row.class ?? '优先保护类',
    to: row.newClass ?? row.class ?? '优先保护类',
    trigger: row.trigger ?? '新增监测数据',
    evidence: row.evidence.map(e => ({ kind: e.kind ?? '', reference: e.reference ?? '' })),
    ...(row.suggested ? { reassessed: row.suggested } : {}),
    years: row.years,
    expert: expert && { opinion: expert.text, on: expert.on },
    countyReport: county && { reference: county.text, on: county.on },
    approval: province && { reference: province.text, on: province.on },
    effective,
  }
}

const areaInMu = (area: Area): string => convertArea(area.value, area.unit, '亩')!

/** What has left with approval belongs to the unit no more. */
const netArea = (row: { area: Area; removals: readonly { area: string }[] }): string => {
  const left = subtract(areaInMu(row.area), sum(row.removals.map(r => r.area)))
  return compareDecimals(left, '0') < 0 ? '0' : left
}

/** What a decided case leaves empty for the next one. */
const CLEARED = {
  newClass: null,
  trigger: null,
  evidence: [],
  years: [],
  expertOpinion: null,
  expertOn: null,
  countyReport: null,
  countyReportOn: null,
} as const

/** 农用地土壤环境质量类别: soil step, product step, experts, county, province; then adjusted, every class with its days. */
export const farmlandClass = defineRegister({
  id: 'farmland-class',
  name: '农用地土壤环境质量类别清单',
  module: 'M05',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第四十九条', '农用地土壤环境质量类别划分技术指南（环办土壤〔2019〕53号）'],
  purpose: '评价单元的类别划分、审定和动态调整；每个类别自生效之日起有效，直到下一个。',
  fields: {
    village: f.ref('所在村', 'village', { indexed: true, secrecy: 'public' }),
    area: f.area('面积', { required: true, indexed: true, secrecy: 'public' }),
    landUse: f.choice('利用方式', ['水田', '水旱轮作', '旱地', '果园', '茶园', '其他园地', '林地', '草地', '其他'], {
      required: true,
    }),
    crop: f.text('主要作物'),
    extent: f.polygon('图斑范围', { hint: '分类图上的范围；划出部分后与评价单元的范围不同' }),
    points: f.rows('土壤点位', {
      point: f.text('点位', { required: true }),
      on: f.day('采样日期', { required: true, past: true }),
      pH: f.text('pH', { required: true }),
      ...ELEMENTS,
      beside: f.texts('相邻点位', { hint: '相邻的超标点位作为连片划出' }),
    }),
    products: f.rows('农产品样品', {
      sample: f.text('样品', { required: true }),
      on: f.day('采样日期', { required: true, past: true }),
      crop: f.text('作物', { required: true }),
      ...ELEMENTS,
    }),
    soilClass: f.choice('土壤评价类别', OPEN, { derived: true }),
    suggested: f.choice('农产品辅助判定后的类别', OPEN, { derived: true }),
    grounds: f.texts('判定依据', { derived: true }),
    cutOuts: f.texts('应划出的部分', { derived: true }),
    grade: f.choice('土壤污染程度', GRADES, { hint: '没有点位明细的，按详查结果填写' }),
    gradeClass: f.choice('按污染程度对应的类别', CLASSES, { derived: true }),
    newClass: f.choice('拟定类别', CLASSES),
    trigger: f.choice('调整情形', TRIGGERS),
    evidence: f.rows('调整证据', {
      kind: f.choice('材料', [...new Set(Object.values(EVIDENCE).flat())], { required: true }),
      reference: f.text('编号或名称', { required: true }),
      files: f.files('材料文件'),
    }),
    years: f.rows('逐年农产品达标', {
      year: f.integer('年度', { required: true, min: 2010, max: 2200 }),
      compliant: f.boolean('全部达标', { hint: '没有结果就空着' }),
    }),
    experts: f.texts('专家'),
    expertOpinion: f.text('专家意见', { long: true }),
    expertOn: f.day('专家意见日期', { past: true }),
    countyReport: f.text('县级上报文件'),
    countyReportOn: f.day('县级上报日期', { past: true }),
    approval: f.text('省级人民政府审定文号', { secrecy: 'public' }),
    approvedOn: f.day('审定日期', { past: true }),
    approvalFiles: f.files('审定文件'),
    class: f.choice('现行类别', CLASSES, { secrecy: 'public' }),
    classFrom: f.day('现行类别生效日期', { secrecy: 'public' }),
    versions: f.rows('类别沿革', {
      class: f.choice('类别', CLASSES, { required: true }),
      grade: f.choice('污染程度', GRADES),
      from: f.day('生效日期', { required: true }),
      basis: f.text('依据', { required: true }),
      recordedOn: f.day('记载日期', { required: true, past: true }),
    }),
    alerts: f.rows('不合格粮食批次通报', {
      lot: f.ref('粮食批次', 'grain-lot', { required: true }),
      on: f.day('日期', { required: true, past: true }),
      exceeded: f.texts('超标项目'),
    }),
    permanentArea: f.area('其中永久基本农田面积', { secrecy: 'public' }),
    permanentOn: f.day('划入永久基本农田日期', { past: true }),
    permanentDocument: f.text('划定文件'),
    removals: f.rows('经批准退出的面积', {
      kind: f.choice('原因', ['建设占用', '退耕还林还草'], { required: true }),
      area: f.decimal('面积', { required: true, unit: '亩', min: 0 }),
      approvedOn: f.day('批准日期', { required: true, past: true }),
      document: f.text('批准文号', { required: true }),
    }),
    netArea: f.decimal('计入核算的面积', { derived: true, unit: '亩' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    newClass: ['preliminary', 'reported', 'adjusting', 'adjustmentReported'],
    trigger: ['adjusting', 'adjustmentReported'],
    class: ['inForce', 'adjusting', 'adjustmentReported'],
  },
  check: row =>
    row.gradeClass && row.soilClass && row.soilClass !== '证据不足' && row.gradeClass !== row.soilClass
      ? [{ where: 'grade', message: `“${row.grade}”对应${row.gradeClass}，点位评价为${row.soilClass}，请核对` }]
      : [],
  derive: row => {
    const gradeClass = row.grade ? GRADE_CLASS[row.grade] : null
    const ruled = row.points.length > 0 ? classifyRows(row) : null
    return {
      soilClass: ruled?.soil ?? null,
      suggested: ruled?.suggested ?? gradeClass,
      grounds: ruled?.grounds ?? (row.grade ? [`污染程度“${row.grade}”`] : []),
      cutOuts: ruled?.cutOuts ?? [],
      gradeClass,
      netArea: netArea(row),
    }
  },
  states: {
    unclassified: '未划分',
    preliminary: '初步划分',
    reported: '已上报审定',
    inForce: '已生效',
    adjusting: '调整中',
    adjustmentReported: '调整已上报审定',
    retired: '已退出',
  },
  initial: 'unclassified',
  ended: ['retired'],
  create: { by: ['农业农村@county', '农业农村@city', '生态环境@county'] },
  correct: {
    by: ['农业农村@county', '农业农村@city', '生态环境@county'],
    in: ['unclassified', 'preliminary', 'adjusting'],
  },
  transitions: {
    classify: {
      label: '初步划分',
      from: ['unclassified'],
      to: 'preliminary',
      by: ['农业农村@county', '生态环境@county'],
      asks: ['newClass', 'experts', 'expertOpinion', 'expertOn'],
      needs: ['newClass', 'expertOpinion', 'expertOn'],
      refuse: row => noMilder(row),
    },
    report: {
      label: '上报审定',
      from: ['preliminary'],
      to: 'reported',
      by: ['农业农村@county'],
      duty: 'reviewer',
      asks: ['countyReport', 'countyReportOn'],
      needs: ['countyReport', 'countyReportOn'],
      refuse: row => noMilder(row),
    },
    approve: {
      label: '审定生效',
      from: ['reported'],
      to: 'inForce',
      by: ['政府@province', '农业农村@province'],
      duty: 'reviewer',
      asks: ['approval', 'approvedOn', 'approvalFiles'],
      needs: ['approval', 'approvedOn'],
      evidence: ['approvalFiles'],
      refuse: (row, { effective }) => [
        ...((row.approvedOn ?? '') > effective
          ? [{ where: 'approvedOn', message: `审定日期晚于生效日期 ${effective}` }]
          : []),
        ...(row.approvedOn && row.countyReportOn && row.approvedOn < row.countyReportOn
          ? [{ where: 'approvedOn', message: '审定日期早于县级上报' }]
          : []),
      ],
      sets: (row, { effective, today }) => inForce(row, '类别划分', effective, today),
    },
    sendBack: {
      label: '退回',
      from: ['reported'],
      to: 'preliminary',
      by: ['政府@province', '农业农村@province', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    propose: {
      label: '提出动态调整',
      from: ['inForce'],
      to: 'adjusting',
      by: ['农业农村@county'],
      reason: 'required',
      asks: ['newClass', 'trigger'],
      needs: ['newClass', 'trigger'],
      refuse: row =>
        row.newClass && row.class && rankOf(row.class) - rankOf(row.newClass) > 1
          ? [{ where: 'newClass', message: '一次最多改善一级' }]
          : [],
    },
    reportAdjustment: {
      label: '上报调整',
      from: ['adjusting'],
      to: 'adjustmentReported',
      by: ['农业农村@county'],
      duty: 'reviewer',
      asks: ['evidence', 'years', 'experts', 'expertOpinion', 'expertOn', 'countyReport', 'countyReportOn'],
      refuse: row => faults(row, null),
    },
    approveAdjustment: {
      label: '批准调整',
      from: ['adjustmentReported'],
      to: 'inForce',
      by: ['政府@province', '农业农村@province'],
      duty: 'reviewer',
      asks: ['approval', 'approvedOn', 'approvalFiles'],
      needs: ['approval', 'approvedOn'],
      evidence: ['approvalFiles'],
      refuse: (row, { effective }) => [
        ...faults(row, effective),
        ...(effective <= (row.classFrom ?? '')
          ? [{ where: 'effective', message: `生效日期须晚于现行类别的生效日期 ${row.classFrom}` }]
          : []),
      ],
      sets: (row, { effective, today }) => inForce(row, `动态调整（${row.trigger}）`, effective, today),
    },
    rejectAdjustment: {
      label: '不予调整',
      from: ['adjusting', 'adjustmentReported'],
      to: 'inForce',
      by: ['政府@province', '农业农村@province', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => CLEARED,
    },
    designate: {
      label: '登记划入永久基本农田',
      from: ['inForce'],
      to: 'inForce',
      by: ['自然资源@county', '农业农村@county'],
      duty: 'reviewer',
      asks: ['permanentArea', 'permanentOn', 'permanentDocument'],
      needs: ['permanentArea', 'permanentOn', 'permanentDocument'],
      refuse: row => [
        ...(row.class === '优先保护类'
          ? []
          : [{ where: 'class', message: `现为${row.class}，只有优先保护类符合划入条件` }]),
        ...(row.permanentArea && compareDecimals(areaInMu(row.permanentArea), netArea(row)) > 0
          ? [
              {
                where: 'permanentArea',
                message: `${areaInMu(row.permanentArea)} 亩大于单元现有面积 ${netArea(row)} 亩`,
              },
            ]
          : []),
      ],
    },
    retire: {
      label: '退出清单',
      from: ['unclassified', 'inForce'],
      to: 'retired',
      by: ['农业农村@county'],
      duty: 'reviewer',
      reason: 'required',
      single: true,
    },
  },
  publish: { fields: ['subject', 'region', 'village', 'area', 'class', 'classFrom', 'approval'], in: ['inForce'] },
  list: ['subject', 'region', 'village', 'area', 'class', 'classFrom', 'suggested', 'newClass', 'state'],
  filters: ['region', 'state', 'class', 'grade', 'landUse', 'village', 'suggested', 'trigger'],
  search: ['approval', 'crop', 'note'],
  map: { geometry: 'extent', colourBy: 'class' },
})

type Decided = {
  class: (typeof CLASSES)[number] | null
  newClass: (typeof CLASSES)[number] | null
  grade: (typeof GRADES)[number] | null
  approval: string | null
}

function inForce<V>(row: Decided & { versions: V[] }, how: string, from: string, today: string) {
  const next = { class: row.newClass!, grade: row.grade, from, basis: `${how}：${row.approval}`, recordedOn: today }
  return { ...CLEARED, class: row.newClass, classFrom: from, versions: [...row.versions, next as V] }
}

/** Experts may be stricter than the rule, never milder, and nobody decides on nothing. */
function noMilder(row: Pick<Decided, 'newClass'> & { suggested: (typeof OPEN)[number] | null; grounds: string[] }) {
  if (row.suggested === null) return [{ where: 'points', message: '没有点位结果，也没有土壤污染程度，不能划分' }]
  if (row.suggested === '证据不足') return [{ where: 'points', message: `按规则证据不足：${row.grounds.join('；')}` }]
  return row.newClass && rankOf(row.newClass) < rankOf(row.suggested)
    ? [{ where: 'newClass', message: `规则判定为${row.suggested}，专家意见不能放宽为${row.newClass}` }]
    : []
}

export type FarmlandClassRow = RowOf<typeof farmlandClass>
