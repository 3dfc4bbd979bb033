import { f } from '@jingtu/core/field.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const BUREAUS = ['生态环境@county', '生态环境@city', '农业农村@county', '农业农村@city'] as const

/** 监测数据上传: every accepted batch owes its upload to the platform above; sent, received with a number, or rejected and sent again. */
export const dataUpload = defineRegister({
  id: 'data-upload',
  name: '监测数据上传台账',
  module: 'M20',
  basis: ['土壤污染防治法第八条', '土壤环境信息化管理平台数据上传要求'],
  purpose: '检测数据批次采信后自动列入待上传；登记上传、回执和退回，逾期的提醒。',
  fields: {
    batch: f.ref('检测数据批次', 'import-batch', { required: true, indexed: true }),
    title: f.text('数据名称', { required: true }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    samples: f.integer('样品数', { required: true, unit: '个' }),
    results: f.integer('结果数', { required: true, unit: '个' }),
    acceptedOn: f.day('采信日期', { required: true, past: true }),
    dueOn: f.day('上传期限', { derived: true }),
    platform: f.text('上传平台'),
    sentOn: f.day('上传日期', { past: true }),
    sentCount: f.integer('上传结果数', { min: 0, unit: '个' }),
    receipt: f.text('回执号'),
    receivedOn: f.day('回执日期', { past: true }),
    receiptFiles: f.files('回执'),
    rejectedWhy: f.text('退回原因', { long: true }),
    late: f.boolean('逾期上传', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['batch'],
  derive: row => {
    const dueOn = addDays(row.acceptedOn, parameterOn('upload.days', row.acceptedOn).value)
    return { dueOn, late: row.sentOn === null ? null : row.sentOn > dueOn }
  },
  states: {
    pending: '待上传',
    sent: '已上传待回执',
    received: '平台已接收',
    rejected: '平台退回',
    withdrawn: '批次已撤回',
  },
  initial: 'pending',
  ended: ['withdrawn'],
  // Rows come with accepted batches; nobody else needs to make one.
  create: { by: ['生态环境@province'] },
  correct: { by: BUREAUS, in: ['pending', 'rejected'] },
  transitions: {
    send: {
      label: '登记上传',
      from: ['pending', 'rejected'],
      to: 'sent',
      by: BUREAUS,
      asks: ['platform', 'sentOn', 'sentCount'],
      needs: ['platform', 'sentOn', 'sentCount'],
      refuse: (row, { today }) => [
        ...(row.sentCount !== null && row.sentCount !== row.results
          ? [{ where: 'sentCount', message: `上传 ${row.sentCount} 个结果，批次有 ${row.results} 个` }]
          : []),
        ...(row.sentOn && (row.sentOn < row.acceptedOn || row.sentOn > today)
          ? [{ where: 'sentOn', message: '上传日期应在采信日期和今天之间' }]
          : []),
      ],
    },
    receive: {
      label: '登记回执',
      from: ['sent'],
      to: 'received',
      by: BUREAUS,
      asks: ['receipt', 'receivedOn', 'receiptFiles'],
      needs: ['receipt', 'receivedOn'],
      refuse: row =>
        row.receivedOn && row.sentOn && row.receivedOn < row.sentOn
          ? [{ where: 'receivedOn', message: '回执日期早于上传日期' }]
          : [],
    },
    reject: {
      label: '平台退回',
      from: ['sent', 'received'],
      to: 'rejected',
      by: BUREAUS,
      asks: ['rejectedWhy'],
      needs: ['rejectedWhy'],
      sets: () => ({ receipt: null, receivedOn: null }),
    },
    // Made by the taking back of the batch.
    withdraw: {
      label: '批次已撤回，不再上传',
      from: ['pending', 'sent', 'received', 'rejected'],
      to: 'withdrawn',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    upload: {
      label: '监测数据上传土壤环境信息化管理平台',
      clause: '年度计划（监测数据及时上传）',
      by: '数据组织单位',
      while: ['pending', 'rejected'],
      after: { field: 'dueOn' },
      days: 0,
    },
  },
  list: ['title', 'region', 'samples', 'results', 'acceptedOn', 'dueOn', 'sentOn', 'receipt', 'late', 'state'],
  filters: ['region', 'state', 'late', 'survey'],
  search: ['title', 'receipt', 'note'],
})
