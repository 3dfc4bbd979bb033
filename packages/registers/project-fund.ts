import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const SOURCES = { 中央: 'central', 省级: 'provincial', 市级: 'municipal', 县级: 'county', 企业: 'enterprise' } as const
type Source = keyof typeof SOURCES
const NAMES = Object.keys(SOURCES) as [Source, ...Source[]]

interface Payment {
  source: Source
  to: string
  amount: string
}
/** Money that reached who does the work; what only went on to another office's account is not spent. */
const spent = (payments: readonly Payment[], source?: Source): string =>
  sum(payments.filter(p => p.to === '项目收款单位' && (!source || p.source === source)).map(p => p.amount))

const rate = (part: string, whole: string): string | null => {
  const share = percentage(part, whole)
  return share === 'not-applicable' ? null : share
}

/** 项目资金台账: one row a project and funding year, because a project paid over two years counts in both of them. */
export const projectFund = defineRegister({
  id: 'project-fund',
  name: '项目资金台账',
  module: 'M21',
  subject: 'project',
  basis: ['土壤污染防治资金管理办法（财资环〔2022〕28号）'],
  purpose: '按资金年度登记各级资金的下达、配套与支付，计算开工、完工和资金执行情况。',
  fields: {
    fundYear: f.integer('资金年度', { required: true, min: 2016, max: 2200 }),
    document: f.text('资金下达文号', { required: true }),
    issuedOn: f.day('下达日期', { required: true, past: true }),
    central: f.money('中央资金', { required: true }),
    provincial: f.money('省级资金'),
    municipal: f.money('市级资金'),
    county: f.money('县级资金'),
    enterprise: f.money('企业自筹'),
    total: f.money('到位合计', { derived: true }),
    matchDuty: f.money('应配套地方资金'),
    matchShort: f.money('配套资金缺口', { derived: true }),
    payments: f.rows('支付', {
      on: f.day('支付日期', { required: true, past: true }),
      source: f.choice('资金来源', NAMES, { required: true }),
      to: f.choice('付给', ['项目收款单位', '其他部门账户'], { required: true, hint: '转拨到部门账户的不算执行' }),
      payee: f.text('收款人', { required: true }),
      amount: f.money('金额', { required: true }),
      voucher: f.text('凭证号'),
    }),
    surplus: f.money('上缴结余（中央）'),
    centralSpent: f.money('中央资金支出', { derived: true }),
    spent: f.money('支出合计', { derived: true }),
    execution: f.decimal('中央资金执行率', { derived: true, unit: '%' }),
    localExecution: f.decimal('地方资金支出率', { derived: true, unit: '%' }),
    startedOn: f.day('开工日期'),
    startProof: f.files('开工证明'),
    completedOn: f.day('完工日期'),
    completionProof: f.files('完工证明'),
    withdrawal: f.text('收回文号'),
    withdrawalFile: f.files('收回文件'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'fundYear'],
  requiredWhen: {
    startedOn: ['started', 'completed'],
    completedOn: ['completed'],
    withdrawal: ['withdrawn'],
  },
  check: row => [
    ...NAMES.flatMap(source => {
      const given = row[SOURCES[source]] ?? '0'
      const paid = sum(row.payments.filter(p => p.source === source).map(p => p.amount))
      return compareDecimals(paid, given) > 0
        ? [{ where: 'payments', message: `${source}资金支付 ${paid} 万元，超过到位 ${given} 万元` }]
        : []
    }),
    ...row.payments.flatMap((p, i) =>
      p.on < row.issuedOn && p.source === '中央'
        ? [{ where: `payments.${i}.on`, message: `“支付”第${i + 1}行：早于资金下达日期 ${row.issuedOn}` }]
        : [],
    ),
    ...(row.startedOn && row.completedOn && row.completedOn < row.startedOn
      ? [{ where: 'completedOn', message: '完工早于开工' }]
      : []),
  ],
  derive: row => {
    const local = sum([row.provincial, row.municipal, row.county].map(x => x ?? '0'))
    const paidOut = spent(row.payments, '中央')
    const counts = parameterOn('fund.surplusCounts', row.effective).value > 0
    const centralSpent = counts ? add(paidOut, row.surplus ?? '0') : paidOut
    const localSpent = sum((['省级', '市级', '县级'] as const).map(s => spent(row.payments, s)))
    const short = subtract(row.matchDuty ?? '0', local)
    return {
      total: sum([row.central, local, row.enterprise ?? '0']),
      matchShort: row.matchDuty === null ? null : compareDecimals(short, '0') > 0 ? short : '0',
      centralSpent,
      spent: spent(row.payments),
      execution: rate(centralSpent, row.central),
      localExecution: rate(localSpent, local),
    }
  },
  states: { issued: '已下达', started: '已开工', completed: '已完工', withdrawn: '已收回' },
  initial: 'issued',
  ended: ['withdrawn'],
  create: { by: ['生态环境@county', '生态环境@city', '财政@county', '财政@city', '农业农村@county', '农业农村@city'] },
  correct: {
    by: ['生态环境@county', '生态环境@city', '财政@county', '财政@city', '农业农村@county', '农业农村@city'],
    in: ['issued', 'started', 'completed'],
  },
  transitions: {
    start: {
      label: '开工',
      from: ['issued'],
      to: 'started',
      by: ['生态环境@county', '生态环境@city', '农业农村@county', '农业农村@city'],
      asks: ['startedOn', 'startProof'],
      needs: ['startedOn'],
      evidence: ['startProof'],
    },
    complete: {
      label: '完工',
      from: ['started'],
      to: 'completed',
      by: ['生态环境@county', '生态环境@city', '农业农村@county', '农业农村@city'],
      asks: ['completedOn', 'completionProof'],
      needs: ['completedOn'],
      evidence: ['completionProof'],
    },
    withdraw: {
      label: '资金收回',
      from: ['issued', 'started'],
      to: 'withdrawn',
      by: ['财政@county', '财政@city', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['withdrawal', 'withdrawalFile'],
      needs: ['withdrawal'],
      evidence: ['withdrawalFile'],
    },
  },
  list: [
    'subject',
    'region',
    'fundYear',
    'central',
    'total',
    'execution',
    'matchShort',
    'startedOn',
    'completedOn',
    'state',
  ],
  filters: ['region', 'state', 'fundYear'],
  search: ['document', 'note'],
  sort: '-fundYear',
})
