import { f } from '@jingtu/core/field.ts'
import { compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KEEPERS = ['生态环境@county', '生态环境@city', '农业农村@county'] as const

/** 以奖促治: a project mends villages that lie together; the award follows the villages that passed, not the plan. */
export const ruralAward = defineRegister({
  id: 'rural-award',
  name: '农村环境“以奖促治”项目',
  module: 'M19',
  subject: 'project',
  basis: ['关于实行“以奖促治”加快解决突出的农村环境问题的实施方案', '省级土壤污染防治工作方案'],
  purpose: '连片整治的村庄、保洁制度和治理工程；村庄评估通过后按比例兑现奖励。',
  fields: {
    villages: f.refs('整治村庄', 'village', { required: true, indexed: true }),
    contiguous: f.choice('是否连片', ['连片', '不连片', '证据不足'], { derived: true, secrecy: 'public' }),
    apart: f.texts('不相连的村庄', { derived: true }),
    works: f.rows('治理工程', {
      kind: f.choice('类型', ['生活污水治理', '生活垃圾治理', '饮用水水源保护', '畜禽养殖污染治理', '其他'], {
        required: true,
      }),
      content: f.text('内容', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    nextDue: f.day('下一项工程期限', { derived: true }),
    cleaning: f.boolean('全部村庄建立保洁制度'),
    award: f.money('奖励资金', { required: true }),
    passed: f.integer('评估通过的村庄', { derived: true, unit: '个', secrecy: 'public' }),
    failing: f.texts('没有通过的村庄', { derived: true }),
    due: f.money('可兑现奖励', { derived: true }),
    paid: f.money('已兑现奖励', { secrecy: 'public' }),
    paidOn: f.day('兑现日期', { secrecy: 'public' }),
    voucher: f.files('支付凭证'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  check: row =>
    row.paid !== null && row.due !== null && compareDecimals(row.paid, row.due) > 0
      ? [{ where: 'paid', message: `兑现 ${row.paid} 万元，多于可兑现的 ${row.due} 万元` }]
      : [],
  // Where the villages lie and which of them passed is worked out by the system (server/effects/rural-award.ts).
  derive: row => ({
    nextDue:
      row.works
        .filter(x => !x.doneOn)
        .map(x => x.due)
        .sort()[0] ?? null,
  }),
  states: { planned: '已立项', underway: '实施中', evaluated: '已核定', paid: '已兑现' },
  initial: 'planned',
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['planned', 'underway'] },
  transitions: {
    start: {
      label: '实施',
      from: ['planned'],
      to: 'underway',
      by: KEEPERS,
      refuse: row => (row.works.length > 0 ? [] : [{ where: 'works', message: '没有治理工程' }]),
    },
    evaluate: {
      label: '核定成效',
      from: ['underway', 'evaluated'],
      to: 'evaluated',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...row.works.filter(x => !x.doneOn).map(x => ({ where: 'works', message: `“${x.content}”没有完成` })),
        ...(row.cleaning === true ? [] : [{ where: 'cleaning', message: '没有全部建立村庄保洁制度' }]),
      ],
    },
    pay: {
      label: '兑现奖励',
      from: ['evaluated'],
      to: 'paid',
      by: ['财政@county', '生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      single: true,
      asks: ['paid', 'paidOn', 'voucher'],
      needs: ['paid', 'paidOn'],
      evidence: ['voucher'],
    },
  },
  duties: {
    works: {
      label: '完成治理工程',
      clause: '“以奖促治”项目实施方案',
      by: '项目实施单位',
      while: ['planned', 'underway'],
      after: { field: 'nextDue' },
      days: 0,
    },
  },
  publish: { fields: ['subject', 'region', 'contiguous', 'passed', 'paid', 'paidOn'], in: ['paid'] },
  list: ['subject', 'region', 'contiguous', 'passed', 'failing', 'award', 'due', 'paid', 'state'],
  filters: ['region', 'state', 'contiguous'],
  search: ['note'],
})
