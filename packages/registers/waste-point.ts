import { f } from '@jingtu/core/field.ts'
import { add, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { parameterOn } from './parameters.ts'

const KINDS = [
  '机动车维修',
  '报废机动车拆解',
  '废铅蓄电池收集点',
  '废矿物油收集点',
  '废弃电器电子产品拆解',
  '废轮胎再生利用',
  '废塑料再生利用',
  '废旧机械拆解',
  '家用含重金属废物收集点',
] as const
const WASTES = [
  '废铅蓄电池',
  '废矿物油',
  '废氧化汞电池',
  '镍镉电池',
  '含汞荧光灯管',
  '含汞温度计',
  '废旧电器',
  '其他',
] as const

/** 社会源危险废物与再生利用点位: garages, dismantlers and collection points; what came in, where it went, who looked and when again. */
export const wastePoint = defineRegister({
  id: 'waste-point',
  name: '社会源危险废物和再生资源点位',
  module: 'M17',
  subject: 'site',
  basis: ['固体废物污染环境防治法第六十六条、第六十七条', '废弃电器电子产品回收处理管理条例'],
  purpose: '机动车维修拆解、电器拆解、废轮胎废塑料利用和含重金属废物收集点的检查、清理整顿和收集量。',
  fields: {
    kind: f.choice('类型', KINDS, { required: true, secrecy: 'public' }),
    department: f.choice('主管部门', ['生态环境', '交通运输', '商务', '住房城乡建设', '工业和信息化'], {
      required: true,
    }),
    qualified: f.boolean('有资质或备案', { hint: '没有核实就空着' }),
    licence: f.text('资质或备案号'),
    amounts: f.rows('收集和去向', {
      on: f.day('日期', { required: true, past: true }),
      waste: f.choice('废物', WASTES, { required: true }),
      collected: f.decimal('收集量', { unit: 'kg', min: 0 }),
      removed: f.decimal('转出量', { unit: 'kg', min: 0 }),
      to: f.text('接收单位'),
      receiverQualified: f.boolean('接收单位有资质'),
    }),
    stock: f.decimal('现存量', { derived: true, unit: 'kg' }),
    checks: f.rows('检查', {
      on: f.day('检查日期', { required: true, past: true }),
      by: f.text('检查单位', { required: true }),
      problem: f.text('问题'),
      due: f.day('整改期限'),
      closedOn: f.day('整改完成日期', { past: true }),
    }),
    checkedOn: f.day('最近检查日期', { derived: true }),
    nextCheck: f.day('下次检查不晚于', { derived: true }),
    openProblems: f.integer('未整改问题', { derived: true, unit: '个' }),
    wrongReceivers: f.texts('流向无资质单位', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'kind'],
  requiredWhen: { licence: row => row.qualified === true },
  check: row => [
    ...row.amounts.flatMap((a, i) =>
      a.removed !== null && Number(a.removed) > 0 && !a.to
        ? [{ where: 'amounts', message: `第 ${i + 1} 行有转出量，没有写接收单位` }]
        : [],
    ),
    ...WASTES.flatMap(waste =>
      stockOf(row.amounts.filter(a => a.waste === waste)).startsWith('-')
        ? [{ where: 'amounts', message: `${waste}转出量大于收集量` }]
        : [],
    ),
    ...row.checks.flatMap((c, i) =>
      c.problem && !c.due ? [{ where: 'checks', message: `第 ${i + 1} 次检查有问题，没有整改期限` }] : [],
    ),
  ],
  derive: row => {
    const checkedOn =
      row.checks
        .map(c => c.on)
        .sort()
        .at(-1) ?? null
    return {
      stock: stockOf(row.amounts),
      checkedOn,
      nextCheck: checkedOn ? monthsLater(checkedOn, parameterOn('wastePoint.checkMonths', checkedOn).value) : null,
      openProblems: row.checks.filter(c => c.problem && !c.closedOn).length,
      // A receiver nobody has verified is not a qualified one.
      wrongReceivers: [
        ...new Set(row.amounts.filter(a => a.to && a.receiverQualified !== true).map(a => `${a.waste}→${a.to}`)),
      ],
    }
  },
  states: { active: '在册', rectifying: '清理整顿', banned: '已取缔', closed: '已停业' },
  initial: 'active',
  ended: ['banned', 'closed'],
  create: { by: ['operator', 'township', '生态环境@county', '交通运输@county', '商务@county', '住房城乡建设@county'] },
  correct: {
    by: ['operator', '生态环境@county', '交通运输@county', '商务@county', '住房城乡建设@county'],
    in: ['active', 'rectifying'],
    partyFields: ['amounts', 'licence', 'note'],
  },
  transitions: {
    rectify: {
      label: '列入清理整顿',
      from: ['active'],
      to: 'rectifying',
      by: ['生态环境@county', '生态环境@city', '商务@county', '交通运输@county'],
      reason: 'required',
    },
    pass: {
      label: '整顿合格',
      from: ['rectifying'],
      to: 'active',
      by: ['生态环境@county', '生态环境@city', '商务@county', '交通运输@county'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.qualified === true ? [] : [{ where: 'qualified', message: '没有核实有资质或备案' }]),
        ...(row.openProblems ? [{ where: 'checks', message: `还有 ${row.openProblems} 个问题没有整改` }] : []),
        ...row.wrongReceivers.map(w => ({ where: 'amounts', message: `${w}：接收单位没有资质或未核实` })),
      ],
    },
    ban: {
      label: '取缔',
      from: ['active', 'rectifying'],
      to: 'banned',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    close: {
      label: '停业',
      from: ['active', 'rectifying'],
      to: 'closed',
      by: ['生态环境@county', '商务@county', '交通运输@county'],
      refuse: row =>
        row.stock !== null && Number(row.stock) > 0
          ? [{ where: 'amounts', message: `还有 ${row.stock} kg 废物没有转出` }]
          : [],
    },
  },
  duties: {
    check: {
      label: '点位检查',
      clause: '固体废物污染环境防治法第二十六条；年度检查计划',
      by: '主管部门',
      while: ['active', 'rectifying'],
      after: { field: 'nextCheck' },
      days: 0,
    },
    // A point nobody has ever looked at has no last check to count from, and owes one all the same.
    firstCheck: {
      label: '首次点位检查',
      clause: '固体废物污染环境防治法第二十六条；年度检查计划',
      by: '主管部门',
      while: ['active', 'rectifying'],
      when: row => row.checkedOn === null,
      every: 'year',
    },
  },
  publish: { fields: ['subject', 'region', 'kind', 'licence', 'state'], in: ['active', 'banned'] },
  list: ['subject', 'region', 'kind', 'department', 'stock', 'openProblems', 'nextCheck', 'state'],
  filters: ['region', 'state', 'kind', 'department', 'qualified'],
  search: ['licence', 'note'],
})

/** Kilograms that came in and did not go out; a line without a figure says nothing. */
function stockOf(rows: readonly { collected: string | null; removed: string | null }[]): string {
  return rows.reduce((left, r) => subtract(add(left, r.collected ?? '0'), r.removed ?? '0'), '0')
}
