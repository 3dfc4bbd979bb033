import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

export interface TaskRecurring {
  text: string
  span: [number, number]
  every: { unit: string; count: number } | null
}
export type TaskRole = 'lead' | 'coop' | 'resp' | 'guide'
/** A unit as the text names it, and which registered units it means; `span` is null where a person wrote it in. */
export interface UnitSpan {
  role: TaskRole
  name: string
  span: [number, number] | null
  units: string[]
  /** By what rule the units were found, or why none was. */
  why: string
}
export interface Deliverable {
  name: string
  due: string | null
}

/** 任务: what the plan orders; carries the sentence it came from and the names as the text spells them. */
export const taskRecord = defineRecord({
  id: 'task',
  name: '任务',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    parentTask: f.ref('上级任务（拆分自）', 'task', { indexed: true }),
    previousTask: f.ref('上一年度任务', 'task', { indexed: true }),
    /** Tasks of superior plans that this one carries out. */
    covers: f.refs('落实的上级任务', 'task', { indexed: true }),
    ordinal: f.integer('顺序', { required: true }),
    path: f.texts('所在章节'),
    no: f.text('序号'),
    title: f.text('任务', { required: true, secrecy: 'public' }),
    content: f.text('任务内容', { secrecy: 'public' }),
    spanStart: f.integer('原文起点'),
    spanEnd: f.integer('原文终点'),
    leadNames: f.texts('牵头单位（原文）'),
    coopNames: f.texts('配合单位（原文）'),
    respNames: f.texts('责任单位（原文）'),
    guideNames: f.texts('指导单位（原文）'),
    leadUnits: f.refs('牵头单位', 'unit', { indexed: true }),
    coopUnits: f.refs('配合单位', 'unit'),
    respUnits: f.refs('责任单位', 'unit'),
    openRoles: f.texts('以“等”结尾的角色'),
    inheritedRoles: f.texts('承前的角色'),
    unitSpans: f.json<UnitSpan[]>('单位在原文中的位置'),
    deadlines: f.days('时限'),
    due: f.day('完成时限', { indexed: true }),
    starts: f.texts('起始时间'),
    recurring: f.json<TaskRecurring[]>('周期性要求'),
    /** 印发之日起30日内, *年底前: said by the text, not yet a day. */
    openDeadlines: f.texts('待明确的时限'),
    quantity: f.decimal('数量', { min: 0 }),
    quantityUnit: f.text('数量单位'),
    /** 报送 the named tables or plans by a day. */
    deliverables: f.json<Deliverable[]>('应交材料'),
    /** Proof that a report must bring. */
    proofs: f.texts('证明材料要求'),
    /** Which assessments use it: 粮食安全考核, 污染防治攻坚战成效考核 … */
    assessments: f.texts('纳入的考核'),
    origin: f.choice('来源', ['识别', '新增', '拆分', '合并', '结转'], { required: true }),
    sample: f.boolean('模拟数据'),
  },
  states: {
    proposed: '待确认',
    accepted: '已确认',
    rejected: '不采用',
    inForce: '执行中',
    done: '已完成',
    cancelled: '已取消',
    removed: '已并入他项',
  },
  initial: 'proposed',
  transitions: {
    accept: { label: '确认', from: ['proposed', 'rejected'], to: 'accepted', by: ['owner'], duty: 'planner' },
    reject: { label: '不采用', from: ['proposed', 'accepted'], to: 'rejected', by: ['owner'], duty: 'planner' },
    reconsider: {
      label: '退回待确认',
      from: ['accepted', 'rejected'],
      to: 'proposed',
      by: ['owner'],
      duty: 'planner',
    },
    absorb: { label: '并入他项', from: ['proposed', 'accepted'], to: 'removed', by: ['owner'], duty: 'planner' },
    enforce: { label: '生效', from: ['accepted'], to: 'inForce', by: ['owner'], duty: 'planner' },
    finish: { label: '完成', from: ['inForce'], to: 'done', by: ['owner', 'lead'], duty: 'reviewer' },
    reopen: {
      label: '重新打开',
      from: ['done'],
      to: 'inForce',
      by: ['owner', 'lead'],
      duty: 'reviewer',
      reason: 'required',
    },
    cancel: { label: '取消', from: ['inForce'], to: 'cancelled', by: ['owner'], duty: 'planner', reason: 'required' },
  },
})
export type Task = RowOf<typeof taskRecord>

