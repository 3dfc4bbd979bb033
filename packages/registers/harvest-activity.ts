import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

export const ACTS = ['种植', '捕捞', '采集', '建立生产基地'] as const
/** Words by which a zone bans everything that is eaten. */
export const ALL_FOOD = ['食用农产品', '特定农产品', '全部食用农产品'] as const

/** 种植、捕捞、采集记录: what is grown, caught or gathered where, held against the zones in which it is forbidden. */
export const harvestActivity = defineRegister({
  id: 'harvest-activity',
  name: '种植、捕捞、采集记录',
  module: 'M06',
  basis: ['农产品质量安全法第二十一条', '土壤污染防治法第五十四条'],
  purpose: '种植、捕捞、采集和生产基地的记录与禁止生产区叠加，违反禁止规定的列出查处。',
  fields: {
    act: f.choice('行为', ACTS, { required: true }),
    product: f.text('农产品', { required: true }),
    edible: f.choice('用途', ['食用', '饲草', '非食用'], { required: true }),
    unit: f.ref('评价单元', 'farmland-unit', { indexed: true, hint: '没有单元的，标出位置' }),
    location: f.point('位置'),
    extent: f.polygon('范围'),
    seenOn: f.day('日期', { required: true, past: true }),
    area: f.decimal('面积', { unit: '亩', min: 0 }),
    who: f.text('行为人', { secrecy: 'personal' }),
    source: f.choice('来源', ['种植档案', '日常巡查', '遥感', '举报'], { required: true }),
    result: f.choice('比对结果', ['未涉及禁止区域', '违反禁止规定', '证据不足'], { hint: '由系统比对' }),
    zones: f.refs('涉及的区域', 'banned-zone', { hint: '由系统比对' }),
    handling: f.text('处理情况', { long: true }),
    handledOn: f.day('处理日期', { past: true }),
    files: f.files('处理材料'),
    note: f.text('备注', { long: true }),
  },
  states: { recorded: '已记录', handled: '已处理' },
  initial: 'recorded',
  create: { by: ['township', '农业农村@county'] },
  correct: { by: ['township', '农业农村@county'], in: ['recorded'] },
  transitions: {
    handle: {
      label: '登记处理',
      from: ['recorded'],
      to: 'handled',
      by: ['农业农村@county'],
      duty: 'reviewer',
      asks: ['handling', 'handledOn', 'files'],
      needs: ['handling', 'handledOn'],
      evidence: ['files'],
      refuse: row =>
        row.result === '违反禁止规定' ? [] : [{ where: 'result', message: '没有违反禁止规定，无须处理' }],
    },
  },
  duties: {
    handle: {
      label: '制止和处理禁止区内的生产',
      clause: '农产品质量安全法第二十一条；天数为自拟默认值',
      by: '县级农业农村部门',
      while: ['recorded', 'handled'],
      when: row => row.result === '违反禁止规定',
      after: { field: 'seenOn' },
      days: 15,
      met: { field: 'handledOn' },
    },
  },
  list: ['region', 'act', 'product', 'edible', 'unit', 'seenOn', 'area', 'result', 'state'],
  filters: ['region', 'state', 'act', 'result', 'edible'],
  search: ['product', 'note'],
  map: { geometry: 'location', colourBy: 'result' },
})
