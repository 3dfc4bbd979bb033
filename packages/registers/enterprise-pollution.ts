import { f } from '@jingtu/core/field.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { parameterOn } from './parameters.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** 在产企业土壤污染调查与管控: from a finding through its investigation to control while producing, and who answers for it. */
export const enterprisePollution = defineRegister({
  id: 'enterprise-pollution',
  name: '在产企业土壤污染调查与风险管控',
  module: 'M10',
  subject: 'site',
  basis: ['土壤污染防治法第四十五条、第四十六条', '工矿用地土壤环境管理办法（试行）第十三条'],
  purpose: '监测超标后的调查，边生产边管控的措施和监测，损害评估与修复责任。',
  fields: {
    cause: f.choice('由来', ['周边监测超标', '自行监测超标', '隐患排查发现', '执法发现', '其他'], { required: true }),
    found: f.text('发现情况', { required: true, long: true }),
    foundOn: f.day('发现日期', { required: true, past: true }),
    /** The row and round it comes from; the same finding never makes a second case. */
    source: f.text('来源记录', { required: true, indexed: true }),
    due: f.day('调查期限', { derived: true }),
    investigatedOn: f.day('调查完成日期', { past: true }),
    investigation: f.files('调查报告'),
    conclusion: f.choice('调查结论', ['由本单位造成', '背景或其他来源', '未发现污染']),
    pollutants: f.texts('污染物'),
    pollutedArea: f.area('污染范围', { unit: '平方米' }),
    extent: f.polygon('污染区域'),
    measures: f.rows('管控措施', {
      kind: f.choice('类别', ['源头阻断', '工程阻隔', '原位修复', '监控自然衰减', '制度控制'], { required: true }),
      measure: f.text('措施', { required: true }),
      place: f.text('位置', { required: true }),
      due: f.day('完成期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    openMeasures: f.integer('未完成措施', { derived: true, unit: '项' }),
    everyMonths: f.integer('监测间隔', { min: 1, max: 60, unit: '月' }),
    controlFrom: f.day('管控开始日期'),
    monitorings: f.rows('管控期监测', {
      on: f.day('采样日期', { required: true, past: true }),
      point: f.text('点位', { required: true }),
      result: f.choice('结论', ['达标', '超标', '证据不足'], { required: true }),
      report: f.files('检测报告'),
    }),
    lastMonitored: f.day('最近监测', { derived: true }),
    nextMonitoring: f.day('下次监测期限', { derived: true }),
    effect: f.choice('管控效果', ['有效', '无效', '证据不足'], { derived: true }),
    damage: f.choice('损害评估', ['需要', '不需要']),
    damageDue: f.day('损害评估期限'),
    damageOn: f.day('损害评估完成日期', { past: true }),
    damageReport: f.files('损害评估报告'),
    damageAmount: f.money('损害数额'),
    remediation: f.text('治理与修复责任', { long: true }),
    remediationDue: f.day('治理与修复期限'),
    remediatedOn: f.day('治理与修复完成日期', { past: true }),
    remediationProof: f.files('效果评估报告'),
    clue: f.ref('执法线索', 'clue', { derived: true }),
    owed: f.texts('未履行的责任', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'source'],
  requiredWhen: {
    conclusion: ['investigated', 'controlling', 'fulfilled', 'unfounded'],
    damage: row => row.conclusion === '由本单位造成' && row.state !== 'found',
    damageDue: row => row.damage === '需要',
    remediationDue: row => Boolean(row.remediation),
  },
  derive: row => {
    const days = row.monitorings.map(m => m.on).sort()
    const last = days.at(-1) ?? null
    const from = last ?? row.controlFrom
    const latest = row.monitorings.filter(m => m.on === last).map(m => m.result)
    const own = row.conclusion === '由本单位造成'
    return {
      due: addDays(row.foundOn, parameterOn('pollution.days', row.foundOn).value),
      openMeasures: row.measures.filter(m => !m.doneOn).length,
      lastMonitored: last,
      nextMonitoring: from && row.everyMonths ? monthsLater(from, row.everyMonths) : null,
      effect:
        latest.length === 0
          ? null
          : latest.includes('超标')
            ? '无效'
            : latest.includes('证据不足')
              ? '证据不足'
              : '有效',
      owed: [
        ...(own && row.damage === null ? ['是否需要损害评估'] : []),
        ...(own && row.damage === '需要' && !row.damageOn ? ['损害评估'] : []),
        ...(own && !row.remediation ? ['明确治理与修复责任'] : []),
        ...(own && row.remediation && !row.remediatedOn ? ['治理与修复'] : []),
      ],
    }
  },
  states: {
    found: '待调查',
    investigated: '已调查',
    controlling: '边生产边管控',
    fulfilled: '已履行',
    unfounded: '非本单位造成',
  },
  initial: 'found',
  ended: ['fulfilled', 'unfounded'],
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['found', 'investigated', 'controlling'] },
  transitions: {
    investigate: {
      label: '登记调查结论',
      from: ['found'],
      to: 'investigated',
      by: ECOLOGY,
      asks: ['investigatedOn', 'investigation', 'conclusion', 'pollutants', 'pollutedArea', 'damage', 'damageDue'],
      needs: ['investigatedOn', 'conclusion'],
      evidence: ['investigation'],
      refuse: row =>
        row.conclusion === '由本单位造成' && (row.pollutants.length === 0 || !row.pollutedArea)
          ? [{ where: 'pollutedArea', message: '由本单位造成的，须写明污染物和污染范围' }]
          : [],
    },
    dismiss: {
      label: '非本单位造成，结案',
      from: ['investigated'],
      to: 'unfounded',
      by: ECOLOGY,
      duty: 'reviewer',
      reason: 'required',
      refuse: row =>
        row.conclusion === '由本单位造成'
          ? [{ where: 'conclusion', message: '调查结论是由本单位造成，应转入管控' }]
          : [],
    },
    control: {
      label: '转入边生产边管控',
      from: ['investigated'],
      to: 'controlling',
      by: ECOLOGY,
      duty: 'reviewer',
      asks: ['measures', 'everyMonths', 'remediation', 'remediationDue'],
      needs: ['measures', 'everyMonths', 'remediation', 'remediationDue'],
      refuse: row =>
        row.conclusion === '由本单位造成'
          ? []
          : [{ where: 'conclusion', message: '调查结论不是由本单位造成，没有管控责任' }],
      sets: (_, { effective }) => ({ controlFrom: effective }),
    },
    report: {
      label: '报送措施和监测',
      from: ['controlling'],
      to: 'controlling',
      by: ['operator', ...ECOLOGY],
      asks: ['measures', 'monitorings', 'damageOn', 'damageReport', 'damageAmount', 'remediatedOn', 'remediationProof'],
      refuse: row => [
        ...(row.damageOn && row.damageReport.length === 0
          ? [{ where: 'damageReport', message: '损害评估完成的须附报告' }]
          : []),
        ...(row.remediatedOn && row.remediationProof.length === 0
          ? [{ where: 'remediationProof', message: '治理与修复完成的须附效果评估报告' }]
          : []),
      ],
    },
    fulfil: {
      label: '责任履行完毕',
      from: ['controlling'],
      to: 'fulfilled',
      by: ['生态环境@city'],
      duty: 'reviewer',
      single: true,
      refuse: row => [
        ...(row.openMeasures ? [{ where: 'measures', message: `还有 ${row.openMeasures} 项管控措施没有完成` }] : []),
        ...(row.effect === '有效'
          ? []
          : [{ where: 'monitorings', message: `管控效果为“${row.effect ?? '没有监测'}”，不能结案` }]),
        ...row.owed.map(o => ({ where: 'owed', message: `责任未履行：${o}` })),
      ],
    },
  },
  duties: {
    investigate: {
      label: '完成土壤污染调查',
      clause: '工矿用地土壤环境管理办法（试行）第十三条',
      by: '企业',
      while: ['found', 'investigated', 'controlling'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'investigatedOn' },
    },
    monitor: {
      label: '管控期监测',
      clause: '土壤污染防治法第六十二条；年度计划',
      by: '企业',
      while: ['controlling'],
      after: { field: 'nextMonitoring' },
      days: 0,
    },
    damage: {
      label: '完成损害评估',
      clause: '土壤污染防治法第四十六条；年度计划',
      by: '企业',
      while: ['investigated', 'controlling'],
      when: row => row.damage === '需要',
      after: { field: 'damageDue' },
      days: 0,
      met: { field: 'damageOn' },
    },
    remediate: {
      label: '完成治理与修复',
      clause: '土壤污染防治法第四十五条',
      by: '企业',
      while: ['controlling'],
      after: { field: 'remediationDue' },
      days: 0,
      met: { field: 'remediatedOn' },
    },
  },
  list: ['subject', 'region', 'cause', 'foundOn', 'due', 'conclusion', 'effect', 'openMeasures', 'state'],
  filters: ['region', 'state', 'cause', 'conclusion', 'effect', 'nextMonitoring'],
  search: ['found', 'remediation', 'note'],
  sort: '-foundOn',
  map: { geometry: 'extent', colourBy: 'state' },
})
