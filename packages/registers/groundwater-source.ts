import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const KINDS = [
  '化学品生产企业',
  '尾矿库',
  '危险废物处置场',
  '垃圾填埋场',
  '工业集聚区',
  '矿山开采区',
  '加油站',
  '再生水农用区',
  '高尔夫球场',
] as const

/** 地下水污染源（一企一库两场两区等）: surveyed, its survey filed, its risk assessed, and where it threatens, controlled. */
export const groundwaterSource = defineRegister({
  id: 'groundwater-source',
  name: '地下水污染源清单',
  module: 'M16',
  subject: 'site',
  basis: ['地下水管理条例', '地下水污染防治实施方案'],
  purpose: '一企一库、两场两区等污染源的调查评估、系统填报和风险管控。',
  fields: {
    kind: f.choice('类型', KINDS, { required: true, secrecy: 'public' }),
    surroundings: f.boolean('含周边', { hint: '调查范围包括厂界外' }),
    leadUnit: f.unit('牵头单位', { indexed: true }),
    surveyDue: f.day('调查评估期限'),
    project: f.ref('所属项目', 'project'),
    wells: f.refs('监测井', 'well'),
    surveyedOn: f.day('调查完成日期', { past: true }),
    exceeded: f.choice('地下水超标', ['未超标', '超标', '证据不足'], { hint: '以下游井与目标类别和对照井比较' }),
    exceededItems: f.texts('超标项目'),
    assessedOn: f.day('评估完成日期', { past: true }),
    report: f.files('调查评估报告'),
    filedOn: f.day('系统填报日期', { past: true }),
    risk: f.choice('风险等级', ['高', '中', '低'], { secrecy: 'public' }),
    affected: f.boolean('影响地下水', { hint: '土壤或渗漏已影响地下水' }),
    schemeContents: f.choices('方案内容', ['土壤污染防治', '地下水污染防治', '监测计划', '应急措施']),
    scheme: f.files('风险管控方案'),
    controls: f.rows('风险管控措施', {
      measure: f.text('措施', { required: true }),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    remedy: f.ref('治理项目', 'project-life', { indexed: true, hint: '由项目台账自动填写' }),
    pipeline: f.text('治理项目进展', { indexed: true, hint: '由项目台账自动填写' }),
    openControls: f.integer('未完成措施', { derived: true, unit: '项' }),
    step: f.choice('调查评估进展', ['未开展', '已调查', '已评估待填报', '已完成'], {
      derived: true,
      secrecy: 'public',
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'kind'],
  requiredWhen: {
    risk: ['assessed', 'controlled', 'closed'],
    exceeded: ['surveyed', 'assessed', 'controlled', 'closed'],
  },
  check: row => [
    ...(row.assessedOn && row.surveyedOn && row.assessedOn < row.surveyedOn
      ? [{ where: 'assessedOn', message: '评估早于调查' }]
      : []),
    ...(row.exceeded === '超标' && row.exceededItems.length === 0
      ? [{ where: 'exceededItems', message: '超标的，须写明超标项目' }]
      : []),
    // 土壤污染防治法第三十七条 reasons alike: a scheme for soil that has reached the water below must deal with that water.
    ...(row.affected && row.scheme.length > 0 && !row.schemeContents.includes('地下水污染防治')
      ? [{ where: 'schemeContents', message: '已影响地下水的，方案须包含地下水污染防治内容' }]
      : []),
  ],
  derive: row => ({
    openControls: row.controls.filter(c => !c.doneOn).length,
    step: !row.surveyedOn ? '未开展' : !row.assessedOn ? '已调查' : !row.filedOn ? '已评估待填报' : '已完成',
  }),
  states: { listed: '已列入', surveyed: '已调查', assessed: '已评估', controlled: '风险管控中', closed: '已完成' },
  initial: 'listed',
  ended: ['closed'],
  create: { by: ['生态环境@county', '生态环境@city', '生态环境@province'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['listed', 'surveyed', 'assessed', 'controlled'] },
  transitions: {
    survey: {
      label: '完成调查',
      from: ['listed'],
      to: 'surveyed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['surveyedOn', 'exceeded', 'exceededItems', 'wells', 'affected'],
      needs: ['surveyedOn', 'exceeded'],
      refuse: row =>
        row.exceeded === '未超标' && row.wells.length === 0
          ? [{ where: 'wells', message: '没有监测井的，不能得出“未超标”，只能填“证据不足”' }]
          : [],
    },
    assess: {
      label: '完成评估',
      from: ['surveyed'],
      to: 'assessed',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['assessedOn', 'risk', 'report', 'filedOn'],
      needs: ['assessedOn', 'risk'],
      evidence: ['report'],
    },
    control: {
      label: '实施风险管控',
      from: ['assessed'],
      to: 'controlled',
      by: ['生态环境@county', '生态环境@city'],
      asks: ['controls', 'scheme', 'schemeContents'],
      needs: ['controls'],
      evidence: ['scheme'],
    },
    close: {
      label: '完成',
      from: ['assessed', 'controlled'],
      to: 'closed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.filedOn ? [] : [{ where: 'filedOn', message: '调查评估结果还没有填报系统' }]),
        ...(row.exceeded === '证据不足' ? [{ where: 'exceeded', message: '是否超标证据不足，应补充监测' }] : []),
        ...(row.exceeded === '超标' && row.controls.length === 0
          ? [{ where: 'controls', message: '超标的污染源须采取风险管控措施' }]
          : []),
        ...(row.openControls ? [{ where: 'controls', message: `还有 ${row.openControls} 项措施没有完成` }] : []),
      ],
    },
    reopen: {
      label: '重新调查',
      from: ['closed'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
    },
  },
  duties: {
    survey: {
      label: '完成地下水环境状况调查评估和系统填报',
      clause: '年度计划；地下水管理条例',
      by: '县级生态环境部门',
      while: ['listed', 'surveyed', 'assessed'],
      after: { field: 'surveyDue' },
      days: 0,
      met: { field: 'filedOn' },
    },
    wells: {
      label: '运行期地下水监测',
      clause: '地下水管理条例',
      by: '运营单位',
      while: ['controlled'],
      every: 'half-year',
    },
  },
  publish: { fields: ['subject', 'region', 'kind', 'step', 'risk', 'state'], in: ['assessed', 'controlled', 'closed'] },
  list: ['subject', 'region', 'kind', 'step', 'exceeded', 'risk', 'openControls', 'state'],
  filters: ['region', 'state', 'pipeline', 'kind', 'risk', 'exceeded', 'step'],
  search: ['note'],
})
