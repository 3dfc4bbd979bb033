import { f } from '@jingtu/core/field.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { owed } from './deadline.ts'
import { parameterOn } from './parameters.ts'

const BUREAUS = ['生态环境@county', '生态环境@city', 'lead'] as const
const LAW = '最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第二十一条'

/** 检察建议与公益诉讼: a suggestion is answered in time with what was done; what is asked for a suit is delivered by its day. */
export const procuratorialMatter = defineRegister({
  id: 'procuratorial-matter',
  name: '检察建议与公益诉讼台账',
  module: 'M22',
  basis: ['土壤污染防治法第九十七条', LAW],
  purpose: '检察建议按期回复，公益诉讼的支持、取证、裁判与履行。',
  fields: {
    title: f.text('事项', { required: true, indexed: true }),
    kind: f.choice('类型', ['检察建议', '行政公益诉讼', '检察民事公益诉讼', '社会组织民事公益诉讼'], {
      required: true,
    }),
    sender: f.text('来文或起诉机关', { required: true }),
    document: f.text('文号'),
    receivedOn: f.day('收到日期', { required: true, past: true }),
    urgent: f.boolean('损害扩大等紧急情形', { hint: '应在十五日内回复' }),
    replyDue: f.day('回复期限', { derived: true, indexed: true }),
    lead: f.unit('承办单位', { required: true }),
    aboutCase: f.ref('关联案件', 'enforcement-case', { indexed: true }),
    damage: f.ref('关联损害赔偿案件', 'damage-case', { indexed: true }),
    measures: f.rows('履职和整改', {
      on: f.day('日期', { required: true, past: true }),
      what: f.text('措施', { required: true }),
    }),
    repliedOn: f.day('回复日期', { past: true }),
    reply: f.files('书面回复'),
    requests: f.rows('支持与协助事项', {
      what: f.choice('事项', ['监测数据', '调查评估报告', '执法卷宗', '鉴定评估', '出庭或专家意见'], {
        required: true,
      }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('提供日期', { past: true }),
      file: f.files('材料'),
    }),
    nextRequest: f.day('最近一项协助期限', { derived: true }),
    court: f.text('法院'),
    suedOn: f.day('起诉日期', { past: true }),
    judgement: f.text('裁判文号'),
    judgedOn: f.day('裁判生效日期'),
    obligation: f.text('裁判确定的义务', { long: true }),
    performBy: f.day('履行期限'),
    performedOn: f.day('履行完毕日期', { past: true }),
    performance: f.files('履行证明'),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'document'],
  requiredWhen: {
    suedOn: ['sued', 'judged', 'performed'],
    judgedOn: ['judged', 'performed'],
    performBy: ['judged', 'performed'],
  },
  derive: row => {
    const open = row.requests.filter(r => !r.doneOn).map(r => r.due)
    return {
      replyDue:
        row.kind !== '检察建议'
          ? null
          : row.urgent
            ? addDays(row.receivedOn, parameterOn('procuratorial.urgentDays', row.effective).value)
            : monthsLater(row.receivedOn, parameterOn('procuratorial.months', row.effective).value),
      nextRequest: open.sort()[0] ?? null,
    }
  },
  states: {
    received: '办理中',
    replied: '已回复',
    sued: '诉讼中',
    judged: '已裁判',
    performed: '已履行',
    ended: '已终结',
  },
  initial: 'received',
  create: { by: ['生态环境@county', '生态环境@city', '司法@county', '司法@city'] },
  correct: { by: BUREAUS, in: ['received', 'sued'] },
  transitions: {
    reply: {
      label: '书面回复',
      from: ['received'],
      to: 'replied',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['measures', 'reply'],
      evidence: ['reply'],
      refuse: row => [
        ...(row.kind === '检察建议' ? [] : [{ where: 'kind', message: '只有检察建议须书面回复' }]),
        ...(row.measures.length === 0 ? [{ where: 'measures', message: '没有履职和整改措施，不能只作文字回复' }] : []),
      ],
      sets: (_, { effective }) => ({ repliedOn: effective }),
    },
    sue: {
      label: '登记起诉',
      from: ['received', 'replied'],
      to: 'sued',
      by: BUREAUS,
      asks: ['suedOn', 'court', 'requests'],
      needs: ['suedOn', 'court'],
      // 行政公益诉讼 is open only after the suggestion has had its time.
      refuse: row =>
        row.replyDue && !row.repliedOn && row.suedOn && row.suedOn <= row.replyDue
          ? [{ where: 'suedOn', message: `检察建议的回复期限 ${row.replyDue} 未到，不能登记为已起诉` }]
          : [],
    },
    provide: {
      label: '提供协助材料',
      from: ['sued'],
      to: 'sued',
      by: BUREAUS,
      asks: ['requests'],
      needs: ['requests'],
    },
    judge: {
      label: '登记裁判',
      from: ['sued'],
      to: 'judged',
      by: BUREAUS,
      asks: ['judgement', 'judgedOn', 'obligation', 'performBy'],
      needs: ['judgement', 'judgedOn', 'obligation', 'performBy'],
      refuse: row => (row.nextRequest ? [{ where: 'requests', message: '还有要求协助的材料没有提供' }] : []),
    },
    perform: {
      label: '履行完毕',
      from: ['judged'],
      to: 'performed',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['performedOn', 'performance'],
      needs: ['performedOn'],
      evidence: ['performance'],
    },
    end: {
      label: '终结',
      from: ['replied', 'sued'],
      to: 'ended',
      by: BUREAUS,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    reply: owed('承办单位', '书面回复检察建议', LAW, ['received', 'replied'], 'replyDue', null, 'repliedOn'),
    request: {
      label: '提供协助材料',
      clause: '人民检察院公益诉讼办案规则',
      by: '承办单位',
      while: ['sued'],
      after: { field: 'nextRequest' },
      days: 0,
    },
    perform: owed('承办单位', '履行生效裁判', '生效裁判', ['judged', 'performed'], 'performBy', null, 'performedOn'),
  },
  relations: { lead: 'lead' },
  list: ['title', 'kind', 'region', 'sender', 'receivedOn', 'replyDue', 'repliedOn', 'lead', 'state'],
  filters: ['region', 'state', 'kind', 'replyDue'],
  search: ['title', 'document', 'note'],
  sort: '-replyDue',
})
