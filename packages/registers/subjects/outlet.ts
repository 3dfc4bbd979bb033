import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 排放口: where a works lets something out; limits hold at it, some already at the workshop. */
export const outlet = defineRegister({
  id: 'outlet',
  name: '排放口',
  module: 'M20',
  isSubject: true,
  basis: ['排污许可管理条例第十四条'],
  purpose: '废水、废气排放口和车间排放口，监测与限值落在排放口上。',
  fields: {
    code: f.text('编号', { required: true, secrecy: 'public', hint: '与排污许可证一致，例如 DW001' }),
    name: f.text('名称', { required: true, secrecy: 'public' }),
    site: f.ref('所在厂区', 'site', { required: true, indexed: true }),
    medium: f.choice('介质', ['废水', '废气'], { required: true, secrecy: 'public' }),
    kind: f.choice('类型', ['总排放口', '车间或生产设施排放口', '雨水排放口', '一般排放口'], { required: true }),
    pollutants: f.texts('主要污染物'),
    deviceCode: f.text('在线监测设备编码（MN）', { indexed: true }),
    networkedOn: f.day('联网日期', { past: true, hint: '收到数据后由系统填写' }),
    receiving: f.ref('受纳水体', 'water-body', { indexed: true }),
    location: f.point('点位'),
  },
  key: ['site', 'code'],
  visibleWhen: { receiving: row => row.medium === '废水' },
  check: row =>
    row.networkedOn && !row.deviceCode ? [{ where: 'deviceCode', message: '已联网的排放口须填写设备编码（MN）' }] : [],
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: [...KEEPERS, 'operator'] },
  correct: { by: [...KEEPERS, 'operator'], in: ['active'] },
  transitions: SUBJECT_MOVES,
  party: 'site',
  list: ['code', 'name', 'site', 'medium', 'kind', 'region', 'state'],
  filters: ['medium', 'kind', 'site', 'region', 'state'],
  search: ['code', 'name'],
  map: { geometry: 'location', colourBy: 'medium' },
})
