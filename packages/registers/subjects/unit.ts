import { LINES } from '@jingtu/core/access.ts'
import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

export const UNIT_KINDS = ['政府', '部门', '园区管委会', '乡镇街道', '事业单位', '企业', '其他组织'] as const

/** Levels whose administrators keep the list; townships are kept by their county. */
const ADMINISTRATORS = ['nation', 'province', 'city', 'county'] as const

/** 单位: every body a plan can order something from, with its place in level × line. */
export const unitRecord = defineRecord({
  id: 'unit',
  name: '单位',
  fields: {
    name: f.text('全称', { required: true, indexed: true, secrecy: 'public' }),
    shortName: f.text('简称', { secrecy: 'public' }),
    /** Former names and the spellings plans use. */
    aliases: f.texts('曾用名和别称'),
    kind: f.choice('类型', UNIT_KINDS, { required: true }),
    level: f.choice('层级', ['nation', 'province', 'city', 'county', 'township'], { required: true }),
    line: f.choice('条线', LINES, { required: true, indexed: true }),
    regionId: f.ref('所在区域', 'region', { required: true, indexed: true }),
    creditCode: f.text('统一社会信用代码', { secrecy: 'public' }),
    parent: f.ref('上级单位', 'unit'),
    stateOwned: f.boolean('国有企业'),
    contact: f.text('联系人', { secrecy: 'personal' }),
    phone: f.text('联系电话', { secrecy: 'personal' }),
    sample: f.boolean('模拟数据'),
  },
  states: { active: '在用', closed: '已撤销' },
  initial: 'active',
  transitions: {
    close: { label: '撤销', from: ['active'], to: 'closed', by: ADMINISTRATORS, duty: 'admin', reason: 'required' },
    reopen: {
      label: '恢复',
      from: ['closed'],
      to: 'active',
      by: ADMINISTRATORS,
      duty: 'admin',
      reason: 'required',
    },
  },
})
export type Unit = RowOf<typeof unitRecord>
