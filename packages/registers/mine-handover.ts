import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 历史遗留矿山移交: natural resources finds, ecology takes over with a receipt, and both work side by side, each on its track. */
export const mineHandover = defineRegister({
  id: 'mine-handover',
  name: '历史遗留矿山信息移交',
  module: 'M09',
  subject: 'site',
  basis: ['土壤污染防治法第四十六条', '历史遗留矿山污染治理与生态修复部门分工'],
  purpose: '自然资源部门把需要污染治理的历史遗留矿山移交生态环境部门，污染治理、生态修复分别牵头。',
  fields: {
    mineral: f.text('矿种', { required: true }),
    foundOn: f.day('发现日期', { required: true, past: true }),
    signs: f.choices('污染迹象', ['废渣裸露', '酸性矿坑水', '渗滤液', '植被死亡', '下游水体变色', '农产品超标'], {
      required: true,
    }),
    waste: f.choice('遗留废物', ['废石', '尾矿', '冶炼废渣', '煤矸石', '化工废渣', '其他']),
    volume: f.decimal('估算堆存量', { unit: 'm³', min: 0 }),
    location: f.point('位置'),
    handedOn: f.day('移交日期', { past: true }),
    letter: f.files('移交函'),
    receipt: f.text('接收回执文号'),
    receivedOn: f.day('接收日期', { past: true }),
    receivedBy: f.text('接收人', { secrecy: 'personal' }),
    pollutionPlan: f.text('污染治理措施', { long: true }),
    pollutionDoneOn: f.day('污染治理完成日期', { past: true }),
    pollutionFiles: f.files('污染治理验收'),
    ecologyPlan: f.text('生态修复措施', { long: true }),
    ecologyDoneOn: f.day('生态修复完成日期', { past: true }),
    ecologyFiles: f.files('生态修复验收'),
    pollutionTrack: f.choice('污染治理（生态环境部门）', ['未移交', '治理中', '已完成'], { derived: true }),
    ecologyTrack: f.choice('生态修复（自然资源部门）', ['未开始', '修复中', '已完成'], { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    handedOn: ['handed', 'treating', 'done'],
    receipt: ['treating', 'done'],
    receivedOn: ['treating', 'done'],
  },
  check: row =>
    row.handedOn && row.handedOn < row.foundOn ? [{ where: 'handedOn', message: '移交日期早于发现日期' }] : [],
  derive: row => ({
    pollutionTrack: row.pollutionDoneOn ? '已完成' : row.receivedOn ? '治理中' : '未移交',
    ecologyTrack: row.ecologyDoneOn ? '已完成' : row.ecologyPlan ? '修复中' : '未开始',
  }),
  states: { found: '已发现', handed: '已移交待接收', treating: '治理修复中', done: '两项都已完成' },
  initial: 'found',
  ended: ['done'],
  create: { by: ['自然资源@county', '自然资源@city'] },
  correct: { by: ['自然资源@county', '自然资源@city'], in: ['found'] },
  transitions: {
    hand: {
      label: '移交生态环境部门',
      from: ['found'],
      to: 'handed',
      by: ['自然资源@county', '自然资源@city'],
      asks: ['letter', 'waste', 'volume', 'location'],
      needs: ['waste', 'volume'],
      evidence: ['letter'],
      sets: (_, { effective }) => ({ handedOn: effective }),
    },
    receive: {
      label: '接收并出具回执',
      from: ['handed'],
      to: 'treating',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['receipt', 'receivedBy'],
      needs: ['receipt', 'receivedBy'],
      sets: (_, { effective }) => ({ receivedOn: effective }),
    },
    returnIt: {
      label: '退回补充',
      from: ['handed'],
      to: 'found',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      sets: () => ({ handedOn: null }),
    },
    treat: {
      label: '登记污染治理',
      from: ['treating'],
      to: 'treating',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['pollutionPlan', 'pollutionDoneOn', 'pollutionFiles'],
      refuse: row => doneWithFiles(row.pollutionDoneOn, row.pollutionFiles, 'pollutionFiles', '污染治理'),
    },
    restore: {
      label: '登记生态修复',
      from: ['treating'],
      to: 'treating',
      by: ['自然资源@county', '自然资源@city'],
      asks: ['ecologyPlan', 'ecologyDoneOn', 'ecologyFiles'],
      refuse: row => doneWithFiles(row.ecologyDoneOn, row.ecologyFiles, 'ecologyFiles', '生态修复'),
    },
    finish: {
      label: '两项完成，结束',
      from: ['treating'],
      to: 'done',
      by: ['生态环境@county', '自然资源@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.pollutionDoneOn ? [] : [{ where: 'pollutionDoneOn', message: '污染治理还没有完成' }]),
        ...(row.ecologyDoneOn ? [] : [{ where: 'ecologyDoneOn', message: '生态修复还没有完成' }]),
      ],
    },
  },
  duties: {
    report: {
      label: '登记历史遗留矿山治理修复年度进展',
      clause: '年度计划',
      by: '县级生态环境、自然资源部门',
      while: ['treating'],
      every: 'year',
    },
  },
  list: ['subject', 'region', 'mineral', 'volume', 'handedOn', 'receivedOn', 'pollutionTrack', 'ecologyTrack', 'state'],
  filters: ['region', 'state', 'pollutionTrack', 'ecologyTrack', 'handedOn'],
  search: ['mineral', 'receipt', 'note'],
})

const doneWithFiles = (on: string | null, files: readonly string[], where: string, what: string) =>
  on && files.length === 0 ? [{ where, message: `${what}完成须附验收材料` }] : []
