import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'

const KEEPERS = ['生态环境@county', '生态环境@city', '应急管理@county', 'township'] as const

/** 执法与应急装备物资: what is in stock against what should be, until when it is good and when it was last calibrated. */
export const responseEquipment = defineRegister({
  id: 'response-equipment',
  name: '执法与应急装备物资台账',
  module: 'M22',
  basis: ['省级、县级土壤污染防治工作方案：配备土壤污染快速检测等执法装备和应急物资'],
  purpose: '便携检测仪器、无人机、快速检测试剂和应急物资的库存、缺口、有效期和检定校准。',
  fields: {
    name: f.text('名称', { required: true, indexed: true }),
    kind: f.choice(
      '类别',
      ['便携式检测仪器', '快速检测试剂', '无人机', '执法记录设备', '采样设备', '防护用品', '应急处置物资', '车辆'],
      { required: true },
    ),
    detects: f.choices('可快速检测', ['重金属', '挥发性有机物', '半挥发性有机物', '石油烃', '农药', '氰化物', 'pH']),
    holder: f.unit('保管单位', { required: true, indexed: true }),
    place: f.text('存放地点'),
    standard: f.integer('配备标准', { required: true, min: 0, hint: '应有的数量' }),
    movements: f.rows('出入库', {
      on: f.day('日期', { required: true, past: true }),
      kind: f.choice('类型', ['入库', '归还', '领用', '消耗', '报废'], { required: true }),
      quantity: f.integer('数量', { required: true, min: 1 }),
      by: f.text('经手人', { required: true }),
    }),
    stock: f.integer('库存', { derived: true }),
    shortage: f.integer('缺口', { derived: true, indexed: true }),
    expiresOn: f.day('有效期至'),
    calibrationMonths: f.integer('检定校准周期', { min: 1, max: 120, unit: '月' }),
    calibrations: f.rows('检定校准', {
      on: f.day('日期', { required: true, past: true }),
      passed: f.boolean('合格', { required: true }),
      certificate: f.text('证书号'),
    }),
    calibratedOn: f.day('最近一次合格校准', { derived: true }),
    calibrationDue: f.day('校准到期日', { derived: true, indexed: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['name', 'holder'],
  check: row =>
    row.stock !== null && row.stock < 0 ? [{ where: 'movements', message: `出库多于入库，库存成了 ${row.stock}` }] : [],
  derive: row => {
    const stock = row.movements.reduce((n, m) => n + (['入库', '归还'].includes(m.kind) ? m.quantity : -m.quantity), 0)
    const calibratedOn =
      row.calibrations
        .filter(c => c.passed)
        .map(c => c.on)
        .sort()
        .at(-1) ?? null
    return {
      stock,
      shortage: Math.max(0, row.standard - stock),
      calibratedOn,
      calibrationDue: calibratedOn && row.calibrationMonths ? monthsLater(calibratedOn, row.calibrationMonths) : null,
    }
  },
  states: { kept: '在库', retired: '已停用' },
  initial: 'kept',
  ended: ['retired'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['kept'] },
  transitions: {
    stock: {
      label: '登记出入库',
      from: ['kept'],
      to: 'kept',
      by: KEEPERS,
      asks: ['movements', 'expiresOn'],
      needs: ['movements'],
    },
    calibrate: {
      label: '登记检定校准',
      from: ['kept'],
      to: 'kept',
      by: KEEPERS,
      asks: ['calibrations'],
      needs: ['calibrations'],
    },
    retire: { label: '停用', from: ['kept'], to: 'retired', by: KEEPERS, duty: 'reviewer', reason: 'required' },
  },
  duties: {
    calibrate: {
      label: '检定校准',
      clause: '计量法第九条',
      by: '保管单位',
      while: ['kept'],
      after: { field: 'calibrationDue' },
      days: 0,
    },
    renew: {
      label: '更换到期物资',
      clause: '应急物资储备管理制度',
      by: '保管单位',
      while: ['kept'],
      when: row => (row.stock ?? 0) > 0,
      after: { field: 'expiresOn' },
      days: 0,
    },
  },
  relations: { owner: 'holder' },
  list: ['name', 'kind', 'region', 'holder', 'stock', 'shortage', 'expiresOn', 'calibrationDue', 'state'],
  filters: ['region', 'state', 'kind', 'detects', 'shortage', 'expiresOn', 'calibrationDue'],
  search: ['name', 'note'],
})
