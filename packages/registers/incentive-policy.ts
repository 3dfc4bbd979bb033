import { f } from '@jingtu/core/field.ts'
import { compareDecimals, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** What an applicant must be by other lists; each is looked up when the application is examined. */
export const CONDITIONS = [
  '信用绿牌或蓝牌',
  '淘汰退出已经核查',
  '清洁生产审核已验收',
  '不在限期整改',
  '没有未结的落后产能',
] as const
const KEEPERS = [
  '财政@county',
  '财政@city',
  '工业和信息化@county',
  '工业和信息化@city',
  '农业农村@county',
  '农业农村@city',
  '生态环境@county',
  '生态环境@city',
  '政府@county',
  '政府@city',
] as const

/** 激励政策: what is offered to whom, on which conditions, out of how much; it is used up by what is granted. */
export const incentivePolicy = defineRegister({
  id: 'incentive-policy',
  name: '环境经济激励政策',
  module: 'M25',
  basis: ['土壤污染防治法第七十四条', '县级土壤污染防治工作方案'],
  purpose: '领跑者、技术改造、资源化利用、淘汰奖补、信贷和上市融资支持的条件、额度和期限。',
  fields: {
    title: f.text('政策名称', { required: true, secrecy: 'public' }),
    kind: f.choice(
      '类型',
      [
        '环保领跑者',
        '专项建设基金',
        '技术改造补助',
        '有机肥生产',
        '废旧农膜综合利用',
        '农药包装回收处理',
        '淘汰退出奖补',
        '信贷支持',
        '上市融资',
        '其他',
      ],
      { required: true, secrecy: 'public' },
    ),
    document: f.text('文件', { required: true, secrecy: 'public' }),
    industries: f.texts('适用行业代码', { secrecy: 'public', hint: '不填即不限行业' }),
    conditions: f.choices('条件', CONDITIONS, { secrecy: 'public' }),
    benchmarks: f.rows(
      '领跑指标',
      {
        name: f.text('指标', { required: true }),
        better: f.choice('方向', ['不高于', '不低于'], { required: true }),
        value: f.decimal('基准', { required: true }),
        unit: f.text('单位'),
      },
      { secrecy: 'public' },
    ),
    validFrom: f.day('起始日期', { required: true, secrecy: 'public' }),
    validUntil: f.day('截止日期', { required: true, indexed: true, secrecy: 'public' }),
    budget: f.money('资金总额', { hint: '不涉及资金的不填' }),
    ceiling: f.money('单个申请上限'),
    granted: f.money('已批准金额', { derived: true }),
    remaining: f.money('剩余额度', { derived: true }),
    applicants: f.integer('申请数', { derived: true, unit: '个' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'validFrom'],
  check: row => [
    ...(row.validUntil < row.validFrom ? [{ where: 'validUntil', message: '截止日期早于起始日期' }] : []),
    ...(row.kind === '环保领跑者' && row.benchmarks.length === 0 && row.state !== 'draft'
      ? [{ where: 'benchmarks', message: '环保领跑者须有领跑指标' }]
      : []),
    ...(row.budget !== null && row.granted !== null && compareDecimals(row.granted, row.budget) > 0
      ? [{ where: 'budget', message: `已批准 ${row.granted} 万元，多于资金总额 ${row.budget} 万元` }]
      : []),
  ],
  // `granted` and `applicants` are counted by the system from the applications.
  derive: row => ({ remaining: row.budget === null ? null : subtract(row.budget, row.granted ?? '0') }),
  states: { draft: '拟定', published: '已发布', ended: '已终止' },
  initial: 'draft',
  ended: ['ended'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['draft'] },
  transitions: {
    publish: { label: '发布', from: ['draft'], to: 'published', by: KEEPERS, duty: 'reviewer' },
    end: { label: '终止', from: ['published'], to: 'ended', by: KEEPERS, duty: 'reviewer', reason: 'required' },
  },
  publish: {
    fields: ['title', 'kind', 'region', 'document', 'conditions', 'benchmarks', 'validFrom', 'validUntil'],
    in: ['published', 'ended'],
  },
  list: ['title', 'kind', 'region', 'validUntil', 'budget', 'remaining', 'applicants', 'state'],
  filters: ['region', 'state', 'kind'],
  search: ['title', 'document', 'note'],
})