/** 具名对象: “5个矿区” are five things with names, ticked one by one. */
export const namedObjectRecord = defineRecord({
  id: 'named-object',
  name: '具名对象',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    task: f.ref('任务', 'task', { required: true, indexed: true }),
    dispatch: f.ref('交办', 'dispatch', { indexed: true }),
    ordinal: f.integer('顺序', { required: true }),
    name: f.text('名称', { required: true, secrecy: 'public' }),
    noun: f.text('类别'),
    doneOn: f.day('完成日期'),
    note: f.text('说明'),
    evidence: f.files('佐证'),
  },
  states: { open: '未完成', done: '已完成', removed: '已移出' },
  initial: 'open',
  transitions: {
    tick: { label: '完成', from: ['open'], to: 'done', by: ['assignee', 'lead', 'owner'], duty: 'reporter' },
    untick: { label: '撤销完成', from: ['done'], to: 'open', by: ['assignee', 'lead', 'owner'], reason: 'required' },
    remove: {
      label: '移出',
      from: ['open', 'done'],
      to: 'removed',
      by: ['owner'],
      duty: 'planner',
      reason: 'required',
    },
  },
})
export type NamedObject = RowOf<typeof namedObjectRecord>

/** 交办: a task in the hands of one unit; one task split to eight counties is eight of these. Home is the unit's. */
export const dispatchRecord = defineRecord({
  id: 'dispatch',
  name: '交办',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    task: f.ref('任务', 'task', { required: true, indexed: true }),
    unit: f.ref('承办单位', 'unit', { required: true, indexed: true }),
    role: f.choice('角色', ['牵头', '配合', '责任'], { required: true }),
    regionId: f.ref('区域', 'region', { required: true }),
    due: f.day('时限', { indexed: true }),
    quantity: f.decimal('分解数量', { min: 0 }),
    quantityUnit: f.text('单位'),
    note: f.text('要求'),
    /** The dispatch this one took over when the task was reassigned. */
    replaces: f.ref('接替', 'dispatch'),
    /** The dispatch of the county that passed a part of its work on to this township. */
    splitFrom: f.ref('分解自', 'dispatch', { indexed: true }),
    completedOn: f.day('办结日期'),
    returnReason: f.text('退回理由'),
    sample: f.boolean('模拟数据'),
  },
  states: {
    issued: '待签收',
    accepted: '办理中',
    completed: '已报完成',
    returned: '已退回',
    closed: '已办结',
    reassigned: '已转办',
    cancelled: '已取消',
  },
  initial: 'issued',
  transitions: {
    accept: { label: '签收', from: ['issued'], to: 'accepted', by: ['assignee'], duty: 'reporter' },
    decline: {
      label: '退回交办',
      from: ['issued', 'accepted'],
      to: 'returned',
      by: ['assignee'],
      duty: 'reporter',
      reason: 'required',
    },
    complete: { label: '报完成', from: ['accepted', 'issued'], to: 'completed', by: ['assignee'], duty: 'reporter' },
    sendBack: {
      label: '退回重办',
      from: ['completed'],
      to: 'accepted',
      by: ['lead', 'owner'],
      duty: 'reviewer',
      reason: 'required',
    },
    close: { label: '办结', from: ['completed'], to: 'closed', by: ['lead', 'owner'], duty: 'reviewer' },
    reissue: { label: '重新交办', from: ['returned'], to: 'issued', by: ['lead', 'owner'], duty: 'planner' },
    reassign: {
      label: '转办',
      from: ['issued', 'accepted', 'returned'],
      to: 'reassigned',
      by: ['owner', 'lead'],
      duty: 'planner',
      reason: 'required',
    },
    cancel: {
      label: '取消',
      from: ['issued', 'accepted', 'returned'],
      to: 'cancelled',
      by: ['owner'],
      duty: 'planner',
      reason: 'required',
    },
  },
})
export type Dispatch = RowOf<typeof dispatchRecord>
