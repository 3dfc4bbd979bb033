import { f } from '@jingtu/core/field.ts'
import { sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 危险废物经营许可证: what a unit may take, how much in a year and until when; manifests stand on it. */
export const hazardousWasteLicence = defineRegister({
  id: 'hazardous-waste-licence',
  name: '危险废物经营许可证',
  module: 'M17',
  subject: 'organisation',
  basis: ['固体废物污染环境防治法第八十条', '危险废物经营许可证管理办法'],
  purpose: '许可的类别、能力和有效期；接收联单时核对。',
  fields: {
    number: f.text('许可证编号', { required: true, secrecy: 'public' }),
    way: f.choice('经营方式', ['收集、贮存、利用、处置', '收集', '利用', '处置'], {
      required: true,
      secrecy: 'public',
    }),
    scopes: f.rows('许可范围', {
      category: f.text('废物类别', { required: true, hint: 'HW31' }),
      capacity: f.decimal('许可能力', { required: true, unit: '吨/年', min: 0 }),
    }),
    capacity: f.decimal('许可能力合计', { derived: true, unit: '吨/年', secrecy: 'public' }),
    validFrom: f.day('有效期起', { required: true, secrecy: 'public' }),
    validUntil: f.day('有效期止', { required: true, secrecy: 'public' }),
    emergencyPlanOn: f.day('应急预案备案日期', { past: true }),
    monitored: f.choice('在线监控接入', ['未接入', '已接入'], { required: true }),
    monitorAddress: f.text('监控接入地址'),
    devices: f.rows('监控设备', {
      place: f.text('位置', { required: true, hint: '例如：焚烧炉、贮存库、地磅' }),
      kind: f.choice('类型', ['工况监测', '排放监测', '称重', '视频'], { required: true }),
      number: f.text('设备编号（MN）或视频地址', { required: true }),
      networkedOn: f.day('联网日期', { past: true, hint: '收到数据后由系统填写；视频填接入日期' }),
    }),
    unconnected: f.texts('没有接入的设备', { derived: true }),
    suspendedFor: f.text('暂扣原因'),
    note: f.text('备注', { long: true }),
  },
  key: ['number'],
  requiredWhen: { monitorAddress: row => row.monitored === '已接入' },
  check: row => [
    ...(row.validUntil < row.validFrom ? [{ where: 'validUntil', message: '有效期止早于有效期起' }] : []),
    ...row.scopes
      .filter(s => !/^HW(0[1-9]|[1-4]\d|50)$/.test(s.category))
      .map(s => ({ where: 'scopes', message: `废物类别应为 HW01—HW50，现为“${s.category}”` })),
    ...row.scopes
      .filter((s, i) => row.scopes.findIndex(o => o.category === s.category) < i)
      .map(s => ({ where: 'scopes', message: `${s.category} 写了两行` })),
    // What is said to be connected has nothing that is not.
    ...(row.monitored === '已接入' && row.devices.some(d => !d.networkedOn)
      ? [{ where: 'monitored', message: '还有监控设备没有接入，不能写“已接入”' }]
      : []),
  ],
  derive: row => ({
    capacity: sum(row.scopes.map(s => s.capacity)),
    unconnected: row.devices.filter(d => !d.networkedOn).map(d => `${d.place}${d.kind}`),
  }),
  states: { applied: '申请中', valid: '有效', suspended: '暂扣', refused: '不予许可', revoked: '已注销' },
  initial: 'applied',
  ended: ['refused', 'revoked'],
  create: { by: ['operator', '生态环境@city', '生态环境@province', '行政审批@city'] },
  correct: { by: ['生态环境@city', '生态环境@province', '行政审批@city'], in: ['applied', 'valid', 'suspended'] },
  transitions: {
    grant: {
      label: '准予许可',
      from: ['applied'],
      to: 'valid',
      by: ['生态环境@city', '生态环境@province', '行政审批@city'],
      duty: 'reviewer',
      refuse: (row, { today }) => [
        ...(row.scopes.length ? [] : [{ where: 'scopes', message: '没有许可范围' }]),
        ...(row.emergencyPlanOn ? [] : [{ where: 'emergencyPlanOn', message: '突发环境事件应急预案没有备案' }]),
        ...(row.validUntil < today ? [{ where: 'validUntil', message: `有效期止 ${row.validUntil} 已过` }] : []),
      ],
    },
    refuse: {
      label: '不予许可',
      from: ['applied'],
      to: 'refused',
      by: ['生态环境@city', '生态环境@province', '行政审批@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    suspend: {
      label: '暂扣',
      from: ['valid'],
      to: 'suspended',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['suspendedFor'],
      needs: ['suspendedFor'],
    },
    resume: {
      label: '恢复',
      from: ['suspended'],
      to: 'valid',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ suspendedFor: null }),
    },
    renew: {
      label: '换证',
      from: ['valid'],
      to: 'valid',
      by: ['生态环境@city', '生态环境@province', '行政审批@city'],
      duty: 'reviewer',
      asks: ['validUntil', 'scopes'],
      needs: ['validUntil'],
    },
    revoke: {
      label: '注销',
      from: ['valid', 'suspended'],
      to: 'revoked',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    renew: {
      label: '许可证到期前三十个工作日申请换证',
      clause: '危险废物经营许可证管理办法',
      by: '企业',
      while: ['valid'],
      after: { field: 'validUntil' },
      days: -30,
      working: true,
    },
  },
  publish: {
    fields: ['subject', 'region', 'number', 'way', 'capacity', 'validUntil', 'state'],
    in: ['valid', 'suspended'],
  },
  list: ['subject', 'region', 'number', 'way', 'capacity', 'validUntil', 'monitored', 'state'],
  filters: ['region', 'state', 'way', 'validUntil', 'monitored'],
  search: ['number', 'note'],
})
