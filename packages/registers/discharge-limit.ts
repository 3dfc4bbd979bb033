import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { INDUSTRIES } from './heavy-metal-enterprise.ts'
import { periodFaults } from './regulation.ts'

const BY = ['生态环境@county', '生态环境@city', '生态环境@province'] as const
export const LIMIT_KINDS = ['排放限值', '特别排放限值'] as const
export const DISCHARGE_UNITS = ['mg/L', 'mg/m³'] as const

/** 排放限值执行表: which limit of which standard holds where, from when, at which outlets; what is monitored is judged by it. */
export const dischargeLimit = defineRegister({
  id: 'discharge-limit',
  name: '重金属排放限值执行表',
  module: 'M08',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）', '执行特别排放限值的公告'],
  purpose: '各区域自何日起执行何标准的（特别）排放限值；排放口监测自动按当日当地最严的限值评价。',
  fields: {
    standard: f.text('标准', { required: true, secrecy: 'public', example: 'GB 25466—2010' }),
    kind: f.choice('类别', LIMIT_KINDS, { required: true, secrecy: 'public' }),
    medium: f.choice('介质', ['废水', '废气'], { required: true, secrecy: 'public' }),
    outletKinds: f.choices('适用排放口', ['总排放口', '车间或生产设施排放口', '一般排放口'], { hint: '空着即全部' }),
    industries: f.choices('适用行业', INDUSTRIES, { hint: '空着即全部' }),
    limits: f.rows('限值', {
      pollutant: f.text('污染物', { required: true }),
      limit: f.decimal('限值', { required: true, min: 0 }),
      unit: f.choice('单位', DISCHARGE_UNITS, { required: true }),
    }),
    validFrom: f.day('起始日期', { required: true, indexed: true, secrecy: 'public' }),
    validUntil: f.day('截止日期', { secrecy: 'public' }),
    extent: f.polygon('适用范围', { hint: '矿产资源开发活动集中的区域等，只在范围内执行；空着即整个区域' }),
    document: f.text('文件', { required: true, secrecy: 'public' }),
  },
  key: ['standard', 'kind', 'medium', 'validFrom'],
  check: row => {
    const unit = row.medium === '废水' ? 'mg/L' : 'mg/m³'
    return [
      ...periodFaults(row),
      ...row.limits.flatMap((l, i) =>
        l.unit === unit
          ? []
          : [{ where: `limits.${i}.unit`, message: `“限值”第${i + 1}行：${row.medium}的限值以 ${unit} 计` }],
      ),
    ]
  },
  states: { draft: '草稿', active: '执行中', revoked: '已废止' },
  initial: 'draft',
  ended: ['revoked'],
  create: { by: BY },
  correct: { by: BY, in: ['draft'] },
  transitions: {
    enact: {
      label: '执行',
      from: ['draft'],
      to: 'active',
      by: BY,
      duty: 'reviewer',
      refuse: row => (row.limits.length > 0 ? [] : [{ where: 'limits', message: '没有限值' }]),
    },
    revoke: { label: '废止', from: ['active'], to: 'revoked', by: BY, duty: 'reviewer', reason: 'required' },
  },
  publish: {
    fields: ['region', 'standard', 'kind', 'medium', 'validFrom', 'validUntil', 'document'],
    in: ['active'],
  },
  list: ['region', 'standard', 'kind', 'medium', 'validFrom', 'validUntil', 'state'],
  filters: ['region', 'state', 'kind', 'medium'],
  search: ['standard', 'document'],
  map: { geometry: 'extent', colourBy: 'kind' },
})
