import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

export interface GroupMember {
  name: string
  unit: string | null
  unitName: string
  title: string
  role: '组长' | '副组长' | '成员' | '办公室主任' | '联络员' | '专家'
}

/** 工作组: 领导小组, its office, 专家咨询委员会. */
export const workGroupRecord = defineRecord({
  id: 'work-group',
  name: '工作组',
  fields: {
    name: f.text('名称', { required: true }),
    kind: f.choice('类型', ['领导小组', '专家委员会', '工作专班'], { required: true }),
    regionId: f.ref('区域', 'region', { required: true, indexed: true }),
    plan: f.ref('计划', 'plan', { indexed: true }),
    officeUnit: f.ref('办公室设在', 'unit'),
    members: f.json<GroupMember[]>('成员'),
    duty: f.text('职责'),
    sample: f.boolean('模拟数据'),
  },
  states: { active: '在任', dissolved: '已撤销' },
  initial: 'active',
  transitions: { dissolve: { label: '撤销', from: ['active'], to: 'dissolved', by: ['owner'], reason: 'required' } },
})
export type WorkGroup = RowOf<typeof workGroupRecord>

export const meetingRecord = defineRecord({
  id: 'meeting',
  name: '会议',
  fields: {
    workGroup: f.ref('工作组', 'work-group', { indexed: true }),
    plan: f.ref('计划', 'plan', { indexed: true }),
    title: f.text('会议名称', { required: true }),
    kind: f.choice('类型', ['领导小组会议', '联席会议', '调度会', '推进会', '现场会', '经验推广会'], {
      required: true,
    }),
    heldOn: f.day('日期', { required: true }),
    place: f.text('地点'),
    attendees: f.texts('参加单位'),
    minutes: f.text('纪要'),
    files: f.files('附件'),
    sample: f.boolean('模拟数据'),
  },
  states: { planned: '待召开', held: '已召开' },
  initial: 'planned',
  transitions: { hold: { label: '记录纪要', from: ['planned'], to: 'held', by: ['owner'] } },
})
export type Meeting = RowOf<typeof meetingRecord>

/** 议定事项: has an owner and a day, and is followed until done. */
export const decisionRecord = defineRecord({
  id: 'decision',
  name: '议定事项',
  fields: {
    meeting: f.ref('会议', 'meeting', { required: true, indexed: true }),
    question: f.ref('所议问题', 'question'),
    task: f.ref('相关任务', 'task'),
    content: f.text('事项', { required: true }),
    ownerUnit: f.ref('承办单位', 'unit', { required: true, indexed: true }),
    due: f.day('时限', { required: true, indexed: true }),
    result: f.text('办理结果'),
    doneOn: f.day('办结日期'),
    evidence: f.files('佐证'),
    sample: f.boolean('模拟数据'),
  },
  states: { made: '已议定', assigned: '办理中', done: '已落实', cancelled: '已取消' },
  initial: 'made',
  transitions: {
    assign: { label: '交办', from: ['made'], to: 'assigned', by: ['owner'] },
    finish: { label: '落实', from: ['made', 'assigned'], to: 'done', by: ['assignee', 'owner'] },
    cancel: { label: '取消', from: ['made', 'assigned'], to: 'cancelled', by: ['owner'], reason: 'required' },
  },
})
export type Decision = RowOf<typeof decisionRecord>

/** 问题: what a unit cannot solve alone goes up, is studied, gets an owner and a day, and is resolved. */
export const questionRecord = defineRecord({
  id: 'question',
  name: '问题',
  fields: {
    title: f.text('问题', { required: true }),
    detail: f.text('说明'),
    plan: f.ref('计划', 'plan', { indexed: true }),
    task: f.ref('任务', 'task', { indexed: true }),
    dispatch: f.ref('交办', 'dispatch'),
    raisedBy: f.ref('提出单位', 'unit', { required: true, indexed: true }),
    ownerUnit: f.ref('承办单位', 'unit', { indexed: true }),
    due: f.day('时限'),
    meeting: f.ref('上会', 'meeting'),
    resolution: f.text('解决情况'),
    resolvedOn: f.day('解决日期'),
    evidence: f.files('佐证'),
    sample: f.boolean('模拟数据'),
  },
  states: { raised: '已提出', studied: '研究中', assigned: '已交办', resolved: '已解决', closed: '不予受理' },
  initial: 'raised',
  transitions: {
    study: { label: '研究', from: ['raised'], to: 'studied', by: ['owner', 'lead'] },
    assign: { label: '交办', from: ['raised', 'studied'], to: 'assigned', by: ['owner', 'lead'] },
    resolve: {
      label: '解决',
      from: ['raised', 'studied', 'assigned'],
      to: 'resolved',
      by: ['owner', 'lead', 'assignee'],
    },
    refuse: { label: '不予受理', from: ['raised', 'studied'], to: 'closed', by: ['owner', 'lead'], reason: 'required' },
  },
})
export type Question = RowOf<typeof questionRecord>

export interface LetterItem {
  target: string | null
  task: string | null
  text: string
  requirement: string
  by: string | null
}

/** 目标责任书: per county from the published plan; the signed document and its lines, later assessed. */
export const letterRecord = defineRecord({
  id: 'letter',
  name: '目标责任书',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    issuingNumber: f.text('文号'),
    regionId: f.ref('签订区域', 'region', { required: true }),
    partyA: f.ref('交责单位', 'unit', { required: true }),
    partyB: f.ref('承责单位', 'unit', { required: true, indexed: true }),
    items: f.json<LetterItem[]>('责任事项'),
    document: f.text('文件'),
    signedOn: f.day('签订日期'),
    signedFile: f.text('签订件'),
    conclusion: f.text('考核结论'),
    sample: f.boolean('模拟数据'),
  },
  states: { drafted: '待签订', signed: '已签订', assessed: '已考核' },
  initial: 'drafted',
  transitions: {
    sign: { label: '签订', from: ['drafted'], to: 'signed', by: ['owner'], duty: 'planner' },
    assess: { label: '考核', from: ['signed'], to: 'assessed', by: ['owner'], duty: 'reviewer' },
  },
})
export type Letter = RowOf<typeof letterRecord>
