import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { type ParameterKey, parameterOn } from './parameters.ts'

/** How soon a well of each grade is to be sealed. */
const MONTHS = { 高: 6, 中: 12, 低: 24 } as const

/** 报废井: registered, judged, graded, sealed and accepted; without an owner the government answers for it. */
export const abandonedWell = defineRegister({
  id: 'abandoned-well',
  name: '报废矿井、钻井、取水井封井回填',
  module: 'M16',
  subject: 'well',
  basis: ['地下水管理条例第四十九条', '报废钻井封井回填技术指南（试行）'],
  purpose: '排查登记、废弃井判定、风险分级、封井回填和验收。',
  fields: {
    kind: f.choice('类别', ['矿井', '钻井', '取水井'], { required: true, secrecy: 'public' }),
    owner: f.ref('所有人或管理人', 'organisation', { indexed: true }),
    ownerKnown: f.boolean('责任人明确', { required: true }),
    responsible: f.text('封井责任', { derived: true, secrecy: 'public' }),
    registeredOn: f.day('登记日期', { required: true, past: true }),
    condition: f.choice('井况', ['井口敞开', '井管破损', '串层', '已淤塞', '完好', '不清楚'], { required: true }),
    abandoned: f.choice('是否废弃', ['废弃', '在用', '待定'], { secrecy: 'public' }),
    judgedOn: f.day('判定日期', { past: true }),
    nearSources: f.refs('周边污染源', 'site', { hint: '污染源与周边地下水的源汇关系调查' }),
    sourceSink: f.text('源汇关系调查结论', { long: true }),
    sourceSinkReport: f.files('源汇关系调查报告'),
    connectsPolluted: f.boolean('连通受污染含水层'),
    nearSource: f.boolean('500 m 内有污染源'),
    nearDrinking: f.boolean('1 km 内有饮用水水源'),
    riskScore: f.integer('风险得分', { derived: true, unit: '分' }),
    risk: f.choice('环境风险等级', ['高', '中', '低'], { derived: true, secrecy: 'public' }),
    riskBasis: f.texts('分级依据', { derived: true }),
    closureDue: f.day('封井期限'),
    method: f.choice('封井方式', ['全井段回填', '分段封隔回填', '井口封盖']),
    material: f.text('回填材料'),
    closedOn: f.day('封井完成日期', { secrecy: 'public', past: true }),
    closure: f.files('封井施工记录'),
    acceptedOn: f.day('验收日期', { secrecy: 'public', past: true }),
    acceptance: f.files('验收材料'),
    waterNotified: f.day('告知水行政部门日期', {
      hint: '验收时由系统告知县级水行政部门；此前已书面告知的填日期',
      past: true,
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    owner: row => row.ownerKnown === true && row.state !== 'registered',
    risk: ['graded', 'closed', 'accepted'],
    abandoned: ['judged', 'graded', 'closed', 'accepted'],
  },
  derive: row => {
    const points = (key: ParameterKey): number => parameterOn(key, row.effective).value
    // What nobody looked into keeps the grade open: it is never counted as "no".
    const known =
      row.condition !== '不清楚' && [row.connectsPolluted, row.nearSource, row.nearDrinking].every(x => x !== null)
    const parts: [boolean, ParameterKey][] = [
      [row.connectsPolluted === true, 'well.polluted'],
      [row.nearSource === true, 'well.source'],
      [row.condition === '井口敞开', 'well.open'],
      [row.nearDrinking === true, 'well.drinking'],
    ]
    const hits = parts.filter(([hit]) => hit).map(([, key]) => key)
    const score = hits.reduce((n, key) => n + points(key), 0)
    return {
      responsible: row.ownerKnown ? '所有人或管理人' : '县级人民政府',
      riskScore: known ? score : null,
      risk: !known ? null : score >= points('well.high') ? '高' : score >= points('well.medium') ? '中' : '低',
      riskBasis: hits.map(key => parameterOn(key, row.effective).note),
    }
  },
  states: {
    registered: '已登记',
    judged: '已判定',
    graded: '已分级',
    closed: '已封井',
    accepted: '已验收',
    kept: '不属废弃井',
  },
  initial: 'registered',
  ended: ['kept'],
  create: { by: ['township', '生态环境@county', '自然资源@county', '水利@county', '生态环境@city'] },
  correct: {
    by: ['生态环境@county', '自然资源@county', '水利@county', '生态环境@city'],
    in: ['registered', 'judged', 'graded', 'closed'],
  },
  transitions: {
    judge: {
      label: '判定为废弃井',
      from: ['registered'],
      to: 'judged',
      by: ['生态环境@county', '自然资源@county', '水利@county'],
      refuse: row => (row.condition === '不清楚' ? [{ where: 'condition', message: '井况不清楚，不能判定' }] : []),
      sets: (_, { effective }) => ({ abandoned: '废弃' as const, judgedOn: effective }),
    },
    keep: {
      label: '判定为不属废弃井',
      from: ['registered'],
      to: 'kept',
      by: ['生态环境@county', '自然资源@county', '水利@county'],
      reason: 'required',
      sets: (_, { effective }) => ({ abandoned: '在用' as const, judgedOn: effective }),
    },
    grade: {
      label: '评估风险等级',
      from: ['judged'],
      to: 'graded',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['connectsPolluted', 'nearSource', 'nearDrinking'],
      needs: ['connectsPolluted', 'nearSource', 'nearDrinking'],
      sets: (row, { effective }) => ({ closureDue: monthsLater(effective, MONTHS[row.risk ?? '高']) }),
    },
    close: {
      label: '封井回填完成',
      from: ['graded'],
      to: 'closed',
      by: ['生态环境@county', '自然资源@county', '水利@county'],
      asks: ['method', 'material', 'closedOn', 'closure'],
      needs: ['method', 'closedOn'],
      evidence: ['closure'],
      refuse: row =>
        row.risk === '高' && row.method === '井口封盖'
          ? [{ where: 'method', message: '高风险井不能只封盖井口，须回填' }]
          : [],
    },
    accept: {
      label: '验收',
      from: ['closed'],
      to: 'accepted',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      single: true,
      asks: ['acceptance', 'waterNotified'],
      evidence: ['acceptance'],
      // The notice goes out in the same step (server/effects/abandoned-well.ts).
      sets: (row, { effective }) => ({ acceptedOn: effective, waterNotified: row.waterNotified ?? effective }),
    },
  },
  duties: {
    closure: {
      label: '封井回填',
      clause: '地下水管理条例第四十九条',
      by: '封井责任人',
      while: ['graded'],
      after: { field: 'closureDue' },
      days: 0,
      met: { field: 'closedOn' },
    },
  },
  publish: { fields: ['subject', 'region', 'kind', 'risk', 'closedOn', 'acceptedOn', 'state'], in: ['accepted'] },
  list: ['subject', 'region', 'kind', 'condition', 'responsible', 'risk', 'closureDue', 'state'],
  filters: ['region', 'state', 'kind', 'risk', 'ownerKnown'],
  search: ['note'],
})
