import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const GRADES = ['高度关注', '中度关注', '低度关注'] as const
const VERDICTS = ['未超筛选值', '超筛选值', '超管制值'] as const
const REMOVALS = ['企业不存在或地址有误', '不属于重点行业', '与其他地块重复', '并入其他地块', '已另行调查评估'] as const
const COUNTY = ['生态环境@county', '生态环境@city'] as const
const CITY = ['生态环境@city', '生态环境@province'] as const

/** 重点行业企业用地调查: each parcel from the list of objects through information, screening, plan and data to the database. */
export const enterpriseSurveyParcel = defineRegister({
  id: 'enterprise-survey-parcel',
  name: '重点行业企业用地调查地块',
  module: 'M05',
  subject: 'site',
  basis: ['土壤污染防治法第十四条', '重点行业企业用地调查系列技术规定'],
  purpose: '调查对象核实增补、信息采集、风险筛查、布点方案外审、采样、检测、数据审核和入库的进度。',
  fields: {
    number: f.text('地块编码', { required: true }),
    industry: f.text('行业类别', { required: true }),
    production: f.choice('企业状态', ['在产', '关闭搬迁'], { required: true }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    origin: f.choice('来源', ['初始名单', '增补'], { required: true }),
    addedWhy: f.text('增补理由'),
    pilot: f.boolean('试点地块'),
    pilotWhy: f.text('选为试点的理由'),
    verifiedHow: f.text('核实方式和结果'),
    removedWhy: f.choice('核减原因', REMOVALS),
    infoOn: f.day('信息采集日期', { past: true }),
    infoFiles: f.files('信息采集表和照片'),
    infoImproved: f.text('信息质量提升情况', { long: true }),
    soilScore: f.decimal('土壤风险筛查得分', { min: 0, max: 100 }),
    waterScore: f.decimal('地下水风险筛查得分', { min: 0, max: 100 }),
    score: f.decimal('风险筛查总分', { derived: true }),
    grade: f.choice('关注度', GRADES, { derived: true }),
    planFiles: f.files('布点采样方案'),
    planPoints: f.integer('布点数', { min: 1, unit: '个' }),
    reviewOn: f.day('外审日期', { past: true }),
    reviewers: f.texts('外审专家'),
    reviewOpinion: f.text('外审意见', { long: true }),
    reviewFiles: f.files('外审意见书'),
    sampledOn: f.day('采样日期', { past: true }),
    laboratory: f.ref('检测机构', 'laboratory', { indexed: true }),
    testedOn: f.day('检测完成日期', { past: true }),
    batch: f.ref('检测数据批次', 'import-batch', { indexed: true }),
    auditOn: f.day('数据审核日期', { past: true }),
    auditOpinion: f.text('数据审核意见', { long: true }),
    verdict: f.choice('评价结论', VERDICTS),
    exceeded: f.texts('超标项目'),
    storedOn: f.day('入库日期', { past: true }),
    lists: f.texts('列入名单', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['number'],
  keyScope: 'everywhere',
  requiredWhen: {
    addedWhy: row => row.origin === '增补',
    pilotWhy: row => row.pilot === true,
    removedWhy: ['removed'],
    exceeded: row => row.verdict !== null && row.verdict !== '未超筛选值',
  },
  visibleWhen: { addedWhy: row => row.origin === '增补', pilotWhy: row => row.pilot === true },
  check: row => [
    ...later(row.infoOn, row.reviewOn, 'reviewOn', '外审日期早于信息采集'),
    ...later(row.reviewOn, row.sampledOn, 'sampledOn', '采样日期早于方案外审'),
    ...later(row.sampledOn, row.testedOn, 'testedOn', '检测完成日期早于采样'),
    ...later(row.testedOn, row.auditOn, 'auditOn', '数据审核日期早于检测完成'),
  ],
  derive: row => {
    const score = totalScore(row.soilScore, row.waterScore)
    const at = (key: 'enterprise.high' | 'enterprise.medium'): number => parameterOn(key, row.effective).value
    const grade =
      score === null
        ? null
        : score >= at('enterprise.high')
          ? '高度关注'
          : score >= at('enterprise.medium')
            ? '中度关注'
            : '低度关注'
    return {
      score: score === null ? null : score.toFixed(1),
      grade,
      lists: [
        ...(row.verdict !== null && row.verdict !== '未超筛选值' ? ['疑似污染地块清单'] : []),
        ...(grade === '高度关注' || row.verdict === '超管制值' ? ['优先管控名录'] : []),
      ],
    }
  },
  states: {
    listed: '待核实',
    verified: '已核实',
    collected: '已采集信息',
    screened: '已筛查',
    planned: '方案待外审',
    reviewed: '方案已通过外审',
    sampled: '已采样',
    tested: '已检测',
    audited: '数据已审核',
    stored: '已入库',
    removed: '已核减',
  },
  initial: 'listed',
  ended: ['removed'],
  create: { by: COUNTY },
  correct: { by: COUNTY, in: ['listed', 'verified', 'collected', 'screened', 'planned', 'sampled', 'tested'] },
  transitions: {
    verify: {
      label: '核实',
      from: ['listed'],
      to: 'verified',
      by: COUNTY,
      asks: ['verifiedHow'],
      needs: ['verifiedHow'],
    },
    remove: {
      label: '核减',
      from: ['listed', 'verified', 'collected', 'screened'],
      to: 'removed',
      by: COUNTY,
      duty: 'reviewer',
      reason: 'required',
      asks: ['removedWhy'],
      needs: ['removedWhy'],
    },
    restore: {
      label: '恢复',
      from: ['removed'],
      to: 'listed',
      by: CITY,
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ removedWhy: null }),
    },
    collect: {
      label: '登记信息采集',
      from: ['verified'],
      to: 'collected',
      by: COUNTY,
      asks: ['infoOn', 'infoFiles'],
      needs: ['infoOn'],
      evidence: ['infoFiles'],
    },
    screen: {
      label: '登记风险筛查',
      from: ['collected'],
      to: 'screened',
      by: COUNTY,
      asks: ['soilScore', 'waterScore'],
      needs: ['soilScore', 'waterScore'],
    },
    plan: {
      label: '提交布点方案',
      from: ['screened'],
      to: 'planned',
      by: COUNTY,
      asks: ['planFiles', 'planPoints'],
      needs: ['planPoints'],
      evidence: ['planFiles'],
    },
    review: {
      label: '方案通过外审',
      from: ['planned'],
      to: 'reviewed',
      by: CITY,
      duty: 'reviewer',
      asks: ['reviewOn', 'reviewers', 'reviewOpinion', 'reviewFiles'],
      needs: ['reviewOn', 'reviewers', 'reviewOpinion'],
      evidence: ['reviewFiles'],
    },
    sendBack: {
      label: '方案退回修改',
      from: ['planned'],
      to: 'screened',
      by: CITY,
      duty: 'reviewer',
      reason: 'required',
    },
    sample: {
      label: '登记采样',
      from: ['reviewed'],
      to: 'sampled',
      by: COUNTY,
      asks: ['sampledOn'],
      needs: ['sampledOn'],
    },
    test: {
      label: '登记检测',
      from: ['sampled'],
      to: 'tested',
      by: COUNTY,
      asks: ['laboratory', 'testedOn', 'batch'],
      needs: ['laboratory', 'testedOn', 'batch'],
    },
    audit: {
      label: '数据审核通过',
      from: ['tested'],
      to: 'audited',
      by: CITY,
      duty: 'reviewer',
      asks: ['auditOn', 'auditOpinion', 'verdict', 'exceeded'],
      needs: ['auditOn', 'verdict'],
    },
    retest: {
      label: '数据退回',
      from: ['tested', 'audited', 'stored'],
      to: 'sampled',
      by: CITY,
      duty: 'reviewer',
      reason: 'required',
    },
    store: {
      label: '入库',
      from: ['audited'],
      to: 'stored',
      by: CITY,
      duty: 'reviewer',
      sets: (_row, { effective }) => ({ storedOn: effective }),
    },
  },
  list: ['number', 'subject', 'region', 'industry', 'origin', 'pilot', 'score', 'grade', 'verdict', 'state'],
  filters: ['region', 'state', 'origin', 'pilot', 'grade', 'verdict', 'survey', 'removedWhy'],
  search: ['number', 'industry', 'note'],
})

/** The two scores of a parcel are one: the root of the mean of their squares. */
function totalScore(soil: string | null, water: string | null): number | null {
  if (soil === null || water === null) return null
  return Math.round(Math.sqrt((Number(soil) ** 2 + Number(water) ** 2) / 2) * 10) / 10
}

const later = (before: string | null, after: string | null, where: string, message: string) =>
  before && after && after < before ? [{ where, message }] : []
