import { f } from '@jingtu/core/field.ts'
import { compareDecimals, multiply, percentage, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { codeFault, manifestNumberFault } from './hazardous-waste.ts'
import { parameterOn } from './parameters.ts'

/** 危险废物转移联单: one vehicle-trip of one waste; the producer ships, the receiver confirms what it weighed. */
export const hazardousWasteManifest = defineRegister({
  id: 'hazardous-waste-manifest',
  name: '危险废物转移联单',
  module: 'M17',
  subject: 'organisation',
  basis: ['危险废物转移管理办法（生态环境部、公安部、交通运输部令第23号）'],
  purpose: '移出、运输、接收全过程；接收以后计入产生单位当年台账。',
  fields: {
    number: f.text('联单编号', { required: true, hint: '14 位：年份、省、市、六位流水', example: '20264501000001' }),
    code: f.text('废物代码', { required: true, hint: '900-052-31', example: '900-052-31' }),
    waste: f.text('废物名称', { required: true }),
    shipped: f.decimal('移出量', { required: true, unit: '吨', min: 0 }),
    shippedOn: f.day('移出日期', { past: true }),
    carrier: f.ref('承运单位', 'organisation', { required: true, indexed: true }),
    vehicle: f.text('车牌号', { required: true }),
    receiver: f.ref('接收单位', 'organisation', { required: true, indexed: true }),
    receiverUnit: f.unit('接收单位账号'),
    crossProvince: f.boolean('跨省转移', { required: true }),
    approval: f.text('跨省转移批准文号'),
    approvedUntil: f.day('批准有效期止'),
    receivedOn: f.day('运抵日期', { past: true }),
    received: f.decimal('接收量', { unit: '吨', min: 0 }),
    difference: f.decimal('接收与移出相差', { derived: true, unit: '%' }),
    abnormal: f.boolean('重量异常', { derived: true }),
    explanation: f.text('重量差异说明', { long: true }),
    confirmedOn: f.day('接收确认日期', { past: true }),
    rejectedFor: f.text('拒收原因'),
    note: f.text('备注', { long: true }),
  },
  key: ['number'],
  keyScope: 'everywhere',
  requiredWhen: {
    shippedOn: ['shipped', 'arrived', 'confirmed', 'rejected'],
    receivedOn: ['arrived', 'confirmed', 'rejected'],
    received: ['confirmed'],
    approval: row => row.crossProvince === true,
    approvedUntil: row => row.crossProvince === true,
    explanation: row => row.state === 'confirmed' && row.abnormal === true,
  },
  check: row => {
    const faults = [manifestNumberFault(row.number, row.shippedOn), codeFault(row.code)]
    return [
      ...(faults[0] ? [{ where: 'number', message: faults[0] }] : []),
      ...(faults[1] ? [{ where: 'code', message: faults[1] }] : []),
      ...(compareDecimals(row.shipped, '0') <= 0 ? [{ where: 'shipped', message: '移出量须大于 0' }] : []),
      ...(row.crossProvince && row.shippedOn && row.approvedUntil && row.shippedOn > row.approvedUntil
        ? [
            {
              where: 'approvedUntil',
              message: `跨省转移批准 ${row.approvedUntil} 已到期，不能在 ${row.shippedOn} 移出`,
            },
          ]
        : []),
      ...(row.receivedOn && row.shippedOn && row.receivedOn < row.shippedOn
        ? [{ where: 'receivedOn', message: '运抵早于移出' }]
        : []),
    ]
  },
  derive: row => {
    if (row.received === null) return { difference: null, abnormal: null }
    const gap = subtract(row.received, row.shipped).replace('-', '')
    const share = percentage(gap, row.shipped)
    const most = parameterOn('manifest.difference', row.receivedOn ?? row.effective).value
    return {
      difference: share === 'not-applicable' ? null : share,
      abnormal: compareDecimals(multiply(gap, '100'), multiply(row.shipped, String(most))) > 0,
    }
  },
  states: {
    draft: '填写中',
    shipped: '运输中',
    arrived: '待确认',
    confirmed: '已确认',
    rejected: '已拒收',
    cancelled: '已作废',
  },
  initial: 'draft',
  ended: ['cancelled'],
  create: { by: ['operator', '生态环境@county', '生态环境@city'] },
  correct: { by: ['operator', '生态环境@county', '生态环境@city'], in: ['draft'] },
  transitions: {
    ship: {
      label: '移出',
      from: ['draft'],
      to: 'shipped',
      by: ['operator', '生态环境@county', '生态环境@city'],
      single: true,
      asks: ['shippedOn'],
      needs: ['shippedOn'],
    },
    arrive: {
      label: '运抵',
      from: ['shipped'],
      to: 'arrived',
      by: ['assignee', '生态环境@county', '生态环境@city'],
      asks: ['receivedOn'],
      needs: ['receivedOn'],
    },
    confirm: {
      label: '接收确认',
      from: ['arrived'],
      to: 'confirmed',
      by: ['assignee', '生态环境@county', '生态环境@city'],
      single: true,
      asks: ['received', 'explanation'],
      needs: ['received'],
      sets: (_, { effective }) => ({ confirmedOn: effective }),
    },
    reject: {
      label: '拒收',
      from: ['arrived'],
      to: 'rejected',
      by: ['assignee', '生态环境@county', '生态环境@city'],
      single: true,
      asks: ['rejectedFor'],
      needs: ['rejectedFor'],
    },
    cancel: {
      label: '作废',
      from: ['draft'],
      to: 'cancelled',
      by: ['operator', '生态环境@county', '生态环境@city'],
      reason: 'required',
    },
  },
  duties: {
    confirm: {
      label: '五个工作日内确认接收',
      clause: '危险废物转移管理办法第十八条',
      by: '接收单位',
      while: ['arrived', 'confirmed', 'rejected'],
      after: { field: 'receivedOn' },
      days: 5,
      working: true,
      met: { field: 'confirmedOn' },
    },
  },
  relations: { assignee: 'receiverUnit' },
  list: ['number', 'subject', 'region', 'code', 'shipped', 'receiver', 'shippedOn', 'abnormal', 'state'],
  filters: ['region', 'state', 'code', 'shippedOn', 'abnormal', 'crossProvince'],
  search: ['number', 'waste', 'vehicle'],
})
