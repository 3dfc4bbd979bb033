import { f } from '@jingtu/core/field.ts'
import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'
import { parameterOn } from './parameters.ts'

const BUREAUS = ['生态环境@county', '生态环境@city'] as const
const RULES = '生态环境损害赔偿管理规定'
const LOSSES = ['cleanupCost', 'restorationCost', 'serviceLoss', 'permanentLoss', 'surveyCost'] as const

interface Instalment {
  due: string
  amount: string
  paidOn: string | null
  paid: string | null
}
const isOpen = (i: Instalment): boolean => !i.paidOn || compareDecimals(i.paid ?? '0', i.amount) < 0

/** 生态环境损害赔偿: from the clue over appraisal and consultation or suit to the last instalment and the land restored. */
export const damageCase = defineRegister({
  id: 'damage-case',
  name: '生态环境损害赔偿案件台账',
  module: 'M22',
  basis: ['生态环境损害赔偿管理规定（环法规〔2022〕31号）', '土壤污染防治法第九十六条、第九十七条'],
  purpose: '线索核查、鉴定评估、磋商、协议或诉讼、分期赔付、修复和效果评估，全过程有期限。',
  fields: {
    title: f.text('案件', { required: true, indexed: true, secrecy: 'public' }),
    source: f.choice('来源', ['突发环境事件', '违法案件', '举报', '监测调查', '检察机关移送', '上级交办'], {
      required: true,
    }),
    event: f.ref('突发环境事件', 'emergency-event', { indexed: true }),
    aboutCase: f.ref('违法案件', 'enforcement-case', { indexed: true }),
    site: f.ref('受损场所', 'site', { indexed: true }),
    obligor: f.ref('赔偿义务人', 'organisation', { indexed: true, secrecy: 'public' }),
    clueOn: f.day('发现线索日期', { required: true, past: true }),
    screenedOn: f.day('初步核查日期', { past: true }),
    harmed: f.choice('核查结论', ['造成损害', '未造成损害', '损害显著轻微不需赔偿']),
    openedOn: f.day('启动索赔日期', { secrecy: 'public', past: true }),
    appraisal: f.choice('评估方式', ['委托鉴定评估', '专家意见']),
    appraiser: f.text('鉴定评估机构或专家'),
    report: f.files('鉴定评估报告'),
    cleanupCost: f.money('清除污染费用'),
    restorationCost: f.money('修复费用'),
    serviceLoss: f.money('修复期间服务功能损失'),
    permanentLoss: f.money('永久性损害损失'),
    surveyCost: f.money('调查、鉴定评估费用'),
    claimed: f.money('索赔金额', { derived: true }),
    noticeOn: f.day('磋商通知送达日期', { past: true }),
    meetings: f.rows('磋商会议', {
      on: f.day('日期', { required: true, past: true }),
      result: f.choice('结果', ['达成一致', '未达成一致'], { required: true }),
      record: f.files('会议纪要'),
    }),
    consultedOn: f.day('磋商终结日期', { past: true }),
    agreed: f.money('确定的赔偿金额', { secrecy: 'public' }),
    difference: f.text('与索赔金额不一致的理由', { long: true }),
    agreedOn: f.day('协议或裁判生效日期', { secrecy: 'public' }),
    agreement: f.files('协议或裁判文书'),
    confirmedOn: f.day('司法确认日期', { past: true }),
    court: f.text('受诉法院'),
    suedOn: f.day('起诉日期', { past: true }),
    instalments: f.rows('分期赔付', {
      due: f.day('应付日期', { required: true }),
      amount: f.money('应付', { required: true }),
      paidOn: f.day('到账日期', { past: true }),
      paid: f.money('到账'),
      voucher: f.text('凭证号'),
    }),
    paid: f.money('已赔付', { derived: true }),
    outstanding: f.money('尚未赔付', { derived: true }),
    nextDue: f.day('最近一期应付日期', { derived: true, indexed: true }),
    mode: f.choice('修复方式', ['义务人自行修复', '缴纳资金由政府组织修复', '替代修复'], { secrecy: 'public' }),
    restoreBy: f.day('修复期限'),
    restoredOn: f.day('修复完成日期', { secrecy: 'public', past: true }),
    evaluation: f.files('修复效果评估报告'),
    effect: f.choice('效果评估结论', ['达到修复目标', '未达到修复目标'], { secrecy: 'public' }),
    evaluatedOn: f.day('效果评估日期', { past: true }),
    publishedAt: f.text('公开地址', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title'],
  requiredWhen: { agreed: ['settled', 'restored', 'evaluated', 'closed'], restoreBy: ['settled', 'restored'] },
  check: row => [
    ...(row.agreed !== null && compareDecimals(sum(row.instalments.map(i => i.amount)), row.agreed) !== 0
      ? [
          {
            where: 'instalments',
            message: `分期赔付合计 ${sum(row.instalments.map(i => i.amount))} 万元，应等于确定的赔偿金额 ${row.agreed} 万元`,
          },
        ]
      : []),
    ...row.instalments.flatMap((x, i) =>
      Boolean(x.paidOn) !== Boolean(x.paid)
        ? [{ where: `instalments.${i}.paid`, message: `“分期赔付”第${i + 1}行：到账日期和金额须同时填写` }]
        : [],
    ),
  ],
  derive: row => {
    const losses = LOSSES.map(k => row[k]).filter((x): x is string => x !== null)
    const paid = sum(row.instalments.map(i => i.paid ?? '0'))
    const open = row.instalments.filter(isOpen).map(i => i.due)
    return {
      claimed: losses.length > 0 ? sum(losses) : null,
      paid: row.instalments.length > 0 ? paid : null,
      outstanding: row.agreed === null ? null : subtract(row.agreed, paid),
      nextDue: open.sort()[0] ?? null,
    }
  },
  states: {
    clue: '线索核查',
    opened: '已启动索赔',
    appraised: '已鉴定评估',
    consulting: '磋商中',
    sued: '诉讼中',
    settled: '赔偿已确定',
    restored: '已修复',
    evaluated: '已评估',
    closed: '已结案',
    dismissed: '不启动索赔',
  },
  initial: 'clue',
  ended: ['dismissed'],
  create: { by: [...BUREAUS, '自然资源@city', '农业农村@city', '水利@city'] },
  correct: { by: BUREAUS, in: ['clue', 'opened', 'appraised'] },
  transitions: {
    open: {
      label: '启动索赔',
      from: ['clue'],
      to: 'opened',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['screenedOn', 'harmed', 'obligor'],
      needs: ['screenedOn', 'harmed', 'obligor'],
      refuse: row =>
        row.harmed && row.harmed !== '造成损害'
          ? [{ where: 'harmed', message: `核查结论是“${row.harmed}”，不能启动索赔` }]
          : [],
      sets: (_, { effective }) => ({ openedOn: effective }),
    },
    dismiss: {
      label: '不启动索赔',
      from: ['clue'],
      to: 'dismissed',
      by: BUREAUS,
      duty: 'reviewer',
      reason: 'required',
      asks: ['screenedOn', 'harmed'],
      needs: ['screenedOn', 'harmed'],
      refuse: row => (row.harmed === '造成损害' ? [{ where: 'harmed', message: '已造成损害的，应当启动索赔' }] : []),
    },
    appraise: {
      label: '完成鉴定评估',
      from: ['opened'],
      to: 'appraised',
      by: BUREAUS,
      asks: ['appraisal', 'appraiser', 'report', ...LOSSES],
      needs: ['appraisal', 'appraiser', 'claimed'],
      evidence: ['report'],
    },
    consult: {
      label: '送达磋商通知',
      from: ['appraised'],
      to: 'consulting',
      by: BUREAUS,
      asks: ['noticeOn'],
      needs: ['noticeOn'],
    },
    meet: {
      label: '登记磋商会议',
      from: ['consulting'],
      to: 'consulting',
      by: BUREAUS,
      asks: ['meetings'],
      needs: ['meetings'],
      refuse: row => {
        const { value, note } = parameterOn('damage.meetings', row.effective)
        return row.meetings.length > value
          ? [{ where: 'meetings', message: `磋商会议已有 ${row.meetings.length} 次，超过上限：${note}` }]
          : []
      },
    },
    agree: {
      label: '达成赔偿协议',
      from: ['consulting'],
      to: 'settled',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['agreed', 'difference', 'agreement', 'confirmedOn', 'instalments', 'mode', 'restoreBy'],
      needs: ['agreed', 'mode', 'restoreBy'],
      evidence: ['agreement'],
      refuse: row => [
        ...(row.meetings.some(m => m.result === '达成一致')
          ? []
          : [{ where: 'meetings', message: '没有达成一致的磋商会议' }]),
        ...(row.agreed !== null && row.claimed !== null && row.agreed !== row.claimed && !row.difference
          ? [{ where: 'difference', message: `协议 ${row.agreed} 万元与索赔 ${row.claimed} 万元不一致，须写明理由` }]
          : []),
      ],
      sets: (_, { effective }) => ({ agreedOn: effective, consultedOn: effective }),
    },
    sue: {
      label: '磋商不成，起诉',
      from: ['consulting'],
      to: 'sued',
      by: BUREAUS,
      duty: 'reviewer',
      reason: 'required',
      asks: ['suedOn', 'court'],
      needs: ['suedOn', 'court'],
      sets: (_, { effective }) => ({ consultedOn: effective }),
    },
    judge: {
      label: '裁判生效',
      from: ['sued'],
      to: 'settled',
      by: BUREAUS,
      asks: ['agreed', 'agreement', 'instalments', 'mode', 'restoreBy'],
      needs: ['agreed', 'mode', 'restoreBy'],
      evidence: ['agreement'],
      sets: (_, { effective }) => ({ agreedOn: effective }),
    },
    pay: {
      label: '登记赔付',
      from: ['settled'],
      to: 'settled',
      by: [...BUREAUS, '财政@county', '财政@city'],
      asks: ['instalments'],
      needs: ['instalments'],
    },
    restore: {
      label: '修复完成',
      from: ['settled'],
      to: 'restored',
      by: BUREAUS,
      asks: ['restoredOn'],
      needs: ['restoredOn'],
    },
    payLate: {
      label: '登记后期赔付',
      from: ['evaluated'],
      to: 'evaluated',
      by: [...BUREAUS, '财政@county', '财政@city'],
      asks: ['instalments'],
      needs: ['instalments'],
    },
    evaluate: {
      label: '效果评估达到目标',
      from: ['restored'],
      to: 'evaluated',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['evaluation', 'effect'],
      needs: ['effect'],
      evidence: ['evaluation'],
      refuse: row =>
        row.effect === '未达到修复目标' ? [{ where: 'effect', message: '未达到修复目标，应退回继续修复' }] : [],
      sets: (_, { effective }) => ({ evaluatedOn: effective }),
    },
    redo: {
      label: '未达目标，继续修复',
      from: ['restored'],
      to: 'settled',
      by: BUREAUS,
      duty: 'reviewer',
      reason: 'required',
      asks: ['restoreBy'],
      needs: ['restoreBy'],
      sets: () => ({ restoredOn: null }),
    },
    close: {
      label: '结案',
      from: ['evaluated'],
      to: 'closed',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['publishedAt'],
      needs: ['publishedAt'],
      refuse: row =>
        row.outstanding !== null && compareDecimals(row.outstanding, '0') > 0
          ? [{ where: 'instalments', message: `还有 ${row.outstanding} 万元没有赔付到账` }]
          : [],
    },
  },
  duties: {
    screen: owed(
      '指定的部门或机构',
      '初步核查损害线索',
      `${RULES}第十七条`,
      ['clue', 'opened'],
      'clueOn',
      'damage.screenDays',
      'screenedOn',
    ),
    consult: owed(
      '指定的部门或机构',
      '终结磋商',
      `${RULES}第二十三条`,
      ['consulting', 'settled', 'sued'],
      'noticeOn',
      'damage.consultDays',
      'consultedOn',
    ),
    pay: {
      label: '按期赔付',
      clause: '赔偿协议或生效裁判',
      by: '赔偿义务人',
      while: ['settled', 'restored', 'evaluated'],
      after: { field: 'nextDue' },
      days: 0,
    },
    restore: owed(
      '赔偿义务人',
      '完成修复',
      '赔偿协议或生效裁判',
      ['settled', 'restored'],
      'restoreBy',
      null,
      'restoredOn',
    ),
  },
  publish: {
    fields: ['title', 'region', 'obligor', 'agreed', 'agreedOn', 'mode', 'restoredOn', 'effect', 'publishedAt'],
    in: ['closed'],
  },
  list: ['title', 'region', 'source', 'obligor', 'claimed', 'agreed', 'outstanding', 'nextDue', 'state'],
  filters: ['region', 'state', 'source', 'nextDue'],
  search: ['title', 'note'],
})
