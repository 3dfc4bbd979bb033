import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { METALS } from './metals.ts'

/** 环评限批: a region that may not approve some projects until what led to it is mended. */
export const approvalStop = defineRegister({
  id: 'approval-stop',
  name: '区域环评限批',
  module: 'M25',
  basis: ['建设项目环境保护管理条例', '县级土壤污染防治工作方案'],
  purpose: '重金属排放量继续上升等情形下停止审批新增重金属污染物的项目，解除后恢复；审批时自动核对。',
  fields: {
    cause: f.choice('原因', ['重金属排放量继续上升', '考核不合格', '环境问题突出', '其他'], {
      required: true,
      secrecy: 'public',
    }),
    scope: f.choice('停止审批的项目', ['新增重金属污染物排放的项目', '排放重点污染物的项目', '全部项目'], {
      required: true,
      secrecy: 'public',
    }),
    metals: f.choices('重金属', METALS, { secrecy: 'public', hint: '不选即全部' }),
    trend: f.rows(
      '区域重金属排放量',
      {
        metal: f.choice('重金属', METALS),
        year: f.integer('年度'),
        kg: f.decimal('排放量', { unit: 'kg' }),
        before: f.decimal('上年排放量', { unit: 'kg' }),
      },
      { derived: true },
    ),
    rising: f.choice('重金属排放趋势', ['上升', '未上升', '证据不足'], { derived: true, secrecy: 'public' }),
    document: f.text('限批文号', { secrecy: 'public' }),
    stoppedOn: f.day('限批日期', { secrecy: 'public' }),
    rectification: f.files('整改验收材料'),
    resumedOn: f.day('解除日期', { secrecy: 'public', past: true }),
    note: f.text('备注', { long: true }),
  },
  requiredWhen: { document: ['stopped', 'resumed'] },
  // The trend is written by the system from the discharges of the enterprises of the place (server/effects/approval-stop.ts).
  derive: () => ({}),
  states: { proposed: '拟限批', stopped: '限批中', resumed: '已解除' },
  initial: 'proposed',
  ended: ['resumed'],
  create: { by: ['生态环境@city', '生态环境@province'] },
  correct: { by: ['生态环境@city', '生态环境@province'], in: ['proposed'] },
  transitions: {
    stop: {
      label: '限批',
      from: ['proposed'],
      to: 'stopped',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['document'],
      needs: ['document'],
      refuse: row =>
        row.cause === '重金属排放量继续上升' && row.rising !== '上升'
          ? [{ where: 'rising', message: `台账中的重金属排放量${row.rising ?? '证据不足'}，不能以此为由限批` }]
          : [],
      sets: (_, { effective }) => ({ stoppedOn: effective }),
    },
    resume: {
      label: '解除限批',
      from: ['stopped'],
      to: 'resumed',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['rectification'],
      evidence: ['rectification'],
      sets: (_, { effective }) => ({ resumedOn: effective }),
    },
  },
  publish: { fields: ['region', 'cause', 'scope', 'document', 'stoppedOn', 'resumedOn'], in: ['stopped', 'resumed'] },
  list: ['region', 'cause', 'scope', 'rising', 'stoppedOn', 'resumedOn', 'state'],
  filters: ['region', 'state', 'cause'],
  search: ['document', 'note'],
})
