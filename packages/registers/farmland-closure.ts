import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 永久基本农田集中区域内已建成项目: found by the zone that covers them, judged, and closed and pulled down by their day. */
export const farmlandClosure = defineRegister({
  id: 'farmland-closure',
  name: '永久基本农田集中区域限期关闭拆除清单',
  module: 'M06',
  subject: 'site',
  basis: ['土壤污染防治法第五十条第二款'],
  purpose: '区域生效时自动列出区内已建成的场所；可能造成土壤污染的限期关闭拆除。',
  fields: {
    zone: f.ref('所在区域', 'sensitive-place', { required: true, indexed: true }),
    mayPollute: f.boolean('可能造成土壤污染'),
    grounds: f.text('判定理由', { long: true }),
    decision: f.text('限期关闭拆除决定文号', { secrecy: 'public' }),
    orderedOn: f.day('决定日期', { secrecy: 'public', past: true }),
    deadline: f.day('期限', { secrecy: 'public' }),
    orderFiles: f.files('决定文件'),
    closedOn: f.day('关闭拆除日期', { secrecy: 'public' }),
    photos: f.files('关闭拆除照片'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'zone'],
  check: row =>
    row.deadline && row.orderedOn && row.deadline < row.orderedOn
      ? [{ where: 'deadline', message: '期限早于决定日期' }]
      : [],
  states: { found: '待判定', kept: '不造成污染', ordered: '限期关闭拆除', closed: '已关闭拆除' },
  initial: 'found',
  create: { by: ['生态环境@county', '自然资源@county'] },
  correct: { by: ['生态环境@county', '自然资源@county'], in: ['found'] },
  transitions: {
    keep: {
      label: '判定不造成土壤污染',
      from: ['found'],
      to: 'kept',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['grounds'],
      needs: ['grounds'],
      sets: () => ({ mayPollute: false }),
    },
    order: {
      label: '限期关闭拆除',
      from: ['found', 'kept'],
      to: 'ordered',
      by: ['政府@county', '生态环境@county'],
      duty: 'reviewer',
      asks: ['grounds', 'decision', 'orderedOn', 'deadline', 'orderFiles'],
      needs: ['decision', 'orderedOn', 'deadline'],
      evidence: ['orderFiles'],
      sets: () => ({ mayPollute: true }),
    },
    close: {
      label: '登记关闭拆除',
      from: ['ordered'],
      to: 'closed',
      by: ['生态环境@county', '自然资源@county'],
      asks: ['closedOn', 'photos'],
      needs: ['closedOn'],
      evidence: ['photos'],
      refuse: row =>
        row.closedOn && row.orderedOn && row.closedOn < row.orderedOn
          ? [{ where: 'closedOn', message: '关闭拆除日期早于决定日期' }]
          : [],
    },
  },
  duties: {
    close: {
      label: '限期关闭拆除',
      clause: '土壤污染防治法第五十条第二款',
      by: '项目单位、县级人民政府',
      while: ['ordered', 'closed'],
      after: { field: 'deadline' },
      days: 0,
      met: { field: 'closedOn' },
    },
  },
  publish: { fields: ['subject', 'region', 'decision', 'deadline', 'closedOn', 'state'], in: ['ordered', 'closed'] },
  list: ['subject', 'region', 'zone', 'decision', 'deadline', 'closedOn', 'state'],
  filters: ['region', 'state'],
  search: ['decision', 'note'],
})
