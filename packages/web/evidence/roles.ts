import type { ColumnRole, LayoutColumn, LayoutDefaults } from '@jingtu/standards/laboratory/layout.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import { t } from '../i18n/language.ts'

/** What a column of a laboratory's table may mean, in words. */
export const ROLE_NAMES: Record<ColumnRole, string> = {
  sample: '样品编号',
  site: '点位',
  depth: '采样深度',
  depthFrom: '深度起',
  depthTo: '深度止',
  substance: '检测项目',
  cas: 'CAS 号',
  value: '检测值',
  qualifier: '限定符',
  unit: '计量单位',
  detectionLimit: '检出限',
  method: '检测方法',
  basis: '干湿基',
  takenOn: '采样日期',
  receivedOn: '收样日期',
  testedOn: '检测日期',
  longitude: '经度',
  latitude: '纬度',
  medium: '介质',
  landUse: '土地利用',
  use: '规划用途',
  crop: '农产品',
  column: '作物种类',
  condition: '适用条件',
  region: '行政区划',
  pH: 'pH',
  sampler: '采样人',
  laboratory: '检测机构',
  qc: '质控类型',
  pairedWith: '配对样品',
  item: '一个项目的结果',
  remark: '备注',
  ignore: '不读',
}

export const roleName = (column: LayoutColumn): string =>
  column.role === 'item' && column.substance
    ? `${findSubstance(column.substance)?.name ?? column.substance}${column.unit ? ` ${column.unit}` : ''}`
    : t(ROLE_NAMES[column.role])

/** What may hold for all rows that say nothing themselves. */
export const DEFAULTS: readonly (keyof LayoutDefaults)[] = [
  'medium',
  'unit',
  'takenOn',
  'landUse',
  'use',
  'crop',
  'site',
  'basis',
]
