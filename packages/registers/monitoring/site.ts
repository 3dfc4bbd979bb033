import { LINES } from '@jingtu/core/access.ts'
import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** Levels of control, the highest first. */
export const NETWORKS = ['国控', '省控', '市控', '区县控', '其他'] as const
export const SITE_KINDS = ['土壤', '农田协同', '地下水井', '灌溉水', '底泥', '企业排口', '固体废物'] as const
export const LAND_USES = [
  '水田',
  '旱地',
  '水旱轮作',
  '菜地',
  '果园',
  '茶园',
  '林地',
  '草地',
  '建设用地',
  '未利用地',
  '其他',
] as const
/** Why a point stands where it stands. */
export const SITE_TAGS = [
  '产粮（油）重点乡镇',
  '蔬菜产业重点乡镇',
  '重要饮用水水源地',
  '交通干线两侧',
  '重点监管单位周边',
  '污灌区',
  '矿区周边',
  '地下水考核点位',
  '对照点',
] as const

const KEEPERS = ['owner'] as const

/** 监测点位: a soil point, well, field point or outlet that is visited again and again. */
export const monitoringSiteRecord = defineRecord({
  id: 'monitoring-site',
  name: '监测点位',
  fields: {
    code: f.text('点位编码', { required: true, indexed: true, secrecy: 'public' }),
    name: f.text('名称', { required: true, indexed: true, secrecy: 'public' }),
    network: f.choice('控制级别', NETWORKS, { required: true, indexed: true }),
    kind: f.choice('类型', SITE_KINDS, { required: true, indexed: true }),
    regionId: f.ref('所在区域', 'region', { required: true, indexed: true }),
    /** Degrees, CGCS2000. */
    longitude: f.decimal('经度', { min: 73, max: 136 }),
    latitude: f.decimal('纬度', { min: 3, max: 54 }),
    landUse: f.choice('土地利用类型', LAND_USES, { indexed: true }),
    crop: f.text('主要作物'),
    department: f.choice('主管部门', LINES, { required: true, indexed: true }),
    ownerUnit: f.ref('责任单位', 'unit', { indexed: true }),
    /** The enterprise, well owner or holder it is about. */
    subject: f.ref('监测对象', 'unit'),
    tags: f.texts('布点属性'),
    /** 0 or empty: no rhythm. */
    everyMonths: f.integer('监测频次（每几个月一次）', { unit: '月', min: 0, max: 600 }),
    items: f.texts('监测项目'),
    /** Items beyond the usual set, because of what lies nearby. */
    characteristicItems: f.texts('特征污染物'),
    targetClass: f.text('水质目标类别'),
    establishedOn: f.day('设立日期', { past: true }),
    note: f.text('备注'),
    sample: f.boolean('模拟数据'),
  },
  states: { planned: '拟设', active: '在用', suspended: '停测', retired: '已撤销' },
  initial: 'planned',
  transitions: {
    establish: { label: '设立', from: ['planned'], to: 'active', by: KEEPERS, duty: 'planner' },
    suspend: { label: '停测', from: ['active'], to: 'suspended', by: KEEPERS, duty: 'planner', reason: 'required' },
    resume: { label: '恢复监测', from: ['suspended'], to: 'active', by: KEEPERS, duty: 'planner' },
    retire: {
      label: '撤销',
      from: ['planned', 'active', 'suspended'],
      to: 'retired',
      by: KEEPERS,
      duty: 'planner',
      reason: 'required',
    },
  },
})
export type MonitoringSite = RowOf<typeof monitoringSiteRecord>
