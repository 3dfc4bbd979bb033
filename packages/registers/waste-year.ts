import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const tonnes = { unit: '吨', min: 0 } as const

const rate = (part: string | null, whole: string | null): string | null => {
  if (part === null || whole === null) return null
  const share = percentage(part, whole)
  return share === 'not-applicable' ? null : share
}

/** Part above whole, said of the field that is wrong; unknown figures say nothing. */
const over = (part: string | null, whole: string | null, where: string, message: string) =>
  part !== null && whole !== null && compareDecimals(part, whole) > 0 ? [{ where, message }] : []

/** 固体废物年度统计: what a place produced, used, treated and took in from outside in a year, with rates, gaps and the cap. */
export const wasteYear = defineRegister({
  id: 'waste-year',
  name: '固体废物年度统计',
  module: 'M17',
  basis: ['固体废物污染环境防治法第二十九条、第七十六条', '年度工作方案'],
  purpose: '大宗固废、焚烧炉渣、危险废物、医疗废物的产生和利用处置，处置能力缺口和外来危险废物控制量。',
  fields: {
    year: f.integer('年度', { required: true, min: 2000, max: 2200, secrecy: 'public' }),
    source: f.unit('数据来源部门', { required: true, indexed: true }),
    bulk: f.rows('大宗固体废物', {
      kind: f.choice(
        '种类',
        ['煤矸石', '粉煤灰', '尾矿', '冶炼渣', '脱硫石膏', '工业副产石膏', '赤泥', '炉渣', '其他'],
        {
          required: true,
        },
      ),
      produced: f.decimal('产生量', tonnes),
      used: f.decimal('综合利用量', tonnes),
      fromStock: f.decimal('其中利用往年贮存量', tonnes),
    }),
    bulkProduced: f.decimal('大宗固废产生量', { derived: true, unit: '吨' }),
    bulkUsed: f.decimal('大宗固废综合利用量', { derived: true, unit: '吨' }),
    bulkStockUsed: f.decimal('其中利用往年贮存量', { derived: true, unit: '吨' }),
    bulkBase: f.decimal('产生量与利用往年贮存量之和', { derived: true, unit: '吨' }),
    bulkRate: f.decimal('大宗固废综合利用率', { derived: true, unit: '%', secrecy: 'public' }),
    slagProduced: f.decimal('生活垃圾焚烧炉渣产生量', tonnes),
    slagUsed: f.decimal('焚烧炉渣综合利用量', tonnes),
    slagCapacity: f.decimal('炉渣综合利用能力', { unit: '吨/年', min: 0 }),
    slagRate: f.decimal('焚烧炉渣综合利用率', { derived: true, unit: '%' }),
    hazardousProduced: f.decimal('危险废物产生量', tonnes),
    hazardousHandled: f.decimal('危险废物利用处置量', tonnes),
    hazardousRate: f.decimal('危险废物利用处置率', { derived: true, unit: '%', secrecy: 'public' }),
    capacities: f.rows('危险废物利用处置能力', {
      category: f.text('废物类别', { required: true, hint: 'HW31' }),
      produced: f.decimal('区域产生量', { required: true, ...tonnes }),
      capacity: f.decimal('许可能力', { required: true, unit: '吨/年', min: 0 }),
    }),
    gaps: f.rows(
      '能力缺口',
      { category: f.text('废物类别'), short: f.decimal('缺口', { unit: '吨' }) },
      { derived: true },
    ),
    inTransfer: f.decimal('外来危险废物转入量', tonnes),
    inCap: f.decimal('外来危险废物控制量', tonnes),
    inAlarm: f.choice('外来危险废物', ['控制内', '接近控制量', '超过控制量', '证据不足'], { derived: true }),
    medical: f.rows('医疗废物', {
      institution: f.text('医疗机构', { required: true }),
      produced: f.decimal('产生量', { unit: 'kg', min: 0 }),
      collected: f.decimal('集中收集处置量', { unit: 'kg', min: 0 }),
    }),
    medicalProduced: f.decimal('医疗废物产生量', { derived: true, unit: 'kg' }),
    medicalCollected: f.decimal('医疗废物集中收集处置量', { derived: true, unit: 'kg' }),
    medicalRate: f.decimal('医疗废物集中处置率', { derived: true, unit: '%', secrecy: 'public' }),
    medicalRates: f.rows(
      '各机构集中处置率',
      { institution: f.text('医疗机构'), rate: f.decimal('集中处置率', { unit: '%' }) },
      { derived: true },
    ),
    files: f.files('统计台账'),
    note: f.text('备注', { long: true }),
  },
  key: ['year'],
  check: row => [
    ...row.bulk.flatMap(b => over(b.fromStock, b.used, 'bulk', `${b.kind}利用的往年贮存量大于综合利用量`)),
    ...row.bulk
      .filter(b => b.used !== null && b.produced !== null)
      .flatMap(b =>
        over(b.used, add(b.produced!, b.fromStock ?? '0'), 'bulk', `${b.kind}综合利用量大于产生量与往年贮存量之和`),
      ),
    ...over(row.slagUsed, row.slagProduced, 'slagUsed', '焚烧炉渣综合利用量大于产生量'),
    ...row.medical.flatMap(m => over(m.collected, m.produced, 'medical', `${m.institution}集中处置量大于产生量`)),
  ],
  derive: row => {
    const total = (values: (string | null)[]): string | null =>
      values.length === 0 || values.some(v => v === null) ? null : sum(values as string[])
    const bulkProduced = total(row.bulk.map(b => b.produced))
    const bulkUsed = total(row.bulk.map(b => b.used))
    const bulkStockUsed = total(row.bulk.map(b => b.fromStock ?? '0'))
    const bulkBase = bulkProduced === null || bulkStockUsed === null ? null : add(bulkProduced, bulkStockUsed)
    const medicalProduced = total(row.medical.map(m => m.produced))
    const medicalCollected = total(row.medical.map(m => m.collected))
    const filled = rate(row.inTransfer, row.inCap)
    return {
      bulkProduced,
      bulkUsed,
      bulkStockUsed,
      bulkBase,
      bulkRate: rate(bulkUsed, bulkBase),
      slagRate: rate(row.slagUsed, row.slagProduced),
      hazardousRate: rate(row.hazardousHandled, row.hazardousProduced),
      gaps: row.capacities
        .filter(c => compareDecimals(c.produced, c.capacity) > 0)
        .map(c => ({ category: c.category, short: subtract(c.produced, c.capacity) })),
      inAlarm:
        row.inTransfer === null || row.inCap === null
          ? '证据不足'
          : compareDecimals(row.inTransfer, row.inCap) > 0
            ? '超过控制量'
            : filled !== null &&
                compareDecimals(filled, String(parameterOn('waste.capWarning', `${row.year}-12-31`).value)) >= 0
              ? '接近控制量'
              : '控制内',
      medicalProduced,
      medicalCollected,
      medicalRate: rate(medicalCollected, medicalProduced),
      medicalRates: row.medical.map(m => ({ institution: m.institution, rate: rate(m.collected, m.produced) })),
    }
  },
  states: { draft: '填报中', submitted: '待审核', accepted: '已审核' },
  initial: 'draft',
  create: { by: ['生态环境@county', '生态环境@city', '住房城乡建设@county', '卫生健康@county', '工业和信息化@county'] },
  correct: {
    by: ['生态环境@county', '生态环境@city', '住房城乡建设@county', '卫生健康@county', '工业和信息化@county'],
    in: ['draft'],
  },
  transitions: {
    submit: { label: '提交', from: ['draft'], to: 'submitted', by: ['生态环境@county', '生态环境@city'] },
    accept: {
      label: '审核通过',
      from: ['submitted'],
      to: 'accepted',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
    },
    sendBack: {
      label: '退回',
      from: ['submitted', 'accepted'],
      to: 'draft',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  publish: { fields: ['region', 'year', 'bulkRate', 'hazardousRate', 'medicalRate'], in: ['accepted'] },
  list: ['region', 'year', 'bulkRate', 'slagRate', 'hazardousRate', 'medicalRate', 'inAlarm', 'state'],
  filters: ['region', 'state', 'year', 'inAlarm'],
  search: ['note'],
})
