import { f } from '@jingtu/core/field.ts'
import { compareDecimals, multiply, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'
import { parameterOn } from './parameters.ts'

/** How far what arrived lies from what left, in per cent of what left. */
const farOff = (left: string, arrived: string, on: string): boolean => {
  const off = subtract(left, arrived)
  const size = compareDecimals(off, '0') < 0 ? multiply(off, '-1') : off
  const allowed = multiply(left, String(parameterOn('manifest.difference', on).value))
  return compareDecimals(multiply(size, '100'), allowed) > 0
}

/** 跨区域通报: one place tells another; soil leaves only after the receiving place has said it knows, and must arrive whole. */
export const crossRegionNotice = defineRegister({
  id: 'cross-region-notice',
  name: '跨区域通报台账',
  module: 'M22',
  basis: ['土壤污染防治法第四十一条'],
  purpose: '两地之间的污染问题通报和污染土壤转运告知：签收、答复、起运、到达核对。',
  fields: {
    title: f.text('事项', { required: true, indexed: true }),
    agreement: f.ref('协作协议', 'cooperation-agreement', { required: true, indexed: true }),
    kind: f.choice('类型', ['跨区域污染问题', '污染土壤转运', '联合执法', '线索移送', '应急联动'], { required: true }),
    sender: f.unit('通报单位', { required: true }),
    receiver: f.unit('接收单位', { required: true }),
    what: f.text('内容', { required: true, long: true }),
    weight: f.decimal('转运量', { min: 0, unit: '吨' }),
    pollutants: f.texts('污染物'),
    route: f.text('运输方式和线路'),
    destination: f.text('去向和最终处置措施'),
    plannedOn: f.day('计划起运日期'),
    files: f.files('附件'),
    sentOn: f.day('通报日期', { past: true }),
    receivedOn: f.day('签收日期', { past: true }),
    reply: f.text('答复', { long: true }),
    repliedOn: f.day('答复日期', { past: true }),
    departedOn: f.day('起运日期', { past: true }),
    arrivedOn: f.day('全部到达日期', { past: true }),
    arrivedWeight: f.decimal('到达量', { min: 0, unit: '吨' }),
  },
  requiredWhen: {
    weight: row => row.kind === '污染土壤转运',
    route: row => row.kind === '污染土壤转运',
    destination: row => row.kind === '污染土壤转运',
    plannedOn: row => row.kind === '污染土壤转运',
  },
  visibleWhen: { departedOn: row => row.kind === '污染土壤转运', arrivedOn: row => row.kind === '污染土壤转运' },
  states: {
    drafted: '草拟',
    sent: '已通报',
    received: '已签收',
    departed: '转运中',
    arrived: '已到达',
    answered: '已答复',
  },
  initial: 'drafted',
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['lead', '生态环境@county', '生态环境@city'], in: ['drafted'] },
  transitions: {
    send: {
      label: '发出通报',
      from: ['drafted'],
      to: 'sent',
      by: ['lead'],
      duty: 'reviewer',
      refuse: (row, { effective }) =>
        row.plannedOn && row.plannedOn <= effective
          ? [{ where: 'plannedOn', message: '污染土壤转运须提前报告所在地和接收地（土壤污染防治法第四十一条）' }]
          : [],
      sets: (_, { effective }) => ({ sentOn: effective }),
    },
    receive: {
      label: '签收',
      from: ['sent'],
      to: 'received',
      by: ['assignee'],
      sets: (_, { effective }) => ({ receivedOn: effective }),
    },
    answer: {
      label: '答复',
      from: ['received', 'arrived'],
      to: 'answered',
      by: ['assignee'],
      duty: 'reviewer',
      asks: ['reply'],
      needs: ['reply'],
      refuse: row =>
        row.kind === '污染土壤转运' && !row.arrivedOn
          ? [{ where: 'arrivedOn', message: '污染土壤尚未核对到达，不能答复办结' }]
          : [],
      sets: (_, { effective }) => ({ repliedOn: effective }),
    },
    depart: {
      label: '起运',
      from: ['received'],
      to: 'departed',
      by: ['lead'],
      refuse: row => (row.kind === '污染土壤转运' ? [] : [{ where: 'kind', message: '只有污染土壤转运才有起运' }]),
      sets: (_, { effective }) => ({ departedOn: effective }),
    },
    arrive: {
      label: '到达核对',
      from: ['departed'],
      to: 'arrived',
      by: ['assignee'],
      asks: ['arrivedOn', 'arrivedWeight'],
      needs: ['arrivedOn', 'arrivedWeight'],
      refuse: row =>
        row.weight !== null && row.arrivedWeight !== null && farOff(row.weight, row.arrivedWeight, row.effective)
          ? [
              {
                where: 'arrivedWeight',
                message: `到达 ${row.arrivedWeight} 吨与转运 ${row.weight} 吨相差超过允许范围，须先查明`,
              },
            ]
          : [],
    },
  },
  duties: {
    reply: owed(
      '接收单位',
      '答复跨区域通报',
      '跨区域联动协作协议',
      ['sent', 'received', 'answered'],
      'sentOn',
      'cooperation.replyDays',
      'repliedOn',
    ),
  },
  relations: { lead: 'sender', assignee: 'receiver' },
  list: ['title', 'kind', 'region', 'sender', 'receiver', 'sentOn', 'repliedOn', 'state'],
  filters: ['region', 'state', 'kind'],
  search: ['title', 'what'],
})
